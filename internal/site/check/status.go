package check

import (
	"strings"

	"blotter/internal/site"
)

var statusNote = Rule{
	ID: "status-note", Severity: site.Error,
	What: "A disputed or withdrawn entry says why in status_note.",
	Why:  "A reader who followed a link to it must learn what is wrong with it.",
	Bad:  "status: withdrawn",
	Good: "status: withdrawn\nstatus_note: The exchange showed that no customer money had moved.",
	entry: func(e *entry) {
		if (e.Status == "disputed" || e.Status == "withdrawn") && strings.TrimSpace(e.StatusNote) == "" {
			e.say("status", "the entry is "+e.Status+" and does not say why", "write status_note with a sentence for readers")
		}
	},
}

var withdrawnUntold = Rule{
	ID: "withdrawn-untold", Severity: site.Warning,
	What: "A withdrawn entry has an update of type retraction.",
	Why:  "The corrections page and its feed are made of updates; without one the entry is withdrawn in silence.",
	Bad:  "status: withdrawn",
	Good: "status: withdrawn\nupdates:\n  - {date: 2022-05-02, type: retraction, text: The exchange showed that no customer money had moved., sources: [ronin]}",
	entry: func(e *entry) {
		if !e.Withdrawn() {
			return
		}
		for i := range e.Updates {
			if e.Updates[i].Type == "retraction" {
				return
			}
		}
		e.say("status", "the entry is withdrawn and no update tells readers", "add a line under updates with type: retraction")
	},
}

var confirmedOneSource = Rule{
	ID: "confirmed-one-source", Severity: site.Warning,
	What:  "A confirmed entry rests on sources of two publishers or more.",
	Why:   "One voice, however good, has not been confirmed by another.",
	Bad:   "status: confirmed",
	Good:  "status: reported",
	entry: checkConfirmedOneSource,
}

func checkConfirmedOneSource(e *entry) {
	if e.Status != "confirmed" || len(e.Sources) == 0 {
		return
	}
	publisher := strings.TrimSpace(e.Sources[0].Publisher)
	for i := range e.Sources {
		if !strings.EqualFold(strings.TrimSpace(e.Sources[i].Publisher), publisher) {
			return
		}
	}
	e.say("status", "the entry is confirmed and all its sources are of "+site.Quote(e.Sources[0].Publisher), "write status: reported, or add a source of somebody else")
}

var confirmedWithoutPrimary = Rule{
	ID: "confirmed-without-primary", Severity: site.Off,
	What: "A confirmed entry has a source of kind official, court, party or onchain.",
	Why:  "Confirmed means that somebody who was there, an authority or the chain itself says so; news and research report.",
	Bad:  "status: confirmed",
	Good: "status: reported",
	entry: func(e *entry) {
		if e.Status != "confirmed" || len(e.Sources) == 0 {
			return
		}
		for i := range e.Sources {
			if kind := e.Sources[i].Kind; kind == "" || primary[kind] {
				return // a source of no stated kind may be one
			}
		}
		e.say("status", "the entry is confirmed and no source is official, court, party or onchain", "write status: reported, or add the source that confirms it")
	},
}

// primary are the kinds of sources that confirm.
var primary = map[string]bool{"official": true, "court": true, "party": true, "onchain": true}

var noProse = Rule{
	ID: "no-prose", Severity: site.Warning,
	What: "An entry that counts tells its story below the front matter.",
	Why:  "A page of facts without a sentence does not say how they hang together, nor where they come from.",
	Bad:  "---",
	Good: "Attackers signed two withdrawals from the bridge [@ronin], and the operator noticed after six days [@example].",
	entry: func(e *entry) {
		if e.Body.Words == 0 && e.DuplicateOf == "" && !e.Withdrawn() {
			e.say("body", "the entry has no prose", "tell below the front matter what happened, each fact with its source as [@"+firstKey(e.Incident)+"]")
		}
	},
}

func firstKey(i *site.Incident) string {
	if len(i.Sources) == 0 {
		return "key"
	}
	return i.Sources[0].Key
}
