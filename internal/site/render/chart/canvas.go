package chart

import (
	"html"
	"html/template"
	"math"
	"strconv"
	"strings"
	"sync"
)

// canvas writes the marks of one drawing.
type canvas struct {
	marks []byte
	links int
	view  view
	// words is where text goes while a link is open: it stands above the link
	// and not in it, so that the link's name is the one it is given.
	words  []byte
	inLink bool
	// series are the bars of each series in one outline, where they need no
	// elements of their own; else nil.
	series []outline
}

// canvases are drawn on again and again: a page of every actor has a drawing.
var canvases = sync.Pool{New: func() any { return new(canvas) }}

func newCanvas(v view) *canvas {
	c := canvases.Get().(*canvas)
	*c = canvas{view: v, marks: c.marks[:0], words: c.words[:0]}
	return c
}

// finish gives the svg element around the marks, and the canvas back. A drawing
// with links inside is a group, because an image has no parts that can be
// followed.
func (c *canvas) finish(frame Frame, summary string, height float64) template.HTML {
	defer canvases.Put(c)
	if c.view.alone {
		return template.HTML(number(math.Ceil(height)) + "\n" + string(c.marks))
	}
	id, title, desc := escape(frame.ID+"-"+c.view.name), escape(frame.Title), escape(summary)
	role := "img"
	if c.links > 0 {
		role = "group"
	}
	var b strings.Builder
	b.Grow(len(c.marks) + len(title) + len(desc) + 4*len(id) + 200)
	write := func(parts ...string) {
		for _, part := range parts {
			b.WriteString(part)
		}
	}
	write(`<svg class="`, c.view.name, `" role="`, role, `" aria-labelledby="`, id, `-title `, id, `-desc"`)
	write(` viewBox="0 0 `, number(c.view.width), ` `, number(math.Ceil(height)), `" font-size="`, number(textSize), `">`)
	write(`<title id="`, id, `-title">`, title, `</title><desc id="`, id, `-desc">`, desc, `</desc>`)
	b.Write(c.marks)
	b.WriteString(`</svg>`)
	return template.HTML(b.String())
}

// begin opens an element with its part in the drawing and the class of money
// that colours it; its geometry follows.
func (c *canvas) begin(name, part, class string) {
	c.marks = append(append(c.marks, '<'), name...)
	if c.view.alone {
		c.marks = append(c.marks, paint(name, part, class)...)
		return
	}
	c.marks = append(append(append(c.marks, ` class="`...), part...), '"')
	if class != "" {
		c.marks = append(append(append(c.marks, ` data-class="`...), escape(class)...), '"')
	}
}

// end closes an element, with a title if it is to have one.
func (c *canvas) end(name, part, title string) {
	if title == "" || c.inLink && part != "hit" {
		c.marks = append(c.marks, "/>"...)
		return
	}
	c.marks = append(append(append(c.marks, "><title>"...), escape(title)...), "</title></"...)
	c.marks = append(append(c.marks, name...), '>')
}

func (c *canvas) rect(part, class string, x, y, width, height float64, title string) {
	c.begin("rect", part, class)
	c.marks = at(at(at(at(c.marks, "x", x), "y", y), "width", max(0, width)), "height", max(0, height))
	c.end("rect", part, title)
}

func (c *canvas) line(part, class string, x1, y1, x2, y2 float64) {
	c.begin("line", part, class)
	c.marks = at(at(at(at(c.marks, "x1", x1), "y1", y1), "x2", x2), "y2", y2)
	c.end("line", part, "")
}

func (c *canvas) circle(part, class string, x, y, radius float64, title string) {
	c.begin("circle", part, class)
	c.marks = at(at(at(c.marks, "cx", x), "cy", y), "r", radius)
	c.end("circle", part, title)
}

func (c *canvas) path(part, class string, d *outline, title string) {
	c.begin("path", part, class)
	c.marks = append(append(append(c.marks, ` d="`...), d.d...), '"')
	c.end("path", part, title)
}

// anchor says which part of a text stands at its x.
type anchor string

const (
	start  anchor = "start"
	middle anchor = "middle"
	end    anchor = "end"
)

// text writes words whose middle line is at y.
func (c *canvas) text(part string, where anchor, x, y float64, words string) {
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
	dst := at(at(append(append(*to, "<text"...), look...), "x", x), "y", y+textSize*0.35)
	if where != start {
		dst = append(append(append(dst, ` text-anchor="`...), where...), '"')
	}
	*to = append(append(append(dst, '>'), escape(words)...), "</text>"...)
}

// link wraps the marks that draw makes in a link. The area is the whole
// rectangle, and its title tells what all marks in it mean.
func (c *canvas) link(href, label string, x, y, width, height float64, draw func()) {
	if c.view.alone || !safeAddress(href) {
		draw()
		return
	}
	c.links++
	c.marks = append(append(append(c.marks, `<a href="`...), escape(href)...), `" aria-label="`...)
	c.marks = append(append(c.marks, escape(label)...), `">`...)
	c.inLink = true
	c.rect("hit", "", x, y, width, height, label)
	draw()
	c.inLink = false
	c.marks = append(append(c.marks, `</a>`...), c.words...)
	c.words = c.words[:0]
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

// at appends an attribute that holds a coordinate.
func at(dst []byte, name string, value float64) []byte {
	dst = append(append(append(dst, ' '), name...), `="`...)
	return append(appendNumber(dst, value), '"')
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
	if isPlain(text) {
		return text
	}
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

// isPlain reports, at a glance, whether a text needs no escaping.
func isPlain(text string) bool {
	for i := range len(text) {
		switch c := text[i]; {
		case c < ' ', c >= 0x7f, c == '<', c == '>', c == '&', c == '"', c == '\'':
			return false
		}
	}
	return true
}

// outline is the d attribute of a path.
type outline struct{ d []byte }

// box adds a rectangle.
func (o *outline) box(x, y, width, height float64) {
	o.command("M", x, y).command("H", x+max(0, width)).command("V", y+max(0, height)).command("H", x).close()
}

func (o *outline) close() { o.d = append(o.d, 'z') }

func (o *outline) command(name string, coordinates ...float64) *outline {
	o.d = append(o.d, name...)
	for i, value := range coordinates {
		if i > 0 {
			o.d = append(o.d, ' ')
		}
		o.d = appendNumber(o.d, value)
	}
	return o
}
