package chart

import (
	"cmp"
	"slices"
)

// columns is where standing bars go.
type columns struct {
	left   float64 // of the plot
	pitch  float64 // from one bar to the next
	ticks  []tick
	apart  float64 // extra room before a bar that is set off
	height float64 // of the plot
}

func (b Bars) columns(v view) columns {
	about, height := 4, 170.0
	if v.narrow {
		height = 150
	}
	if b.Low {
		about, height = 2, 72
	}
	col := columns{ticks: roundTicks(b.most(), about, b.Unit), height: height, apart: 14}
	for _, t := range col.ticks {
		col.left = max(col.left, widthOf(t.label)+8)
	}
	gaps := 0.0
	for i, bucket := range b.Buckets {
		if bucket.Apart && i > 0 {
			gaps++
		}
	}
	if room := v.width - col.left; gaps*col.apart > room/4 {
		col.apart = room / 4 / gaps
	}
	col.pitch = (v.width - col.left - gaps*col.apart) / float64(len(b.Buckets))
	return col
}

// drawColumns draws standing bars and gives the height it took.
func (b Bars) drawColumns(c *canvas, col columns) float64 {
	top := b.legend(c) + 20 // room for the figure above the highest bar
	bottom := top + col.height
	axis := col.ticks[len(col.ticks)-1].value
	for _, t := range col.ticks {
		y := bottom - t.value/axis*col.height
		c.line("grid", "", col.left, y, c.view.width, y)
		c.text("tick", end, col.left-6, y, t.label)
	}
	centres := b.centres(col)
	shown := b.shownFigures(col, centres, c.view.width)
	if c.view.plain {
		c.series = make([]outline, len(b.Series))
	}
	for i, bucket := range b.Buckets {
		draw := func() { b.column(c, col, bucket, centres[i], bottom, shown[i]) }
		if col.pitch < c.view.target || c.view.plain {
			draw()
			continue
		}
		c.link(bucket.Href, b.label(bucket), centres[i]-col.pitch/2, top-18, col.pitch, col.height+36, draw)
	}
	for i := range c.series {
		if len(c.series[i].d) > 0 {
			c.path(b.Series[i].part(), b.Series[i].Class, &c.series[i], "")
		}
	}
	c.line("axis", "", col.left, bottom, c.view.width, bottom)
	b.columnLabels(c, col, centres, bottom+14)
	return bottom + 23
}

// centres gives the middle of each bar.
func (b Bars) centres(col columns) []float64 {
	centres := make([]float64, len(b.Buckets))
	x := col.left
	for i, bucket := range b.Buckets {
		if bucket.Apart && i > 0 {
			x += col.apart
		}
		centres[i] = x + col.pitch/2
		x += col.pitch
	}
	return centres
}

// column draws one standing bar with its parts from the bottom up.
func (b Bars) column(c *canvas, col columns, bucket Bucket, centre, bottom float64, shown bool) {
	axis := col.ticks[len(col.ticks)-1].value
	width := col.barWidth()
	top := bottom
	b.parts(bucket, func(value float64) float64 { return min(value/axis, 1) * col.height }, func(series int, from, to float64) {
		top = bottom - to
		if c.series != nil {
			c.series[series].box(centre-width/2, top, width, to-from)
			return
		}
		c.rect(b.Series[series].part(), b.Series[series].Class, centre-width/2, top, width, to-from, b.partTitle(bucket, series))
	})
	if bucket.Unknown > 0 {
		radius := min(3.5, col.pitch/2)
		c.circle("unknown", "", centre, top-6, radius, b.label(bucket))
		top -= 9
	}
	if shown {
		c.text("figure", middle, inside(figureWidth(bucket.Total.Text), centre, col.left, c.view.width), top-8, bucket.Total.Text)
	}
}

// maximalFigure is the width of a figure above a bar that is still a figure.
const maximalFigure = 160

func (col columns) barWidth() float64 { return max(min(col.pitch*0.7, 46), 0.6) }

// shownFigures says which bars have room for their figure above them: the
// highest first, so that the ones people look for are there.
func (b Bars) shownFigures(col columns, centres []float64, width float64) []bool {
	order := make([]int, 0, len(b.Buckets))
	for i, bucket := range b.Buckets {
		if bucket.Total.Text != "" && bucket.Total.amount() > 0 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(i, j int) int {
		return cmp.Compare(b.Buckets[j].Total.amount(), b.Buckets[i].Total.amount())
	})
	if b.Low && len(order) > 1 {
		order = order[:1]
	}
	shown := make([]bool, len(b.Buckets))
	figures := slots{gap: 3}
	for _, i := range order {
		text := b.Buckets[i].Total.Text
		taken := figureWidth(text)
		if taken > maximalFigure {
			continue
		}
		from, to := stretch(taken, middle, inside(taken, centres[i], col.left, width))
		shown[i] = !b.blocked(col, centres, i, from, to) && figures.take(from, to)
	}
	return shown
}

// blocked reports whether the figure above a bar would lie on a higher one
// beside it.
func (b Bars) blocked(col columns, centres []float64, bar int, from, to float64) bool {
	half := col.barWidth()/2 + 2
	for i := range b.Buckets {
		if i != bar && centres[i]+half > from && centres[i]-half < to && b.reach(col, i) > b.reach(col, bar) {
			return true
		}
	}
	return false
}

// reach gives how high a bar and its ring stand above the axis.
func (b Bars) reach(col columns, bar int) float64 {
	height := b.Buckets[bar].height() / col.ticks[len(col.ticks)-1].value * col.height
	if b.Buckets[bar].Unknown > 0 {
		height += 10
	}
	return height
}

// columnLabels writes every label, or every second, fifth or tenth and so on,
// so that none touch; labels of bars set off are tried first.
func (b Bars) columnLabels(c *canvas, col columns, centres []float64, y float64) {
	labels := slots{gap: 5}
	write := func(i int) {
		label := fit(b.Buckets[i].Label, min(c.view.width-col.left, max(110, col.pitch)))
		x := inside(widthOf(label), centres[i], 0, c.view.width)
		if labels.take(extent(label, middle, x)) {
			c.text("label", middle, x, y, label)
		}
	}
	var regular []int
	for i, bucket := range b.Buckets {
		if bucket.Apart {
			write(i)
			continue
		}
		regular = append(regular, i)
	}
	every := b.labelStep(regular, col.pitch)
	for n := 0; n < len(regular); n += every {
		write(regular[n])
	}
}

// labelStep gives 1, 2, 5, 10, 20 ... so that labels that far apart do not
// touch.
func (b Bars) labelStep(regular []int, pitch float64) int {
	width := 0.0
	for _, i := range regular {
		width = max(width, widthOf(b.Buckets[i].Label)+5)
	}
	for step := 1; ; step *= 10 {
		for _, factor := range []int{1, 2, 5} {
			if float64(factor*step)*pitch >= width || factor*step > len(regular) {
				return factor * step
			}
		}
	}
}
