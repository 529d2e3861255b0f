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
	}
	b.groups(st)
	b.years(st)
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
