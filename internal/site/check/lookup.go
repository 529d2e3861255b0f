package check

import (
	"slices"

	"blotter/internal/site"
)

// What a rule may look up in the record beside the entry it is about. Every
// such function notes what was asked and what it found, so that a Memory can
// tell whether the rules would find the same again.

// incident finds an entry by its id or one that it had before; nil if nobody
// has it.
func (d *desk) incident(id string) *site.Incident {
	found, ok := d.entries[id]
	if !ok {
		found = d.entryAlias[id]
	}
	d.looks.note(lookIncident, id, found)
	return found
}

// actor finds an actor by its id or one that it had before; nil if nobody has
// it.
func (d *desk) actor(id string) *site.Actor {
	found, ok := d.actors[id]
	if !ok {
		found = d.actorAlias[id]
	}
	d.looks.note(lookActor, id, found)
	return found
}

// renamedEntry finds an entry by an id that it had before and that no entry has
// now; nil if there is none.
func (d *desk) renamedEntry(id string) *site.Incident {
	found := d.entryAlias[id]
	if d.entries[id] != nil {
		found = nil
	}
	d.looks.note(lookRenamedEntry, id, found)
	return found
}

// renamedActor is renamedEntry for actors.
func (d *desk) renamedActor(id string) *site.Actor {
	found := d.actorAlias[id]
	if d.actors[id] != nil {
		found = nil
	}
	d.looks.note(lookRenamedActor, id, found)
	return found
}

// namedActor finds an actor that has a file by its name or an alias; nil if
// there is none.
func (d *desk) namedActor(name string) *site.Actor { return d.foldedActor(fold(name)) }

// foldedActor is namedActor for a folded name.
func (d *desk) foldedActor(name string) *site.Actor {
	found := d.actorNamed[name]
	d.looks.note(lookNamedActor, name, found)
	return found
}

// broken reports whether a file with that id exists and could not be read: what
// names it is not at fault.
func (d *desk) broken(id string) bool {
	_, found := slices.BinarySearch(d.Broken, id)
	d.looks.note(lookBroken, id, found)
	return found
}

// plainActor reports whether entries name an actor that no file tells, so that
// it has a plain page under that id.
func (d *desk) plainActor(id string) bool {
	found := d.plainActors()[id]
	d.looks.note(lookPlainActor, id, found)
	return found
}

// hasPage reports whether content/pages has a page of that id.
func (d *desk) hasPage(id string) bool {
	found := slices.ContainsFunc(d.Pages, func(page *site.TextPage) bool { return page.ID == id })
	d.looks.note(lookPage, id, found)
	return found
}

// entryIDs gives the ids of all entries, to name the nearest of.
func (d *desk) entryIDs() []string {
	d.looks.everywhere()
	return d.everyEntryID()
}

// actorIDs gives the ids of all actors that have a file, to name the nearest
// of.
func (d *desk) actorIDs() []string {
	d.looks.everywhere()
	return d.everyActorID()
}

// The sorts of things that are looked up.
const (
	lookIncident = iota
	lookActor
	lookRenamedEntry
	lookRenamedActor
	lookNamedActor
	lookBroken
	lookPlainActor
	lookPage
)

// look is a question and its answer: a pointer into the record, or whether
// there is such a thing.
type look struct {
	sort   uint8
	key    string
	answer any
}

// looks are the questions that the rules asked about one entry.
type looks struct {
	asked []look
	all   bool // they read a list of the whole record
}

// mostLooks bounds how much is noted of one entry; one that names more is
// checked each time.
const mostLooks = 64

// note notes a question, once.
func (l *looks) note(sort uint8, key string, answer any) {
	if l == nil || l.all {
		return
	}
	for i := range l.asked {
		if l.asked[i].key == key && l.asked[i].sort == sort {
			return
		}
	}
	if len(l.asked) == mostLooks {
		l.everywhere()
		return
	}
	l.asked = append(l.asked, look{sort, key, answer})
}

// everywhere notes that an answer depends on more than can be listed.
func (l *looks) everywhere() {
	if l != nil {
		l.asked, l.all = nil, true
	}
}

// stand reports whether every question has the same answer at a desk.
func (l *looks) stand(d *desk) bool {
	if l.all {
		return false
	}
	for i := range l.asked {
		if d.answer(l.asked[i].sort, l.asked[i].key) != l.asked[i].answer {
			return false
		}
	}
	return true
}

// answer asks a question again.
func (d *desk) answer(sort uint8, key string) any {
	switch sort {
	case lookIncident:
		return d.incident(key)
	case lookActor:
		return d.actor(key)
	case lookRenamedEntry:
		return d.renamedEntry(key)
	case lookRenamedActor:
		return d.renamedActor(key)
	case lookNamedActor:
		return d.foldedActor(key)
	case lookBroken:
		return d.broken(key)
	case lookPlainActor:
		return d.plainActor(key)
	}
	return d.hasPage(key)
}
