package stats

import (
	"slices"

	"blotter/internal/site"
)

// undated lists the entries that lie in no single year.
func (b *book) undated() (entries []*site.Entry) {
	for _, entry := range b.site.Entries {
		if _, ok := entry.Date.InYear(); !ok {
			entries = append(entries, entry)
		}
	}
	return entries
}

// years sums by year. A year without entries has an empty summary, so that a
// chart shows the gap.
func (b *book) years() (years []site.YearSummary) {
	coarse := map[int][]*site.Entry{}
	var seen []int
	for _, entry := range b.site.Entries {
		year, ok := entry.Date.InYear()
		if !ok {
			continue
		}
		seen = append(seen, year)
		if _, _, ok := entry.Date.InMonth(); !ok {
			coarse[year] = append(coarse[year], entry)
		}
	}
	if len(seen) == 0 {
		return nil
	}
	groups := map[int]*site.Group{}
	for _, group := range b.site.Groups[site.ByYear] {
		if len(group.Entries) > 0 {
			year, _ := group.Entries[0].Date.InYear()
			groups[year] = group
		}
	}
	for year, last := slices.Min(seen), slices.Max(seen); year <= last; year++ {
		y := site.YearSummary{Year: year, Group: groups[year], Summary: &site.Summary{}}
		if y.Group != nil {
			y.Summary = b.ofGroup(y.Group)
		}
		y.NoMonth, y.NoMonthEntries = b.summary(coarse[year]), coarse[year]
		y.Coarse = y.NoMonth.Entries
		years = append(years, y)
	}
	return years
}

// months lists every month between the first and the last with entries.
func (b *book) months() (months []site.MonthSummary) {
	groups := map[int]*site.Group{} // by months since year 0
	var seen []int
	for _, group := range b.site.Groups[site.ByMonth] {
		if len(group.Entries) == 0 {
			continue
		}
		year, month, _ := group.Entries[0].Date.InMonth()
		seen = append(seen, 12*year+month-1)
		groups[12*year+month-1] = group
	}
	if len(seen) == 0 {
		return nil
	}
	for at, last := slices.Min(seen), slices.Max(seen); at <= last; at++ {
		m := site.MonthSummary{Year: at / 12, Month: at%12 + 1, Group: groups[at], Summary: &site.Summary{}}
		if m.Group != nil {
			m.Summary = b.ofGroup(m.Group)
		}
		months = append(months, m)
	}
	return months
}

// soFar compares the newest year with the same days of the year before. The
// newest day is the last on which an entry was published or updated: the
// record knows nothing later, and a build knows no clock.
func (b *book) soFar() *site.SoFar {
	asOf := site.NoDay
	for _, entry := range b.site.Entries {
		asOf = max(asOf, entry.Updated())
	}
	if asOf == site.NoDay {
		return nil
	}
	year, month, day := asOf.Civil()
	before := site.DayOf(year-1, month, day)
	if month == 2 && day == 29 {
		before = site.DayOf(year-1, 2, 28)
	}
	s := &site.SoFar{AsOf: asOf}
	s.This.First, s.This.Last = site.DayOf(year, 1, 1), asOf
	s.Before.First, s.Before.Last = site.DayOf(year-1, 1, 1), before
	for _, entry := range b.site.Entries {
		for _, period := range []*site.PeriodSummary{&s.This, &s.Before} {
			first, last := entry.Date.First(), entry.Date.Last()
			switch {
			case !entry.Date.Bounded() || last < period.First || first > period.Last:
			case first >= period.First && last <= period.Last:
				period.Entries = append(period.Entries, entry)
			default:
				s.Unclear = appendOnce(s.Unclear, entry)
			}
		}
	}
	s.This.Summary, s.Before.Summary = b.summary(s.This.Entries), b.summary(s.Before.Entries)
	return s
}
