package link

import (
	"slices"
	"sync"

	"blotter/internal/site"
)

// Memory is what joining one record leaves to the next in the same process, so
// that new words in an entry do not cost a new site. It knows incidents,
// actors and configs by their pointers: what is behind a pointer never
// changes. The zero value remembers nothing. It belongs to one goroutine.
type Memory struct {
	last     *site.Record // nil = none
	site     *site.Site
	problems []site.Problem
	scorer   func() *scorer // of site and of all that tell the same facts
}

// Site is the function Site. It gives an equal site and the same problems, as
// quick as the changes since the last call allow; sites that it gave before
// are not touched.
func (m *Memory) Site(rec *site.Record, cfg *site.Config) (*site.Site, []site.Problem) {
	if changed, ok := m.retold(rec, cfg); ok {
		m.site = retell(m.site, changed)
		m.site.Pages = sortedPages(rec.Pages)
	} else {
		m.site, m.problems = join(rec, cfg)
		entries := m.site.Entries
		m.scorer = sync.OnceValue(func() *scorer { return newScorer(entries) })
	}
	m.site.Similar = similarIn(m.site.Entries, m.scorer)
	m.last = rec
	return m.site, slices.Clone(m.problems)
}

// mostRetold bounds how many incidents are compared word for word: joining all
// of them costs less than comparing many.
const mostRetold = 100

// retold gives the incidents that a record tells in other words than the last,
// by what they replace; false where it differs from the last in more than
// words and pages.
func (m *Memory) retold(rec *site.Record, cfg *site.Config) (map[*site.Incident]*site.Incident, bool) {
	if m.last == nil || m.site.Config != cfg || !slices.Equal(m.last.Actors, rec.Actors) || len(m.last.Incidents) != len(rec.Incidents) {
		return nil, false
	}
	changed := map[*site.Incident]*site.Incident{}
	for i, before := range m.last.Incidents {
		now := rec.Incidents[i]
		if now == before {
			continue
		}
		if len(changed) == mostRetold || !site.SameFacts(before, now) {
			return nil, false
		}
		changed[before] = now
	}
	return changed, true
}
