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
	Files     *citeFiles
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
	url, text := e.cfg.URL(entry.Path), cite.Text(entry, e.cfg)
	// The version covers the entry, the text what the files take from the
	// config, but for the publisher.
	sum := site.DigestOf([]byte(text), []byte(entry.Version), []byte(e.cfg.Publisher), []byte(entryLanguage(entry, e.cfg)))
	return CiteView{Text: text, Permalink: url, Mail: mailLink(entry.Title, url), Files: &citeFiles{entry, e.cfg, sum}}
}

// citeFiles are the files for reference managers of one entry. They are long
// and follow from little, so that they are only written with the page.
type citeFiles struct {
	entry *site.Entry
	cfg   *site.Config
	sum   site.Digest
}

func (f *citeFiles) digest() site.Digest { return f.sum }

// List gives the files to a template.
func (f *citeFiles) List() []Download {
	files := cite.Downloads(f.entry, f.cfg)
	list := make([]Download, len(files))
	for i, file := range files {
		list[i] = Download{file.Text, file.Name, template.URL(file.URL)}
	}
	return list
}
