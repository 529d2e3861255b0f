package render

import (
	"html/template"

	"blotter/internal/site"
	"blotter/internal/site/cite"
)

// CiteView is how to cite an entry.
type CiteView struct {
	Text      string // one reference in words
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
func (e *edition) citation(entry *site.Entry) CiteView {
	url := e.cfg.URL(entry.Path)
	v := CiteView{Text: cite.Text(entry, e.cfg), Permalink: url, Mail: mailLink(entry.Title, url)}
	for _, file := range cite.Downloads(entry, e.cfg) {
		v.Files = append(v.Files, Download{file.Text, file.Name, template.URL(file.URL)})
	}
	return v
}
