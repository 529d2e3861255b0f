package render

import "blotter/internal/site"

// homeView is the home page: what this record is, what it adds up to, and what
// is new in it.
type homeView struct {
	Frame
	Tagline string
	Intro   string
	Search  string // address of the search page
	Totals  []TotalView
	Newest  []*Row
}

func (e *edition) homePages() []site.Output {
	v := homeView{
		Frame: e.frame("/", e.cfg.Title, e.cfg.Description), Tagline: e.cfg.Tagline, Intro: e.cfg.Description,
		Search: e.href("/search/"), Totals: e.classTotals(e.stats.All, "/stats/"),
		Newest: e.rowsOf(newest(e.site.Entries, 12)),
	}
	v.HeadTitle = e.cfg.Title
	v.LinkedData = linkedData(e.webSite())
	return []site.Output{e.page("home", &v)}
}
