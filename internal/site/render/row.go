package render

import (
	"fmt"
	"html/template"
	"sync"

	"blotter/internal/site"
	"blotter/internal/site/render/compiled"
)

// Row is an entry as lists show it: date, headline, one line, figure with its
// kind. One entry stands on about ten lists, so its HTML is made once, when
// the first of them is, and a list takes its digest for its content.
type Row struct {
	view rowView
	sum  site.Digest
	set  *compiled.Template

	once sync.Once
	html template.HTML
	err  error
}

type rowView struct {
	Href, Title, Summary string
	Date                 template.HTML
	Type                 string // word
	Status               string // word, where it is not confirmed or reported
	Figure               FigureView
}

// HTML gives the row's list item.
func (r *Row) HTML() (template.HTML, error) {
	r.once.Do(func() {
		if r.html, r.err = r.set.HTML(&r.view); r.err != nil {
			r.err = fmt.Errorf("making the row of %s: %w", r.view.Href, r.err)
		}
	})
	return r.html, r.err
}

func (r *Row) digest() site.Digest { return r.sum }

// row gives the row of an entry, the same to everybody.
func (e *edition) row(entry *site.Entry) *Row {
	kept := &e.rows[entry.Index]
	if row := kept.Load(); row != nil {
		return row
	}
	row := &Row{set: e.parts["row"], view: e.rowView(entry)}
	sum, err := digestOf(row.view)
	if err != nil {
		e.fail(fmt.Errorf("digesting the row of %s: %w", entry.ID, err))
	}
	row.sum = site.DigestOf(e.common[:], sum[:])
	kept.CompareAndSwap(nil, row)
	return kept.Load()
}

// rowsOf gives the rows of entries in the order given.
func (e *edition) rowsOf(entries []*site.Entry) []*Row {
	rows := make([]*Row, len(entries))
	for i, entry := range entries {
		rows[i] = e.row(entry)
	}
	return rows
}

// newest gives at most n entries of a list that runs from the oldest, newest
// first.
func newest(entries []*site.Entry, n int) []*site.Entry {
	n = min(n, len(entries))
	first := make([]*site.Entry, 0, n)
	for i := len(entries) - 1; i >= len(entries)-n; i-- {
		first = append(first, entries[i])
	}
	return first
}

func (e *edition) rowView(entry *site.Entry) rowView {
	v := rowView{
		Href: e.href(entry.Path), Title: entry.Title, Summary: entry.Summary,
		Date: shortDateHTML(entry.Date), Type: e.cfg.Types.Label(entry.Type),
	}
	switch entry.Status {
	case "alleged", "disputed", "withdrawn":
		v.Status = site.Statuses.Label(entry.Status)
	}
	if !entry.Withdrawn() {
		v.Figure = leadFigure(entry.Incident)
	}
	return v
}
