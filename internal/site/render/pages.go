package render

import (
	"errors"
	"fmt"
	"html/template"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"blotter/internal/site"
)

// family is a kind of pages: where they lie, and the method that lists them.
type family struct {
	prefix string // as in site.Part
	list   func(*edition) []site.Output
	below  func(*edition, wanted) []site.Output // as in site.Part; may be nil
}

// wanted reports whether somebody may want an output at or below an address.
type wanted func(address string) bool

// everything is wanted.
func everything(string) bool { return true }

// listing is a family that can list what lies below some addresses alone.
func listing(prefix string, below func(*edition, wanted) []site.Output) family {
	return family{prefix, func(e *edition) []site.Output { return below(e, everything) }, below}
}

// families are all kinds of pages. What one page of a site asks for is listed
// up to the family that has it, so the short lists stand before the long ones
// that share their prefix.
func families() []family {
	all := []family{
		{"404.html", (*edition).missingPages, nil},
		{"index.html", (*edition).homePages, nil},
		{"incidents/", (*edition).incidentPages, nil},
		listing("incidents/", (*edition).timelinePages),
		listing("actors/", (*edition).actorPages),
	}
	for _, w := range ways {
		all = append(all, listing(string(w.dimension)+"/", func(e *edition, want wanted) []site.Output { return e.wayPages(w, want) }))
	}
	all = append(all,
		family{"corrections/", (*edition).correctionPages, nil},
		family{"data/", (*edition).dataPages, nil},
		family{"methodology/", (*edition).methodologyPages, nil},
		family{"search/", (*edition).searchPages, nil})
	for _, list := range statsFamilies {
		all = append(all, family{"stats/", list, nil})
	}
	return append(all, family{"", (*edition).textPages, nil})
}

// Outputs lists every HTML page of the site. The views are built here; the
// HTML is made when Output.Make is called, from any goroutine. It errors when
// a view cannot be digested or a template is missing, which is a mistake in
// the program or in a user's own templates.
func (r *Renderer) Outputs(s *site.Site, st *site.Statistics) ([]site.Output, error) {
	parts, err := r.Parts(s, st)
	if err != nil {
		return nil, err
	}
	lists, failed := make([][]site.Output, len(parts)), make([]error, len(parts))
	inParallel(len(parts), func(i int) { lists[i], failed[i] = parts[i].Outputs() })
	return slices.Concat(lists...), errors.Join(failed...)
}

// Parts gives the pages of the site, none of them listed yet: see Outputs.
func (r *Renderer) Parts(s *site.Site, st *site.Statistics) ([]site.Part, error) {
	e, err := r.edition(s, st)
	if err != nil {
		return nil, err
	}
	families := families()
	parts := make([]site.Part, len(families))
	for i, f := range families {
		parts[i] = site.Part{Prefix: f.prefix, Outputs: sync.OnceValues(func() ([]site.Output, error) {
			outputs := f.list(e)
			return outputs, e.failed()
		})}
		if f.below != nil {
			parts[i].Below = func(want func(string) bool) ([]site.Output, error) {
				outputs := f.below(e, want)
				return outputs, e.failed()
			}
		}
	}
	return parts, nil
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
	afterTitle   string                       // of a page, in the title of its window: the name of the site
	feeds        []Feed                       // of the whole site
	publishedBy  ThingRef                     // who publishes the record
	everywhere   site.Digest                  // see everywhereSum
	sums         keptDigests                  // by Entry.Index; see entrySum
	leads        []atomic.Int32               // by Entry.Index; see lead
	rows         []atomic.Pointer[Row]        // by Entry.Index; see row
	ledgers      []atomic.Pointer[[]madeRows] // by Entry.Index, in the order of the entry's amounts; see madeRow
	authorities  func() *authorityBook
	changed      func() site.Day    // see lastChange
	waysSum      func() site.Digest // see sumOfWays
	atRoot       bool               // the site is not below a path of its host

	failing sync.Mutex
	err     error // the first thing that went wrong; set by fail
}

func (r *Renderer) edition(s *site.Site, st *site.Statistics) (*edition, error) {
	e := &edition{Renderer: r, site: s, stats: st, atRoot: r.cfg.BasePath() == "/"}
	e.afterTitle = " · " + e.cfg.Title
	e.feeds = slices.Clip([]Feed{{"application/atom+xml", "Newest entries", e.href(site.FeedPath("incidents"))}})
	e.publishedBy = e.publisher()
	e.authorities, e.changed, e.waysSum = sync.OnceValue(e.bookAuthorities), sync.OnceValue(e.newestDay), sync.OnceValue(e.sumOfWays)
	for _, part := range []string{"row", "brief", "tr"} {
		if e.parts[part] == nil {
			return nil, fmt.Errorf("no template parts/%s.html", part)
		}
	}
	if err := e.buildFragments(); err != nil {
		return nil, err
	}
	e.everywhere = e.everywhereSum()
	e.leads = make([]atomic.Int32, len(s.Entries))
	e.sums = newKeptDigests(len(s.Entries))
	e.rows = make([]atomic.Pointer[Row], len(s.Entries))
	e.ledgers = make([]atomic.Pointer[[]madeRows], len(st.Lines))
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

// wordless says of files beside pages that they show no words of entries: they
// are of sums. Of a page its view says what it shows; see finished.
func wordless(outputs ...site.Output) []site.Output {
	for i := range outputs {
		outputs[i] = outputs[i].Showing(site.ShowsNoWords())
	}
	return outputs
}

// finished gives the output of a page whose view is built. Wherever a view
// shows words of an entry, it leads to the entry too, so the words it may show
// are those of the entries whose addresses stand in it.
func (e *edition) finished(name string, v view) (site.Output, error) {
	path := site.File(v.frameOf().Path)
	set, ok := e.pages[name]
	if !ok {
		return site.Output{Path: path}, fmt.Errorf("no template %s.html for %s", name, path)
	}
	sum, mentioned, err := digestAnd(v, e.indexOf)
	if err != nil {
		return site.Output{Path: path}, fmt.Errorf("digesting %s: %w", path, err)
	}
	return site.Output{
		Path: path, Media: "text/html", Shown: site.ShowsWords(listWordsShown, mentioned),
		Inputs: site.DigestOf([]byte(e.Program), set.sum[:], sum[:]),
		Make:   func(buffer *site.Buffer) error { return set.Execute(buffer, v) },
	}, nil
}

// indexOf gives the index of the entry with an id.
func (e *edition) indexOf(id string) (index int, known bool) {
	entry := e.site.ByID[id]
	if entry == nil {
		return 0, false
	}
	return entry.Index, true
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
func (e *edition) href(path string) string {
	if e.atRoot && strings.HasPrefix(path, "/") {
		return path // the most frequent case costs nothing
	}
	return e.cfg.Href(path)
}

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
