package render

import (
	"blotter/internal/site"
)

// enforcementKinds are the kinds of money that authorities act on.
var enforcementKinds = []site.Kind{"frozen", "seized", "forfeited", "fined", "disgorged", "settled"}

// enforcementPages tell what authorities did.
func (e *edition) enforcementPages() []site.Output {
	if len(e.stats.Enforcement()) == 0 {
		return nil
	}
	v := e.statsPage("enforcement", "Enforcement", "What authorities did: sanctions, charges, and money frozen, seized, forfeited or imposed. An entry with several authorities stands in the row of each, so rows must not be added.")
	head := []Column{{Text: "Authority"}, {"Entries", true}, {"Sanctions", true}, {"Charges", true}}
	kinds := e.enforcedKinds()
	for _, kind := range kinds {
		head = append(head, Column{kind.Label(), true})
	}
	rows := make([]TableRow, len(e.stats.Enforcement()))
	var outputs []site.Output
	for i := range e.stats.Enforcement() {
		r := &e.stats.Enforcement()[i]
		rows[i] = e.enforcementRow(r, kinds)
		outputs = append(outputs, e.authorityPage(v.Title, r))
	}
	v.Blocks = []StatsBlock{{ID: "authorities", Heading: "By authority", Tables: []TableView{newTable("Authorities by the number of entries", head, rows)}}}
	return append(e.withData(&v), outputs...)
}

// enforcedKinds gives the kinds that some authority has a sum of.
func (e *edition) enforcedKinds() []site.Kind {
	var kinds []site.Kind
	for _, kind := range enforcementKinds {
		for i := range e.stats.Enforcement() {
			if e.stats.Enforcement()[i].Kind(kind) != nil {
				kinds = append(kinds, kind)
				break
			}
		}
	}
	return kinds
}

func authorityPath(p *site.Profile) string { return site.StatsPath("enforcement", p.ID) }

func (e *edition) enforcementRow(r *site.EnforcementRow, kinds []site.Kind) TableRow {
	path := authorityPath(r.Profile)
	cells := []Cell{{Text: r.Profile.Name, Href: e.href(r.Profile.Path)}, {Text: number(len(r.Entries)), Href: e.href(path)}, {Text: number(len(r.Sanctions))}, {Text: number(len(r.Charges))}}
	if len(r.Sanctions) > 0 {
		cells[2].Href = e.href(path) + "#sanctions"
	}
	if len(r.Charges) > 0 {
		cells[3].Href = e.href(path) + "#charges"
	}
	for _, kind := range kinds {
		cells = append(cells, e.sumCell(r.Kind(kind), path+"#"+string(kind)))
	}
	return TableRow{Cells: cells}
}

// authorityPage lists what an authority did, and the amounts behind its sums.
func (e *edition) authorityPage(above string, r *site.EnforcementRow) site.Output {
	title := r.Profile.Name + ": enforcement"
	v := statsView{
		Frame: e.frame(authorityPath(r.Profile), title, "What "+r.Profile.Name+" did as an authority, entry by entry."), Heading: title,
		Kicker: navLink{Text: r.Profile.Name, Href: e.href(r.Profile.Path)}, Ways: e.statsWays("enforcement"),
		Intro: count(len(r.Entries), "entry names", "entries name") + " " + r.Profile.Name + " as an authority, alone or with others.",
	}
	v.Crumbs = e.crumbs(Crumb{site.StatsPath(), "Statistics"}, Crumb{site.StatsPath("enforcement"), above}, Crumb{Text: title})
	for _, kind := range enforcementKinds {
		if t := r.Kind(kind); t != nil {
			v.Totals = append(v.Totals, e.totalView(t, authorityPath(r.Profile)+"#"+string(kind)))
		}
	}
	for _, acts := range []struct {
		id, heading string
		entries     []*site.Entry
	}{{"sanctions", "Sanctions", r.Sanctions}, {"charges", "Charges, arrests, pleas and sentences", r.Charges}, {"entries", "All entries", r.Entries}} {
		if len(acts.entries) > 0 {
			v.Blocks = append(v.Blocks, StatsBlock{ID: acts.id, Heading: acts.heading, Tables: []TableView{e.entriesTable(acts.heading, reversed(acts.entries))}})
		}
	}
	for _, kind := range enforcementKinds {
		if t := r.Kind(kind); t != nil {
			v.Blocks = append(v.Blocks, StatsBlock{ID: string(kind), Heading: kind.Label(), Tables: e.ledgerTables(t, ledgerLines(t), "")})
		}
	}
	csv, json, _ := e.groupData(r.Profile.Group)
	v.link(csv, json)
	return e.page("stats", &v)
}

// entriesTable lists entries with their date, type and status.
func (e *edition) entriesTable(caption string, entries []*site.Entry) TableView {
	rows := make([]TableRow, len(entries))
	for i, entry := range entries {
		rows[i] = TableRow{Cells: []Cell{
			{Text: entry.Title, Href: e.href(entry.Path)}, {HTML: shortDateHTML(entry.Date)},
			{Text: e.cfg.Types.Label(entry.Type)}, {Text: site.Statuses.Label(entry.Status)},
		}}
	}
	return newTable(caption, []Column{{Text: "Entry"}, {Text: "Date"}, {Text: "Type"}, {Text: "Status"}}, rows)
}
