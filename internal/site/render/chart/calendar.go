package chart

import (
	"fmt"
	"html/template"
)

// Calendar is a sheet of months: a line a year, a cell a month, darker where
// more happened, with the number in it.
type Calendar struct {
	Frame
	Noun  string // what is counted: "incidents"
	Class string // class of money, for the colour
	Years []CalendarYear
}

// CalendarYear is one line of the sheet.
type CalendarYear struct {
	Year   int
	Href   string
	Months [12]Cell
	// Coarse is what is known to the year and to no month.
	Coarse Cell
}

// Cell is one month.
type Cell struct {
	Count int
	Href  string
}

// Wide draws the sheet.
func (cal Calendar) Wide() template.HTML { return cal.draw(wide) }

// Narrow does the same for phones.
func (cal Calendar) Narrow() template.HTML { return cal.draw(narrow) }

func (cal Calendar) draw(v view) template.HTML {
	if len(cal.Years) == 0 {
		return ""
	}
	c := newCanvas(v)
	if v.narrow {
		return c.finish(cal.Frame, cal.Summary(), cal.drawNarrow(c))
	}
	return c.finish(cal.Frame, cal.Summary(), cal.drawWide(c))
}

// Summary names the busiest month and how many months are empty.
func (cal Calendar) Summary() string {
	busiest, label, empty, coarse := 0, "", 0, 0
	for _, year := range cal.Years {
		coarse += max(0, year.Coarse.Count)
		for month, cell := range year.Months {
			if cell.Count <= 0 {
				empty++
			}
			if cell.Count > busiest {
				busiest, label = cell.Count, monthLong[month]+" "+fmt.Sprint(year.Year)
			}
		}
	}
	words := "no month has " + cal.Noun
	if busiest > 0 {
		words = fmt.Sprintf("%s: most in %s (%d); %d of %d months have none", cal.Noun, label, busiest, empty, 12*len(cal.Years))
	}
	if coarse > 0 {
		words += fmt.Sprintf("; %d known to the year only", coarse)
	}
	return sentence(words)
}

var (
	monthShort = [12]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
	monthLong  = [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
)

func (cal Calendar) drawWide(c *canvas) float64 {
	const left, height = 46.0, 27.0
	const last = 78.0 // the column of what has no month
	pitch := (c.view.width - left - last) / 12
	for month, name := range monthShort {
		c.text("tick", middle, left+pitch*(float64(month)+0.5), 9, name)
	}
	c.text("tick", middle, c.view.width-last/2, 9, "no month")
	y := 20.0
	for _, year := range cal.Years {
		c.link(year.Href, fmt.Sprintf("%d", year.Year), 0, y, left-2, height, func() {
			c.text("label", start, 0, y+height/2, fmt.Sprint(year.Year))
		})
		for month, cell := range year.Months {
			cal.cell(c, cell, monthLong[month]+" "+fmt.Sprint(year.Year), left+pitch*float64(month), y, pitch, height)
		}
		if year.Coarse.Count > 0 {
			cal.cell(c, year.Coarse, fmt.Sprintf("%d without a month", year.Year), c.view.width-last+10, y, last-20, height)
		}
		y += height
	}
	return y
}

// drawNarrow puts the year above its twelve cells.
func (cal Calendar) drawNarrow(c *canvas) float64 {
	pitch, height := c.view.width/12, 27.0
	for month, name := range monthShort {
		c.text("tick", middle, pitch*(float64(month)+0.5), 9, name[:1])
	}
	y := 18.0
	for _, year := range cal.Years {
		label := fmt.Sprint(year.Year)
		c.link(year.Href, label, 0, y, 60, c.view.target, func() {
			c.text("label", start, 0, y+c.view.target/2, label)
		})
		if year.Coarse.Count > 0 {
			words := fmt.Sprintf("%d without a month", year.Coarse.Count)
			c.link(year.Coarse.Href, label+": "+words, c.view.width-170, y, 170, c.view.target, func() {
				c.text("figure", end, c.view.width, y+c.view.target/2, words)
			})
		}
		y += c.view.target
		for month, cell := range year.Months {
			cal.cell(c, cell, monthLong[month]+" "+label, pitch*float64(month), y, pitch, height)
		}
		y += height + 4
	}
	return y
}

// cell draws one month; an empty one is only its frame.
func (cal Calendar) cell(c *canvas, cell Cell, label string, x, y, width, height float64) {
	if cell.Count <= 0 {
		c.rect("empty", "", x+1, y+1, width-2, height-2, "")
		return
	}
	words := fmt.Sprintf("%s: %d %s", label, cell.Count, cal.Noun)
	c.link(cell.Href, words, x, y, width, height, func() {
		c.rect(fmt.Sprintf("cell l%d", cal.level(cell.Count)), cal.Class, x+1, y+1, width-2, height-2, words)
		c.text(fmt.Sprintf("on l%d", cal.level(cell.Count)), middle, x+width/2, y+height/2, plain(float64(cell.Count)))
	})
}

// level gives how dark a cell is, 1 to 4, by its share of the fullest.
func (cal Calendar) level(count int) int {
	most := 1
	for _, year := range cal.Years {
		for _, cell := range year.Months {
			most = max(most, cell.Count)
		}
	}
	return min(4, max(1, 1+(count-1)*4/most))
}
