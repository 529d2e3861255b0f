package check

import (
	"strings"

	"blotter/internal/site"
)

var required = Rule{
	ID: "required", Severity: site.Error, Fixed: true,
	What:   "An entry has a title, a summary, a type, a status, a date, a published day and a source; each part of it has what makes it a statement.",
	Why:    "A page without them has nothing to show, and a figure without a source is a rumour.",
	Bad:    "amounts:\n  - id: binance\n    usd: 4.4M",
	Good:   "amounts:\n  - id: binance\n    kind: frozen\n    usd: 4.4M\n    sources: [binance]",
	entry:  checkRequired,
	actor:  func(a *actor) { a.need("name", a.Name, "the actor", "write the name that readers know") },
	page:   func(p *textPage) { p.need("title", p.Title, "the page", "write what the page is about") },
	source: checkSourceRequired,
}

// Hints for missing words, made once: the rule runs over every part of every
// entry.
var (
	oneStatus       = oneOf(site.Statuses)
	oneRole         = oneOf(site.Roles)
	oneEventType    = oneOf(site.EventTypes)
	oneRelationType = oneOf(site.RelationTypes)
	oneUpdateType   = oneOf(site.UpdateTypes)
)

const (
	dateForms = "write 2022, 2022-03 or 2022-03-23, or unknown when nobody knows"
	dayForm   = "write a day, such as 2026-11-22"
)

func checkRequired(e *entry) {
	e.need("title", e.Title, "the entry", "say who lost or did what, and the figure")
	e.need("summary", e.Summary, "the entry", "tell it in 40 to 320 characters of plain text")
	if e.Type == "" {
		e.say("type", "the entry has no type", oneOf(e.desk.cfg.Types))
	}
	e.need("status", e.Status, "the entry", oneStatus)
	if e.Date.IsZero() {
		e.say("date", "the entry has no date", dateForms)
	}
	if e.Published == site.NoDay {
		e.say("published", "the entry has no published", "write the day on which it goes public, such as 2026-11-22")
	}
	if len(e.Sources) == 0 {
		e.say("sources", "the entry has no sources", "name at least one, with its url, title and publisher")
	}
	e.needInAmounts()
	e.needInActorsAndEvents()
	e.needInChains()
	e.needInHistory()
}

// need reports a field that is empty.
func (r *report) need(field, value, thing, hint string) {
	if strings.TrimSpace(value) == "" {
		r.say(field, thing+" has no "+field, hint)
	}
}

// part is an element of a list of an entry.
type part struct {
	*report
	list  string
	n     int
	thing string // what an element is: "an event"
}

// need reports a field of the element that is empty.
func (p part) need(field, value, hint string) {
	if strings.TrimSpace(value) == "" {
		p.missing(field, hint)
	}
}

// missing reports a field of the element.
func (p part) missing(field, hint string) {
	p.say(under(p.list, p.n, field), p.thing+" has no "+field, hint)
}

// needInAmounts looks for what makes a figure a claim: what happened to the
// money, and who says so.
func (e *entry) needInAmounts() {
	for i := range e.Amounts {
		a := &e.Amounts[i]
		if a.Kind == "" {
			e.say(under("amounts", i, "kind"), amountCalled(a)+" has no kind", "write what happened to the money: stolen, frozen, returned ...")
		}
		if len(a.Sources) == 0 {
			e.say(under("amounts", i, "sources"), amountCalled(a)+" has no sources", "name the keys of the sources that give the figure")
		}
		for j := range a.Claims {
			if c := &a.Claims[j]; len(c.Sources) == 0 && c.By == "" {
				e.say(under("amounts", i, nth("claims", j)+".sources"), "a claim about "+amountCalled(a)+" has no sources", "name the keys of the sources that give the other figure")
			}
		}
	}
}

func (e *entry) needInActorsAndEvents() {
	for i := range e.Involved {
		v := &e.Involved[i]
		if v.Actor == "" && strings.TrimSpace(v.Name) == "" {
			e.say(nth("actors", i), "an actor has neither an id nor a name", "write actor: with the id of an actor page, or name:")
		}
		part{e.report, "actors", i, "an actor"}.need("role", v.Role, oneRole)
	}
	for i := range e.Events {
		v, p := &e.Events[i], part{e.report, "events", i, "an event"}
		if v.Date.IsZero() {
			p.missing("date", dateForms)
		}
		p.need("type", v.Type, oneEventType)
		p.need("text", v.Text, "say in a sentence what happened")
	}
}

func (e *entry) needInChains() {
	for i := range e.Addresses {
		v, p := &e.Addresses[i], part{e.report, "addresses", i, "an address"}
		p.need("chain", v.Chain, "write the chain it is on")
		p.need("address", v.Address, "write the address in full")
	}
	for i := range e.Transactions {
		v, p := &e.Transactions[i], part{e.report, "transactions", i, "a transaction"}
		p.need("chain", v.Chain, "write the chain it is on")
		p.need("hash", v.Hash, "write the hash in full")
	}
}

func (e *entry) needInHistory() {
	for i := range e.Relations {
		v, p := &e.Relations[i], part{e.report, "relations", i, "a relation"}
		p.need("type", v.Type, oneRelationType)
		p.need("target", v.Target, "write the id of the other entry")
	}
	for i := range e.Updates {
		v, p := &e.Updates[i], part{e.report, "updates", i, "an update"}
		if v.Date == site.NoDay {
			p.missing("date", dayForm)
		}
		p.need("type", v.Type, oneUpdateType)
		p.need("text", v.Text, "tell readers what changed and why")
	}
	for i := range e.Responses {
		v, p := &e.Responses[i], part{e.report, "responses", i, "a response"}
		p.need("actor", v.Actor, "write who answers")
		p.need("text", v.Text, "write what they say")
	}
}

func checkSourceRequired(s *source) {
	s.need("url", s.URL, "write the address at which others can read it")
	s.need("title", s.Title, "write the title that stands on the page")
	s.need("publisher", s.Publisher, "write who published it")
}

// need reports a field of the source that is empty.
func (s *source) need(field, value, hint string) {
	if strings.TrimSpace(value) == "" {
		s.say(field, "the source "+site.Quote(s.Key)+" has no "+field, hint)
	}
}

// amountCalled names an amount in a message.
func amountCalled(a *site.Amount) string {
	if a.ID == "" {
		return "an amount"
	}
	return "the amount " + site.Quote(a.ID)
}

// oneOf gives the hint that lists a vocabulary.
func oneOf(v site.Vocabulary) string { return "write one of " + strings.Join(v.Keys(), ", ") }
