// Package build is the whole program on one screen: it takes a site folder
// through load, check, link, count, render, index and publish. The commands
// build and check and the live preview all call Run; they differ only in what
// they do with the result.
package build

import (
	"context"
	"fmt"
	"time"

	"blotter/internal/site"
	"blotter/internal/site/check"
	"blotter/internal/site/content"
	"blotter/internal/site/index"
	"blotter/internal/site/link"
	"blotter/internal/site/markdown"
	"blotter/internal/site/publish"
	"blotter/internal/site/render"
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

// Run takes the site folder through all stages. Mistakes in the content come
// back in Result.Problems, and with an error among them nothing is published;
// an error return means machine trouble, and the published site is as it was.
func Run(ctx context.Context, options Options) (*Result, error) {
	run := &runner{options: options, result: &Result{}, last: time.Now()}
	source, err := OpenSource(options.Source)
	if err != nil {
		return run.result, err
	}
	defer source.Close()

	// 1 Load: files -> entries.
	cfg, problems, err := content.LoadConfig(source.Content)
	if err != nil {
		return run.result, fmt.Errorf("reading the config: %w", err)
	}
	if options.BaseURL != "" {
		cfg.BaseURL = withSlash(options.BaseURL)
	}
	record, found, err := content.New(cfg, markdown.New()).Load(ctx, source.Content)
	if err != nil {
		return run.result, fmt.Errorf("reading the content: %w", err)
	}
	problems = append(problems, found...)
	run.stage("load")

	// 2 Check: every mistake of every file, before anything is made of them.
	problems = append(problems, check.Beside(problems, check.Record(record, cfg))...)
	if !options.Drafts {
		problems = mildForDrafts(problems, record)
		record = withoutDrafts(record)
	}
	run.stage("check")
	if site.HasErrors(problems) {
		return run.finish(source, problems), nil
	}

	// 3 Link and 4 count: one site, and everything counted about it.
	linked, found := link.Site(record, cfg)
	problems = append(problems, found...)
	run.stage("link")
	statistics := stats.Count(linked)
	run.result.Entries = len(linked.Entries)
	run.stage("count")

	// 5 Render and 6 index: the list of files to make, none of them made yet.
	assets, outputs, err := publish.Static(source.Static)
	if err != nil {
		return run.result, fmt.Errorf("reading the static files: %w", err)
	}
	renderer, err := render.New(cfg, source.Templates, assets, publish.MinifyTemplate)
	if err != nil {
		return run.result, fmt.Errorf("reading the templates: %w", err)
	}
	renderer.Tables = index.Tables(linked, statistics)
	pages, err := renderer.Outputs(linked, statistics)
	if err != nil {
		return run.result, fmt.Errorf("planning the pages: %w", err)
	}
	files, err := index.Outputs(linked, statistics)
	if err != nil {
		return run.result, fmt.Errorf("planning the data files: %w", err)
	}
	outputs = append(append(outputs, pages...), files...)
	run.result.Pages = len(pages)
	run.stage("plan")

	// 7 Publish: make them all, and exchange the old site for the new one.
	found, err = run.publish(ctx, outputs, cfg)
	problems = append(problems, found...)
	if err != nil {
		return run.finish(source, problems), err
	}
	run.stage("make and publish")
	return run.finish(source, problems), nil
}
