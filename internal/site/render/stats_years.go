package render

import (
	"errors"
	"strconv"

	"blotter/internal/site"
	"blotter/internal/site/render/chart"
)

// span is a year, or what lies in none, as charts and tables by year show it.
type span struct {
	key   string // part of the address
	label string
	sums  *site.Summary
	apart bool
}

func (e *edition) spans() []span {
	spans := make([]span, 0, len(e.stats.Years())+1)
	for i := range e.stats.Years() {
		label := number4(e.stats.Years()[i].Year)
		spans = append(spans, span{label, label, e.stats.Years()[i].Summary, false})
	}
	if len(e.stats.UndatedEntries()) > 0 {
		spans = append(spans, span{"undated", "no year", e.stats.Undated(), true})
	}
	return spans
}

// classCharts are the sums of one class by year, and what they come to over
// the years.
func (e *edition) classCharts(class site.Class) []ChartView {
	var charts []ChartView
	for _, name := range e.classDrawings(class) {
		view := e.yearBars(class)
		if name == summedUp {
			view = e.runningTotal(class)
		}
		view.File = e.drawingHref(classPath(class), name)
		charts = append(charts, view)
	}
	return charts
}

// The names of the drawings of a class.
const (
	byYear   = "by-year"
	summedUp = "summed-up"
)

// classDrawings names the drawings that a class has: none without a sum, and
// no line through fewer than three years.
func (e *edition) classDrawings(class site.Class) []string {
	if all := e.stats.All().Class(class); all == nil || !all.Value.Known() {
		return nil
	}
	known := 0
	for i := range e.stats.Years() {
		if t := e.stats.Years()[i].Class(class); t != nil && t.Value.Known() {
			known++
		}
	}
	if known < 3 {
		return []string{byYear}
	}
	return []string{byYear, summedUp}
}

// classDrawingFiles are the drawings of a class as files of their own.
func (e *edition) classDrawingFiles(class site.Class) []site.Output {
	var files []site.Output
	for _, name := range e.classDrawings(class) {
		files = append(files, e.drawingOutput(classPath(class), name, func() chart.Chart {
			if name == summedUp {
				line, _ := e.runningChart(class)
				return line
			}
			return e.yearBarsChart(class)
		}))
	}
	return wordless(files...)
}

// drawingHref gives the link to a drawing as a file of its own.
func (e *edition) drawingHref(page, name string) string { return e.href(page + name + ".svg") }

// drawingOutput plans a drawing as a file of its own beside a page.
func (e *edition) drawingOutput(page, name string, draw func() chart.Chart) site.Output {
	return e.dataOutput(page+name+".svg", "image/svg+xml", func() ([]byte, error) {
		source := e.cfg.Title + ", " + e.cfg.URL(page)
		if day := e.lastChange(); day != site.NoDay {
			source += ", as of " + day.Display()
		}
		if e.cfg.Licence.Name != "" {
			source += ". " + e.cfg.Licence.Name
		}
		file := chart.Alone(draw(), "Source: "+source)
		if file == nil {
			return nil, errors.New("there is nothing to draw")
		}
		return file, nil
	})
}

// yearBars draws one class by year.
func (e *edition) yearBars(class site.Class) ChartView {
	bars := e.yearBarsChart(class)
	return chartView(bars, bars.Title, e.spansTable(bars.Title, e.stats.All().Class(class)))
}

// yearBarsChart is one class by year, its kinds on top of each other.
func (e *edition) yearBarsChart(class site.Class) chart.Bars {
	var kinds []site.Kind
	bars := chart.Bars{Frame: chart.Frame{ID: string(class) + "-bars", Title: upper(class.Words()) + " by year"}, Unit: chart.Dollars, Noun: class.Words()}
	for i := range e.stats.All().Kinds {
		if kind := e.stats.All().Kinds[i].Kind; kind.Class() == class {
			bars.Series = append(bars.Series, chart.Series{Class: string(class), Label: kind.Label(), Tint: len(kinds)})
			kinds = append(kinds, kind)
		}
	}
	for _, span := range e.spans() {
		bars.Buckets = append(bars.Buckets, e.moneyBucket(span, class, kinds))
	}
	return bars
}

func (e *edition) moneyBucket(s span, class site.Class, kinds []site.Kind) chart.Bucket {
	b := chart.Bucket{Label: s.label, Total: chart.Figure{Text: "none"}, Apart: s.apart}
	t := s.sums.Class(class)
	if t != nil {
		if t.Entries > 0 {
			b.Total, b.Unknown = moneyFigure(t.Value), len(t.Unpriced)
		}
		b.Href = e.href(site.StatsPath(s.key, string(class)))
	}
	// The parts are what each kind adds to the class, which leaves out later
	// stages of the same money, so that they come to the class's own sum.
	for _, kind := range kinds {
		var sum site.Money
		if t != nil {
			for _, line := range t.Lines {
				if line.Amount.Kind == kind {
					sum = sum.Add(line.Value)
				}
			}
		}
		b.Parts = append(b.Parts, moneyFigure(sum))
	}
	return b
}

// moneyFigure gives a sum for a chart; one that nobody states is unknown.
func moneyFigure(m site.Money) chart.Figure {
	if !m.Known() {
		return chart.Unknown("no figure")
	}
	return chart.Figure{Value: m.Float(), Text: m.Short()}
}

// spansTable is the table of one class, or of one kind, by year. Each number
// leads to the amounts behind it.
func (e *edition) spansTable(caption string, all *site.Total) TableView {
	head := []Column{{Text: "Year"}, {Text: "Sum", Numbers: true}, {Text: "All readings", Numbers: true}, {Text: "Counted", Numbers: true}, {Text: "No figure", Numbers: true}, {Text: "Alleged or disputed", Numbers: true}, {Text: "Not added", Numbers: true}}
	var rows []TableRow
	for _, s := range e.spans() {
		first := Cell{Text: s.label}
		t, path := s.sums.Class(all.Class), site.StatsPath(s.key, string(all.Class))
		if all.Kind != "" {
			if t = s.sums.Kind(all.Kind); t != nil {
				path = site.YearKindPath(s.key, s.sums, all.Kind)
			}
		}
		if t == nil {
			rows = append(rows, TableRow{Cells: []Cell{first, {}, {}, {Text: "0"}, {Text: "0"}, {Text: "0"}, {Text: "0"}}})
			continue
		}
		cells := []Cell{first, e.sumCell(t, path), bandCell(t.Low, t.High)}
		cells[1].Note = "" // a column of its own says it
		rows = append(rows, TableRow{Cells: append(cells, e.partCells(t, path)...)})
	}
	return newTable(caption, head, rows)
}

// runningTotal draws what a class came to by the end of each year. Entries
// that lie in no single year are not in it, and it says so.
func (e *edition) runningTotal(class site.Class) ChartView {
	line, rows := e.runningChart(class)
	v := chartView(line, line.Title, newTable(line.Title, []Column{{Text: "By the end of"}, {Text: "Sum", Numbers: true}, {Text: "Lowest readings", Numbers: true}, {Text: "Highest readings", Numbers: true}}, rows))
	if t := e.stats.Undated().Class(class); t != nil && t.Value.Known() {
		v.Sentence += " " + t.Value.Short() + " more lies in no single year."
	}
	return v
}

// runningChart is what a class came to by the end of each year, as a line and
// as rows.
func (e *edition) runningChart(class site.Class) (chart.Line, []TableRow) {
	title := upper(class.Words()) + " since " + strconv.Itoa(e.firstYear()) + ", summed up"
	line := chart.Line{Frame: chart.Frame{ID: string(class) + "-line", Title: title}, Unit: chart.Dollars, Noun: class.Words(), Class: string(class)}
	var sum, low, high site.Money
	var rows []TableRow
	for i := range e.stats.Years() {
		y := &e.stats.Years()[i]
		if t := y.Class(class); t != nil && t.Value.Known() {
			sum, low, high = sum.Add(t.Value), low.Add(t.Low), high.Add(t.High)
		}
		label := strconv.Itoa(y.Year)
		line.Points = append(line.Points, chart.Point{Label: label, Value: moneyFigure(sum), Low: moneyFigure(low), High: moneyFigure(high)})
		rows = append(rows, TableRow{Cells: []Cell{{Text: label}, {HTML: moneyHTML(sum)}, {HTML: moneyHTML(low)}, {HTML: moneyHTML(high)}}})
	}
	return line, rows
}

func (e *edition) firstYear() int {
	if len(e.stats.Years()) == 0 {
		return 0
	}
	return e.stats.Years()[0].Year
}
