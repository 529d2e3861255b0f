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
)

// planning is a Plan under way: the edition it makes, and what one stage
// leaves to the next.
type planning struct {
	*Edition
	options  Options
	source   *Source
	record   *site.Record // without drafts once it is checked, unless they are asked for
	problems []site.Problem
	wordEdit *wordEdit // nil = more than words may have changed since the last build
	clock    time.Time // when the present stage began

	furniture func() furniture // nil = not begun
	last      func() lastSite
}

// begin opens the site folder.
func begin(options Options) (*planning, error) {
	p := &planning{Edition: &Edition{Result: &Result{}, memory: options.Memory}, options: options, clock: time.Now()}
	if p.memory == nil {
		p.memory = &Memory{}
	}
	var err error
	p.source, err = OpenSource(options.Source)
	p.last = options.inputs.lastSite(options)
	return p, err
}

// close closes the site folder, once nobody reads it.
func (p *planning) close() {
	p.last()
	if p.furniture != nil {
		p.furniture()
	}
	p.source.Close()
}

// done notes the time that a stage took.
func (p *planning) done(stage string) {
	p.Result.Stages = append(p.Result.Stages, Stage{stage, time.Since(p.clock)})
	p.clock = time.Now()
}

// load reads the config and the content.
func (p *planning) load(ctx context.Context) error {
	defer p.done("load")
	var err error
	if p.Config, p.problems, err = p.memory.loadConfig(p.source, p.options); err != nil {
		return fmt.Errorf("reading the config: %w", err)
	}
	p.furniture = ahead(func() furniture { return p.memory.furnish(p.Config, p.source) })
	p.kept = p.memory.openKept(p.options)
	loader := content.New(p.Config, markdown.New())
	loader.Cache = p.kept
	record, found, err := p.memory.load(ctx, loader, p.source.Content, p.options.inputs)
	p.kept.finish(err)
	if err != nil {
		return fmt.Errorf("reading the content: %w", err)
	}
	p.record, p.problems = record, append(p.problems, found...)
	p.options.inputs.learn(p.source, p.options, p.kept.runs)
	return nil
}

// check looks for mistakes, then sends the drafts home.
func (p *planning) check(ctx context.Context) error {
	defer p.done("check")
	p.problems = append(p.problems, check.Beside(p.problems, p.checked())...)
	if p.options.Since != "" {
		found, err := since(ctx, p.options, p.record, p.Config)
		if err != nil {
			return err
		}
		p.problems = append(p.problems, found...)
	}
	p.kept.release()
	if !p.options.Drafts {
		p.problems = mildForDrafts(p.problems, p.record)
		p.record = withoutDrafts(p.record)
	}
	return nil
}

// checked gives what the rules find, of the whole record or, where only words
// changed since the last build, of the entries that have them.
func (p *planning) checked() []site.Problem {
	if p.wordEdit = p.findWordEdit(); p.wordEdit != nil {
		return check.Reworded(p.record, p.Config, p.wordEdit.entries, p.wordEdit.retitled(), p.wordEdit.last.problems)
	}
	return p.memory.check(p.record, p.Config, p.options)
}

// link joins the record into a site.
func (p *planning) link() {
	defer p.done("link")
	var found []site.Problem
	p.Site, found = p.memory.links.Site(p.record, p.Config)
	p.problems = append(p.problems, found...)
	p.Result.Entries = len(p.Site.Entries)
}

// count counts the site, and asks for the totals that its prose wants.
func (p *planning) count() {
	defer p.done("count")
	p.Statistics = p.memory.counts.Count(p.Site)
	p.problems = append(p.problems, check.Totals(p.Site, p.Statistics)...)
}

// divide cuts the outputs into parts, each to be listed when somebody asks.
func (p *planning) divide() error {
	defer p.done("plan")
	with := p.furniture()
	if with.err != nil {
		return with.err
	}
	pages, err := with.renderer.Parts(p.Site, p.Statistics)
	if err != nil {
		return fmt.Errorf("planning the pages: %w", err)
	}
	linked, counted, edition, words, files := p.Site, p.Statistics, p.Edition, p.memory.words(p.kept), p.kept.files()
	p.Parts = slices.Concat(
		[]site.Part{{Outputs: func() ([]site.Output, error) { return with.static, nil }}},
		pages,
		index.Indexer{Program: program()}.Parts(linked, counted),
		[]site.Part{{Prefix: "search/", Loose: true, Outputs: sync.OnceValues(func() ([]site.Output, error) { return words.outputs(edition, files) })}},
	)
	p.rewording = p.reword()
	return nil
}

// end puts the problems into the result, each at its line and column.
func (p *planning) end(err error) (*Edition, error) {
	if err != nil {
		return p.Edition, err
	}
	notes := p.kept.locate(p.source.Content, p.problems, p.memory)
	if err := p.kept.lost(); err != nil {
		return p.Edition, err
	}
	p.Result.Notes = slices.Concat(p.Result.Notes, p.kept.tell(), notes)
	site.SortProblems(p.problems)
	p.Result.Problems = p.problems
	return p.Edition, nil
}
