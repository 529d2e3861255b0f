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

// rewordings are edits of words, of an entry that is in the record already.
var rewordings = []func(c *changing, e *site.Incident){
	func(c *changing, e *site.Incident) {
		e.Title = fmt.Sprintf("Bridge of Harbor%d drained of funds", c.IntN(4))
	},
	func(c *changing, e *site.Incident) { e.Title = "Short." },
	func(c *changing, e *site.Incident) { e.Summary = "It lost $77 million." },
	func(c *changing, e *site.Incident) { e.StatusNote = []string{"", "Because."}[c.IntN(2)] },
	func(c *changing, e *site.Incident) {
		e.Body = site.Body{Prose: site.ProseOf(nil, fmt.Sprintf("It lost %d TOKEN%d and $4 million.", c.IntN(9), c.IntN(3))), Words: 6}
	},
	func(c *changing, e *site.Incident) {
		e.Body.Links = []site.BodyLink{{URL: []string{"incident:", "actor:"}[c.IntN(2)] + c.id(), Line: 9, Column: 3}}
	},
}

// However words change, looking at the entries that have them tells what
// looking at all tells.
func TestAfterAnEditOfWordsTheReportIsThatOfTheWholeRecord(t *testing.T) {
	c := &changing{Rand: rand.New(rand.NewPCG(5, 6))}
	c.rec, c.cfg = soundRecord(60)
	edits := c.edits()
	for n, incident := range c.rec.Incidents {
		incident.Date = (site.DayOf(2022, 1, 1) + site.Day(4*n)).Date()
		incident.Title = fmt.Sprintf("Bridge of Harbor%d drained of funds", n%4)
		incident.Involved = []site.Involvement{{Name: fmt.Sprintf("Actor %d", n%4), Role: "victim"}}
	}
	alike, told := 0, 0
	before := check.Record(c.rec, c.cfg)
	for step := range 300 {
		// Facts change too, from time to time.
		for _, name := range []string{"date", "amount", "relation", "duplicate", "broken file", "actor"} {
			if c.IntN(20) == 0 {
				edits[name]()
				before = check.Record(c.rec, c.cfg)
			}
		}
		next := *c.rec
		next.Incidents = slices.Clone(next.Incidents)
		c.rec = &next
		var changed []*site.Incident
		retitled := false
		for range 1 + c.IntN(3) {
			now := c.entry()
			changed = slices.DeleteFunc(changed, func(other *site.Incident) bool { return other.ID == now.ID })
			title := now.Title
			rewordings[c.IntN(len(rewordings))](c, now)
			changed, retitled = append(changed, now), retitled || now.Title != title
		}
		got, want := check.Reworded(c.rec, c.cfg, changed, retitled, before), check.Record(c.rec, c.cfg)
		if diff := cmp.Diff(got, want); diff != "" {
			t.Fatalf("edit %d (-of the words alone, +of everything):\n%s", step, diff)
		}
		before = want
		for _, p := range want {
			if p.Rule == "similar-title" {
				alike++
			}
		}
		told += len(want)
	}
	if told < 1000 || alike < 500 {
		t.Errorf("the edits made %d problems and %d alike titles, too few to compare", told, alike)
	}
}

func TestProblemsOfOtherStagesAreNotToldAsFoundByARule(t *testing.T) {
	rec, cfg := soundRecord(2)
	var before []site.Problem
	for _, rule := range []string{"amount-form", "body-limits", "unanswered-total", "id-twice", "silent-edit", "nobody-knows"} {
		before = append(before, site.Problem{Rule: rule, Place: site.Place{File: rec.Incidents[1].File}})
	}
	got, want := check.Reworded(rec, cfg, rec.Incidents[:1], true, before), check.Record(rec, cfg)
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("the problems (-), those of Record (+):\n%s", diff)
	}
}
