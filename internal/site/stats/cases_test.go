package stats_test

import (
	"strings"
	"testing"

	"blotter/internal/site"
)

// The awkward cases of the real record, with its figures.

func bitfinex(t *testing.T) *site.Record {
	return record(
		incident(t, "bitfinex-theft", "2016-08-02",
			money(t, "stolen 71M", asset(t, "119754 BTC"), valuedAt(t, "2016-08"), claim(t, "72M press", ""), claim(t, "4.5B prosecutors", "the price of another day")),
			money(t, "seized 3.6B", asset(t, "94000 BTC"), valuedAt(t, "2022-02"), sameFunds("bitfinex-bitcoin-seizure#seized"), after("stolen"))),
		incident(t, "bitfinex-bitcoin-seizure", "2022-02-08",
			money(t, "stolen 71M", asset(t, "119754 BTC"), sameFunds("bitfinex-theft#stolen")),
			money(t, "seized 3.6B", asset(t, "94000 BTC"), valuedAt(t, "2022-02"), precision("at-least"))))
}

func TestBitfinexGotFourFifthsOfItsCoinsBackAndNotFiftyTimesItsMoney(t *testing.T) {
	s, st := count(bitfinex(t))
	if got := value(st.All(), "stolen") + " stolen, " + value(st.All(), "seized") + " seized"; got != "$71M stolen, $3.6B seized" {
		t.Errorf("totals: %s", got)
	}
	if len(st.Outcomes().Each) != 1 {
		t.Fatalf("%d outcomes, want one", len(st.Outcomes().Each))
	}
	o := st.Outcomes().Each[0]
	if o.Basis != site.InAsset || o.Share.String() != "78.5 %" || !o.AtLeast {
		t.Errorf("outcome: %s, %s, at least %v; want at least 78.5 %% in the asset", o.Basis, o.Share, o.AtLeast)
	}
	if o.Why != "94,000 of 119,754 BTC" {
		t.Errorf("measured as %q", o.Why)
	}
	if len(o.Last) != 1 || o.Last[0] != lineOf(t, s, st, "bitfinex-bitcoin-seizure#seized") {
		t.Errorf("last stage = %v, want the telling that counts", o.Last)
	}
	// In dollars of 2016, that the flow adds.
	if len(o.Ends) != 2 || o.Ends[0].Kind != "seized" || o.Ends[0].Value.Long() != "$55,730,915.04" || o.Ends[1].Value.Long() != "$15,269,084.96" {
		t.Errorf("ends = %+v", o.Ends)
	}
}

func TestEulerReturnedMoreDollarsThanWereStolenAndIsNotCompared(t *testing.T) {
	for _, c := range []struct {
		why      string
		returned []site.Amount
		reason   string
	}{
		{"dollars of another day exceed the loss", []site.Amount{money(t, "returned 240M", after("stolen"))}, "more dollars came back"},
		{"coins without dollars cannot be set beside dollars",
			[]site.Amount{money(t, "returned -", asset(t, "95556.36059211764 ETH"), after("stolen")), money(t, "returned -", id("dai"), asset(t, "43063729.35 DAI"), after("stolen"))},
			"not in one asset"},
	} {
		_, st := count(record(incident(t, "euler", "2023-03-13", append([]site.Amount{money(t, "stolen 197M", claim(t, "196M others", ""))}, c.returned...)...)))
		o := st.Outcomes().Each[0]
		if o.Basis != site.NotComparable || !strings.Contains(o.Why, c.reason) || o.Share != (site.Share{}) || len(o.Final) != len(c.returned) {
			t.Errorf("%s: %s, %s, %q", c.why, o.Basis, o.Share, o.Why)
		}
		edges := st.Outcomes().Flow.Edges
		if len(edges) != 1 || edges[0].To != site.FlowNotComparable || edges[0].Value.Short() != "$197M" {
			t.Errorf("%s: flow = %+v", c.why, edges)
		}
	}
}

func TestThePartsOfTheBinancePleaExceedItsHeadlineAndAreNotAdded(t *testing.T) {
	_, st := count(record(incident(t, "binance-guilty-plea", "2023-11-21",
		money(t, "settled 4316126163"),
		money(t, "forfeited 2510650588", partOf("settled")), money(t, "fined 1805475575", partOf("settled")),
		money(t, "fined 3.4B", id("fincen"), counts(false)), money(t, "settled 2.7B", id("cftc"), counts(false)))))
	total := st.All().Class(site.Penalty)
	if total.Value.Long() != "$4,316,126,163" || len(total.Lines) != 1 || len(total.Excluded) != 3 {
		t.Errorf("penalty = %s", figures(total))
	}
	if final := st.All().Class(site.Final); final.Value.Known() || len(final.Excluded) != 1 || final.Excluded[0].Excluded != site.ExcludedPart {
		t.Errorf("final = %s, want the part listed and not added", figures(final))
	}
}

func TestTornadoCashIsASumThatContainsOtherEntries(t *testing.T) {
	s, st := count(record(
		incident(t, "tornado-cash-sanctions", "2022-08-08",
			money(t, "laundered 7B", aggregate, claim(t, "7.6B press", "")),
			money(t, "laundered 455M", id("from-ronin"), partOf("laundered"))),
		incident(t, "ronin", "2022-03-23", money(t, "stolen 620M"), money(t, "laundered 455M", after("stolen"), sameFunds("tornado-cash-sanctions#from-ronin")))))
	total := st.All().Kind("laundered")
	if total.Value.Short() != "$455M" || total.Entries != 1 {
		t.Errorf("laundered = %s, want what one theft sent and not the sum of all", figures(total))
	}
	if got := lineOf(t, s, st, "tornado-cash-sanctions#laundered").Why(); got != site.ExcludedAggregate {
		t.Errorf("the sum is left out as %q", got)
	}
	if moved := st.Outcomes().Each[0].Moved; len(moved) != 1 || moved[0].Entry.ID != "tornado-cash-sanctions" {
		t.Errorf("the outcome of the theft does not name what was laundered: %v", moved)
	}
}

func TestRoninHasSevenReadingsOneValueAndABand(t *testing.T) {
	_, st := count(record(incident(t, "ronin", "2022-03-23",
		money(t, "stolen 620M", precision("approx"), claim(t, "625M press", ""), claim(t, "615M network", ""), claim(t, "622M decrypt", ""),
			claim(t, "612M cointelegraph", ""), claim(t, "540M forbes", ""), claim(t, "173.6M slip", "ether read as dollars")),
		money(t, "stolen -", id("ether"), asset(t, "173600 ETH"), partOf("stolen")),
		money(t, "stolen -", id("usdc"), asset(t, "25500000 USDC"), partOf("stolen")))))
	total := st.All().Kind("stolen")
	if total.Value.Short() != "$620M" || total.Low.Short() != "$540M" || total.High.Short() != "$625M" || len(total.Unpriced) != 0 {
		t.Errorf("stolen = %s", figures(total))
	}
	if len(st.Disagreements()) != 1 {
		t.Fatalf("%d disagreements, want one", len(st.Disagreements()))
	}
	d := st.Disagreements()[0]
	if len(d.Readings) != 7 || d.Factor.String() != "115.7 %" {
		t.Errorf("%d readings, highest %s of lowest", len(d.Readings), d.Factor)
	}
	if first := d.Readings[0]; first.By != "slip" || first.Rejected == "" || first.Preferred {
		t.Errorf("lowest reading = %+v, want the rejected one, marked", first)
	}
	if preferred := d.Readings[4]; !preferred.Preferred || preferred.USDLow.Short() != "$620M" {
		t.Errorf("fifth reading = %+v, want the preferred one", preferred)
	}
}

func TestOnlyTheStagesAfterATheftSayWhatBecameOfIt(t *testing.T) {
	_, st := count(record(
		incident(t, "theft", "2022-03-01", money(t, "stolen 100M"),
			money(t, "frozen 40M", after("stolen")), money(t, "seized 30M", after("frozen")), money(t, "returned 20M", after("seized")),
			money(t, "recovered 10M", after("stolen")), money(t, "compensated 50M", after("stolen")), money(t, "bounty-paid 1M", after("stolen"))),
		incident(t, "other", "2022-04-01", money(t, "seized 7M"))))
	o := st.Outcomes().Each[0]
	if o.Share.String() != "30.0 %" {
		t.Errorf("share = %s, want the last stages, 20M returned and 10M recovered, of 100M", o.Share)
	}
	want := []site.OutcomeEnd{
		{Kind: "frozen", Value: site.MoneyFromCents(10e8)},
		{Kind: "seized", Value: site.MoneyFromCents(10e8)},
		{Kind: "returned", Held: true, Value: site.MoneyFromCents(20e8)},
		{Kind: "recovered", Value: site.MoneyFromCents(10e8)},
		{Value: site.MoneyFromCents(50e8)},
	}
	if len(o.Ends) != len(want) {
		t.Fatalf("ends = %+v, want %+v", o.Ends, want)
	}
	for i := range want {
		if o.Ends[i] != want[i] {
			t.Errorf("end %d = %+v, want %+v", i, o.Ends[i], want[i])
		}
	}
	if len(o.MadeWhole) != 1 || len(o.Paid) != 1 || st.Outcomes().Flow.MadeWhole.Short() != "$50M" {
		t.Error("what owners got from other money, and what was paid, does not stand beside")
	}
	if len(st.Outcomes().Loose) != 1 || st.Outcomes().Loose[0].Entry.ID != "other" {
		t.Errorf("loose = %v, want the seizure that follows no theft", st.Outcomes().Loose)
	}
	var edges []string
	for _, edge := range st.Outcomes().Flow.Edges {
		edges = append(edges, string(edge.From)+">"+string(edge.To)+" "+edge.Value.Short())
	}
	const flow = "taken>held $40M, taken>recovered $10M, taken>missing $50M, held>still-frozen $10M, held>still-seized $10M, held>returned $20M"
	if got := strings.Join(edges, ", "); got != flow {
		t.Errorf("flow = %s\nwant   %s", got, flow)
	}
}

func TestAShareIsMeasuredInOneAssetOrInDollarsOfOneTime(t *testing.T) {
	for _, c := range []struct {
		why           string
		taken, stage  site.Amount
		basis         site.Basis
		share         string
		atLeast, ends bool
	}{
		{"the same asset", money(t, "stolen 1M", asset(t, "200 ETH")), money(t, "returned 9M", asset(t, "50 eth")), site.InAsset, "25.0 %", false, true},
		{"more of the asset than was taken has a share and no place in the flow", money(t, "stolen 1M", asset(t, "200 ETH")), money(t, "returned 9M", asset(t, "250 ETH")), site.InAsset, "125.0 %", false, false},
		{"an asset without dollars has a share and no place in the flow", money(t, "stolen -", asset(t, "200 ETH")), money(t, "returned -", asset(t, "50 ETH")), site.InAsset, "25.0 %", false, false},
		{"dollars where no asset is said", money(t, "stolen 10M"), money(t, "returned 4M"), site.InDollars, "40.0 %", false, true},
		{"a lower bound gives a lower bound", money(t, "stolen 10M"), money(t, "returned 4M", precision("at-least")), site.InDollars, "40.0 %", true, true},
		{"coins that are dollars", money(t, "stolen 10M", asset(t, "10000000 USDC")), money(t, "returned 4M", asset(t, "4000000 USDT")), site.InDollars, "40.0 %", false, true},
		{"coins that are dollars are so in a later year", money(t, "stolen 10M", func(a *site.Amount) { a.Asset = "USDC" }), money(t, "returned 4M", valuedAt(t, "2023-06"), func(a *site.Amount) { a.Asset = "USDC" }), site.InDollars, "40.0 %", false, true},
		{"dollars of a later year are not compared", money(t, "stolen 10M"), money(t, "returned 4M", valuedAt(t, "2023-06")), site.NotComparable, "0 %", false, false},
		{"another asset soon after is compared in dollars", money(t, "stolen 10M", asset(t, "200 ETH")), money(t, "frozen 4M", asset(t, "4000000 USDT"), valuedAt(t, "2022-03-10")), site.InDollars, "40.0 %", false, true},
		{"another asset on no stated day is not compared", money(t, "stolen 10M", asset(t, "200 ETH")), money(t, "frozen 4M", asset(t, "10 BTC")), site.NotComparable, "0 %", false, false},
		{"a face value is not compared", money(t, "stolen 10M", func(a *site.Amount) { a.Basis = "notional" }), money(t, "frozen 4M"), site.NotComparable, "0 %", false, false},
		{"a loss told in dollars of a later day is not compared", money(t, "stolen 10M", valuedAt(t, "2024")), money(t, "frozen 4M"), site.NotComparable, "0 %", false, false},
		{"a price of the day of the seizure is not compared", money(t, "stolen 10M"), money(t, "seized 4M", func(a *site.Amount) { a.Basis = "at-seizure" }), site.NotComparable, "0 %", false, false},
		{"no figure is not compared", money(t, "stolen 10M"), money(t, "seized -"), site.NotComparable, "0 %", false, false},
	} {
		stage := c.stage
		stage.After = ref("stolen")
		_, st := count(record(incident(t, "one", "2022-03-01", c.taken, stage)))
		o := st.Outcomes().Each[0]
		if o.Basis != c.basis || o.Share.String() != c.share || o.AtLeast != c.atLeast || (len(o.Ends) > 0) != c.ends {
			t.Errorf("%s: %s %s, at least %v, ends %v (%s)", c.why, o.Basis, o.Share, o.AtLeast, o.Ends, o.Why)
		}
	}
}

func TestAStageThatCannotBeMeasuredMakesTheShareALowerBound(t *testing.T) {
	_, st := count(record(incident(t, "one", "2022-03-01", money(t, "stolen 100M"),
		money(t, "returned 30M", after("stolen")), money(t, "seized -", asset(t, "60000000 NOK"), after("stolen")))))
	o := st.Outcomes().Each[0]
	if o.Share.Tenths() != 300 || !o.AtLeast || len(o.Unmeasured) != 1 || o.Unmeasured[0].Amount.ID != "seized" {
		t.Errorf("share %s, at least %v, unmeasured %v", o.Share, o.AtLeast, o.Unmeasured)
	}
}

func TestStagesReachBackThroughPartsAndOtherTellings(t *testing.T) {
	_, st := count(record(
		incident(t, "theft", "2022-03-01", money(t, "stolen 100M"), money(t, "stolen 60M", id("ether"), partOf("stolen")),
			money(t, "frozen 5M", sameFunds("freeze#frozen"), after("ether"))),
		incident(t, "freeze", "2022-03-05", money(t, "frozen 5M"), money(t, "forfeited 5M", sameFunds("frozen"), counts(true)))))
	o := st.Outcomes().Each[0]
	if len(st.Outcomes().Each) != 1 || len(o.Held) != 1 || len(o.Final) != 1 || len(o.Last) != 1 || o.Last[0].Amount.ID != "forfeited" {
		t.Fatalf("held %d, final %d, last %v", len(o.Held), len(o.Final), o.Last)
	}
	if o.Share.Tenths() != 50 || len(o.Ends) != 2 || o.Ends[0].Kind != "forfeited" || !o.Ends[0].Held {
		t.Errorf("share %s, ends %+v", o.Share, o.Ends)
	}
}
