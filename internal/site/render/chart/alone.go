package chart

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"
)

// Alone gives a chart as a file of its own, for use elsewhere: with its title,
// its summary and a line that names its source, in the light colours of the
// site. Colours stand in attributes, because a style would be refused by the
// content security policy under which the file is served. It is nil where
// there is nothing to draw.
func Alone(c Chart, source string) []byte {
	drawn, ok := c.(interface {
		draw(view) template.HTML
		frame() Frame
	})
	if !ok {
		return nil
	}
	v := view{name: "alone", width: wide.width, target: wide.target, alone: true}
	body := string(drawn.draw(v))
	if body == "" {
		return nil
	}
	return []byte(sheet(drawn.frame().Title, c.Summary(), source, body, v.width))
}

func (b Bars) frame() Frame       { return b.Frame }
func (l Line) frame() Frame       { return l.Frame }
func (r RankedDots) frame() Frame { return r.Frame }
func (d DotPlot) frame() Frame    { return d.Frame }
func (cal Calendar) frame() Frame { return cal.Frame }
func (f Flow) frame() Frame       { return f.Frame }

// sheet puts words above and below a drawing, which begins with its height.
func sheet(title, summary, source, body string, width float64) string {
	const margin, line = 20.0, 17.0
	drawnHeight, marks, _ := strings.Cut(body, "\n")
	height, _ := strconv.ParseFloat(drawnHeight, 64)
	var words strings.Builder
	y := margin + line
	put := func(lines []string, attributes string) {
		for _, text := range lines {
			words.WriteString(`<text x="` + number(margin) + `" y="` + number(y) + `"` + attributes + `>` + escape(text) + `</text>`)
			y += line
		}
	}
	put(broken(title, width/1.25), ` font-size="15" font-weight="600" fill="`+inkColour+`"`)
	put(broken(summary, width), ` fill="`+mutedColour+`"`)
	top := y
	y += height + line + 6
	put(broken(source, width), ` fill="`+mutedColour+`"`)
	w, h := number(width+2*margin), number(y)
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ` + w + ` ` + h + `" width="` + w + `" height="` + h + `" role="img" aria-labelledby="title desc" font-size="` + number(textSize) +
		`" font-family="system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"><title id="title">` + escape(title) + `</title><desc id="desc">` + escape(summary) + `</desc>` +
		`<rect width="` + w + `" height="` + h + `" fill="` + paperColour + `"/>` + words.String() + `<g transform="translate(` + number(margin) + ` ` + number(top) + `)">` + marks + `</g></svg>` + "\n"
}

// broken breaks a text into lines of a width.
func broken(text string, width float64) []string {
	var lines []string
	current := ""
	for _, word := range strings.Fields(text) {
		word = fit(word, width)
		if joined := strings.TrimSpace(current + " " + word); widthOf(joined) <= width {
			current = joined
			continue
		}
		if current != "" {
			lines = append(lines, current)
		}
		current = word
	}
	if current != "" {
		lines = append(lines, current)
	}
	return lines
}

// The light colours of the site. A test holds them against its stylesheet.
const (
	paperColour = "#fbfaf6"
	inkColour   = "#1b1a17"
	mutedColour = "#5d594f"
	ruleColour  = "#d9d4c7"
)

// classColours are the colours of the classes of money.
var classColours = map[string]string{
	"taken": "#a3242b", "attempted": "#9a4a1f", "moved": "#6a3d9a", "held": "#1d4f91", "final": "#1c6b45",
	"made-whole": "#0b6b75", "paid": "#8b2a6b", "penalty": "#7d5200", "asked": "#5d594f",
}

// colourOf gives the colour of a class; muted for one without a colour of its
// own, ink where there is none.
func colourOf(class string) string {
	if class == "" {
		return inkColour
	}
	if colour, ok := classColours[class]; ok {
		return colour
	}
	return mutedColour
}

// paint gives the attributes that draw a mark as the stylesheet does.
func paint(element, part, class string) string {
	colour := colourOf(class)
	switch part {
	case "mark":
		if element == "circle" {
			return fmt.Sprintf(` fill="%s" stroke="%s"`, colour, paperColour)
		}
		return fmt.Sprintf(` fill="%s"`, colour)
	case "mark t1", "mark t2", "mark t3":
		return fmt.Sprintf(` fill="%s" stroke="%s"`, mixed(colour, map[string]int{"mark t1": 55, "mark t2": 22, "mark t3": 0}[part]), colour)
	case "cell l1", "cell l2", "cell l3", "cell l4":
		return fmt.Sprintf(` fill="%s" stroke="%s"`, mixed(colour, map[string]int{"cell l1": 10, "cell l2": 34, "cell l3": 86, "cell l4": 100}[part]), colour)
	case "grid", "track":
		return fmt.Sprintf(` stroke="%s"`, ruleColour)
	case "axis":
		return fmt.Sprintf(` stroke="%s"`, mutedColour)
	case "empty":
		return fmt.Sprintf(` fill="none" stroke="%s"`, ruleColour)
	case "unknown":
		return fmt.Sprintf(` fill="%s" stroke="%s" stroke-width="1.5"`, paperColour, inkColour)
	case "line":
		return fmt.Sprintf(` fill="none" stroke="%s" stroke-width="2.5" stroke-linejoin="round"`, colour)
	case "edge":
		return fmt.Sprintf(` fill="none" stroke="%s" stroke-dasharray="4 3"`, colour)
	case "band":
		return fmt.Sprintf(` fill="%s" fill-opacity=".16"`, colour)
	case "stream":
		return fmt.Sprintf(` fill="%s" fill-opacity=".22"`, colour)
	case "whisker", "reading":
		return fmt.Sprintf(` stroke="%s" stroke-width="2"`, colour)
	case "median":
		return fmt.Sprintf(` stroke="%s" stroke-width="2.5"`, inkColour)
	case "tick", "legend":
		return fmt.Sprintf(` fill="%s"`, mutedColour)
	case "figure", "stage", "on l1", "on l2":
		return fmt.Sprintf(` font-weight="600" fill="%s"`, inkColour)
	case "on l3", "on l4":
		return fmt.Sprintf(` font-weight="600" fill="%s"`, paperColour)
	}
	return fmt.Sprintf(` fill="%s"`, inkColour)
}

// mixed gives a colour mixed with the paper, by percent of the colour.
func mixed(colour string, percent int) string {
	a, _ := strconv.ParseUint(colour[1:], 16, 32)
	b, _ := strconv.ParseUint(paperColour[1:], 16, 32)
	var sum uint64
	for shift := 16; shift >= 0; shift -= 8 {
		x, y := a>>shift&0xff, b>>shift&0xff
		sum |= (x*uint64(percent) + y*uint64(100-percent) + 50) / 100 << shift
	}
	return fmt.Sprintf("#%06x", sum)
}
