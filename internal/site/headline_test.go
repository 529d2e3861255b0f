package site

import "testing"

func TestAHeadlineIsTheSumOfTheKindWrittenFirst(t *testing.T) {
	dollars := func(kind Kind, id, usd, precision string, change ...func(*Amount)) Amount {
		money, err := ParseMoney(usd)
		if usd != "" && err != nil {
			t.Fatal(err)
		}
		a := Amount{ID: id, Reading: Reading{Kind: kind, USDLow: money, USDHigh: money, Precision: precision}}
		for _, c := range change {
			c(&a)
		}
		return a
	}
	part := func(a *Amount) { a.PartOf = AmountRef{Amount: "stolen"} }
	for _, c := range []struct {
		name         string
		amounts      []Amount
		kind         Kind
		before, text string
	}{
		{"one amount keeps its own precision", []Amount{dollars("stolen", "stolen", "4.4M", "approx")}, "stolen", "about", "$4.4M"},
		{"two of a kind are added", []Amount{dollars("stolen", "a", "1M", "exact"), dollars("stolen", "b", "2M", "exact")}, "stolen", "", "$3M"},
		{"another kind is not added", []Amount{dollars("stolen", "a", "1M", "exact"), dollars("frozen", "b", "2M", "exact")}, "stolen", "", "$1M"},
		{"a part is not added", []Amount{dollars("stolen", "stolen", "3M", "exact"), dollars("stolen", "b", "2M", "exact", part)}, "stolen", "", "$3M"},
		{"about spreads to the sum", []Amount{dollars("stolen", "a", "1M", "exact"), dollars("stolen", "b", "2M", "approx")}, "stolen", "about", "$3M"},
		{"a missing figure makes it at least", []Amount{dollars("stolen", "a", "1M", "approx"), dollars("stolen", "b", "", "unknown")}, "stolen", "at least", "$1M"},
		{"what does not count stands where nothing does", []Amount{dollars("stolen", "b", "2M", "exact", part)}, "stolen", "", "$2M"},
		{"the first with a figure leads", []Amount{dollars("frozen", "a", "", "unknown"), dollars("stolen", "b", "2M", "exact")}, "stolen", "", "$2M"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, ok := (&Incident{Amounts: c.amounts}).Headline()
			if !ok || got.Kind != c.kind || got.Before() != c.before || got.USDLow.Short() != c.text {
				t.Errorf("Headline = %q %q %q, %v; want %q %q %q", got.Kind, got.Before(), got.USDLow.Short(), ok, c.kind, c.before, c.text)
			}
		})
	}
	if _, ok := (&Incident{}).Headline(); ok {
		t.Error("an entry without amounts has a headline figure")
	}
}
