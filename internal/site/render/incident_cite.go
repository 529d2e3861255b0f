package render

import "blotter/internal/site"

// citation gives how to cite an entry.
func (e *edition) citation(entry *site.Entry) CiteView {
	url := e.cfg.URL(entry.Path)
	return CiteView{Permalink: url, Version: entry.Version, Mail: mailLink(entry.Title, url)}
}
