package render

import (
	"testing"

	"blotter/internal/site"
)

func TestTheFigureOfAnEntryInLists(t *testing.T) {
	priced := func(kind site.Kind, usd, precision string) site.Amount {
		return site.Amount{Reading: reading(kind, usd, precision, "")}
	}
	part := priced("stolen", "1M", "exact")
	part.PartOf = site.AmountRef{Amount: "stolen"}
	coins := site.Amount{Reading: site.Reading{Kind: "stolen", Asset: "BTC", Quantity: mustQuantity("119754"), Precision: "exact"}}
	claimed := priced("stolen", "620M", "approx")
	claimed.Claims = []site.Claim{
		{Reading: reading("", "540M", "exact", "")}, {Reading: reading("", "1B", "exact", ""), Rejected: "no"},
		{Reading: reading("frozen", "1", "exact", "")},
	}
	cases := []struct {
		name    string
		amounts []site.Amount
		want    FigureView
	}{
		{"no amount", nil, FigureView{}},
		{"an exact sum has no word before it", []site.Amount{priced("stolen", "4.4M", "exact")}, FigureView{Class: "taken", Kind: "stolen", Sum: `<data value=4400000>$4.4M</data>`}},
		{"a lower bound says so", []site.Amount{priced("seized", "30M", "at-least")}, FigureView{Class: "held", Kind: "seized", Before: "at least", Sum: `<data value=30000000>$30M</data>`}},
		{"coins without dollars", []site.Amount{coins}, FigureView{Class: "taken", Kind: "stolen", Sum: "<data value=119754>119,754</data>\u00a0BTC"}},
		{"nobody says how much", []site.Amount{priced("frozen", "", "unknown")}, FigureView{Class: "held", Kind: "frozen", Sum: "no figure"}},
		{"the first kind leads, parts are not added", []site.Amount{part, priced("returned", "2M", "exact"), priced("stolen", "3M", "exact")}, FigureView{Class: "final", Kind: "returned", Sum: `<data value=2000000>$2M</data>`}},
		{"two of a kind are added", []site.Amount{priced("stolen", "3M", "exact"), priced("stolen", "2M", "approx")}, FigureView{Class: "taken", Kind: "stolen", Before: "about", Sum: `<data value=5000000>$5M</data>`}},
		{"a sum that lacks a part is a lower bound", []site.Amount{priced("stolen", "3M", "exact"), coins}, FigureView{Class: "taken", Kind: "stolen", Before: "at least", Sum: `<data value=3000000>$3M</data>`}},
		{"other readings make a band", []site.Amount{claimed}, FigureView{Class: "taken", Kind: "stolen", Before: "about", Sum: `<data value=620000000>$620M</data>`, After: "$540M to $620M"}},
		{"a range is shown as one", []site.Amount{priced("lost", "5.8M-6.2M", "range")}, FigureView{Class: "taken", Kind: "lost", Sum: "<data value=5800000>$5.8M</data>\u200a–\u200a<data value=6200000>$6.2M</data>"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := leadFigure(&site.Incident{Amounts: c.amounts}); got != c.want {
				t.Errorf("leadFigure = %+v\nwant %+v", got, c.want)
			}
		})
	}
}

func TestSourceNumbersStandInOrderAndOnce(t *testing.T) {
	incident := &site.Incident{Sources: []site.Source{{Key: "a"}, {Key: "b"}, {Key: "c d"}}}
	d := desk{edition: &edition{}}
	got := d.refs(incident, []string{"c d", "a", "c d", "unknown"})
	want := `<a href=#source-a>1</a> <a href="#source-c d">3</a>`
	if string(got) != want {
		t.Errorf("refs = %s\nwant %s", got, want)
	}
}

func TestBackLinksAreLetteredBySource(t *testing.T) {
	d := desk{edition: &edition{}}
	links := d.backLinks("a", []site.Citation{{Key: "a", Nth: 1}, {Key: "b", Nth: 1}, {Key: "a", Nth: 2}})
	if got, want := len(links), 2; got != want {
		t.Fatalf("source a has %d back links, want %d", got, want)
	}
	if got, want := links[1], (BackLink{"b", "#cite-a-2"}); got != want {
		t.Errorf("second back link = %v, want %v", got, want)
	}
	for n, want := range map[int]string{0: "a", 25: "z", 26: "aa", 27: "ab", 52: "ba", 702: "aaa"} {
		if got := letters(n); got != want {
			t.Errorf("letters(%d) = %s, want %s", n, got, want)
		}
	}
}
