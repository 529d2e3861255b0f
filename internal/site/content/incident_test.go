package content

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"blotter/internal/site"
)

// same compares the values of package site that have no Equal of their own.
var same = cmp.Options{
	cmp.Comparer(func(a, b site.Date) bool { return a == b }),
	cmp.AllowUnexported(),
}

func money(t *testing.T, text string) site.Money {
	t.Helper()
	amount, err := site.ParseMoney(text)
	if err != nil {
		t.Fatal(err)
	}
	return amount
}

func quantity(t *testing.T, text string) site.Quantity {
	t.Helper()
	units, err := site.ParseQuantity(text)
	if err != nil {
		t.Fatal(err)
	}
	return units
}

func date(t *testing.T, text string) site.Date {
	t.Helper()
	date, err := site.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return date
}

const wholeYAML = `---
title: Ronin bridge drained of 173,600 ETH and 25.5M USDC
summary: >
  Attackers holding five of nine validator keys
  signed two withdrawals.
type: theft
status: disputed
status_note: "Who did it is disputed."
date: 2022-03-23
published: 2026-11-22
review: {state: reviewed, by: A. Editor, on: 2026-11-23}
case: partly-recovered
actors:
  - {actor: lazarus-group, role: perpetrator, standing: attributed, by: FBI, confidence: high, since: 2022-04, note: By notice., sources: [fbi]}
  - {name: Sky Mavis, role: victim}
amounts:
  - kind: stolen
    usd: 5.8M-6.2M
    usd_basis: at-event
    usd_at: 2022-03-23
    date: 2022-03-23
    by: Ronin
    from: Ronin bridge
    to: Lazarus
    note: At the price of the day.
    sources: ronin
    claims:
      - {kind: stolen, usd: 635000000, precision: approx, by: FBI, date: 2022-04-14, sources: [fbi], rejected: Rounded.}
  - {kind: stolen, asset: ETH, quantity: 173600.000000000000000001, part_of: stolen}
  - {id: frozen-later, kind: frozen, after: stolen, same_funds: binance-recovery#frozen, counts: true, precision: unknown}
  - {kind: stolen, usd: 1.7B, scope: aggregate}
events:
  - {date: 2022-03-29, type: disclosed, text: Users noticed., actors: [sky-mavis], amounts: [stolen], sources: [ronin]}
  - {date: 2022?, type: other, text: Something else.}
techniques: [key-compromise, social-engineering]
chains: ronin
countries: [vn, KP]
sectors: [gaming]
tags: [bridge, gaming]
addresses:
  - {chain: ethereum, address: "0x098B716B8Aaf21512996dC57EB0615e2383E2f96", role: perpetrator, label: Exploiter, sources: [ofac]}
transactions:
  - {chain: ethereum, hash: "0xc28fad5e", role: theft, label: First, sources: [ronin]}
sources:
  ronin: {url: "https://example.org/post", title: Alert, publisher: Ronin Network, author: Team, date: 2022-03-29, accessed: 2026-11-22, archive: "https://web.archive.org/x", kind: party, lang: en, status: live, quote: "There has been a breach."}
  fbi: {url: "https://example.org/fbi", title: Statement}
relations: [{type: follows, target: other-theft, note: Weeks later.}]
updates:
  - {date: 2026-11-24, type: correction, text: The sum was wrong., fields: [amounts], was: 600M, now: 5.8M, sources: [ronin]}
  - {type: update, text: No day given.}
responses: [{actor: Sky Mavis, date: 2022-03-30, text: All will be repaid., source: doj}]
aliases: [axie-hack]
duplicate_of: other-entry
external: {cve: [CVE-2022-1, CVE-2022-2], case_no: 1}
authors: A. Writer
lang: en
x_points: [1, 2.50, "3", true, null, 2022-03-23, {a: "<b>"}]
---

## What happened

The bridge was drained [@fbi; @un].
`

func TestAnEntryIsReadWhole(t *testing.T) {
	shared, problems := NewShared([]*site.Source{
		{Key: "un", Title: "Report", Shared: true}, {Key: "ofac", Title: "List", Shared: true},
		{Key: "doj", Title: "Release", Shared: true}, {Key: "never", Shared: true}, {Key: "fbi", Title: "Other", Shared: true},
	})
	if len(problems) > 0 {
		t.Fatal(report(problems))
	}
	got, problems := loader().Incident("content/incidents/2022/ronin-bridge-theft.md", []byte(wholeYAML), shared)
	if len(problems) > 0 {
		t.Fatal(report(problems))
	}
	yes := true
	want := &site.Incident{
		ID: "ronin-bridge-theft", File: "content/incidents/2022/ronin-bridge-theft.md", Version: site.VersionOf([]byte(wholeYAML)),
		Title: "Ronin bridge drained of 173,600 ETH and 25.5M USDC", Summary: "Attackers holding five of nine validator keys signed two withdrawals.",
		Type: "theft", Status: "disputed", StatusNote: "Who did it is disputed.", Date: date(t, "2022-03-23"),
		Published: site.DayOf(2026, 11, 22), Review: site.Review{State: "reviewed", By: "A. Editor", On: site.DayOf(2026, 11, 23)}, Case: "partly-recovered",
		Involved: []site.Involvement{
			{Actor: "lazarus-group", Role: "perpetrator", Standing: "attributed", By: "FBI", Confidence: "high", Since: date(t, "2022-04"), Note: "By notice.", Sources: []string{"fbi"}},
			{Name: "Sky Mavis", Role: "victim"},
		},
		Amounts: []site.Amount{
			{
				ID: "stolen",
				Reading: site.Reading{Kind: "stolen", USDLow: money(t, "5.8M"), USDHigh: money(t, "6.2M"), Basis: "at-event", USDAt: date(t, "2022-03-23"),
					Precision: "range", Date: date(t, "2022-03-23"), By: "Ronin", Sources: []string{"ronin"}},
				From: "Ronin bridge", To: "Lazarus", Note: "At the price of the day.",
				Claims: []site.Claim{{Reading: site.Reading{Kind: "stolen", USDLow: money(t, "635M"), USDHigh: money(t, "635M"), Basis: "stated",
					Precision: "approx", Date: date(t, "2022-04-14"), By: "FBI", Sources: []string{"fbi"}}, Rejected: "Rounded."}},
			},
			{ID: "stolen-2", Reading: site.Reading{Kind: "stolen", Asset: "ETH", Quantity: quantity(t, "173600.000000000000000001"), Precision: "exact"}, PartOf: site.AmountRef{Amount: "stolen"}},
			{ID: "frozen-later", Reading: site.Reading{Kind: "frozen", Precision: "unknown"}, After: site.AmountRef{Amount: "stolen"},
				SameFunds: site.AmountRef{Entry: "binance-recovery", Amount: "frozen"}, Counts: &yes},
			{ID: "stolen-3", Reading: site.Reading{Kind: "stolen", USDLow: money(t, "1.7B"), USDHigh: money(t, "1.7B"), Basis: "stated", Precision: "exact"}, Aggregate: true},
		},
		Events: []site.Event{
			{ID: "event-1", Date: date(t, "2022-03-29"), Type: "disclosed", Text: "Users noticed.", Actors: []string{"sky-mavis"}, Amounts: []string{"stolen"}, Sources: []string{"ronin"}},
			{ID: "event-2", Date: date(t, "2022?"), Type: "other", Text: "Something else."},
		},
		Techniques: []string{"key-compromise", "social-engineering"}, Chains: []string{"ronin"}, Countries: []string{"VN", "KP"},
		Sectors: []string{"gaming"}, Tags: []string{"bridge", "gaming"},
		Addresses:    []site.Address{{Chain: "ethereum", Address: "0x098B716B8Aaf21512996dC57EB0615e2383E2f96", Role: "perpetrator", Label: "Exploiter", Sources: []string{"ofac"}}},
		Transactions: []site.Transaction{{Chain: "ethereum", Hash: "0xc28fad5e", Role: "theft", Label: "First", Sources: []string{"ronin"}}},
		Sources: []site.Source{
			{Key: "ronin", URL: "https://example.org/post", Title: "Alert", Publisher: "Ronin Network", Author: "Team", Date: date(t, "2022-03-29"),
				Accessed: site.DayOf(2026, 11, 22), Archive: "https://web.archive.org/x", Kind: "party", Language: "en", Status: "live", Quote: "There has been a breach."},
			{Key: "fbi", URL: "https://example.org/fbi", Title: "Statement", Accessed: site.NoDay},
			{Key: "ofac", Title: "List", Shared: true}, {Key: "doj", Title: "Release", Shared: true}, {Key: "un", Title: "Report", Shared: true},
		},
		Relations: []site.Relation{{Type: "follows", Target: "other-theft", Note: "Weeks later."}},
		Updates: []site.Update{
			{Date: site.DayOf(2026, 11, 24), Type: "correction", Text: "The sum was wrong.", Fields: []string{"amounts"}, Was: "600M", Now: "5.8M", Sources: []string{"ronin"}},
			{Date: site.NoDay, Type: "update", Text: "No day given."},
		},
		Responses: []site.Response{{Actor: "Sky Mavis", Date: date(t, "2022-03-30"), Text: "All will be repaid.", Source: "doj"}},
		Aliases:   []string{"axie-hack"}, DuplicateOf: "other-entry",
		External: []site.Pair{{Key: "cve", Value: "CVE-2022-1"}, {Key: "cve", Value: "CVE-2022-2"}, {Key: "case_no", Value: "1"}},
		Authors:  []string{"A. Writer"}, Language: "en",
		Extra: []site.Pair{{Key: "x_points", Value: `[1,2.50,"3",true,null,"2022-03-23",{"a":"\u003cb\u003e"}]`}},
	}
	body := got.Body
	got.Body = site.Body{}
	if diff := cmp.Diff(got, want, same); diff != "" {
		t.Errorf("got (-), want (+):\n%s", diff)
	}
	citations := []site.Citation{{Key: "fbi", Nth: 1, Line: 62, Column: 25}, {Key: "un", Nth: 1, Line: 62, Column: 31}}
	if diff := cmp.Diff(body.Citations, citations); diff != "" {
		t.Errorf("citations: got (-), want (+):\n%s", diff)
	}
	if !strings.Contains(body.HTML(), `>[2]</a>`) || !strings.Contains(body.HTML(), `>[5]</a>`) {
		t.Errorf("the citations are not numbered 2 and 5: %s", body.HTML())
	}
}

func TestTOMLAndJSONSayTheSameAsYAML(t *testing.T) {
	texts := map[string]string{
		"yaml": "---\ntitle: A title\ndate: 2022-03-23\npublished: 2026-11-22\ncountries: us\namounts:\n  - {kind: stolen, usd: 4400000, asset: ETH, quantity: 173600.000000000000000001, counts: false}\nsources:\n  - {id: one, url: https://example.org/}\n  - {id: two, accessed: 2022-01-02}\nx_a: {b: [1, 2.5]}\n---\nText [@two].\n",
		"toml": "+++\ntitle = \"A title\"\ndate = 2022-03-23\npublished = 2026-11-22\ncountries = \"us\"\nx_a = {b = [1, 2.5]}\n\n[[amounts]]\nkind = \"stolen\"\nusd = 4_400_000\nasset = \"ETH\"\nquantity = 173600.000000000000000001\ncounts = false\n\n[sources.one]\nurl = \"https://example.org/\"\n[sources.two]\naccessed = 2022-01-02\n+++\nText [@two].\n",
		"json": "{\n\"title\": \"A title\", \"date\": \"2022-03-23\", \"published\": \"2026-11-22\", \"countries\": [\"us\"],\n\"amounts\": [{\"kind\": \"stolen\", \"usd\": 4400000, \"asset\": \"ETH\", \"quantity\": 173600.000000000000000001, \"counts\": false}],\n\"sources\": {\"one\": {\"url\": \"https:\\/\\/example.org\\/\"}, \"two\": {\"accessed\": \"2022-01-02\"}},\n\"x_a\": {\"b\": [1, 2.5]}\n}\n\nText [@two].\n",
	}
	var incidents []*site.Incident
	for _, name := range []string{"yaml", "toml", "json"} {
		incident, problems := loader().Incident("content/incidents/abc.md", []byte(texts[name]), Shared{})
		if len(problems) > 0 {
			t.Fatalf("%s: %s", name, report(problems))
		}
		incident.Version = ""
		incident.Body.Citations = nil // their lines differ
		incidents = append(incidents, incident)
	}
	for _, other := range incidents[1:] {
		if diff := cmp.Diff(incidents[0], other, same); diff != "" {
			t.Errorf("YAML (-), the other (+):\n%s", diff)
		}
	}
	if got, want := incidents[0].Amounts[0].Quantity.String(), "173600.000000000000000001"; got != want {
		t.Errorf("Quantity = %s, want %s", got, want)
	}
}

func TestAmountsWithoutAnIDAreNamedByTheirKind(t *testing.T) {
	incident, problems := read(t, `---
amounts:
  - {kind: stolen}
  - {kind: stolen}
  - {kind: frozen}
  - {id: stolen-3, kind: lost}
  - {kind: stolen}
  - {usd: 1M}
  - {kind: "../../etc"}
  - {id: frozen, kind: frozen}
---
`)
	if problems != "" {
		t.Fatal(problems)
	}
	var got []string
	for _, a := range incident.Amounts {
		got = append(got, a.ID)
	}
	want := []string{"stolen", "stolen-2", "frozen-2", "stolen-3", "stolen-4", "amount", "amount-2", "frozen"}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("got (-), want (+):\n%s", diff)
	}
}

func TestEmptyFieldsAreNotWritten(t *testing.T) {
	got, problems := read(t, "---\ntitle:\nsummary: ~\ndate: ''\npublished: null\nreview:\namounts:\nsources:\nactors: []\ntags: [a, ~, '']\nexternal:\naliases:\n---\n")
	if problems != "" {
		t.Fatal(problems)
	}
	want := &site.Incident{
		ID: "abc", File: "content/incidents/abc.md", Version: got.Version, Published: site.NoDay,
		Review: site.Review{State: "unreviewed", On: site.NoDay}, Involved: []site.Involvement{}, Tags: []string{"a"}, Sources: []site.Source{},
	}
	if diff := cmp.Diff(got, want, same); diff != "" {
		t.Errorf("got (-), want (+):\n%s", diff)
	}
}

func TestSourcesHaveTheirOrderOfFirstUse(t *testing.T) {
	shared, _ := NewShared([]*site.Source{{Key: "in-text"}, {Key: "in-event"}, {Key: "in-amount"}, {Key: "own"}})
	text := `---
events: [{sources: [in-event, own, nowhere]}]
amounts: [{kind: stolen, sources: [in-amount], claims: [{sources: in-event}]}]
sources: {own: {title: Mine}}
---
Says [@in-text], and [@in-event], and [@own].
`
	incident, problems := loader().Incident("content/incidents/abc.md", []byte(text), shared)
	if len(problems) > 0 {
		t.Fatal(report(problems))
	}
	var got []string
	for _, s := range incident.Sources {
		got = append(got, s.Key)
	}
	if diff := cmp.Diff(got, []string{"own", "in-event", "in-amount", "in-text"}); diff != "" {
		t.Errorf("got (-), want (+):\n%s", diff)
	}
	if incident.Sources[0].Title != "Mine" {
		t.Error("the shared source stands before the entry's own")
	}
}

func TestTooManyAmountsOrSourcesAreNotRead(t *testing.T) {
	cfg := site.DefaultConfig()
	cfg.Limits.Amounts, cfg.Limits.Sources = 2, 1
	text := "---\namounts: [{kind: a}, {kind: b}, {kind: c}]\nsources: {a: {title: x}, b: {title: y}}\n---\n"
	incident, problems := New(cfg, loader().bodies).Incident("content/incidents/abc.md", []byte(text), Shared{})
	want := `content/incidents/abc.md:2:10: error: the entry has 3 amounts; 2 are read at most (too-large)
    hint: split the entry, or raise limits: amounts in config.yaml
content/incidents/abc.md:3:10: error: there are 2 sources; 1 are read at most (too-large)
    hint: split the entry, or raise limits: sources in config.yaml
`
	if got := report(problems); got != want {
		t.Errorf("got:\n%swant:\n%s", got, want)
	}
	if len(incident.Amounts)+len(incident.Sources) != 0 {
		t.Error("some were read")
	}
}

func TestAFileIsReportedWithABoundedNumberOfProblems(t *testing.T) {
	_, problems := loader().Incident("content/incidents/abc.md", []byte("---\n"+strings.Repeat("a_: 1\n", 2*mostProblems)+"---\n"), Shared{})
	if got, want := len(problems), mostProblems+1; got != want {
		t.Fatalf("%d problems, want %d", got, want)
	}
	if got, want := problems[mostProblems].Message, "the file has more than 500 problems; the others are not listed"; got != want {
		t.Errorf("the last problem is %q, want %q", got, want)
	}
}
