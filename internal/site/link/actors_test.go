package link_test

import (
	"strings"
	"testing"

	"blotter/internal/site"
	"blotter/internal/site/link"
)

var filedActors = []*site.Actor{
	{ID: "lazarus-group", File: "content/actors/lazarus-group.md", Name: "Lazarus Group", Aliases: []site.Alias{{Name: "Hidden Cobra", By: "US-CERT"}}, PartOf: "north-korea", OldIDs: []string{"lazarus"}},
	{ID: "north-korea", File: "content/actors/north-korea.md", Name: "North Korea"},
}

func TestANameFindsTheActorItBelongsTo(t *testing.T) {
	for _, c := range []struct {
		why, actor, name string
		id, shown        string
	}{
		{"an id is the actor of that id", "lazarus-group", "", "lazarus-group", "Lazarus Group"},
		{"an old id is the actor that had it", "lazarus", "", "lazarus-group", "Lazarus Group"},
		{"a name in another case is the actor", "", "LAZARUS  group", "lazarus-group", "Lazarus Group"},
		{"an alias is the actor", "", "hidden cobra", "lazarus-group", "Lazarus Group"},
		{"a name that makes the same address is the actor", "", "North-Korea", "north-korea", "North Korea"},
		{"a name of nobody gets a profile under its slug", "", "Sky Mavis", "sky-mavis", "Sky Mavis"},
		{"an id of nobody gets a profile with a guessed name", "sky-mavis", "", "sky-mavis", "Sky mavis"},
		{"an id that is no id never becomes a path", "../../etc/passwd", "", "etc-passwd", "Etc passwd"},
	} {
		rec := &site.Record{Actors: filedActors, Incidents: []*site.Incident{
			incident("one", "2022", involving(site.Involvement{Actor: c.actor, Name: c.name, Role: "victim"}))}}
		s, _ := link.Site(rec, site.DefaultConfig())
		people := s.Entries[0].People
		if len(people) != 1 || people[0].Profile.ID != c.id || people[0].Profile.Name != c.shown {
			t.Errorf("%s: got %+v, want %s, %q", c.why, people, c.id, c.shown)
			continue
		}
		if p := people[0].Profile; p.Path != "/actors/"+c.id+"/" || s.ProfileOf[c.id] != p {
			t.Errorf("%s: path %q", c.why, p.Path)
		}
	}
}

func TestAnActorIDWithoutAFileIsWarnedOfOnce(t *testing.T) {
	nobody := site.Involvement{Actor: "sky-mavis", Role: "victim"}
	rec := &site.Record{Actors: filedActors, Incidents: []*site.Incident{
		incident("second", "2023", involving(nobody)),
		incident("first", "2022", involving(site.Involvement{Name: "Axie Infinity"}, nobody)),
	}}
	_, problems := link.Site(rec, site.DefaultConfig())
	if len(problems) != 1 {
		t.Fatalf("problems = %v, want one", problems)
	}
	p := problems[0]
	if p.File != "content/incidents/first.md" || p.Field != "actors[1].actor" || p.Rule != "actor-without-file" || p.Severity != site.Warning {
		t.Errorf("problem = %+v", p)
	}
	if !strings.Contains(p.Message, `"sky-mavis"`) || !strings.Contains(p.Message, "2 entries") {
		t.Errorf("message = %q, want the id and the number of entries", p.Message)
	}
	cfg := site.DefaultConfig()
	cfg.Check = map[string]site.Severity{"actor-without-file": site.Off}
	if _, problems := link.Site(rec, cfg); len(problems) != 0 {
		t.Errorf("the rule is off and says %v", problems)
	}
}

func TestAWrittenNameReplacesAGuessedOne(t *testing.T) {
	s := join(
		incident("by-id", "2021", involving(site.Involvement{Actor: "skymavis", Role: "victim"})),
		incident("by-name", "2022", involving(site.Involvement{Name: "SkyMavis", Role: "victim"})))
	if len(s.Profiles) != 1 || s.Profiles[0].Name != "SkyMavis" {
		t.Errorf("profiles = %+v, want one named SkyMavis", s.Profiles[0].Actor)
	}
}

func TestPeopleStandByRoleAndProfilesKnowTheirPartsOldestFirst(t *testing.T) {
	rec := &site.Record{Actors: filedActors, Incidents: []*site.Incident{
		incident("late", "2023", involving(site.Involvement{Name: "Chainalysis", Role: "investigator"}, site.Involvement{Actor: "lazarus-group", Role: "perpetrator"}, site.Involvement{Name: "Sky Mavis", Role: "victim"})),
		incident("early", "2021", involving(site.Involvement{Actor: "lazarus-group", Role: "launderer"}, site.Involvement{Actor: "lazarus-group", Role: "perpetrator"})),
	}}
	s, _ := link.Site(rec, site.DefaultConfig())
	var roles []string
	for _, p := range s.ByID["late"].People {
		roles = append(roles, p.Role)
	}
	if got, want := strings.Join(roles, " "), "perpetrator victim investigator"; got != want {
		t.Errorf("roles = %q, want %q", got, want)
	}
	lazarus := s.ProfileOf["lazarus-group"]
	if len(lazarus.Roles) != 3 || lazarus.Roles[0].Entry.ID != "early" || lazarus.Roles[2].Entry.ID != "late" {
		t.Errorf("roles of lazarus = %+v", lazarus.Roles)
	}
	if got := ids(lazarus.Group.Entries); got != "early late" {
		t.Errorf("entries of lazarus = %q, want each once", got)
	}
	if lazarus.PartOf == nil || lazarus.PartOf.ID != "north-korea" || len(lazarus.PartOf.Parts) != 1 {
		t.Error("the actor does not know what it is part of")
	}
	if s.FindActor("hidden COBRA") != lazarus || s.FindActor("") != nil || s.FindActor("nobody") != nil {
		t.Error("FindActor does not find by alias, or finds nobody")
	}
}
