package render

import (
	"strconv"

	"blotter/internal/site"
	"blotter/internal/site/render/chart"
)

// delayPages tell how long after the deed something followed.
func (e *edition) delayPages() []site.Output {
	if len(e.stats.Delays()) == 0 {
		return nil
	}
	v := e.statsPage("delays", "How long it took", "Days from the deed to what followed, over the entries that date both. Where a date is known to the month or year only, the delay is a span.")
	title := "Days from the deed, one dot a case"
	rows := make([]TableRow, 0, len(e.stats.Delays()))
	var cases StatsBlock
	cases.ID, cases.Heading = "cases", "Every case"
	for i := range e.stats.Delays() {
		d := &e.stats.Delays()[i]
		id := "to-" + d.To
		row := TableRow{Cells: []Cell{
			{Text: upper(delayWords(d))}, {Text: number(len(d.Cases)), Href: "#" + id},
			{Text: spanWords(d.LowerQuartile)}, {Text: spanWords(d.Median)}, {Text: spanWords(d.UpperQuartile)}, {Text: number(len(d.Unclear))},
		}}
		if len(d.Cases) == 0 {
			row.Cells[1].Href = ""
			for j := 2; j < 5; j++ {
				row.Cells[j].Text = ""
			}
		}
		if len(d.Unclear) > 0 {
			row.Cells[5].Href = "#" + id
		}
		rows = append(rows, row)
		if len(d.Cases)+len(d.Unclear) > 0 {
			cases.Folded = append(cases.Folded, FoldedTable{id, upper(delayWords(d)), count(len(d.Cases), "case", "cases"), e.casesTable(d)})
		}
	}
	table := newTable("Days from the deed: number of cases, quartiles and median", []Column{
		{Text: "What followed"}, {"Cases", true}, {"A quarter within", true}, {"Half within (median)", true}, {"Three quarters within", true}, {"Dates unclear", true},
	}, rows)
	block := StatsBlock{ID: "delays", Heading: "Median and spread"}
	drawing := e.delayChart(title)
	view := chartView(drawing, title, table)
	files := e.offer(&view, drawing, v.Path, "delays")
	if view.Wide != "" {
		view.Open = true
		block.Charts = []ChartView{view}
	} else {
		block.Tables = []TableView{table}
	}
	v.Blocks = []StatsBlock{block, cases}
	return append(files, e.withData(&v)...)
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

func (e *edition) delayChart(title string) chart.DotPlot {
	plot := chart.DotPlot{Frame: chart.Frame{ID: "delay-dots", Title: title}}
	for i := range e.stats.Delays() {
		d := &e.stats.Delays()[i]
		row := chart.DotRow{Label: delayWords(d), Class: delayClass(d.To), Median: chart.Unknown(""), Lower: chart.Unknown(""), Upper: chart.Unknown("")}
		if len(d.Cases) == 0 {
			continue
		}
		for _, c := range d.Cases {
			row.Dots = append(row.Dots, chart.Case{Low: float64(max(c.Low, 0)), High: float64(max(c.High, 0)), Title: c.Entry.Title + ": " + daysWords(c.Low, c.High)})
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

func (e *edition) casesTable(d *site.Delay) TableView {
	rows := make([]TableRow, 0, len(d.Cases)+len(d.Unclear))
	for _, c := range d.Cases {
		rows = append(rows, TableRow{Cells: []Cell{
			{Text: c.Entry.Title, Href: e.href(c.Entry.Path)}, {HTML: shortDateHTML(c.From)}, {HTML: shortDateHTML(c.To)}, {Text: daysWords(c.Low, c.High)},
		}})
	}
	for _, entry := range d.Unclear {
		rows = append(rows, TableRow{Cells: []Cell{{Text: entry.Title, Href: e.href(entry.Path)}, {}, {}, {Text: "unclear"}}})
	}
	return newTable("From “"+site.EventTypes.Label(d.From)+"” to “"+site.EventTypes.Label(d.To)+"”, the shortest first",
		[]Column{{Text: "Entry"}, {Text: upper(site.EventTypes.Label(d.From))}, {Text: upper(site.EventTypes.Label(d.To))}, {"Time", true}}, rows)
}
