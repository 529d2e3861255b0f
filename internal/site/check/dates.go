package check

import (
	"blotter/internal/site"
)

var publishedBeforeDate = Rule{
	ID: "published-before-date", Severity: site.Error,
	What: "An entry is not published before the incident began.",
	Why:  "One of the two dates is wrong.",
	Bad:  "date: 2022-03-23\npublished: 2022-03-01",
	Good: "date: 2022-03-23\npublished: 2022-04-01",
	entry: func(e *entry) {
		if e.Published != site.NoDay && !e.Date.IsZero() && e.Published < e.Date.First() {
			e.say("published", "published "+e.Published.String()+" is before the date of the incident, "+e.Date.String(), "correct one of the two")
		}
	},
}

var updateBeforePublished = Rule{
	ID: "update-before-published", Severity: site.Error,
	What: "An update is not dated before the entry was published.",
	Why:  "Updates tell what changed for readers; before publication there were none.",
	Bad:  "updates:\n  - date: 2021-04-01",
	Good: "updates:\n  - date: 2022-04-15",
	entry: func(e *entry) {
		for i := range e.Updates {
			if day := e.Updates[i].Date; day != site.NoDay && e.Published != site.NoDay && day < e.Published {
				e.say(under("updates", i, "date"), "the update of "+day.String()+" is before the entry was published, "+e.Published.String(), "correct the year, or take the line out if the change was made before")
			}
		}
	},
}

var laterThanEntry = Rule{
	ID: "later-than-entry", Severity: site.Warning,
	What: "Events, figures and sources are not dated after the entry was last touched, by published and updates.",
	Why:  "Nobody could know of them then: a date is wrong, or the line under updates that tells readers is missing.",
	Bad:  "  - {date: 2032-03-29, type: disclosed, text: The operator tells the public of the theft., sources: [ronin]}",
	Good: "  - {date: 2022-03-29, type: disclosed, text: The operator tells the public of the theft., sources: [ronin]}",
	entry: func(e *entry) {
		updated := e.Updated()
		if updated == site.NoDay {
			return
		}
		e.notAfter(updated, e.Date, func() string { return "date" })
		for i := range e.Events {
			e.notAfter(updated, e.Events[i].Date, func() string { return under("events", i, "date") })
		}
		e.eachReading(func(n, claim int, r *site.Reading) {
			e.notAfter(updated, r.Date, func() string { return readingField(n, claim, "date") })
		})
		for i := range e.Sources {
			if s := &e.Sources[i]; !s.Shared {
				e.notAfter(updated, s.Date, func() string { return "sources." + s.Key + ".date" })
			}
		}
	},
}

// notAfter reports a date that begins after a day.
func (e *entry) notAfter(updated site.Day, date site.Date, field func() string) {
	if first := date.First(); !date.IsZero() && first > updated {
		e.say(field(), site.Quote(date.String())+" is after the entry was last touched, "+updated.String(), "correct the date, or tell readers under updates what is new")
	}
}

var accessedBeforeDate = Rule{
	ID: "accessed-before-date", Severity: site.Warning,
	What: "A source was not read before it was published.",
	Why:  "One of the two dates is wrong.",
	Bad:  "    date: 2022-03-29\n    accessed: 2022-02-01",
	Good: "    date: 2022-03-29\n    accessed: 2022-04-01",
	source: func(s *source) {
		if s.Accessed != site.NoDay && !s.Date.IsZero() && s.Accessed < s.Date.First() {
			s.say("accessed", "accessed "+s.Accessed.String()+" is before the date of the source, "+s.Date.String(), "correct one of the two")
		}
	},
}
