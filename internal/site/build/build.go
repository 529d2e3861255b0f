// Package build is the whole program on one screen: it takes a site folder
// through load, check, link, count, render, index and publish. The commands
// build and check and the live preview all call Run; they differ only in what
// they do with the result.
package build

import (
	"context"
	"time"

	"blotter/internal/site"
	"blotter/internal/site/publish"
)

// Options say what to build.
type Options struct {
	Source  string // the site folder
	Out     string // the output folder; empty = nothing is published
	BaseURL string // in place of the config's; empty = the config's
	Origin  string // scheme and host in place of the config's, which keeps its path; BaseURL goes before
	Drafts  bool   // take drafts too
	// Since names a git revision to compare the content with: no silent edit,
	// no dead address. Empty = none.
	Since string
	// Outputs says whether Run makes every page even when nothing is
	// published, and checks that every link of the output leads somewhere.
	Outputs bool
	// Memory is what the last Plan left to this one; nil = nothing.
	Memory *Memory
	// Progress is told how many of how many outputs are made; may be nil. It
	// is called from several goroutines.
	Progress func(done, total int)

	inputs *inputs // what Run found before anything was read; nil = nothing
	asks   bool    // kept.lost is asked before anything that was made is used
}

// Result is what a run came to.
type Result struct {
	Problems  []site.Problem // sorted
	Published bool           // false when problems kept the site back
	Entries   int
	Pages     int // HTML pages
	Files     publish.Result
	Stages    []Stage // in the order they ran
	// Notes say what kept this run from the work of the last one, or the next
	// run from that of this one. The site is right all the same.
	Notes []string

	shown  site.Digest // of the file that says what each output shows
	looked int         // outputs of which it was asked whether they are as they were
}

// Stage is the time one stage took.
type Stage struct {
	Name string
	Took time.Duration
}

// Failed reports whether problems in the content kept the site from being
// published.
func (r *Result) Failed() bool { return site.HasErrors(r.Problems) }

// Edition is a site up to the point where its files are made: the parts of its
// outputs, each output with the function that makes it. A Result with errors
// among its problems has an edition without parts.
type Edition struct {
	Config     *site.Config
	Site       *site.Site
	Statistics *site.Statistics
	Parts      []site.Part // none of them listed yet
	Result     *Result
	memory     *Memory
	kept       *kept
	rewording  *rewording // nil = everything may have changed since the last build
	sizes      []int      // of the parts, once they are listed
}

// Run takes the site folder through all stages. Mistakes in the content come
// back in Result.Problems, and with an error among them nothing is published;
// an error return means machine trouble, and the published site is as it was.
func Run(ctx context.Context, options Options) (*Result, error) {
	if options.Out != "" && !options.Outputs && options.Since == "" {
		result, inputs, same := asBefore(ctx, options)
		if same {
			return result, nil
		}
		options.inputs = inputs
	}
	options.asks = options.Memory == nil
	output := options.inputs.openOutput(ctx, options)
	defer output.abort()
	edition, err := Plan(ctx, options)
	if err != nil {
		return edition.Result, err
	}
	defer edition.keep()() // beside what follows
	if edition.Result.Failed() {
		return edition.Result, nil
	}
	// 7 Publish: make them all, and exchange the old site for the new one.
	if err := edition.publish(ctx, options, output); err != nil {
		return edition.Result, err
	}
	if edition.Result.Published {
		remember(options, edition.Result)
	}
	return edition.Result, nil
}

// Plan takes the site folder through the stages up to the files to make, none
// of them listed or made yet. The preview makes those that somebody looks at.
func Plan(ctx context.Context, options Options) (*Edition, error) {
	p, err := begin(options)
	if err != nil {
		return p.Edition, err
	}
	defer p.close()
	// 1 Load: files -> entries.
	if err := p.load(ctx); err != nil {
		return p.Edition, err
	}
	// 2 Check: every mistake of every file, before anything is made of them.
	if err := p.check(ctx); err != nil || site.HasErrors(p.problems) {
		return p.end(err)
	}
	// 3 Link and 4 count: one site, and everything counted about it.
	p.link()
	p.count()
	if site.HasErrors(p.problems) {
		return p.end(nil)
	}
	// 5 Render and 6 index: the files to make, in parts.
	return p.end(p.divide())
}
