// Package chart turns data into SVG drawings for pages: stacked bars, a line
// with its band, ranked dots on a log axis, a dot plot, a calendar of months
// and a layered flow. Every chart is a value that draws itself twice, for wide
// screens and for phones, and says in one sentence what it shows. A chart
// without data draws nothing.
//
// The functions are pure and deterministic. Labels and addresses are escaped
// here, so that data may be hostile. A mark has a class for its part in the
// drawing (mark, grid, tick) and data-class for the class of money; what these
// look like is for the stylesheet of the site to say. No mark has a style.
package chart

import (
	"html/template"
	"math"
)

// Chart is a drawing with a sentence that says the same.
type Chart interface {
	// Wide and Narrow give an svg element; empty where there is nothing to
	// draw. A page holds both and its stylesheet shows one: Wide where it is
	// between 597 and 736 CSS pixels wide, Narrow between 288 and 416, so that
	// text is never below 11 pixels.
	Wide() template.HTML
	Narrow() template.HTML
	// Summary gives one sentence computed from the data.
	Summary() string
}

// Frame is what all charts have.
type Frame struct {
	ID    string // unique on the page, of ASCII letters, digits and hyphens
	Title string // names the chart to those who do not see it
}

// Unit says how the numbers of an axis are written.
type Unit int

// The units.
const (
	Count   Unit = iota // 1,500
	Dollars             // $1.5K
	Percent             // 50 %
)

// Series is one part of every bar, with its word in the legend.
type Series struct {
	Class string // CSS classes that give the colour: "taken"
	Label string // "Stolen"
	// Tint tells apart series of one class: 0 is the full colour, 1 to 3 are
	// lighter, all with an outline.
	Tint int
}

// part gives the class of a mark of the series.
func (s Series) part() string { return tints[min(max(s.Tint, 0), len(tints)-1)] }

var tints = [...]string{"mark", "mark t1", "mark t2", "mark t3"}

// Figure is a number to draw and the text that readers see for it, so that
// the exact value is never printed from a float.
type Figure struct {
	Value float64 // not less than 0; NaN = unknown
	Text  string  // "$4.4M", "12"
}

// Unknown is a figure that nobody states.
func Unknown(text string) Figure { return Figure{math.NaN(), text} }

// Known reports whether the figure can be drawn.
func (f Figure) Known() bool { return !math.IsNaN(f.Value) && f.Value >= 0 }

// amount gives the figure for drawing, between 0 and largest. What cannot be
// drawn is 0.
func (f Figure) amount() float64 { return drawable(f.Value) }

// Between these two a number is drawn as what it is: largest is the wealth of
// the world some thousand times over, smallest a ten-thousandth of a cent.
const (
	largest  = 1e18
	smallest = 1e-6
)

func drawable(value float64) float64 {
	if !(value > 0) { // NaN too
		return 0
	}
	return max(smallest, min(value, largest))
}

// view is the sheet that a chart is drawn on, in SVG units.
type view struct {
	name  string // class of the svg element and suffix of ids
	width float64
	// target is the least height or width of a link, so that it is at least
	// 24 CSS pixels where the drawing is smallest (WCAG 2.2, 2.5.8).
	target float64
	narrow bool
	plain  bool // drawn once for all screens, its bars without links and titles
	alone  bool // a file of its own: colours in attributes, no links
}

var (
	wide   = view{name: "wide", width: 660, target: 26.6}
	narrow = view{name: "narrow", width: 320, target: 23.5, narrow: true}
	small  = view{name: "small", width: 320, target: 23.5, narrow: true, plain: true}
)

// textSize is the size of all text in SVG units: 11.25 CSS pixels or more in
// both views at their smallest.
const textSize = 12.5
