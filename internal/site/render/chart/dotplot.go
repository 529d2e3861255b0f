package chart

import (
	"fmt"
	"html/template"
	"math"
)

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
