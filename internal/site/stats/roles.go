package stats

import (
	"cmp"
	"slices"

	"blotter/internal/site"
)

// roles makes a table of actors for each role. A role has a table of its own,
// so that those who did a deed never stand among those who judged it.
func (b *book) roles() []site.RoleTable {
	tables := make([]site.RoleTable, len(site.Roles.Terms))
	for _, p := range b.site.Profiles {
		if role, row, single := singleRow(p); single {
			tables[role].Rows = append(tables[role].Rows, row)
			continue
		}
		for role, row := range rowsOf(p) {
			tables[role].Rows = append(tables[role].Rows, row.RoleRow)
		}
	}
	for role := range tables {
		tables[role].Role = site.Roles.Terms[role].Key
		rows := tables[role].Rows
		// Profiles stand by name; a stable sort keeps that among equals.
		slices.SortStableFunc(rows, func(a, c site.RoleRow) int { return cmp.Compare(len(c.Entries), len(a.Entries)) })
		for i := range rows {
			row := &rows[i]
			row.Totals = func() *site.Summary { return b.rowSummary(row) }
		}
	}
	return slices.DeleteFunc(tables, func(table site.RoleTable) bool { return len(table.Rows) == 0 })
}

// singleRow gives the row of an actor that has one role and one standing in all
// its entries, as nearly all have: its entries are those of its group.
func singleRow(p *site.Profile) (role int, row site.RoleRow, single bool) {
	if len(p.Roles) == 0 {
		return 0, row, false
	}
	first := p.Roles[0].Involvement
	role = site.Roles.Rank(first.Role)
	if role == len(site.Roles.Terms) || first.Standing != "" && !site.Standings.Has(first.Standing) {
		return 0, row, false
	}
	for i := range p.Roles {
		part := &p.Roles[i]
		if part.Role != first.Role || part.Standing != first.Standing || part.Entry.Withdrawn() {
			return 0, row, false
		}
	}
	entries := p.Group.Entries
	return role, site.RoleRow{Profile: p, Entries: entries, Standings: []site.StandingCount{{Standing: first.Standing, Entries: entries}}}, true
}

// roleRow is a row being made.
type roleRow struct {
	site.RoleRow
	standings map[string][]*site.Entry
}

// rowsOf gives an actor's rows by the rank of their role.
func rowsOf(p *site.Profile) map[int]*roleRow {
	rows := map[int]*roleRow{}
	for _, part := range p.Roles {
		role := site.Roles.Rank(part.Role)
		if part.Entry.Withdrawn() || role == len(site.Roles.Terms) {
			continue
		}
		row := rows[role]
		if row == nil {
			row = &roleRow{site.RoleRow{Profile: p}, map[string][]*site.Entry{}}
			rows[role] = row
		}
		row.Entries = appendOnce(row.Entries, part.Entry)
		row.standings[part.Standing] = appendOnce(row.standings[part.Standing], part.Entry)
	}
	for _, row := range rows {
		for _, term := range standingOrder {
			if entries := row.standings[term.Key]; len(entries) > 0 {
				row.Standings = append(row.Standings, site.StandingCount{Standing: term.Key, Entries: entries})
			}
		}
	}
	return rows
}

// standingOrder is the order of standings in a row; none comes last.
var standingOrder = append(slices.Clone(site.Standings.Terms), site.Term{})

// rowSummary sums the entries of a row. Most actors have one role in all their
// entries, so that their group is summed already.
func (b *book) rowSummary(row *site.RoleRow) *site.Summary {
	if slices.Equal(row.Entries, row.Profile.Group.Entries) {
		return b.ofGroup(row.Profile.Group)
	}
	return b.summary(row.Entries)
}

// appendOnce adds an entry unless it is the last of the list already.
func appendOnce(entries []*site.Entry, entry *site.Entry) []*site.Entry {
	if n := len(entries); n > 0 && entries[n-1] == entry {
		return entries
	}
	return append(entries, entry)
}

// enforcement says what each authority did, from the table of authorities.
func enforcement(tables []site.RoleTable) []site.EnforcementRow {
	var rows []site.EnforcementRow
	for _, table := range tables {
		if table.Role != "authority" {
			continue
		}
		for _, row := range table.Rows {
			rows = append(rows, site.EnforcementRow{
				Profile: row.Profile, Entries: row.Entries, Summary: row.Totals(),
				Sanctions: having(row.Entries, "sanction", "sanctioned"),
				Charges:   having(row.Entries, "conviction", "charged", "arrested", "pleaded", "convicted", "sentenced"),
			})
		}
	}
	return rows
}

// having gives the entries of a type or with an event of one of the types.
func having(entries []*site.Entry, entryType string, eventTypes ...string) []*site.Entry {
	var found []*site.Entry
	for _, entry := range entries {
		if entry.Type == entryType || slices.ContainsFunc(entry.Events, func(event site.Event) bool {
			return slices.Contains(eventTypes, event.Type)
		}) {
			found = append(found, entry)
		}
	}
	return found
}
