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

// Download is a small file that the page itself holds.
type Download struct {
	Text, Name string
	URL        template.URL // data: address, from our own encoder
}

// citation gives how to cite an entry: in words, and as small files for
// reference managers.
func (d *desk) citation(entry *site.Entry) CiteView {
	c := cite.New(entry, d.cfg)
	address := d.url(entry.Path)
	text := strings.TrimSuffix(c.Text(), " "+address)
	v := CiteView{Text: text, Permalink: address, Mail: d.mailLink(entry.Title, address), Files: d.files.room(len(cite.Formats))}
	for i := range cite.Formats {
		format := &cite.Formats[i]
		v.Files = append(v.Files, Download{
			format.Text, d.text(entry.ID, format.Suffix), template.URL(d.keep(c.AppendURL(d.start(), format))),
		})
	}
	return v
}
