package render

import (
	"blotter/internal/site"
	"blotter/internal/site/render/chart"
)

// disagreementPages tell which amounts sources disagree about most.
func (e *edition) disagreementPages() []site.Output {
	if len(e.stats.Disagreements()) == 0 {
		return nil
	}
	v := e.statsPage("disagreements", "Claims that differ most", "Amounts whose sources give different figures: the widest first. The dot is the reading this record prefers, the line runs over all that it does not reject.")
	title := "The widest bands of readings"
	rows := make([]TableRow, len(e.stats.Disagreements()))
	for i := range e.stats.Disagreements() {
		rows[i] = e.disagreementRow(&e.stats.Disagreements()[i])
	}
	head := []Column{{Text: "Entry"}, {Text: "Kind"}, {"Lowest", true}, {"Highest", true}, {"Highest to lowest", true}, {Text: "Who says what"}}
	caption := "Amounts with readings that differ, those that differ most first"
	shown := rows[:min(len(rows), 100)]
	block := StatsBlock{ID: "claims", Heading: "Who says what", Tables: []TableView{newTable(caption, head, shown)}}
	var outputs []site.Output
	if len(rows) > len(shown) {
		all := longTable{site.StatsPath("disagreements", "all"), "All claims that differ", "disagreements", v.Title, caption, head, rows}
		block.Text = []Remark{{"These are the first " + number(len(shown)) + ". ", "All " + number(len(rows)), e.href(all.path), "."}}
		outputs = e.longTable(all)
	}
	first := e.stats.Disagreements()[:min(len(rows), 15)]
	if len(first) > 1 {
		drawing := e.disagreementChart(first, title)
		view := chartView(drawing, title, newTable(title, head, rows[:len(first)]))
		outputs = append(outputs, e.offer(&view, drawing, v.Path, "widest")...)
		view.Sentence = widestWords(first)
		v.Blocks = append(v.Blocks, StatsBlock{ID: "bands", Heading: "The widest", Charts: []ChartView{view}})
	}
	v.Blocks = append(v.Blocks, block)
	return append(e.withData(&v), outputs...)
}

// widestWords tells the widest bands in a sentence.
func widestWords(first []site.Disagreement) string {
	var words []string
	for i := range first[:min(3, len(first))] {
		line := first[i].Line
		words = append(words, line.Entry.Title+" ("+lower(line.Amount.Kind.Label())+", "+line.Low.Short()+" to "+line.High.Short()+")")
	}
	return sentence("Readings differ most for " + list(words, "and"))
}

func (e *edition) disagreementRow(d *site.Disagreement) TableRow {
	line := d.Line
	factor := ""
	if d.HasFactor {
		factor = d.Factor.String()
	}
	return TableRow{Cells: []Cell{
		{Text: line.Entry.Title, Href: e.amountHref(line)}, {Text: line.Amount.Kind.Label(), Class: string(line.Amount.Kind.Class())},
		{HTML: moneyHTML(line.Low)}, {HTML: moneyHTML(line.High)}, {Text: factor}, {HTML: plain(readingsWords(d))},
	}}
}

// readingsWords tells who says what, lowest first: "$540M by OFAC; $620M by
// Ronin Network (preferred); $1B by a headline (not followed: ...)".
func readingsWords(d *site.Disagreement) string {
	words := ""
	for i, said := range d.Readings {
		if i > 0 {
			words += "; "
		}
		figure := "no figure"
		if said.Priced() {
			figure = said.USDLow.Short()
			if !said.USDLow.Equal(said.USDHigh) {
				figure += "–" + said.USDHigh.Short()
			}
		} else if plain := plainFigure(*said.Reading); plain != "" {
			figure = plain
		}
		words += figure
		if said.By != "" {
			words += " by " + said.By
		}
		switch {
		case said.Preferred:
			words += " (preferred)"
		case said.Rejected != "":
			words += " (not followed: " + said.Rejected + ")"
		}
	}
	return words
}

func (e *edition) disagreementChart(first []site.Disagreement, title string) chart.RankedDots {
	dots := chart.RankedDots{Frame: chart.Frame{ID: "bands-dots", Title: title}, Unit: chart.Dollars, Noun: "readings"}
	for i := range first {
		d := &first[i]
		row := chart.Dot{
			Label: d.Line.Entry.Title, Href: e.amountHref(d.Line), Class: string(d.Line.Amount.Kind.Class()),
			Value: moneyFigure(d.Line.Value), Low: moneyFigure(d.Line.Low), High: moneyFigure(d.Line.High),
		}
		for _, said := range d.Readings {
			if said.Rejected == "" && said.Priced() {
				row.Readings = append(row.Readings, moneyFigure(said.USDLow))
			}
		}
		dots.Rows = append(dots.Rows, row)
	}
	return dots
}
