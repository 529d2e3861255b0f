package render

import (
	"html/template"

	"blotter/internal/site"
)

// textView is a page of content/pages.
type textView struct {
	Frame
	Summary string
	Body    template.HTML
	Sources []SourceView
	Edit    string
}

// textPages are the pages of content/pages, but for the one that another
// family makes from more than its text (methodology).
func (e *edition) textPages() []site.Output {
	var outputs []site.Output
	for _, page := range e.site.Pages {
		if page.ID == "methodology" {
			continue
		}
		v := textView{
			Frame: e.frame(site.TextPath(page.ID), page.Title, page.Summary), Summary: page.Summary, Body: e.body(page.Body),
			Sources: e.plainSources(page.Sources, page.Body.Citations), Edit: e.editHref(page.File),
		}
		v.Crumbs = e.crumbs(Crumb{Text: page.Title})
		outputs = append(outputs, e.page("text", &v))
	}
	return outputs
}

// missingView is the page for an address that leads nowhere.
type missingView struct {
	Frame
	Search string
	Ways   []navLink
}

func (e *edition) missingPages() []site.Output {
	v := missingView{
		Frame:  e.frame("/404.html", "No page at this address", ""),
		Search: e.href("/search/"), Ways: e.ways(),
	}
	v.Canonical, v.Robots, v.Feeds = "", "noindex", nil
	return []site.Output{e.page("missing", &v)}
}
