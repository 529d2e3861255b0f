package render

import (
	"fmt"
	"html/template"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

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
	(*edition).correctionPages,
	(*edition).dataPages,
	(*edition).methodologyPages,
}

// Outputs lists every HTML page of the site. The views are built here; the
// HTML is made when Output.Make is called, from any goroutine. It errors when
// a view cannot be digested or a template is missing, which is a mistake in
// the program or in a user's own templates.
func (r *Renderer) Outputs(s *site.Site, st *site.Statistics) ([]site.Output, error) {
	pages, rest, err := r.OutputsLazily(s, st)
	if err != nil {
		return nil, err
	}
	more, err := rest()
	return append(pages, more...), err
}

// OutputsLazily is Outputs without the pages of statistics, all of which lie
// in the folder stats: their views are drawings and tables of the whole record,
// and cost more than all other pages together. statistics lists those; any
// goroutine may call it.
func (r *Renderer) OutputsLazily(s *site.Site, st *site.Statistics) (pages []site.Output, statistics func() ([]site.Output, error), err error) {
	e, err := r.edition(s, st)
	if err != nil {
		return nil, nil, err
	}
	pages = e.listed(families)
	return pages, func() ([]site.Output, error) {
		outputs := e.listed(statsFamilies)
		return outputs, e.failed()
	}, e.failed()
}

// listed gives the outputs of some families, side by side.
func (e *edition) listed(families []func(*edition) []site.Output) []site.Output {
	lists := make([][]site.Output, len(families))
	inParallel(len(families), func(i int) { lists[i] = families[i](e) })
	return slices.Concat(lists...)
}

// inParallel calls do for every number below n, on all processors, and waits.
// The numbers are given out one after the other, so that a few long ones do
// not end up in one place.
func inParallel(n int, do func(i int)) {
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	workers.Wait()
}

// edition is one site being rendered: what every family of pages needs. The
// families run side by side and only read it.
type edition struct {
	*Renderer
	site  *site.Site
	stats *site.Statistics

	// headers holds the header by the section that is current in it; see
	// frame.go.
	head, footer fragment
	headers      map[string]fragment
	rows         []*Row       // by Entry.Index
	ledgers      [][]madeRows // by Entry.Index, in the order of the entry's amounts

	failing sync.Mutex
	err     error // the first thing that went wrong; set by fail
}

func (r *Renderer) edition(s *site.Site, st *site.Statistics) (*edition, error) {
	e := &edition{Renderer: r, site: s, stats: st}
	if err := e.buildFragments(); err != nil {
		return nil, err
	}
	e.buildRows()
	e.buildLedger()
	return e, nil
}

// view is a page's view: a pointer to a struct that embeds Frame.
type view interface{ frameOf() *Frame }

// page gives the output of one page: the template of that name with the view,
// which must not be changed afterwards.
func (e *edition) page(name string, v view) site.Output {
	output, err := e.finished(name, v)
	if err != nil {
		e.fail(err)
	}
	return output
}

// later gives the output of a page whose view is built only when the page's
// turn comes, so that the views of a large site are never all in memory. build
// may be called from any goroutine.
func (e *edition) later(path, name string, build func() view) site.Output {
	return site.Output{
		Path: site.File(path), Media: "text/html",
		Prepare: func() (site.Output, error) { return e.finished(name, build()) },
	}
}

func (e *edition) finished(name string, v view) (site.Output, error) {
	path := site.File(v.frameOf().Path)
	set, ok := e.pages[name]
	if !ok {
		return site.Output{Path: path}, fmt.Errorf("no template %s.html for %s", name, path)
	}
	sum, err := digestOf(v)
	if err != nil {
		return site.Output{Path: path}, fmt.Errorf("digesting %s: %w", path, err)
	}
	return site.Output{
		Path: path, Media: "text/html",
		Inputs: site.DigestOf([]byte(e.Program), set.sum[:], sum[:]),
		Make:   func(buffer *site.Buffer) error { return set.Execute(buffer, v) },
	}, nil
}

func (e *edition) fail(err error) {
	e.failing.Lock()
	defer e.failing.Unlock()
	if e.err == nil {
		e.err = err
	}
}

// failed gives the first error.
func (e *edition) failed() error {
	e.failing.Lock()
	defer e.failing.Unlock()
	return e.err
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
