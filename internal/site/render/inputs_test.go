package render

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"blotter/internal/site"
	"blotter/internal/site/link"
	"blotter/internal/site/stats"
)

// tangledRecord is testRecord with entries that hang together in every way a
// page can show.
func tangledRecord() *site.Record {
	record := testRecord()
	shared := site.Source{
		Key: "yearbook", URL: "https://year.example/", Title: "Yearbook", Publisher: "The Year", Author: "All of them", Accessed: site.DayOf(2026, 11, 1), Date: mustDate("2023"),
		Archive: "https://archive.example/year", Kind: "research", Language: "fr", Status: "changed", Quote: "So it was.", Shared: true, File: "content/sources/shared.yaml",
	}
	last := plainIncident("last-act", "The last act", "2022-05-02", "freeze")
	last.Sources = append(last.Sources, shared)
	last.Involved = []site.Involvement{{Actor: "harbour", Role: "responder"}, {Actor: "pier", Role: "authority"}, {Name: "Grey Group", Role: "perpetrator"}}
	last.Amounts = []site.Amount{
		{ID: "stolen", Reading: reading("stolen", "3M", "exact", "Harbour Bridge", "yearbook"), SameFunds: site.AmountRef{Entry: "harbour-bridge-theft", Amount: "stolen"}},
		{ID: "frozen", Reading: reading("frozen", "2M", "exact", "Pier", "s"), After: site.AmountRef{Entry: "quiet-freeze", Amount: "frozen"}},
		{ID: "part", Reading: reading("frozen", "1M", "exact", "Pier", "s"), PartOf: site.AmountRef{Entry: "quiet-freeze", Amount: "frozen"}},
		{ID: "returned", Reading: reading("returned", "1M", "exact", "Pier", "s"), After: site.AmountRef{Entry: "quiet-freeze", Amount: "lost"}},
	}
	last.Relations = []site.Relation{{Type: "part-of", Target: "several-years"}}
	last.Techniques, last.Tags, last.Countries = []string{"phishing"}, []string{"bridge"}, []string{"VN"}
	last.Aliases = []string{"the-last"}
	last.Body = site.BodyOf([]byte("<p>Of </p>"), "Of")
	last.Body.Holes = []site.Hole{{Offset: 6, Query: `total "stolen"`}}
	twin := plainIncident("twin-act", "The last act again", "2022-05-02", "freeze")
	twin.DuplicateOf = "last-act"
	// What became of money taken is told by the entry of its next stage.
	record.Incidents[1].Amounts = append(record.Incidents[1].Amounts, site.Amount{ID: "lost", Reading: reading("lost", "5M", "exact", "Pier", "s")})
	record.Incidents = append(record.Incidents, last, twin)
	for n := range 14 { // a list that is cut into pages, and has a histogram
		entry := plainIncident(fmt.Sprintf("small-act-%d", n), fmt.Sprintf("A small act, the %dth", n), fmt.Sprintf("2023-%02d-11", 1+n%3), "freeze")
		entry.Involved = []site.Involvement{{Actor: "pier", Role: []string{"authority", "victim"}[n%2]}}
		entry.Amounts = []site.Amount{{ID: "frozen", Reading: reading("frozen", "2M", "exact", "Pier", "s")}}
		entry.Tags = []string{"bridge"}
		record.Incidents = append(record.Incidents, entry)
	}
	record.Actors[0].PartOf, record.Actors[0].Sources = "pier", []site.Source{shared}
	record.Actors[0].Aliases = []site.Alias{{Name: "The Bridge", By: "Lantern Labs"}}
	record.Actors = append(record.Actors, &site.Actor{
		ID: "pier", File: "content/actors/pier.md", Name: "Pier", Kind: "agency", Summary: "An agency.", External: []site.Pair{{Key: "x", Value: "y"}},
		Body: site.BodyOf([]byte("<p>Profile.</p>"), "Profile."),
	})
	return record
}

// leaf is a value somewhere in a record that somebody may change.
type leaf struct {
	name   string
	change func()
}

// leavesOf lists what can change below a value. changed is told of each change
// by its name: it gives the file that says the value its new version.
func leavesOf(v reflect.Value, name string, changed func(string)) []leaf {
	one := func(to any) []leaf {
		return []leaf{{name, func() { v.Set(reflect.ValueOf(to)); changed(name) }}}
	}
	switch value := v.Interface().(type) {
	case *site.Incident:
		return leavesOf(v.Elem(), name, func(change string) { value.Version = change })
	case *site.Actor:
		return leavesOf(v.Elem(), name, func(change string) { value.Version = change })
	case site.Source:
		if value.Shared {
			changed = func(string) {} // it stands in a file of its own
		}
	case site.Date:
		return one(mustDate("2022-04-02"))
	case site.Day:
		return one(site.DayOf(2026, 12, 24))
	case site.Money:
		return one(mustMoney("7M"))
	case site.Quantity:
		return one(mustQuantity("7"))
	case site.Body:
		return one(site.BodyOf([]byte("<p>Other words.</p>"), "Other words."))
	}
	switch v.Kind() {
	case reflect.String:
		return []leaf{{name, func() { v.SetString(v.String() + "x"); changed(name) }}}
	case reflect.Bool:
		return []leaf{{name, func() { v.SetBool(!v.Bool()); changed(name) }}}
	case reflect.Pointer:
		if v.IsNil() {
			return nil
		}
		return leavesOf(v.Elem(), name, changed)
	case reflect.Struct:
		var leaves []leaf
		for i := range v.NumField() {
			field := v.Type().Field(i)
			if field.IsExported() && !slices.Contains([]string{"Version", "Shared", "File"}, field.Name) {
				leaves = append(leaves, leavesOf(v.Field(i), name+"."+field.Name, changed)...)
			}
		}
		return leaves
	case reflect.Slice:
		var leaves []leaf
		if v.Len() > 0 {
			leaves = append(leaves, leaf{name + " without its last", func() { v.SetLen(v.Len() - 1); changed(name + " without its last") }})
		}
		for i := range v.Len() {
			leaves = append(leaves, leavesOf(v.Index(i), fmt.Sprintf("%s[%d]", name, i), changed)...)
		}
		return leaves
	}
	return nil
}

// seenPages holds the bytes of pages by their inputs.
type seenPages map[string]map[site.Digest]seenPage

type seenPage struct {
	bytes site.Digest
	after string
}

// see makes the pages whose inputs are declared, and compares those that were
// seen with the same inputs before.
func (s seenPages) see(t *testing.T, r *Renderer, record *site.Record, after string) {
	t.Helper()
	linked, problems := link.Site(record, r.cfg)
	if site.HasErrors(problems) {
		return // such a record is not published
	}
	e, err := r.edition(linked, stats.Count(linked))
	if err != nil {
		t.Fatal(err)
	}
	outputs := append(e.incidentPages(), e.timelinePages(everything)...)
	outputs = append(outputs, e.actorPages(everything)...)
	for _, list := range []func(*edition) []site.Output{
		(*edition).yearStatsPages, (*edition).rolePages, (*edition).enforcementPages, (*edition).qualityPages,
	} {
		outputs = append(outputs, list(e)...)
	}
	outputs = append(outputs, e.edgePages("", &e.stats.Outcomes().Flow)...)
	for _, w := range ways {
		outputs = append(outputs, e.wayPages(w, everything)...)
	}
	// The record is too small for these lists to have pages.
	outputs = append(outputs, e.longTable(e.eachList(e.stats.Outcomes()))...)
	if len(e.stats.Delays()) > 0 {
		outputs = append(outputs, e.longTable(e.allCases())...)
	}
	outputs = append(outputs, e.longTable(longTable{path: "/differ/", rows: e.disagreementSource(), pageSize: 10})...)
	for i, list := range e.stats.Exclusions() {
		outputs = append(outputs, e.longTable(longTable{path: fmt.Sprintf("/without-%d/", i), rows: e.linesSource("", linesExcluded, list.Lines), pageSize: 10})...)
	}
	for _, output := range outputs {
		ready, err := output.Ready()
		if err != nil {
			t.Fatal(err)
		}
		var buffer site.Buffer
		if err := ready.Make(&buffer); err != nil {
			t.Fatalf("%s after %s: %v", output.Path, after, err)
		}
		page := seenPage{site.DigestOf(buffer.Bytes()), after}
		before, seen := s[output.Path][ready.Inputs]
		switch {
		case s[output.Path] == nil:
			s[output.Path] = map[site.Digest]seenPage{ready.Inputs: page}
		case !seen:
			s[output.Path][ready.Inputs] = page
		case before.bytes != page.bytes:
			t.Errorf("%s differs after a change of %s and after one of %s, and its inputs do not", output.Path, before.after, after)
		}
	}
}

func TestPagesWithEqualInputsHaveEqualBytesWhateverChanges(t *testing.T) {
	cfg := testConfig()
	cfg.PageSize = 5
	r := testRenderer(t, cfg)
	seen := seenPages{}
	seen.see(t, r, tangledRecord(), "nothing")
	changes := func(record *site.Record) []leaf {
		few := *record
		few.Incidents = few.Incidents[:7] // the others are all alike
		return leavesOf(reflect.ValueOf(&few), "", func(string) {})
	}
	count := len(changes(tangledRecord()))
	for n := range count {
		record := tangledRecord()
		leaf := changes(record)[n]
		leaf.change()
		seen.see(t, r, record, leaf.name)
	}
	for n := range tangledRecord().Incidents {
		record := tangledRecord()
		record.Incidents = append(record.Incidents[:n], record.Incidents[n+1:]...)
		seen.see(t, r, record, fmt.Sprintf("the list, without entry %d", n))
	}
	for n := range tangledRecord().Actors {
		record := tangledRecord()
		record.Actors = append(record.Actors[:n], record.Actors[n+1:]...)
		seen.see(t, r, record, fmt.Sprintf("the list, without actor %d", n))
	}
	if count < 300 || len(seen) < 80 {
		t.Errorf("only %d changes to %d pages were tried", count, len(seen))
	}
}

func TestPagesWithEqualInputsHaveEqualBytesUnderAnyConfig(t *testing.T) {
	seen := seenPages{}
	own := func() *site.Config {
		cfg := testConfig()
		cfg.Types.Terms = slices.Clone(cfg.Types.Terms) // those of the default are everybody's
		return cfg
	}
	count := len(leavesOf(reflect.ValueOf(own()), "", func(string) {}))
	for n := range count {
		cfg := own()
		leaf := leavesOf(reflect.ValueOf(cfg), "", func(string) {})[n]
		leaf.change()
		for _, words := range []*site.Vocabulary{&cfg.Types, &cfg.Techniques, &cfg.Chains, &cfg.Sectors} {
			*words = site.NewVocabulary(words.Terms...)
		}
		seen.see(t, testRenderer(t, cfg), tangledRecord(), "config"+leaf.name)
	}
	for size := range 4 {
		cfg := testConfig()
		cfg.PageSize = 2 + size
		seen.see(t, testRenderer(t, cfg), tangledRecord(), fmt.Sprintf("pages of %d", cfg.PageSize))
	}
	if count < 60 {
		t.Errorf("only %d changes were tried", count)
	}
}
