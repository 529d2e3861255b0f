package check

import (
	"strings"

	"blotter/internal/site"
)

var roleStanding = Rule{
	ID: "role-standing", Severity: site.Error,
	What: "A perpetrator, facilitator or launderer has a standing: alleged, charged, convicted ...",
	Why:  "The role is an accusation. What has been established stands beside the name, everywhere.",
	Bad:  "  - {name: Jan Roe, role: perpetrator, sources: [court]}",
	Good: "  - {name: Jan Roe, role: perpetrator, standing: charged, by: US Department of Justice, sources: [court]}",
	entry: func(e *entry) {
		for i := range e.Involved {
			if v := &e.Involved[i]; accusing[v.Role] && v.Standing == "" {
				e.say(under("actors", i, "standing"), site.Quote(v.Actor+v.Name)+" is called "+v.Role+" without a standing", "write what has been established: alleged, attributed, claimed, charged, designated, convicted, acquitted or cleared")
			}
		}
	},
}

// accusing are the roles that say somebody did wrong.
var accusing = map[string]bool{"perpetrator": true, "facilitator": true, "launderer": true}

var standingUnsupported = Rule{
	ID: "standing-unsupported", Severity: site.Error,
	What: "What is said of a named person beyond alleged has a source, or by names who says so.",
	Why:  "An accusation nobody stands behind is the record's own, and a person can be harmed by it.",
	Bad:  "  - {actor: jan-roe, role: perpetrator, standing: convicted}",
	Good: "  - {actor: jan-roe, role: perpetrator, standing: convicted, by: US Department of Justice, sources: [court]}",
	entry: func(e *entry) {
		for i := range e.Involved {
			v := &e.Involved[i]
			if v.Standing == "" || v.Standing == "alleged" || !e.desk.isPerson(v) {
				continue
			}
			if v.By == "" && len(v.Sources) == 0 {
				e.say(under("actors", i, "standing"), site.Quote(v.Actor)+" is called "+v.Standing+" and nobody is named who says so", "write by and sources, or take the standing back to alleged")
			}
		}
	},
}

var standingUnofficial = Rule{
	ID: "standing-unofficial", Severity: site.Warning,
	What: "That a named person was attributed a deed, charged, designated or convicted rests on a source of kind official or court.",
	Why:  "Newsrooms confuse the words, and the difference matters to the person.",
	Bad:  "  - {actor: jan-roe, role: perpetrator, standing: convicted, by: US Department of Justice, sources: [example]}",
	Good: "  - {actor: jan-roe, role: perpetrator, standing: convicted, by: US Department of Justice, sources: [court]}",
	entry: func(e *entry) {
		for i := range e.Involved {
			v := &e.Involved[i]
			unsupported := v.By == "" && len(v.Sources) == 0 // which is reported
			if !needsOfficial[v.Standing] || unsupported || !e.desk.isPerson(v) || e.citesOfficial(v.Sources) {
				continue
			}
			e.say(under("actors", i, "standing"), site.Quote(v.Actor)+" is called "+v.Standing+" without a source of kind official or court", "name the charge, the judgment or the list under sources")
		}
	},
}

// needsOfficial are the standings that an authority or a court gives, or that
// harm like those.
var needsOfficial = map[string]bool{"attributed": true, "charged": true, "designated": true, "convicted": true}

// isPerson reports whether an actor has a file that says it is a person.
func (d *desk) isPerson(v *site.Involvement) bool {
	if v.Actor == "" {
		return false
	}
	found := d.actor(v.Actor)
	return found != nil && found.Kind == "person"
}

// citesOfficial reports whether one of the keys is of an official or a court
// source.
func (e *entry) citesOfficial(keys []string) bool {
	for _, key := range keys {
		if s := e.source(key); s != nil && (s.Kind == "official" || s.Kind == "court") {
			return true
		}
	}
	return false
}

var actorByName = Rule{
	ID: "actor-by-name", Severity: site.Warning,
	What: "An actor that has a file is named by its id.",
	Why:  "By name alone the entry is missing from the actor's page and totals, or makes a second page for it.",
	Bad:  "  - {name: Ronin Network, role: victim, sources: [ronin]}",
	Good: "  - {actor: ronin-network, role: victim, sources: [ronin]}",
	entry: func(e *entry) {
		for i := range e.Involved {
			v := &e.Involved[i]
			if v.Actor != "" || v.Name == "" {
				continue
			}
			if known := e.desk.namedActor(v.Name); known != nil {
				e.say(under("actors", i, "name"), site.Quote(v.Name)+" has a file of its own", "write actor: "+known.ID+" in place of name")
			}
		}
	},
}

var actorTwice = Rule{
	ID: "actor-twice", Severity: site.Warning,
	What: "An actor stands once in each role of an entry.",
	Why:  "Two lines with one role are two versions of one fact; readers see both.",
	Bad:  "  - {name: Ronin Network, role: victim, sources: [ronin]}\n  - {name: Ronin Network, role: victim, sources: [ronin]}",
	Good: "  - {name: Ronin Network, role: victim, sources: [ronin]}\n  - {name: Ronin Network, role: operator, sources: [ronin]}",
	entry: func(e *entry) {
		type part struct{ who, role string }
		seen := make(map[part]bool, len(e.Involved))
		for i := range e.Involved {
			v := &e.Involved[i]
			who := v.Actor
			if who == "" {
				who = fold(v.Name)
			}
			if this := (part{who, v.Role}); who != "" && !seen[this] {
				seen[this] = true
			} else if who != "" {
				e.say(nth("actors", i), site.Quote(v.Actor+v.Name)+" stands twice as "+v.Role, "keep one line; a change of standing goes under events")
			}
		}
	},
}

var unknownActor = Rule{
	ID: "unknown-actor", Severity: site.Error,
	What:  "An actor of an event or a response is one of the entry's actors or has a file; part_of of an actor names one that has.",
	Why:   "Else the deed is credited to nobody.",
	Bad:   "    actors: [ronin-netwrok]",
	Good:  "    actors: [ronin-network]",
	entry: checkUnknownActor,
	actor: func(a *actor) {
		if a.PartOf != "" && a.desk.actor(a.PartOf) == nil && !a.desk.broken(a.PartOf) {
			a.say("part_of", "there is no actor "+site.Quote(a.PartOf), orElse(meant(site.Nearest(a.PartOf, a.desk.actorIDs())), "the id is the name of a file of content/actors, without .md"))
		}
	},
}

func checkUnknownActor(e *entry) {
	for i := range e.Events {
		for k, who := range e.Events[i].Actors {
			if !e.enough() && !e.knows(who) {
				e.say(nth(under("events", i, "actors"), k), "this entry has no actor "+site.Quote(who), e.actorMeant(who))
			}
		}
	}
	for i := range e.Responses {
		// A response may name somebody who plays no part: a spokeswoman, a lawyer.
		if who := e.Responses[i].Actor; !e.enough() && isSlug(who) && !e.knows(who) {
			e.say(under("responses", i, "actor"), "there is no actor "+site.Quote(who), e.actorMeant(who))
		}
	}
}

// knows reports whether a text is the id or the name of an actor of the
// entry, or the id of an actor with a file.
func (e *entry) knows(who string) bool {
	if len(e.cast) == 0 {
		for i := range e.Involved {
			e.cast[fold(e.Involved[i].Actor+e.Involved[i].Name)] = true
		}
	}
	return e.cast[fold(who)] || e.desk.actor(who) != nil || e.desk.broken(who)
}

// actorMeant gives the hint for an actor that nobody knows: the nearest of the
// entry, else of all.
func (e *entry) actorMeant(who string) string {
	var names []string
	for i := range e.Involved {
		names = append(names, e.Involved[i].Actor+e.Involved[i].Name)
	}
	if near := site.Nearest(who, names); near != "" {
		return "write " + near
	}
	if near := site.Nearest(who, e.desk.actorIDs()); near != "" {
		return "write " + near
	}
	return "list it under actors with its role first"
}

var aliasClash = Rule{
	ID: "alias-clash", Severity: site.Warning,
	What:   "No name or alias belongs to two actors.",
	Why:    "A search for it, and an entry that names it, would find the wrong one.",
	Bad:    "aliases:\n  - {name: lazarus group, by: Example News}",
	Good:   "aliases:\n  - {name: TraderTraitor, by: FBI}",
	record: checkAliasClash,
}

func checkAliasClash(d *desk, r *report) {
	owner := map[string]*site.Actor{}
	claim := func(a *site.Actor, field, name string) {
		key := fold(name)
		if key == "" {
			return
		}
		if first, taken := owner[key]; taken && first != a {
			r.file = a.File
			r.say(field, site.Quote(name)+" is a name of "+site.Quote(first.ID)+" too", "say in both profiles who uses the name for whom, and keep it as the alias of one")
			return
		}
		owner[key] = a
	}
	for _, a := range d.Actors {
		claim(a, "name", a.Name)
	}
	for _, a := range d.Actors {
		for i, alias := range a.Aliases {
			claim(a, under("aliases", i, "name"), alias.Name)
		}
	}
}

// actorWithoutFile is found by package link, which joins actors.
var actorWithoutFile = Rule{
	ID: "actor-without-file", Severity: site.Warning,
	What: "An actor that entries name by an id has a file in content/actors.",
	Why:  "Without one its page has a name and nothing else.",
	Bad:  "  - {actor: ronin-netwrok, role: victim, sources: [ronin]}",
	Good: "  - {actor: ronin-network, role: victim, sources: [ronin]}",
}

// isSlug reports whether a text has only a to z, 0 to 9 and hyphens.
func isSlug(text string) bool {
	return text != "" && strings.Trim(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}
