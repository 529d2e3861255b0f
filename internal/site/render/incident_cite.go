package render

import (
	"fmt"
	"html/template"

	"blotter/internal/site"
	"blotter/internal/site/cite"
)

// citation gives how to cite an entry: in words, and as small files for
// reference managers that the page itself holds.
func (e *edition) citation(entry *site.Entry) CiteView {
	url := e.cfg.URL(entry.Path)
	v := CiteView{Text: cite.Text(entry, e.cfg), Permalink: url, Version: entry.Version, Mail: mailLink(entry.Title, url)}
	csl, err := cite.CSLJSON(entry, e.cfg)
	if err != nil {
		e.fail(fmt.Errorf("citing %s: %w", entry.ID, err))
	}
	for _, file := range []struct {
		text, suffix, media string
		data                []byte
	}{
		{"BibTeX", ".bib", cite.MediaBibTeX, cite.BibTeX(entry, e.cfg)},
		{"RIS", ".ris", cite.MediaRIS, cite.RIS(entry, e.cfg)},
		{"CSL-JSON", ".csl.json", cite.MediaCSLJSON, csl},
	} {
		v.Downloads = append(v.Downloads, Download{file.text, entry.ID + file.suffix, template.URL(cite.DataURL(file.media, file.data))})
	}
	return v
}
