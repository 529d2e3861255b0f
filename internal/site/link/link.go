package link

import (
	"slices"

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

// join does the work of Site, but for finding similar entries.
func join(rec *site.Record, cfg *site.Config) (*site.Site, []site.Problem) {
	j := &joiner{site: &site.Site{Config: cfg, Pages: sortedPages(rec.Pages)}, slugs: map[string]string{}}
	j.enter(rec.Incidents)
	j.profile(rec.Actors)
	problems := j.involve()
	j.group()
	j.relate()
	j.redirect()
	j.site.Corrections = corrections(j.site.Entries)
	return j.site, problems
}

// joiner holds the site while it is being made.
type joiner struct {
	site      *site.Site
	redirects map[string]site.Redirect // by From
	plain     map[*site.Profile]bool   // profiles without a file whose name is only a guess
	slugs     map[string]string        // by text; for slug
}

// sortedPages gives the pages in the order of the footer.
func sortedPages(pages []*site.TextPage) []*site.TextPage {
	pages = slices.Clone(pages)
	slices.SortFunc(pages, func(a, b *site.TextPage) int {
		return compare(a.Order, b.Order, a.ID, b.ID)
	})
	return pages
}
