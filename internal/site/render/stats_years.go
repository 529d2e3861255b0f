package render

import (
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
func (e *edition) classCharts(class site.Class) ([]ChartView, []site.Output) {
	all := e.stats.All().Class(class)
	if all == nil || !all.Value.Known() {
		return nil, nil
	}
	bars, files := e.yearBars(class)
	charts := []ChartView{bars}
	if line, file := e.runningTotal(class); line.Caption != "" {
		charts, files = append(charts, line), append(files, file...)
	}
	return charts, files
}

// offer adds the drawing of a chart as a file of its own beside a page.
func (e *edition) offer(v *ChartView, c chart.Chart, page, name string) []site.Output {
	source := e.cfg.Title + ", " + e.cfg.URL(page)
	if day := e.lastChange(); day != site.NoDay {
		source += ", as of " + day.Display()
	}
	if e.cfg.Licence.Name != "" {
		source += ". " + e.cfg.Licence.Name
	}
	file := chart.Alone(c, "Source: "+source)
	if file == nil {
		return nil
	}
	v.File = e.href(page + name + ".svg")
	return []site.Output{{
		Path: site.File(page + name + ".svg"), Media: "image/svg+xml", Inputs: site.DigestOf([]byte(e.Program), file),
		Make: func(buffer *site.Buffer) error {
			buffer.Write(file) // never fails
			return nil
		},
	}}
}

// yearBars draws one class by year, its kinds on top of each other.
func (e *edition) yearBars(class site.Class) (ChartView, []site.Output) {
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
	v := chartView(bars, bars.Title, e.spansTable(bars.Title, class))
	files := e.offer(&v, bars, classPath(class), "by-year")
	return v, files
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

// spansTable is the table of one class by year.
func (e *edition) spansTable(caption string, class site.Class) TableView {
	head := []Column{{Text: "Year"}, {"Sum", true}, {"All readings", true}, {"Counted", true}, {"No figure", true}, {"Alleged or disputed", true}, {"Not added", true}}
	var rows []TableRow
	for _, s := range e.spans() {
		first := Cell{Text: s.label}
		t := s.sums.Class(class)
		if t == nil {
			rows = append(rows, TableRow{Cells: []Cell{first, {}, {}, {Text: "0"}, {Text: "0"}, {Text: "0"}, {Text: "0"}}})
			continue
		}
		path := site.StatsPath(s.key, string(class))
		cells := []Cell{first, e.sumCell(t, path), bandCell(t.Low, t.High)}
		cells[1].Note = "" // a column of its own says it
		rows = append(rows, TableRow{Cells: append(cells, e.partCells(t, path)...)})
	}
	return newTable(caption, head, rows)
}

// runningTotal draws what a class came to by the end of each year. Entries
// that lie in no single year are not in it, and it says so.
func (e *edition) runningTotal(class site.Class) (ChartView, []site.Output) {
	title := upper(class.Words()) + " since " + strconv.Itoa(e.firstYear()) + ", summed up"
	line := chart.Line{Frame: chart.Frame{ID: string(class) + "-line", Title: title}, Unit: chart.Dollars, Noun: class.Words(), Class: string(class)}
	var sum, low, high site.Money
	var rows []TableRow
	known := 0
	for i := range e.stats.Years() {
		y := &e.stats.Years()[i]
		if t := y.Class(class); t != nil && t.Value.Known() {
			sum, low, high = sum.Add(t.Value), low.Add(t.Low), high.Add(t.High)
			known++
		}
		label := strconv.Itoa(y.Year)
		line.Points = append(line.Points, chart.Point{Label: label, Value: moneyFigure(sum), Low: moneyFigure(low), High: moneyFigure(high)})
		rows = append(rows, TableRow{Cells: []Cell{{Text: label}, {HTML: moneyHTML(sum)}, {HTML: moneyHTML(low)}, {HTML: moneyHTML(high)}}})
	}
	if known < 3 {
		return ChartView{}, nil
	}
	v := chartView(line, title, newTable(title, []Column{{Text: "By the end of"}, {"Sum", true}, {"Lowest readings", true}, {"Highest readings", true}}, rows))
	if t := e.stats.Undated().Class(class); t != nil && t.Value.Known() {
		v.Sentence += " " + t.Value.Short() + " more lies in no single year."
	}
	files := e.offer(&v, line, classPath(class), "summed-up")
	return v, files
}

func (e *edition) firstYear() int {
	if len(e.stats.Years()) == 0 {
		return 0
	}
	return e.stats.Years()[0].Year
}
