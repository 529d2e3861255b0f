package stats

import (
	"runtime"
	"sync"
	"sync/atomic"

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
		Over:    b.summary,
	}
	st.Evaluate = func(query string) (site.Figure, error) { return Evaluate(st, s, query) }
	b.groups(st)
	b.years(st)
	b.months(st)
	// What follows reads the lines and the groups and nothing of each other.
	rest := []func(){
		func() { st.SoFar = b.soFar() },
		func() { st.Largest = rankings(st.All) },
		func() { st.Outcomes = b.outcomes() },
		func() { st.Roles = b.roles(st); st.Enforcement = enforcement(st.Roles) },
		func() { st.Delays = delays(s.Entries) },
		func() { st.Disagreements = disagreements(b) },
		func() { st.Quality = quality(b) },
		func() { st.Publishers = publishers(s) },
		func() { st.Exclusions = exclusions(b) },
	}
	inParallel(len(rest), func(i int) { rest[i]() })
	return st
}

// groups sums every group. Groups are many and independent, so they are
// shared out; each has its place, so the sharing leaves no trace.
func (b *book) groups(st *site.Statistics) {
	var groups []*site.Group
	for _, d := range site.Dimensions {
		groups = append(groups, b.site.Groups[d]...)
	}
	sums := make([]*site.Summary, len(groups))
	inParallel(len(groups), func(i int) { sums[i] = b.summary(groups[i].Entries) })
	for i, group := range groups {
		st.ByGroup[group] = sums[i]
	}
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
