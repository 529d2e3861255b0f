package render

import (
	"encoding/binary"
	"html"
	"html/template"
	"slices"
	"strings"

	"blotter/internal/site"
)

// dataFile is the tables of a page without their markup.
type dataFile struct {
	title, url    string
	asOf, licence string // may be empty
	tables        []tableSource
}

// dataCell is a cell: as it is shown, and the exact figures in it, two where
// it shows a range. Its link is as on the page: to be resolved against the
// address of the page, which the JSON names.
type dataCell struct {
	text, note, link string
	exact            [2]string
	figures          int // how many are exact
}

// plainCell takes the markup off a cell, which functions of this package made.
func plainCell(cell *Cell) dataCell {
	out := dataCell{text: cell.Text, note: strings.ReplaceAll(cell.Note, "\n", "; "), link: cell.Href}
	if cell.HTML != "" {
		var space [2]string
		var exact []string
		out.text, exact = plainText(cell.HTML, space[:0])
		out.figures = copy(out.exact[:], exact)
	}
	return out
}

// plainText gives the text of markup and appends the values of its data
// elements that are numbers.
func plainText(markup template.HTML, exact []string) (string, []string) {
	rest := string(markup)
	if strings.IndexByte(rest, '<') < 0 {
		return html.UnescapeString(rest), exact
	}
	var space [128]byte
	words := space[:0]
	for {
		before, tag, found := strings.Cut(rest, "<")
		words = append(words, before...)
		if !found {
			return html.UnescapeString(string(words)), exact
		}
		if value, ok := strings.CutPrefix(tag, `data value=`); ok {
			if figure, _, _ := strings.Cut(value, `>`); isDecimal(figure) {
				exact = append(exact, figure)
			}
		}
		_, rest, _ = strings.Cut(tag, ">")
	}
}

// isDecimal reports whether a text is a plain decimal number.
func isDecimal(text string) bool {
	whole, fraction, pointed := strings.Cut(strings.TrimPrefix(text, "-"), ".")
	digits := func(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
	return digits(whole) && (!pointed || digits(fraction))
}

// dataColumn is what the cells under one heading have.
type dataColumn struct {
	name       string
	figures    int // the most that a cell has: 0, 1 or 2
	note, link bool
}

// tape is the cells of a table, one behind the other: which columns a file has
// shows only when all of them are known, and holding them as cells takes many
// times the file.
type tape struct {
	text string
	size int // rows
	// columns stand for the cells of a row, in their order.
	columns []*dataColumn
}

// record writes down the rows of a table. Its columns are those of the list that
// have their headings; the others are put behind it.
func (s *tableSource) record(columns []*dataColumn) (*tape, []*dataColumn) {
	t := &tape{size: s.size, columns: make([]*dataColumn, len(s.head))}
	for j, head := range s.head {
		at := slices.IndexFunc(columns, func(c *dataColumn) bool { return c.name == head.Text })
		if at < 0 {
			at, columns = len(columns), append(columns, &dataColumn{name: head.Text})
		}
		t.columns[j] = columns[at]
	}
	var b strings.Builder
	b.Grow(s.size * len(s.head) * 24)
	cells := make([]Cell, 0, len(s.head))
	for i := range s.size {
		cells = s.row(cells[:0], i)
		for j, column := range t.columns {
			cell := dataCell{}
			if j < len(cells) {
				cell = plainCell(&cells[j])
			}
			column.figures = max(column.figures, cell.figures)
			column.note = column.note || cell.note != ""
			column.link = column.link || cell.link != ""
			for _, part := range [...]string{cell.text, cell.note, cell.link, cell.exact[0], cell.exact[1]} {
				var length [binary.MaxVarintLen64]byte
				b.Write(length[:binary.PutUvarint(length[:], uint64(len(part)))])
				b.WriteString(part)
			}
		}
	}
	t.text = b.String()
	return t, columns
}

// cell takes the next cell off the tape.
func (t *tape) cell() dataCell {
	var parts [5]string
	for i := range parts {
		length, shift := 0, 0
		for t.text[0] >= 0x80 {
			length, shift, t.text = length|int(t.text[0]&0x7f)<<shift, shift+7, t.text[1:]
		}
		length |= int(t.text[0]) << shift
		parts[i], t.text = t.text[1:1+length], t.text[1+length:]
	}
	cell := dataCell{text: parts[0], note: parts[1], link: parts[2], exact: [2]string{parts[3], parts[4]}}
	for cell.figures < 2 && cell.exact[cell.figures] != "" {
		cell.figures++
	}
	return cell
}

// names are the headings of a column in a file: beside what its cells show
// stand their exact figures, remarks and links, where any has them.
func (c *dataColumn) names() []string {
	names := []string{c.name}
	switch c.figures {
	case 1:
		names = append(names, c.name+" (exact)")
	case 2:
		names = append(names, c.name+" (lowest)", c.name+" (highest)")
	}
	if c.note {
		names = append(names, c.name+" (note)")
	}
	if c.link {
		names = append(names, c.name+" (link)")
	}
	return names
}

// each gives the fields of a cell to put, in the order of names.
func (c *dataColumn) each(cell *dataCell, put func(field string, figure bool)) {
	put(cell.text, false)
	for i := range c.figures {
		figure := ""
		if n := cell.figures; n > 0 {
			figure = cell.exact[min(i, n-1)]
		}
		put(figure, true)
	}
	if c.note {
		put(cell.note, false)
	}
	if c.link {
		put(cell.link, false)
	}
}

// json writes the tables with what they are of. A row is a list of texts and
// exact numbers, as the columns are named; a number nobody states is null.
func (f *dataFile) json(out *site.Buffer) {
	dst := site.AppendJSON(append(out.AvailableBuffer(), `{"title":`...), f.title)
	dst = site.AppendJSON(append(dst, `,"url":`...), f.url)
	if f.asOf != "" {
		dst = site.AppendJSON(append(dst, `,"as_of":`...), f.asOf)
	}
	if f.licence != "" {
		dst = site.AppendJSON(append(dst, `,"licence":`...), f.licence)
	}
	out.Write(append(dst, `,"tables":[`...))
	for i := range f.tables {
		if i > 0 {
			out.WriteByte(',')
		}
		f.tables[i].json(out)
	}
	out.WriteString("]}\n")
}

func (s *tableSource) json(out *site.Buffer) {
	t, columns := s.record(nil)
	dst := append(site.AppendJSON(append(out.AvailableBuffer(), `{"caption":`...), s.caption), `,"columns":`...)
	between := byte('[')
	for _, column := range columns {
		for _, name := range column.names() {
			dst = site.AppendJSON(append(dst, between), name)
			between = ','
		}
	}
	out.Write(append(dst, `],"rows":[`...))
	dst = make([]byte, 0, 1024)
	put := func(field string, figure bool) {
		dst = append(dst, between)
		between = ','
		switch {
		case !figure:
			dst = site.AppendJSON(dst, field)
		case field == "":
			dst = append(dst, "null"...)
		default:
			dst = append(dst, field...)
		}
	}
	row := make([]dataCell, len(t.columns))
	for i := range t.size {
		dst = dst[:0]
		if i > 0 {
			dst = append(dst, ',')
		}
		between = '['
		for j := range row {
			row[j] = t.cell()
		}
		for _, column := range columns {
			column.each(t.under(row, column), put)
		}
		out.Write(append(dst, "]\n"...))
	}
	out.WriteString("]}")
}

// under gives the cell of a row that stands under a column; an empty one where
// the table has no such column.
func (t *tape) under(row []dataCell, column *dataColumn) *dataCell {
	if at := slices.Index(t.columns, column); at >= 0 {
		return &row[at]
	}
	return &dataCell{}
}

// csv writes all tables below each other: where there are several, the first
// column names the table.
func (f *dataFile) csv(out *site.Buffer) {
	tapes := make([]*tape, len(f.tables))
	var columns []*dataColumn
	for i := range f.tables {
		tapes[i], columns = f.tables[i].record(columns)
	}
	several := len(f.tables) > 1
	dst, first := make([]byte, 0, 1024), true
	put := func(field string, _ bool) {
		if !first {
			dst = append(dst, ',')
		}
		first = false
		dst = site.AppendCell(dst, field)
	}
	end := func() {
		out.Write(append(dst, "\r\n"...))
		dst, first = dst[:0], true
	}
	if several {
		put("Table", false)
	}
	for _, column := range columns {
		for _, name := range column.names() {
			put(name, false)
		}
	}
	end()
	for i, t := range tapes {
		row := make([]dataCell, len(t.columns))
		for range t.size {
			for j := range row {
				row[j] = t.cell()
			}
			if several {
				put(f.tables[i].caption, false)
			}
			for _, column := range columns {
				column.each(t.under(row, column), put)
			}
			end()
		}
	}
}
