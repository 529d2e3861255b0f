package render

import (
	"html/template"
	"strconv"
	"strings"

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

// sources gives the references of an entry in the order of their numbers.
func (e *edition) sources(entry *site.Entry) []SourceView {
	views := e.plainSources(entry.Sources, entry.Body.Citations)
	language := entryLanguage(entry, e.cfg)
	for i := range views {
		views[i].Publisher = e.publisherLink(entry, entry.Sources[i].Publisher)
		if views[i].Language == language {
			views[i].Language = ""
		}
	}
	return views
}

// plainSources gives references that belong to no entry.
func (e *edition) plainSources(sources []site.Source, citations []site.Citation) []SourceView {
	back := backLinks(citations)
	views := make([]SourceView, len(sources))
	for i := range sources {
		views[i] = sourceView(&sources[i])
		views[i].BackLinks = back[sources[i].Key]
	}
	return views
}

func sourceView(s *site.Source) SourceView {
	v := SourceView{
		Anchor: sourceAnchor(s.Key), Href: s.URL, Title: s.Title, Author: s.Author, Publisher: PartyView{Name: s.Publisher},
		Date: dateHTML(s.Date), Accessed: dayHTML(s.Accessed), Kind: termView(site.SourceKinds, s.Kind),
		Language: s.Language, Quote: s.Quote, Archive: s.Archive,
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
	key := site.Slug(publisher)
	for _, group := range entry.Groups {
		if group.Dimension == site.ByPublisher && group.Key == key {
			return PartyView{publisher, e.href(group.Path)}
		}
	}
	return PartyView{Name: publisher}
}

// backLinks gives the places that cite each source, lettered as in reference
// books: a, b, c.
func backLinks(citations []site.Citation) map[string][]BackLink {
	links := make(map[string][]BackLink, len(citations))
	for _, c := range citations {
		links[c.Key] = append(links[c.Key], BackLink{letters(len(links[c.Key])), "#cite-" + c.Key + "-" + strconv.Itoa(c.Nth)})
	}
	return links
}

// letters numbers with letters from 0: a to z, then aa, ab.
func letters(n int) string {
	text := string(rune('a' + n%26))
	for n = n/26 - 1; n >= 0; n = n/26 - 1 {
		text = string(rune('a'+n%26)) + text
	}
	return text
}

// mailLink makes the address that opens a new mail with a page's title and
// link in it.
func mailLink(title, address string) template.URL {
	return template.URL("mailto:?subject=" + percent(title) + "&body=" + percent(address))
}

// percent encodes text for a query of a mailto address: everything but ASCII
// letters, digits and a few marks, so that no markup can be in it.
func percent(text string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_' || c == '~' {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(hex[c>>4])
		b.WriteByte(hex[c&15])
	}
	return b.String()
}
