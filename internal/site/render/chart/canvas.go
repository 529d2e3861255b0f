package chart

import (
	"html"
	"html/template"
	"math"
	"strconv"
	"strings"
)

// canvas writes the marks of one drawing.
type canvas struct {
	marks strings.Builder
	links int
	view  view
	// words is where text goes while a link is open: it stands above the link
	// and not in it, so that the link's name is the one it is given.
	words  strings.Builder
	inLink bool
	// series are the bars of each series in one outline, where they need no
	// elements of their own; else nil.
	series []outline
}

// finish gives the svg element around the marks. A drawing with links inside
// is a group, because an image has no parts that can be followed.
func (c *canvas) finish(frame Frame, summary string, height float64) template.HTML {
	if c.view.alone {
		return template.HTML(number(math.Ceil(height)) + "\n" + c.marks.String())
	}
	id := frame.ID + "-" + c.view.name
	role := "img"
	if c.links > 0 {
		role = "group"
	}
	var b strings.Builder
	b.WriteString(`<svg class="` + c.view.name + `" role="` + role + `" aria-labelledby="` + escape(id) + `-title ` + escape(id) + `-desc"`)
	b.WriteString(` viewBox="0 0 ` + number(c.view.width) + ` ` + number(math.Ceil(height)) + `" font-size="` + number(textSize) + `">`)
	b.WriteString(`<title id="` + escape(id) + `-title">` + escape(frame.Title) + `</title>`)
	b.WriteString(`<desc id="` + escape(id) + `-desc">` + escape(summary) + `</desc>`)
	b.WriteString(c.marks.String())
	b.WriteString(`</svg>`)
	return template.HTML(b.String())
}

// element writes an element with its part in the drawing, the class of money
// that colours it, its geometry and perhaps a title.
func (c *canvas) element(name, part, class, geometry, title string) {
	c.marks.WriteString("<" + name)
	if c.view.alone {
		c.marks.WriteString(paint(name, part, class))
	} else {
		c.marks.WriteString(` class="` + part + `"`)
		if class != "" {
			c.marks.WriteString(` data-class="` + escape(class) + `"`)
		}
	}
	c.marks.WriteString(geometry)
	if title == "" || c.inLink && part != "hit" {
		c.marks.WriteString("/>")
		return
	}
	c.marks.WriteString("><title>" + escape(title) + "</title></" + name + ">")
}

func (c *canvas) rect(part, class string, x, y, width, height float64, title string) {
	c.element("rect", part, class, attributes("x", x, "y", y, "width", max(0, width), "height", max(0, height)), title)
}

func (c *canvas) line(part, class string, x1, y1, x2, y2 float64) {
	c.element("line", part, class, attributes("x1", x1, "y1", y1, "x2", x2, "y2", y2), "")
}

func (c *canvas) circle(part, class string, x, y, radius float64, title string) {
	c.element("circle", part, class, attributes("cx", x, "cy", y, "r", radius), title)
}

func (c *canvas) path(part, class string, d *outline, title string) {
	c.element("path", part, class, ` d="`+d.String()+`"`, title)
}

// anchor says which part of a text stands at its x.
type anchor string

const (
	start  anchor = "start"
	middle anchor = "middle"
	end    anchor = "end"
)

// text writes words whose middle line is at y.
func (c *canvas) text(part string, at anchor, x, y float64, words string) {
	if words == "" {
		return
	}
	to := &c.marks
	if c.inLink {
		to = &c.words
		if part == "label" {
			part = "label to"
		}
	}
	look := ` class="` + part + `"`
	if c.view.alone {
		look = paint("text", part, "")
	}
	to.WriteString(`<text` + look + attributes("x", x, "y", y+textSize*0.35))
	if at != start {
		to.WriteString(` text-anchor="` + string(at) + `"`)
	}
	to.WriteString(">" + escape(words) + "</text>")
}

// link wraps the marks that draw makes in a link. The area is the whole
// rectangle, and its title tells what all marks in it mean.
func (c *canvas) link(href, label string, x, y, width, height float64, draw func()) {
	if c.view.alone || !safeAddress(href) {
		draw()
		return
	}
	c.links++
	c.marks.WriteString(`<a href="` + escape(href) + `" aria-label="` + escape(label) + `">`)
	c.inLink = true
	c.rect("hit", "", x, y, width, height, label)
	draw()
	c.inLink = false
	c.marks.WriteString(`</a>` + c.words.String())
	c.words.Reset()
}

// safeAddress reports whether an address leads to a page: of this site, of
// this page, or of the web. Anything else is not made a link.
func safeAddress(href string) bool {
	for _, prefix := range []string{"/", "#", "https://", "http://"} {
		if strings.HasPrefix(href, prefix) {
			return true
		}
	}
	return false
}

// attributes writes pairs of a name and a coordinate.
func attributes(pairs ...any) string {
	b := make([]byte, 0, 64)
	for i := 0; i+1 < len(pairs); i += 2 {
		b = append(append(append(b, ' '), pairs[i].(string)...), `="`...)
		b = append(appendNumber(b, pairs[i+1].(float64)), '"')
	}
	return string(b)
}

// number writes a coordinate with one decimal at most, which is finer than
// any screen and keeps pages small.
func number(value float64) string { return string(appendNumber(nil, value)) }

func appendNumber(dst []byte, value float64) []byte {
	rounded := math.Round(value*10) / 10
	if rounded == 0 {
		return append(dst, '0') // not "-0"
	}
	if tenths := int64(math.Round(value * 10)); -1e9 < tenths && tenths < 1e9 { // digits are quicker than floats
		if tenths < 0 {
			dst, tenths = append(dst, '-'), -tenths
		}
		if dst = strconv.AppendInt(dst, tenths/10, 10); tenths%10 != 0 {
			dst = append(dst, '.', byte('0'+tenths%10))
		}
		return dst
	}
	return strconv.AppendFloat(dst, rounded, 'f', -1, 64)
}

// escape makes text safe between tags and in quoted attributes, and drops
// what XML forbids: control characters and broken UTF-8.
func escape(text string) string {
	clean := strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case r < ' ', r >= 0x7f && r < 0xa0, r == 0xfffe, r == 0xffff:
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\ufffd"))
	return html.EscapeString(clean)
}

// outline is the d attribute of a path.
type outline struct{ strings.Builder }

// box adds a rectangle.
func (o *outline) box(x, y, width, height float64) {
	o.command("M", x, y).command("H", x+max(0, width)).command("V", y+max(0, height)).command("H", x).WriteByte('z')
}

func (o *outline) command(name string, coordinates ...float64) *outline {
	o.WriteString(name)
	for i, value := range coordinates {
		if i > 0 {
			o.WriteByte(' ')
		}
		o.WriteString(number(value))
	}
	return o
}
