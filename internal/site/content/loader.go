package content

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"blotter/internal/site"
)

// BodyRenderer turns the Markdown below the front matter into a Body. It must
// be safe to call from many goroutines. Package markdown has one.
type BodyRenderer interface {
	Render(text []byte, in site.BodyContext) (site.Body, []site.Problem)
}

// Loader reads the files of one site. It holds no state between calls and may
// be used from many goroutines.
type Loader struct {
	cfg    *site.Config
	bodies BodyRenderer
}

// New makes a Loader for a site with that config, whose bodies are rendered by
// that renderer.
func New(cfg *site.Config, bodies BodyRenderer) *Loader {
	return &Loader{cfg: cfg, bodies: bodies}
}

// Load reads every file of content/ on all cores. The record and the problems
// are the same whatever the scheduling: lists are sorted by id, then by file,
// problems by place. A file that cannot be decoded at all is left out of the
// record and named in Record.Broken. An error means machine trouble: a file
// that vanished, a folder that cannot be read, a context that ended.
func (l *Loader) Load(ctx context.Context, fsys fs.FS) (*site.Record, []site.Problem, error) {
	files, problems, err := List(fsys)
	if err != nil {
		return nil, nil, err
	}
	shared, found, err := l.loadShared(ctx, fsys, files.Sources)
	if err != nil {
		return nil, nil, err
	}
	problems = append(problems, found...)

	all := slices.Concat(files.Incidents, files.Actors, files.Pages)
	read := make([]fileResult, len(all))
	if err := l.each(ctx, len(all), func(n int) error {
		var err error
		read[n], err = l.loadFile(fsys, all[n], shared)
		return err
	}); err != nil {
		return nil, nil, err
	}

	record := &site.Record{Sources: shared.list}
	for n, file := range all {
		problems = append(problems, read[n].problems...)
		switch {
		case read[n].incident != nil:
			record.Incidents = append(record.Incidents, read[n].incident)
		case read[n].actor != nil:
			record.Actors = append(record.Actors, read[n].actor)
		case read[n].page != nil:
			record.Pages = append(record.Pages, read[n].page)
		case !strings.HasPrefix(file, pagesDir+"/"):
			record.Broken = append(record.Broken, baseName(file))
		}
	}
	sortRecord(record)
	site.SortProblems(problems)
	return record, problems, nil
}

func sortRecord(record *site.Record) {
	slices.SortFunc(record.Incidents, func(a, b *site.Incident) int {
		return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.File, b.File))
	})
	slices.SortFunc(record.Actors, func(a, b *site.Actor) int {
		return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.File, b.File))
	})
	slices.SortFunc(record.Pages, func(a, b *site.TextPage) int {
		return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.File, b.File))
	})
	slices.Sort(record.Broken)
}

// fileResult is what one file came to; at most one of the pointers is set.
type fileResult struct {
	incident *site.Incident
	actor    *site.Actor
	page     *site.TextPage
	problems []site.Problem
}

func (l *Loader) loadFile(fsys fs.FS, file string, shared Shared) (result fileResult, err error) {
	data, err := l.Read(fsys, file)
	if err != nil {
		return fileResult{}, err
	}
	switch {
	case strings.HasPrefix(file, actorsDir+"/"):
		result.actor, result.problems = l.Actor(file, data, shared)
	case strings.HasPrefix(file, pagesDir+"/"):
		result.page, result.problems = l.Page(file, data, shared)
	default:
		result.incident, result.problems = l.Incident(file, data, shared)
	}
	return result, nil
}

// loadShared reads the files of content/sources.
func (l *Loader) loadShared(ctx context.Context, fsys fs.FS, files []string) (Shared, []site.Problem, error) {
	var sources []*site.Source
	var problems []site.Problem
	for _, file := range files {
		if err := ctx.Err(); err != nil {
			return Shared{}, nil, fmt.Errorf("reading the content: %w", err)
		}
		data, err := l.Read(fsys, file)
		if err != nil {
			return Shared{}, nil, err
		}
		found, mistakes := l.SharedSources(file, data)
		sources = append(sources, found...)
		problems = append(problems, mistakes...)
	}
	shared, mistakes := NewShared(sources)
	return shared, append(problems, mistakes...), nil
}

// each calls do for 0 to count-1 on all cores and gives the error of the
// lowest number that had one.
func (l *Loader) each(ctx context.Context, count int, do func(n int) error) error {
	var next atomic.Int64
	var stop atomic.Bool
	failed := make([]error, count)
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), count) {
		workers.Go(func() {
			for ctx.Err() == nil && !stop.Load() {
				n := int(next.Add(1)) - 1
				if n >= count {
					return
				}
				if failed[n] = do(n); failed[n] != nil {
					stop.Store(true)
				}
			}
		})
	}
	workers.Wait()
	if err := errors.Join(failed...); err != nil {
		first := slices.IndexFunc(failed, func(err error) bool { return err != nil })
		return failed[first]
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("reading the content: %w", err)
	}
	return nil
}

// baseName gives the name of a file without its folders and its extension.
func baseName(file string) string {
	name := path.Base(file)
	return strings.TrimSuffix(name, path.Ext(name))
}
