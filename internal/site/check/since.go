package check

import (
	"blotter/internal/site"
)

// comparison is a record beside the one of an earlier revision.
type comparison struct {
	*report
	old, new *desk
}

// Since checks a record against the one of an earlier revision: nothing
// published changes in silence, and no published address dies. Problems
// stand in files of the new record, or name a file that is gone.
func Since(old, new *site.Record, cfg *site.Config) []site.Problem {
	var r report
	c := &comparison{report: &r, old: newDesk(old, cfg), new: newDesk(new, cfg)}
	for _, rule := range activeRules(cfg) {
		if rule.since != nil {
			r.begin("", rule)
			rule.since(c)
		}
	}
	site.SortProblems(r.problems)
	return r.problems
}

// published visits every entry that was public and still is, as it was and as
// it is. An entry that was merged into another is visited as merged.
func (c *comparison) published(visit, merged func(before, now *site.Incident)) {
	for _, before := range c.old.Incidents {
		now := c.new.incident(before.ID)
		if now == nil || before.Draft() || now.Draft() {
			continue
		}
		c.file = now.File
		if now.ID != before.ID && c.old.entries[now.ID] != nil {
			merged(before, now)
		} else {
			visit(before, now)
		}
	}
}

var deadAddress = Rule{
	ID: "dead-address", Severity: site.Error,
	What: "What was published stays: the entry, a redirect from its old id, or the withdrawn entry that says why.",
	Why:  "Somebody has linked it or quoted it. An address once published never dies.",
	Bad:  "review: draft",
	Good: "aliases: [ronin-hack, ronin-robbery]",
	since: func(c *comparison) {
		c.deadEntries()
		c.deadActorsAndPages()
	},
}

func (c *comparison) deadEntries() {
	for _, before := range c.old.Incidents {
		if before.Draft() {
			continue
		}
		now := c.new.incident(before.ID)
		switch {
		case c.new.broken(before.ID):
		case now == nil:
			c.file = before.File
			c.say("", "the entry "+site.Quote(before.ID)+" was published and is gone", "list its id under aliases of the entry that tells it now, or bring it back with status: withdrawn and a status_note")
		case now.Draft():
			c.file = now.File
			c.say("review", "the entry "+site.Quote(before.ID)+" was published and is a draft now", "write review: unreviewed, or status: withdrawn with a status_note")
		default:
			c.deadAliases(before, now)
		}
	}
}

// deadAliases reports old ids that nothing redirects any more.
func (c *comparison) deadAliases(before, now *site.Incident) {
	for _, alias := range before.Aliases {
		if c.new.incident(alias) == nil && !c.new.broken(alias) {
			c.file = now.File
			c.say("aliases", "the old id "+site.Quote(alias)+" led here and is gone", "put it back under aliases")
		}
	}
}

func (c *comparison) deadActorsAndPages() {
	for _, before := range c.old.Actors {
		for _, id := range append([]string{before.ID}, before.OldIDs...) {
			if c.new.actor(id) == nil && !c.new.broken(id) && !c.new.plainActors()[id] {
				c.file = before.File
				c.say("", "the actor "+site.Quote(id)+" was published and is gone", "list the id under aliases_of_page of the actor that it is now")
			}
		}
	}
	for _, before := range c.old.Pages {
		if !c.new.hasPage(before.ID) {
			c.file = before.File
			c.say("", "the page "+site.Quote(before.ID)+" was published and is gone", "bring it back, with a line that says where its text went")
		}
	}
}

var publishedMoved = Rule{
	ID: "published-moved", Severity: site.Error,
	What: "The published day of an entry never changes.",
	Why:  "Feeds, citations and the order of new entries rest on it; a change belongs under updates.",
	Bad:  "published: 2022-05-01",
	Good: "published: 2022-04-01",
	since: func(c *comparison) {
		c.published(func(before, now *site.Incident) {
			if before.Published != now.Published && before.Published != site.NoDay && now.Published != site.NoDay {
				c.say("published", "published was "+before.Published.String()+" and is "+now.Published.String()+" now", "put the day back; what is new goes under updates")
			}
		}, func(_, _ *site.Incident) {})
	},
}

var silentEdit = Rule{
	ID: "silent-edit", Severity: site.Error,
	What: "A published title, type, status, date, amount or actor that changes is told in a new line under updates.",
	Why:  "Somebody has quoted the old one. Without a word, the reader cannot know which is right.",
	Bad:  "title: Ronin bridge drained of 625M USD",
	Good: "updates:\n  - {date: 2022-05-02, type: correction, text: The title gave another figure., fields: [title]}",
	since: func(c *comparison) {
		c.published(c.edited, c.merged)
	},
}

// edited reports the facts of an entry that changed in silence.
func (c *comparison) edited(before, now *site.Incident) {
	told := newLines(before, now)
	for _, change := range c.changes(before, now) {
		if !told.covers(change.part, now) {
			c.silent(before, change.field, change.what)
		}
	}
}

// merged reports an entry that went into another in silence.
func (c *comparison) merged(before, now *site.Incident) {
	if was := c.old.entries[now.ID]; len(newLines(was, now)) == 0 {
		c.silent(was, "aliases", "the entry "+site.Quote(before.ID)+" was merged into this one")
	}
}

func (c *comparison) silent(before *site.Incident, field, what string) {
	c.say(field, what+", and no line under updates says so", "add one that is dated "+before.Updated().String()+" or later, with type: correction or update")
}
