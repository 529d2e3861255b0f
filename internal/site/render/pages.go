package render

import (
	"fmt"
	"html/template"

	"blotter/internal/site"
)

// families are the kinds of pages, each with the method that lists its pages.
var families = []func(*edition) []site.Output{
	(*edition).homePages,
	(*edition).timelinePages,
	(*edition).incidentPages,
	(*edition).textPages,
	(*edition).searchPages,
	(*edition).missingPages,
	(*edition).groupPages,
	(*edition).actorPages,
	(*edition).statsPages,
	(*edition).correctionPages,
	(*edition).dataPages,
	(*edition).methodologyPages,
}

// Outputs lists every HTML page of the site. The views are built here; the
// HTML is made when Output.Make is called, from any goroutine. It errors when
// a view cannot be digested or a template is missing, which is a mistake in
// the program or in a user's own templates.
func (r *Renderer) Outputs(s *site.Site, st *site.Statistics) ([]site.Output, error) {
	e, err := r.edition(s, st)
	if err != nil {
		return nil, err
	}
	var outputs []site.Output
	for _, family := range families {
		outputs = append(outputs, family(e)...)
	}
	return outputs, e.err
}

// edition is one site being rendered: what every family of pages needs. Only
// the goroutine that runs Outputs writes to it.
type edition struct {
	*Renderer
	site  *site.Site
	stats *site.Statistics

	// shared holds the header by the section that is current in it, and the
	// head and footer; see frame.go.
	head, footer fragment
	headers      map[string]fragment
	rows         []*Row // by Entry.Index
	err          error  // the first thing that went wrong
}

func (r *Renderer) edition(s *site.Site, st *site.Statistics) (*edition, error) {
	e := &edition{Renderer: r, site: s, stats: st}
	if err := e.buildFragments(); err != nil {
		return nil, err
	}
	e.buildRows()
	return e, nil
}

// view is a page's view: a pointer to a struct that embeds Frame.
type view interface{ frameOf() *Frame }

// page gives the output of one page: the template of that name with the view,
// which must not be changed afterwards.
func (e *edition) page(name string, v view) site.Output {
	path := site.File(v.frameOf().Path)
	set, ok := e.pages[name]
	if !ok {
		e.fail(fmt.Errorf("no template %s.html for %s", name, path))
		return site.Output{Path: path}
	}
	sum, err := digestOf(v)
	if err != nil {
		e.fail(fmt.Errorf("digesting %s: %w", path, err))
	}
	return site.Output{
		Path: path, Media: "text/html",
		Inputs: site.DigestOf([]byte(e.Program), set.sum[:], sum[:]),
		Make:   func(buffer *site.Buffer) error { return set.Execute(buffer, v) },
	}
}

func (e *edition) fail(err error) {
	if e.err == nil {
		e.err = err
	}
}

// href gives the link to an address of the site.
func (e *edition) href(path string) string { return e.cfg.Href(path) }

// fragment is HTML that many pages share, with its digest.
type fragment struct {
	html template.HTML
	sum  site.Digest
}

func newFragment(html template.HTML) fragment {
	return fragment{html, site.DigestOf([]byte(html))}
}

// HTML gives the markup to a template.
func (f fragment) HTML() template.HTML { return f.html }

func (f fragment) digest() site.Digest { return f.sum }
