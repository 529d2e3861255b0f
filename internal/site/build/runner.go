package build

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"blotter/internal/site"
	"blotter/internal/site/check"
	"blotter/internal/site/content"
	"blotter/internal/site/publish"
)

// runner carries what the stages of one run share: the clock and the result.
type runner struct {
	options Options
	result  *Result
	last    time.Time
}

// stage notes that a stage has ended.
func (r *runner) stage(name string) {
	now := time.Now()
	r.result.Stages = append(r.result.Stages, Stage{Name: name, Took: now.Sub(r.last)})
	r.last = now
}

// finish puts the problems into the result, each at its line and column.
func (r *runner) finish(source *Source, problems []site.Problem) *Result {
	content.Locate(source.Content, problems)
	site.SortProblems(problems)
	r.result.Problems = problems
	return r.result
}

// publish makes every output and hands it to the press, to the link check, or
// to both. It returns what the link check found.
func (r *runner) publish(ctx context.Context, outputs []site.Output, cfg *site.Config) ([]site.Problem, error) {
	if r.options.Out == "" && !r.options.Outputs {
		return nil, nil
	}
	var press *publish.Press
	if r.options.Out != "" {
		var err error
		press, err = publish.Open(ctx, r.options.Out, publish.Options{Source: r.options.Source, State: filepath.Join(r.options.Source, ".blotter")})
		if err != nil {
			return nil, fmt.Errorf("opening the output: %w", err)
		}
		defer press.Abort()
	}
	var links *check.Links
	if r.options.Outputs {
		links = check.NewLinks(cfg)
	}
	err := r.makeAll(ctx, outputs, func(output site.Output, buffer *bytes.Buffer) error {
		// The link check reads every page, so it takes none as unchanged.
		if links == nil && press.Unchanged(output.Path, output.Inputs) {
			return nil
		}
		if err := output.Make(buffer); err != nil {
			return fmt.Errorf("making %s: %w", output.Path, err)
		}
		if links != nil {
			links.Add(output.Path, output.Media, buffer.Bytes())
		}
		if press == nil {
			return nil
		}
		if err := press.PutMade(output.Path, output.Inputs, buffer.Bytes()); err != nil {
			return fmt.Errorf("writing %s: %w", output.Path, err)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	var problems []site.Problem
	if links != nil {
		problems = links.Problems()
	}
	if press == nil || site.HasErrors(problems) {
		return problems, nil
	}
	r.result.Files, err = press.Commit()
	if err != nil {
		return problems, fmt.Errorf("publishing: %w", err)
	}
	r.result.Published = true
	return problems, nil
}

// makeAll gives each output to do, on all cores, with a buffer a worker to make
// it in. The first error stops it.
func (r *runner) makeAll(ctx context.Context, outputs []site.Output, do func(site.Output, *bytes.Buffer) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var next, done atomic.Int64
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			var buffer bytes.Buffer
			for ctx.Err() == nil {
				n := int(next.Add(1)) - 1
				if n >= len(outputs) {
					return
				}
				buffer.Reset()
				if err := do(outputs[n], &buffer); err != nil {
					cancel(err)
					return
				}
				if r.options.Progress != nil {
					r.options.Progress(int(done.Add(1)), len(outputs))
				}
			}
		})
	}
	workers.Wait()
	if err := context.Cause(ctx); err != nil && !errors.Is(err, context.Canceled) {
		return err
	}
	return ctx.Err()
}

// withoutDrafts gives the record without its drafts.
func withoutDrafts(record *site.Record) *site.Record {
	public := *record
	public.Incidents = nil
	for _, incident := range record.Incidents {
		if !incident.Draft() {
			public.Incidents = append(public.Incidents, incident)
		}
	}
	return &public
}

// mildForDrafts turns the errors of drafts into warnings: an entry nobody can
// see yet must not keep the others from being published.
func mildForDrafts(problems []site.Problem, record *site.Record) []site.Problem {
	drafts := map[string]bool{}
	for _, incident := range record.Incidents {
		if incident.Draft() {
			drafts[incident.File] = true
		}
	}
	for i := range problems {
		if drafts[problems[i].File] && problems[i].Severity == site.Error {
			problems[i].Severity = site.Warning
		}
	}
	return problems
}

func withSlash(url string) string { return strings.TrimSuffix(url, "/") + "/" }
