package check

import (
	"strings"
	"sync"

	"blotter/internal/site"
)

// desk is the record with what the rules look up in it. It is built once and
// only read afterwards; each goroutine has a copy of its own, which notes what
// was looked up.
type desk struct {
	*site.Record
	cfg   *site.Config
	looks *looks // what was looked up for the present entry; nil = nobody asks

	entries    map[string]*site.Incident // by id; the first of two
	entryAlias map[string]*site.Incident // by an id it had before
	actors     map[string]*site.Actor
	actorAlias map[string]*site.Actor
	actorNamed map[string]*site.Actor // by folded name or alias; the first of two
	shared     map[string]*site.Source

	// The words to name the nearest of, made when the first mistake is found.
	everyEntryID, everyActorID func() []string
	// plainActors are the ids of pages of actors that entries name and no file
	// tells.
	plainActors func() map[string]bool
	// titles are the titles of the record, taken apart.
	titles func() titleBook
	// folded gives the folded title of an incident by its place in the record.
	folded func(n int) string
	// assets are the assets that figures in prose may be of.
	assets func() map[string]bool
}

// newDesk builds the look-ups.
func newDesk(rec *site.Record, cfg *site.Config) *desk {
	d := &desk{
		Record: rec, cfg: cfg,
		entries: make(map[string]*site.Incident, len(rec.Incidents)), entryAlias: map[string]*site.Incident{},
		actors: make(map[string]*site.Actor, len(rec.Actors)), actorAlias: map[string]*site.Actor{},
		actorNamed: map[string]*site.Actor{}, shared: make(map[string]*site.Source, len(rec.Sources)),
	}
	for _, incident := range rec.Incidents {
		keepFirst(d.entries, incident.ID, incident)
		for _, alias := range incident.Aliases {
			keepFirst(d.entryAlias, alias, incident)
		}
	}
	for _, actor := range rec.Actors {
		keepFirst(d.actors, actor.ID, actor)
		for _, old := range actor.OldIDs {
			keepFirst(d.actorAlias, old, actor)
		}
		keepFirst(d.actorNamed, fold(actor.Name), actor)
	}
	for _, actor := range rec.Actors {
		for _, alias := range actor.Aliases {
			keepFirst(d.actorNamed, fold(alias.Name), actor)
		}
	}
	for _, source := range rec.Sources {
		keepFirst(d.shared, source.Key, source)
	}
	d.everyEntryID = sync.OnceValue(func() []string {
		ids := make([]string, len(rec.Incidents))
		for i, incident := range rec.Incidents {
			ids[i] = incident.ID
		}
		return ids
	})
	d.everyActorID = sync.OnceValue(func() []string {
		ids := make([]string, len(rec.Actors))
		for i, actor := range rec.Actors {
			ids[i] = actor.ID
		}
		return ids
	})
	d.titles = sync.OnceValue(func() titleBook { return titlesOf(rec.Incidents, titleBook{}) })
	d.folded = func(n int) string { return d.titles().titles[n].folded }
	d.assets = sync.OnceValue(func() map[string]bool { return assetsOf(rec) })
	d.plainActors = sync.OnceValue(func() map[string]bool {
		ids := map[string]bool{}
		for _, incident := range rec.Incidents {
			for _, v := range incident.Involved {
				if v.Actor != "" {
					ids[v.Actor] = true
				} else if v.Name != "" {
					ids[site.Slug(v.Name)] = true
				}
			}
		}
		return ids
	})
	return d
}

// keepFirst puts a value under a key that is not taken.
func keepFirst[K comparable, T any](m map[K]T, key K, value T) {
	if _, taken := m[key]; !taken {
		m[key] = value
	}
}

// fold makes names comparable: lower case, one space between words.
func fold(name string) string {
	if isFolded(name) {
		return name
	}
	if folded, ok := foldASCII(name); ok {
		return folded
	}
	return strings.ToLower(strings.Join(strings.Fields(name), " "))
}

// foldASCII is fold for what is plain ASCII, in one pass.
func foldASCII(name string) (string, bool) {
	folded := make([]byte, 0, len(name))
	for i := range len(name) {
		c := name[i]
		switch {
		case c < ' ' || c >= 0x7f:
			return "", false
		case c == ' ':
			if len(folded) == 0 || folded[len(folded)-1] == ' ' {
				continue
			}
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		}
		folded = append(folded, c)
	}
	if n := len(folded); n > 0 && folded[n-1] == ' ' {
		folded = folded[:n-1]
	}
	return string(folded), true
}

// isFolded reports whether fold would change nothing, for what is plain ASCII.
func isFolded(name string) bool {
	for i := range len(name) {
		c := name[i]
		space := c == ' ' && i > 0 && i+1 < len(name) && name[i+1] != ' '
		if !space && (c <= ' ' || c >= 0x7f || c >= 'A' && c <= 'Z') {
			return false
		}
	}
	return true
}

// entry is an incident under check.
type entry struct {
	*site.Incident
	*report
	desk     *desk
	sourceOf map[string]*site.Source // its own, and the shared ones, by key
	amountOf map[string]*site.Amount // by id; the first of two
	cast     map[string]bool         // folded ids and names of its actors; empty until knows
}

// turnTo makes the look-ups of the next incident.
func (e *entry) turnTo(incident *site.Incident) {
	e.Incident = incident
	clear(e.sourceOf)
	for i := range incident.Sources {
		keepFirst(e.sourceOf, incident.Sources[i].Key, &incident.Sources[i])
	}
	clear(e.cast)
	clear(e.amountOf)
	for i := range incident.Amounts {
		keepFirst(e.amountOf, incident.Amounts[i].ID, &incident.Amounts[i])
	}
}

// source gives a source that the entry may name: its own or a shared one; nil
// if there is none.
func (e *entry) source(key string) *site.Source {
	if found, ok := e.sourceOf[key]; ok {
		return found
	}
	return e.desk.shared[key] // a Memory compares all of them
}

// actor is an actor's file under check.
type actor struct {
	*site.Actor
	*report
	desk *desk
}

// textPage is a page of content/pages under check.
type textPage struct {
	*site.TextPage
	*report
	desk *desk
}

// source is a source under check, in whichever file it stands.
type source struct {
	*site.Source
	*report
	prefix string // of its path in its file: "sources."
}

// path gives the path of the source in its file: "sources.ronin".
func (s *source) path() string { return s.prefix + s.Key }

// say adds a problem at a field of the source.
func (s *source) say(field, message, hint string) { s.report.say(s.path()+"."+field, message, hint) }
