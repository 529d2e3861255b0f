package build

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"blotter/internal/site"
	"blotter/internal/site/check"
	"blotter/internal/site/publish"
)

// keep writes what this process learned for the next one, and gives a function
// that waits until it is written and tells of it in the result.
func (e *Edition) keep() (wait func()) {
	var notes []string
	var writing sync.WaitGroup
	whole := !e.kept.isBroken()
	writing.Go(func() { notes = e.kept.close() })
	return func() {
		writing.Wait()
		if whole && e.kept.keeps && e.kept.isBroken() {
			e.kept.forget() // it was lost since
		}
		e.Result.Notes = slices.Concat(e.Result.Notes, e.kept.tell(), notes)
	}
}

// Find gives the output at a path below the output folder, listing the parts
// that may hold it up to the one that does; false where there is none.
func (e *Edition) Find(path string) (output site.Output, ok bool, err error) {
	for _, part := range e.Parts {
		if !strings.HasPrefix(path, part.Prefix) {
			continue
		}
		outputs, err := part.Outputs()
		if err != nil {
			return site.Output{}, false, fmt.Errorf("planning %s: %w", path, err)
		}
		if at := slices.IndexFunc(outputs, func(o site.Output) bool { return o.Path == path }); at >= 0 {
			return outputs[at], true, nil
		}
	}
	return site.Output{}, false, nil
}

// publish makes every output and hands it to the press, to the link check, or
// to both. What the link check finds joins the problems of the result.
func (e *Edition) publish(ctx context.Context, options Options, output *output) error {
	clock := time.Now()
	batches, err := e.batches(ctx)
	if err != nil {
		return err
	}
	if output == nil && !options.Outputs {
		_, err := listWhole(batches)
		e.listed(time.Since(clock))
		return err
	}
	press, err := output.wait()
	if err != nil {
		return err
	}
	var links *check.Links
	if options.Outputs {
		links = check.NewLinks(e.Config)
	}
	if batches, err = e.keepOthers(ctx, press, batches); err != nil {
		return err
	}
	listing := time.Since(clock)
	clock = time.Now()
	took, err := e.makeBatches(ctx, options, batches, press, links)
	if err != nil {
		return err
	}
	e.listed(listing + took)
	e.Result.Stages = append(e.Result.Stages, Stage{"make", time.Since(clock) - took})
	if err := e.kept.lost(); err != nil {
		return err
	}
	return e.commit(options, press, links, batches)
}

// commit ends the link check, and exchanges the old site for the new one unless
// there are errors.
func (e *Edition) commit(options Options, press *publish.Press, links *check.Links, batches []batch) (err error) {
	clock := time.Now()
	if links != nil {
		e.Result.Problems = append(e.Result.Problems, links.Problems()...)
	}
	if press == nil || e.Result.Failed() {
		return nil
	}
	if e.Result.Files, err = press.Commit(); err != nil {
		return fmt.Errorf("publishing: %w", err)
	}
	e.Result.Published = true
	e.keepShown(options, batches)
	e.Result.Stages = append(e.Result.Stages, Stage{"publish", time.Since(clock)})
	return nil
}

// listed notes how long listing took, and what there is to tell of it.
func (e *Edition) listed(took time.Duration) {
	e.Result.Stages = append(e.Result.Stages, Stage{"list", took})
	if words := e.memory.searched; words != nil {
		e.Result.Notes = append(e.Result.Notes, words.notes...)
	}
}

// makeBatches lists and makes the outputs of each batch, and gives the time
// that listing took.
func (e *Edition) makeBatches(ctx context.Context, options Options, batches []batch, press *publish.Press, links *check.Links) (listing time.Duration, err error) {
	var done atomic.Int64
	total := 0
	made := func() {
		if n := done.Add(1); options.Progress != nil {
			options.Progress(int(n), total)
		}
	}
	for i := range batches {
		b, clock := &batches[i], time.Now()
		if b.outputs, err = b.list(); err != nil {
			return listing, err
		}
		listing += time.Since(clock)
		total += len(b.outputs)
		if b.shown, err = e.make(ctx, b.outputs, press, links, made); err != nil {
			return listing, err
		}
	}
	e.Result.looked = total
	return listing, nil
}

// make makes the outputs that are not as they were, and gives what each of all
// of them shows. It calls made for each.
func (e *Edition) make(ctx context.Context, outputs []site.Output, press *publish.Press, links *check.Links, made func()) ([]site.Shown, error) {
	shown := make([]site.Shown, len(outputs))
	return shown, onAllCores(ctx, len(outputs), func(n int, buffer *bytes.Buffer) error {
		defer made()
		output, err := outputs[n].Ready()
		if err != nil {
			return fmt.Errorf("preparing %s: %w", output.Path, err)
		}
		shown[n] = output.Shown
		// The link check reads every page, so it takes none as unchanged.
		if links == nil && press.Unchanged(output.Path, output.Inputs) {
			return nil
		}
		if !e.reword(press, &output, buffer) {
			err = output.Make(buffer)
		}
		if err != nil {
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
}

// onAllCores does what is to be done for every number below count, with a
// buffer a worker to make things in. The first error stops it.
func onAllCores(ctx context.Context, count int, do func(n int, buffer *bytes.Buffer) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(count, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			var buffer bytes.Buffer
			for ctx.Err() == nil {
				n := int(next.Add(1)) - 1
				if n >= count {
					return
				}
				buffer.Reset()
				if err := do(n, &buffer); err != nil {
					cancel(err)
					return
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
