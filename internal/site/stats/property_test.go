package stats_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"blotter/internal/site"
	"blotter/internal/site/stats"
)

// anyRecord draws a record whose amounts refer to each other in every way that
// an editor could write, rings and dead ends included.
func anyRecord(t *rapid.T) *site.Record {
	rec := &site.Record{}
	entries := rapid.IntRange(0, 6).Draw(t, "entries")
	for i := range entries {
		in := &site.Incident{
			ID: fmt.Sprintf("entry-%d", i), Type: "theft",
			Status:    rapid.SampledFrom([]string{"confirmed", "confirmed", "reported", "disputed", "alleged", "withdrawn"}).Draw(t, "status"),
			Date:      anyDate(t),
			Chains:    rapid.SliceOfN(rapid.SampledFrom([]string{"bitcoin", "ethereum", "tron"}), 0, 3).Draw(t, "chains"),
			Published: site.DayOf(2024, 1, 1+rapid.IntRange(0, 500).Draw(t, "published")),
		}
		in.Involved = []site.Involvement{{Name: rapid.SampledFrom([]string{"A", "B"}).Draw(t, "actor"), Role: rapid.SampledFrom([]string{"perpetrator", "authority"}).Draw(t, "role")}}
		for n := range rapid.IntRange(0, 4).Draw(t, "amounts") {
			in.Amounts = append(in.Amounts, anyAmount(t, n, entries))
		}
		rec.Incidents = append(rec.Incidents, in)
	}
	return rec
}

func anyDate(t *rapid.T) site.Date {
	texts := []string{"2021", "2022", "2022-03", "2022-03-23", "2022-11-02", "2022-12-30/2023-01-02", "../2022-05", "unknown", "2023-01-05", "2024-02"}
	date, err := site.ParseDate(rapid.SampledFrom(texts).Draw(t, "date"))
	if err != nil {
		t.Fatal(err)
	}
	return date
}

func anyAmount(t *rapid.T, n, entries int) site.Amount {
	kinds := []site.Kind{"stolen", "lost", "frozen", "seized", "forfeited", "returned", "returned", "laundered"}
	a := site.Amount{ID: fmt.Sprintf("a%d", n), Reading: anyReading(t)}
	a.Kind = rapid.SampledFrom(kinds).Draw(t, "kind")
	for range rapid.IntRange(0, 2).Draw(t, "claims") {
		claim := site.Claim{Reading: anyReading(t)}
		claim.Kind = rapid.SampledFrom([]site.Kind{"", "stolen", "frozen", "seized"}).Draw(t, "claim kind")
		if rapid.IntRange(0, 3).Draw(t, "rejected") == 0 {
			claim.Rejected = "no"
		}
		a.Claims = append(a.Claims, claim)
	}
	a.PartOf, a.SameFunds, a.After = anyRef(t, entries), anyRef(t, entries), anyRef(t, entries)
	a.Aggregate = rapid.IntRange(0, 7).Draw(t, "aggregate") == 0
	if said := rapid.IntRange(0, 3).Draw(t, "counts"); said < 2 {
		counts := said == 1
		a.Counts = &counts
	}
	return a
}

func anyReading(t *rapid.T) (r site.Reading) {
	if rapid.IntRange(0, 4).Draw(t, "priced") > 0 {
		low := rapid.Int64Range(0, 1000).Draw(t, "cents")
		r.USDLow = site.MoneyFromCents(low)
		r.USDHigh = site.MoneyFromCents(low + rapid.SampledFrom([]int64{0, 0, 50}).Draw(t, "range"))
	}
	if rapid.Bool().Draw(t, "with asset") {
		r.Asset = rapid.SampledFrom([]string{"BTC", "ETH", "USDC"}).Draw(t, "asset")
		r.Quantity, _ = site.ParseQuantity(fmt.Sprint(rapid.IntRange(0, 50).Draw(t, "quantity")))
	}
	return r
}

// anyRef names no amount, mostly; else one of any entry, or one that is not
// there.
func anyRef(t *rapid.T, entries int) site.AmountRef {
	if rapid.IntRange(0, 3).Draw(t, "refers") > 0 {
		return site.AmountRef{}
	}
	ref := site.AmountRef{Amount: fmt.Sprintf("a%d", rapid.IntRange(0, 4).Draw(t, "of amount"))}
	if rapid.Bool().Draw(t, "elsewhere") {
		ref.Entry = fmt.Sprintf("entry-%d", rapid.IntRange(0, entries).Draw(t, "of entry"))
	}
	return ref
}

func count(rec *site.Record) (*site.Site, *site.Statistics) {
	s := linked(rec, site.DefaultConfig())
	return s, stats.Count(s)
}

// summaries gives every summary of the statistics.
func summaries(s *site.Site, st *site.Statistics) []*site.Summary {
	all := []*site.Summary{st.All(), st.Undated()}
	for _, d := range site.Dimensions {
		for _, group := range s.Groups[d] {
			all = append(all, st.ByGroup(group))
		}
	}
	for i := range st.Years() {
		all = append(all, st.Years()[i].Summary, st.Years()[i].NoMonth)
	}
	for _, table := range st.Roles() {
		for i := range table.Rows {
			all = append(all, table.Rows[i].Totals())
		}
	}
	if st.SoFar() != nil {
		all = append(all, st.SoFar().This.Summary, st.SoFar().Before.Summary)
	}
	return all
}

func totals(sum *site.Summary) []*site.Total {
	var all []*site.Total
	for i := range sum.Kinds {
		all = append(all, &sum.Kinds[i])
	}
	for i := range sum.Classes {
		all = append(all, &sum.Classes[i])
	}
	return all
}

func TestTotalsByYearMonthAndOverAllAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, st := count(anyRecord(t))
		parts := []*site.Summary{st.Undated()}
		months := map[int][]*site.Summary{}
		for i := range st.Months() {
			months[st.Months()[i].Year] = append(months[st.Months()[i].Year], st.Months()[i].Summary)
		}
		for i := range st.Years() {
			year := &st.Years()[i]
			parts = append(parts, year.Summary)
			agree(t, fmt.Sprint("the months of ", year.Year), year.Summary, append(months[year.Year], year.NoMonth)...)
		}
		agree(t, "years and undated", st.All(), parts...)
	})
}

// agree fails unless the parts add to the whole, kind by kind and class by
// class.
func agree(t *rapid.T, what string, whole *site.Summary, parts ...*site.Summary) {
	entries := 0
	for _, part := range parts {
		entries += part.Entries
	}
	if entries != whole.Entries {
		t.Errorf("%s have %d entries, want %d", what, entries, whole.Entries)
	}
	for _, want := range totals(whole) {
		var got site.Total
		for _, part := range parts {
			of := part.Class(want.Class)
			if want.Kind != "" {
				of = part.Kind(want.Kind)
			}
			if of == nil {
				continue
			}
			got.Value, got.Low, got.High = got.Value.Add(of.Value), got.Low.Add(of.Low), got.High.Add(of.High)
			got.ApartValue = got.ApartValue.Add(of.ApartValue)
			got.Entries += of.Entries
			got.Lines, got.Unpriced = append(got.Lines, of.Lines...), append(got.Unpriced, of.Unpriced...)
			got.Apart, got.Excluded = append(got.Apart, of.Apart...), append(got.Excluded, of.Excluded...)
		}
		if figures(&got) != figures(want) {
			t.Errorf("%s: %s %s = %s, want %s", what, want.Class, want.Kind, figures(&got), figures(want))
		}
	}
}

// figures writes the numbers of a total.
func figures(of *site.Total) string {
	return fmt.Sprintf("%s (%s to %s), apart %s, %d entries, %d+%d+%d-%d lines", of.Value, of.Low, of.High, of.ApartValue,
		of.Entries, len(of.Lines), len(of.Unpriced), len(of.Apart), len(of.Excluded))
}

func TestEveryTotalIsItsList(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, st := count(anyRecord(t))
		for _, sum := range summaries(s, st) {
			for _, total := range totals(sum) {
				isItsList(t, total)
			}
		}
	})
}

func isItsList(t *rapid.T, total *site.Total) {
	var again site.Total
	entries := map[*site.Entry]bool{}
	for _, line := range slices.Concat(total.Lines, total.Unpriced) {
		entries[line.Entry] = true
		again.Value, again.Low, again.High = again.Value.Add(line.Value), again.Low.Add(line.Low), again.High.Add(line.High)
		if line.Entry.Withdrawn() || line.Amount.Aggregate || line.Apart != "" || line.Excluded != "" || (total.Kind == "" && line.ClassExcluded != "") {
			t.Errorf("%s %s counts %s of %s, which it must not", total.Class, total.Kind, line.Amount.ID, line.Entry.ID)
		}
		if line.Amount.Kind.Class() != total.Class || (total.Kind != "" && line.Amount.Kind != total.Kind) {
			t.Errorf("%s %s mixes in %s", total.Class, total.Kind, line.Amount.Kind)
		}
	}
	if len(total.Unpriced) > 0 { // a line without a figure may still have a band of claims, which no total takes
		again.Low, again.High = total.Low, total.High
	}
	if !total.Value.Equal(again.Value) || !total.Low.Equal(again.Low) || !total.High.Equal(again.High) || total.Entries != len(entries) {
		t.Errorf("%s %s = %s, its list has %s in %d entries", total.Class, total.Kind, figures(total), figures(&again), len(entries))
	}
	if total.Value.Known() != (len(total.Lines) > 0) {
		t.Errorf("%s %s is %q with %d lines", total.Class, total.Kind, total.Value, len(total.Lines))
	}
	if total.Low.Cmp(total.Value) > 0 || total.Value.Cmp(total.High) > 0 {
		t.Errorf("%s %s: low %s <= value %s <= high %s does not hold", total.Class, total.Kind, total.Low, total.Value, total.High)
	}
	for _, list := range [][]*site.Line{total.Lines, total.Apart, total.Excluded} {
		if !slices.IsSortedFunc(list, func(a, b *site.Line) int { return b.Value.Cmp(a.Value) }) {
			t.Errorf("%s %s lists its lines out of order", total.Class, total.Kind)
		}
	}
}

func TestNoAmountIsCountedTwiceWhateverTheGraph(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, st := count(anyRecord(t))
		for _, total := range totals(st.All()) {
			main := slices.Concat(total.Lines, total.Unpriced)
			for _, line := range slices.Concat(main, total.Apart) {
				for source := range moneyOf(s, line) {
					counted := slices.ContainsFunc(main, func(l *site.Line) bool { return l.Amount == source }) ||
						line.Apart != "" && slices.ContainsFunc(total.Apart, func(l *site.Line) bool { return l.Amount == source })
					if counted && source != line.Amount {
						t.Errorf("%s %s counts %s of %s and %s, which tells of its money", total.Class, total.Kind, line.Amount.ID, line.Entry.ID, source.ID)
					}
				}
			}
		}
	})
}

// moneyOf gives all amounts in which the money of a line is told: its other
// tellings, the wholes it is in, the stages before it, and so on.
func moneyOf(s *site.Site, line *site.Line) map[*site.Amount]bool {
	tellings := map[*site.Amount][]*site.Amount{}
	where := map[*site.Amount]*site.Entry{}
	for _, entry := range s.Entries {
		for i := range entry.Amounts {
			a := &entry.Amounts[i]
			where[a] = entry
			if _, b := s.AmountAt(entry, a.SameFunds); b != nil && !a.Aggregate && !b.Aggregate {
				tellings[a], tellings[b] = append(tellings[a], b), append(tellings[b], a)
			}
		}
	}
	seen := map[*site.Amount]bool{}
	var walk func(a *site.Amount)
	walk = func(a *site.Amount) {
		if a == nil || seen[a] || a.Aggregate {
			return
		}
		seen[a] = true
		for _, other := range tellings[a] {
			walk(other)
		}
		for _, ref := range []site.AmountRef{a.PartOf, a.After} {
			_, to := s.AmountAt(where[a], ref)
			walk(to)
		}
	}
	walk(line.Amount)
	return seen
}

func TestAddingAnAggregateChangesNoTotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rec := anyRecord(t)
		_, before := count(rec)
		counts := rapid.Bool().Draw(t, "the editor says counts")
		aggregate := &site.Incident{ID: "aggregate", Status: "confirmed", Date: anyDate(t), Amounts: []site.Amount{anyAmount(t, 0, len(rec.Incidents))}}
		aggregate.Amounts[0].Aggregate = true
		if counts {
			aggregate.Amounts[0].Counts = &counts
		}
		_, after := count(&site.Record{Incidents: append(rec.Incidents, aggregate)})
		for _, want := range totals(before.All()) {
			got := after.All().Class(want.Class)
			if want.Kind != "" {
				got = after.All().Kind(want.Kind)
			}
			if !got.Value.Equal(want.Value) || !got.Low.Equal(want.Low) || !got.High.Equal(want.High) || !got.ApartValue.Equal(want.ApartValue) || got.Entries != want.Entries {
				t.Errorf("%s %s = %s, was %s", want.Class, want.Kind, figures(got), figures(want))
			}
		}
	})
}

func TestWithdrawingAnEntryRemovesExactlyItsAmounts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rec := anyRecord(t)
		if len(rec.Incidents) == 0 {
			return
		}
		chosen := rapid.SampledFrom(rec.Incidents).Draw(t, "withdrawn")
		_, before := count(rec)
		was := standing(before)
		gaveWay := waiting(before)
		changed := *chosen
		changed.Status = "withdrawn"
		incidents := slices.Clone(rec.Incidents)
		incidents[slices.Index(incidents, chosen)] = &changed
		_, after := count(&site.Record{Incidents: incidents})
		is := standing(after)
		for name := range was {
			if own := strings.Contains(name, " "+chosen.ID+"#"); own == is[name] {
				t.Errorf("%s: counted %v after %s is withdrawn", name, is[name], chosen.ID)
			}
		}
		for name := range is {
			if !was[name] && !gaveWay[name] {
				t.Errorf("%s is counted since %s is withdrawn, and gave way to nothing before", name, chosen.ID)
			}
		}
	})
}

// standing names the lines that count, by total.
func standing(st *site.Statistics) map[string]bool {
	names := map[string]bool{}
	for _, total := range totals(st.All()) {
		for _, line := range slices.Concat(total.Lines, total.Unpriced, total.Apart) {
			names[lineName(total, line)] = true
		}
	}
	return names
}

// waiting names the lines that gave way to other tellings of their money:
// those that are excluded though nothing in them or their entry says so.
func waiting(st *site.Statistics) map[string]bool {
	names := map[string]bool{}
	for _, total := range totals(st.All()) {
		for _, line := range total.Excluded {
			if !line.Entry.Withdrawn() && !line.Amount.Aggregate {
				names[lineName(total, line)] = true
			}
		}
	}
	return names
}

func lineName(total *site.Total, line *site.Line) string {
	return fmt.Sprintf("%s/%s %s#%s", total.Class, total.Kind, line.Entry.ID, line.Amount.ID)
}

func TestTheOrderOfTheFilesChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rec := anyRecord(t)
		shuffled := &site.Record{Incidents: rapid.Permutation(rec.Incidents).Draw(t, "order")}
		_, st := count(rec)
		_, again := count(shuffled)
		if got, want := everything(again), everything(st); got != want {
			t.Errorf("another order of the files gives\n%s\nwant\n%s", got, want)
		}
	})
}

func TestTheFlowOfFundsLosesNoMoney(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, st := count(anyRecord(t))
		flow := &st.Outcomes().Flow
		var left, entered, gone site.Money
		for _, edge := range flow.Edges {
			if edge.From == site.FlowTaken {
				left = left.Add(edge.Value)
			}
			if edge.To == site.FlowHeld {
				entered = entered.Add(edge.Value)
			}
			if edge.From == site.FlowHeld {
				gone = gone.Add(edge.Value)
			}
			if !edge.Value.Known() || edge.Value.Cmp(site.MoneyFromCents(0)) < 0 || len(edge.Outcomes) == 0 {
				t.Errorf("edge %s to %s is %q with %d outcomes", edge.From, edge.To, edge.Value, len(edge.Outcomes))
			}
		}
		if !left.Equal(flow.Taken) || !entered.Equal(gone) {
			t.Errorf("taken %s, %s left; %s was held, %s left that", flow.Taken, left, entered, gone)
		}
		taken := st.All().Class(site.Taken)
		if taken != nil && (!taken.Value.Equal(flow.Taken) || len(taken.Lines)+len(taken.Unpriced) != len(st.Outcomes().Each)) {
			t.Errorf("the flow begins with %s in %d lines, the total is %s", flow.Taken, len(st.Outcomes().Each), figures(taken))
		}
		for _, o := range st.Outcomes().Each {
			var sum site.Money
			for _, end := range o.Ends {
				sum = sum.Add(end.Value)
			}
			if len(o.Ends) > 0 && !sum.Equal(o.Taken.Value) {
				t.Errorf("the ends of %s add to %s, want %s", o.Taken.Amount.ID, sum, o.Taken.Value)
			}
		}
	})
}

// everything writes statistics as text, so that two can be compared.
func everything(st *site.Statistics) string {
	var b strings.Builder
	sum := func(s *site.Summary) {
		for _, total := range totals(s) {
			fmt.Fprintln(&b, figures(total))
			for _, line := range slices.Concat(total.Lines, total.Unpriced, total.Apart, total.Excluded) {
				fmt.Fprintln(&b, lineName(total, line), line.Why())
			}
		}
	}
	sum(st.All())
	for i := range st.Years() {
		fmt.Fprintln(&b, st.Years()[i].Year, st.Years()[i].Coarse)
		sum(st.Years()[i].Summary)
	}
	for _, o := range st.Outcomes().Each {
		fmt.Fprintln(&b, o.Taken.Entry.ID, o.Basis, o.Share, o.Why, len(o.Held), len(o.Final), o.Ends)
	}
	for _, edge := range st.Outcomes().Flow.Edges {
		fmt.Fprintln(&b, edge.From, edge.To, edge.Value)
	}
	for _, table := range st.Roles() {
		for i := range table.Rows {
			fmt.Fprintln(&b, table.Role, table.Rows[i].Profile.ID, len(table.Rows[i].Entries))
		}
	}
	for _, d := range st.Disagreements() {
		fmt.Fprintln(&b, d.Line.Entry.ID, d.Line.Amount.ID, d.Factor, len(d.Readings))
	}
	for _, r := range st.Largest() {
		for _, ranked := range r.Ranked {
			fmt.Fprintln(&b, r.Kind, ranked.Place, ranked.Tied, ranked.Line.Entry.ID)
		}
	}
	for _, m := range st.Quality() {
		fmt.Fprintln(&b, m.Key, m.Count, m.Of)
	}
	for _, list := range st.Exclusions() {
		fmt.Fprintln(&b, list.Reason, len(list.Lines))
	}
	return b.String()
}
