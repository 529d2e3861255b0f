package render

import (
	"blotter/internal/site"
)

// roleClasses are the classes of money that say something about those who had
// a role. Sums are of the entries in which an actor had it: the money that
// others froze is nothing that a perpetrator did.
var roleClasses = map[string][]site.Class{
	"perpetrator":  {site.Taken, site.Moved, site.Paid},
	"facilitator":  {site.Taken, site.Moved},
	"launderer":    {site.Taken, site.Moved},
	"beneficiary":  {site.Taken, site.Moved},
	"victim":       {site.Taken, site.Final, site.MadeWhole},
	"operator":     {site.Taken, site.Final},
	"intermediary": {site.Moved, site.Held},
	"responder":    {site.Held, site.Final},
	"authority":    {site.Held, site.Final, site.Penalty},
	"claimant":     {site.Asked, site.Final},
}

// rolesShown is how many actors of a role the page of statistics names.
const rolesShown = 50

// rolePages tell who had which role, each role by itself: an authority never
// stands in one list with those it accuses.
func (e *edition) rolePages() []site.Output {
	if len(e.stats.Roles) == 0 {
		return nil
	}
	v := e.statsPage("actors", "Actors by role and standing", "Who did what, in how many entries, and what has been established about it. A charge is not a conviction, and a designation is not a finding of guilt.")
	var outputs []site.Output
	for i := range e.stats.Roles {
		table := &e.stats.Roles[i]
		v.Blocks = append(v.Blocks, e.roleBlock(table))
		for j := range table.Rows[:min(len(table.Rows), rolesShown)] {
			outputs = append(outputs, e.roleEvidence(v.Title, table.Role, &table.Rows[j])...)
		}
	}
	return append([]site.Output{e.page("stats", &v)}, outputs...)
}

func (e *edition) roleBlock(table *site.RoleTable) StatsBlock {
	term := site.Roles.Term(table.Role)
	block := StatsBlock{ID: table.Role, Heading: term.Label, Text: []Remark{{Before: term.Definition}}}
	head := []Column{{Text: "Actor"}, {"Entries", true}, {Text: "Standing"}}
	for _, class := range roleClasses[table.Role] {
		head = append(head, Column{class.Label(), true})
	}
	shown := table.Rows[:min(len(table.Rows), rolesShown)]
	rows := make([]TableRow, len(shown))
	for i := range shown {
		rows[i] = e.roleRow(table.Role, &shown[i])
	}
	block.Tables = []TableView{newTable(term.Label+": actors by the number of entries; rows add up to more than the record, because an entry may name several", head, rows)}
	if rest := len(table.Rows) - len(shown); rest > 0 {
		block.Text = append(block.Text, Remark{count(rest, "more actor is", "more actors are") + " among ", "all actors", e.href(site.DimensionPath(site.ByActor)), "."})
	}
	return block
}

func (e *edition) roleRow(role string, r *site.RoleRow) TableRow {
	path := e.rolePath(role, r.Profile)
	standings := make([]string, 0, len(r.Standings))
	for _, s := range r.Standings {
		word := "no standing said"
		if s.Standing != "" {
			word = site.Standings.Label(s.Standing)
		}
		standings = append(standings, word+" "+number(len(s.Entries)))
	}
	row := TableRow{Cells: []Cell{
		{Text: r.Profile.Name, Href: e.href(r.Profile.Path)}, {Text: number(len(r.Entries)), Href: e.href(path)}, {Text: list(standings, "and")},
	}}
	for _, class := range roleClasses[role] {
		row.Cells = append(row.Cells, e.sumCell(r.Class(class), path+"#"+string(class)))
	}
	return row
}

// rolePath gives the page of exactly the entries in which an actor has a role.
func (e *edition) rolePath(role string, p *site.Profile) string {
	return site.StatsPath("actors", p.ID+"-as-"+role)
}

// roleEvidence is the page of an actor in one role: the entries under its
// standing in them, and the amounts behind the sums.
func (e *edition) roleEvidence(above, role string, r *site.RoleRow) []site.Output {
	path := e.rolePath(role, r.Profile)
	title := r.Profile.Name + ": " + lower(site.Roles.Label(role))
	v := statsView{
		Frame: e.frame(path, title, "Entries in which "+r.Profile.Name+" has the role “"+lower(site.Roles.Label(role))+"”."), Heading: title,
		Kicker: navLink{Text: r.Profile.Name, Href: e.href(r.Profile.Path)}, Ways: e.statsWays("actors"),
		Intro: count(len(r.Entries), "entry", "entries") + ". Sums are of all money of these entries, of which others may have a part too.",
	}
	v.Crumbs = e.crumbs(Crumb{site.StatsPath(), "Statistics"}, Crumb{site.StatsPath("actors"), above}, Crumb{Text: title})
	for _, s := range r.Standings {
		heading := "No standing said"
		if s.Standing != "" {
			heading = upper(site.Standings.Label(s.Standing))
		}
		v.Blocks = append(v.Blocks, StatsBlock{ID: "standing-" + s.Standing, Heading: heading, Rows: e.rowsOf(reversed(s.Entries))})
	}
	for _, class := range roleClasses[role] {
		if t := r.Class(class); t != nil {
			v.Totals = append(v.Totals, e.totalView(t, path+"#"+string(class)))
			v.Blocks = append(v.Blocks, StatsBlock{ID: string(class), Heading: totalWords(t), Tables: e.ledgerTables(t, ledgerLines(t), "")})
		}
	}
	return []site.Output{e.page("stats", &v)}
}

// takersBlock is the part of the overview about those who took money.
func (e *edition) takersBlock() StatsBlock {
	block := StatsBlock{ID: "by-actor", Heading: "By actor"}
	for i := range e.stats.Roles {
		table := e.stats.Roles[i]
		if table.Role != "perpetrator" && table.Role != "authority" {
			continue
		}
		all := len(table.Rows)
		table.Rows = table.Rows[:min(all, 8)]
		shown := e.roleBlock(&table)
		block.Tables = append(block.Tables, shown.Tables...)
	}
	if len(e.stats.Roles) > 0 {
		block.Text = []Remark{{"Those with most entries as perpetrator and as authority. ", "Every role with its actors", e.href(site.StatsPath("actors")), "."}}
	}
	return block
}
