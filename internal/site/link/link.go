package link

import (
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"blotter/internal/site"
)

// Site joins the record. It takes all incidents of the record, so a caller
// who wants no drafts leaves them out. The problems are those that only
// joining shows, such as an actor without a file; the site is whole whatever
// they are. The record is not written, but the site points into it.
func Site(rec *site.Record, cfg *site.Config) (*site.Site, []site.Problem) {
	var nothing Memory
	return nothing.Site(rec, cfg)
}

// join does the work of Site, but for finding similar entries. What needs
// nothing of each other is done side by side, and each task writes fields of
// its own, so that the site does not depend on who is first.
func join(rec *site.Record, cfg *site.Config) (*site.Site, []site.Problem) {
	j := &joiner{site: &site.Site{Config: cfg, Pages: sortedPages(rec.Pages)}}
	j.enter(rec.Incidents)
	groups := j.groupings()
	var problems []site.Problem
	tasks := []func(){func() {
		j.profile(rec.Actors)
		problems = j.involve()
		groups[site.ByActor].groupProfiles(j.site)
	}, j.relate, j.correct}
	for _, d := range slices.Backward(site.Dimensions) { // those with many groups first
		if d != site.ByActor {
			tasks = append(tasks, func() { groups[d].group(j.site.Entries) })
		}
	}
	sideBySide(tasks...)
	j.stand(groups)
	j.redirect()
	return j.site, problems
}

// joiner holds the site while it is being made.
type joiner struct {
	site      *site.Site
	redirects map[string]site.Redirect // by From
	plain     map[*site.Profile]bool   // profiles without a file whose name is only a guess
}

// sideBySide does the tasks on all cores and returns when all are done.
func sideBySide(tasks ...func()) {
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(len(tasks), runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for n := next.Add(1); n <= int64(len(tasks)); n = next.Add(1) {
				tasks[n-1]()
			}
		})
	}
	workers.Wait()
}

// sortedPages gives the pages in the order of the footer.
func sortedPages(pages []*site.TextPage) []*site.TextPage {
	pages = slices.Clone(pages)
	slices.SortFunc(pages, func(a, b *site.TextPage) int {
		return compare(a.Order, b.Order, a.ID, b.ID)
	})
	return pages
}
