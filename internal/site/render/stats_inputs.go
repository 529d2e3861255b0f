package render

import (
	"blotter/internal/site"
)

// The lists behind the figures are most of the pages of statistics: they
// declare their inputs (see inputs.go), a row by the entry it is of. Pages of
// sums and drawings are few and are compared by their views.

// statsInputs covers what every page of statistics shows of the others.
func (e *edition) statsInputs(in *inputs, current string) {
	in.Text(current)
	in.Digest(e.waysSum())
}

// sumOfWays is the digest of the navigation of the statistics.
func (e *edition) sumOfWays() site.Digest {
	var in inputs
	for _, way := range e.statsWays("") {
		in.Text(way.Text, way.Href)
	}
	return in.Sum()
}

func (in *inputs) crumbs(crumbs []Crumb) {
	in.Number(len(crumbs))
	for _, crumb := range crumbs {
		in.Text(crumb.Href, crumb.Text)
	}
}

func (in *inputs) money(sums ...site.Money) {
	for _, sum := range sums {
		in.Data = sum.AppendBinary(in.Data)
	}
}

func (in *inputs) truth(facts ...bool) {
	for _, fact := range facts {
		if fact {
			in.Number(1)
		} else {
			in.Number(0)
		}
	}
}

// lineInputs covers the row of an amount in a part of a ledger.
func (e *edition) lineInputs(in *inputs, part ledgerPart, line *site.Line) {
	e.entryInputs(in, line.Entry)
	in.Text(line.Amount.ID)
	in.Number(int(part))
}

// dataLinks covers the links to the files of a group.
func (e *edition) dataLinks(in *inputs, group *site.Group) {
	if group == nil {
		in.Text("")
		return
	}
	csv, json, _ := e.groupData(group)
	in.Text(group.Label, csv, json)
}

// longTableInputs covers one page of a long list.
func (e *edition) longTableInputs(in *inputs, l *longTable, page listPage) {
	e.statsInputs(in, l.parent)
	in.Text(l.path, l.title, l.above, l.data)
	in.crumbs(l.way)
	in.Number(page.Of)
	l.rows.declare(in, (page.Number-1)*l.pageSize, min(page.Number*l.pageSize, l.rows.size))
}

// declare covers some rows of a table, and its words.
func (s *tableSource) declare(in *inputs, from, to int) {
	in.Text(s.caption)
	for _, column := range s.head {
		in.Text(column.Text)
	}
	in.Number(s.size)
	in.Number(from)
	for i := from; i < to; i++ {
		s.inputs(in, i)
	}
}

// authorityInputs covers the row of an authority: its sums, and where each of
// its lists is.
func (e *edition) authorityInputs(in *inputs, r *site.EnforcementRow, kinds []site.Kind) {
	d := e.authorities().of[r.Profile]
	in.Text(r.Profile.Name, r.Profile.Path, d.href(entriesPart))
	for _, acts := range [][]*site.Entry{r.Entries, r.Sanctions, r.Charges} {
		in.Number(len(acts))
	}
	for _, kind := range kinds {
		if t := r.Kind(kind); t != nil {
			in.total(t)
			in.Text(d.href(string(kind)))
		}
		in.Text("")
	}
}

// outcomeInputs covers what became of an amount: that follows from other
// entries too.
func (e *edition) outcomeInputs(in *inputs, o *site.Outcome) {
	e.lineInputs(in, linesCounted, o.Taken)
	in.Text(o.Share.String(), string(o.Basis), o.Why, o.Asset)
	in.Data = o.LastQuantity.AppendBinary(o.TakenQuantity.AppendBinary(in.Data))
	in.truth(o.AtLeast, o.Approx)
	in.Number(len(o.Ends))
	for _, end := range o.Ends {
		in.Text(string(end.Kind))
		in.truth(end.Held)
		in.money(end.Value)
	}
}

// dossierInputs covers a dossier, or what its own page shows of a large one.
func (e *edition) dossierInputs(in *inputs, d *dossier) {
	in.Text(d.path, d.title, d.description, d.intro, d.profile.ID, d.profile.Name, d.profile.Path)
	in.crumbs(d.above)
	e.dataLinks(in, d.profile.Group)
	entries, shown := e.dossierEntries(d), d.size
	if d.own() && d.rows() > pageRows {
		shown = min(shown, sampleSize)
	}
	entries.declare(in, 0, shown)
	in.Number(len(d.totals))
	for _, t := range d.totals {
		in.total(t)
		if d.own() && d.rows() > pageRows {
			continue // its amounts are on other pages
		}
		eachLine(t, 0, t.Size(), func(part ledgerPart, line *site.Line) { e.lineInputs(in, part, line) })
	}
}
