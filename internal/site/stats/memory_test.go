package stats_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"blotter/internal/site"
	"blotter/internal/site/link"
	"blotter/internal/site/stats"
)

// rewritten gives a copy of an incident with other words, or with another
// fact.
func rewritten(random *rand.Rand, before *site.Incident) *site.Incident {
	now := *before
	now.Involved, now.Amounts = slices.Clone(before.Involved), slices.Clone(before.Amounts)
	now.Sources, now.Updates = slices.Clone(before.Sources), slices.Clone(before.Updates)
	word := fmt.Sprint("word ", random.IntN(1000))
	switch random.IntN(12) {
	case 0, 1, 2:
		now.Title = word
	case 3:
		now.Body = site.BodyOf(nil, word)
	case 4:
		now.Amounts[random.IntN(3)].Note = word
	case 5:
		now.Involved[random.IntN(4)].Note = word
	case 6:
		now.Sources[random.IntN(3)].Title = word
	case 7:
		now.Review.State = []string{"reviewed", "unreviewed"}[random.IntN(2)]
	case 8:
		now.Events = []site.Event{{Type: "occurred", Date: now.Date}, {Type: "frozen", Date: site.DayOf(2026, 1, 1+random.IntN(20)).Date()}}
	case 9:
		now.Status = []string{"confirmed", "withdrawn", "disputed"}[random.IntN(3)]
	case 10:
		now.Amounts[random.IntN(3)].USDLow = site.MoneyFromCents(random.Int64N(1e12))
	case 11:
		now.Updates = append(now.Updates, site.Update{Date: site.DayOf(2026, 2, 3), Type: "correction", Text: word})
	}
	return &now
}

func TestMemoriesGiveTheSiteAndTheFiguresOfAColdRun(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	rec, cfg := bigRecord(40)
	rec.Incidents[3].DuplicateOf = rec.Incidents[9].ID
	var links link.Memory
	var counts stats.Memory
	words := 0
	for round := range 80 {
		next := *rec
		next.Incidents = slices.Clone(rec.Incidents)
		told := true
		for range 1 + random.IntN(2) {
			at := random.IntN(len(next.Incidents))
			next.Incidents[at] = rewritten(random, next.Incidents[at])
			told = told && site.SameFacts(rec.Incidents[at], next.Incidents[at])
		}
		if round%10 == 9 { // a duplicate turns elsewhere: no entry tells it
			moved := *next.Incidents[3]
			moved.DuplicateOf = next.Incidents[random.IntN(3)].ID
			next.Incidents[3], told = &moved, false
		}
		if round > 0 && told {
			words++
		}
		rec = &next
		warm, problems := links.Site(rec, cfg)
		cold, want := link.Site(rec, cfg)
		if !slices.Equal(problems, want) {
			t.Fatalf("round %d: the problems are %v, want %v", round, problems, want)
		}
		if found := differSites(warm, cold, counts.Count(warm), stats.Count(cold)); found != "" {
			t.Fatalf("round %d: %s, with a memory and without", round, found)
		}
	}
	if words < 30 {
		t.Errorf("%d rounds changed words alone, want at least 30", words)
	}
}

func TestAMemoryLeavesTheSitesItGaveAsTheyWere(t *testing.T) {
	rec, cfg := bigRecord(40)
	var links link.Memory
	var counts stats.Memory
	before, _ := links.Site(rec, cfg)
	counted := counts.Count(before)
	for n := range 5 {
		next := *rec
		next.Incidents = slices.Clone(rec.Incidents)
		other := *next.Incidents[n]
		other.Title = "Other words"
		next.Incidents[n] = &other
		now, _ := links.Site(&next, cfg)
		counts.Count(now).Outcomes()
	}
	cold, _ := link.Site(rec, cfg)
	if found := differSites(before, cold, counted, stats.Count(cold)); found != "" {
		t.Errorf("%s, five edits later and before", found)
	}
}

// differSites compares two sites and everything counted about them.
func differSites(a, b *site.Site, countedA, countedB *site.Statistics) string {
	c := newComparison()
	if found := c.differ("Site", reflect.ValueOf(a), reflect.ValueOf(b)); found != "" {
		return found
	}
	for i := range a.Entries {
		if found := c.differ("Similar", reflect.ValueOf(a.Similar(a.Entries[i])), reflect.ValueOf(b.Similar(b.Entries[i]))); found != "" {
			return found
		}
	}
	for d, groups := range a.Groups {
		for i, group := range groups {
			if found := c.differ("ByGroup", reflect.ValueOf(countedA.ByGroup(group)), reflect.ValueOf(countedB.ByGroup(b.Groups[d][i]))); found != "" {
				return found
			}
		}
	}
	valueA, valueB := reflect.ValueOf(countedA).Elem(), reflect.ValueOf(countedB).Elem()
	for i := range valueA.NumField() {
		name, fieldA, fieldB := valueA.Type().Field(i).Name, valueA.Field(i), valueB.Field(i)
		if fieldA.Kind() == reflect.Func {
			if fieldA.Type().NumIn() > 0 {
				continue // ByGroup is compared above; Over and Evaluate answer anything
			}
			fieldA, fieldB = fieldA.Call(nil)[0], fieldB.Call(nil)[0]
		}
		if found := c.differ(name, fieldA, fieldB); found != "" {
			return found
		}
	}
	return ""
}
