package build

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"blotter/internal/site"
	"blotter/internal/site/publish"
)

// standing is what a build leaves for the next one: the digest of everything it
// read, what it published, and the warnings it gave. When the first two are as
// they were there is nothing to do, and nothing needs to be parsed to know it.
type standing struct {
	Inputs, Tree   string
	Entries, Pages int
	Problems       []site.Problem
}

// asBefore reports whether the published site is what a build would make: made
// from the same inputs, and untouched since. Any doubt means no.
func asBefore(ctx context.Context, options Options) (result *Result, inputs site.Digest, same bool) {
	began := time.Now()
	if inputs = inputsNow(options); inputs == (site.Digest{}) {
		return nil, inputs, false
	}
	var last standing
	data, err := os.ReadFile(standingFile(options))
	if err != nil || json.Unmarshal(data, &last) != nil || last.Inputs != inputs.String() {
		return nil, inputs, false
	}
	press, err := publish.Open(ctx, options.Out, publish.Options{Source: options.Source, State: filepath.Join(options.Source, stateFolder)})
	if err != nil {
		return nil, inputs, false
	}
	defer press.Abort()
	files, stands := press.Stands()
	if !stands || files.Tree.String() != last.Tree {
		return nil, inputs, false
	}
	return &Result{Published: true, Entries: last.Entries, Pages: last.Pages, Problems: last.Problems, Files: files,
		Stages: []Stage{{"compare", time.Since(began)}}}, inputs, true
}

// remember leaves word of a build for the next, if the inputs are still what
// they were before it: a file saved while it ran may be in the site or not, and
// word of that site under these inputs could be wrong. What cannot be written
// is not remembered, and the next build does its work.
func remember(options Options, inputs site.Digest, result *Result) {
	if inputs == (site.Digest{}) || result.Files.Unrecorded != nil || inputsNow(options) != inputs {
		return
	}
	data, err := json.Marshal(standing{inputs.String(), result.Files.Tree.String(), result.Entries, result.Pages, result.Problems})
	if err == nil {
		// A torn file is no JSON, or names a tree that does not stand.
		err = os.WriteFile(standingFile(options), data, 0o644)
	}
	if err != nil {
		result.Notes = append(result.Notes, fmt.Sprintf("not remembered for the next build: %v", err))
	}
}

// inputsNow reads the inputs as they are; the zero digest where they cannot be
// read.
func inputsNow(options Options) site.Digest {
	source, err := OpenSource(options.Source)
	if err != nil {
		return site.Digest{}
	}
	defer source.Close()
	inputs, err := readInputs(source, options)
	if err != nil {
		return site.Digest{}
	}
	return inputs
}

// standingFile gives where a build into an output folder leaves its word.
func standingFile(options Options) string {
	out, err := filepath.Abs(options.Out)
	if err != nil {
		out = options.Out
	}
	return filepath.Join(options.Source, stateFolder, "standing-"+site.DigestOf([]byte(out)).String()[:16])
}

// readInputs gives the digest of everything a build reads: the program, the
// options, the config, and every file of the content, templates and static
// files that are the site's own.
func readInputs(source *Source, options Options) (site.Digest, error) {
	names := []string{"config.yaml"}
	for _, folder := range []string{"content", "templates", "static"} {
		err := fs.WalkDir(source.Content, folder, func(name string, entry fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) && name == folder {
				return nil
			}
			if err == nil && !entry.IsDir() {
				names = append(names, name)
			}
			return err
		})
		if err != nil {
			return site.Digest{}, err
		}
	}
	sums := make([][sha256.Size]byte, len(names))
	var failed atomic.Pointer[error]
	var readers sync.WaitGroup
	var next atomic.Int64
	for range runtime.GOMAXPROCS(0) {
		readers.Go(func() {
			for n := int(next.Add(1)) - 1; n < len(names) && failed.Load() == nil; n = int(next.Add(1)) - 1 {
				data, err := fs.ReadFile(source.Content, names[n])
				if err != nil {
					failed.Store(&err)
				}
				sums[n] = sha256.Sum256(data)
			}
		})
	}
	readers.Wait()
	if err := failed.Load(); err != nil {
		return site.Digest{}, *err
	}
	parts := [][]byte{[]byte(program()), []byte(options.BaseURL), []byte(fmt.Sprint(options.Drafts))}
	for n, name := range names {
		parts = append(parts, []byte(name), slices.Clone(sums[n][:]))
	}
	return site.DigestOf(parts...), nil
}
