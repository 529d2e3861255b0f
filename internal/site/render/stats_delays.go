package render

import (
	"slices"
	"strconv"

	"blotter/internal/site"
	"blotter/internal/site/render/chart"
)

const delaysTitle = "How long it took"

// delayPages tell how long after the deed something followed.
func (e *edition) delayPages() []site.Output {
	if len(e.stats.Delays()) == 0 {
		return nil
	}
	path := site.StatsPath("delays")
	outputs := e.statsOutputs(path, true, e.delaysView)
	if slices.ContainsFunc(e.stats.Delays(), func(d site.Delay) bool { return len(d.Cases) > 0 }) {
		var shown []int32
		for _, entry := range e.dotted() {
			shown = append(shown, int32(entry.Index))
		}
		drawing := e.drawingOutput(path, "delays", func() chart.Chart { return e.delayChart() })
		outputs = append(outputs, drawing.Showing(site.ShowsWords(listWordsShown, shown)))
	}
	if e.manyCases() {
		outputs = append(outputs, e.longTable(e.allCases())...)
	}
	return outputs
}

// manyCases reports whether the cases are too many for the page of the delays.
func (e *edition) manyCases() bool {
	return slices.ContainsFunc(e.stats.Delays(), func(d site.Delay) bool { return len(d.Cases)+len(d.Unclear) > site.LedgerPage })
}

func (e *edition) delaysView() *statsView {
	v := e.statsPage("delays", delaysTitle, "Days from the deed to what followed, over the entries that date both. Where a date is known to the month or year only, the delay is a span.")
	for _, entry := range e.dotted() {
		v.Drawn = append(v.Drawn, entry.Path)
	}
	rows := make([]TableRow, 0, len(e.stats.Delays()))
	cases, many := StatsBlock{ID: "cases", Heading: "Every case"}, e.manyCases()
	if many {
		cases.Text = []Remark{{"How long it took in each of " + count(len(e.delayed()), "entry", "entries") + " is on ", "a list of its own", e.href(casesPath), "."}}
	}
	for i := range e.stats.Delays() {
		d := &e.stats.Delays()[i]
		href := "#to-" + d.To
		if many {
			href = e.href(casesPath)
		} else if rows := e.casesSource(d); rows.size > 0 {
			cases.Folded = append(cases.Folded, FoldedTable{"to-" + d.To, upper(delayWords(d)), count(len(d.Cases), "case", "cases"), rows.whole()})
		}
		rows = append(rows, delayRow(d, href))
	}
	table := newTable("Days from the deed: number of cases, quartiles and median", []Column{
		{Text: "What followed"}, {Text: "Cases", Numbers: true}, {Text: "A quarter within", Numbers: true}, {Text: "Half within (median)", Numbers: true}, {Text: "Three quarters within", Numbers: true}, {Text: "Dates unclear", Numbers: true},
	}, rows)
	block := StatsBlock{ID: "delays", Heading: "Median and spread"}
	drawing := e.delayChart()
	if view := chartView(drawing, drawing.Title, table); view.Wide != "" {
		view.Open, view.File = true, e.drawingHref(v.Path, "delays")
		block.Charts = []ChartView{view}
	} else {
		block.Tables = []TableView{table}
	}
	v.Blocks = []StatsBlock{block, cases}
	return v
}

// delayRow gives a delay in a row; its numbers lead to the list of its cases.
func delayRow(d *site.Delay, href string) TableRow {
	cells := []Cell{{Text: upper(delayWords(d))}, {Text: number(len(d.Cases))}, {}, {}, {}, {Text: number(len(d.Unclear))}}
	if len(d.Cases) > 0 {
		cells[1].Href = href
		for i, span := range []site.DelaySpan{d.LowerQuartile, d.Median, d.UpperQuartile} {
			cells[2+i].Text = spanWords(span)
		}
	}
	if len(d.Unclear) > 0 {
		cells[5].Href = href
	}
	return TableRow{Cells: cells}
}

// delayWords names a delay by what followed, and by what it followed where
// that is not the deed.
func delayWords(d *site.Delay) string {
	words := site.EventTypes.Label(d.To)
	if d.From != "occurred" {
		words = site.EventTypes.Label(d.From) + " to " + words
	}
	return words
}

// spanWords gives a number of days, or the least and the most it can be.
func spanWords(s site.DelaySpan) string {
	if s.Low == s.High {
		return s.Low.String()
	}
	return s.Low.String() + "–" + s.High.String()
}

// dotted are the entries that the drawing of the delays names.
func (e *edition) dotted() []*site.Entry {
	var entries []*site.Entry
	for i := range e.stats.Delays() {
		if d := &e.stats.Delays()[i]; len(d.Cases) <= chart.MostDots {
			for _, c := range d.Cases {
				entries = append(entries, c.Entry)
			}
		}
	}
	return entries
}

func (e *edition) delayChart() chart.DotPlot {
	plot := chart.DotPlot{Frame: chart.Frame{ID: "delay-dots", Title: "Days from the deed, one dot a case"}}
	for i := range e.stats.Delays() {
		d := &e.stats.Delays()[i]
		row := chart.DotRow{Label: delayWords(d), Class: delayClass(d.To), Median: chart.Unknown(""), Lower: chart.Unknown(""), Upper: chart.Unknown("")}
		if len(d.Cases) == 0 {
			continue
		}
		row.Dots = make([]chart.Case, len(d.Cases))
		for j, c := range d.Cases {
			row.Dots[j] = chart.Case{Low: float64(max(c.Low, 0)), High: float64(max(c.High, 0))}
			if len(d.Cases) <= chart.MostDots {
				row.Dots[j].Title = c.Entry.Title + ": " + daysWords(c.Low, c.High)
			} else {
				plot.Title = "Days from the deed; where cases are many, how many there are at each place"
			}
		}
		row.Median = chart.Figure{Value: middle(d.Median), Text: spanWords(d.Median) + " days"}
		if d.Median.Low == 4 && d.Median.High == 4 {
			row.Median.Text = "1 day"
		}
		row.Lower, row.Upper = chart.Figure{Value: middle(d.LowerQuartile)}, chart.Figure{Value: middle(d.UpperQuartile)}
		plot.Rows = append(plot.Rows, row)
	}
	return plot
}

func middle(s site.DelaySpan) float64 { return (s.Low.Days() + s.High.Days()) / 2 }

// delayClass gives the class of money whose colour belongs to an event.
func delayClass(event string) string { return string(site.Kind(event).Class()) }

// daysWords gives a number of days: "6 days", "2 to 33 days".
func daysWords(low, high int) string {
	if low == high {
		return count(low, "day", "days")
	}
	return strconv.Itoa(low) + " to " + count(high, "day", "days")
}

// casesSource lists the cases of a delay, the shortest first, then those that
// the dates leave open.
func (e *edition) casesSource(d *site.Delay) tableSource {
	return tableSource{
		caption: "From “" + site.EventTypes.Label(d.From) + "” to “" + site.EventTypes.Label(d.To) + "”, the shortest first",
		head:    []Column{{Text: "Entry"}, {Text: upper(site.EventTypes.Label(d.From)), Dates: true}, {Text: upper(site.EventTypes.Label(d.To)), Dates: true}, {Text: "Time", Numbers: true}},
		size:    len(d.Cases) + len(d.Unclear),
		row: func(cells []Cell, i int) []Cell {
			if i >= len(d.Cases) {
				entry := d.Unclear[i-len(d.Cases)]
				return append(cells, Cell{Text: entry.Title, Href: e.href(entry.Path)}, Cell{}, Cell{}, Cell{Text: unclear})
			}
			c := &d.Cases[i]
			return append(cells, Cell{Text: c.Entry.Title, Href: e.href(c.Entry.Path)},
				Cell{Text: c.From.Short()}, Cell{Text: c.To.Short()}, Cell{Text: daysWords(c.Low, c.High)})
		},
	}
}

// unclear stands where the dates allow no span.
const unclear = "unclear"

var casesPath = site.StatsPath("delays", "cases")

// unclearCase stands for a case whose dates allow no span.
var unclearCase = new(site.DelayCase)

// delayed gives the entries that have a case of any delay, newest first.
func (e *edition) delayed() []*site.Entry {
	has, n := make([]bool, len(e.site.Entries)), 0 // by Entry.Index
	mark := func(entry *site.Entry) {
		if !has[entry.Index] {
			has[entry.Index], n = true, n+1
		}
	}
	delays := e.stats.Delays()
	for i := range delays {
		for j := range delays[i].Cases {
			mark(delays[i].Cases[j].Entry)
		}
		for _, entry := range delays[i].Unclear {
			mark(entry)
		}
	}
	entries := make([]*site.Entry, 0, n)
	for i := len(has) - 1; i >= 0; i-- {
		if has[i] {
			entries = append(entries, e.site.Entries[i])
		}
	}
	return entries
}

// allCases lists the cases of all delays, an entry a row, the newest first: most
// entries have several, and thousands of them need not be named for each.
func (e *edition) allCases() longTable {
	delays := e.stats.Delays()
	head := []Column{{Text: "Entry"}, {Text: upper(site.EventTypes.Label(delays[0].From)), Dates: true}}
	for i := range delays {
		head = append(head, Column{Text: upper(delayWords(&delays[i])), Numbers: true})
	}
	entries := e.delayed()
	rows := make([]int32, len(e.site.Entries)) // by Entry.Index
	for i, entry := range entries {
		rows[entry.Index] = int32(i)
	}
	cases := make([]*site.DelayCase, len(entries)*len(delays)) // nil = the entry has none
	for i := range delays {
		for j := range delays[i].Cases {
			c := &delays[i].Cases[j]
			cases[int(rows[c.Entry.Index])*len(delays)+i] = c
		}
		for _, entry := range delays[i].Unclear {
			cases[int(rows[entry.Index])*len(delays)+i] = unclearCase
		}
	}
	return longTable{
		path: casesPath, title: "Every case", parent: "delays", above: delaysTitle, pageSize: listSize,
		rows: tableSource{
			caption: "Time from the deed to what followed, entry by entry, the newest first", head: head, size: len(entries),
			row: func(cells []Cell, i int) []Cell {
				cells = append(cells, Cell{Text: entries[i].Title, Href: e.href(entries[i].Path)}, Cell{})
				from := len(cells) - 1
				for _, c := range cases[i*len(delays) : (i+1)*len(delays)] {
					cell := Cell{}
					switch {
					case c == unclearCase:
						cell.Text = unclear
					case c != nil:
						cells[from].Text, cell.Text = c.From.Short(), daysWords(c.Low, c.High)
					}
					cells = append(cells, cell)
				}
				return cells
			},
			inputs: func(in *inputs, i int) { e.entryInputs(in, entries[i]) },
		},
	}
}
