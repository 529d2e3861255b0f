package render

import (
	"blotter/internal/site"
)

// qualityPages say how good the record itself is, each figure with what it
// counts.
func (e *edition) qualityPages() []site.Output {
	if len(e.stats.Quality()) == 0 {
		return nil
	}
	v := e.statsPage("quality", "Quality of the record", "How well the record is sourced, dated and reviewed, so that a reader can judge its figures.")
	rows := make([]TableRow, len(e.stats.Quality()))
	var outputs []site.Output
	for i := range e.stats.Quality() {
		m := &e.stats.Quality()[i]
		share := ""
		if s, ok := m.Share(); ok {
			share = s.String()
		}
		number := Cell{Text: number(m.Count)}
		if m.Count > 0 && len(m.Entries)+len(m.Sources)+len(m.Lines) > 0 {
			number.Href = e.href(site.StatsPath("quality", m.Key))
			outputs = append(outputs, e.measurePages(v.Title, m)...)
		}
		rows[i] = TableRow{Cells: []Cell{{Text: m.Label, Note: m.Definition}, number, {Text: numberOf(m.Of)}, {Text: share}, {Text: goodness(m)}}}
	}
	table := newTable("Measures of the record", []Column{{Text: "Measure"}, {"Number", true}, {"Of", true}, {"Share", true}, {Text: "Better is"}}, rows)
	v.Blocks = []StatsBlock{{ID: "measures", Heading: "Measures", Tables: []TableView{table}}}
	return append(e.withData(&v), outputs...)
}

func numberOf(n int) string { return number(n) }

func goodness(m *site.Measure) string {
	if m.Good {
		return "more"
	}
	return "less"
}

// measurePages list what a measure counts.
func (e *edition) measurePages(above string, m *site.Measure) []site.Output {
	list := longTable{path: site.StatsPath("quality", m.Key), title: m.Label, parent: "quality", above: above, caption: m.Label}
	switch {
	case len(m.Sources) > 0:
		list.head = []Column{{Text: "Document"}, {Text: "Publisher"}, {Text: "Date"}, {Text: "Cited in"}}
		for i := range m.Sources {
			cited := &m.Sources[i]
			list.rows = append(list.rows, TableRow{Cells: []Cell{
				{Text: cited.Title, Href: cited.URL}, {Text: cited.Publisher}, {HTML: shortDateHTML(cited.Source.Date)},
				{Text: cited.Entry.Title, Href: e.href(cited.Entry.Path) + "#" + sourceAnchor(cited.Key)},
			}})
		}
	case len(m.Lines) > 0:
		table := e.linesTable(m.Label, m.Lines)
		list.head, list.rows = table.Head, table.Rows
	default:
		table := e.entriesTable(m.Label, m.Entries)
		list.head, list.rows = table.Head, table.Rows
	}
	return e.longTable(list)
}

// publisherPages tell whose documents the record rests on.
func (e *edition) publisherPages() []site.Output {
	if len(e.stats.Publishers()) == 0 {
		return nil
	}
	v := e.statsPage("publishers", "Publishers cited", "Whose documents the entries rest on, how many of them have an archived copy, and how many addresses are dead.")
	shown := e.stats.Publishers()[:min(len(e.stats.Publishers()), 100)]
	block := StatsBlock{ID: "publishers", Heading: "By publisher", Tables: []TableView{e.publisherTable(shown)}}
	if rest := len(e.stats.Publishers()) - len(shown); rest > 0 {
		block.Text = []Remark{{count(rest, "publisher", "publishers") + " more, cited less often: ", "all publishers", e.href(site.DimensionPath(site.ByPublisher)), "."}}
	}
	v.Blocks = []StatsBlock{block}
	return e.withData(&v)
}

// publisherTable lists publishers with how they are cited.
func (e *edition) publisherTable(shown []site.PublisherCount) TableView {
	rows := make([]TableRow, len(shown))
	for i := range shown {
		p := &shown[i]
		kinds := make([]string, len(p.Kinds))
		for j, kind := range p.Kinds {
			kinds[j] = site.SourceKinds.Label(kind.Key) + " " + number(kind.Count)
		}
		rows[i] = TableRow{Cells: []Cell{
			{Text: p.Group.Label, Href: e.href(p.Group.Path)}, {Text: number(len(p.Group.Entries)), Href: e.href(p.Group.Path) + "#entries"},
			{Text: number(p.Sources), Href: e.href(p.Group.Path) + "#documents"}, {Text: number(p.Archived)}, {Text: number(p.Dead)}, {Text: list(kinds, "and")},
		}}
	}
	return newTable("Publishers by the number of their documents", []Column{
		{Text: "Publisher"}, {"Entries", true}, {"Documents", true}, {"Archived", true}, {"Dead", true}, {Text: "Kinds of document"},
	}, rows)
}

// publishersOf gives how the publishers of some groups are cited.
func (e *edition) publishersOf(groups []*site.Group) []site.PublisherCount {
	counts := make(map[*site.Group]site.PublisherCount, len(e.stats.Publishers()))
	for _, p := range e.stats.Publishers() {
		counts[p.Group] = p
	}
	shown := make([]site.PublisherCount, len(groups))
	for i, group := range groups {
		shown[i] = counts[group]
		shown[i].Group = group
	}
	return shown
}
