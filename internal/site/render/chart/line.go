package chart

import (
	"fmt"
	"html/template"
)

// Line is a quantity over time with its band: what was taken by the end of
// each year, between the least and the greatest reading.
type Line struct {
	Frame
	Unit   Unit
	Noun   string // what is counted: "taken"
	Class  string // class of money, for the colour
	Points []Point
}

// Point is one place of the line. A point whose value is unknown interrupts
// it.
type Point struct {
	Label     string // "2023"
	Value     Figure
	Low, High Figure
}

// Wide draws the line and its band.
func (l Line) Wide() template.HTML { return l.draw(wide) }

// Narrow does the same for phones.
func (l Line) Narrow() template.HTML { return l.draw(narrow) }

// Summary says where the line begins, where it ends, and how sure that is.
func (l Line) Summary() string {
	first, last := l.first(), l.last()
	switch {
	case last < 0:
		return sentence("no figure for " + l.Noun)
	case first == last:
		return sentence(l.Noun + ": " + l.Points[last].words())
	}
	return sentence(fmt.Sprintf("%s: from %s in %s to %s", l.Noun, l.Points[first].Value.Text, l.Points[first].Label, l.Points[last].words()))
}

// words gives a point in words: "$12B in 2026, between $11B and $14B".
func (p Point) words() string {
	words := p.Value.Text + " in " + p.Label
	if low, high := p.band(); low < high && p.Low.Text != p.High.Text {
		words += ", between " + p.Low.Text + " and " + p.High.Text
	}
	return words
}

// band gives both ends of the band; the value itself where one is missing or
// lies on the wrong side.
func (p Point) band() (low, high float64) {
	low, high = p.Value.amount(), p.Value.amount()
	if p.Low.Known() {
		low = min(low, p.Low.amount())
	}
	if p.High.Known() {
		high = max(high, p.High.amount())
	}
	return low, high
}

// first and last give the ends of the line; -1 where no point is known.
func (l Line) first() int {
	for i, p := range l.Points {
		if p.Value.Known() {
			return i
		}
	}
	return -1
}

func (l Line) last() int {
	for i := len(l.Points) - 1; i >= 0; i-- {
		if l.Points[i].Value.Known() {
			return i
		}
	}
	return -1
}

// plot is where the points of a line go.
type plot struct {
	left, right, top, bottom float64
	axis                     float64 // the value at the top
	count                    int
}

func (p plot) x(i int) float64 {
	if p.count == 1 {
		return (p.left + p.right) / 2
	}
	return p.left + float64(i)/float64(p.count-1)*(p.right-p.left)
}

func (p plot) y(value float64) float64 {
	return p.bottom - min(value/p.axis, 1)*(p.bottom-p.top)
}

func (l Line) draw(v view) template.HTML {
	if len(l.Points) == 0 {
		return ""
	}
	c := newCanvas(v)
	most := 0.0
	for _, p := range l.Points {
		if p.Value.Known() {
			_, high := p.band()
			most = max(most, high)
		}
	}
	ticks := roundTicks(most, 4, l.Unit)
	area := plot{top: 20, bottom: 230, axis: ticks[len(ticks)-1].value, count: len(l.Points), right: v.width - 22}
	for _, t := range ticks {
		area.left = max(area.left, widthOf(t.label)+16)
	}
	for _, t := range ticks {
		c.line("grid", "", area.left-8, area.y(t.value), v.width, area.y(t.value))
		c.text("tick", end, area.left-14, area.y(t.value), t.label)
	}
	for from := 0; from < len(l.Points); {
		to := from
		for to < len(l.Points) && l.Points[to].Value.Known() {
			to++
		}
		if to > from {
			l.stretch(c, area, from, to)
		}
		from = max(to, from) + 1
	}
	l.labels(c, area)
	return c.finish(l.Frame, l.Summary(), area.bottom+23)
}

// stretch draws the line over points that are all known, band first.
func (l Line) stretch(c *canvas, area plot, from, to int) {
	var line, low, high, band outline
	for i := from; i < to; i++ {
		command := "L"
		if i == from {
			command = "M"
		}
		least, most := l.Points[i].band()
		line.command(command, area.x(i), area.y(l.Points[i].Value.amount()))
		high.command(command, area.x(i), area.y(most))
		low.command(command, area.x(i), area.y(least))
		band.command(command, area.x(i), area.y(most))
	}
	for i := to - 1; i >= from; i-- {
		least, _ := l.Points[i].band()
		band.command("L", area.x(i), area.y(least))
	}
	band.command("Z")
	if to-from > 1 {
		c.path("band", l.Class, &band, "")
		c.path("edge", l.Class, &low, "")
		c.path("edge", l.Class, &high, "")
		c.path("line", l.Class, &line, "")
	} else {
		least, most := l.Points[from].band()
		c.line("whisker", l.Class, area.x(from), area.y(least), area.x(from), area.y(most))
	}
	for i := from; i < to; i++ {
		c.circle("mark", l.Class, area.x(i), area.y(l.Points[i].Value.amount()), 3, l.Points[i].words())
	}
}

// labels writes the figure at the end of the line and the words under the
// axis, the last one first because it is the one that is read.
func (l Line) labels(c *canvas, area plot) {
	c.line("axis", "", area.left-8, area.bottom, c.view.width, area.bottom)
	places := slots{gap: 6}
	write := func(i int) {
		label := fit(l.Points[i].Label, 110)
		x := inside(widthOf(label), area.x(i), 0, c.view.width)
		if places.take(extent(label, middle, x)) {
			c.text("label", middle, x, area.bottom+14, label)
		}
	}
	write(len(l.Points) - 1)
	step := max(1, (len(l.Points)+9)/10)
	for i := len(l.Points) - 1; i >= 0; i -= step {
		write(i)
	}
	if last := l.last(); last >= 0 {
		_, high := l.Points[last].band()
		figure := fitFigure(l.Points[last].Value.Text, c.view.width-area.left+8)
		x := inside(figureWidth(figure), area.x(last), area.left-8, c.view.width)
		c.text("figure", middle, x, area.y(high)-10, figure)
	}
}

// inside moves the middle of a text of some width so that all of it stands between two
// places.
func inside(width, x, from, to float64) float64 {
	half := width / 2
	return max(min(x, to-half), from+half)
}
