package render

import (
	"slices"

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
	if len(e.stats.Roles()) == 0 {
		return nil
	}
	v := e.statsPage("actors", "Actors by role and standing", "Who did what, in how many entries, and what has been established about it. A charge is not a conviction, and a designation is not a finding of guilt.")
	var outputs []site.Output
	for i := range e.stats.Roles() {
		table := &e.stats.Roles()[i]
		v.Blocks = append(v.Blocks, e.roleBlock(table))
		for j := range table.Rows[:min(len(table.Rows), rolesShown)] {
			outputs = append(outputs, e.roleEvidence(v.Title, table.Role, &table.Rows[j])...)
		}
	}
	return append(e.withData(&v), outputs...)
}

func (e *edition) roleBlock(table *site.RoleTable) StatsBlock {
	term := site.Roles.Term(table.Role)
	block := StatsBlock{ID: table.Role, Heading: term.Label, Text: []Remark{{Before: term.Definition}}}
	shown := table.Rows[:min(len(table.Rows), rolesShown)]
	head := []Column{{Text: "Actor"}, {"Entries", true}, {Text: "Standing"}}
	var classes []site.Class
	for _, class := range roleClasses[table.Role] {
		if slices.ContainsFunc(shown, func(r site.RoleRow) bool { return e.sumCell(r.Class(class), "") != Cell{} }) {
			classes = append(classes, class)
			head = append(head, Column{class.Label(), true})
		}
	}
	rows := make([]TableRow, len(shown))
	for i := range shown {
		rows[i] = e.roleRow(table.Role, &shown[i], classes)
	}
	if noStanding(table.Role) == notAccused && !slices.ContainsFunc(shown, hasStanding) {
		// An authority need not be told not accused, line after line.
		head = slices.Delete(head, 2, 3)
		for i := range rows {
			rows[i].Cells = slices.Delete(rows[i].Cells, 2, 3)
		}
	}
	block.Tables = []TableView{newTable(term.Label+": actors by the number of entries; rows add up to more than the record, because an entry may name several", head, rows)}
	if rest := len(table.Rows) - len(shown); rest > 0 {
		block.Text = append(block.Text, Remark{count(rest, "more actor is", "more actors are") + " among ", "all actors", e.href(site.DimensionPath(site.ByActor)), "."})
	}
	return block
}

// hasStanding reports whether a standing is said of an actor in a role.
func hasStanding(r site.RoleRow) bool {
	return slices.ContainsFunc(r.Standings, func(s site.StandingCount) bool { return s.Standing != "" })
}

func (e *edition) roleRow(role string, r *site.RoleRow, classes []site.Class) TableRow {
	path, entries := rolePath(role, r.Profile), rolePath(role, r.Profile)
	if e.oneRole(r.Profile) {
		path = r.Profile.Path
		entries = path + "#" + role
		if len(r.Standings) > 1 {
			entries = path + "#parts"
		} else if len(r.Standings) == 1 && r.Standings[0].Standing != "" {
			entries += "-" + r.Standings[0].Standing
		}
	}
	standings := make([]string, 0, len(r.Standings))
	for _, s := range r.Standings {
		word := noStanding(role)
		if s.Standing != "" {
			word = site.Standings.Label(s.Standing)
		}
		standings = append(standings, number(len(s.Entries))+" "+word)
	}
	row := TableRow{Cells: []Cell{
		{Text: r.Profile.Name, Href: e.href(r.Profile.Path)}, {Text: number(len(r.Entries)), Href: e.href(entries)}, {Text: list(standings, "and")},
	}}
	for _, class := range classes {
		row.Cells = append(row.Cells, e.sumCell(r.Class(class), path+"#"+string(class)))
	}
	return row
}

// oneRole reports whether the page of an actor lists, on one page, exactly the
// entries and amounts of the one role that it has.
func (e *edition) oneRole(p *site.Profile) bool {
	if p.Group == nil || len(p.Roles) > e.cfg.PageSize {
		return false
	}
	for i := range p.Roles {
		if p.Roles[i].Role != p.Roles[0].Role || p.Roles[i].Entry.Withdrawn() {
			return false
		}
	}
	s := e.stats.ByGroup(p.Group)
	return s != nil && ledgerSize(s) <= ledgerLimit
}

// rolePath gives the page of exactly the entries in which an actor has a role.
func rolePath(role string, p *site.Profile) string {
	return site.StatsPath("actors", p.ID+"-as-"+role)
}

// roleEvidence is the page of an actor in one role: the entries under its
// standing in them, and the amounts behind the sums.
func (e *edition) roleEvidence(above, role string, r *site.RoleRow) []site.Output {
	if e.oneRole(r.Profile) {
		return nil
	}
	path := rolePath(role, r.Profile)
	title := r.Profile.Name + ": " + lower(site.Roles.Label(role))
	v := statsView{
		Frame: e.frame(path, title, "Entries in which "+r.Profile.Name+" has the role “"+lower(site.Roles.Label(role))+"”."), Heading: title,
		Kicker: navLink{Text: r.Profile.Name, Href: e.href(r.Profile.Path)}, Ways: e.statsWays("actors"),
		Intro: count(len(r.Entries), "entry", "entries") + ". Sums are of all money of these entries, of which others may have a part too.",
	}
	v.Crumbs = e.crumbs(Crumb{site.StatsPath(), "Statistics"}, Crumb{site.StatsPath("actors"), above}, Crumb{Text: title})
	for _, s := range r.Standings {
		heading := upper(noStanding(role))
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
	csv, json, _ := e.groupData(r.Profile.Group)
	v.link(csv, json)
	return []site.Output{e.page("stats", &v)}
}

// takersBlock is the part of the overview about those who took money.
func (e *edition) takersBlock() StatsBlock {
	block := StatsBlock{ID: "by-actor", Heading: "By actor"}
	for i := range e.stats.Roles() {
		table := e.stats.Roles()[i]
		if table.Role != "perpetrator" && table.Role != "authority" {
			continue
		}
		all := len(table.Rows)
		table.Rows = table.Rows[:min(all, 8)]
		shown := e.roleBlock(&table)
		block.Tables = append(block.Tables, shown.Tables...)
	}
	if len(e.stats.Roles()) > 0 {
		block.Text = []Remark{{"Those with most entries as perpetrator and as authority. ", "Every role with its actors", e.href(site.StatsPath("actors")), "."}}
	}
	return block
}
