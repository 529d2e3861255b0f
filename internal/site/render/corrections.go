package render

import (
	"blotter/internal/site"
)

// correctionsView is the list of everything that changed after publication.
type correctionsView struct {
	Frame
	Heading string
	Intro   string
	Feed    string
	Policy  navLink    // the page that says how corrections are made; no link = none
	Counts  []TermView // how many of each type: Text is "3 corrections"
	Changes []CorrectionView
	Pager   Pager
}

// CorrectionView is a change with the entry it was made to.
type CorrectionView struct {
	UpdateView
	Title, Href string // of the entry
	Details     string // link to the change on the page of the entry
}

// correctionPages list the changes of all entries, newest first.
func (e *edition) correctionPages() []site.Output {
	const path = "/corrections/"
	all := e.site.Corrections
	size := max(e.cfg.PageSize, 1)
	of := max((len(all)+size-1)/size, 1)
	outputs := make([]site.Output, of)
	for i := range outputs {
		page := listPage{Path: site.Numbered(path, i+1), Number: i + 1, Of: of}
		title := "Corrections" + pageSuffix(page)
		v := correctionsView{
			Frame:   e.frame(page.Path, title, "Every change to a published entry: what was wrong or new, what it said before, and what it says now."),
			Heading: title, Feed: e.href(site.FeedPath("corrections")), Policy: e.policyLink(),
		}
		v.Intro = v.Description
		v.Crumbs = e.numberedCrumbs(page, Crumb{path, "Corrections"})
		v.Feeds = append([]Feed{{"application/atom+xml", e.cfg.Title + ": corrections", v.Feed}}, v.Feeds...)
		if i == 0 {
			v.Counts = correctionCounts(all)
		}
		if of > 1 {
			v.Pager = e.pager(path, "Pages of the corrections", i+1, of)
		}
		for j := range all[i*size : min((i+1)*size, len(all))] {
			v.Changes = append(v.Changes, e.correctionView(&all[i*size+j]))
		}
		outputs[i] = e.page("corrections", &v)
	}
	return outputs
}

// policyLink finds the page of the record that says how corrections are made.
func (e *edition) policyLink() navLink {
	for _, id := range []string{"corrections-policy", "policy"} {
		if page := e.textPage(id); page != nil {
			return navLink{Text: page.Title, Href: e.href(site.TextPath(id))}
		}
	}
	return navLink{}
}

func correctionCounts(all []site.Correction) []TermView {
	counts := map[string]int{}
	for i := range all {
		counts[all[i].Type]++
	}
	var views []TermView
	for _, term := range site.UpdateTypes.Terms {
		if n := counts[term.Key]; n > 0 {
			views = append(views, TermView{term.Key, count(n, lower(term.Label), lower(term.Label)+"s"), term.Definition})
		}
	}
	return views
}

func (e *edition) correctionView(c *site.Correction) CorrectionView {
	href := e.href(c.Entry.Path)
	v := CorrectionView{Title: c.Entry.Title, Href: href, Details: href + "#" + updateAnchor(c.Nth)}
	v.UpdateView = UpdateView{
		Type: termView(site.UpdateTypes, c.Type), Date: dayHTML(c.Date), Text: sentence(c.Text),
		Fields: list(c.Fields, "and"), Was: c.Was, Now: c.Now,
	}
	return v
}
