package render

import (
	"html/template"
	"strings"

	"blotter/internal/site"
	"blotter/internal/site/cite"
)

// CiteView is how to cite an entry.
type CiteView struct {
	Text      string // one reference in words, but for the address at its end
	Permalink string
	Files     []Download
	Mail      template.URL // a mail with title and address
}

// Download is a link to a small file that the page itself holds.
type Download struct {
	citation *cite.Citation
	format   *cite.Format
	entry    string // id
}

// HTML gives the link.
func (d *Download) HTML() template.HTML { return template.HTML(d.AppendHTML(nil)) }

// AppendHTML appends what HTML gives. Nothing in the address means anything in
// HTML, and an id needs no quotes.
func (d *Download) AppendHTML(dst []byte) []byte {
	dst = d.citation.AppendURL(append(dst, `<a href="`...), d.format)
	dst = append(append(append(dst, `" download=`...), d.entry...), d.format.Suffix...)
	return append(append(append(dst, '>'), d.format.Text...), "</a>"...)
}

// citation gives how to cite an entry: in words, and as small files for
// reference managers.
func (d *desk) citation(entry *site.Entry) CiteView {
	d.cited = cite.New(entry, d.cfg)
	address := d.url(entry.Path)
	text := strings.TrimSuffix(d.cited.Text(), " "+address)
	v := CiteView{Text: text, Permalink: address, Mail: d.mailLink(entry.Title, address), Files: d.files.room(len(cite.Formats))}
	for i := range cite.Formats {
		v.Files = append(v.Files, Download{&d.cited, &cite.Formats[i], entry.ID})
	}
	return v
}
