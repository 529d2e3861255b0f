package check

import (
	"strings"

	"blotter/internal/site"
)

var uniqueID = Rule{
	ID: "unique-id", Severity: site.Error, Fixed: true,
	What:   "An id names one entry, over all folders and with the ids that entries had before; so with actors and pages.",
	Why:    "The id is the address. Two files of one id would fight for one page, and one of them would be lost.",
	Bad:    "aliases: [ronin-hack, ronin-hack, harmony-bridge-theft]",
	Good:   "aliases: [ronin-hack]",
	record: checkUniqueIDs,
}

// holder is what holds an id: a file, and the field that gives the id; an
// empty field is the file's own name.
type holder struct{ file, field string }

// register holds the ids of one kind of thing.
type register struct {
	*report
	holders map[string]holder
}

// enter enters an id, and reports it when it is taken. Files' own ids go
// first, so that an old id never takes the place of one.
func (g *register) enter(id, file, field string) {
	if id == "" {
		return
	}
	before, taken := g.holders[id]
	if !taken {
		g.holders[id] = holder{file, field}
		return
	}
	g.file = file
	switch {
	case field == "":
		g.say(field, "the id "+site.Quote(id)+" is that of "+before.file+" too", "rename one of the files; if it was published, list its old id under aliases")
	case before.file == file:
		g.say(field, "the old id "+site.Quote(id)+" stands here twice, or is the id itself", "take it out")
	case before.field == "":
		g.say(field, "the old id "+site.Quote(id)+" is now the id of "+before.file, "take it out here, or rename that file")
	default:
		g.say(field, "the old id "+site.Quote(id)+" is claimed by "+before.file+" too", "keep it with the entry that readers of the old address look for")
	}
}

func checkUniqueIDs(d *desk, r *report) {
	entries := register{r, make(map[string]holder, len(d.Incidents))}
	for _, incident := range d.Incidents {
		entries.enter(incident.ID, incident.File, "")
	}
	for _, incident := range d.Incidents {
		for i, alias := range incident.Aliases {
			entries.enter(alias, incident.File, nth("aliases", i))
		}
	}
	actors := register{r, make(map[string]holder, len(d.Actors))}
	for _, actor := range d.Actors {
		actors.enter(actor.ID, actor.File, "")
	}
	for _, actor := range d.Actors {
		for i, old := range actor.OldIDs {
			actors.enter(old, actor.File, nth("aliases_of_page", i))
		}
	}
	pages := register{r, map[string]holder{}}
	for _, page := range d.Pages {
		pages.enter(page.ID, page.File, "")
	}
}

var reservedID = Rule{
	ID: "reserved-id", Severity: site.Error, Fixed: true,
	What: "No file takes an address that the site itself uses: an entry or actor called page-2, a page called incidents.",
	Why:  "Two pages would be written to one address.",
	Bad:  "aliases: [page-2]",
	Good: "aliases: [ronin-hack]",
	entry: func(e *entry) {
		e.notListPage("", e.ID)
		for i, alias := range e.Aliases {
			e.notListPage(nth("aliases", i), alias)
		}
	},
	actor: func(a *actor) {
		a.notListPage("", a.ID)
		for i, old := range a.OldIDs {
			a.notListPage(nth("aliases_of_page", i), old)
		}
	},
	page: func(p *textPage) {
		if ownAddresses[p.ID] {
			p.say("", "the address /"+p.ID+"/ is one that the site fills itself", "give the file another name")
		}
	},
}

// ownAddresses are first parts of addresses that no text page may take.
var ownAddresses = func() map[string]bool {
	own := map[string]bool{"stats": true, "search": true, "feeds": true, "static": true, "cite": true, "data": true, "corrections": true, "404": true, "index": true}
	for _, dimension := range site.Dimensions {
		own[string(dimension)] = true
	}
	return own
}()

// notListPage reports an id that is the address of a later page of a list.
func (r *report) notListPage(field, id string) {
	digits, ok := strings.CutPrefix(id, "page-")
	if ok && digits != "" && strings.Trim(digits, "0123456789") == "" {
		r.say(field, "the id "+site.Quote(id)+" is the address of a page of a list", "add a word that says what it is about")
	}
}
