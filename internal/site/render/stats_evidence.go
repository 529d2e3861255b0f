package render

import (
	"slices"

	"blotter/internal/site"
)

// sampleSize is how many rows of a long list stand on the page that leads to
// it, and listSize how many names a page of such a list has. Lists of amounts
// break after site.LedgerPage.
const (
	sampleSize = 50
	listSize   = 400
)

// evidence is a total with the pages that list its amounts.
type evidence struct {
	path  string // of the first page
	title string // "Stolen, defrauded or lost in 2022"
	intro string
	above []Crumb // the way to the page, from below the home page
	where string  // "in 2022": for captions
	total *site.Total
	// kinds are the totals of the same set: the amounts of a class are listed
	// kind by kind. nil = they are not.
	kinds *site.Summary
	// before gives what stands before the amounts on the first page, and
	// hasTables says whether there are tables among it; nil = nothing does.
	before    func() []StatsBlock
	hasTables bool
	// group has the amounts in its own data files; nil = those of the record do.
	group *site.Group
	ways  bool // the page is one of the statistics
}

// statsEvidence is evidencePages for a page below the statistics.
func (e *edition) statsEvidence(ev evidence) []site.Output {
	ev.above = append([]Crumb{{site.StatsPath(), "Statistics"}}, ev.above...)
	ev.ways = true
	outputs := e.evidencePages(ev)
	if ev.hasTables {
		outputs = append(outputs, wordless(e.tableOutputs(ev.path, nil, func() (string, []tableSource) {
			v := statsView{Blocks: ev.before()}
			return ev.title, v.sources()
		})...)...)
	}
	return outputs
}

// evidencePages list every amount of a total, on as many pages as it takes.
func (e *edition) evidencePages(ev evidence) []site.Output {
	of := max((ev.total.Size()+site.LedgerPage-1)/site.LedgerPage, 1)
	outputs := make([]site.Output, of)
	for i := range outputs {
		page := listPage{Path: site.Numbered(ev.path, i+1), Number: i + 1, Of: of}
		if ev.before != nil && i == 0 {
			outputs[i] = e.later(page.Path, "stats", func() view { return e.evidencePage(&ev, page, ev.parts()) })
			continue
		}
		outputs[i] = e.declared(page.Path, "stats", func(in *inputs) func() view {
			parts := ev.parts()
			e.evidenceInputs(in, &ev, page, parts)
			return func() view { return e.evidencePage(&ev, page, parts) }
		})
	}
	return outputs
}

// evidenceInputs covers what a page of a list of amounts is built from, but for
// what stands before the amounts.
func (e *edition) evidenceInputs(in *inputs, ev *evidence, page listPage, parts []evidencePart) {
	in.Number(page.Number)
	in.Number(page.Of)
	in.Text(ev.path, ev.title, ev.intro, ev.where)
	for _, step := range ev.above {
		in.Text(step.Href, step.Text)
	}
	if ev.group != nil {
		in.group(ev.group)
	}
	if ev.ways {
		e.statsInputs(in, ev.path)
	}
	in.total(ev.total)
	in.Number(len(parts))
	from, to := (page.Number-1)*site.LedgerPage, page.Number*site.LedgerPage
	for _, part := range parts {
		in.Text(part.id, part.heading)
		in.total(part.total)
		eachLine(part.total, from, to, func(of ledgerPart, line *site.Line) {
			in.Number(int(of))
			in.Text(line.Amount.ID)
			e.entryInputs(in, line.Entry)
		})
		from, to = from-part.total.Size(), to-part.total.Size()
	}
}

// evidencePage is one page of a list of amounts; the sum stands on the first.
func (e *edition) evidencePage(ev *evidence, page listPage, parts []evidencePart) *statsView {
	v := e.evidenceView(ev, page)
	if page.Of > 1 {
		v.Pager = e.pager(ev.path, "Pages of the amounts", page.Number, page.Of)
	}
	from, to := (page.Number-1)*site.LedgerPage, page.Number*site.LedgerPage
	for _, part := range parts {
		size := part.total.Size()
		if first, last := max(from, 0), min(to, size); first < last || size == 0 {
			block := StatsBlock{ID: part.id, Heading: part.heading, Tables: e.ledgerTables(part.total, first, max(first, last), ev.where)}
			if part.total != ev.total {
				block.Text = []Remark{{Before: kindWords(part.total)}}
			}
			v.Blocks = append(v.Blocks, block)
		}
		from, to = from-size, to-size
	}
	if n := len(v.Blocks); n > 0 && ev.ways {
		e.offerAmounts(&v.Blocks[n-1], ev.group)
	}
	return v
}

// kindWords tells what a kind adds to its class.
func kindWords(t *site.Total) string {
	amounts := count(len(t.Lines)+len(t.Unpriced), "amount", "amounts") + " counted"
	if t.Value.Known() {
		return t.Value.Short() + " in " + amounts + "."
	}
	return upper(amounts) + "."
}

// evidenceView begins a page of evidence.
func (e *edition) evidenceView(ev *evidence, page listPage) *statsView {
	title := ev.title + pageSuffix(page)
	v := &statsView{Frame: e.frame(page.Path, title, ev.intro), Heading: title, Intro: ev.intro}
	if ev.ways {
		v.Ways = e.statsWays(ev.path)
	}
	v.Crumbs = e.numberedCrumbs(page, append(slices.Clone(ev.above), Crumb{ev.path, ev.title})...)
	if page.Number > 1 {
		return v
	}
	v.Totals = []TotalView{e.totalView(ev.total, "")}
	if ev.before != nil {
		v.Blocks = slices.Clip(ev.before())
	}
	if ev.hasTables {
		e.linkTables(v, ev.path)
	}
	return v
}

// offerAmounts links a list of amounts to those of a group as files, or to those
// of the record.
func (e *edition) offerAmounts(block *StatsBlock, group *site.Group) {
	if group == nil {
		e.offerData(block, "amounts")
		return
	}
	block.CSV, block.JSON, _ = e.groupData(group)
	block.Files = "All amounts of " + e.dataGroup(group).Label
	if block.CSV == "" {
		block.Files = "The only entry of " + group.Label
	}
}

// offerData links a list to the table of the record's data that has its rows.
func (e *edition) offerData(block *StatsBlock, table string) {
	block.CSV, block.JSON = e.href("/data/"+table+".csv"), e.href("/data/"+table+".json")
	block.Files = map[string]string{"amounts": "All amounts of the record", "sources": "All documents of the record", "incidents": "All entries of the record"}[table]
}

// evidencePart is the amounts of a total that stand under one heading.
type evidencePart struct {
	id, heading string
	total       *site.Total
}

// parts are the amounts in the order of the pages: those of a class kind by
// kind, where it has several.
func (ev *evidence) parts() []evidencePart {
	if ev.kinds != nil {
		if parts := ev.byKind(); len(parts) > 1 {
			return parts
		}
	}
	return []evidencePart{{"amounts", "Every amount", ev.total}}
}

// byKind gives the amounts of a class kind by kind, as the class counts them.
func (ev *evidence) byKind() []evidencePart {
	var parts []evidencePart
	all := ev.total
	for i := range ev.kinds.Kinds {
		kind := ev.kinds.Kinds[i].Kind
		if kind.Class() != all.Class {
			continue
		}
		of := site.Total{
			Class: all.Class, Kind: kind, Lines: site.OfKind(all.Lines, kind), Unpriced: site.OfKind(all.Unpriced, kind),
			Apart: site.OfKind(all.Apart, kind), Excluded: site.OfKind(all.Excluded, kind),
		}
		for _, line := range of.Lines {
			of.Value, of.Low, of.High = of.Value.Add(line.Value), of.Low.Add(line.Low), of.High.Add(line.High)
		}
		if !of.Empty() {
			parts = append(parts, evidencePart{string(kind), kind.Label(), &of})
		}
	}
	return parts
}

// manyEvidence is a total over all years. Where it has more amounts than a
// page, they are listed year by year: the page tells of the years, and each of
// its figures leads to its amounts.
func (e *edition) manyEvidence(ev evidence) []site.Output {
	if ev.total.Size() <= site.LedgerPage {
		return e.statsEvidence(ev)
	}
	ev.above = append([]Crumb{{site.StatsPath(), "Statistics"}}, ev.above...)
	ev.ways = true
	return e.statsOutputs(ev.path, true, func() *statsView {
		ev.hasTables = false // statsOutputs links them
		v := e.evidenceView(&ev, listPage{Path: ev.path, Number: 1, Of: 1})
		table := e.spansTable(totalWords(ev.total)+" by year: each figure leads to its amounts", ev.total)
		table.Foot = TableRow{Cells: append([]Cell{{Text: "All"}, {HTML: moneyHTML(ev.total.Value)}, bandCell(ev.total.Low, ev.total.High)}, e.partCells(ev.total, "")...)}
		block := StatsBlock{ID: "amounts", Heading: "Every amount", Text: []Remark{
			{Before: "The " + number(ev.total.Size()) + " amounts are listed year by year, each in one year."},
		}, Tables: []TableView{table}}
		e.offerAmounts(&block, nil)
		v.Blocks = append(v.Blocks, block)
		return v
	})
}

// classPages are the pages of a class of money over all years.
func (e *edition) classPages() []site.Output {
	var outputs []site.Output
	for i := range e.stats.All().Classes {
		t := &e.stats.All().Classes[i]
		outputs = append(outputs, e.classDrawingFiles(t.Class)...)
		outputs = append(outputs, e.manyEvidence(evidence{
			path: classPath(t.Class), title: upper(t.Class.Words()), intro: site.Classes.Term(string(t.Class)).Definition, total: t, hasTables: true,
			before: func() []StatsBlock {
				return []StatsBlock{
					{ID: "by-year", Heading: "By year", Charts: e.classCharts(t.Class)},
					{ID: "by-kind", Heading: "By kind", Tables: []TableView{e.kindsTable(e.stats.All(), t.Class, kindPath)}},
				}
			},
		})...)
	}
	return outputs
}

// kindPages are the pages of a kind of money over all years, below a page that
// lists the kinds.
func (e *edition) kindPages() []site.Output {
	const title = "Kinds of money"
	classes := e.presentClasses()
	outputs := e.statsOutputs(site.StatsPath("kinds"), len(classes) > 0, func() *statsView {
		v := e.statsPage("kinds", title, "Every word the record uses for what happened to money, with its sum. Kinds of one class may be added; classes may not.")
		for _, class := range classes {
			v.Blocks = append(v.Blocks, StatsBlock{ID: string(class), Heading: class.Label(), Tables: []TableView{e.kindsTable(e.stats.All(), class, kindPath)}})
		}
		return v
	})
	for i := range e.stats.All().Kinds {
		t := &e.stats.All().Kinds[i]
		outputs = append(outputs, e.manyEvidence(evidence{
			path: kindPath(t.Kind), title: t.Kind.Label(), intro: site.Kinds.Term(string(t.Kind)).Definition, total: t,
			above: []Crumb{{site.StatsPath("kinds"), title}},
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
		{Text: "Kind"}, {Text: "Sum", Numbers: true}, {Text: "All readings", Numbers: true}, {Text: "Counted", Numbers: true}, {Text: "No figure", Numbers: true}, {Text: "Alleged or disputed", Numbers: true}, {Text: "Not added", Numbers: true},
	}, rows)
}
