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
const rolesShown = 25

// rolePages tell who had which role, each role by itself: an authority never
// stands in one list with those it accuses.
func (e *edition) rolePages() []site.Output {
	if len(e.stats.Roles()) == 0 {
		return nil
	}
	const title = "Actors by role and standing"
	outputs := e.statsOutputs(site.StatsPath("actors"), true, func() *statsView {
		v := e.statsPage("actors", title, "Who did what, in how many entries, and what has been established about it. A charge is not a conviction, and a designation is not a finding of guilt.")
		for i := range e.stats.Roles() {
			v.Blocks = append(v.Blocks, e.roleBlock(&e.stats.Roles()[i]))
		}
		return v
	})
	for i := range e.stats.Roles() {
		table := &e.stats.Roles()[i]
		if table.Role == authorityRole {
			continue // see stats_enforcement.go
		}
		for j := range table.Rows[:min(len(table.Rows), rolesShown)] {
			if row := &table.Rows[j]; !e.oneRole(row.Profile) {
				d := e.roleDossier(table.Role, row)
				d.above = []Crumb{{site.StatsPath("actors"), title}}
				outputs = append(outputs, e.dossierPages(d)...)
			}
		}
	}
	return outputs
}

const authorityRole = "authority"

func (e *edition) roleBlock(table *site.RoleTable) StatsBlock {
	term := site.Roles.Term(table.Role)
	block := StatsBlock{ID: table.Role, Heading: term.Label, Text: []Remark{{Before: term.Definition}}}
	shown := table.Rows[:min(len(table.Rows), rolesShown)]
	sums := make([]*site.Summary, len(shown))
	for i := range shown {
		sums[i] = shown[i].Totals()
	}
	head := []Column{{Text: "Actor"}, {Text: "Entries", Numbers: true}, {Text: "Standing"}}
	var classes []site.Class
	for _, class := range roleClasses[table.Role] {
		if slices.ContainsFunc(sums, func(s *site.Summary) bool { return e.sumCell(s.Class(class), "") != Cell{} }) {
			classes = append(classes, class)
			head = append(head, Column{Text: class.Label(), Numbers: true})
		}
	}
	rows := make([]TableRow, len(shown))
	for i := range shown {
		rows[i] = e.roleRow(table.Role, &shown[i], sums[i], classes)
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

func (e *edition) roleRow(role string, r *site.RoleRow, sums *site.Summary, classes []site.Class) TableRow {
	href := e.roleHref(role, r)
	standings := make([]string, 0, len(r.Standings))
	for _, s := range r.Standings {
		word := noStanding(role)
		if s.Standing != "" {
			word = site.Standings.Label(s.Standing)
		}
		standings = append(standings, number(len(s.Entries))+" "+word)
	}
	row := TableRow{Cells: []Cell{
		{Text: r.Profile.Name, Href: e.href(r.Profile.Path)}, {Text: number(len(r.Entries)), Href: e.href(href(entriesPart))}, {Text: list(standings, "and")},
	}}
	for _, class := range classes {
		row.Cells = append(row.Cells, e.sumCell(sums.Class(class), href(string(class))))
	}
	return row
}

// roleHref gives where the entries of an actor in a role, and the amounts of a
// class in them, are listed.
func (e *edition) roleHref(role string, r *site.RoleRow) func(part string) string {
	switch {
	case e.oneRole(r.Profile):
		return func(part string) string {
			switch {
			case part != entriesPart:
				return r.Profile.Path + "#" + part
			case len(r.Standings) > 1:
				return r.Profile.Path + "#parts"
			case len(r.Standings) == 1 && r.Standings[0].Standing != "":
				return r.Profile.Path + "#" + role + "-" + r.Standings[0].Standing
			}
			return r.Profile.Path + "#" + role
		}
	case role == authorityRole:
		return e.authorities().of[r.Profile].href
	}
	return e.roleDossier(role, r).href
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

// roleDossier is an actor in one role: the entries with its standing in them,
// and the amounts behind the sums.
func (e *edition) roleDossier(role string, r *site.RoleRow) *dossier {
	d := &dossier{
		path: rolePath(role, r.Profile), section: "actors", profile: r.Profile,
		title:       r.Profile.Name + ": " + lower(site.Roles.Label(role)),
		description: "Entries in which " + r.Profile.Name + " has the role “" + lower(site.Roles.Label(role)) + "”.",
		intro:       count(len(r.Entries), "entry", "entries") + ". Sums are of all money of these entries, of which others may have a part too.",
		sums:        r.Totals(), marks: "Standing",
	}
	for _, class := range roleClasses[role] {
		if t := d.sums.Class(class); t != nil {
			d.totals = append(d.totals, t)
		}
	}
	for _, s := range r.Standings {
		d.size += len(s.Entries)
	}
	d.entry = func(i int) (*site.Entry, string) {
		for _, s := range r.Standings {
			if i < len(s.Entries) {
				word := noStanding(role)
				if s.Standing != "" {
					word = site.Standings.Label(s.Standing)
				}
				return s.Entries[len(s.Entries)-1-i], upper(word)
			}
			i -= len(s.Entries)
		}
		return nil, ""
	}
	return d
}

// takersBlock is the part of the overview about those who took money.
func (e *edition) takersBlock() StatsBlock {
	block := StatsBlock{ID: "by-actor", Heading: "By actor"}
	for i := range e.stats.Roles() {
		table := e.stats.Roles()[i]
		if table.Role != "perpetrator" && table.Role != authorityRole {
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
