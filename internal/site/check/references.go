package check

import (
	"iter"
	"strings"

	"blotter/internal/site"
)

// reference is an entry's mention of another entry.
type reference struct {
	list  string // "relations"; "duplicate_of" stands alone
	n     int
	field string // "target"; empty with duplicate_of
	id    string
}

func (r reference) path() string {
	if r.field == "" {
		return r.list
	}
	return under(r.list, r.n, r.field)
}

// references gives every mention of another entry in the front matter.
func (e *entry) references() iter.Seq[reference] {
	return func(yield func(reference) bool) {
		if e.DuplicateOf != "" && !yield(reference{"duplicate_of", 0, "", e.DuplicateOf}) {
			return
		}
		for i := range e.Relations {
			if target := e.Relations[i].Target; target != "" && !yield(reference{"relations", i, "target", target}) {
				return
			}
		}
		for ref := range e.amountReferences() {
			if ref.to.Entry != "" && !yield(reference{"amounts", ref.n, ref.field, ref.to.Entry}) {
				return
			}
		}
	}
}

// amountReference is an amount's mention of another amount.
type amountReference struct {
	n     int    // of the amount in the entry
	field string // "part_of", "same_funds", "after"
	to    site.AmountRef
}

func (r amountReference) path() string { return under("amounts", r.n, r.field) }

// amountReferences gives what the entry's amounts say of others.
func (e *entry) amountReferences() iter.Seq[amountReference] {
	return func(yield func(amountReference) bool) {
		for i := range e.Amounts {
			a := &e.Amounts[i]
			if !a.PartOf.IsZero() && !yield(amountReference{i, "part_of", a.PartOf}) ||
				!a.SameFunds.IsZero() && !yield(amountReference{i, "same_funds", a.SameFunds}) ||
				!a.After.IsZero() && !yield(amountReference{i, "after", a.After}) {
				return
			}
		}
	}
}

// amount finds the amount that a reference names; nil if there is none.
func (e *entry) amount(ref site.AmountRef) *site.Amount {
	if ref.Entry == "" {
		return e.amountOf[ref.Amount]
	}
	if other := e.desk.incident(ref.Entry); other != nil {
		return other.Amount(ref.Amount)
	}
	return nil
}

var unknownEntry = Rule{
	ID: "unknown-entry", Severity: site.Error, Fixed: true,
	What: "An id of another entry, in relations, duplicate_of or an amount, is the id of a file in content/incidents.",
	Why:  "A link that leads nowhere helps nobody, and money counted in an entry that does not exist is not counted.",
	Bad:  "relations:\n  - {type: follows, target: ronin-brige-theft}",
	Good: "relations:\n  - {type: follows, target: ronin-bridge-theft}",
	entry: func(e *entry) {
		for ref := range e.references() {
			if e.desk.incident(ref.id) == nil && !e.desk.broken(ref.id) && !e.enough() {
				e.say(ref.path(), "there is no entry "+site.Quote(ref.id), orElse(meant(site.Nearest(ref.id, e.desk.entryIDs())), "the id is the name of a file of content/incidents, without .md"))
			}
		}
	},
}

var oldID = Rule{
	ID: "old-id", Severity: site.Warning,
	What: "Entries name each other by the ids of today.",
	Why:  "An old id leads there by a redirect, and the next editor looks for a file that has another name.",
	Bad:  "relations:\n  - {type: follows, target: ronin-hack}",
	Good: "relations:\n  - {type: follows, target: ronin-bridge-theft}",
	entry: func(e *entry) {
		for ref := range e.references() {
			if now := e.desk.renamedEntry(ref.id); now != nil {
				e.say(ref.path(), site.Quote(ref.id)+" is an old id", "write "+now.ID)
			}
		}
		for i := range e.Involved {
			id := e.Involved[i].Actor
			if now := e.desk.renamedActor(id); now != nil {
				e.say(under("actors", i, "actor"), site.Quote(id)+" is an old id", "write "+now.ID)
			}
		}
	},
}

var draftTarget = Rule{
	ID: "draft-target", Severity: site.Error,
	What: "A public entry does not lean on a draft.",
	Why:  "The draft is not built, so the link would lead nowhere and the money would be counted nowhere.",
	Bad:  "relations:\n  - {type: related, target: harmony-bridge-theft}",
	Good: "relations:\n  - {type: related, target: ronin-bridge-theft}",
	entry: func(e *entry) {
		if e.Draft() {
			return
		}
		for ref := range e.references() {
			if other := e.desk.incident(ref.id); other != nil && other.Draft() {
				e.say(ref.path(), "the entry "+site.Quote(ref.id)+" is a draft, and this one is public", "publish that one first, or take this line out until then")
			}
		}
	},
}

var unknownAmount = Rule{
	ID: "unknown-amount", Severity: site.Error, Fixed: true,
	What:  "An id of an amount, in part_of, same_funds, after or an event, is that of an amount of the entry it names.",
	Why:   "It decides whether money is counted once, twice or not at all.",
	Bad:   "    part_of: stollen",
	Good:  "    part_of: stolen",
	entry: checkUnknownAmount,
}

func checkUnknownAmount(e *entry) {
	for ref := range e.amountReferences() {
		if e.amount(ref.to) != nil || e.enough() {
			continue
		}
		where, holder := "this entry", e.Incident
		if ref.to.Entry != "" {
			if holder = e.desk.incident(ref.to.Entry); holder == nil {
				continue // the entry is unknown, and that is reported
			}
			where = "the entry " + site.Quote(ref.to.Entry)
		}
		e.say(ref.path(), where+" has no amount "+site.Quote(ref.to.Amount), amountMeant(holder, ref.to))
	}
	for i := range e.Events {
		for k, id := range e.Events[i].Amounts {
			if e.amountOf[id] == nil && !e.enough() {
				e.say(nth(under("events", i, "amounts"), k), "this entry has no amount "+site.Quote(id), amountMeant(e.Incident, site.AmountRef{Amount: id}))
			}
		}
	}
}

// amountMeant gives the hint for an amount that an entry does not have.
func amountMeant(holder *site.Incident, ref site.AmountRef) string {
	ids := make([]string, 0, min(len(holder.Amounts), 100))
	for i := range holder.Amounts {
		if id := holder.Amounts[i].ID; id != "" && len(ids) < 100 {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return ""
	}
	if near := site.Nearest(ref.Amount, ids); near != "" {
		ref.Amount = near
		return "write " + ref.String()
	}
	return "its amounts are " + strings.Join(ids, ", ")
}

var selfReference = Rule{
	ID: "self-reference", Severity: site.Error, Fixed: true,
	What:  "Nothing is related to itself, a part of itself or a duplicate of itself; same_funds names another entry.",
	Why:   "It is a slip of copying, and what was meant is missing.",
	Bad:   "duplicate_of: ronin-double",
	Good:  "duplicate_of: ronin-bridge-theft",
	entry: checkSelfReference,
	actor: func(a *actor) {
		if a.PartOf != "" && a.desk.actor(a.PartOf) == a.Actor {
			a.say("part_of", "the actor is part of itself", "name the body it belongs to, or take the line out")
		}
	},
}

func checkSelfReference(e *entry) {
	for ref := range e.references() {
		if ref.list != "amounts" && e.desk.incident(ref.id) == e.Incident {
			e.say(ref.path(), site.Quote(ref.id)+" is this entry itself", "name the other entry, or take the line out")
		}
	}
	for ref := range e.amountReferences() {
		here := ref.to.Entry == "" || e.desk.incident(ref.to.Entry) == e.Incident
		switch {
		case !here:
		case e.amountOf[ref.to.Amount] == &e.Amounts[ref.n]:
			e.say(ref.path(), site.Quote(ref.to.String())+" is this amount itself", "name the other amount, or take the line out")
		case ref.field == "same_funds":
			e.say(ref.path(), site.Quote(ref.to.String())+" is in this entry, and same_funds names another", "write part_of for a component, after for a later stage, or put the figure under claims")
		}
	}
}
