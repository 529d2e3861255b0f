package render

import (
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
	exact            []string
}

// plainCell takes the markup off a cell, which functions of this package made,
// and appends the exact figures in it.
func plainCell(cell *Cell, exact []string) (dataCell, []string) {
	out := dataCell{text: cell.Text, note: strings.ReplaceAll(cell.Note, "\n", "; "), link: cell.Href}
	if cell.HTML != "" {
		out.text, exact = plainText(cell.HTML, exact)
	}
	return out, exact
}

// plainText gives the text of markup and appends the values of its data
// elements that are numbers.
func plainText(markup template.HTML, exact []string) (string, []string) {
	rest := string(markup)
	var b strings.Builder
	for {
		before, tag, found := strings.Cut(rest, "<")
		if !found && b.Len() == 0 {
			return html.UnescapeString(rest), exact
		}
		b.WriteString(before)
		if !found {
			return html.UnescapeString(b.String()), exact
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

// plainRows gives the cells of a table without their markup, row by row, each
// row as long as the head.
func (s tableSource) plainRows() []dataCell {
	width := len(s.head)
	cells := make([]dataCell, s.size*width)
	var exact []string // room for the figures of many cells
	for i := range s.size {
		row := s.row(i).Cells
		for j := range row[:min(len(row), width)] {
			before := len(exact)
			cell := &cells[i*width+j]
			*cell, exact = plainCell(&row[j], exact)
			cell.exact = exact[before:len(exact):len(exact)]
		}
	}
	return cells
}

// columnsOf gives the columns of some tables, whose cells are given; a column
// stands for all that have the same heading.
func columnsOf(tables []tableSource, cells [][]dataCell) []*dataColumn {
	var columns []*dataColumn
	for t, table := range tables {
		in := make([]*dataColumn, len(table.head))
		for j, head := range table.head {
			at := slices.IndexFunc(columns, func(c *dataColumn) bool { return c.name == head.Text })
			if at < 0 {
				at = len(columns)
				columns = append(columns, &dataColumn{name: head.Text})
			}
			in[j] = columns[at]
		}
		for i := range cells[t] {
			cell, column := &cells[t][i], in[i%len(in)]
			column.figures = min(max(column.figures, len(cell.exact)), 2)
			column.note = column.note || cell.note != ""
			column.link = column.link || cell.link != ""
		}
	}
	return columns
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
		if n := len(cell.exact); n > 0 {
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

// json gives the tables with what they are of. A row is a list of texts and
// exact numbers, as the columns are named; a number nobody states is null.
func (f *dataFile) json() []byte {
	dst := append(site.AppendJSON(append(make([]byte, 0, f.room()), `{"title":`...), f.title), `,"url":`...)
	dst = site.AppendJSON(dst, f.url)
	if f.asOf != "" {
		dst = site.AppendJSON(append(dst, `,"as_of":`...), f.asOf)
	}
	if f.licence != "" {
		dst = site.AppendJSON(append(dst, `,"licence":`...), f.licence)
	}
	dst = append(dst, `,"tables":[`...)
	for i := range f.tables {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = f.tables[i].appendJSON(dst)
	}
	return append(dst, "]}\n"...)
}

func (s tableSource) appendJSON(dst []byte) []byte {
	cells := s.plainRows()
	columns := columnsOf([]tableSource{s}, [][]dataCell{cells})
	dst = append(site.AppendJSON(append(dst, `{"caption":`...), s.caption), `,"columns":`...)
	between := byte('[')
	for _, column := range columns {
		for _, name := range column.names() {
			dst = site.AppendJSON(append(dst, between), name)
			between = ','
		}
	}
	dst = append(dst, `],"rows":[`...)
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
	for i := range s.size {
		if i > 0 {
			dst = append(dst, ',')
		}
		between = '['
		for j, column := range columns {
			column.each(&cells[i*len(s.head)+j], put)
		}
		dst = append(dst, "]\n"...)
	}
	return append(dst, "]}"...)
}

// room guesses how many bytes the file takes, so that a long one is not copied
// again and again while it grows.
func (f *dataFile) room() int {
	room := 512
	for i := range f.tables {
		room += f.tables[i].size * len(f.tables[i].head) * 48
	}
	return room
}

// csv gives all tables below each other: where there are several, the first
// column names the table.
func (f *dataFile) csv() []byte {
	cells := make([][]dataCell, len(f.tables))
	for i, table := range f.tables {
		cells[i] = table.plainRows()
	}
	columns := columnsOf(f.tables, cells)
	several := len(f.tables) > 1
	dst := make([]byte, 0, f.room())
	first := true
	put := func(field string, _ bool) {
		if !first {
			dst = append(dst, ',')
		}
		first = false
		dst = site.AppendCell(dst, field)
	}
	end := func() { dst, first = append(dst, "\r\n"...), true }
	if several {
		put("Table", false)
	}
	for _, column := range columns {
		for _, name := range column.names() {
			put(name, false)
		}
	}
	end()
	for t, table := range f.tables {
		place := make([]int, len(columns)) // of a column in the table; -1 = not there
		for i, column := range columns {
			place[i] = slices.IndexFunc(table.head, func(c Column) bool { return c.Text == column.name })
		}
		for i := range table.size {
			if several {
				put(table.caption, false)
			}
			for j, column := range columns {
				cell := &dataCell{}
				if place[j] >= 0 {
					cell = &cells[t][i*len(table.head)+place[j]]
				}
				column.each(cell, put)
			}
			end()
		}
	}
	return dst
}
