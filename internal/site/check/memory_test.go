package check_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"blotter/internal/site"
	"blotter/internal/site/check"
)

// changing is a record under random edits. Every edit makes a new value, as the
// loader does.
type changing struct {
	*rand.Rand
	rec *site.Record
	cfg *site.Config
}

// entry gives a copy of a random entry that stands in the record in its place.
func (c *changing) entry() *site.Incident {
	n := c.IntN(len(c.rec.Incidents))
	changed := *c.rec.Incidents[n]
	changed.Sources = slices.Clone(changed.Sources)
	c.rec.Incidents[n] = &changed
	return &changed
}

// id gives the id of an entry, one that an entry had before, or none.
func (c *changing) id() string {
	return []string{c.rec.Incidents[c.IntN(len(c.rec.Incidents))].ID, fmt.Sprintf("before-%d", c.IntN(5)), "nowhere-at-all"}[c.IntN(3)]
}

func (c *changing) actorID() string { return fmt.Sprintf("actor-%d", c.IntN(8)) }

// edits are what may change between two checks.
func (c *changing) edits() map[string]func() {
	return map[string]func(){
		"title": func() { c.entry().Title = fmt.Sprintf("Bridge of Harbor%d drained of funds", c.IntN(20)) },
		"prose": func() {
			e := c.entry()
			e.Body = site.Body{Prose: site.ProseOf(nil, fmt.Sprintf("It lost %d TOKEN%d and $4 million.", c.IntN(9), c.IntN(3))), Words: 6}
		},
		"relation": func() { c.entry().Relations = []site.Relation{{Type: "related", Target: c.id()}} },
		"link": func() {
			url := []string{"incident:" + c.id(), "actor:" + c.actorID(), "/about/", "/contact/", "/actors/" + c.actorID() + "/"}[c.IntN(5)]
			e := c.entry()
			e.Body.Links = []site.BodyLink{{URL: url, Line: 9, Column: 3}}
		},
		"old id":    func() { c.entry().Aliases = []string{fmt.Sprintf("before-%d", c.IntN(5))} },
		"date":      func() { e := c.entry(); e.Date = (site.DayOf(2022, 1, 1) + site.Day(c.IntN(30))).Date() },
		"review":    func() { c.entry().Review.State = []string{"draft", "reviewed"}[c.IntN(2)] },
		"status":    func() { c.entry().Status = []string{"withdrawn", "confirmed"}[c.IntN(2)] },
		"duplicate": func() { c.entry().DuplicateOf = []string{"", c.id()}[c.IntN(2)] },
		"address":   func() { e := c.entry(); e.Sources[0].URL = fmt.Sprintf("https://example.org/%d", c.IntN(5)) },
		"source": func() {
			c.entry().Events = []site.Event{{Type: "denied", Text: "They deny it.", Sources: []string{"yearbook"}}}
		},
		"amount": func() {
			e := c.entry()
			e.Amounts = slices.Clone(e.Amounts)
			e.Amounts[0].Asset, e.Amounts[0].SameFunds = fmt.Sprintf("TOKEN%d", c.IntN(3)), site.AmountRef{Entry: c.id(), Amount: "stolen"}
		},
		"actor of an entry": func() {
			e := c.entry()
			e.Involved = append(slices.Clone(e.Involved), site.Involvement{Actor: c.actorID(), Role: "perpetrator", Standing: "charged", By: "Wire"})
			e.Involved = append(e.Involved, site.Involvement{Name: fmt.Sprintf("Actor %d", c.IntN(8)), Role: "victim"})
		},
		"new entry": func() {
			e := soundIncident(1000+c.IntN(1000), c.Rand)
			c.rec.Incidents = append(slices.Clone(c.rec.Incidents), e)
		},
		"entry gone": func() {
			n := c.IntN(len(c.rec.Incidents))
			c.rec.Incidents = slices.Delete(slices.Clone(c.rec.Incidents), n, n+1)
		},
		"broken file": func() { c.rec.Broken = []string{c.id()} },
		"actor": func() {
			a := &site.Actor{ID: c.actorID(), Kind: []string{"person", "group"}[c.IntN(2)], PartOf: c.actorID(), Published: site.NoDay}
			a.File, a.Name = "content/actors/"+a.ID+".md", "Actor "+a.ID[len("actor-"):]
			a.Aliases = []site.Alias{{Name: fmt.Sprintf("Actor %d", c.IntN(8)), By: "Wire"}}
			a.OldIDs = []string{c.actorID()}
			kept := slices.DeleteFunc(slices.Clone(c.rec.Actors), func(other *site.Actor) bool { return other.ID == a.ID })
			c.rec.Actors = append(kept, a)
		},
		"actors gone": func() { c.rec.Actors = nil },
		"page": func() {
			c.rec.Pages = []*site.TextPage{{ID: []string{"about", "contact"}[c.IntN(2)], File: "content/pages/x.md"}}
		},
		"shared source": func() {
			c.rec.Sources = []*site.Source{{Key: []string{"yearbook", "other"}[c.IntN(2)], URL: "https://example.org/y", Title: "Yearbook", Shared: true, Accessed: site.NoDay}}
		},
		"config": func() {
			changed := *c.cfg
			changed.Check = map[string]site.Severity{"title-twice": []site.Severity{site.Warning, site.Error}[c.IntN(2)]}
			c.cfg = &changed
		},
	}
}

// Whatever changed since, a check with a memory tells what one without tells.
func TestAMemoryChangesNothingInTheReport(t *testing.T) {
	c := &changing{Rand: rand.New(rand.NewPCG(3, 4))}
	c.rec, c.cfg = soundRecord(40)
	edits := c.edits()
	var names []string
	for name := range edits {
		names = append(names, name)
	}
	slices.Sort(names)
	var memory check.Memory
	told := 0
	for step := range 600 {
		next := *c.rec // each load gives a record of its own
		next.Incidents = slices.Clone(next.Incidents)
		c.rec = &next
		name := names[c.IntN(len(names))]
		edits[name]()
		got, want := memory.Record(c.rec, c.cfg), check.Record(c.rec, c.cfg)
		if diff := cmp.Diff(got, want); diff != "" {
			t.Fatalf("edit %d, %s (-with memory +without):\n%s", step, name, diff)
		}
		told += len(want)
	}
	if told < 1000 {
		t.Errorf("the edits made %d problems, too few to compare", told)
	}
}

// BenchmarkRecordAfterATitle checks a record again in which one title changed.
func BenchmarkRecordAfterATitle(b *testing.B) {
	rec, cfg := soundRecord(10_000)
	var memory check.Memory
	memory.Record(rec, cfg)
	for n := 0; b.Loop(); n++ {
		next := *rec
		next.Incidents = slices.Clone(rec.Incidents)
		changed := *rec.Incidents[n%100]
		changed.Title = fmt.Sprintf("Exchange%06d is drained of much", n)
		next.Incidents[n%100] = &changed
		memory.Record(&next, cfg)
		rec = &next
	}
}
