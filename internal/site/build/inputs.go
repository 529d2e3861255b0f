package build

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"blotter/internal/site"
	"blotter/internal/site/content"
)

// inputs is everything a build reads, as it was at one moment.
type inputs struct {
	digest  site.Digest // of the program, the options, and every name and its bytes
	stamped             // by slash path below the site folder
	read    []bool      // which of the files had to be read
	listed  []bool      // which of the folders had to be listed
	odd     atomic.Bool // one of them is no plain file
	began   int64       // the moment before the first was looked at, in nanoseconds since 1970

	// awaited are the files whose bytes the loader is about to read anyway: till
	// it has, digest stands for nothing. Nil = none.
	awaited map[string]bool
	// loaded says of which files the loader took the very bytes that are known;
	// nil = of none.
	loaded []bool
	// strange says that the loader took a file that is none of these, or other
	// bytes of one: digest does not stand for what the build made.
	strange bool

	place func() map[string]int // position in files by name; look-up only

	changed []int // positions in files; see edited

	kept stamped // what the state folder has of them
	note string  // what there is to tell about that

	output *output // being opened for the site that a build of them may change
}

// bytesOf gives the digest of a file's bytes.
func (i *inputs) bytesOf(file string) (site.Digest, bool) {
	if i == nil || i.awaited[file] {
		return site.Digest{}, false
	}
	at, ok := slices.BinarySearchFunc(i.files, file, func(f stampedFile, name string) int { return strings.Compare(f.name, name) })
	if !ok {
		return site.Digest{}, false
	}
	return i.files[at].bytes, true
}

// contentFiles gives the files to load, as content.List does; false where that
// may have something to tell.
func (i *inputs) contentFiles() (content.Files, bool) {
	if i == nil || i.odd.Load() {
		return content.Files{}, false
	}
	folders := func(yield func(string) bool) {
		for n := range i.folders {
			if f := &i.folders[n]; f.stamp != nowhere && !yield(f.name) {
				return
			}
		}
	}
	files := func(yield func(string) bool) {
		for n := range i.files {
			if !yield(i.files[n].name) {
				return
			}
		}
	}
	return content.FilesOf(folders, files)
}

// finder gives a function that finds the place of a file, -1 for none. It is
// quickest for files in their order, and belongs to one goroutine.
func (i *inputs) finder() func(file string) int {
	next := 0
	return func(file string) int {
		if next < len(i.files) && i.files[next].name == file {
			next++
			return next - 1
		}
		at, ok := slices.BinarySearchFunc(i.files, file, func(f stampedFile, name string) int { return strings.Compare(f.name, name) })
		if !ok {
			return -1
		}
		next = at + 1
		return at
	}
}

// learn takes from the loader the digests of the files that it took. Of those
// that were awaited, what it did not read is read now; where that fails, they
// stay awaited and nothing is remembered of the build.
func (i *inputs) learn(source *Source, options Options, runs [][]content.Reading) {
	if i == nil {
		return
	}
	i.loaded = make([]bool, len(i.files))
	for _, run := range runs {
		find := i.finder()
		for n := range run {
			at := find(run[n].File)
			if at < 0 {
				i.strange = true
				continue
			}
			// The stamp was taken before the bytes were read, whoever read them.
			file := &i.files[at]
			if i.awaited[file.name] {
				file.bytes = run[n].Bytes
			}
			i.loaded[at] = file.bytes == run[n].Bytes
			i.strange = i.strange || !i.loaded[at]
		}
	}
	for n := range i.files {
		file := &i.files[n]
		if i.loaded[n] || !i.awaited[file.name] {
			continue
		}
		data, err := fs.ReadFile(source.Content, file.name)
		if err != nil {
			return
		}
		file.bytes = site.FileDigest(data)
	}
	if len(i.awaited) > 0 {
		i.awaited = nil
		i.digest = digestOf(options, i.files)
	}
}

// took reports whether the loader took the very bytes of a file that are known.
func (i *inputs) took(file *stampedFile) bool {
	at, known := i.place()[file.name]
	return known && i.loaded != nil && i.loaded[at]
}

// lookAgain gives the inputs as they are after a build, to say whether they are
// what it was made from; nil where they cannot be read. What the loader took
// is known by its bytes, and is looked at only where its stamp tells nothing,
// or where it was read another time for the lines of problems.
func (i *inputs) lookAgain(options Options, problems []site.Problem) *inputs {
	known, again := i.reliable(), make(map[string]bool, len(problems))
	for n := range problems {
		if problems[n].Line != 0 {
			again[problems[n].File] = true
		}
	}
	return inputsNow(options, known, func(file *stampedFile) look {
		if i.took(file) && !again[file.name] && file.stamp != (stamp{}) {
			return asKnown
		}
		return byStamp
	})
}

// look says how to come to know the bytes of a file.
type look uint8

const (
	byStamp  look = iota // by its stamp, and by reading it where that is another
	byLoader             // the same, but the loader is about to read it
	asKnown              // they are known
)

// always looks at every file by its stamp.
func always(*stampedFile) look { return byStamp }

// awaiting leaves to the loader what it is to read: a build is to follow
// whatever the inputs are.
func awaiting(file *stampedFile) look {
	if strings.HasSuffix(file.name, ".md") {
		return byLoader
	}
	return byStamp
}

// inputsNow looks at the inputs as they are, and reads those that are not
// known by their stamps; nil where they cannot be read.
func inputsNow(options Options, known stamped, how func(*stampedFile) look) *inputs {
	source, err := OpenSource(options.Source)
	if err != nil {
		return nil
	}
	defer source.Close()
	inputs, err := readInputs(source, options, known, how)
	if err != nil {
		return nil
	}
	return inputs
}

// readInputs gives the config and every file of the content, templates and
// static files that are the site's own.
func readInputs(source *Source, options Options, known stamped, how func(*stampedFile) look) (*inputs, error) {
	now := &inputs{began: time.Now().UnixNano()}
	if err := now.list(source, known); err != nil {
		return nil, err
	}
	now.read = make([]bool, len(now.files))
	const run = 64 // neighbours mostly share their folder
	var failed atomic.Pointer[error]
	var readers sync.WaitGroup
	var next atomic.Int64
	for range runtime.GOMAXPROCS(0) {
		readers.Go(func() {
			for failed.Load() == nil {
				start := int(next.Add(run)) - run
				if start >= len(now.files) {
					return
				}
				for n := start; n < min(start+run, len(now.files)); n++ {
					if err := now.lookAt(source, n, how); err != nil {
						failed.Store(&err)
					}
				}
			}
		})
	}
	readers.Wait()
	if err := failed.Load(); err != nil {
		return nil, *err
	}
	now.await()
	now.place = sync.OnceValue(func() map[string]int {
		place := make(map[string]int, len(now.files))
		for n := range now.files {
			place[now.files[n].name] = n
		}
		return place
	})
	if len(now.awaited) == 0 {
		now.digest = digestOf(options, now.files)
	}
	return now, nil
}

// lookAt comes to know the bytes of the nth file. Of a file that is awaited
// they stay the zero digest.
func (i *inputs) lookAt(source *Source, n int, how func(*stampedFile) look) error {
	file := &i.files[n]
	way := how(file)
	if way == asKnown {
		return nil
	}
	// The stamp comes before the bytes: it is never newer than they.
	told, kind := stampOf(source.path(file.name))
	if kind != plain {
		i.odd.Store(true)
	}
	if kind == plain && told == file.stamp && told != (stamp{}) {
		return nil
	}
	i.read[n], file.input = true, input{stamp: told}
	if way == byLoader && kind == plain {
		return nil
	}
	data, err := fs.ReadFile(source.Content, file.name)
	file.bytes = site.FileDigest(data)
	return err
}

// await notes the files whose bytes are not known yet.
func (i *inputs) await() {
	for n := range i.files {
		if i.files[n].bytes == (site.Digest{}) {
			if i.awaited == nil {
				i.awaited = map[string]bool{}
			}
			i.awaited[i.files[n].name] = true
		}
	}
}

// digestOf stands for all inputs together.
func digestOf(options Options, files []stampedFile) site.Digest {
	in := site.Inputs{Data: make([]byte, 0, 96*len(files))}
	in.Text(program(), options.BaseURL, fmt.Sprint(options.Drafts))
	for n := range files {
		in.Text(files[n].name)
		in.Digest(files[n].bytes)
	}
	return in.Sum()
}

// path gives the path of a file on this machine.
func (s *Source) path(name string) string {
	return s.dir + string(filepath.Separator) + filepath.FromSlash(name)
}

// reliable gives the inputs with the stamps that tell the next change; those
// that do not are left out. What was not read, or listed, was reliable before.
func (i *inputs) reliable() stamped {
	reliable := stamped{slices.Clone(i.files), slices.Clone(i.folders)}
	for n := range reliable.files {
		file := &reliable.files[n]
		if i.read[n] && !file.stamp.old(i.began) || i.awaited[file.name] {
			file.stamp = stamp{}
		}
	}
	for n := range reliable.folders {
		s := &reliable.folders[n].stamp
		if i.listed[n] && *s != nowhere && !s.old(i.began) {
			*s = stamp{}
		}
	}
	return reliable
}
