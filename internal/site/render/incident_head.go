package render

import (
	"slices"
	"strconv"
	"strings"

	"blotter/internal/site"
)

// incidentFrame gives the frame of an entry's page with what search engines,
// reference managers and feed readers look for.
func (e *edition) incidentFrame(entry *site.Entry) Frame {
	f := e.frame(entry.Path, entry.Title, entry.Summary)
	f.OpenGraphType = "article"
	f.Published, f.Modified = entry.Published.String(), entry.Updated().String()
	f.Data = []Feed{{"application/json", "This entry as data", e.href(site.IncidentDataPath(entry.ID))}}
	steps := e.timelineSteps(entry)
	f.Crumbs = e.crumbs(steps...) // the title stands right below
	f.Meta = e.incidentMeta(entry)
	f.LinkedData = linkedData(e.article(entry), e.breadcrumbs(append(steps, Crumb{Text: entry.Title})...))
	if entry.Draft() || entry.Withdrawn() {
		f.Robots = "noindex"
	}
	return f
}

// timelineSteps gives the way from the home page to an entry's neighbourhood.
func (e *edition) timelineSteps(entry *site.Entry) []Crumb {
	steps := []Crumb{{"/incidents/", "Timeline"}}
	if year, ok := entry.Date.InYear(); ok {
		steps = append(steps, Crumb{site.YearPath(year), strconv.Itoa(year)})
	}
	return steps
}

// incidentMeta gives Dublin Core for reference managers, but for title, date
// and identifier, which base.html gives them and Open Graph in one. The type
// is named, because Zotero takes a page with other names for a journal
// article.
func (e *edition) incidentMeta(entry *site.Entry) []Meta {
	meta := []Meta{
		{"dc.type", "webpage"},
		{"dc.publisher", e.publisher().Name},
		{"dc.language", entryLanguage(entry, e.cfg)},
	}
	for _, author := range e.authors(entry) {
		meta = append(meta, Meta{"dc.creator", author})
	}
	if e.cfg.Licence.Name != "" {
		meta = append(meta, Meta{"dc.rights", e.cfg.Licence.Name})
	}
	return meta
}

// authors gives who wrote an entry; the publisher where nobody is named.
func (e *edition) authors(entry *site.Entry) []string {
	if len(entry.Authors) > 0 {
		return entry.Authors
	}
	return []string{e.publisher().Name}
}

// article gives the JSON-LD of an entry.
func (e *edition) article(entry *site.Entry) NewsArticle {
	url, publisher := e.cfg.URL(entry.Path), e.publisher()
	a := NewsArticle{
		ID: url, Headline: entry.Title,
		Published: entry.Published.String(), Modified: entry.Updated().String(), Language: entryLanguage(entry, e.cfg),
		Publisher: publisher, Version: entry.Version,
		Temporal: temporalCoverage(entry.Date), Words: entry.Body.Words, Keywords: e.keywords(entry),
	}
	if len(entry.Authors) == 0 {
		a.Authors = []ThingRef{{ID: publisher.ID}}
	}
	for _, author := range entry.Authors {
		a.Authors = append(a.Authors, ThingRef{Type: "Person", Name: author})
	}
	for _, involved := range entry.People {
		if involved.Profile == nil {
			continue
		}
		thing := ThingRef{Type: thingType(involved.Profile.Kind), Name: involved.Profile.Name, URL: e.cfg.URL(involved.Profile.Path)}
		if !slices.Contains(a.About, thing) {
			a.About = append(a.About, thing)
		}
	}
	for i := range entry.Sources {
		if address := entry.Sources[i].URL; !slices.Contains(a.Sources, address) {
			a.Sources = append(a.Sources, address)
		}
	}
	for i := range entry.Updates {
		if u := &entry.Updates[i]; u.Type == "correction" || u.Type == "retraction" {
			a.Corrections = append(a.Corrections, url+"#"+updateAnchor(i))
		}
	}
	return a
}

// temporalCoverage gives a date in ISO 8601, which has no marks for doubt.
func temporalCoverage(d site.Date) string {
	if d.Unknown() {
		return ""
	}
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("?~%", r) {
			return -1
		}
		return r
	}, d.String())
}

// thingType gives schema.org's word for a kind of actor.
func thingType(kind string) string {
	switch kind {
	case "person":
		return "Person"
	case "state", "agency":
		return "GovernmentOrganization"
	case "":
		return "Thing"
	}
	return "Organization"
}

// keywords gives the words an entry is filed under.
func (e *edition) keywords(entry *site.Entry) []string {
	var words []string
	for _, group := range entry.Groups {
		switch group.Dimension {
		case site.ByType, site.ByTechnique, site.ByChain, site.BySector, site.ByTag:
			words = append(words, group.Label)
		}
	}
	return words
}
