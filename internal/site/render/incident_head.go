package render

import (
	"strconv"

	"blotter/internal/site"
)

// incidentFrame gives the frame of an entry's page with what search engines,
// reference managers and feed readers look for.
func (d *desk) incidentFrame(entry *site.Entry) Frame {
	f := d.frameWith(entry.Path, entry.Title, entry.Summary, d.text(entry.Title, d.afterTitle), d.url(entry.Path))
	f.OpenGraphType = "article"
	f.Published = d.dayText(entry.Published)
	if updated := entry.Updated(); updated != entry.Published {
		f.Modified = d.dayText(updated)
	}
	f.Data = append(d.feeding.room(1), Feed{"application/json", "", dataFileName})
	steps := d.timelineSteps(entry)
	f.Crumbs = append(d.crumbed.room(len(steps)+1), Crumb{d.href("/"), "Home"}) // the title stands right below
	for _, step := range steps {
		f.Crumbs = append(f.Crumbs, Crumb{d.href(step.Href), step.Text})
	}
	f.Meta = d.incidentMeta(entry)
	d.article(entry, &f)
	d.trail.Items = d.appendWay(d.steps.room(len(steps)+1), append(steps, Crumb{Text: entry.Title}), d.url)
	f.LinkedData = LinkedData(d.keep(appendLinkedData(d.start(), &d.found, &d.trail)))
	if entry.Draft() || entry.Withdrawn() {
		f.Robots = "noindex"
	}
	return f
}

// dayText gives a day as Day.String does.
func (d *desk) dayText(day site.Day) string {
	text, _ := day.AppendText(d.start()) // its error is always nil
	return d.keep(text)
}

// timelineSteps gives the way from the home page to an entry's neighbourhood,
// with room for one step more.
func (d *desk) timelineSteps(entry *site.Entry) []Crumb {
	steps := append(d.crumbed.room(3), Crumb{"/incidents/", "Timeline"})
	if year, ok := entry.Date.InYear(); ok {
		steps = append(steps, Crumb{site.YearPath(year), strconv.Itoa(year)})
	}
	return steps
}

// incidentMeta gives Dublin Core for reference managers, but for title, date
// and identifier, which base.html gives them and Open Graph in one. The type
// is named, because Zotero takes a page with other names for a journal
// article.
func (d *desk) incidentMeta(entry *site.Entry) []Meta {
	meta := append(d.metas.room(4+max(1, len(entry.Authors))),
		Meta{"dc.type", "webpage"})
	if language := entryLanguage(entry, d.cfg); language != d.cfg.Language { // else it is that of the page
		meta = append(meta, Meta{"dc.language", language})
	}
	for _, author := range entry.Authors {
		meta = append(meta, Meta{"dc.creator", author})
	}
	if len(entry.Authors) == 0 {
		meta = append(meta, Meta{"dc.creator", d.publishedBy.Name})
	} else {
		meta = append(meta, Meta{"dc.publisher", d.publishedBy.Name})
	}
	if d.cfg.Licence.Name != "" {
		meta = append(meta, Meta{"dc.rights", d.cfg.Licence.Name})
	}
	return meta
}

// article puts the JSON-LD of an entry together. What the entry is filed under,
// who is in it and what it rests on stand in the page and in its data.
func (d *desk) article(entry *site.Entry, f *Frame) {
	a := &d.found
	*a = NewsArticle{
		ID: f.Canonical, Headline: entry.Title, Published: f.Published, Modified: f.Modified,
		Publisher: ThingRef{Type: d.publishedBy.Type, ID: d.publishedBy.ID, Name: d.publishedBy.Name}, Version: entry.Version, Temporal: d.temporalCoverage(entry.Date),
		Authors: d.things.room(max(1, len(entry.Authors))),
	}
	if language := entryLanguage(entry, d.cfg); language != f.Language {
		a.Language = language
	}
	for _, author := range entry.Authors {
		a.Authors = append(a.Authors, ThingRef{Type: "Person", Name: author})
	}
	if len(entry.Authors) == 0 {
		a.Authors = append(a.Authors, ThingRef{ID: d.publishedBy.ID})
	}
	for i := range entry.Updates {
		if u := &entry.Updates[i]; u.Type == "correction" || u.Type == "retraction" {
			a.Corrections = append(a.Corrections, f.Canonical+"#"+updateAnchor(i))
		}
	}
}

// temporalCoverage gives a date in ISO 8601, which has no marks for doubt.
func (d *desk) temporalCoverage(date site.Date) string {
	if date.Unknown() {
		return ""
	}
	text, _ := date.AppendText(d.start()) // its error is always nil
	exact := text[:0]
	for _, c := range text {
		if c != '?' && c != '~' && c != '%' {
			exact = append(exact, c)
		}
	}
	return d.keep(exact)
}
