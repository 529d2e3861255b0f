package stats_test

import (
	"fmt"
	"testing"

	"blotter/internal/site"
)

func TestMoneyIsAddedOnceWhereverItIsTold(t *testing.T) {
	for _, c := range []struct {
		why       string
		incidents []*site.Incident
		want      map[string]string // kind or class -> value
		reasons   map[string]site.Reason
	}{
		{"a part is not added to its whole",
			[]*site.Incident{incident(t, "plea", "2023", money(t, "settled 4B"), money(t, "fined 1.8B", partOf("settled")), money(t, "forfeited 2.5B", partOf("settled")))},
			map[string]string{"settled": "$4B", "fined": "none counted", "penalty": "$4B", "final": "none counted"},
			map[string]site.Reason{"plea#fined": site.ExcludedPart, "plea#forfeited": site.ExcludedPart}},
		{"a part of a sum over many incidents counts, because nobody adds the sum",
			[]*site.Incident{incident(t, "year", "2022", money(t, "stolen 1.7B", aggregate)), incident(t, "ronin", "2022-03", money(t, "stolen 620M", partOf("year#stolen")))},
			map[string]string{"stolen": "$620M", "taken": "$620M"},
			map[string]site.Reason{"year#stolen": site.ExcludedAggregate}},
		{"a sum over many incidents is not added even if an editor says so",
			[]*site.Incident{incident(t, "year", "2022", money(t, "stolen 1.7B", aggregate, counts(true)))},
			map[string]string{"stolen": "none counted"},
			map[string]site.Reason{"year#stolen": site.ExcludedAggregate}},
		{"money told in two entries is added in the one that the other points to",
			[]*site.Incident{incident(t, "theft", "2016", money(t, "seized 3.5B", sameFunds("seizure#seized"))), incident(t, "seizure", "2022", money(t, "seized 3.6B"))},
			map[string]string{"seized": "$3.6B", "held": "$3.6B"},
			map[string]site.Reason{"theft#seized": site.ExcludedSameFunds}},
		{"a later stage is added in its kind and not in its class",
			[]*site.Incident{incident(t, "freeze", "2022", money(t, "frozen 5M")), incident(t, "seizure", "2023", money(t, "seized 4M", after("freeze#frozen")), money(t, "forfeited 3M", after("seized")))},
			map[string]string{"frozen": "$5M", "seized": "$4M", "held": "$5M", "forfeited": "$3M", "final": "$3M"},
			map[string]site.Reason{"seizure#seized": site.ExcludedStage}},
		{"a stage of another class between two of one class does not hide the first",
			[]*site.Incident{incident(t, "one", "2022", money(t, "frozen 5M"), money(t, "laundered 5M", after("frozen")), money(t, "seized 5M", after("laundered")))},
			map[string]string{"held": "$5M", "moved": "$5M"},
			map[string]site.Reason{"one#seized": site.ExcludedStage}},
		{"a later stage of the same kind is not added at all",
			[]*site.Incident{incident(t, "one", "2022", money(t, "frozen 5M"), money(t, "frozen 4M", id("again"), after("frozen")))},
			map[string]string{"frozen": "$5M", "held": "$5M"},
			map[string]site.Reason{"one#again": site.ExcludedStage}},
		{"a stage after money told in another entry gives way to the telling that counts",
			[]*site.Incident{
				incident(t, "theft", "2022", money(t, "frozen 5M", sameFunds("freeze#frozen"))),
				incident(t, "freeze", "2022", money(t, "frozen 5M")), incident(t, "seizure", "2023", money(t, "seized 5M", after("theft#frozen")))},
			map[string]string{"held": "$5M"},
			map[string]site.Reason{"seizure#seized": site.ExcludedStage, "theft#frozen": site.ExcludedSameFunds}},
		{"a stage after a whole gives way to the parts that count in its stead",
			[]*site.Incident{incident(t, "one", "2022",
				money(t, "frozen 10M", counts(false)), money(t, "frozen 6M", id("a"), partOf("frozen"), counts(true)), money(t, "frozen 4M", id("b"), partOf("frozen"), counts(true)),
				money(t, "seized 10M", after("frozen")))},
			map[string]string{"frozen": "$10M", "held": "$10M"},
			map[string]site.Reason{"one#frozen": site.ExcludedByEditor, "one#seized": site.ExcludedStage}},
		{"a part that is a later stage of its whole does not give way to itself",
			[]*site.Incident{incident(t, "one", "2022", money(t, "frozen 10M", counts(false)), money(t, "seized 6M", partOf("frozen"), after("frozen"), counts(true)))},
			map[string]string{"held": "$6M"},
			map[string]site.Reason{"one#frozen": site.ExcludedByEditor}},
		{"of two tellings that an editor wants added the one pointed to counts",
			[]*site.Incident{incident(t, "first", "2022", money(t, "frozen 5M", sameFunds("second#frozen"), counts(true))), incident(t, "second", "2023", money(t, "frozen 6M"))},
			map[string]string{"frozen": "$6M"},
			map[string]site.Reason{"first#frozen": site.ExcludedSameFunds}},
		{"a part that an editor wants added gives way to its whole all the same",
			[]*site.Incident{incident(t, "one", "2022", money(t, "frozen 10M"), money(t, "frozen 6M", id("a"), partOf("frozen"), counts(true)), money(t, "seized 1M", partOf("frozen"), counts(true)))},
			map[string]string{"frozen": "$10M", "seized": "$1M", "held": "$10M"},
			map[string]site.Reason{"one#a": site.ExcludedPart, "one#seized": site.ExcludedPart}},
		{"a part of another class may be added, if an editor says so",
			[]*site.Incident{incident(t, "one", "2022", money(t, "stolen 10M"), money(t, "laundered 6M", partOf("stolen"), counts(true)))},
			map[string]string{"stolen": "$10M", "laundered": "$6M"}, nil},
		{"amounts in a ring count once and do not hang",
			[]*site.Incident{incident(t, "one", "2022", money(t, "frozen 3M", after("seized")), money(t, "seized 2M", after("frozen")))},
			map[string]string{"held": "$3M", "frozen": "$3M", "seized": "$2M"},
			map[string]site.Reason{"one#seized": site.ExcludedSameFunds}},
		{"a withdrawn entry counts nowhere, and what gave way to it counts again",
			[]*site.Incident{with(incident(t, "freeze", "2022", money(t, "frozen 5M")), status("withdrawn")), incident(t, "seizure", "2023", money(t, "seized 4M", after("freeze#frozen")))},
			map[string]string{"frozen": "none counted", "held": "$4M"},
			map[string]site.Reason{"freeze#frozen": site.ExcludedWithdrawn}},
		{"money in the main figure does not give way to money shown apart",
			[]*site.Incident{with(incident(t, "rumour", "2022", money(t, "frozen 5M")), status("alleged")), incident(t, "seizure", "2023", money(t, "seized 4M", after("rumour#frozen")))},
			map[string]string{"held": "$4M"}, nil},
		{"money shown apart gives way to the main figure",
			[]*site.Incident{incident(t, "freeze", "2022", money(t, "frozen 5M")), with(incident(t, "rumour", "2023", money(t, "seized 4M", after("freeze#frozen"))), status("disputed"))},
			map[string]string{"held": "$5M"},
			map[string]site.Reason{"rumour#seized": site.ExcludedStage}},
		{"a reference that leads nowhere leaves a part out and a stage in",
			[]*site.Incident{incident(t, "one", "2022", money(t, "frozen 3M", after("nowhere#x")), money(t, "seized 2M", partOf("nowhere#x")))},
			map[string]string{"frozen": "$3M", "held": "$3M", "seized": "none counted"},
			map[string]site.Reason{"one#seized": site.ExcludedPart}},
		{"a reference to an old id is followed",
			[]*site.Incident{with(incident(t, "freeze", "2022", money(t, "frozen 5M")), func(in *site.Incident) { in.Aliases = []string{"old-freeze"} }), incident(t, "seizure", "2023", money(t, "seized 4M", after("old-freeze#frozen")))},
			map[string]string{"held": "$5M"},
			map[string]site.Reason{"seizure#seized": site.ExcludedStage}},
	} {
		s, st := count(record(c.incidents...))
		for what, want := range c.want {
			got := value(st.All(), what)
			if got == "unpriced" {
				got = "none counted"
			}
			if got != want {
				t.Errorf("%s: %s = %s, want %s", c.why, what, got, want)
			}
		}
		for name, want := range c.reasons {
			if got := lineOf(t, s, st, name).Why(); got != want {
				t.Errorf("%s: %s is left out as %q, want %q", c.why, name, got, want)
			}
		}
		for e := range st.Lines {
			for i := range st.Lines[e] {
				line := &st.Lines[e][i]
				if name := line.Entry.ID + "#" + line.Amount.ID; line.Why() != "" && c.reasons[name] == "" {
					t.Errorf("%s: %s is left out as %q", c.why, name, line.Why())
				}
			}
		}
	}
}

func TestTheValueIsThePreferredFigureAndTheBandRunsOverStandingReadings(t *testing.T) {
	for _, c := range []struct {
		why                      string
		amounts                  []site.Amount
		value, low, high         string
		lines, unpriced, entries int
	}{
		{"one figure is its own band", []site.Amount{money(t, "stolen 5M")}, "$5M", "$5M", "$5M", 1, 0, 1},
		{"a range counts with its lower bound", []site.Amount{money(t, "stolen 5M-7M")}, "$5M", "$5M", "$7M", 1, 0, 1},
		{"claims widen the band and not the value", []site.Amount{money(t, "stolen 5M", claim(t, "4M-4.5M x", ""), claim(t, "9M y", ""))}, "$5M", "$4M", "$9M", 1, 0, 1},
		{"a rejected claim does neither", []site.Amount{money(t, "stolen 5M", claim(t, "9M x", "wrong day"))}, "$5M", "$5M", "$5M", 1, 0, 1},
		{"an amount without a figure is counted aloud, whatever others claim", []site.Amount{money(t, "stolen 5M"), money(t, "stolen -", id("b"), claim(t, "9M x", ""))}, "$5M", "$5M", "$5M", 1, 1, 1},
		{"nothing but amounts without a figure is not zero", []site.Amount{money(t, "stolen -")}, "", "", "", 0, 1, 1},
		{"zero dollars are a figure", []site.Amount{money(t, "stolen 0")}, "$0", "$0", "$0", 1, 0, 1},
	} {
		_, st := count(record(incident(t, "one", "2022", c.amounts...)))
		total := st.All().Class(site.Taken)
		if total.Value.Short() != c.value || total.Low.Short() != c.low || total.High.Short() != c.high {
			t.Errorf("%s: got %s (%s to %s), want %s (%s to %s)", c.why, total.Value.Short(), total.Low.Short(), total.High.Short(), c.value, c.low, c.high)
		}
		if len(total.Lines) != c.lines || len(total.Unpriced) != c.unpriced || total.Entries != c.entries {
			t.Errorf("%s: %d lines, %d without a figure, %d entries", c.why, len(total.Lines), len(total.Unpriced), total.Entries)
		}
	}
}

func TestDisputedAndAllegedEntriesAreSummedApart(t *testing.T) {
	_, st := count(record(
		incident(t, "sure", "2022", money(t, "stolen 5M")),
		with(incident(t, "said", "2022", money(t, "stolen 2M"), money(t, "stolen -", id("b"))), status("alleged")),
		with(incident(t, "denied", "2022", money(t, "stolen 3M")), status("disputed"))))
	total := st.All().Kind("stolen")
	if total.Value.Short() != "$5M" || total.ApartValue.Short() != "$5M" || len(total.Apart) != 3 || total.Entries != 1 {
		t.Errorf("stolen = %s", figures(total))
	}
	if total.Apart[0].Apart != "disputed" || total.Apart[1].Apart != "alleged" {
		t.Errorf("apart: %q, %q", total.Apart[0].Apart, total.Apart[1].Apart)
	}
}

func TestAnEntryCountsInEachGroupItStandsIn(t *testing.T) {
	s, st := count(record(
		with(incident(t, "both", "2022-03-01", money(t, "stolen 5M")), func(in *site.Incident) { in.Chains = []string{"bitcoin", "ethereum"} }),
		with(incident(t, "one", "2022-04-01", money(t, "stolen 2M")), func(in *site.Incident) { in.Chains = []string{"bitcoin"} })))
	for _, group := range s.Groups[site.ByChain] {
		want := map[string]string{"bitcoin": "$7M", "ethereum": "$5M"}[group.Key]
		if got := value(st.ByGroup(group), "stolen"); got != want {
			t.Errorf("%s = %s, want %s", group.Key, got, want)
		}
	}
	if got := value(st.All(), "stolen"); got != "$7M" {
		t.Errorf("over all = %s, want $7M: the rows add to more than the whole", got)
	}
}

func TestADateKnownToTheYearStandsInTheYearAndInNoMonth(t *testing.T) {
	_, st := count(record(
		incident(t, "month", "2022-03", money(t, "stolen 5M")), incident(t, "year", "2022", money(t, "stolen 2M")),
		with(incident(t, "gone", "2022", money(t, "stolen 9M")), status("withdrawn")),
		incident(t, "later", "2024-01-05", money(t, "stolen 1M")), incident(t, "undated", "unknown", money(t, "stolen 3M"))))
	if len(st.Years()) != 3 || st.Years()[0].Year != 2022 || st.Years()[1].Group != nil || st.Years()[1].Entries != 0 {
		t.Fatalf("years = %+v, want 2022 to 2024 with an empty one between", st.Years())
	}
	year := &st.Years()[0]
	if value(year.Summary, "stolen") != "$7M" || year.Coarse != 1 || value(year.NoMonth, "stolen") != "$2M" || len(year.NoMonthEntries) != 2 {
		t.Errorf("2022 = %s with %d known to the year only", value(year.Summary, "stolen"), year.Coarse)
	}
	if value(st.Undated(), "stolen") != "$3M" || len(st.UndatedEntries()) != 1 {
		t.Errorf("undated = %s", value(st.Undated(), "stolen"))
	}
	if len(st.Months()) != 23 || st.Months()[0].Year != 2022 || st.Months()[0].Month != 3 || st.Months()[22].Month != 1 || st.Months()[1].Group != nil {
		t.Fatalf("%d months, want March 2022 to January 2024", len(st.Months()))
	}
	if got := value(st.Months()[0].Summary, "stolen"); got != "$5M" {
		t.Errorf("March 2022 = %s, want $5M", got)
	}
}

func TestAnEmptyRecordCountsToNothing(t *testing.T) {
	_, st := count(record())
	if st.All().Entries != 0 || len(st.Years()) != 0 || len(st.Months()) != 0 || st.SoFar() != nil || len(st.Outcomes().Flow.Edges) != 0 {
		t.Errorf("statistics of nothing: %+v", st)
	}
}

func TestAnUnknownKindIsInNoTotal(t *testing.T) {
	_, st := count(record(incident(t, "one", "2022", money(t, "borrowed 5M"), money(t, "stolen 1M"))))
	if len(st.All().Kinds) != 1 || len(st.All().Classes) != 1 || value(st.All(), "stolen") != "$1M" {
		t.Errorf("kinds = %+v", st.All().Kinds)
	}
}

func TestAChainOfTenThousandStagesIsCountedOnce(t *testing.T) {
	in := incident(t, "long", "2022", money(t, "frozen 5M"))
	in.Amounts[0].ID = "stage-0"
	for i := 1; i < 10_000; i++ {
		kind := []string{"seized 4M", "laundered 3M", "frozen 2M"}[i%3]
		in.Amounts = append(in.Amounts, money(t, kind, id(fmt.Sprint("stage-", i)), after(fmt.Sprint("stage-", i-1))))
	}
	_, st := count(record(in))
	if held := st.All().Class(site.Held); held.Value.Short() != "$5M" || len(held.Lines) != 1 {
		t.Errorf("held = %s in %d lines, want the first stage", held.Value.Short(), len(held.Lines))
	}
}
