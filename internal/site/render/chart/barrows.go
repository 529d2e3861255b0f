package chart

// drawRows draws lying bars, one a line, as wide as a phone, and gives the
// height it took. Every bar has room for its label and its figure.
func (b Bars) drawRows(c *canvas) float64 {
	top := b.legend(c)
	labels, figures := 0.0, 0.0
	for _, bucket := range b.Buckets {
		labels = max(labels, widthOf(bucket.Label))
		figures = max(figures, figureWidth(bucket.Total.Text))
	}
	labels = min(labels, c.view.width*0.4)
	figures = min(figures, c.view.width*0.3)
	left := labels + 8
	room := c.view.width - left - figures - 20 // the ring of unknown figures stands there too
	most := max(b.most(), 1e-9)
	y := top
	for _, bucket := range b.Buckets {
		if bucket.Apart {
			c.line("grid", "", 0, y+3, c.view.width, y+3)
			y += 6
		}
		c.link(bucket.Href, b.label(bucket), 0, y, c.view.width, c.view.target, func() {
			b.row(c, bucket, y+c.view.target/2, left, func(value float64) float64 { return min(value/most, 1) * room })
			c.text("label", start, 0, y+c.view.target/2, fit(bucket.Label, labels))
		})
		y += c.view.target
	}
	c.line("axis", "", left, top, left, y)
	return y + 2
}

// row draws one lying bar with its figure behind it.
func (b Bars) row(c *canvas, bucket Bucket, y, left float64, length func(float64) float64) {
	right := left
	b.parts(bucket, length, func(series int, from, to float64) {
		right = left + to
		c.rect(b.Series[series].part(), b.Series[series].Class, left+from, y-7, to-from, 14, b.partTitle(bucket, series))
	})
	if bucket.Unknown > 0 {
		c.circle("unknown", "", right+8, y, 3.5, b.label(bucket))
		right += 11
	}
	c.text("figure", start, right+6, y, fitFigure(bucket.Total.Text, c.view.width-right-6))
}
