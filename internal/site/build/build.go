// Package build is the whole program on one screen: it takes a site folder
// through load, check, link, count, render, index and publish. The commands
// build and check and the live preview all call Run; they differ only in what
// they do with the result.
package build

import (
	"context"
	"fmt"
	"slices"
	"time"

	"blotter/internal/site"
	"blotter/internal/site/check"
	"blotter/internal/site/content"
	"blotter/internal/site/index"
	"blotter/internal/site/link"
	"blotter/internal/site/markdown"
	"blotter/internal/site/publish"
	"blotter/internal/site/render"
	"blotter/internal/site/search"
	"blotter/internal/site/stats"
)

// Options say what to build.
type Options struct {
	Source  string // the site folder
	Out     string // the output folder; empty = nothing is published
	BaseURL string // in place of the config's; empty = the config's
	Drafts  bool   // take drafts too
	// Outputs says whether Run makes every page even when nothing is
	// published, and checks that every link of the output leads somewhere.
	Outputs bool
	// Progress is told how many of how many outputs are made; may be nil. It
	// is called from several goroutines.
	Progress func(done, total int)
}

// Result is what a run came to.
type Result struct {
	Problems  []site.Problem // sorted
	Published bool           // false when problems kept the site back
	Entries   int
	Pages     int // HTML pages
	Files     publish.Result
	Stages    []Stage // in the order they ran
}

// Stage is the time one stage took.
type Stage struct {
	Name string
	Took time.Duration
}

// Failed reports whether problems in the content kept the site from being
// published.
func (r *Result) Failed() bool { return site.HasErrors(r.Problems) }

// Edition is a site up to the point where its files are made: the list of its
// outputs, each with the function that makes it. A Result with errors among
// its problems has an edition without outputs.
type Edition struct {
	Config     *site.Config
	Site       *site.Site
	Statistics *site.Statistics
	Outputs    []site.Output
	Result     *Result
}

// Run takes the site folder through all stages. Mistakes in the content come
// back in Result.Problems, and with an error among them nothing is published;
// an error return means machine trouble, and the published site is as it was.
func Run(ctx context.Context, options Options) (*Result, error) {
	edition, err := Plan(ctx, options)
	if err != nil || edition.Result.Failed() {
		return edition.Result, err
	}
	// 7 Publish: make them all, and exchange the old site for the new one.
	return edition.Result, edition.publish(ctx, options)
}

// Plan takes the site folder through the stages up to the list of files to
// make, none of them made yet. The preview makes those that somebody looks at.
func Plan(ctx context.Context, options Options) (*Edition, error) {
	clock := time.Now()
	edition := &Edition{Result: &Result{}}
	stage := func(name string) {
		edition.Result.Stages = append(edition.Result.Stages, Stage{name, time.Since(clock)})
		clock = time.Now()
	}
	source, err := OpenSource(options.Source)
	if err != nil {
		return edition, err
	}
	defer source.Close()

	// 1 Load: files -> entries.
	cfg, problems, err := content.LoadConfig(source.Content)
	if err != nil {
		return edition, fmt.Errorf("reading the config: %w", err)
	}
	if options.BaseURL != "" {
		cfg.BaseURL = withSlash(options.BaseURL)
	}
	record, found, err := content.New(cfg, markdown.New()).Load(ctx, source.Content)
	if err != nil {
		return edition, fmt.Errorf("reading the content: %w", err)
	}
	problems = append(problems, found...)
	stage("load")

	// 2 Check: every mistake of every file, before anything is made of them.
	problems = append(problems, check.Beside(problems, check.Record(record, cfg))...)
	if !options.Drafts {
		problems = mildForDrafts(problems, record)
		record = withoutDrafts(record)
	}
	stage("check")
	if site.HasErrors(problems) {
		return edition.with(source, problems), nil
	}

	// 3 Link and 4 count: one site, and everything counted about it.
	linked, found := link.Site(record, cfg)
	problems = append(problems, found...)
	stage("link")
	statistics := stats.Count(linked)
	stage("count")

	// 5 Render and 6 index: the list of files to make.
	assets, outputs, err := publish.Static(source.Static)
	if err != nil {
		return edition, fmt.Errorf("reading the static files: %w", err)
	}
	renderer, err := render.New(cfg, source.Templates, assets, publish.MinifyTemplate)
	if err != nil {
		return edition, fmt.Errorf("reading the templates: %w", err)
	}
	renderer.Program = program()
	pages, err := renderer.Outputs(linked, statistics)
	if err != nil {
		return edition, fmt.Errorf("planning the pages: %w", err)
	}
	stage("plan pages")
	files, err := index.Indexer{Program: program()}.Outputs(linked, statistics)
	if err != nil {
		return edition, fmt.Errorf("planning the data files: %w", err)
	}
	stage("plan data")
	words, err := search.Outputs(linked, statistics)
	if err != nil {
		return edition, fmt.Errorf("indexing for the search: %w", err)
	}
	stage("index")
	edition.Config, edition.Site, edition.Statistics = cfg, linked, statistics
	edition.Outputs = slices.Concat(outputs, pages, files, words)
	edition.Result.Entries, edition.Result.Pages = len(linked.Entries), len(pages)
	return edition.with(source, problems), nil
}
