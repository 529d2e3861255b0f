package render

import (
	"strconv"

	"blotter/internal/site"
	"blotter/internal/site/render/chart"
)

// largestPages rank the amounts of each kind.
func (e *edition) largestPages() []site.Output {
	if len(e.stats.Largest()) == 0 {
		return nil
	}
	path := site.StatsPath("largest")
	outputs := e.statsOutputs(path, true, func() *statsView {
		v := e.statsPage("largest", "The largest", "The largest amounts of each kind, one row an amount. Where a figure is only about or at least known, its place is open.")
		for i := range e.stats.Largest() {
			v.Blocks = append(v.Blocks, e.rankingBlock(&e.stats.Largest()[i], path))
		}
		return v
	})
	for i := range e.stats.Largest() {
		if r := &e.stats.Largest()[i]; isDrawn(r) {
			shown := make([]int32, len(r.Ranked))
			for j := range r.Ranked {
				shown[j] = int32(r.Ranked[j].Line.Entry.Index)
			}
			drawing := e.drawingOutput(path, string(r.Kind), func() chart.Chart { return e.rankingChart(r) })
			outputs = append(outputs, drawing.Showing(site.ShowsWords(listWordsShown, shown)))
		}
	}
	return outputs
}

// isDrawn reports whether a ranking is long enough for a drawing.
func isDrawn(r *site.Ranking) bool { return len(r.Ranked) > 2 }

func rankingTitle(kind site.Kind) string { return "The largest amounts " + lower(kind.Label()) }

func (e *edition) rankingBlock(r *site.Ranking, page string) StatsBlock {
	block := StatsBlock{ID: string(r.Kind), Heading: r.Kind.Label()}
	title := rankingTitle(r.Kind)
	table := e.rankingTable(r, title)
	if isDrawn(r) {
		view := chartView(e.rankingChart(r), title, table)
		view.File = e.drawingHref(page, string(r.Kind))
		block.Charts = []ChartView{view}
	} else {
		block.Tables = []TableView{table}
	}
	rest := Remark{Before: "All amounts of the kind are on the page ", Link: "“" + r.Kind.Label() + "”", Href: e.href(kindPath(r.Kind)), After: "."}
	if r.Rest > 0 {
		rest.Before = count(r.Rest, "smaller amount is", "smaller amounts are") + " not ranked. " + rest.Before
	}
	if r.Total != nil && len(r.Total.Unpriced) > 0 {
		rest.Before = count(len(r.Total.Unpriced), "amount has", "amounts have") + " no figure and cannot be ranked. " + rest.Before
	}
	block.Text = []Remark{rest}
	return block
}

func (e *edition) rankingChart(r *site.Ranking) chart.RankedDots {
	dots := chart.RankedDots{Frame: chart.Frame{ID: string(r.Kind) + "-dots", Title: rankingTitle(r.Kind)}, Unit: chart.Dollars, Noun: r.Kind.Label()}
	for i := range r.Ranked {
		line := r.Ranked[i].Line
		dots.Rows = append(dots.Rows, chart.Dot{
			Label: line.Entry.Title, Href: e.amountHref(line), Class: string(r.Kind.Class()),
			Value: preciseFigure(line), Low: moneyFigure(line.Low), High: moneyFigure(line.High),
		})
	}
	return dots
}

// preciseFigure gives a line's value with the word for its precision.
func preciseFigure(line *site.Line) chart.Figure {
	figure := moneyFigure(line.Value)
	if before := precisionWord(line.Amount.Reading); before != "" {
		figure.Text = before + " " + figure.Text
	}
	return figure
}

// precisionWord gives the word before a figure: "about", "at least"; empty
// where the figure is exact or both its bounds are shown.
func precisionWord(r site.Reading) string {
	if r.Precision == "range" {
		return site.Precisions.Label("at-least") // the lower bound is what counts
	}
	return readingFigure(r).Before
}

// amountHref gives the link to an amount on the page of its entry.
func (e *edition) amountHref(line *site.Line) string {
	return e.href(line.Entry.Path) + "#amount-" + line.Amount.ID // amountAnchor, in one piece
}

func (e *edition) rankingTable(r *site.Ranking, caption string) TableView {
	rows := make([]TableRow, len(r.Ranked))
	for i, ranked := range r.Ranked {
		place := strconv.Itoa(ranked.Place)
		if ranked.Tied {
			place += " ="
		}
		line := ranked.Line
		rows[i] = TableRow{Cells: []Cell{
			{Text: line.Entry.Title, Href: e.amountHref(line)}, {Text: place}, {Text: line.Entry.Date.Short()},
			figureCell(line.Amount.Reading), bandCell(line.Low, line.High), {Text: line.Amount.By},
		}}
	}
	return newTable(caption, []Column{{Text: "Entry"}, {Text: "Place", Numbers: true}, {Text: "Date", Dates: true}, {Text: "Figure", Numbers: true}, {Text: "All readings", Numbers: true}, {Text: "Said by"}}, rows)
}

// largestBlock is the first places of the kinds that readers ask for.
func (e *edition) largestBlock() StatsBlock {
	block := StatsBlock{ID: "largest", Heading: "The largest"}
	for _, kind := range []site.Kind{"stolen", "seized", "frozen", "fined"} {
		for i := range e.stats.Largest() {
			if r := e.stats.Largest()[i]; r.Kind == kind {
				r.Ranked = r.Ranked[:min(5, len(r.Ranked))]
				block.Tables = append(block.Tables, e.rankingTable(&r, rankingTitle(kind)))
			}
		}
	}
	if len(e.stats.Largest()) > 0 {
		block.Text = []Remark{{"Of each kind: ", "the largest", e.href(site.StatsPath("largest")), "."}}
	}
	return block
}
