package chart

import (
	"fmt"
	"html/template"
	"math"
	"strings"
)

// RankedDots is a ranking on an axis of powers of ten: a dot for the value, a
// line from the least to the greatest reading, a tick for each reading
// between. A bar would lie on such an axis, for it has no zero.
type RankedDots struct {
	Frame
	Unit Unit
	Noun string // what is ranked: "stolen"
	Rows []Dot
}

// Dot is one row of a ranking, in the order of the ranking.
type Dot struct {
	Label     string
	Href      string
	Class     string // class of money, for the colour
	Value     Figure // unknown: the text stands without a dot
	Low, High Figure
	Readings  []Figure // other readings of the same thing
}

// Wide draws the ranking, a row a line.
func (r RankedDots) Wide() template.HTML { return r.draw(wide) }

// Narrow does the same for phones.
func (r RankedDots) Narrow() template.HTML { return r.draw(narrow) }

// Summary names the first three and says how many have no figure.
func (r RankedDots) Summary() string {
	var first []string
	unknown := 0
	for _, row := range r.Rows {
		if !row.Value.Known() {
			unknown++
			continue
		}
		if len(first) < 3 {
			first = append(first, fmt.Sprintf("%s (%s)", row.Label, row.Value.Text))
		}
	}
	words := "no figure for " + r.Noun
	if len(first) > 0 {
		words = fmt.Sprintf("%s: first of %d is %s", r.Noun, len(r.Rows), first[0])
		if len(first) > 1 {
			words += ", then " + listed(first[1:])
		}
	}
	if unknown > 0 {
		words += fmt.Sprintf("; %d without a figure", unknown)
	}
	return sentence(words)
}

// band gives both ends of a row's line; the value where one is missing.
func (d Dot) band() (low, high float64) {
	return Point{Value: d.Value, Low: d.Low, High: d.High}.band()
}

// words gives a row for those who hear the page.
func (d Dot) words() string {
	words := d.Label + ": " + d.Value.Text
	if low, high := d.band(); d.Value.Known() && low < high {
		words += ", between " + d.Low.Text + " and " + d.High.Text
	}
	return words
}

func (r RankedDots) draw(v view) template.HTML {
	if len(r.Rows) == 0 {
		return ""
	}
	c := newCanvas(v)
	var values []float64
	labels, figures := 0.0, 0.0
	for _, row := range r.Rows {
		if row.Value.Known() {
			low, high := row.band()
			values = append(values, low, row.Value.amount(), high)
			for _, reading := range row.Readings {
				values = append(values, reading.amount())
			}
		}
		labels = max(labels, widthOf(row.Label))
		figures = max(figures, figureWidth(row.Value.Text))
	}
	// Names of incidents are sentences: half the drawing is theirs.
	labels, figures = min(labels, v.width*0.48), min(figures, v.width*0.3)
	left, right, height := labels+26, v.width-figures-26, v.target
	if v.narrow {
		left, right, height = 22, v.width-22, 44
	}
	scale := newLogScale(values, left, right)
	top := 22.0
	names, bottom := r.names(v), top
	for i := range r.Rows {
		bottom += height + extraHeight(names, i)
	}
	for _, t := range scale.ticks(r.Unit, v.width) {
		c.line("grid", "", scale.at(t.value), top-2, scale.at(t.value), bottom)
		c.text("tick", middle, t.x, 9, t.label)
	}
	y := top
	for i, row := range r.Rows {
		extra := extraHeight(names, i)
		c.link(row.Href, row.words(), 0, y, v.width, height+extra, func() {
			if v.narrow {
				for n, line := range names[i] {
					c.text("label", start, 0, y+14+float64(n)*nameLine, line)
				}
				c.text("figure", end, v.width, y+14, fitFigure(row.Value.Text, v.width*0.4))
				r.row(c, scale, row, y+32+extra)
				return
			}
			c.text("label", start, 0, y+height/2, fit(row.Label, labels))
			c.text("figure", end, v.width, y+height/2, fitFigure(row.Value.Text, figures))
			r.row(c, scale, row, y+height/2)
		})
		y += height + extra
	}
	return c.finish(r.Frame, r.Summary(), bottom+4)
}

// On a phone a name stands above its row, beside the figure, on as many lines
// as it takes up to nameLines, each nameLine high.
const (
	nameLines = 4
	nameLine  = 16.0
)

// names breaks the names of the rows into lines; nil where they have one.
func (r RankedDots) names(v view) [][]string {
	if !v.narrow {
		return nil
	}
	names := make([][]string, len(r.Rows))
	for i, row := range r.Rows {
		room := v.width - figureWidth(fitFigure(row.Value.Text, v.width*0.4)) - 10
		names[i] = broken(row.Label, room)
		if lines := names[i]; len(lines) > nameLines {
			names[i] = append(lines[:nameLines-1:nameLines-1], fit(strings.Join(lines[nameLines-1:], " "), room))
		}
	}
	return names
}

// extraHeight gives the height that a name takes beyond its first line.
func extraHeight(names [][]string, row int) float64 {
	if names == nil {
		return 0
	}
	return nameLine * float64(max(len(names[row])-1, 0))
}

// row draws the line, the ticks and the dot of one row.
func (r RankedDots) row(c *canvas, scale logScale, row Dot, y float64) {
	c.line("track", "", scale.from, y, scale.to, y)
	if !row.Value.Known() {
		return
	}
	if low, high := row.band(); low < high {
		c.line("whisker", row.Class, scale.at(low), y, scale.at(high), y)
		c.line("whisker", row.Class, scale.at(low), y-4, scale.at(low), y+4)
		c.line("whisker", row.Class, scale.at(high), y-4, scale.at(high), y+4)
	}
	for _, reading := range row.Readings {
		if reading.Known() && reading.amount() > 0 {
			x := scale.at(reading.amount())
			c.line("reading", row.Class, x, y-4, x, y+4)
		}
	}
	if row.Value.amount() == 0 {
		c.circle("unknown", "", scale.at(0), y, 4, row.words()) // zero has no place on this axis
		return
	}
	c.circle("mark", row.Class, scale.at(row.Value.amount()), y, 5, row.words())
}

// DotPlot shows every case of several rows on one axis of days, with the
// median and the middle half: how long it took from one event to the next.
// Where a row has more than MostDots, it shows how many cases lie where.
type DotPlot struct {
	Frame
	Rows []DotRow
}

// DotRow is one row of a dot plot.
type DotRow struct {
	Label  string
	Class  string // class of money, for the colour
	Dots   []Case // in order of days
	Median Figure // in days; unknown where there is no case
	// Lower and Upper are the quartiles.
	Lower, Upper Figure
}

// Case is one dot: days between two dates, as a span where they are not
// known to the day.
type Case struct {
	Low, High float64 // days, not less than 0
	Title     string
}

// Wide draws the rows.
func (d DotPlot) Wide() template.HTML { return d.draw(wide) }

// Narrow does the same for phones.
func (d DotPlot) Narrow() template.HTML { return d.draw(narrow) }

// Summary names the median of each row.
func (d DotPlot) Summary() string {
	var rows []string
	for _, row := range d.Rows {
		if row.Median.Known() {
			rows = append(rows, fmt.Sprintf("%s %s (%d)", row.Label, row.Median.Text, len(row.Dots)))
		}
	}
	if len(rows) == 0 {
		return "No case has both dates."
	}
	return sentence("median, with the number of cases: " + listed(rows))
}

// most gives the longest case in days; -1 where there is none.
func (d DotPlot) most() float64 {
	most := -1.0
	for _, row := range d.Rows {
		for _, dot := range row.Dots {
			most = max(most, drawable(dot.Low), drawable(dot.High))
		}
	}
	return most
}

// dayTicks are the round spans of time.
var dayTicks = []tick{
	{value: 0, label: "same day"}, {value: 1, label: "1 day"}, {value: 7, label: "1 week"}, {value: 30, label: "1 month"}, {value: 91, label: "3 months"}, {value: 365, label: "1 year"},
	{value: 3 * 365, label: "3 years"}, {value: 10 * 365, label: "10 years"}, {value: 30 * 365, label: "30 years"}, {value: 100 * 365, label: "100 years"},
}

// dayScale puts days on a stretch: a day more counts much at first and ever
// less, and unlike on a logarithmic axis zero has a place.
type dayScale struct{ most, from, to float64 }

func (s dayScale) at(days float64) float64 {
	share := math.Log1p(drawable(days)) / math.Log1p(s.most)
	return s.from + min(share, 1)*(s.to-s.from)
}

func (d DotPlot) draw(v view) template.HTML {
	if d.most() < 0 {
		return ""
	}
	c := newCanvas(v)
	labels := 0.0
	for _, row := range d.Rows {
		labels = max(labels, widthOf(row.caption()))
	}
	labels = min(labels, v.width*0.38)
	left, right, height, head := labels+16, v.width-12.0, 58.0, 0.0
	if v.narrow {
		left, right, height, head = 8, v.width-8, 76, 20
	}
	scale := dayScale{max(d.most()*1.02, 1), left, right}
	top := 22.0
	bottom := top + height*float64(len(d.Rows))
	places := slots{gap: 8}
	for _, t := range dayTicks {
		x := scale.at(t.value)
		at := inside(widthOf(t.label), x, 0, v.width)
		if t.value > scale.most || !places.take(extent(t.label, middle, at)) {
			continue
		}
		c.line("grid", "", x, top-2, x, bottom)
		c.text("tick", middle, at, 9, t.label)
	}
	for i, row := range d.Rows {
		y := top + height*float64(i)
		if v.narrow {
			c.text("label", start, 0, y+head/2, fit(row.caption(), v.width))
		} else {
			c.text("label", start, 0, y+height/2, fit(row.caption(), labels))
		}
		row.draw(c, scale, y+head, y+height)
	}
	return c.finish(d.Frame, d.Summary(), bottom+2)
}

// caption gives the label of a row with its median.
func (row DotRow) caption() string {
	if !row.Median.Known() {
		return row.Label
	}
	return row.Label + ": " + row.Median.Text
}

// draw draws one row: the middle half as a band, the median as a line, the
// dots stacked where they would cover each other.
func (row DotRow) draw(c *canvas, scale dayScale, top, bottom float64) {
	y := (top + bottom) / 2
	c.line("track", "", scale.from, y, scale.to, y)
	if row.Lower.Known() && row.Upper.Known() {
		from, to := scale.at(row.Lower.amount()), scale.at(row.Upper.amount())
		c.rect("band", row.Class, min(from, to), top+6, max(to-from, from-to), bottom-top-12, "")
	}
	if len(row.Dots) > MostDots {
		row.drawMany(c, scale, top+6, bottom-8)
		row.drawMedian(c, scale, top, bottom)
		return
	}
	const radius = 4.0
	levels := []float64{0, -1, 1, -2, 2}
	lanes := make([]slots, len(levels))
	for _, dot := range row.Dots {
		low, high := drawable(dot.Low), drawable(dot.High)
		low, high = min(low, high), max(low, high)
		x := scale.at((low + high) / 2)
		lane := 0
		for lane < len(lanes)-1 && !lanes[lane].take(min(scale.at(low), x-radius), max(scale.at(high), x+radius)) {
			lane++
		}
		at := y + levels[lane]*(bottom-top-2*radius)/5
		if scale.at(high)-scale.at(low) > 1 {
			c.line("whisker", row.Class, scale.at(low), at, scale.at(high), at)
		}
		c.circle("mark", row.Class, x, at, radius, dot.Title)
	}
	row.drawMedian(c, scale, top, bottom)
}

func (row DotRow) drawMedian(c *canvas, scale dayScale, top, bottom float64) {
	if row.Median.Known() {
		x := scale.at(row.Median.amount())
		c.line("median", "", x, top+4, x, bottom-4)
	}
}

// MostDots is how many cases a row of a dot plot shows one by one. More of
// them would cover each other: a row of more is drawn as a profile, as high at
// each place as cases lie there.
const MostDots = 250

// drawMany draws the profile of a row: a column for each few units of the
// axis, on the lower edge.
func (row DotRow) drawMany(c *canvas, scale dayScale, top, bottom float64) {
	const width = 5.0
	columns := make([]int, int((scale.to-scale.from)/width)+1)
	most := 0
	for _, dot := range row.Dots {
		at := scale.at((drawable(dot.Low) + drawable(dot.High)) / 2)
		column := min(max(int((at-scale.from)/width), 0), len(columns)-1)
		columns[column]++
		most = max(most, columns[column])
	}
	var d outline
	for i, cases := range columns {
		if cases == 0 {
			continue
		}
		x, height := scale.from+float64(i)*width, max(1, (bottom-top)*float64(cases)/float64(most))
		d.command("M", x, bottom).command("v", -height).command("h", width-0.6).command("v", height).command("z")
	}
	c.path("mark", row.Class, &d, row.caption()+"; "+plain(float64(len(row.Dots)))+" cases")
}
