package build

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"blotter/internal/site"
	"blotter/internal/site/cache"
	"blotter/internal/site/content"
)

// stream is a file of all entries that is written while they are loaded, so
// that their prose need not stay in memory.
type stream struct {
	kept   *kept
	file   *os.File
	writer *cache.Writer
	failed atomic.Pointer[error] // the first error of writing it

	mutex sync.Mutex
	held  []heldProse
}

// heldProse is prose that is in memory and in the stream.
type heldProse struct {
	body   *site.Body
	stream site.Prose
}

// begin opens the stream, unless there are entries of an earlier build to go
// on from.
func (k *kept) begin(setting site.Digest) {
	if k.all != nil && k.all.Setting == setting {
		return
	}
	k.stream = &stream{kept: k}
	var err error
	if k.stream.file, err = k.aside(allEntries); err == nil {
		k.stream.writer, err = cache.NewWriter(k.stream.file, program(), setting, k.again)
	}
	if err != nil {
		k.stream.failed.Store(&err)
	}
}

// put writes a run of entries. Prose that cannot be written stays in memory.
func (s *stream) put(items []cache.Item) {
	if len(items) == 0 || s.failed.Load() != nil {
		return
	}
	prose, err := s.writer.Put(items)
	if err != nil {
		s.failed.Store(&err)
		return
	}
	if !s.kept.options.asks {
		return
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for i := range items {
		// What an earlier build kept stays where it is.
		if body := items[i].Body(); prose[i] != nil && isHeld(body.Prose) {
			s.held = append(s.held, heldProse{body, prose[i]})
		}
	}
}

// release has the prose of new entries read from the state folder from now on.
// Call it before others than the caller have the entries, and after the rules,
// which read all of it once more.
func (k *kept) release() {
	if k.stream == nil {
		return
	}
	for _, prose := range k.stream.held {
		prose.body.Prose = prose.stream
	}
	k.stream.held = nil
}

func isHeld(prose site.Prose) bool {
	_, held := prose.(*site.Written)
	return held
}

// finish puts the stream in the place of the entries once all is loaded, which
// may have failed. The file stays open: prose is read from it.
func (k *kept) finish(loading error) {
	s := k.stream
	if s == nil || s.file == nil {
		return
	}
	if loading != nil {
		s.failed.CompareAndSwap(nil, &loading)
	}
	if s.failed.Load() == nil {
		if err := s.writer.Close(); err != nil {
			s.failed.Store(&err)
		} else if err := k.replace(allEntries); err != nil {
			s.failed.Store(&err)
		}
	}
	if s.failed.Load() != nil {
		_ = os.Remove(s.file.Name()) // nobody takes it for anything
	}
}

// replace puts a new file of all entries in the place of the old.
func (k *kept) replace(name string) error {
	place := filepath.Join(k.folder, name)
	if err := os.Rename(place+".new", place); err != nil {
		return err
	}
	if name == allEntries {
		// What it keeps is right all the same, if it cannot be removed.
		_ = os.Remove(filepath.Join(k.folder, sinceEntries))
	}
	return nil
}

// close writes what the next process can use, if this Plan keeps anything, and
// tells why where it cannot. That is no error: the next build takes longer.
func (k *kept) close() (notes []string) {
	if err := k.write(); err != nil {
		notes = append(notes, fmt.Sprintf("the next build will read every entry anew: %v", err))
	}
	k.runs, k.changed = nil, nil
	return notes
}

// write writes the entries that changed, or all where they have become many.
func (k *kept) write() error {
	switch {
	case k.stream != nil:
		if err := k.stream.failed.Load(); err != nil {
			return *err
		}
		return nil
	case !k.keeps || k.loaded == 0:
		return nil
	case k.isBroken() || k.tooMany():
		return k.writeFile(allEntries, func(yield func([]cache.Item) bool) {
			for _, run := range k.runs {
				if items := itemsOf(run, func(*content.Reading) bool { return true }); len(items) > 0 && !yield(items) {
					return
				}
			}
		})
	case k.decoded == 0 && !k.hasNote():
		return nil
	}
	slices.SortFunc(k.changed, func(a, b cache.Item) int { return strings.Compare(a.File, b.File) })
	return k.writeFile(sinceEntries, slices.Chunk(k.changed, 64))
}

// tooMany reports whether the entries that changed, and those of all that are
// gone, make up so much that writing all costs less in the end.
func (k *kept) tooMany() bool {
	const fewest, part = 64, 8
	changed := len(k.changed)
	gone := k.all.Len() - (k.loaded - changed)
	return changed+gone > max(fewest, k.all.Len()/part)
}

// writeFile writes a file of entries, a run to a block.
func (k *kept) writeFile(name string, runs iter.Seq[[]cache.Item]) (err error) {
	file, err := k.aside(name)
	if err != nil {
		return err
	}
	defer func() {
		if err = errors.Join(err, file.Close()); err == nil {
			err = k.replace(name)
		}
		if err != nil {
			err = errors.Join(err, os.Remove(file.Name()))
		}
	}()
	writer, err := cache.NewWriter(file, program(), k.setting, k.again)
	if err != nil {
		return err
	}
	for items := range runs {
		if _, err := writer.Put(items); err != nil {
			return err
		}
	}
	return writer.Close()
}

// aside makes the file that is to take a place. One that a killed build left,
// or that another build is writing to, loses its name.
func (k *kept) aside(name string) (*os.File, error) {
	if err := os.MkdirAll(k.folder, 0o755); err != nil {
		return nil, err
	}
	path := filepath.Join(k.folder, name) + ".new"
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	return os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o644)
}

// writeAside writes a file aside and puts it in its place, so that nobody
// reads half of it.
func (k *kept) writeAside(name string, write func(io.Writer) error) error {
	aside, err := k.aside(name)
	if err != nil {
		return err
	}
	buffer := bufio.NewWriterSize(aside, 1<<18)
	err = write(buffer)
	if err = errors.Join(err, buffer.Flush(), aside.Close()); err == nil {
		err = k.replace(name)
	}
	if err != nil {
		return errors.Join(err, os.Remove(aside.Name()))
	}
	return nil
}
