package render

import (
	"html/template"
	"slices"
	"strconv"

	"blotter/internal/site"
)

// SourceView is a source as a reference: what it is, who published it, when,
// what kind of source it is, where a copy is kept, and where it is cited.
type SourceView struct {
	Anchor    string
	Href      string
	Title     string
	Author    string
	Publisher PartyView
	Date      template.HTML
	Accessed  template.HTML
	Kind      TermView
	Status    TermView // dead, changed, behind a paywall; no key = nothing to say
	Language  string
	Quote     string
	Archive   string
	BackLinks []BackLink
	// Original, Version and VersionDate make a robust link: a reader whose
	// link is dead can find the copy nearest to what was read. Of the two
	// addresses, the one that Href is goes without saying.
	Original, Version, VersionDate string
}

// BackLink leads from a source to a place that cites it.
type BackLink struct{ Text, Href string }

// sourceViews gives the references of an entry in the order of their numbers.
func (d *desk) sourceViews(entry *site.Entry) []SourceView {
	views := d.sources.room(len(entry.Sources))
	language := entryLanguage(entry, d.cfg)
	for i := range entry.Sources {
		s := &entry.Sources[i]
		v := d.sourceView(s, entry.Body.Citations)
		v.Publisher = d.publisherLink(entry, s.Publisher)
		if v.Language == language {
			v.Language = ""
		}
		views = append(views, v)
	}
	return views
}

// plainSources gives references that belong to no entry.
func (e *edition) plainSources(sources []site.Source, citations []site.Citation) []SourceView {
	d := desk{edition: e} // one of its own: the view stays
	views := make([]SourceView, len(sources))
	for i := range sources {
		views[i] = d.sourceView(&sources[i], citations)
	}
	return views
}

func (d *desk) sourceView(s *site.Source, citations []site.Citation) SourceView {
	v := SourceView{
		Anchor: d.text(sourceAnchors, s.Key), Href: s.URL, Title: s.Title, Author: s.Author, Publisher: PartyView{Name: s.Publisher},
		Date: d.date(s.Date), Accessed: d.day(s.Accessed), Kind: termView(site.SourceKinds, s.Kind),
		Language: s.Language, Quote: s.Quote, Archive: s.Archive, BackLinks: d.backLinks(s.Key, citations),
	}
	if s.Status != "" && s.Status != "live" {
		v.Status = termView(site.SourceStatuses, s.Status)
	}
	if s.Archive == "" {
		return v
	}
	v.Version = s.Archive
	if s.Accessed != site.NoDay {
		v.VersionDate = s.Accessed.String()
	}
	if s.Status == "dead" {
		v.Href, v.Original, v.Version = s.Archive, s.URL, ""
	}
	return v
}

// sourceAnchors begins the fragments of sources in the list of an entry.
const sourceAnchors = "source-"

func entryLanguage(entry *site.Entry, cfg *site.Config) string {
	if entry.Language != "" {
		return entry.Language
	}
	return cfg.Language
}

// publisherLink links a publisher to the page of all its sources.
func (e *edition) publisherLink(entry *site.Entry, publisher string) PartyView {
	if publisher == "" {
		return PartyView{}
	}
	at := slices.IndexFunc(entry.Groups, func(g *site.Group) bool { return g.Dimension == site.ByPublisher && g.Label == publisher })
	if at < 0 { // the group has the name by which another source calls it
		key := site.Slug(publisher)
		at = slices.IndexFunc(entry.Groups, func(g *site.Group) bool { return g.Dimension == site.ByPublisher && g.Key == key })
	}
	if at < 0 {
		return PartyView{Name: publisher}
	}
	return PartyView{publisher, e.href(entry.Groups[at].Path)}
}

// backLinks gives the places that cite a source, lettered as in reference
// books: a, b, c.
func (d *desk) backLinks(key string, citations []site.Citation) []BackLink {
	n := 0
	for i := range citations {
		if citations[i].Key == key {
			n++
		}
	}
	links := d.back.room(n)
	for i := range citations {
		if c := &citations[i]; c.Key == key {
			address := append(append(append(d.start(), "#cite-"...), key...), '-')
			address = strconv.AppendInt(address, int64(c.Nth), 10)
			links = append(links, BackLink{letters(len(links)), d.keep(address)})
		}
	}
	return links
}

// letters numbers with letters from 0: a to z, then aa, ab.
func letters(n int) string {
	const alphabet = "abcdefghijklmnopqrstuvwxyz"
	text := alphabet[n%26 : n%26+1]
	for n = n/26 - 1; n >= 0; n = n/26 - 1 {
		text = alphabet[n%26:n%26+1] + text
	}
	return text
}

// mailLink makes the address that opens a new mail with a page's title and
// link in it.
func (d *desk) mailLink(title, address string) template.URL {
	link := appendPercent(append(d.start(), "mailto:?subject="...), title)
	return template.URL(d.keep(appendPercent(append(link, "&body="...), address)))
}

// appendPercent appends text for a query of a mailto address: everything but
// ASCII letters, digits and a few marks is encoded, so that no markup can be in
// it.
func appendPercent(dst []byte, text string) []byte {
	const hex = "0123456789ABCDEF"
	for i := range len(text) {
		c := text[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_' || c == '~' || c == '/' || c == ':' {
			dst = append(dst, c)
			continue
		}
		dst = append(dst, '%', hex[c>>4], hex[c&15])
	}
	return dst
}
