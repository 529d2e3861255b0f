package render

import (
	"html/template"
	"strconv"
	"strings"

	"blotter/internal/site"
)

// Pager is the numbered pages of a list.
type Pager struct {
	Label      string // what the list is, for screen readers
	Pages      []PageLink
	Prev, Next string // links; empty at the ends
}

// PageLink is one numbered page. A gap has a text and no link.
type PageLink struct {
	Text, Href string
	Current    bool
}

// listPage is one page of a list that is too long for one.
type listPage struct {
	Path    string // its address
	Number  int    // from 1
	Of      int
	From    int // the place of the first entry in the list
	Entries []*site.Entry
	Pager   Pager
}

// paged cuts entries into pages, the first at path and the others at
// path/page-2/ and so on: cfg.PageSize on the first page, where they stand with
// their summaries, and some times as many on the others. An empty list has one
// page.
func (e *edition) paged(path, label string, entries []*site.Entry, times int) []listPage {
	size := max(e.cfg.PageSize, 1)
	of := 1
	if later := len(entries) - size; later > 0 {
		of += (later + size*times - 1) / (size * times)
	}
	pages := make([]listPage, of)
	for i := range pages {
		from := 0
		if i > 0 {
			from = size + (i-1)*size*times
		}
		to := min(size+i*size*times, len(entries))
		pages[i] = listPage{Path: site.Numbered(path, i+1), Number: i + 1, Of: of, From: from, Entries: entries[from:to]}
		if of > 1 {
			pages[i].Pager = e.pager(path, label, i+1, of)
		}
	}
	return pages
}

// laterPages is how many times as many entries as the first the later pages of
// a list have; those of a publisher, which name documents, have fewer, and those
// of the timeline as many as the first.
const (
	laterPages     = 3
	laterDocuments = 2
	laterTimeline  = 1
)

// briefly puts the brief rows in the place of the others.
func briefly(sections []SectionView) []SectionView {
	for i := range sections {
		section := &sections[i]
		section.Briefs = make([]*Brief, len(section.Rows))
		for j, row := range section.Rows {
			section.Briefs[j] = (*Brief)(row)
		}
		section.Rows = nil
	}
	return sections
}

// pager links the first and the last page and those near the present one.
func (e *edition) pager(path, label string, current, of int) Pager {
	p := Pager{Label: label}
	if current > 1 {
		p.Prev = e.href(site.Numbered(path, current-1))
	}
	if current < of {
		p.Next = e.href(site.Numbered(path, current+1))
	}
	last := 0
	for n := 1; n <= of; n++ {
		if n != 1 && n != of && (n < current-2 || n > current+2) {
			continue
		}
		if last != 0 && n > last+1 {
			p.Pages = append(p.Pages, PageLink{Text: "…"})
		}
		p.Pages = append(p.Pages, PageLink{number(n), e.href(site.Numbered(path, n)), n == current})
		last = n
	}
	return p
}

// ChartView is a figure: a drawing, what it shows, the same in one sentence
// that is computed from the data, and the same numbers as a table.
type ChartView struct {
	Caption  string // empty = no chart
	Sentence string
	Wide     template.HTML // drawn by package chart
	Narrow   template.HTML
	Table    TableView
	Open     bool   // the table is shown at once, not behind "As a table"
	File     string // link to the drawing as a file of its own; empty = none
}

// TableView is a table with its caption. The first cell of each row is its
// heading.
type TableView struct {
	Caption string
	Head    []Column
	Rows    []TableRow
	Long    *LongRows // in the place of the rows, where they are many
	Foot    TableRow  // totals; no cells = none
	// Columns are the columns of figures and of dates as classes of the table,
	// " d2 n5": a cell need not say what its column is.
	Columns string
	// Still says that there is no link in the rows. Then a keyboard cannot
	// scroll the table by going through it, and has to be let into it.
	Still bool
}

// Column is the heading of a column.
type Column struct {
	Text    string
	Numbers bool // figures, right-aligned
	Dates   bool // in words, on one line
}

// TableRow is a row of a table.
type TableRow struct{ Cells []Cell }

// Cell is a cell: text or HTML, perhaps a link, perhaps with a remark under it.
type Cell struct {
	Text  string        // plain text, where HTML is empty
	HTML  template.HTML // from moneyHTML and the like
	Href  string
	Note  string // smaller, under the value: "$540M to $625M"; in lines of its own
	Class string // class of money, for the colour of its mark
}

// newTable makes a table whose cells are aligned as their columns are.
func newTable(caption string, head []Column, rows []TableRow) TableView {
	table := TableView{Caption: caption, Head: head, Rows: rows, Still: true}
	for i := range head {
		switch {
		case head[i].Numbers:
			table.Columns += " n" + strconv.Itoa(i+1)
		case head[i].Dates:
			table.Columns += " d" + strconv.Itoa(i+1)
		}
	}
	for i := range rows {
		if rows[i].leads() {
			table.Still = false
			break
		}
	}
	return table
}

// leads reports whether there is a link in the row.
func (r TableRow) leads() bool {
	for i := range r.Cells {
		if r.Cells[i].Href != "" || strings.Contains(string(r.Cells[i].HTML), "<a ") {
			return true
		}
	}
	return false
}
