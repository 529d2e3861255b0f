package render

import (
	"slices"
	"strconv"

	"blotter/internal/site"
	"blotter/internal/site/render/chart"
)

// density is a histogram of entries over buckets of time, split by the
// class of money each entry is mainly about, with the same numbers as a table.
type density struct {
	id, title, head string // head is the heading of the table's first column
	buckets         []bucket
	high            bool // drawn at full height, not as the head of a list
	small           bool // drawn once, without links
}

// bucket is a span of time with its entries. Path is the page that lists
// exactly these; empty = no page does.
type bucket struct {
	label, path string
	entries     []*site.Entry
	apart       bool // no span of its own: "no month"
}

// other is the series of entries that are about no sum of money.
const other site.Class = "none"

// leadClass gives the class of money an entry is mainly about.
func leadClass(entry *site.Entry) site.Class {
	if headline, ok := entry.Headline(); ok {
		return headline.Kind.Class()
	}
	return other
}

// lead gives the class of money an entry is mainly about as its position in
// densityClasses. About ten histograms count each entry.
func (e *edition) lead(entry *site.Entry) int {
	kept := &e.leads[entry.Index]
	if known := kept.Load(); known > 0 {
		return int(known) - 1
	}
	at := slices.Index(densityClasses, leadClass(entry))
	if at < 0 { // a word that no class has; the checks keep it out
		at = len(densityClasses) - 1
	}
	kept.Store(int32(at) + 1)
	return at
}

// densityClasses are the series that a histogram may have, in order.
var densityClasses = func() []site.Class {
	var classes []site.Class
	for _, key := range site.Classes.Keys() {
		classes = append(classes, site.Class(key))
	}
	return append(classes, other)
}()

// densityChart draws a histogram. Each entry stands in one bucket and in one
// series.
func (e *edition) densityChart(d density) ChartView {
	counts := make([][]int, len(d.buckets)) // by series
	present := make([]bool, len(densityClasses))
	room := make([]int, len(d.buckets)*len(densityClasses))
	for i, b := range d.buckets {
		counts[i] = room[i*len(densityClasses) : (i+1)*len(densityClasses)]
		for _, entry := range b.entries {
			class := e.lead(entry)
			counts[i][class]++
			present[class] = true
		}
	}
	classes := make([]int, 0, len(densityClasses))
	for class, is := range present {
		if is {
			classes = append(classes, class)
		}
	}
	bars := chart.Bars{Frame: chart.Frame{ID: d.id, Title: d.title}, Unit: chart.Count, Noun: "entries", Low: !d.high}
	for _, class := range classes {
		bars.Series = append(bars.Series, chart.Series{Class: string(densityClasses[class]), Label: classLabel(densityClasses[class])})
	}
	bars.Buckets = make([]chart.Bucket, len(d.buckets))
	parts := make([]chart.Figure, 0, len(d.buckets)*len(classes))
	for i, b := range d.buckets {
		first := len(parts)
		for _, class := range classes {
			parts = append(parts, chart.Figure{Value: float64(counts[i][class]), Text: number(counts[i][class])})
		}
		bars.Buckets[i] = e.densityBucket(b, parts[first:len(parts):len(parts)])
	}
	table := e.densitySource(d, counts, classes)
	if d.small {
		return ChartView{Caption: d.title, Sentence: bars.Summary(), Wide: bars.Small(), Table: e.stillTable(table)}
	}
	return chartView(bars, d.title, table.whole())
}

func classLabel(class site.Class) string {
	if class == other {
		return "No sum"
	}
	return class.Label()
}

func (e *edition) densityBucket(b bucket, parts []chart.Figure) chart.Bucket {
	n := len(b.entries)
	bar := chart.Bucket{Label: b.label, Total: chart.Figure{Value: float64(n), Text: number(n)}, Parts: parts, Apart: b.apart}
	if b.path != "" && n > 0 {
		bar.Href = e.href(b.path)
	}
	return bar
}

// densitySource gives the numbers of a histogram.
func (e *edition) densitySource(d density, counts [][]int, classes []int) tableSource {
	head := append(make([]Column, 0, 2+len(classes)), Column{Text: d.head}, Column{Text: "Entries", Numbers: true})
	for _, class := range classes {
		head = append(head, Column{Text: classLabel(densityClasses[class]), Numbers: true})
	}
	return tableSource{caption: d.title, head: head, size: len(d.buckets), row: func(cells []Cell, i int) []Cell {
		b := &d.buckets[i]
		first := Cell{Text: b.label}
		if b.path != "" && len(b.entries) > 0 {
			first.Href = e.href(b.path)
		}
		cells = append(cells, first, Cell{Text: number(len(b.entries))})
		for _, class := range classes {
			cells = append(cells, Cell{Text: number(counts[i][class])})
		}
		return cells
	}}
}

// stillTable is long for a table without links.
func (e *edition) stillTable(s tableSource) TableView {
	table := e.long(s, 0, s.size)
	table.Still = true
	return table
}

// chartView puts a drawing together with its words and its table.
func chartView(c chart.Chart, caption string, table TableView) ChartView {
	return ChartView{Caption: caption, Sentence: c.Summary(), Wide: c.Wide(), Narrow: c.Narrow(), Table: table}
}

// yearsChart is the histogram of the whole record: a bar a year, each leading
// to its year.
func (e *edition) yearsChart(high bool) ChartView {
	d := density{id: "density", title: "Entries by year of the incident", head: "Year", high: high}
	for i := range e.stats.Years() {
		year := &e.stats.Years()[i]
		b := bucket{label: strconv.Itoa(year.Year)}
		if year.Group != nil {
			b.path, b.entries = year.Group.Path, year.Group.Entries
		}
		d.buckets = append(d.buckets, b)
	}
	if undated := e.stats.UndatedEntries(); len(undated) > 0 {
		d.buckets = append(d.buckets, bucket{label: "no year", path: "/incidents/#undated", entries: undated, apart: true})
	}
	return e.densityChart(d)
}

// monthsChart is the histogram of one year.
func (e *edition) monthsChart(year int, group *site.Group) ChartView {
	d := density{id: "density", title: "Entries by month of " + strconv.Itoa(year), head: "Month"}
	byMonth := make([][]*site.Entry, 13) // 0 = no single month
	for _, entry := range group.Entries {
		_, month, _ := entry.Date.InMonth()
		byMonth[month] = append(byMonth[month], entry)
	}
	for month := 1; month <= 12; month++ {
		label := site.DayOf(year, month, 1).Short()
		label = label[2 : len(label)-5] // "1 Mar 2022"
		d.buckets = append(d.buckets, bucket{label: label, path: site.MonthPath(year, month), entries: byMonth[month]})
	}
	if coarse := byMonth[0]; len(coarse) > 0 {
		d.buckets = append(d.buckets, bucket{label: "no month", entries: coarse, apart: true})
	}
	return e.densityChart(d)
}
