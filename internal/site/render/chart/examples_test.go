package chart

import (
	"math"
	"strings"
	"testing"
)

func TestSummariesSayWhatTheChartShows(t *testing.T) {
	year := func(label, text string, value float64, unknown int) Bucket {
		return Bucket{Label: label, Total: Figure{value, text}, Parts: []Figure{{value, text}}, Unknown: unknown}
	}
	one := []Series{{Class: "taken", Label: "Stolen"}}
	examples := []struct {
		name  string
		chart Chart
		want  string
	}{
		{"no bar", Bars{Noun: "incidents", Series: one}, "No incidents."},
		{"bars of unknown height", Bars{Noun: "stolen", Series: one, Buckets: []Bucket{year("2023", "no figure", math.NaN(), 3)}}, "No stolen; 3 more without a figure."},
		{"one bar", Bars{Noun: "stolen", Series: one, Buckets: []Bucket{year("2022", "", 0, 0), year("2023", "$4.4M", 4.4e6, 0)}}, "Stolen: $4.4M, all in 2023."},
		{"bars with a tie keep their order", Bars{Noun: "incidents", Series: one, Buckets: []Bucket{year("2021", "5", 5, 0), year("2022", "9", 9, 1), year("2023", "5", 5, 0), year("2024", "1", 1, 0)}},
			"Incidents: most in 2022 (9), then 2021 (5) and 2023 (5); 1 more without a figure."},
		{"no point", Line{Noun: "taken"}, "No figure for taken."},
		{"a line with its band", Line{Noun: "taken", Points: []Point{{"2021", Figure{1, "$1"}, Figure{1, "$1"}, Figure{1, "$1"}}, {"2022", Figure{5, "$5"}, Figure{4, "$4"}, Figure{7, "$7"}}}},
			"Taken: from $1 in 2021 to $5 in 2022, between $4 and $7."},
		{"a ranking", RankedDots{Noun: "stolen", Rows: []Dot{{Label: "Bybit", Value: Figure{9, "$9"}}, {Label: "Ronin", Value: Figure{5, "$5"}}, {Label: "Nobody says", Value: Unknown("no figure")}}},
			"Stolen: first of 3 is Bybit ($9), then Ronin ($5); 1 without a figure."},
		{"no case", DotPlot{Rows: []DotRow{{Label: "frozen", Median: Unknown("")}}}, "No case has both dates."},
		{"cases", DotPlot{Rows: []DotRow{{Label: "frozen", Dots: []Case{{1, 3, ""}}, Median: Figure{2, "2 days"}}}}, "Median, with the number of cases: frozen 2 days (1)."},
		{"an empty calendar", Calendar{Noun: "incidents", Years: []CalendarYear{{Year: 2022}}}, "No month has incidents."},
		{"a calendar", Calendar{Noun: "incidents", Years: []CalendarYear{{Year: 2022, Months: [12]Cell{2: {Count: 4}, 5: {Count: 4}}, Coarse: Cell{Count: 2}}}},
			"Incidents: most in March 2022 (4); 10 of 12 months have none; 2 known to the year only."},
		{"no flow", Flow{}, "No money to follow."},
		{"a flow", Flow{Layers: []Layer{{"Taken", []Node{{Key: "a", Label: "stolen", Figure: Figure{5, "$5"}}}}, {"Final", []Node{{Key: "b", Label: "returned", Figure: Figure{2, "$2"}}, {Key: "c", Label: "missing", Figure: Figure{3, "$3"}}}}}},
			"Taken: stolen $5; Final: returned $2 and missing $3."},
	}
	for _, example := range examples {
		if got := example.chart.Summary(); got != example.want {
			t.Errorf("%s: Summary() = %q, want %q", example.name, got, example.want)
		}
	}
}

func TestAChartWithoutDataDrawsNothing(t *testing.T) {
	for _, chart := range []Chart{Bars{}, Bars{Buckets: make([]Bucket, 3)}, Line{}, RankedDots{}, DotPlot{}, DotPlot{Rows: []DotRow{{Label: "frozen"}}}, Calendar{}, Flow{}, Flow{Layers: []Layer{{"Taken", []Node{{Key: "a"}}}}}} {
		if got := chart.Wide() + chart.Narrow(); got != "" {
			t.Errorf("%T without data draws %q", chart, got)
		}
	}
}

func TestTicksAreRoundNumbers(t *testing.T) {
	examples := []struct {
		most float64
		unit Unit
		want string
	}{
		{0, Count, "0 1"},
		{1, Count, "0 1"},
		{7, Count, "0 2 4 6 8"},
		{31, Count, "0 10 20 30 40"},
		{1500, Count, "0 500 1,000 1,500"},
		{9_500, Dollars, "$0 $5K $10K"},
		{2.9e9, Dollars, "$0 $1B $2B $3B"},
		{1.5e12, Dollars, "$0 $500B $1T $1.5T"},
		{100, Percent, "0 % 50 % 100 %"},
	}
	for _, example := range examples {
		var labels []string
		for _, tick := range roundTicks(example.most, 4, example.unit) {
			labels = append(labels, tick.label)
		}
		if got := strings.Join(labels, " "); got != example.want {
			t.Errorf("ticks to %g: %s, want %s", example.most, got, example.want)
		}
	}
}

func TestAnAxisOfPowersOfTenGivesEachTheSameRoom(t *testing.T) {
	scale := newLogScale([]float64{1e3, 1e6, 1e9}, 100, 700)
	for value, want := range map[float64]float64{1e3: 100, 1e5: 300, 1e6: 400, 1e9: 700, 0: 100, 1e12: 700} {
		if got := scale.at(value); math.Abs(got-want) > 1e-9 {
			t.Errorf("at(%g) = %g, want %g", value, got, want)
		}
	}
}

func TestAnUnknownFigureIsToldAndNotDrawnAsNothing(t *testing.T) {
	ranking := RankedDots{Frame: Frame{"r", "Ranking"}, Rows: []Dot{{Label: "Nobody says", Value: Unknown("no figure")}}}
	if got := string(ranking.Wide()); strings.Contains(got, "<circle") || !strings.Contains(got, "no figure") {
		t.Errorf("a row without a figure must have its words and no dot: %s", got)
	}
	bars := Bars{Frame: Frame{"b", "Bars"}, Series: []Series{{Class: "taken"}}, Buckets: []Bucket{{Label: "2023", Total: Unknown("no figure"), Unknown: 2}}}
	if got := string(bars.Wide()); strings.Contains(got, `class="mark"`) || !strings.Contains(got, "2 more without a figure") {
		t.Errorf("a year without figures must have a ring and no bar: %s", got)
	}
}

func TestBarsLieDownOnPhonesWhereTheyAreTooManyForFingers(t *testing.T) {
	bars := func(count int) Bars {
		b := Bars{Frame: Frame{"b", "Bars"}, Noun: "incidents", Series: []Series{{Class: "taken"}}}
		for range count {
			b.Buckets = append(b.Buckets, Bucket{Label: "2023", Href: "/incidents/2023/", Total: Figure{3, "3"}, Parts: []Figure{{3, "3"}}})
		}
		return b
	}
	for count, lying := range map[int]bool{5: false, 16: true, 40: true} {
		least := math.Inf(1)
		marks := read(t, string(bars(count).Narrow()))[0]
		links := 0
		for _, m := range marks {
			if m.name == "a" {
				links++
			}
			if m.at["class"] == "hit" {
				b, _ := boxOf(t, m)
				least = min(least, b.x2-b.x1, b.y2-b.y1)
			}
		}
		if links != count {
			t.Errorf("%d bars have %d links", count, links)
		}
		if least < narrow.target-0.1 {
			t.Errorf("%d bars: a link is %g units wide or high, too small for a finger", count, least)
		}
		if got := strings.Contains(string(bars(count).Narrow()), `x="0" y="0" width="320"`); got != lying {
			t.Errorf("%d bars lie: %v, want %v", count, got, lying)
		}
	}
}
