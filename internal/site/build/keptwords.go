package build

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"blotter/internal/site"
	"blotter/internal/site/content"
	"blotter/internal/site/search"
)

// The files of the state folder that keep for the next process what the search
// index was made of: all parts of it at some build, and those that are newer.
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
func (w *keptWords) outputs(e *Edition, files readFiles) ([]site.Output, error) {
	w.opened.Do(w.open)
	indexer := search.Indexer{Program: program(), Memory: &w.memory, Sum: files.sums(), Reading: files.setting, Read: files.all}
	if e.rewording != nil {
		indexer.Reworded = e.rewording.last.inputs
	}
	outputs, err := indexer.Outputs(e.Site, e.Statistics)
	if err != nil {
		return nil, err
	}
	if trouble := w.memory.Trouble(); trouble != nil {
		w.unused(allWords, trouble)
	}
	if !w.kept.keeps {
		return outputs, nil
	}
	if err := w.write(); err != nil {
		w.notes = append(w.notes, fmt.Sprintf("the next build will read every word anew: %v", err))
	}
	w.memory.Forget() // the pages are still to be made, and want the room
	return outputs, nil
}

func (w *keptWords) open() {
	allErr, sinceErr := w.memory.Open(program(), w.file(allWords), w.file(sinceWords))
	if allErr != nil {
		w.unused(allWords, allErr)
	} else if sinceErr != nil {
		w.unused(sinceWords, sinceErr)
	}
}

// file opens a file, of which pieces are read as long as outputs are made: it
// is closed when nobody can ask for one any more. It is nil where there is none.
func (w *keptWords) file(name string) *io.SectionReader {
	file, err := os.Open(filepath.Join(w.kept.folder, name))
	if err == nil {
		var info fs.FileInfo
		if info, err = file.Stat(); err == nil {
			return io.NewSectionReader(file, 0, info.Size())
		}
	}
	if !errors.Is(err, fs.ErrNotExist) {
		w.unused(name, err)
	}
	return nil
}

// unused notes why a file is not used, unless there is a note of that sort: a
// new version of the program has a use for none.
func (w *keptWords) unused(name string, why error) {
	if !w.kept.hasNote() && len(w.notes) == 0 {
		w.notes = append(w.notes, fmt.Sprintf("%s/%s %v: what it kept is made anew", stateFolder, name, why))
	}
}

// write writes the parts that are new, or all where they have become many. The
// files of the index are made of what lies on the disk then.
func (w *keptWords) write() error {
	all, write := w.memory.Keep(program())
	name := sinceWords
	switch {
	case write == nil:
		return nil
	case all:
		name = allWords
	}
	if err := w.kept.writeAside(name, write); err != nil {
		return err
	}
	if all {
		// It says that it does not belong to the new one, if it cannot be removed.
		_ = os.Remove(filepath.Join(w.kept.folder, sinceWords))
	}
	if file := w.file(name); file != nil {
		w.memory.Kept(all, file)
	}
	return nil
}

// readFiles says which files the entries of a site were read from.
type readFiles struct {
	runs    [][]content.Reading // nil = not known
	setting site.Digest         // under which they were read
	all     site.Digest         // of all inputs; zero = not known
}

// files gives the files that were read. A process that plans many times does
// not know them, because it asks for none that did not change.
func (k *kept) files() readFiles {
	if !k.keeps {
		return readFiles{}
	}
	files := readFiles{runs: k.runs, setting: k.setting}
	if i := k.inputs; i != nil && len(i.awaited) == 0 && !i.strange {
		files.all = i.digest
	}
	return files
}

// sums gives a function that gives the digest of the bytes of the file of an
// entry; nil where nobody knows.
func (f readFiles) sums() func(*site.Incident) (site.Digest, bool) {
	if f.runs == nil {
		return nil
	}
	sums := map[*site.Incident]site.Digest{} // look-up only
	for _, run := range f.runs {
		for i := range run {
			if incident := run[i].Parsed.Incident; incident != nil && run[i].Bytes != (site.Digest{}) {
				sums[incident] = run[i].Bytes
			}
		}
	}
	return func(incident *site.Incident) (site.Digest, bool) {
		sum, known := sums[incident]
		return sum, known
	}
}
