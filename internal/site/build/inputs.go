package build

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"blotter/internal/site"
)

// inputs is everything a build reads, as it was at one moment.
type inputs struct {
	digest  site.Digest     // of the program, the options, and every name and its bytes
	stamped                 // by slash path below the site folder
	read    map[string]bool // which of the files had to be read
	listed  bool            // the folders had to be listed
	began   int64           // the moment before the first was looked at, in nanoseconds since 1970

	// awaited are the files whose bytes the loader is about to read anyway: till
	// it has, digest stands for nothing.
	awaited map[string]bool

	kept stamped // what the state folder has of them
	note string  // what there is to tell about that
}

// bytesOf gives the digest of a file's bytes.
func (i *inputs) bytesOf(file string) (site.Digest, bool) {
	if i == nil || i.awaited[file] {
		return site.Digest{}, false
	}
	found, ok := i.files[file]
	return found.bytes, ok
}

// learn takes from the loader the digests of the files that were awaited. What
// it did not read is read now; where that fails, they stay awaited and nothing
// is remembered of the build.
func (i *inputs) learn(source *Source, options Options, sums map[string]site.Digest) {
	if i == nil || len(i.awaited) == 0 {
		return
	}
	for name := range i.awaited {
		sum, known := sums[name]
		if !known {
			data, err := fs.ReadFile(source.Content, name)
			if err != nil {
				return
			}
			sum = site.DigestOf(data)
		}
		// The stamp was taken before the bytes were read, whoever read them.
		i.files[name] = input{i.files[name].stamp, sum}
	}
	i.awaited = nil
	names := slices.Sorted(maps.Keys(i.files))
	files := make([]input, len(names))
	for n, name := range names {
		files[n] = i.files[name]
	}
	i.digest = digestOf(options, names, files)
}

// inputsNow looks at the inputs as they are, and reads those that are not
// known by their stamps; nil where they cannot be read. Awaiting says that a
// build is to follow whatever they are, so that what it reads itself need not
// be read before.
func inputsNow(options Options, known stamped, awaiting bool) *inputs {
	source, err := OpenSource(options.Source)
	if err != nil {
		return nil
	}
	defer source.Close()
	inputs, err := readInputs(source, options, known, awaiting)
	if err != nil {
		return nil
	}
	return inputs
}

// readInputs gives the config and every file of the content, templates and
// static files that are the site's own.
func readInputs(source *Source, options Options, known stamped, awaiting bool) (*inputs, error) {
	now := &inputs{began: time.Now().UnixNano()}
	names, err := now.names(source, known)
	if err != nil {
		return nil, err
	}
	files, read := make([]input, len(names)), make([]bool, len(names))
	var failed atomic.Pointer[error]
	var readers sync.WaitGroup
	var next atomic.Int64
	for range runtime.GOMAXPROCS(0) {
		readers.Go(func() {
			for n := int(next.Add(1)) - 1; n < len(names) && failed.Load() == nil; n = int(next.Add(1)) - 1 {
				// The stamp comes before the bytes: it is never newer than they.
				told, kind := stampOf(source.path(names[n]))
				if was, ok := known.files[names[n]]; ok && kind == plain && was.stamp == told {
					files[n] = was
					continue
				}
				if awaiting && kind == plain && strings.HasSuffix(names[n], ".md") {
					files[n], read[n] = input{stamp: told}, true
					continue
				}
				data, err := fs.ReadFile(source.Content, names[n])
				if err != nil {
					failed.Store(&err)
				}
				files[n], read[n] = input{told, site.DigestOf(data)}, true
			}
		})
	}
	readers.Wait()
	if err := failed.Load(); err != nil {
		return nil, *err
	}
	now.files, now.read, now.awaited = make(map[string]input, len(names)), map[string]bool{}, map[string]bool{}
	for n, name := range names {
		now.files[name] = files[n]
		if files[n].bytes == (site.Digest{}) {
			now.awaited[name] = true
		}
		if read[n] {
			now.read[name] = true
		}
	}
	if len(now.awaited) == 0 {
		now.digest = digestOf(options, names, files)
	}
	return now, nil
}

// digestOf stands for all inputs together.
func digestOf(options Options, names []string, files []input) site.Digest {
	parts := [][]byte{[]byte(program()), []byte(options.BaseURL), []byte(fmt.Sprint(options.Drafts))}
	for n := range names {
		parts = append(parts, []byte(names[n]), files[n].bytes[:])
	}
	return site.DigestOf(parts...)
}

// inputTops are the folders that hold inputs, where they are there.
var inputTops = []string{"content", "templates", "static"}

// nowhere is the stamp of a top that is not there.
var nowhere = stamp{size: -1}

// names gives the inputs, sorted. Their folders are listed only where one of
// them is not what it was.
func (i *inputs) names(source *Source, known stamped) ([]string, error) {
	if known.standsIn(source) {
		i.folders = known.folders
		return slices.Sorted(maps.Keys(known.files)), nil
	}
	i.listed, i.folders = true, map[string]stamp{}
	names := []string{"config.yaml"}
	for _, top := range inputTops {
		err := fs.WalkDir(source.Content, top, func(name string, entry fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) && name == top {
				i.folders[top] = nowhere
				return nil
			}
			if err != nil {
				return err
			}
			if !entry.IsDir() {
				names = append(names, name)
				return nil
			}
			// Before the folder is read, so that the stamp is never newer than
			// what it is found to hold.
			i.folders[name], _ = stampOf(source.path(name))
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	slices.Sort(names)
	return names, nil
}

// standsIn reports whether the site folder has the folders that are known, each
// with the entries it had.
func (s stamped) standsIn(source *Source) bool {
	if len(s.folders) == 0 {
		return false
	}
	for name, was := range s.folders {
		now, kind := stampOf(source.path(name))
		gone := was == nowhere && kind == other && notThere(source.path(name))
		if !gone && (kind != folder || now != was) {
			return false
		}
	}
	return true
}

func notThere(name string) bool {
	_, err := os.Lstat(name)
	return errors.Is(err, fs.ErrNotExist)
}

// path gives the path of a file on this machine.
func (s *Source) path(name string) string { return filepath.Join(s.dir, filepath.FromSlash(name)) }

// reliable gives the inputs with the stamps that tell the next change; those
// that do not are left out. What was not read, or listed, was reliable before.
func (i *inputs) reliable() stamped {
	reliable := stamped{make(map[string]input, len(i.files)), make(map[string]stamp, len(i.folders))}
	for name, file := range i.files {
		if i.read[name] && !file.stamp.old(i.began) || i.awaited[name] {
			file.stamp = stamp{}
		}
		reliable.files[name] = file
	}
	for name, s := range i.folders {
		if i.listed && s != nowhere && !s.old(i.began) {
			s = stamp{}
		}
		reliable.folders[name] = s
	}
	return reliable
}
