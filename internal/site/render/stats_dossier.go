package render

import (
	"slices"

	"blotter/internal/site"
)

// dossier is what the record says of one actor in one role: the entries, and
// the amounts behind the sums. A small one shares a page with others, a middling
// one has a page, and of a large one each list has pages of its own.
type dossier struct {
	path        string // of its own page
	shared      string // the page it stands on with others; empty = it has its own
	section     string // of the statistics: "actors"
	above       []Crumb
	profile     *site.Profile
	title       string
	description string
	intro       string
	sums        *site.Summary
	totals      []*site.Total // whose amounts are listed: of classes, and of kinds that no class lists as they count

	// size is the number of entries, entry gives one of them with its mark, and
	// marks is the heading of those.
	size  int
	entry func(i int) (*site.Entry, string)
	marks string
}

// entriesPart is the part of a dossier that lists its entries; the others bear
// the keys of classes and kinds.
const entriesPart = "entries"

// Up to these numbers of rows a dossier shares a page, or stands on one page.
const (
	sharedRows = 60
	pageRows   = 400
)

// rows gives how many rows all lists of a dossier have.
func (d *dossier) rows() int {
	rows := d.size
	for _, t := range d.totals {
		rows += t.Size()
	}
	return rows
}

// own reports whether a dossier has a page of its own.
func (d *dossier) own() bool { return d.shared == "" }

// anchor gives the id of a part on its page.
func (d *dossier) anchor(part string) string {
	if d.shared != "" {
		return part + "-by-" + d.profile.ID
	}
	return part
}

// href gives the address of a part: its entries, a class, or a kind.
func (d *dossier) href(part string) string {
	switch {
	case d.shared != "":
		return d.shared + "#" + d.anchor(part)
	case d.rows() > pageRows:
		return d.path + part + "/"
	}
	return d.path + "#" + d.anchor(part)
}

// dossierPages are the pages of a dossier that shares none.
func (e *edition) dossierPages(d *dossier) []site.Output {
	outputs := []site.Output{e.declared(d.path, "stats", func(in *inputs) func() view {
		e.statsInputs(in, d.section)
		e.dossierInputs(in, d)
		return func() view { return e.dossierPage(d) }
	})}
	if d.rows() <= pageRows {
		return outputs
	}
	above := append(slices.Clone(d.above), Crumb{d.path, d.title})
	outputs = append(outputs, e.longTable(longTable{
		path: d.href(entriesPart), title: d.title + ", every entry", parent: d.section, way: above,
		rows: e.dossierEntries(d), pageSize: listSize, data: "incidents",
	})...)
	list := func(t *site.Total, part string) {
		outputs = append(outputs, e.statsEvidence(evidence{
			path: d.href(part), title: d.title + ", " + lower(totalWords(t)), intro: d.intro, above: above, total: t, group: d.profile.Group,
		})...)
	}
	for _, t := range d.totals {
		list(t, totalKey(t))
		for i := range d.sums.Kinds {
			if kind := &d.sums.Kinds[i]; t.Kind == "" && kind.Kind.Class() == t.Class && d.section == "enforcement" && t.Holds(kind) {
				list(kind, string(kind.Kind))
			}
		}
	}
	return outputs
}

// totalKey gives the key of what a total is of.
func totalKey(t *site.Total) string {
	if t.Kind != "" {
		return string(t.Kind)
	}
	return string(t.Class)
}

// dossierPage is the page of a dossier: all of it, or the beginning of a large
// one.
func (e *edition) dossierPage(d *dossier) *statsView {
	v := &statsView{
		Frame: e.frame(d.path, d.title, d.description), Heading: d.title, Intro: d.intro, Ways: e.statsWays(d.section),
		Kicker: navLink{Text: d.profile.Name, Href: e.href(d.profile.Path)},
	}
	v.Crumbs = e.crumbs(append(append([]Crumb{{site.StatsPath(), "Statistics"}}, d.above...), Crumb{Text: d.title})...)
	for _, t := range d.totals {
		v.Totals = append(v.Totals, e.totalView(t, d.href(totalKey(t))))
	}
	csv, json, _ := e.groupData(d.profile.Group)
	v.link(csv, json)
	entries := e.dossierEntries(d)
	if d.rows() > pageRows {
		block := StatsBlock{ID: entriesPart, Heading: "Entries", Tables: []TableView{e.long(entries, 0, min(entries.size, sampleSize))}}
		if entries.size > sampleSize {
			block.Text = []Remark{{"These are the first " + number(sampleSize) + ". ", "All " + number(entries.size), e.href(d.href(entriesPart)), "."}}
		}
		v.Blocks = []StatsBlock{block}
		return v
	}
	v.Blocks = append(v.Blocks, StatsBlock{ID: entriesPart, Heading: "Entries", Tables: []TableView{e.long(entries, 0, entries.size)}})
	for _, t := range d.totals {
		v.Blocks = append(v.Blocks, StatsBlock{ID: totalKey(t), Heading: totalWords(t), Parts: []StatsPart{e.dossierLedger(d, t)}})
	}
	return v
}

// dossierBlock is a dossier that shares a page with others.
func (e *edition) dossierBlock(d *dossier) StatsBlock {
	entries := e.dossierEntries(d)
	block := StatsBlock{ID: d.profile.ID, Heading: d.profile.Name, Parts: []StatsPart{
		{ID: d.anchor(entriesPart), Kinds: []StatsKind{{Tables: []TableView{e.long(entries, 0, entries.size)}}}},
	}}
	for _, t := range d.totals {
		part := e.dossierLedger(d, t)
		part.ID = d.anchor(totalKey(t))
		block.Parts = append(block.Parts, part)
	}
	e.offerAmounts(&block, d.profile.Group)
	return block
}

// where tells the tables of dossiers on a shared page apart.
func (d *dossier) where() string {
	if d.shared == "" {
		return ""
	}
	return "in entries of " + d.profile.Name
}

// dossierLedger is the amounts of one total of a dossier, kind by kind.
func (e *edition) dossierLedger(d *dossier, t *site.Total) StatsPart {
	if t.Kind != "" {
		return StatsPart{Kinds: []StatsKind{{Tables: e.ledgerTables(t, 0, t.Size(), d.where())}}}
	}
	var part StatsPart
	ev := evidence{total: t, kinds: d.sums}
	for _, kind := range ev.byKind() {
		id := ""
		if own := d.sums.Kind(kind.total.Kind); t.Holds(own) {
			id = d.anchor(kind.id) // else the kind counts more than its class and is listed by itself
		}
		part.Kinds = append(part.Kinds, StatsKind{id, e.ledgerTables(kind.total, 0, kind.total.Size(), d.where())})
	}
	return part
}

// dossierEntries lists the entries of a dossier.
func (e *edition) dossierEntries(d *dossier) tableSource {
	return tableSource{
		caption: d.title + ", entries", head: []Column{{Text: "Entry"}, {Text: "Date", Dates: true}, {Text: d.marks}}, size: d.size,
		row: func(cells []Cell, i int) []Cell {
			entry, mark := d.entry(i)
			first := Cell{Text: entry.Title, Href: e.href(entry.Path)}
			if entry.Status == "alleged" || entry.Status == "disputed" {
				first.Note = site.Statuses.Label(entry.Status)
			}
			return append(cells, first, Cell{Text: entry.Date.Short()}, Cell{Text: mark})
		},
		inputs: func(in *inputs, i int) {
			entry, mark := d.entry(i)
			e.entryInputs(in, entry)
			in.Text(mark)
		},
	}
}
