package stats

import (
	"maps"
	"slices"

	"blotter/internal/site"
)

// Memory is what one count leaves to the next in the same process, so that new
// words in an entry do not cost a new ledger. The zero value remembers
// nothing. It belongs to one goroutine.
type Memory struct{ book *book }

// Count is the function Count. It gives equal statistics, as quick as the
// changes since the last call allow; statistics that it gave before are not
// touched.
func (m *Memory) Count(s *site.Site) *site.Statistics {
	if m.book != nil && tellTheSame(m.book.site, s) {
		m.book = m.book.retell(s)
	} else {
		m.book = newBook(s)
	}
	return m.book.statistics()
}

// mostCompared bounds how many entries are compared word for word: counting
// all of them costs less than comparing many.
const mostCompared = 100

// tellTheSame reports whether the ledgers of two sites have the same lines:
// their entries tell the same facts under the same addresses.
func tellTheSame(a, b *site.Site) bool {
	compared := 0
	return a.Config == b.Config &&
		maps.EqualFunc(a.OldIDs, b.OldIDs, func(a, b *site.Entry) bool { return a.Index == b.Index }) &&
		slices.EqualFunc(a.Entries, b.Entries, func(a, b *site.Entry) bool {
			if a.Incident != b.Incident {
				compared++
			}
			return compared <= mostCompared && site.SameFacts(a.Incident, b.Incident)
		})
}

// retell gives the book of a site that tells the same facts.
func (b *book) retell(s *site.Site) *book {
	now := *b
	now.site, now.flat, now.lines = s, slices.Clone(b.flat), make([][]site.Line, len(s.Entries))
	now.divide()
	for i, entry := range s.Entries {
		for n := range now.lines[i] {
			now.lines[i][n].Entry, now.lines[i][n].Amount = entry, &entry.Amounts[n]
		}
	}
	now.ranked = slices.Clone(b.ranked)
	for i := range now.ranked {
		now.ranked[i].line = &now.flat[now.ranked[i].number]
	}
	funds := *b.funds
	funds.book = &now
	now.funds = &funds
	now.openSums()
	return &now
}
