package link_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"blotter/internal/site"
	"blotter/internal/site/link"
)

// incident makes a published incident with an id and a date, and changes it.
func incident(id, date string, changes ...func(*site.Incident)) *site.Incident {
	parsed, err := site.ParseDate(date)
	if err != nil {
		panic(err)
	}
	in := &site.Incident{ID: id, File: "content/incidents/" + id + ".md", Title: id, Type: "theft", Status: "confirmed", Date: parsed}
	for _, change := range changes {
		change(in)
	}
	return in
}

func involving(parts ...site.Involvement) func(*site.Incident) {
	return func(in *site.Incident) { in.Involved = append(in.Involved, parts...) }
}

func relating(relations ...site.Relation) func(*site.Incident) {
	return func(in *site.Incident) { in.Relations = append(in.Relations, relations...) }
}

func join(incidents ...*site.Incident) *site.Site {
	s, _ := link.Site(&site.Record{Incidents: incidents}, site.DefaultConfig())
	return s
}

func ids(entries []*site.Entry) string {
	var all []string
	for _, entry := range entries {
		all = append(all, entry.ID)
	}
	return strings.Join(all, " ")
}

func TestEntriesAreOldestFirstAndKnowTheirNeighbours(t *testing.T) {
	s := join(incident("late", "2023-01-01"), incident("b-same-day", "2022-03-23"), incident("coarse", "2022"), incident("a-same-day", "2022-03-23"), incident("undated", "unknown"))
	if got, want := ids(s.Entries), "coarse a-same-day b-same-day late undated"; got != want {
		t.Fatalf("entries = %q, want %q", got, want)
	}
	for i, entry := range s.Entries {
		if entry.Index != i || entry.Path != "/incidents/"+entry.ID+"/" {
			t.Errorf("%s: index %d, path %q", entry.ID, entry.Index, entry.Path)
		}
	}
	first, last := s.Entries[0], s.Entries[4]
	if first.Older != nil || first.Newer != s.Entries[1] || last.Newer != nil || last.Older != s.Entries[3] {
		t.Error("the neighbours in time are wrong")
	}
}

func TestDuplicatesAndAliasesBecomeRedirects(t *testing.T) {
	s := join(
		incident("kept", "2022", func(in *site.Incident) { in.Aliases = []string{"kept-once", "other"} }),
		incident("twin", "2022", func(in *site.Incident) { in.DuplicateOf, in.Aliases = "second-twin", []string{"twin-once"} }),
		incident("second-twin", "2022", func(in *site.Incident) { in.DuplicateOf = "kept-once" }),
		incident("other", "2021"),
		incident("lost", "2020", func(in *site.Incident) { in.DuplicateOf = "nowhere" }),
	)
	if got, want := ids(s.Entries), "lost other kept"; got != want {
		t.Errorf("entries = %q, want %q: a duplicate of nothing stays, and so does an id that another claims as alias", got, want)
	}
	var got []string
	for _, r := range s.Redirects {
		got = append(got, fmt.Sprint(r.From, " ", r.To, " ", r.Reason))
	}
	want := []string{
		"/incidents/kept-once/ /incidents/kept/ alias",
		"/incidents/second-twin/ /incidents/kept/ duplicate",
		"/incidents/twin-once/ /incidents/kept/ alias",
		"/incidents/twin/ /incidents/kept/ duplicate",
	}
	if !slices.Equal(got, want) {
		t.Errorf("redirects:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for _, id := range []string{"kept", "kept-once", "twin", "second-twin", "twin-once"} {
		if entry := s.Find(id); entry == nil || entry.ID != "kept" {
			t.Errorf("Find(%q) = %v, want kept", id, entry)
		}
	}
	if s.Find("nowhere") != nil {
		t.Error("Find found what is not there")
	}
}

func TestARingOfDuplicatesKeepsOneEntry(t *testing.T) {
	of := func(id string) func(*site.Incident) { return func(in *site.Incident) { in.DuplicateOf = id } }
	s := join(incident("ccc", "2022", of("bbb")), incident("bbb", "2022", of("aaa")), incident("aaa", "2022", of("ccc")), incident("tail", "2022", of("ccc")), incident("self", "2022", of("self")))
	if got, want := ids(s.Entries), "aaa self"; got != want {
		t.Errorf("entries = %q, want %q", got, want)
	}
	if entry := s.Find("tail"); entry == nil || entry.ID != "aaa" {
		t.Errorf("tail leads to %v, want aaa", entry)
	}
}

func TestRelationsAreShownOnceFromEachEnd(t *testing.T) {
	s := join(
		incident("freeze", "2022-05", relating(
			site.Relation{Type: "follows", Target: "theft", Note: "a month on"},
			site.Relation{Type: "related", Target: "theft"},
			site.Relation{Type: "related", Target: "nowhere"},
			site.Relation{Type: "related", Target: "freeze"})),
		incident("theft", "2022-04", relating(site.Relation{Type: "related", Target: "freeze"}, site.Relation{Type: "same-actor", Target: "twin"})),
		incident("kept", "2022"),
		incident("twin", "2022", func(in *site.Incident) { in.DuplicateOf = "kept" }),
	)
	for _, c := range []struct{ id, want string }{
		{"freeze", "Follows theft (a month on)"},
		{"theft", "Followed by freeze (a month on), Same actor kept"},
		{"kept", "Same actor theft"},
	} {
		var got []string
		for _, l := range s.ByID[c.id].Links {
			text := l.Label + " " + l.Entry.ID
			if l.Note != "" {
				text += " (" + l.Note + ")"
			}
			got = append(got, text)
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("links of %s = %q, want %q", c.id, strings.Join(got, ", "), c.want)
		}
	}
}

func TestCorrectionsAreNewestFirst(t *testing.T) {
	day := func(n int) site.Day { return site.DayOf(2026, 1, n) }
	s := join(
		incident("old", "2020", func(in *site.Incident) {
			in.Updates = []site.Update{{Date: day(3), Text: "c"}, {Date: day(1), Text: "a"}}
		}),
		incident("new", "2021", func(in *site.Incident) {
			in.Updates = []site.Update{{Date: day(3), Text: "d"}, {Date: day(3), Text: "e"}}
		}),
	)
	got := ""
	for _, c := range s.Corrections {
		got += c.Text
		if &c.Entry.Updates[c.Nth] != c.Update {
			t.Errorf("correction %q does not know its place", c.Text)
		}
	}
	if got != "edca" {
		t.Errorf("corrections = %q, want %q", got, "edca")
	}
}

func TestALinkedSiteDoesNotDependOnTheOrderOfTheFiles(t *testing.T) {
	rec := tangledRecord()
	want := describe(t, rec)
	for seed := range uint64(5) {
		random := rand.New(rand.NewPCG(seed, 0))
		random.Shuffle(len(rec.Incidents), func(i, k int) { rec.Incidents[i], rec.Incidents[k] = rec.Incidents[k], rec.Incidents[i] })
		random.Shuffle(len(rec.Actors), func(i, k int) { rec.Actors[i], rec.Actors[k] = rec.Actors[k], rec.Actors[i] })
		if got := describe(t, rec); got != want {
			t.Fatalf("seed %d gives another site:\n%s\nwant:\n%s", seed, got, want)
		}
	}
}

// tangledRecord has names, aliases, duplicates and relations that could be
// settled in more than one way.
func tangledRecord() *site.Record {
	rec := &site.Record{Actors: []*site.Actor{
		{ID: "lazarus-group", File: "content/actors/lazarus-group.md", Name: "Lazarus Group", Aliases: []site.Alias{{Name: "Hidden Cobra"}, {Name: "APT38"}}, OldIDs: []string{"hidden-cobra"}, PartOf: "dprk"},
		{ID: "apt38", File: "content/actors/apt38.md", Name: "APT38", PartOf: "lazarus-group"},
		{ID: "dprk", File: "content/actors/dprk.md", Name: "North Korea", PartOf: "dprk"},
	}}
	names := []string{"Lazarus group", "APT38", "Acme Bank", "ACME bank!", "Office", "hidden  cobra"}
	for i := range 40 {
		rec.Incidents = append(rec.Incidents, incident(fmt.Sprintf("incident-%02d", i), fmt.Sprintf("20%02d-0%d", 10+i%7, 1+i%9),
			involving(
				site.Involvement{Name: names[i%len(names)], Role: "victim"},
				site.Involvement{Actor: []string{"lazarus-group", "no-such", "apt38"}[i%3], Role: "perpetrator"}),
			relating(site.Relation{Type: []string{"related", "follows"}[i%2], Target: fmt.Sprintf("incident-%02d", (i*7)%40)}),
			func(in *site.Incident) {
				in.Chains, in.Techniques = []string{"ethereum", "ethereum"}, []string{fmt.Sprint("technique-", i%5)}
				in.Aliases = []string{fmt.Sprintf("old-%02d", i/2)}
				in.Sources = []site.Source{{Key: "a", Publisher: []string{"The Post", "the post", "Gazette"}[i%3]}}
				if i%10 == 9 {
					in.DuplicateOf = fmt.Sprintf("incident-%02d", i-1)
				}
			}))
	}
	return rec
}

// describe writes a whole site as text.
func describe(t *testing.T, rec *site.Record) string {
	t.Helper()
	s, problems := link.Site(rec, site.DefaultConfig())
	var b strings.Builder
	for _, e := range s.Entries {
		fmt.Fprintf(&b, "%s", e.ID)
		for _, p := range e.People {
			fmt.Fprintf(&b, " %s=%s", p.Profile.ID, p.Role)
		}
		for _, l := range e.Links {
			fmt.Fprintf(&b, " %s>%s", l.Label, l.Entry.ID)
		}
		for _, n := range s.Similar(e) {
			fmt.Fprintf(&b, " ~%s%q", n.Entry.ID, n.Reasons)
		}
		for _, g := range e.Groups {
			fmt.Fprintf(&b, " %s", g.Path)
		}
		b.WriteByte('\n')
	}
	for _, p := range s.Profiles {
		fmt.Fprintf(&b, "%s %q %d %d\n", p.Path, p.Name, len(p.Roles), len(p.Group.Entries))
	}
	for _, d := range site.Dimensions {
		for _, g := range s.Groups[d] {
			fmt.Fprintf(&b, "%s %q %s\n", g.Path, g.Label, ids(g.Entries))
		}
	}
	fmt.Fprint(&b, s.Redirects, problems)
	return b.String()
}
