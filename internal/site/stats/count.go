package stats

import (
	"blotter/internal/site"
)

// Count counts a linked site. The result is read-only; its lists share the
// lines of Statistics.Lines.
func Count(s *site.Site) *site.Statistics {
	b := newBook(s)
	st := &site.Statistics{
		Lines:   b.lines,
		All:     b.summary(s.Entries),
		ByGroup: make(map[*site.Group]*site.Summary),
	}
	for _, groups := range s.Groups {
		for _, group := range groups {
			st.ByGroup[group] = b.summary(group.Entries)
		}
	}
	b.years(st)
	return st
}
