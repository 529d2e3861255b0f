package check_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"blotter/internal/site"
	"blotter/internal/site/check"
	"blotter/internal/site/content"
	"blotter/internal/site/markdown"
)

// soundRecord gives a record of so many entries that all rules find sound, the
// same for the same number.
func soundRecord(entries int) (*site.Record, *site.Config) {
	random := rand.New(rand.NewPCG(1, 2))
	cfg := site.DefaultConfig()
	cfg.Techniques = site.NewVocabulary(site.Term{Key: "reentrancy", Label: "Reentrancy"})
	cfg.Chains = site.NewVocabulary(site.Term{Key: "ethereum", Label: "Ethereum"})
	rec := &site.Record{}
	for n := range entries {
		rec.Incidents = append(rec.Incidents, soundIncident(n, random))
	}
	return rec, cfg
}

func soundIncident(n int, random *rand.Rand) *site.Incident {
	day := site.DayOf(2011, 1, 1) + site.Day(random.IntN(15*365))
	name := fmt.Sprintf("Exchange%06d", n)
	stolen := site.MoneyFromCents(int64(1+random.IntN(5_000)) * 10_000_000)
	frozen := site.MoneyFromCents(5_000_000)
	incident := &site.Incident{
		ID: fmt.Sprintf("theft-%06d", n), File: fmt.Sprintf("content/incidents/theft-%06d.md", n),
		Title:   name + " drained of " + stolen.Short(),
		Summary: "Attackers who held the keys of " + name + " took " + stolen.Short() + " out of its hot wallets within a few hours.",
		Type:    "theft", Status: "confirmed", Date: day.Date(), Published: day + 30,
		Review: site.Review{State: "unreviewed", On: site.NoDay}, Techniques: []string{"reentrancy"}, Chains: []string{"ethereum"}, Countries: []string{"US"},
		Involved: []site.Involvement{
			{Name: name, Role: "victim", Sources: []string{"party"}},
			{Name: "Group " + name, Role: "perpetrator", Standing: "alleged", By: "Wire", Sources: []string{"wire"}},
		},
		Amounts: []site.Amount{
			{ID: "stolen", Reading: site.Reading{Kind: "stolen", USDLow: stolen, USDHigh: stolen, Precision: "exact", Basis: "stated", Sources: []string{"party", "court"}}},
			{ID: "frozen", Reading: site.Reading{Kind: "frozen", USDLow: frozen, USDHigh: frozen, Precision: "exact", Basis: "stated", Date: (day + 3).Date(), Sources: []string{"wire"}}, After: site.AmountRef{Amount: "stolen"}},
		},
		Events:    []site.Event{{ID: "event-1", Date: (day + 1).Date(), Type: "disclosed", Text: "The exchange tells the public.", Sources: []string{"party"}}},
		Addresses: []site.Address{{Chain: "ethereum", Address: fmt.Sprintf("0x%040x", n), Sources: []string{"research"}}},
		Sources: []site.Source{
			source("party", n, "party", name), source("court", n, "court", "District Court"),
			source("wire", n, "news", "Wire"), source("research", n, "research", "Tracers"),
		},
	}
	sentence := "In all " + stolen.Long() + " left the wallets of the exchange, and on the third day " + frozen.Short() + " was frozen at another one. "
	incident.Body.Prose = site.ProseOf(nil, strings.Repeat(sentence+"The operator kept the keys on one machine for 2 years, and 14 people could reach it. ", 8))
	incident.Body.Words = 400
	incident.Body.Citations = []site.Citation{{Key: "party", Nth: 1, Line: 40, Column: 10}}
	incident.Body.Links = []site.BodyLink{{URL: "https://example.org/", Line: 41, Column: 2}, {URL: "incident:" + incident.ID, Line: 42, Column: 2}}
	return incident
}

func source(key string, n int, kind, publisher string) site.Source {
	return site.Source{
		Key: key, URL: fmt.Sprintf("https://www.%s.example.org/2022/03/%06d/a-title-in-words?id=%d", key, n, n),
		Title: "A title in words", Publisher: publisher, Accessed: site.NoDay, Kind: kind,
	}
}

func TestASoundRecordHasNoProblems(t *testing.T) {
	rec, cfg := soundRecord(300)
	for _, p := range check.Record(rec, cfg) {
		t.Error(p)
	}
}

func TestOneRecordGivesOneReportWhateverTheScheduling(t *testing.T) {
	rec, cfg := soundRecord(500)
	for i, incident := range rec.Incidents {
		incident.Status = []string{"confirmed", "confirmd", ""}[i%3]
		incident.Relations = []site.Relation{{Type: "follows", Target: rec.Incidents[(i+1)%500].ID}, {Type: "follows", Target: "nowhere"}}
		incident.Sources[0].URL = "https://example.org/one"
	}
	want := check.Record(rec, cfg)
	if len(want) < 500 {
		t.Fatalf("%d problems, want them by the hundred", len(want))
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	for _, cores := range []int{1, 2, 7} {
		runtime.GOMAXPROCS(cores)
		if diff := cmp.Diff(check.Record(rec, cfg), want); diff != "" {
			t.Errorf("on %d cores (-got +want):\n%s", cores, diff)
		}
	}
}

func TestTheConfigTurnsRulesOffAndMild(t *testing.T) {
	rec, cfg := soundRecord(1)
	rec.Incidents[0].Title = "Exchange drained."
	cases := []struct {
		name string
		set  map[string]site.Severity
		want []site.Severity
	}{
		{"by default", nil, []site.Severity{site.Error}},
		{"milder", map[string]site.Severity{"title-full-stop": site.Warning}, []site.Severity{site.Warning}},
		{"off", map[string]site.Severity{"title-full-stop": site.Off}, nil},
	}
	for _, c := range cases {
		cfg.Check = c.set
		var got []site.Severity
		for _, p := range check.Record(rec, cfg) {
			got = append(got, p.Severity)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: severities %v, want %v", c.name, got, c.want)
		}
	}
}

func TestWhatLaterStagesRelyOnCannotBeTurnedOff(t *testing.T) {
	rec, cfg := soundRecord(1)
	rec.Incidents[0].DuplicateOf = "nowhere"
	cfg.Check = map[string]site.Severity{"unknown-entry": site.Off}
	got := check.Record(rec, cfg)
	if len(got) != 2 || got[0].Field != "check.unknown-entry" || got[1].Field != "duplicate_of" || got[1].Severity != site.Error {
		t.Errorf("problems %v, want one about the setting and one about the entry", got)
	}
}

// Every id, address and figure a rule looks at may be empty, absurd or hostile.
func TestNoRuleFallsOverAnEmptyOrHostileRecord(t *testing.T) {
	hostile := strings.Repeat("\u202e<script>{{[@x](", 500)
	rec := &site.Record{
		Incidents: []*site.Incident{{}, {ID: hostile, File: hostile, Title: hostile, Summary: hostile, Type: hostile, Status: hostile, DuplicateOf: hostile, Aliases: []string{hostile, ""}}},
		Actors:    []*site.Actor{{}, {ID: hostile, PartOf: hostile, Aliases: []site.Alias{{}}, OldIDs: []string{""}}},
		Pages:     []*site.TextPage{{}},
		Sources:   []*site.Source{{}, {Key: hostile, URL: "://[::"}},
	}
	full, cfg := soundRecord(1)
	mangled := *full.Incidents[0]
	mangled.Body.Prose = site.ProseOf(nil, strings.Repeat("$9,9,9. 1.2.3 0.0.0 $ million €-5 99999999999999999999999999999999999999 BTC 0 million 0.000 BTC $.5 ", 20))
	mangled.Body.Links = []site.BodyLink{{}, {URL: "#"}, {URL: "#event-x"}, {URL: "incident:"}, {URL: "../../../../etc"}, {URL: "%zz"}, {URL: "/actors//"}, {URL: "?"}}
	mangled.Amounts = append(mangled.Amounts, site.Amount{}, site.Amount{ID: "x", PartOf: site.AmountRef{Entry: hostile, Amount: hostile}, Claims: []site.Claim{{}}})
	mangled.Events = append(mangled.Events, site.Event{Amounts: []string{""}, Actors: []string{""}, Sources: []string{""}})
	mangled.Responses = []site.Response{{Source: hostile}}
	mangled.Updates = []site.Update{{}}
	rec.Incidents = append(rec.Incidents, &mangled)
	problems := append(check.Record(rec, cfg), check.Since(full, rec, cfg)...)
	for _, p := range problems {
		if strings.ContainsRune(p.Message+p.Hint, '\u202e') {
			t.Errorf("%s shows a character that turns the direction of the text: %q", p.Rule, p.Message)
		}
		if len(p.Message) > 1000 {
			t.Errorf("%s gives a message of %d bytes", p.Rule, len(p.Message))
		}
	}
}

func TestOneRuleSpeaksOfOneFileAHundredTimesAtMost(t *testing.T) {
	rec, cfg := soundRecord(2)
	for range 10_000 {
		rec.Incidents[0].Relations = append(rec.Incidents[0].Relations, site.Relation{Type: "follows", Target: "nowhere"})
	}
	rec.Incidents[1].Relations = []site.Relation{{Type: "follows", Target: "nowhere"}}
	got := check.Record(rec, cfg)
	if len(got) != 101 {
		t.Errorf("%d problems, want 100 of one file and 1 of the other", len(got))
	}
}

// Every rule of the program is explained under its id, so no two stages may
// have one of the same name.
func TestNoRuleHasTheNameOfARuleOfAnotherStage(t *testing.T) {
	taken := map[string]string{}
	for _, r := range content.Rules() {
		taken[r.ID] = "content"
	}
	for _, r := range markdown.Rules() {
		taken[r.ID] = "markdown"
	}
	for _, r := range check.Rules() {
		if stage := taken[r.ID]; stage != "" {
			t.Errorf("%s is a rule of %s too", r.ID, stage)
		}
		taken[r.ID] = "check"
	}
}

// The work must not grow with the square of the entries, or one large import
// would stop the desk.
func BenchmarkRecord(b *testing.B) {
	rec, cfg := soundRecord(10_000)
	for b.Loop() {
		if problems := check.Record(rec, cfg); len(problems) > 0 {
			b.Fatal(problems[0])
		}
	}
}
