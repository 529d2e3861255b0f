package chart

import (
	"fmt"
	"html/template"
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
