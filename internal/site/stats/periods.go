package stats

import (
	"blotter/internal/site"
)

// years sums by year. A year without entries has an empty summary, so that a
// chart shows the gap.
func (b *book) years(st *site.Statistics) {
	byYear := map[int]*site.Group{}
	coarse := map[int][]*site.Entry{}
	first, last := 0, 0
	for _, entry := range b.site.Entries {
		year, ok := entry.Date.InYear()
		if !ok {
			st.UndatedEntries = append(st.UndatedEntries, entry)
			continue
		}
		if first == 0 {
			first, last = year, year
		}
		first, last = min(first, year), max(last, year)
		if _, _, ok := entry.Date.InMonth(); !ok {
			coarse[year] = append(coarse[year], entry)
		}
	}
	st.Undated = b.summary(st.UndatedEntries)
	for _, group := range b.site.Groups[site.ByYear] {
		if len(group.Entries) > 0 {
			year, _ := group.Entries[0].Date.InYear()
			byYear[year] = group
		}
	}
	if first == 0 {
		return
	}
	for year := first; year <= last; year++ {
		y := site.YearSummary{Year: year, Group: byYear[year], Summary: &site.Summary{}}
		if y.Group != nil {
			y.Summary = st.ByGroup[y.Group]
		}
		y.NoMonth, y.NoMonthEntries = b.summary(coarse[year]), coarse[year]
		y.Coarse = y.NoMonth.Entries
		st.Years = append(st.Years, y)
	}
}
