package render

import (
	"html/template"
	"strings"
	"sync"

	"blotter/internal/site"
	"blotter/internal/site/cite"
)

// desk is where the page of one entry is put together. Its view is needed only
// until the page is made, so the next page uses the room of its lists again,
// and its short texts are cut from one piece of memory: ten thousand pages
// leave next to nothing to collect.
type desk struct {
	*edition
	view  incidentView
	prose prose
	found NewsArticle
	trail BreadcrumbList
	cited cite.Citation

	draft []byte          // the text being written
	texts strings.Builder // those written; never written again, so they may stay
	piece int             // how much memory texts are cut from at a time

	amounts shelf[AmountView]
	claims  shelf[ClaimView]
	details shelf[Detail]
	remarks shelf[Remark]
	groups  shelf[CastGroup]
	people  shelf[PersonView]
	facts   shelf[FactView]
	links   shelf[navLink]
	events  shelf[EventView]
	happen  shelf[*site.Event]
	mention shelf[MentionView]
	updated shelf[UpdateView]
	chained shelf[ChainItem]
	sources shelf[SourceView]
	back    shelf[BackLink]
	related shelf[RelatedView]
	files   shelf[Download]
	crumbed shelf[Crumb]
	metas   shelf[Meta]
	feeding shelf[Feed]
	things  shelf[ThingRef]
	steps   shelf[ListItem]
	keys    shelf[string]
	numbers shelf[int]
}

// shelf lends the room for the lists of a page.
type shelf[T any] struct{ lent []T }

// room gives an empty list with room for n. Longer, it is a list of its own.
func (s *shelf[T]) room(n int) []T {
	start := len(s.lent)
	if start+n > cap(s.lent) {
		// The lists lent before keep the room they have.
		s.lent, start = make([]T, 0, max(16, 2*cap(s.lent), n)), 0
	}
	s.lent = s.lent[:start+n]
	return s.lent[start : start : start+n]
}

// clear takes back what was lent, and holds nothing of it.
func (s *shelf[T]) clear() {
	clear(s.lent)
	s.lent = s.lent[:0]
}

var desks = sync.Pool{New: func() any { return new(desk) }}

// atDesk gives a desk for one page of the edition. Put it back when the page
// is made and nobody looks at the view any more.
func (e *edition) atDesk() *desk {
	d := desks.Get().(*desk)
	d.edition, d.piece = e, textsOfPages
	return d
}

// frameOf makes a desk pass for the view on it, until the page is made.
func (d *desk) frameOf() *Frame { return &d.view.Frame }

// putBack clears the desk for the next page.
func (d *desk) putBack() {
	for _, s := range []interface{ clear() }{
		&d.amounts, &d.claims, &d.details, &d.remarks, &d.groups, &d.people, &d.facts, &d.links, &d.events, &d.happen,
		&d.mention, &d.updated, &d.chained, &d.sources, &d.back, &d.related, &d.files, &d.crumbed, &d.metas, &d.feeding,
		&d.things, &d.steps, &d.keys, &d.numbers,
	} {
		s.clear()
	}
	d.edition, d.view, d.prose, d.found, d.trail, d.cited = nil, incidentView{}, prose{}, NewsArticle{}, BreadcrumbList{}, cite.Citation{}
	desks.Put(d)
}

// The memory that texts are cut from, in bytes: some pages' worth, and enough
// for a list of sources on a page of another kind.
const (
	textsOfPages = 16 << 10
	textsOfList  = 1 << 10
)

// start gives room to write a text in, for keep.
func (d *desk) start() []byte { return d.draft[:0] }

// keep gives what was written as a text.
func (d *desk) keep(line []byte) string {
	d.draft = line
	if len(line) > d.texts.Cap()-d.texts.Len() {
		d.texts = strings.Builder{}
		d.texts.Grow(max(d.piece, len(line), textsOfList))
	}
	start := d.texts.Len()
	d.texts.Write(line)
	return d.texts.String()[start:]
}

// html is keep for HTML.
func (d *desk) html(line []byte) template.HTML { return template.HTML(d.keep(line)) }

// text joins texts.
func (d *desk) text(parts ...string) string {
	line := d.start()
	for _, part := range parts {
		line = append(line, part...)
	}
	return d.keep(line)
}

// plain gives text as HTML.
func (d *desk) plain(text string) template.HTML { return d.html(appendPlain(d.start(), text)) }

// date gives a date as dateHTML does.
func (d *desk) date(date site.Date) template.HTML { return d.html(appendDate(d.start(), date)) }

// shortDate gives a date as shortDateHTML does.
func (d *desk) shortDate(date site.Date) template.HTML {
	return d.html(appendShortDate(d.start(), date))
}

// day gives a day as dayHTML does.
func (d *desk) day(day site.Day) template.HTML { return d.date(day.Date()) }

// sentence gives a text as sentence does.
func (d *desk) sentence(text string) string {
	if text = strings.TrimSpace(text); endsSentence(text) {
		return text
	}
	return d.text(text, ".")
}

// url gives the absolute form of an address of the site, as Config.URL does.
func (d *desk) url(path string) string {
	return d.text(strings.TrimSuffix(d.cfg.BaseURL, "/"), "/", strings.TrimPrefix(path, "/"))
}
