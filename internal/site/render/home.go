package render

import (
	"cmp"
	"html/template"
	"slices"

	"blotter/internal/site"
)

// homeView is the home page: what this record is, what it adds up to, and what
// is new in it.
type homeView struct {
	Frame
	Tagline     string
	Intro       string
	Search      string      // address of the search page
	Totals      []TotalView // the sums that most readers come for
	Others      []TotalView // the other classes, smaller
	Chart       ChartView
	Newest      []*Row
	Corrections []ChangeView
	More        homeLinks
}

// homeLinks are where the lists of the home page go on.
type homeLinks struct{ Timeline, Statistics, Corrections, Methodology, About string }

// ChangeView is a change to an entry, as lists of changes show it.
type ChangeView struct {
	Type  TermView
	Date  template.HTML
	Text  string
	Entry navLink // its title, and the change on its page
}

const (
	homeEntries = 10 // newest entries on the home page
	homeChanges = 4  // newest corrections on it
)

func (e *edition) homePages() []site.Output {
	v := homeView{
		Frame: e.frame("/", e.cfg.Title, e.cfg.Description), Tagline: e.cfg.Tagline, Intro: e.cfg.Description,
		Search: e.href("/search/"), Chart: e.yearsChart(true),
		Newest: e.rowsOf(e.newestPublished(homeEntries)), Corrections: e.newestChanges(homeChanges),
		More: homeLinks{Timeline: e.href("/incidents/"), Statistics: e.href("/stats/"), Corrections: e.href("/corrections/"), Methodology: e.href("/methodology/")},
	}
	for _, total := range e.recordTotals() {
		switch {
		case slices.Contains(headline, site.Class(total.Class)):
			v.Totals = append(v.Totals, total)
		case !total.Bare:
			v.Others = append(v.Others, total)
		}
	}
	if e.textPage("about") != nil {
		v.More.About = e.href("/about/")
	}
	v.HeadTitle = e.cfg.Title
	if e.cfg.Tagline != "" {
		v.HeadTitle += ": " + lower(e.cfg.Tagline)
	}
	v.LinkedData = linkedData(e.webSite())
	return []site.Output{e.page("home", &v)}
}

// headline are the classes of money whose sums stand large on the home page.
var headline = []site.Class{site.Taken, site.Held, site.Final, site.Penalty}

// newestPublished gives the entries that were published last; of one day, the
// newest incidents first.
func (e *edition) newestPublished(n int) []*site.Entry {
	entries := reversed(e.site.Entries)
	slices.SortStableFunc(entries, func(a, b *site.Entry) int { return cmp.Compare(b.Published, a.Published) })
	return entries[:min(n, len(entries))]
}

// newestChanges gives the newest changes that are more than an update.
func (e *edition) newestChanges(n int) []ChangeView {
	var views []ChangeView
	for _, c := range e.site.Corrections {
		if len(views) == n {
			break
		}
		if c.Type != "update" {
			views = append(views, e.changeView(c))
		}
	}
	return views
}

func (e *edition) changeView(c site.Correction) ChangeView {
	return ChangeView{
		Type: termView(site.UpdateTypes, c.Type), Date: dayHTML(c.Date), Text: sentence(c.Text),
		Entry: navLink{Text: c.Entry.Title, Href: e.href(c.Entry.Path) + "#" + updateAnchor(c.Nth)},
	}
}
