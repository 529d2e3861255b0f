package chart

import (
	"fmt"
	"html/template"
	"slices"
)

// Bars are stacked bars, one a bucket: incidents a year by class, dollars a
// year by kind. The figures of one bar must be of a sort that may be added.
// On wide screens the bars stand; on phones they lie where there are so many
// that a finger could not tell them apart.
type Bars struct {
	Frame
	Unit    Unit
	Noun    string // what is counted: "incidents", "stolen, defrauded or lost"
	Series  []Series
	Buckets []Bucket
	Low     bool // a low drawing, for the head of a list
}

// Bucket is one bar.
type Bucket struct {
	Label   string // under the bar: "2023"
	Href    string // the page with exactly what the bar counts; may be empty
	Total   Figure
	Parts   []Figure // one a series, in their order
	Unknown int      // how many more have no figure
	// Apart sets the bar off from the others: "undated", which is no month.
	Apart bool
}

// Wide draws standing bars.
func (b Bars) Wide() template.HTML { return b.draw(wide) }

// Narrow draws standing bars, or lying ones.
func (b Bars) Narrow() template.HTML { return b.draw(narrow) }

// Small draws standing bars once for all screens, no wider than on a phone:
// for the many pages that have the drawing beside a list. What a title would
// say of a part of a bar stands in the table of the same numbers.
func (b Bars) Small() template.HTML { return b.draw(small) }

func (b Bars) draw(v view) template.HTML {
	if len(b.Buckets) == 0 || len(b.Series) == 0 {
		return ""
	}
	c := newCanvas(v)
	columns := b.columns(v)
	if v.narrow && !v.plain && columns.pitch < v.target && b.linked() {
		return c.finish(b.Frame, b.Summary(), b.drawRows(c))
	}
	return c.finish(b.Frame, b.Summary(), b.drawColumns(c, columns))
}

// Summary names the three highest bars and what has no figure.
func (b Bars) Summary() string {
	filled := slices.DeleteFunc(slices.Clone(b.Buckets), func(bucket Bucket) bool { return bucket.Total.amount() == 0 })
	slices.SortStableFunc(filled, func(x, y Bucket) int {
		switch {
		case x.Total.amount() > y.Total.amount():
			return -1
		case x.Total.amount() < y.Total.amount():
			return 1
		}
		return 0
	})
	words := "no " + b.Noun
	switch len(filled) {
	case 0:
	case 1:
		words = fmt.Sprintf("%s: %s, all in %s", b.Noun, filled[0].Total.Text, filled[0].Label)
	default:
		words = fmt.Sprintf("%s: most in %s (%s)", b.Noun, filled[0].Label, filled[0].Total.Text)
		var next []string
		for _, bucket := range filled[1:min(3, len(filled))] {
			next = append(next, fmt.Sprintf("%s (%s)", bucket.Label, bucket.Total.Text))
		}
		words += ", then " + listed(next)
	}
	if unknown := b.unknown(); unknown > 0 {
		words += fmt.Sprintf("; %s more without a figure", plain(float64(unknown)))
	}
	return sentence(words)
}

func (b Bars) unknown() int {
	unknown := 0
	for _, bucket := range b.Buckets {
		unknown += max(0, bucket.Unknown)
	}
	return unknown
}

func (b Bars) linked() bool {
	return slices.ContainsFunc(b.Buckets, func(bucket Bucket) bool { return safeAddress(bucket.Href) })
}

func (b Bars) most() float64 {
	most := 0.0
	for _, bucket := range b.Buckets {
		most = max(most, bucket.height())
	}
	return most
}

// height gives what the bar reaches: its total, or its parts where those are
// more, which the drawing must hold in any case.
func (bucket Bucket) height() float64 {
	sum := 0.0
	for _, part := range bucket.Parts {
		sum += part.amount()
	}
	return min(max(sum, bucket.Total.amount()), largest)
}

// label gives the words of a bar for those who hear the page.
func (b Bars) label(bucket Bucket) string {
	words := bucket.Label + ": " + bucket.Total.Text
	if len(b.Series) > 1 {
		for i, part := range bucket.Parts[:min(len(bucket.Parts), len(b.Series))] {
			if part.amount() > 0 {
				words += ", " + b.Series[i].Label + " " + part.Text
			}
		}
	}
	if bucket.Unknown > 0 {
		words += fmt.Sprintf(", %d more without a figure", bucket.Unknown)
	}
	return words
}

// partTitle gives the words of one part of a bar.
func (b Bars) partTitle(bucket Bucket, series int) string {
	if len(b.Series) == 1 {
		return b.label(bucket)
	}
	return bucket.Label + ", " + b.Series[series].Label + ": " + bucket.Parts[series].Text
}

// parts gives the parts of a bar that have a length, as pairs of the series
// and where it ends. A part that is not nothing is never shorter than a unit.
func (b Bars) parts(bucket Bucket, length func(float64) float64, draw func(series int, from, to float64)) {
	from := 0.0
	sum := 0.0
	for series := range min(len(b.Series), len(bucket.Parts)) {
		value := bucket.Parts[series].amount()
		if value == 0 {
			continue
		}
		sum += value
		to := max(length(sum), from+1)
		gap := 0.0
		if from > 0 && to-from > 3 {
			gap = 0.8 // so that parts of like colours are told apart
		}
		draw(series, from+gap, to)
		from = to
	}
}

// legend writes the words of the series where there are several, and what the
// ring means where there are unknown figures. It gives the room it took.
func (b Bars) legend(c *canvas) float64 {
	var entries []Series
	if len(b.Series) > 1 {
		entries = append(entries, b.Series...)
	}
	if b.unknown() > 0 {
		entries = append(entries, Series{Label: "and more without a figure"})
	}
	x, y := 0.0, 9.0
	for i, e := range entries {
		label := fit(e.Label, c.view.width-16)
		if width := 16 + widthOf(label); x > 0 && x+width > c.view.width {
			x, y = 0, y+18
		}
		if b.unknown() > 0 && i == len(entries)-1 {
			c.circle("unknown", "", x+5, y, 3.5, "")
		} else {
			c.rect(e.part(), e.Class, x+0.5, y-4.5, 9, 9, "")
		}
		c.text("legend", start, x+15, y, label)
		x += 16 + widthOf(label) + 16
	}
	if len(entries) == 0 {
		return 0
	}
	return y + 14
}
