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
	const title = "Claims that differ most"
	path, first := site.StatsPath("disagreements"), e.stats.Disagreements()[:min(len(e.stats.Disagreements()), widestDrawn)]
	all := longTable{
		path: site.StatsPath("disagreements", "all"), title: "All claims that differ", parent: "disagreements", above: title,
		rows: e.disagreementSource(), pageSize: site.LedgerPage,
	}
	outputs := e.statsOutputs(path, true, func() *statsView {
		v := e.statsPage("disagreements", title, "Amounts whose sources give different figures: the widest first. The dot is the reading this record prefers, the line runs over all that it does not reject.")
		if len(first) > 1 {
			rows := all.rows
			rows.caption = widestTitle
			view := chartView(e.disagreementChart(first), widestTitle, rows.table(0, len(first)))
			view.File, view.Sentence = e.drawingHref(path, "widest"), widestWords(first)
			v.Blocks = append(v.Blocks, StatsBlock{ID: "bands", Heading: "The widest", Charts: []ChartView{view}})
		}
		block := StatsBlock{ID: "claims", Heading: "Who says what"}
		if all.rows.size > site.LedgerPage {
			block.Tables = []TableView{all.sample()}
			block.Text = []Remark{{"These are the first " + number(sampleSize) + ". ", "All " + number(all.rows.size), e.href(all.path), "."}}
		} else {
			block.Tables = []TableView{all.rows.whole()}
		}
		v.Blocks = append(v.Blocks, block)
		return v
	})
	if len(first) > 1 {
		outputs = append(outputs, e.drawingOutput(path, "widest", func() chart.Chart { return e.disagreementChart(first) }))
	}
	if all.rows.size > site.LedgerPage {
		outputs = append(outputs, e.longTable(all)...)
	}
	return outputs
}

const (
	widestTitle = "The widest bands of readings"
	widestDrawn = 15
)

// disagreementSource lists the amounts whose sources differ.
func (e *edition) disagreementSource() tableSource {
	return tableSource{
		caption: "Amounts with readings that differ, those that differ most first",
		head:    []Column{{Text: "Entry"}, {Text: "Kind"}, {Text: "Lowest", Numbers: true}, {Text: "Highest", Numbers: true}, {Text: "Highest to lowest", Numbers: true}, {Text: "Who says what"}},
		size:    len(e.stats.Disagreements()),
		row:     func(cells []Cell, i int) []Cell { return e.disagreementRow(cells, &e.stats.Disagreements()[i]) },
		inputs:  func(in *inputs, i int) { e.lineInputs(in, linesCounted, e.stats.Disagreements()[i].Line) },
	}
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

// disagreementRow appends the row of an amount whose sources differ.
func (e *edition) disagreementRow(cells []Cell, d *site.Disagreement) []Cell {
	line := d.Line
	factor := ""
	if d.HasFactor {
		factor = d.Factor.String()
	}
	return append(cells,
		Cell{Text: line.Entry.Title, Href: e.amountHref(line)}, Cell{Text: line.Amount.Kind.Label(), Class: string(line.Amount.Kind.Class())},
		Cell{HTML: moneyHTML(line.Low)}, Cell{HTML: moneyHTML(line.High)}, Cell{Text: factor}, Cell{Text: readingsWords(d)})
}

// readingsWords tells who says what, lowest first: "$540M by OFAC; $620M by
// Ronin Network (preferred); $1B by a headline (not followed: ...)".
func readingsWords(d *site.Disagreement) string {
	words := make([]byte, 0, 128)
	for i, said := range d.Readings {
		if i > 0 {
			words = append(words, "; "...)
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
		words = append(words, figure...)
		if said.By != "" {
			words = append(append(words, " by "...), said.By...)
		}
		switch {
		case said.Preferred:
			words = append(words, " (preferred)"...)
		case said.Rejected != "":
			words = append(append(append(words, " (not followed: "...), said.Rejected...), ')')
		}
	}
	return string(words)
}

func (e *edition) disagreementChart(first []site.Disagreement) chart.RankedDots {
	dots := chart.RankedDots{Frame: chart.Frame{ID: "bands-dots", Title: widestTitle}, Unit: chart.Dollars, Noun: "readings"}
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
