// Package build is the whole program on one screen: it takes a site folder
// through load, check, link, count, render, index and publish. The commands
// build and check and the live preview all call Run; they differ only in what
// they do with the result.
package build

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"blotter/internal/site"
	"blotter/internal/site/check"
	"blotter/internal/site/content"
	"blotter/internal/site/index"
	"blotter/internal/site/markdown"
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
	edition, err := Plan(ctx, options)
	if err != nil || edition.Result.Failed() {
		return edition.Result, err
	}
	// 7 Publish: make them all, and exchange the old site for the new one.
	outputs, err := edition.list(ctx)
	if err != nil {
		return edition.Result, err
	}
	if err := edition.publish(ctx, options, outputs); err != nil {
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
	clock := time.Now()
	edition := &Edition{Result: &Result{}, memory: options.Memory}
	if edition.memory == nil {
		edition.memory = &Memory{}
	}
	memory := edition.memory
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
	cfg, problems, err := memory.loadConfig(source, options)
	if err != nil {
		return edition, fmt.Errorf("reading the config: %w", err)
	}
	loader := content.New(cfg, markdown.New())
	edition.kept = memory.openKept(options)
	loader.Cache = edition.kept
	record, found, err := memory.load(ctx, loader, source.Content)
	if err != nil {
		return edition, fmt.Errorf("reading the content: %w", err)
	}
	problems = append(problems, found...)
	options.inputs.learn(source, options, edition.kept.sums)
	stage("load")

	// 2 Check: every mistake of every file, before anything is made of them.
	problems = append(problems, check.Beside(problems, memory.check(record, cfg, options))...)
	if options.Since != "" {
		found, err := since(ctx, options, record, cfg)
		if err != nil {
			return edition, err
		}
		problems = append(problems, found...)
	}
	if !options.Drafts {
		problems = mildForDrafts(problems, record)
		record = withoutDrafts(record)
	}
	stage("check")
	if site.HasErrors(problems) {
		return edition.with(source, problems), nil
	}

	// 3 Link and 4 count: one site, and everything counted about it.
	linked, found := memory.links.Site(record, cfg)
	problems = append(problems, found...)
	stage("link")
	statistics := memory.counts.Count(linked)
	problems = append(problems, check.Totals(linked, statistics)...)
	stage("count")
	if site.HasErrors(problems) {
		return edition.with(source, problems), nil
	}

	// 5 Render and 6 index: the files to make, in parts.
	assets, static, err := memory.staticFiles(source)
	if err != nil {
		return edition, fmt.Errorf("reading the static files: %w", err)
	}
	renderer, err := memory.renderer(cfg, source, assets)
	if err != nil {
		return edition, fmt.Errorf("reading the templates: %w", err)
	}
	pages, err := renderer.Parts(linked, statistics)
	if err != nil {
		return edition, fmt.Errorf("planning the pages: %w", err)
	}
	words := memory.words(edition.kept)
	edition.Parts = slices.Concat(
		[]site.Part{{Outputs: func() ([]site.Output, error) { return static, nil }}},
		pages,
		index.Indexer{Program: program()}.Parts(linked, statistics),
		[]site.Part{{Prefix: "search/", Outputs: sync.OnceValues(func() ([]site.Output, error) { return words.outputs(linked, statistics) })}},
	)
	stage("plan")
	edition.Config, edition.Site, edition.Statistics = cfg, linked, statistics
	edition.Result.Entries = len(linked.Entries)
	return edition.with(source, problems), nil
}
