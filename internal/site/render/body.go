package render

import (
	"html/template"
	"strings"

	"blotter/internal/site"
)

// body gives prose with the counted figures in its holes. A query that the
// statistics cannot answer stays in the text as it was written: the editor
// hears of it from the checks, and the reader sees that something is missing
// rather than a sentence without its number.
func (e *edition) body(body site.Body) template.HTML {
	html := body.HTML()
	if len(body.Holes) == 0 {
		return template.HTML(html)
	}
	var b strings.Builder
	last := 0
	for _, hole := range body.Holes {
		if hole.Offset < last || hole.Offset > len(html) {
			continue
		}
		b.WriteString(html[last:hole.Offset])
		b.WriteString(string(e.answer(hole.Query)))
		last = hole.Offset
	}
	b.WriteString(html[last:])
	return template.HTML(b.String())
}

// prose is the text of an entry, which goes into its page without a stop on the
// way: it is the longest part of most.
type prose struct {
	edition *edition
	body    *site.Body
}

// HTML gives the prose with the counted figures in it.
func (p *prose) HTML() template.HTML { return p.edition.body(*p.body) }

// AppendHTML appends what HTML gives.
func (p *prose) AppendHTML(dst []byte) []byte {
	if len(p.body.Holes) > 0 {
		return append(dst, p.HTML()...)
	}
	return p.body.AppendHTML(dst)
}

// answer gives the figure a query asks for, with a link to the page of the set
// it was added from.
func (e *edition) answer(query string) template.HTML {
	asked := plain("{{" + query + "}}")
	if e.stats.Evaluate == nil {
		return asked
	}
	figure, err := e.stats.Evaluate(query)
	if err != nil {
		return asked
	}
	text, class := plain(figure.Text), ""
	if figure.Total != nil {
		class = ` data-class="` + template.HTMLEscapeString(string(figure.Total.Class)) + `"`
		if figure.Total.Value.Known() {
			text = dataElement(figure.Total.Value.String(), figure.Text)
		}
	}
	if figure.Href == "" {
		return text
	}
	return template.HTML(`<a class="sum"` + class + ` href="` + template.HTMLEscapeString(figure.Href) + `">` + string(text) + `</a>`)
}
