package index

import (
	"slices"

	"blotter/internal/site"
)

// groupTable is what the CSV of a group holds: the entries of the group with
// their amounts. It is the list behind each number of the group's page, those
// of entries as well as those of money. Its columns are the ones of amounts
// that totals are added from and that tell the amounts apart; the others, and the
// titles, stand in the tables of the record only, because a row is in about
// fifteen groups.
func (x *indexer) groupTable() *table[*site.Line] {
	made := &table[*site.Line]{
		name: "group", title: "Parts of the record",
		doc: "The entries of a year, actor, type, technique, chain, country, sector, tag or publisher, oldest first, a row for each of their amounts. " +
			"An entry without an amount has one row that says so. The totals of the page are the sums over these rows, made like those over amounts. " +
			"Titles and summaries are in incidents, what else is known of an amount is in amounts. " +
			"Where there is one entry only there is no such file: the JSON of the entry says the same.",
	}
	for _, name := range []string{
		"incident", "incident_date", "incident_status", "amount", "kind", "class", "usd", "precision",
		"low", "high", "counted", "not_counted", "counted_in_class", "not_counted_in_class",
	} {
		at := slices.IndexFunc(x.amounts.columns, func(c column[*site.Line]) bool { return c.name == name })
		made.columns = append(made.columns, x.amounts.columns[at])
	}
	return made
}

// noAmount stands where other rows tell why an amount is not counted.
const noAmount site.Reason = "the entry states no amount"

// groupView is a group with its totals.
type groupView struct {
	*site.Group
	summary *site.Summary
}

// groupOutputs are the data of each group's page: its entries with their
// amounts as CSV, its totals and the ids of its entries as JSON.
func (x *indexer) groupOutputs() []site.Output {
	table, described := x.groupTable(), x.describeGroup()
	var outputs []site.Output
	for _, dimension := range site.Dimensions {
		for _, group := range x.site.Groups[dimension] {
			if !group.HasData() {
				continue
			}
			inputs := x.digestWholeGroup(group)
			outputs = append(outputs, output(site.GroupDataPath(dimension, group.Key, "csv"), "text/csv", inputs, func(out *site.Buffer) {
				table.header(out)
				for _, entry := range group.Entries {
					out.Write(x.rowsOf(table, entry))
				}
			}).Showing(site.ShowsNoWords()))
			if !site.HasJSON(dimension) {
				continue
			}
			outputs = append(outputs, output(site.GroupDataPath(dimension, group.Key, "json"), "application/json", inputs, func(out *site.Buffer) {
				view := &groupView{group, x.stats.ByGroup(group)}
				if view.summary == nil {
					view.summary = &site.Summary{}
				}
				out.Grow(len(group.Entries)*40 + 4<<10) // more than most take
				out.Write(append(described.append(out.AvailableBuffer(), view), '\n'))
			}).Showing(site.ShowsNoWords()))
		}
	}
	return outputs
}

// rowsOf gives the rows of an entry in the files of its groups. They are made
// once and kept.
func (x *indexer) rowsOf(table *table[*site.Line], entry *site.Entry) []byte {
	kept := &x.rows[entry.Index]
	if rows := kept.Load(); rows != nil {
		return *rows
	}
	var rows []byte
	lines := x.stats.Lines[entry.Index]
	for i := range lines {
		rows = table.row(rows, &lines[i])
	}
	if len(lines) == 0 {
		rows = table.row(rows, &site.Line{Entry: entry, Amount: &site.Amount{}, Excluded: noAmount})
	}
	kept.Store(&rows)
	return rows
}

// describeGroup tells what the JSON of a group holds.
func (x *indexer) describeGroup() *object[*groupView] {
	type view = *groupView
	own := []property[view]{
		text("dimension", "What the entries are sorted by.", func(v view) string { return string(v.Dimension) }).always(),
		text("key", "The value they share.", func(v view) string { return v.Key }).always(),
		text("label", "The same in words.", func(v view) string { return v.Label }).always(),
		text("definition", "What it means.", func(v view) string { return v.Definition }),
		pageAt("url", "The page of the group.", x.base, func(v view) string { return v.Path }).always(),
	}
	own = append(own, summaryProperties(func(v view) *site.Summary { return v.summary })...)
	own = append(own, property[view]{
		name: "entries", doc: "The ids of the entries, oldest first.", schema: schema{"type": "array", "items": textSchema()},
		append: func(dst []byte, v view) []byte {
			separator := byte('[')
			for _, entry := range v.Entries {
				dst = site.AppendJSON(append(dst, separator), entry.ID)
				separator = ','
			}
			return append(dst, ']')
		},
	})
	return &object[view]{properties: own}
}
