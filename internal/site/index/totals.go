package index

import (
	"iter"

	"blotter/internal/site"
)

// describeTotal tells what is said of one total.
func describeTotal() *object[*site.Total] {
	type total = *site.Total
	return &object[total]{properties: append(sumProperties(),
		count("amounts", "How many amounts are added.", func(t total) int { return len(t.Lines) }),
		count("unpriced", "How many amounts count and have no figure.", func(t total) int { return len(t.Unpriced) }),
		count("apart", "How many amounts of disputed and alleged entries stand beside it.", func(t total) int { return len(t.Apart) }),
		count("excluded", "How many amounts are left out.", func(t total) int { return len(t.Excluded) }),
	)}
}

// describeEvidence tells what is said of one total with the amounts behind it,
// each as entry#amount.
func describeEvidence() *object[*site.Total] {
	type total = *site.Total
	return &object[total]{properties: append(sumProperties(),
		references("amounts", "The amounts that are added.", func(t total) []*site.Line { return t.Lines }),
		references("unpriced", "Those that count and have no figure.", func(t total) []*site.Line { return t.Unpriced }),
		references("apart", "Those of disputed and alleged entries, which stand beside it.", func(t total) []*site.Line { return t.Apart }),
		references("excluded", "Those that are left out; the CSV says why.", func(t total) []*site.Line { return t.Excluded }),
	)}
}

// references is a list of amounts by their keys in the record.
func references(name, doc string, get func(*site.Total) []*site.Line) property[*site.Total] {
	return property[*site.Total]{
		name: name, doc: doc, schema: schema{"type": "array", "items": textSchema()},
		append: func(dst []byte, t *site.Total) []byte {
			dst = append(dst, '[')
			for i, line := range get(t) {
				if i > 0 {
					dst = append(dst, ',')
				}
				dst = appendString(dst, line.Entry.ID)
				dst = append(dst[:len(dst)-1], '#')
				dst = append(dst, appendString(nil, line.Amount.ID)[1:]...)
			}
			return append(dst, ']')
		},
	}
}

// sumProperties are the figures of a total.
func sumProperties() []property[*site.Total] {
	type total = *site.Total
	return []property[total]{
		word("class", "The class.", site.Classes, func(t total) string { return string(classOf(t)) }),
		word("kind", "The kind; missing for the whole class.", site.Kinds, func(t total) string { return string(t.Kind) }),
		dollars("usd", "The sum of the preferred figures.", func(t total) site.Money { return t.Value }),
		dollars("low", "The sum of the least figures.", func(t total) site.Money { return t.Low }),
		dollars("high", "The sum of the greatest figures.", func(t total) site.Money { return t.High }),
		count("incidents", "How many entries have a counted amount.", func(t total) int { return t.Entries }),
		dollars("apart_usd", "The sum of disputed and alleged entries, which stands beside it.", func(t total) site.Money { return t.ApartValue }),
	}
}

func classOf(t *site.Total) site.Class {
	if t.Kind != "" {
		return t.Kind.Class()
	}
	return t.Class
}

// summaryProperties are the totals of a set of entries.
func summaryProperties[T any](total *object[*site.Total], get func(T) *site.Summary) []property[T] {
	return []property[T]{
		count("incidents", "How many entries there are, withdrawn ones left out.", func(v T) int { return get(v).Entries }),
		list("classes", "The total of each class that occurs.", total, func(v T) []site.Total { return get(v).Classes }),
		list("kinds", "The total of each kind that occurs.", total, func(v T) []site.Total { return get(v).Kinds }),
	}
}

// describeYear tells what is said of one year.
func describeYear() *object[*site.YearSummary] {
	type year = *site.YearSummary
	return &object[year]{properties: append([]property[year]{
		count("year", "The year.", func(y year) int { return y.Year }),
		count("coarse", "How many entries are known to the year only.", func(y year) int { return y.Coarse }),
	}, summaryProperties(describeTotal(), func(y year) *site.Summary { return y.Summary })...)}
}

// writeTotals writes the totals of the record and of its years. They are the
// values that the pages show.
func (x *indexer) writeTotals(out *site.Buffer) {
	type statistics = *site.Statistics
	summary := &object[*site.Summary]{properties: summaryProperties(describeTotal(), func(s *site.Summary) *site.Summary { return s })}
	totals := object[statistics]{properties: []property[statistics]{
		part("all", "Over all entries.", summary, func(s statistics) *site.Summary { return s.All() }),
		list("years", "By year, oldest first.", describeYear(), func(s statistics) []site.YearSummary { return s.Years() }),
		part("undated", "Over the entries that lie in no single year.", summary, func(s statistics) *site.Summary { return s.Undated() }),
	}}
	out.Write(append(totals.append(out.AvailableBuffer(), x.stats, "\n "), '\n'))
}

// groupView is a group with its totals.
type groupView struct {
	*site.Group
	summary *site.Summary
}

// groupOutputs are the figures behind each group's page: the lines of its
// totals as CSV; the totals, the keys of their lines and the entries as JSON.
func (x *indexer) groupOutputs() []site.Output {
	described := x.describeGroup()
	var outputs []site.Output
	for _, dimension := range site.Dimensions {
		for _, group := range x.site.Groups[dimension] {
			if !group.HasData() {
				continue
			}
			view := &groupView{group, x.stats.ByGroup(group)}
			if view.summary == nil {
				view.summary = &site.Summary{}
			}
			inputs := x.digestGroup(group, group.Entries)
			outputs = append(outputs,
				output(site.GroupDataPath(dimension, group.Key, "csv"), "text/csv", inputs, func(out *site.Buffer) {
					x.writeLedger(out, view.summary)
				}),
				output(site.GroupDataPath(dimension, group.Key, "json"), "application/json", inputs, func(out *site.Buffer) {
					out.Write(append(described.append(out.AvailableBuffer(), view, "\n "), '\n'))
				}),
			)
		}
	}
	return outputs
}

// writeLedger writes the lines behind the totals of a group as CSV. A line
// stands in about ten groups, so its row is made once and kept.
func (x *indexer) writeLedger(out *site.Buffer, summary *site.Summary) {
	x.amounts.header(out)
	for line := range linesOf(summary) {
		kept := &x.rows[line.Entry.Index][x.position(line)]
		row := kept.Load()
		if row == nil {
			made := x.amounts.row(nil, line)
			row = &made
			kept.Store(row)
		}
		out.Write(*row)
	}
}

// position gives the place of a line among those of its entry.
func (x *indexer) position(line *site.Line) int {
	lines := x.stats.Lines[line.Entry.Index]
	for i := range lines {
		if &lines[i] == line {
			return i
		}
	}
	return 0
}

// describeGroup tells what the JSON of a group holds.
func (x *indexer) describeGroup() *object[*groupView] {
	type view = *groupView
	brief := &object[**site.Entry]{properties: []property[**site.Entry]{
		text("id", "The id of the entry.", func(e **site.Entry) string { return (*e).ID }).always(),
		text("title", "The headline.", func(e **site.Entry) string { return (*e).Title }).always(),
		date("date", "When it happened.", func(e **site.Entry) site.Date { return (*e).Date }).always(),
		text("status", "How sure the record is that it happened as told.", func(e **site.Entry) string { return (*e).Status }).always(),
		address("url", "The page of the entry.", func(e **site.Entry) string { return x.url(*e) }).always(),
	}}
	own := []property[view]{
		text("dimension", "What the entries are sorted by.", func(v view) string { return string(v.Dimension) }).always(),
		text("key", "The value they share.", func(v view) string { return v.Key }).always(),
		text("label", "The same in words.", func(v view) string { return v.Label }).always(),
		text("definition", "What it means.", func(v view) string { return v.Definition }),
		address("url", "The page of the group.", func(v view) string { return x.cfg.URL(v.Path) }).always(),
	}
	own = append(own, summaryProperties(describeEvidence(), func(v view) *site.Summary { return v.summary })...)
	own = append(own, list("entries", "The entries, oldest first.", brief, func(v view) []*site.Entry { return v.Entries }))
	return &object[view]{properties: own}
}

// linesOf gives the lines that the totals of a set were made from, kind by
// kind: those added, those without a figure, those that stand apart, those
// left out.
func linesOf(summary *site.Summary) iter.Seq[*site.Line] {
	return func(yield func(*site.Line) bool) {
		for i := range summary.Kinds {
			total := &summary.Kinds[i]
			for _, lines := range [][]*site.Line{total.Lines, total.Unpriced, total.Apart, total.Excluded} {
				for _, line := range lines {
					if !yield(line) {
						return
					}
				}
			}
		}
	}
}
