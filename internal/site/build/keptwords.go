package build

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"blotter/internal/site"
	"blotter/internal/site/search"
)

// The files of the state folder that keep for the next process what the words
// of each entry came to for the search: of all entries at some build, and of
// those that changed since.
const (
	allWords   = "words"
	sinceWords = "words-since"
)

// keptWords makes the search index with what is left of the last one, in this
// process or another.
type keptWords struct {
	kept   *kept // of the first Plan
	opened sync.Once
	memory search.Memory
	notes  []string
}

// words gives what this process has for the search. Nothing is read before
// somebody asks for the index: the preview may never do.
func (m *Memory) words(kept *kept) *keptWords {
	if m.searched == nil {
		m.searched = &keptWords{kept: kept}
	}
	return m.searched
}

// outputs lists the search index, and keeps what the next process can use.
func (w *keptWords) outputs(linked *site.Site, statistics *site.Statistics) ([]site.Output, error) {
	w.opened.Do(w.open)
	outputs, err := search.Indexer{Program: program(), Memory: &w.memory}.Outputs(linked, statistics)
	if err != nil || !w.kept.keeps {
		return outputs, err
	}
	if err := w.write(); err != nil {
		w.notes = append(w.notes, fmt.Sprintf("the next build will read every word anew: %v", err))
	}
	w.memory.Forget() // the pages are still to be made, and want the room
	return outputs, nil
}

func (w *keptWords) open() {
	all, since := w.read(allWords), w.read(sinceWords)
	allErr, sinceErr := w.memory.Open(program(), all, since)
	if allErr != nil {
		w.unused(allWords, allErr)
	} else if sinceErr != nil {
		w.unused(sinceWords, sinceErr)
	}
}

func (w *keptWords) read(name string) []byte {
	data, err := os.ReadFile(filepath.Join(w.kept.folder, name))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		w.unused(name, err)
	}
	return data
}

// unused notes why a file is not used, unless there is a note of that sort: a
// new version of the program has a use for none.
func (w *keptWords) unused(name string, why error) {
	if !w.kept.hasNote() && len(w.notes) == 0 {
		w.notes = append(w.notes, fmt.Sprintf("%s/%s %v: what it kept is made anew", stateFolder, name, why))
	}
}

// write writes the words that are new, or all where they have become many.
func (w *keptWords) write() error {
	all, write := w.memory.Keep(program())
	switch {
	case write == nil:
		return nil
	case !all:
		return w.kept.writeAside(sinceWords, write)
	}
	if err := w.kept.writeAside(allWords, write); err != nil {
		return err
	}
	// It says that it does not belong to the new one, if it cannot be removed.
	_ = os.Remove(filepath.Join(w.kept.folder, sinceWords))
	return nil
}
