package render

import (
	"html/template"
	"strings"

	"blotter/internal/site"
)

// qualityPages say how good the record itself is, each figure with what it
// counts.
func (e *edition) qualityPages() []site.Output {
	if len(e.stats.Quality()) == 0 {
		return nil
	}
	const title = "Quality of the record"
	outputs := e.statsOutputs(site.StatsPath("quality"), true, func() *statsView {
		v := e.statsPage("quality", title, "How well the record is sourced, dated and reviewed, so that a reader can judge its figures.")
		rows := make([]TableRow, len(e.stats.Quality()))
		for i := range rows {
			rows[i] = e.measureRow(&e.stats.Quality()[i])
		}
		table := newTable("Measures of the record", []Column{{Text: "Measure"}, {Text: "Number", Numbers: true}, {Text: "Of", Numbers: true}, {Text: "Share", Numbers: true}, {Text: "Better is"}}, rows)
		v.Blocks = []StatsBlock{{ID: "measures", Heading: "Measures", Tables: []TableView{table}}}
		return v
	})
	for i := range e.stats.Quality() {
		if m := &e.stats.Quality()[i]; isListed(m) {
			outputs = append(outputs, e.longTable(e.measureList(title, m))...)
		}
	}
	return outputs
}

// isListed reports whether there is a list of what a measure counts.
func isListed(m *site.Measure) bool {
	return m.Count > 0 && len(m.Entries)+len(m.Sources)+len(m.Lines) > 0
}

func (e *edition) measureRow(m *site.Measure) TableRow {
	share := ""
	if s, ok := m.Share(); ok {
		share = s.String()
	}
	figure := Cell{Text: number(m.Count)}
	if isListed(m) {
		figure.Href = e.href(site.StatsPath("quality", m.Key))
	}
	return TableRow{Cells: []Cell{{Text: m.Label, Note: m.Definition}, figure, {Text: numberOf(m.Of)}, {Text: share}, {Text: goodness(m)}}}
}

func numberOf(n int) string { return number(n) }

func goodness(m *site.Measure) string {
	if m.Good {
		return "more"
	}
	return "less"
}

// measureList lists what a measure counts.
func (e *edition) measureList(above string, m *site.Measure) longTable {
	list := longTable{path: site.StatsPath("quality", m.Key), title: m.Label, parent: "quality", above: above, pageSize: listSize}
	switch {
	case len(m.Sources) > 0:
		list.rows, list.pageSize, list.data = e.citedSource(m), site.LedgerPage, "sources"
	case len(m.Lines) > 0:
		list.rows, list.pageSize, list.data = e.linesSource(m.Label, linesCounted, m.Lines), site.LedgerPage, "amounts"
	default:
		list.rows, list.data = e.entriesSource(m.Label, m.Entries), measuredIn[m.Key]
	}
	return list
}

// measuredIn names the table of the record's data in which a column says what a
// measure counts.
var measuredIn = map[string]string{"single-source": "incidents", "unreviewed": "incidents", "partial-date": "incidents", "disputed": "incidents"}

// citedSource lists documents by the entry that cites them: each entry once,
// with all its documents that the measure counts.
func (e *edition) citedSource(m *site.Measure) tableSource {
	first := make([]int32, 0, len(m.Entries)+1) // the first document of each entry
	for i := range m.Sources {
		if i == 0 || m.Sources[i].Entry != m.Sources[i-1].Entry {
			first = append(first, int32(i))
		}
	}
	first = append(first, int32(len(m.Sources)))
	return tableSource{
		caption: m.Label, head: []Column{{Text: "Cited in"}, {Text: "Documents"}}, size: len(first) - 1,
		row: func(cells []Cell, i int) []Cell {
			cited := m.Sources[first[i]:first[i+1]]
			entry := cited[0].Entry
			return append(cells, Cell{Text: entry.Title, Href: e.href(entry.Path) + "#" + sourceAnchors + cited[0].Key}, Cell{HTML: documentsHTML(cited)})
		},
		inputs: func(in *inputs, i int) { e.entryInputs(in, m.Sources[first[i]].Entry) },
	}
}

// documentsHTML names documents, each with its publisher.
func documentsHTML(cited []site.CitedIn) template.HTML {
	var b strings.Builder
	for i := range cited {
		if i > 0 {
			b.WriteString("<br>")
		}
		title := template.HTMLEscapeString(cited[i].Title)
		if address := cited[i].URL; strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://") {
			b.WriteString(`<a href="` + template.HTMLEscapeString(address) + `">` + title + `</a>`)
		} else {
			b.WriteString(title)
		}
		if cited[i].Publisher != "" {
			b.WriteString(", " + template.HTMLEscapeString(cited[i].Publisher))
		}
	}
	return template.HTML(b.String())
}

// publisherPages tell whose documents the record rests on.
func (e *edition) publisherPages() []site.Output {
	if len(e.stats.Publishers()) == 0 {
		return nil
	}
	return e.statsOutputs(site.StatsPath("publishers"), true, func() *statsView {
		v := e.statsPage("publishers", "Publishers cited", "Whose documents the entries rest on, how many of them have an archived copy, and how many addresses are dead.")
		shown := e.stats.Publishers()[:min(len(e.stats.Publishers()), 100)]
		block := StatsBlock{ID: "publishers", Heading: "By publisher", Tables: []TableView{e.publisherTable(shown)}}
		if rest := len(e.stats.Publishers()) - len(shown); rest > 0 {
			block.Text = []Remark{{count(rest, "publisher", "publishers") + " more, cited less often: ", "all publishers", e.href(site.DimensionPath(site.ByPublisher)), "."}}
		}
		v.Blocks = []StatsBlock{block}
		return v
	})
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
		{Text: "Publisher"}, {Text: "Entries", Numbers: true}, {Text: "Documents", Numbers: true}, {Text: "Archived", Numbers: true}, {Text: "Dead", Numbers: true}, {Text: "Kinds of document"},
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
