package render

import (
	"slices"
	"strconv"

	"blotter/internal/site"
)

// statsView is a page of statistics: blocks of words, sums, drawings and
// tables.
type statsView struct {
	Frame
	Heading string
	Kicker  navLink // the page above this one; no link = none
	Intro   string
	Ways    []navLink // the other pages of statistics
	Totals  []TotalView
	Blocks  []StatsBlock
	Pager   Pager
	CSV     string   // the tables as a file, or the amounts behind them; empty = none
	JSON    string   // the same
	Drawn   []string // addresses of the entries that drawings name; templates have no use for them
}

// StatsBlock is a section of a page of statistics.
type StatsBlock struct {
	ID, Heading string
	Text        []Remark
	Totals      []TotalView
	Charts      []ChartView
	Tables      []TableView
	Parts       []StatsPart
	Folded      []FoldedTable
	Rows        []*Row
	CSV, JSON   string // the list of the block as files; empty = none
	Files       string // what the files hold, where it is more than the list: "All amounts of the record"
}

// StatsPart is the tables of a block that a figure leads to: those of a class
// kind by kind, so that the figure of a kind leads to its own.
type StatsPart struct {
	ID    string
	Kinds []StatsKind
}

// StatsKind is the amounts of one kind.
type StatsKind struct {
	ID     string // empty = the part is of this kind alone
	Tables []TableView
}

// FoldedTable is a table behind its heading.
type FoldedTable struct {
	ID, Heading, Note string
	Table             TableView
}

// classPath gives the page of all amounts of a class, kindPath that of a kind.
func classPath(c site.Class) string { return site.StatsPath(string(c)) }

func kindPath(k site.Kind) string { return site.StatsPath("kinds", string(k)) }

// statsWays are the pages of statistics that have something to show.
func (e *edition) statsWays(current string) []navLink {
	var links []navLink
	for _, chapter := range e.stats.Chapters() {
		links = append(links, navLink{chapter.Title, e.href(chapter.Path()), chapter.Part == current})
	}
	// The sums by technique and so on are on the pages of the values.
	for _, d := range []site.Dimension{site.ByTechnique, site.ByChain, site.ByCountry, site.BySector} {
		if len(e.site.Groups[d]) > 0 {
			links = append(links, navLink{Text: wayOf(d).heading, Href: e.href(site.DimensionPath(d))})
		}
	}
	return links
}

// statsPage begins a page of statistics at /stats/part/.
func (e *edition) statsPage(part, title, intro string) *statsView {
	path, way := site.StatsPath(), []Crumb{{Text: "Statistics"}}
	if part != "" {
		path, way = site.StatsPath(part), []Crumb{{site.StatsPath(), "Statistics"}, {Text: title}}
	}
	v := &statsView{Frame: e.frame(path, title, intro), Heading: title, Intro: intro, Ways: e.statsWays(part)}
	v.Crumbs = e.crumbs(way...)
	return v
}

// statsFamilies are the kinds of pages of statistics.
var statsFamilies = []func(*edition) []site.Output{
	(*edition).statsOverview, (*edition).classPages, (*edition).kindPages, (*edition).yearStatsPages, (*edition).exclusionPages,
	(*edition).largestPages, (*edition).outcomePages, (*edition).rolePages, (*edition).delayPages, (*edition).enforcementPages,
	(*edition).disagreementPages, (*edition).calendarPages, (*edition).qualityPages, (*edition).publisherPages,
}

// statsOverview is the first page of the statistics.
func (e *edition) statsOverview() []site.Output {
	return e.statsOutputs(site.StatsPath(), len(e.site.Entries) > 0, e.overviewView)
}

func (e *edition) overviewView() *statsView {
	v := e.statsPage("", "Statistics", "What the entries of this record add up to. Every figure leads to the amounts it was added from, and to those that were left out.")
	v.Totals = e.recordTotals()
	v.Blocks = append(v.Blocks, e.byYearBlock())
	for i := range e.stats.All().Classes {
		if t := &e.stats.All().Classes[i]; slices.Contains(drawn, t.Class) && t.Value.Known() {
			v.Blocks = append(v.Blocks, e.classBlock(t))
		}
	}
	if block, ok := e.soFarBlock(); ok {
		v.Blocks = append(v.Blocks, block)
	}
	v.Blocks = append(v.Blocks, e.largestBlock(), e.takersBlock(), e.notInBlock())
	v.LinkedData = linkedData(e.breadcrumbs(Crumb{Text: "Statistics"}))
	return v
}

// recordTotals gives the sums of the whole record, each leading to the page
// of all its amounts.
func (e *edition) recordTotals() []TotalView {
	views := make([]TotalView, len(e.stats.All().Classes))
	for i := range views {
		t := &e.stats.All().Classes[i]
		views[i] = e.totalView(t, classPath(t.Class))
	}
	return views
}

// drawn are the classes whose sums by year the overview draws; those of the
// others are on their own pages.
var drawn = []site.Class{site.Taken, site.Held, site.Final, site.Penalty}

// classBlock tells of one class on the overview.
func (e *edition) classBlock(t *site.Total) StatsBlock {
	block := StatsBlock{ID: string(t.Class), Heading: upper(t.Class.Words())}
	words := site.Classes.Term(string(t.Class)).Definition + " " + t.Value.Short() + " in " + count(t.Entries, "entry", "entries")
	block.Text = []Remark{{words + ": ", "every amount", e.href(classPath(t.Class)), "."}}
	bars := e.yearBars(t.Class)
	bars.File = e.drawingHref(classPath(t.Class), byYear)
	block.Charts = []ChartView{bars}
	return block
}

// byYearBlock is the table of years and classes.
func (e *edition) byYearBlock() StatsBlock {
	classes := e.presentClasses()
	head := []Column{{Text: "Year"}, {Text: "Entries", Numbers: true}}
	for _, class := range classes {
		head = append(head, Column{Text: class.Label(), Numbers: true})
	}
	rows := make([]TableRow, 0, len(e.stats.Years())+1)
	for i := range e.stats.Years() {
		y := &e.stats.Years()[i]
		rows = append(rows, e.yearRow(number4(y.Year), y.Group, y.Summary, classes))
	}
	if len(e.stats.UndatedEntries()) > 0 {
		row := e.yearRow("undated", nil, e.stats.Undated(), classes)
		row.Cells[0] = Cell{Text: "No single year", Href: e.href(site.StatsPath("undated")), Note: "dates that span years"}
		row.Cells[1].Href = e.href("/incidents/") + "#undated"
		rows = append(rows, row)
	}
	table := newTable("Sums by year of the incident and class of money; “unstated” are amounts without a figure, “apart” is alleged or disputed", head, rows)
	table.Foot = e.indexFoot()
	return StatsBlock{ID: "by-year", Heading: "By year", Tables: []TableView{table}, Text: []Remark{
		{Before: "Classes are never added to each other: money that was taken may be frozen, seized and returned later, and stands in each of those columns once."},
		{Before: "How entries are counted is told under ", Link: "methodology", Href: e.href("/methodology/") + "#totals", After: "."},
	}}
}

// yearRow gives a year's row; key is the part of the address.
func (e *edition) yearRow(key string, group *site.Group, s *site.Summary, classes []site.Class) TableRow {
	row := TableRow{Cells: []Cell{{Text: key}, {Text: number(s.Entries)}}}
	if s.Entries > 0 || len(s.Classes) > 0 {
		row.Cells[0].Href = e.href(site.StatsPath(key))
	}
	if group != nil {
		row.Cells[1].Href = e.href(group.Path)
	}
	for _, class := range classes {
		row.Cells = append(row.Cells, e.sumCell(s.Class(class), site.StatsPath(key, string(class))))
	}
	return row
}

// notInBlock says what the main figures leave out, class by class.
func (e *edition) notInBlock() StatsBlock {
	head := []Column{{Text: "Class"}, {Text: "Counted", Numbers: true}, {Text: "No figure", Numbers: true}, {Text: "Alleged or disputed", Numbers: true}, {Text: "Not added", Numbers: true}}
	var rows []TableRow
	for i := range e.stats.All().Classes {
		t := &e.stats.All().Classes[i]
		rows = append(rows, TableRow{Cells: append([]Cell{{Text: t.Class.Label(), Note: t.Class.Words(), Class: string(t.Class)}}, e.partCells(t, classPath(t.Class))...)})
	}
	table := newTable("How many amounts are in the figures, and how many are not", head, rows)
	block := StatsBlock{ID: "not-added", Heading: "What the figures leave out", Tables: []TableView{table}}
	if len(e.stats.Exclusions()) > 0 {
		block.Text = []Remark{{"Each amount that is not added is on the ", "list of exclusions", e.href(site.StatsPath("left-out")), ", with the reason."}}
	}
	return block
}

// partCells gives how many amounts stand in each part of a total, and the sum
// of those apart.
func (e *edition) partCells(t *site.Total, path string) []Cell {
	cells := make([]Cell, 4)
	for i, lines := range [][]*site.Line{t.Lines, t.Unpriced, t.Apart, t.Excluded} {
		cells[i] = Cell{Text: number(len(lines))}
		if len(lines) > 0 && path != "" {
			cells[i].Href = e.href(path)
		}
	}
	if t.ApartValue.Known() {
		cells[2].Note = t.ApartValue.Short()
	}
	return cells
}

// soFarBlock compares the newest year with the same days of the year before.
func (e *edition) soFarBlock() (StatsBlock, bool) {
	if !e.hasSoFar() {
		return StatsBlock{}, false
	}
	s := e.stats.SoFar()
	this, before := strconv.Itoa(s.This.Last.Year()), strconv.Itoa(s.Before.Last.Year())
	head := []Column{{Text: "Class"}, {Text: this, Numbers: true}, {Text: before, Numbers: true}}
	entries := TableRow{Cells: []Cell{{Text: "Entries"}, {Text: number(len(s.This.Entries))}, {Text: number(len(s.Before.Entries))}}}
	rows := []TableRow{entries}
	for _, class := range e.presentClasses() {
		a, b := s.This.Class(class), s.Before.Class(class)
		now, then := e.sumCell(a, site.StatsPath("so-far", string(class))), e.sumCell(b, site.StatsPath("so-far", string(class)+"-before"))
		if now != (Cell{}) || then != (Cell{}) {
			rows = append(rows, TableRow{Cells: []Cell{{Text: class.Label(), Class: string(class)}, now, then}})
		}
	}
	caption := "1 January to " + dayOfYear(s.This.Last) + " of both years"
	text := []Remark{{Before: "A year that is not over is compared with the same days of the year before. The record was last changed on " + s.AsOf.Display() + "."}}
	if n := len(s.Unclear); n > 0 {
		text = append(text, Remark{Before: count(n, "entry", "entries") + " of the two years cannot be placed before or after that day and " + are(n) + " in neither column."})
	}
	return StatsBlock{ID: "so-far", Heading: this + " so far", Text: text, Tables: []TableView{newTable(caption, head, rows)}}, true
}

// hasSoFar reports whether there is a newest year to compare.
func (e *edition) hasSoFar() bool {
	s := e.stats.SoFar()
	return s != nil && s.This.Summary != nil && s.Before.Summary != nil && (s.This.Entries != nil || s.Before.Entries != nil)
}

func are(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

// dayOfYear gives a day without its year: "22 November".
func dayOfYear(d site.Day) string {
	words := d.Display()
	return words[:len(words)-len(strconv.Itoa(d.Year()))-1]
}
