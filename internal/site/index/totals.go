package index

import "blotter/internal/site"

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
func summaryProperties[T any](get func(T) *site.Summary) []property[T] {
	total := describeTotal()
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
	}, summaryProperties(func(y year) *site.Summary { return y.Summary })...)}
}

// writeTotals writes the totals of the record and of its years. They are the
// values that the pages show.
func (x *indexer) writeTotals(out *site.Buffer) {
	type statistics = *site.Statistics
	summary := &object[*site.Summary]{properties: summaryProperties(func(s *site.Summary) *site.Summary { return s })}
	totals := object[statistics]{properties: []property[statistics]{
		part("all", "Over all entries.", summary, func(s statistics) *site.Summary { return s.All() }),
		list("years", "By year, oldest first.", describeYear(), func(s statistics) []site.YearSummary { return s.Years() }),
		part("undated", "Over the entries that lie in no single year.", summary, func(s statistics) *site.Summary { return s.Undated() }),
	}}
	out.Write(append(totals.append(out.AvailableBuffer(), x.stats), '\n'))
}
