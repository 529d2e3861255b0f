package index

import (
	"html"

	"blotter/internal/site"
)

// writeRedirects writes the redirects in the form that static hosts read.
func (x *indexer) writeRedirects(out *site.Buffer) {
	for _, r := range x.site.Redirects {
		out.WriteString(x.cfg.Href(r.From) + " " + x.cfg.Href(r.To) + " 301\n")
	}
}

// redirectOutputs are pages at the old addresses, for hosts that read no list
// of redirects. An address that still has a page of its own keeps it.
func (x *indexer) redirectOutputs() []site.Output {
	if len(x.site.Redirects) == 0 {
		return nil
	}
	outputs, titles := make([]site.Output, 0, len(x.site.Redirects)), x.titles()
	for _, r := range x.site.Redirects {
		if _, occupied := titles[r.From]; occupied {
			continue
		}
		title := firstOf(titles[r.To], x.cfg.Title)
		var w writer
		w.Digest(x.common)
		w.Text(r.From, r.To, title)
		outputs = append(outputs, output(r.From, "text/html", w.Sum(), func(out *site.Buffer) { x.writeRedirectPage(out, r.To, title) }))
	}
	return outputs
}

// writeRedirectPage writes a page that leads on at once and, where a browser
// does not follow, says where.
func (x *indexer) writeRedirectPage(out *site.Buffer, to, title string) {
	escape := html.EscapeString
	target, title := escape(x.cfg.Href(to)), escape(title)
	out.WriteString(`<!doctype html><html lang="` + escape(x.cfg.Language) + `"><head><meta charset="utf-8">` +
		`<meta name="viewport" content="width=device-width, initial-scale=1"><title>Moved: ` + title + `</title>` +
		`<meta name="robots" content="noindex"><meta http-equiv="refresh" content="0; url=` + target + `">` +
		`<link rel="canonical" href="` + escape(x.cfg.URL(to)) + `"></head><body><main><h1>This page has moved</h1>` +
		`<p>It is now at <a href="` + target + `">` + title + `</a>.</p></main></body></html>` + "\n")
}

// titles gives the name of what stands at an address, for entries and actors.
func (x *indexer) titles() map[string]string {
	titles := make(map[string]string, len(x.site.Entries)+len(x.site.Profiles))
	for _, entry := range x.site.Entries {
		titles[entry.Path] = entry.Title
	}
	for _, profile := range x.site.Profiles {
		titles[profile.Path] = profile.Name
	}
	return titles
}

// digestRedirects covers the list of redirects.
func (x *indexer) digestRedirects() site.Digest {
	var w writer
	w.Digest(x.common)
	for _, r := range x.site.Redirects {
		w.Text(r.From, r.To)
	}
	return w.Sum()
}
