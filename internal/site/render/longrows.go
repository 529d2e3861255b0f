package render

import (
	"bytes"
	"html/template"

	"blotter/internal/site"
	"blotter/internal/site/render/compiled"
)

// LongRows are rows of a table that are made while the page is written, one by
// one, so that nobody holds them: a list of hundreds of rows costs no more than
// a short one. Pages that declare their inputs have them.
type LongRows struct {
	from, to int // the rows shown
	// made gives the HTML of a row that is there already; nil = a row is made by
	// set of the cells that row appends.
	made func(i int) (template.HTML, error)
	set  *compiled.Template
	row  func(cells []Cell, i int) []Cell
}

// longTableView is newTable for rows that are made while the page is written.
// Each of them leads to an entry.
func longTableView(caption string, head []Column, rows *LongRows) TableView {
	table := newTable(caption, head, nil)
	table.Long, table.Still = rows, false
	return table
}

// AppendHTML appends the rows.
func (r *LongRows) AppendHTML(dst []byte) ([]byte, error) {
	if r.made != nil {
		for i := r.from; i < r.to; i++ {
			row, err := r.made(i)
			if err != nil {
				return dst, err
			}
			dst = append(dst, row...)
		}
		return dst, nil
	}
	buffer := bytes.NewBuffer(dst)
	var view TableRow
	for i := r.from; i < r.to; i++ {
		view.Cells = r.row(view.Cells[:0], i)
		if err := r.set.Execute(buffer, &view); err != nil {
			return dst, err
		}
	}
	return buffer.Bytes(), nil
}

// HTML gives the rows.
func (r *LongRows) HTML() (template.HTML, error) {
	rows, err := r.AppendHTML(nil)
	return template.HTML(rows), err
}

// digest is that of what the rows come to. Few pages with such rows are
// compared by their views.
func (r *LongRows) digest() site.Digest {
	rows, err := r.AppendHTML(nil)
	if err != nil {
		return site.DigestOf(rows, []byte(err.Error()))
	}
	return site.DigestOf(rows)
}

// mentions gives the rows, which name entries.
func (r *LongRows) mentions() string {
	rows, _ := r.AppendHTML(nil) // its error stands in the digest
	return string(rows)
}
