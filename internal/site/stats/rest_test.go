package stats_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"blotter/internal/site"
	"blotter/internal/site/stats"
)

func TestEqualFiguresShareAPlace(t *testing.T) {
	var incidents []*site.Incident
	for i := range 25 {
		figure := fmt.Sprintf("stolen %dM", 100-i)
		if i == 1 || i >= 19 {
			figure = fmt.Sprintf("stolen %dM", 100-min(i-i%2, 18)) // the second ties with the first, the last seven with the nineteenth
		}
		incidents = append(incidents, incident(t, fmt.Sprintf("theft-%02d", i), "2022", money(t, figure)))
	}
	incidents = append(incidents, incident(t, "unpriced", "2022", money(t, "stolen -")), incident(t, "frozen", "2022", money(t, "frozen 1M")))
	_, st := count(record(incidents...))
	if len(st.Largest()) != 2 || st.Largest()[0].Kind != "stolen" || st.Largest()[1].Kind != "frozen" {
		t.Fatalf("rankings = %+v", st.Largest())
	}
	r := st.Largest()[0]
	if len(r.Ranked) != 25 || r.Rest != 0 || len(r.Total.Unpriced) != 1 {
		t.Errorf("%d ranked, %d below, %d without a figure: ties of the last place belong to it", len(r.Ranked), r.Rest, len(r.Total.Unpriced))
	}
	for i, want := range map[int]struct {
		place int
		tied  bool
	}{0: {1, true}, 1: {1, true}, 2: {3, false}, 17: {18, false}, 18: {19, true}, 24: {19, true}} {
		if got := r.Ranked[i]; got.Place != want.place || got.Tied != want.tied {
			t.Errorf("line %d: place %d, tied %v, want %d, %v", i, got.Place, got.Tied, want.place, want.tied)
		}
	}
}

func TestARankingEndsAfterTwentyPlaces(t *testing.T) {
	var incidents []*site.Incident
	for i := range 30 {
		incidents = append(incidents, incident(t, fmt.Sprintf("theft-%02d", i), "2022", money(t, fmt.Sprintf("stolen %dM", i+1))))
	}
	_, st := count(record(incidents...))
	if r := st.Largest()[0]; len(r.Ranked) != 20 || r.Rest != 10 || r.Ranked[0].Line.Value.Short() != "$30M" {
		t.Errorf("%d ranked, %d below", len(r.Ranked), r.Rest)
	}
}

func event(t *testing.T, kind, when string) site.Event {
	return site.Event{Type: kind, Date: date(t, when)}
}

func TestDelaysAreSpansBetweenTheDaysThatTheDatesAllow(t *testing.T) {
	for _, c := range []struct {
		why       string
		in        *site.Incident
		low, high int
		measured  bool
		unclear   int
	}{
		{"from the date of a theft", with(incident(t, "a", "2022-03-23", money(t, "stolen 5M")), func(in *site.Incident) { in.Events = []site.Event{event(t, "disclosed", "2022-03-29")} }), 6, 6, true, 0},
		{"from the event that says when it occurred", with(incident(t, "a", "2022-03-23", money(t, "stolen 5M")), func(in *site.Incident) {
			in.Events = []site.Event{event(t, "disclosed", "2022-03-29"), event(t, "occurred", "2022-03-20")}
		}), 9, 9, true, 0},
		{"to the first of several", with(incident(t, "a", "2022-03-23", money(t, "stolen 5M")), func(in *site.Incident) {
			in.Events = []site.Event{event(t, "disclosed", "2022-04-29"), event(t, "disclosed", "2022-03-24")}
		}), 1, 1, true, 0},
		{"a month leaves it open by its days", with(incident(t, "a", "2022-03-23", money(t, "stolen 5M")), func(in *site.Incident) { in.Events = []site.Event{event(t, "disclosed", "2022-04")} }), 9, 38, true, 0},
		{"one month for both is not a negative delay", with(incident(t, "a", "2022-03", money(t, "stolen 5M")), func(in *site.Incident) { in.Events = []site.Event{event(t, "disclosed", "2022-03-10")} }), 0, 9, true, 0},
		{"a follower before the deed is unclear", with(incident(t, "a", "2022-03-23", money(t, "stolen 5M")), func(in *site.Incident) { in.Events = []site.Event{event(t, "disclosed", "2022-03-01")} }), 0, 0, false, 1},
		{"an open date is unclear", with(incident(t, "a", "2022-03-23", money(t, "stolen 5M")), func(in *site.Incident) { in.Events = []site.Event{event(t, "disclosed", "2022-05/..")} }), 0, 0, false, 1},
		{"the date of a fine is not the date of a deed", with(incident(t, "a", "2022-03-23", money(t, "fined 5M")), func(in *site.Incident) { in.Events = []site.Event{event(t, "disclosed", "2022-03-29")} }), 0, 0, false, 0},
		{"nor is that of a seizure which retells the theft", with(incident(t, "a", "2022-03-23", money(t, "stolen 5M", sameFunds("b#stolen"))), func(in *site.Incident) { in.Events = []site.Event{event(t, "disclosed", "2022-03-29")} }), 0, 0, false, 0},
		{"a withdrawn entry has no delay", with(incident(t, "a", "2022-03-23", money(t, "stolen 5M")), status("withdrawn"), func(in *site.Incident) { in.Events = []site.Event{event(t, "disclosed", "2022-03-29")} }), 0, 0, false, 0},
	} {
		_, st := count(record(c.in))
		if !c.measured && c.unclear == 0 {
			if len(st.Delays()) != 0 {
				t.Errorf("%s: %+v", c.why, st.Delays())
			}
			continue
		}
		if len(st.Delays()) != 1 || len(st.Delays()[0].Unclear) != c.unclear || (len(st.Delays()[0].Cases) == 1) != c.measured {
			t.Errorf("%s: %+v", c.why, st.Delays())
			continue
		}
		if c.measured {
			if got := st.Delays()[0].Cases[0]; got.Low != c.low || got.High != c.high {
				t.Errorf("%s: %d to %d days, want %d to %d", c.why, got.Low, got.High, c.low, c.high)
			}
		}
	}
}

func TestADelayToAFreezeMayBeDatedByItsAmount(t *testing.T) {
	frozen := money(t, "frozen 1M", after("stolen"))
	frozen.Date = date(t, "2022-03-25")
	_, st := count(record(incident(t, "a", "2022-03-23", money(t, "stolen 5M"), frozen)))
	if len(st.Delays()) != 1 || st.Delays()[0].To != "frozen" || st.Delays()[0].Median.String() != "2" {
		t.Errorf("delays = %+v", st.Delays())
	}
}

func TestQuartilesAreInterpolatedAsSpreadsheetsDo(t *testing.T) {
	for _, c := range []struct {
		days []int
		want string
	}{
		{[]int{7}, "7 | 7 | 7"},
		{[]int{1, 4}, "1.75 | 2.5 | 3.25"},
		{[]int{6, 7, 15, 36, 39, 40, 41, 42, 43, 47, 49}, "25.5 | 40 | 42.5"},
		{[]int{49, 7, 41, 15, 39, 36}, "20.25 | 37.5 | 40.5"},
	} {
		var incidents []*site.Incident
		for i, days := range c.days {
			occurred := site.DayOf(2022, 1, 1)
			incidents = append(incidents, with(incident(t, fmt.Sprint("theft-", i), "2022-01-01", money(t, "stolen 1M")), func(in *site.Incident) {
				in.Events = []site.Event{{Type: "discovered", Date: (occurred + site.Day(days)).Date()}}
			}))
		}
		_, st := count(record(incidents...))
		d := st.Delays()[0]
		if got := fmt.Sprint(d.LowerQuartile, " | ", d.Median, " | ", d.UpperQuartile); got != c.want {
			t.Errorf("quartiles of %v = %s, want %s", c.days, got, c.want)
		}
	}
}

func TestAMedianOfUncertainDelaysIsASpan(t *testing.T) {
	_, st := count(record(with(incident(t, "a", "2022-03", money(t, "stolen 1M")), func(in *site.Incident) {
		in.Events = []site.Event{event(t, "attributed", "2022-04-10")}
	})))
	if got := st.Delays()[0].Median.String(); got != "10 to 40" {
		t.Errorf("median = %q, want %q", got, "10 to 40")
	}
}

func TestActorsStandInATableForEachRole(t *testing.T) {
	play := func(role, standing string) func(*site.Incident) {
		return func(in *site.Incident) {
			in.Involved = append(in.Involved, site.Involvement{Name: "Binance", Role: role, Standing: standing})
		}
	}
	s, st := count(record(
		with(incident(t, "plea", "2023", money(t, "settled 4B")), play("perpetrator", "convicted"), play("perpetrator", "charged")),
		with(incident(t, "freeze", "2022", money(t, "frozen 5M")), play("responder", "")),
		with(incident(t, "case", "2021", money(t, "settled 1B")), play("perpetrator", "charged")),
		with(incident(t, "gone", "2020", money(t, "settled 9B")), status("withdrawn"), play("perpetrator", "charged"))))
	if len(st.Roles()) != 2 || st.Roles()[0].Role != "perpetrator" || st.Roles()[1].Role != "responder" {
		t.Fatalf("roles = %+v", st.Roles())
	}
	row := st.Roles()[0].Rows[0]
	if len(row.Entries) != 2 || value(row.Totals(), "settled") != "$5B" || value(row.Totals(), "frozen") != "none" {
		t.Errorf("as perpetrator: %d entries, settled %s", len(row.Entries), value(row.Totals(), "settled"))
	}
	var standings []string
	for _, standing := range row.Standings {
		standings = append(standings, fmt.Sprint(standing.Standing, " ", len(standing.Entries)))
	}
	if got := strings.Join(standings, ", "); got != "charged 2, convicted 1" {
		t.Errorf("standings = %q", got)
	}
	if got := st.Roles()[1].Rows[0].Standings; len(got) != 1 || got[0].Standing != "" {
		t.Errorf("standings as responder = %+v", got)
	}
	if s.ProfileOf["binance"].Group.Entries[0].ID != "gone" {
		t.Error("the group of the actor lost its withdrawn entry")
	}
}

func TestEnforcementIsByAuthority(t *testing.T) {
	by := func(name string) func(*site.Incident) {
		return func(in *site.Incident) {
			in.Involved = append(in.Involved, site.Involvement{Name: name, Role: "authority"})
		}
	}
	_, st := count(record(
		with(incident(t, "list", "2022"), by("OFAC"), by("FBI"), func(in *site.Incident) { in.Type = "sanction" }),
		with(incident(t, "case", "2023", money(t, "seized 5M")), by("FBI"), func(in *site.Incident) {
			in.Events = []site.Event{event(t, "charged", "2023"), event(t, "sanctioned", "2023")}
		})))
	if len(st.Enforcement()) != 2 {
		t.Fatalf("rows = %+v", st.Enforcement())
	}
	fbi, ofac := st.Enforcement()[0], st.Enforcement()[1]
	if fbi.Profile.Name != "FBI" || len(fbi.Entries) != 2 || len(fbi.Sanctions) != 2 || len(fbi.Charges) != 1 || value(fbi.Summary, "seized") != "$5M" {
		t.Errorf("FBI: %+v", fbi)
	}
	if ofac.Profile.Name != "OFAC" || len(ofac.Sanctions) != 1 || len(ofac.Charges) != 0 {
		t.Errorf("OFAC: %+v", ofac)
	}
}

func TestDisagreementsAreOrderedByFactor(t *testing.T) {
	_, st := count(record(
		incident(t, "little", "2022", money(t, "stolen 100M", claim(t, "90M x", ""))),
		incident(t, "much", "2022", money(t, "stolen 1M", claim(t, "3M x", ""))),
		incident(t, "from-nothing", "2022", money(t, "stolen 1M", claim(t, "0 x", ""))),
		incident(t, "sum", "2022", money(t, "stolen 1M", aggregate, claim(t, "2M x", ""))),
		incident(t, "agreed", "2022", money(t, "stolen 1M", claim(t, "1M x", ""))),
		incident(t, "rejected", "2022", money(t, "stolen 1M", claim(t, "9M x", "no"))),
		incident(t, "retold", "2022", money(t, "stolen 1M", sameFunds("much#stolen"), claim(t, "9M x", ""))),
		with(incident(t, "gone", "2022", money(t, "stolen 1M", claim(t, "9M x", ""))), status("withdrawn"))))
	var got []string
	for _, d := range st.Disagreements() {
		got = append(got, d.Line.Entry.ID)
	}
	if want := "from-nothing much sum little"; strings.Join(got, " ") != want {
		t.Errorf("disagreements = %q, want %q", strings.Join(got, " "), want)
	}
	if first := st.Disagreements()[0]; first.HasFactor {
		t.Errorf("factor over nothing = %s", first.Factor)
	}
}

func TestQualityCountsWhatItLists(t *testing.T) {
	source := func(key, publisher, kind, archive, status string) site.Source {
		return site.Source{Key: key, Publisher: publisher, Kind: kind, Archive: archive, Status: status}
	}
	s, st := count(record(
		with(incident(t, "good", "2022-03-23", money(t, "stolen 1M")), func(in *site.Incident) {
			in.Review.State = "reviewed"
			in.Sources = []site.Source{source("a", "Treasury", "official", "https://archive.example/1", ""), source("b", "The Post", "news", "", "dead")}
			in.Updates = []site.Update{{Type: "correction"}}
		}),
		with(incident(t, "poor", "2022-03", money(t, "stolen -"), money(t, "stolen -", id("part"), partOf("stolen"))), status("alleged"), func(in *site.Incident) {
			in.Sources = []site.Source{source("a", "the post", "news", "", "")}
		}),
		with(incident(t, "gone", "2021"), status("withdrawn"), func(in *site.Incident) {
			in.Sources = []site.Source{source("a", "Gazette", "news", "", "dead")}
		})))
	want := map[string]string{
		"unarchived": "2/3 poor good", "dead": "1/3 good", "single-source": "1/2 poor", "primary-source": "1/2 good", "unreviewed": "1/2 poor",
		"without-figure": "1/2 poor", "partial-date": "1/2 poor", "disputed": "1/2 poor", "corrected": "1/2 good",
	}
	for _, m := range st.Quality() {
		var names []string
		for _, entry := range m.Entries {
			names = append(names, entry.ID)
		}
		if got := fmt.Sprintf("%d/%d %s", m.Count, m.Of, strings.Join(names, " ")); got != want[m.Key] {
			t.Errorf("%s = %q, want %q", m.Key, got, want[m.Key])
		}
		delete(want, m.Key)
	}
	if len(want) > 0 {
		t.Errorf("not measured: %v", want)
	}
	if len(st.Quality()[0].Sources) != 2 || st.Quality()[0].Sources[1].Key != "b" || st.Quality()[0].Sources[1].Entry.ID != "good" {
		t.Errorf("sources without a copy = %+v", st.Quality()[0].Sources)
	}
	if share, ok := st.Quality()[0].Share(); !ok || share.String() != "66.7 %" {
		t.Errorf("share = %s", share)
	}
	if len(st.Publishers()) != 2 || st.Publishers()[0].Group.Label != "The Post" && st.Publishers()[0].Group.Label != "the post" {
		t.Fatalf("publishers = %+v, want two, none from a withdrawn entry alone", st.Publishers())
	}
	if p := st.Publishers()[0]; p.Sources != 2 || p.Dead != 1 || p.Archived != 0 || len(p.Kinds) != 1 || p.Kinds[0] != (site.KeyCount{Key: "news", Count: 2}) {
		t.Errorf("The Post: %+v", p)
	}
	if len(s.Groups[site.ByPublisher]) != 3 {
		t.Error("the withdrawn entry lost its publisher's page")
	}
}

func TestExclusionsAreListedByReason(t *testing.T) {
	_, st := count(record(
		incident(t, "one", "2022", money(t, "frozen 5M"), money(t, "frozen 2M", id("p"), partOf("frozen")), money(t, "frozen 3M", id("q"), partOf("frozen")),
			money(t, "seized 4M", after("frozen")), money(t, "stolen 1M", counts(false)), money(t, "lost 9M", aggregate), money(t, "returned 1M", sameFunds("x#y"))),
		with(incident(t, "gone", "2022", money(t, "stolen 7M")), status("withdrawn"))))
	var got []string
	for _, list := range st.Exclusions() {
		var ids []string
		for _, line := range list.Lines {
			ids = append(ids, line.Amount.ID)
		}
		got = append(got, string(list.Reason)+": "+strings.Join(ids, " "))
	}
	want := strings.Join([]string{
		"part of another amount: q p", "same money as in another entry: returned", "later stage of money already in the class: seized",
		"a sum over many incidents: lost", "left out by the editors: stolen", "the entry is withdrawn: stolen"}, "\n")
	if strings.Join(got, "\n") != want {
		t.Errorf("exclusions:\n%s\nwant:\n%s", strings.Join(got, "\n"), want)
	}
}

func TestThisYearIsComparedWithTheSameDaysOfTheLast(t *testing.T) {
	published := func(day site.Day) func(*site.Incident) {
		return func(in *site.Incident) { in.Published = day }
	}
	_, st := count(record(
		with(incident(t, "this", "2024-02-10", money(t, "stolen 1M")), published(site.DayOf(2024, 2, 29))),
		incident(t, "before", "2023-02-28", money(t, "stolen 2M")), incident(t, "day-after", "2023-03-01", money(t, "stolen 4M")),
		incident(t, "some-day", "2023", money(t, "stolen 8M")), incident(t, "over-new-year", "2022-12-31/2023-01-01", money(t, "stolen 16M")),
		incident(t, "long-ago", "2020-01-01", money(t, "stolen 32M")), incident(t, "undated", "unknown", money(t, "stolen 64M"))))
	so := st.SoFar()
	if so.AsOf != site.DayOf(2024, 2, 29) || so.Before.Last != site.DayOf(2023, 2, 28) || so.Before.First != site.DayOf(2023, 1, 1) {
		t.Errorf("as of %s, before to %s", so.AsOf, so.Before.Last)
	}
	if got := value(so.This.Summary, "stolen") + " " + value(so.Before.Summary, "stolen"); got != "$1M $2M" {
		t.Errorf("this and before = %s, want $1M $2M", got)
	}
	if len(so.Unclear) != 2 {
		t.Errorf("unclear = %v, want the year and the interval", so.Unclear)
	}
}

func TestAQueryInProseGivesTheFigureOfThePageItLinksTo(t *testing.T) {
	rec := record(
		with(incident(t, "ronin", "2022-03-23", money(t, "stolen 620M"), money(t, "frozen -")), func(in *site.Incident) {
			in.Chains, in.Countries, in.Techniques, in.Tags = []string{"ethereum"}, []string{"KR"}, []string{"bridge-exploit"}, []string{"games"}
			in.Involved = []site.Involvement{{Name: "Lazarus Group", Role: "perpetrator"}}
		}),
		with(incident(t, "upbit", "2019-11-27", money(t, "stolen 50M")), func(in *site.Incident) {
			in.Chains = []string{"ethereum"}
			in.Involved = []site.Involvement{{Name: "Lazarus Group", Role: "perpetrator"}}
		}))
	cfg := site.DefaultConfig()
	cfg.BaseURL = "https://example.org/record/"
	s := linked(rec, cfg)
	st := stats.Count(s)
	for _, c := range []struct{ query, text, href string }{
		{`total "stolen"`, "$670M", "/record/stats/kinds/stolen/"},
		{`total "taken"`, "$670M", "/record/stats/taken/"},
		{`total "stolen" year="2022"`, "$620M", "/record/stats/2022/taken/"},
		{`total "stolen" month="2022-03"`, "$620M", "/record/incidents/2022/03/"},
		{`total "stolen" type="theft"`, "$670M", "/record/types/theft/"},
		{`total "stolen" actor="lazarus-group"`, "$670M", "/record/actors/lazarus-group/"},
		{`total “stolen” country=“kr”`, "$620M", "/record/countries/kr/"},
		{`total &quot;stolen&quot; technique=&quot;bridge-exploit&quot;`, "$620M", "/record/techniques/bridge-exploit/"},
		{`total "stolen" tag="games"`, "$620M", "/record/tags/games/"},
		{`total "stolen"  actor = "Lazarus group" year="2019"`, "$50M", "/record/search/?actor=lazarus-group&year=2019"},
		{`total "frozen"`, "no stated amount", "/record/stats/kinds/frozen/"},
	} {
		figure, err := st.Evaluate(c.query)
		if err != nil || figure.Text != c.text || figure.Href != c.href || figure.Total == nil {
			t.Errorf("%s = %q, %q, %v; want %q, %q", c.query, figure.Text, figure.Href, err, c.text, c.href)
		}
	}
}

func TestAWrongQuerySaysWhatIsWrong(t *testing.T) {
	s, st := count(record(incident(t, "ronin", "2022-03-23", money(t, "stolen 620M")), incident(t, "other", "2021")))
	for _, c := range []struct{ query, why, hint string }{
		{`sum "stolen"`, "right form", `total "stolen"`},
		{`total stolen`, "right form", `total "stolen"`},
		{`total "stolen" year`, "right form", `total "stolen"`},
		{`total "stolen" year=2022`, "right form", `total "stolen"`},
		{`total "stolen" year="2022`, "right form", `total "stolen"`},
		{`total "stole"`, `"stole" is neither a kind nor a class`, "stolen, defrauded"},
		{`total "stolen" colour="red"`, `"colour" is not a filter`, "year, month, type"},
		{`total "stolen" year="1999"`, `no entry has the year "1999"`, ""},
		{`total "stolen" actor="nobody"`, `no entry has the actor "nobody"`, ""},
		{`total "fined"`, "nothing in the set is recorded as fined", ""},
		{`total "stolen" year="2021"`, "nothing in the set is recorded as stolen", ""},
	} {
		_, err := stats.Evaluate(st, s, c.query)
		var wrong *site.ParseError
		if !errors.As(err, &wrong) {
			t.Errorf("%s: %v, want a mistake of the editor's", c.query, err)
			continue
		}
		if !strings.Contains(wrong.Why, c.why) || !strings.Contains(wrong.Hint, c.hint) {
			t.Errorf("%s: %v (hint %q), want %q", c.query, err, wrong.Hint, c.why)
		}
	}
}
