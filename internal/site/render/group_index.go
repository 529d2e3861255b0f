package render

import (
	"blotter/internal/site"
)

// groupIndexView is the page that lists the values of a dimension.
type groupIndexView struct {
	Frame
	Heading string
	Intro   string
	Note    string
	Table   TableView
	Pager   Pager
}

// indexSize is how many values an index page lists at most.
const indexSize = 250

// groupIndex lists the values of a dimension, those with most entries first.
func (e *edition) groupIndex(w way, groups []*site.Group) []site.Output {
	path := site.DimensionPath(w.dimension)
	of := max((len(groups)+indexSize-1)/indexSize, 1)
	outputs := make([]site.Output, of)
	for i := range outputs {
		page := listPage{Path: site.Numbered(path, i+1), Number: i + 1, Of: of}
		outputs[i] = e.later(page.Path, "group-index", func() view { return e.groupIndexView(w, groups, page) })
	}
	return outputs
}

func (e *edition) groupIndexView(w way, groups []*site.Group, page listPage) *groupIndexView {
	path, title := site.DimensionPath(w.dimension), w.heading+pageSuffix(page)
	v := &groupIndexView{Frame: e.frame(page.Path, title, w.intro), Heading: title, Intro: w.intro}
	shown := groups[(page.Number-1)*indexSize : min(page.Number*indexSize, len(groups))]
	switch w.dimension {
	case site.ByActor:
		v.Table, v.Note = e.actorTable(shown), "Sums stand with the part an actor had, under statistics: the money taken in an incident says nothing about the authority that prosecutes it."
	case site.ByPublisher:
		v.Table = e.publisherTable(e.publishersOf(shown))
	default:
		v.Table, v.Note = e.indexTable(w, shown), e.addingNote(w)
	}
	v.Crumbs = e.numberedCrumbs(page, Crumb{path, w.heading})
	if page.Of > 1 {
		v.Pager = e.pager(path, "Pages of "+w.plural(), page.Number, page.Of)
	}
	if page.Of == 1 && !w.several {
		v.Table.Foot = e.indexFoot()
	}
	return v
}

// addingNote says how the sums of a dimension relate to those of the record.
func (e *edition) addingNote(w way) string {
	if !w.several {
		return "Each entry has one " + w.one + ". Sums leave out alleged and disputed entries; the page of each " + w.one + " shows those apart."
	}
	return "An entry counts under each of its " + w.plural() + ", so the rows add up to more than the record as a whole. Sums leave out alleged and disputed entries; the page of each " + w.one + " shows those apart."
}

// indexTable is the table of values with the number of their entries and a
// column for each class of money in the record.
func (e *edition) indexTable(w way, groups []*site.Group) TableView {
	head := []Column{{Text: upper(w.one)}, {Text: "Entries", Numbers: true}}
	classes := e.presentClasses()
	for _, class := range classes {
		head = append(head, Column{Text: class.Label(), Numbers: true})
	}
	rows := make([]TableRow, len(groups))
	for i, group := range groups {
		first := Cell{Text: group.Label, Href: e.href(group.Path), Note: group.Definition}
		rows[i] = e.sumRow(first, e.stats.ByGroup(group), group.Path, classes)
	}
	caption := upper(w.plural()) + " with the number of entries and the sums of each class of money; “unstated” are amounts without a figure"
	if w.several {
		caption += "; an entry counts under each of its " + w.plural() + ", so the rows add up to more than the whole"
	}
	return newTable(caption, head, rows)
}

// sumRow gives a heading, a number of entries, and a sum for each class. The
// sums lead to the amounts of the value whose page is at path.
func (e *edition) sumRow(first Cell, s *site.Summary, path string, classes []site.Class) TableRow {
	row := TableRow{Cells: []Cell{first, {Text: number(s.Entries), Href: e.href(path) + "#entries"}}}
	for _, class := range classes {
		row.Cells = append(row.Cells, e.sumCell(s.Class(class), evidencePath(path, s, class)))
	}
	return row
}

func (e *edition) indexFoot() TableRow {
	row := TableRow{Cells: []Cell{{Text: "All"}, {Text: number(e.stats.All().Entries)}}}
	for _, class := range e.presentClasses() {
		row.Cells = append(row.Cells, e.sumCell(e.stats.All().Class(class), classPath(class)))
	}
	return row
}

// presentClasses gives the classes of money that the record has, in order.
func (e *edition) presentClasses() []site.Class {
	classes := make([]site.Class, len(e.stats.All().Classes))
	for i := range e.stats.All().Classes {
		classes[i] = e.stats.All().Classes[i].Class
	}
	return classes
}
