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

// Loader reads the files of one site. It holds no state between calls but what
// its Cache holds, and may be used from many goroutines.
type Loader struct {
	// Cache remembers what files came to; nil = every file is read and decoded.
	// Set it before the first Load.
	Cache Cache

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
	record, found, err := l.LoadFiles(ctx, fsys, files)
	if err != nil {
		return nil, nil, err
	}
	problems = append(problems, found...)
	site.SortProblems(problems)
	return record, problems, nil
}

// longestRun is the number of files that a goroutine loads in a row.
const longestRun = 64

// LoadFiles is Load for files that are listed already, without the problems of
// listing them.
func (l *Loader) LoadFiles(ctx context.Context, fsys fs.FS, files Files) (*site.Record, []site.Problem, error) {
	shared, sum, problems, err := l.loadShared(ctx, fsys, files.Sources)
	if err != nil {
		return nil, nil, err
	}
	setting := l.settingOf(sum)
	all := slices.Concat(files.Actors, files.Incidents, files.Pages) // in the order of their paths
	read := make([]Reading, len(all))
	for n, file := range all {
		read[n].File = file
	}
	// A run is large enough that a cache is seldom asked, and small enough that
	// all cores have as much to do.
	size := min(max(len(all)/(8*runtime.GOMAXPROCS(0)), 1), longestRun)
	if err := l.each(ctx, (len(all)+size-1)/size, func(n int) error {
		return l.load(fsys, read[n*size:min((n+1)*size, len(all))], shared, setting)
	}); err != nil {
		return nil, nil, err
	}

	record := &site.Record{
		Sources:   shared.list,
		Incidents: make([]*site.Incident, 0, len(files.Incidents)), Actors: make([]*site.Actor, 0, len(files.Actors)),
	}
	for n, file := range all {
		parsed := &read[n].Parsed
		problems = append(problems, parsed.Problems...)
		switch {
		case parsed.Incident != nil:
			record.Incidents = append(record.Incidents, parsed.Incident)
		case parsed.Actor != nil:
			record.Actors = append(record.Actors, parsed.Actor)
		case parsed.Page != nil:
			record.Pages = append(record.Pages, parsed.Page)
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

// decode turns the bytes of a file into what its folder holds.
func (l *Loader) decode(file string, sum site.Digest, data []byte, shared Shared) (parsed Parsed) {
	switch {
	case strings.HasPrefix(file, actorsDir+"/"):
		parsed.Actor, parsed.Problems = l.actor(file, sum, data, shared)
	case strings.HasPrefix(file, pagesDir+"/"):
		parsed.Page, parsed.Problems = l.Page(file, data, shared)
	default:
		parsed.Incident, parsed.Problems = l.incident(file, sum, data, shared)
	}
	return parsed
}

// loadShared reads the files of content/sources and gives a digest of them.
func (l *Loader) loadShared(ctx context.Context, fsys fs.FS, files []string) (Shared, site.Digest, []site.Problem, error) {
	var sources []*site.Source
	var problems []site.Problem
	parts := make([][]byte, 0, 2*len(files))
	for _, file := range files {
		if err := ctx.Err(); err != nil {
			return Shared{}, site.Digest{}, nil, fmt.Errorf("reading the content: %w", err)
		}
		data, err := l.Read(fsys, file)
		if err != nil {
			return Shared{}, site.Digest{}, nil, err
		}
		parts = append(parts, []byte(file), data)
		found, mistakes := l.SharedSources(file, data)
		sources = append(sources, found...)
		problems = append(problems, mistakes...)
	}
	shared, mistakes := NewShared(sources)
	return shared, site.DigestOf(parts...), append(problems, mistakes...), nil
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
