package stats

import (
	"runtime"
	"sync"
	"sync/atomic"

	"blotter/internal/site"
)

// Count counts a linked site: it writes the ledger, and the rest when that is
// asked for. The result is read-only; its lists share the lines of
// Statistics.Lines.
func Count(s *site.Site) *site.Statistics { return newBook(s).statistics() }

// statistics offers what can be read off a book.
func (b *book) statistics() *site.Statistics {
	s := b.site
	undated, roles := sync.OnceValue(b.undated), sync.OnceValue(b.roles)
	all := sync.OnceValue(func() *site.Summary { return b.summary(s.Entries) })
	st := &site.Statistics{
		Lines:          b.lines,
		All:            all,
		ByGroup:        b.ofGroup,
		Years:          sync.OnceValue(b.years),
		UndatedEntries: undated,
		Undated:        sync.OnceValue(func() *site.Summary { return b.summary(undated()) }),
		Months:         sync.OnceValue(b.months),
		SoFar:          sync.OnceValue(b.soFar),
		Largest:        sync.OnceValue(func() []site.Ranking { return rankings(all()) }),
		Outcomes:       sync.OnceValue(b.outcomes),
		Roles:          roles,
		Delays:         sync.OnceValue(func() []site.Delay { return delays(s.Entries) }),
		Enforcement:    sync.OnceValue(func() []site.EnforcementRow { return enforcement(roles()) }),
		Disagreements:  sync.OnceValue(func() []site.Disagreement { return disagreements(b) }),
		Quality:        sync.OnceValue(func() []site.Measure { return quality(b) }),
		Publishers:     sync.OnceValue(func() []site.PublisherCount { return publishers(s) }),
		Exclusions:     sync.OnceValue(func() []site.ExclusionList { return exclusions(b) }),
		Over:           b.summary,
	}
	st.Evaluate = func(query string) (site.Figure, error) { return Evaluate(st, s, query) }
	return st
}

// ofGroup gives the summary of a group of the site, the same to everybody; nil
// for any other group.
func (b *book) ofGroup(group *site.Group) *site.Summary {
	if !b.site.Has(group) {
		return nil
	}
	kept := &b.sums[group.Dimension][group.Index]
	if sum := kept.Load(); sum != nil {
		return sum
	}
	kept.CompareAndSwap(nil, b.summary(group.Entries))
	return kept.Load()
}

// inParallel calls work for each number below n on as many goroutines as the
// machine runs, and waits.
func inParallel(n int, work func(i int)) {
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				work(i)
			}
		})
	}
	workers.Wait()
}
