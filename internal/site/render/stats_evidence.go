package render

import (
	"slices"

	"blotter/internal/site"
)

// evidenceSize is how many amounts a page of evidence lists at most.
const evidenceSize = 400

// evidence is a total with the pages that list its amounts.
type evidence struct {
	path   string // of the first page
	title  string // "Stolen, defrauded or lost in 2022"
	intro  string
	above  []Crumb // the way to the page, from below the home page
	ways   []navLink
	where  string // "in 2022": for captions
	total  *site.Total
	blocks []StatsBlock // before the amounts, on the first page
	// group has the amounts of the total in its own data files; nil = they get
	// files of their own, below the statistics.
	group     *site.Group
	csv, json string // links to those files
}

// statsEvidence is evidencePages for a page below the statistics.
func (e *edition) statsEvidence(ev evidence) []site.Output {
	ev.above = append([]Crumb{{site.StatsPath(), "Statistics"}}, ev.above...)
	ev.ways = e.statsWays(ev.path)
	if ev.group != nil {
		ev.csv, ev.json, _ = e.groupData(ev.group)
		return e.evidencePages(ev)
	}
	whole := statsView{Frame: Frame{Path: ev.path}, Heading: ev.title, Blocks: append(slices.Clone(ev.blocks), StatsBlock{
		Tables: e.ledgerTables(ev.total, ledgerLines(ev.total), ev.where),
	})}
	files := e.tableFiles(&whole, whole.tables())
	ev.csv, ev.json = whole.CSV, whole.JSON
	return append(e.evidencePages(ev), files...)
}

// evidencePages list every amount of a total, on as many pages as it takes.
func (e *edition) evidencePages(ev evidence) []site.Output {
	lines := ledgerLines(ev.total)
	of := max((len(lines)+evidenceSize-1)/evidenceSize, 1)
	outputs := make([]site.Output, of)
	for i := range outputs {
		page := listPage{Path: site.Numbered(ev.path, i+1), Number: i + 1, Of: of}
		rest := lines[i*evidenceSize : min((i+1)*evidenceSize, len(lines))]
		outputs[i] = e.later(page.Path, "stats", func() view { return e.evidencePage(ev, page, rest) })
	}
	return outputs
}

// evidencePage is one page of a list of amounts; the sum stands on the first.
func (e *edition) evidencePage(ev evidence, page listPage, lines []ledgerLine) view {
	title := ev.title + pageSuffix(page)
	v := statsView{Frame: e.frame(page.Path, title, ev.intro), Heading: title, Intro: ev.intro, Ways: ev.ways}
	v.Crumbs = e.numberedCrumbs(page, append(slices.Clone(ev.above), Crumb{ev.path, ev.title})...)
	v.link(ev.csv, ev.json)
	if page.Number == 1 {
		v.Totals = []TotalView{e.totalView(ev.total, "")}
		v.Blocks = ev.blocks
	}
	if page.Of > 1 {
		v.Pager = e.pager(ev.path, "Pages of the amounts", page.Number, page.Of)
	}
	v.Blocks = append(v.Blocks[:len(v.Blocks):len(v.Blocks)], StatsBlock{ID: "amounts", Heading: "Every amount", Tables: e.ledgerTables(ev.total, lines, ev.where)})
	return &v
}

// classPages are the pages of a class of money over all years.
func (e *edition) classPages() []site.Output {
	var outputs []site.Output
	for i := range e.stats.All().Classes {
		t := &e.stats.All().Classes[i]
		term := site.Classes.Term(string(t.Class))
		charts, files := e.classCharts(t.Class)
		outputs = append(outputs, files...)
		outputs = append(outputs, e.statsEvidence(evidence{
			path: classPath(t.Class), title: upper(t.Class.Words()), intro: term.Definition, total: t,
			blocks: []StatsBlock{
				{ID: "by-year", Heading: "By year", Charts: charts},
				{ID: "by-kind", Heading: "By kind", Tables: []TableView{e.kindsTable(e.stats.All(), t.Class, kindPath)}},
			},
		})...)
	}
	return outputs
}

// kindPages are the pages of a kind of money over all years, below a page that
// lists the kinds.
func (e *edition) kindPages() []site.Output {
	v := e.statsPage("kinds", "Kinds of money", "Every word the record uses for what happened to money, with its sum. Kinds of one class may be added; classes may not.")
	for _, class := range e.presentClasses() {
		v.Blocks = append(v.Blocks, StatsBlock{ID: string(class), Heading: class.Label(), Tables: []TableView{e.kindsTable(e.stats.All(), class, kindPath)}})
	}
	outputs := e.withData(&v)
	for i := range e.stats.All().Kinds {
		t := &e.stats.All().Kinds[i]
		outputs = append(outputs, e.statsEvidence(evidence{
			path: kindPath(t.Kind), title: t.Kind.Label(), intro: site.Kinds.Term(string(t.Kind)).Definition, total: t,
			above: []Crumb{{site.StatsPath("kinds"), "Kinds of money"}},
		})...)
	}
	return outputs
}

// kindsTable gives the sums of the kinds of a class. path gives the page of a
// kind; nil for none.
func (e *edition) kindsTable(s *site.Summary, class site.Class, path func(site.Kind) string) TableView {
	var rows []TableRow
	for i := range s.Kinds {
		t := &s.Kinds[i]
		if t.Kind.Class() != class {
			continue
		}
		href := ""
		if path != nil {
			href = path(t.Kind)
		}
		cells := []Cell{{Text: t.Kind.Label(), Note: site.Kinds.Term(string(t.Kind)).Definition}, e.sumCell(t, href), bandCell(t.Low, t.High)}
		rows = append(rows, TableRow{Cells: append(cells, e.partCells(t, href)...)})
	}
	return newTable("Kinds of the class “"+lower(class.Label())+"”", []Column{
		{Text: "Kind"}, {"Sum", true}, {"All readings", true}, {"Counted", true}, {"No figure", true}, {"Alleged or disputed", true}, {"Not added", true},
	}, rows)
}

// yearStatsPages are the figures of each year, and the amounts behind each of
// them.
func (e *edition) yearStatsPages() []site.Output {
	var outputs []site.Output
	for i := range e.stats.Years() {
		y := &e.stats.Years()[i]
		if y.Entries > 0 || len(y.Classes) > 0 {
			key := number4(y.Year)
			outputs = append(outputs, e.spanPages(key, key+" in figures", "in "+key, y.Summary, y.Group)...)
		}
	}
	if len(e.stats.UndatedEntries()) > 0 {
		outputs = append(outputs, e.spanPages("undated", "In no single year", "in no single year", e.stats.Undated(), nil)...)
	}
	return append(outputs, e.soFarPages()...)
}

// spanPages are the figures of a span of time with the amounts behind them.
func (e *edition) spanPages(key, title, where string, s *site.Summary, group *site.Group) []site.Output {
	intro := "What the entries " + where + " add up to: " + count(s.Entries, "entry", "entries") + "."
	v := e.statsPage(key, title, intro)
	if group != nil {
		v.Kicker = navLink{Text: "The entries of " + group.Label, Href: e.href(group.Path)}
	} else {
		v.Kicker = navLink{Text: "The entries", Href: e.href("/incidents/") + "#undated"}
	}
	for i := range s.Classes {
		t := &s.Classes[i]
		v.Totals = append(v.Totals, e.totalView(t, site.StatsPath(key, string(t.Class))))
		path := func(kind site.Kind) string { return site.YearKindPath(key, s, kind) }
		v.Blocks = append(v.Blocks, StatsBlock{ID: string(t.Class), Heading: upper(t.Class.Words()), Tables: []TableView{e.kindsTable(s, t.Class, path)}})
	}
	outputs := e.withData(&v)
	for i := range s.Kinds {
		t := &s.Kinds[i]
		class := site.StatsPath(key, string(t.Kind.Class()))
		if path := site.YearKindPath(key, s, t.Kind); path != class {
			outputs = append(outputs, e.statsEvidence(evidence{
				path: path, title: t.Kind.Label() + " " + where, intro: site.Kinds.Term(string(t.Kind)).Definition, total: t, where: where, group: group,
				above: []Crumb{{site.StatsPath(key), title}, {class, upper(t.Kind.Class().Words()) + " " + where}},
			})...)
		}
	}
	for i := range s.Classes {
		t := &s.Classes[i]
		outputs = append(outputs, e.statsEvidence(evidence{
			path: site.StatsPath(key, string(t.Class)), title: upper(t.Class.Words()) + " " + where,
			intro: site.Classes.Term(string(t.Class)).Definition, total: t, where: where, group: group,
			above: []Crumb{{site.StatsPath(key), title}},
		})...)
	}
	return outputs
}

// soFarPages list the amounts behind the comparison of the newest year.
func (e *edition) soFarPages() []site.Output {
	block, ok := e.soFarBlock()
	if !ok {
		return nil
	}
	s := e.stats.SoFar()
	v := e.statsPage("so-far", block.Heading, block.Text[0].Before)
	block.Heading, block.Text = "The same days of two years", block.Text[1:]
	v.Blocks = []StatsBlock{block}
	outputs := e.withData(&v)
	for _, period := range []struct {
		of     *site.PeriodSummary
		suffix string
	}{{&s.This, ""}, {&s.Before, "-before"}} {
		where := "from " + period.of.First.Display() + " to " + period.of.Last.Display()
		for i := range period.of.Classes {
			t := &period.of.Classes[i]
			outputs = append(outputs, e.statsEvidence(evidence{
				path: site.StatsPath("so-far", string(t.Class)+period.suffix), title: upper(t.Class.Words()) + " " + where,
				intro: site.Classes.Term(string(t.Class)).Definition, total: t, where: where,
				above: []Crumb{{site.StatsPath("so-far"), v.Title}},
			})...)
		}
	}
	return outputs
}

// exclusionPages list what enters no total, reason by reason.
func (e *edition) exclusionPages() []site.Output {
	if len(e.stats.Exclusions()) == 0 {
		return nil
	}
	v := e.statsPage("left-out", "Amounts that are not added", "The same money is added once. Every amount that the record names and no total adds stands here, with the reason.")
	var outputs []site.Output
	for i := range e.stats.Exclusions() {
		list := &e.stats.Exclusions()[i]
		key := site.Slug(string(list.Reason))
		rows := make([]TableRow, 0, len(list.Lines))
		for _, line := range list.Lines {
			rows = append(rows, e.markedRow(linesExcluded, line))
		}
		head := ledgerHeads[linesExcluded]
		block := StatsBlock{ID: key, Heading: upper(string(list.Reason)), Text: []Remark{{Before: count(len(rows), "amount", "amounts") + "."}}}
		block.Tables = []TableView{newTable("Not added: "+string(list.Reason), head, rows[:min(len(rows), evidenceSize)])}
		if len(rows) > evidenceSize {
			block.Text[0] = Remark{count(len(rows), "amount", "amounts") + ", the greatest of them here. ", "All of them", e.href(site.StatsPath("left-out", key)), "."}
			outputs = append(outputs, e.longTable(longTable{site.StatsPath("left-out", key), block.Heading, "left-out", v.Title, "Not added: " + string(list.Reason), head, rows})...)
		}
		v.Blocks = append(v.Blocks, block)
	}
	return append(e.withData(&v), outputs...)
}

// longTable is a table on pages of its own.
type longTable struct {
	path, title   string
	parent, above string // part of the address and title of the page above
	caption       string
	head          []Column
	rows          []TableRow
}

func (e *edition) longTable(l longTable) []site.Output {
	of := max((len(l.rows)+evidenceSize-1)/evidenceSize, 1)
	outputs := make([]site.Output, of)
	whole := statsView{Frame: Frame{Path: l.path}, Heading: l.title}
	files := e.tableFiles(&whole, []TableView{newTable(l.caption, l.head, l.rows)})
	for i := range outputs {
		page := listPage{Path: site.Numbered(l.path, i+1), Number: i + 1, Of: of}
		title := l.title + pageSuffix(page)
		v := statsView{Frame: e.frame(page.Path, title, l.caption+"."), Heading: title, Ways: e.statsWays(l.parent)}
		v.Crumbs = e.numberedCrumbs(page, Crumb{site.StatsPath(), "Statistics"}, Crumb{site.StatsPath(l.parent), l.above}, Crumb{l.path, l.title})
		v.link(whole.CSV, whole.JSON)
		if of > 1 {
			v.Pager = e.pager(l.path, "Pages of the list", i+1, of)
		}
		v.Blocks = []StatsBlock{{ID: "list", Heading: "The list", Tables: []TableView{newTable(l.caption, l.head, l.rows[i*evidenceSize:min((i+1)*evidenceSize, len(l.rows))])}}}
		outputs[i] = e.page("stats", &v)
	}
	return append(outputs, files...)
}
