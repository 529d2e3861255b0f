package search

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"blotter/internal/site"
)

// A small record needs one file for its search: the files that answer a query
// travel with the root. The client reads them from there under their own names
// and knows no other difference.
const (
	packEntries = 150      // a record of more has no pack
	packSize    = 64 << 10 // bytes of the file, compressed
)

// packedFile is a file in a pack: its name without its hash, and its bytes, not
// compressed. It is a list in JSON, for its size.
type packedFile [2]any

// firstFile is the one name of the index that does not change.
const firstFile = "index.bin"

// blockLimit gives the size at which a block of terms is full. The terms of a
// small record stand in one, which compresses best, if it fits a pack.
func blockLimit(entries, documents int, terms []*encodedTerm) int {
	if entries > packEntries {
		return blockSizeOf(documents)
	}
	size := 0
	for _, t := range terms {
		size += len(t.posts) + 6
	}
	if compressed(firstFile, appendBlock(nil, terms)) > packSize {
		return blockSizeOf(documents)
	}
	return size
}

// compressed gives the bytes of a file of a small record as it is published.
func compressed(path string, raw []byte) int {
	var out site.Buffer
	deflate(&out, raw, levelOf(path, packEntries))
	return len(out.Bytes())
}

// pack adds the file that a client reads first, and takes away those that it
// holds.
func (w *writer) pack() error {
	first, err := w.first(nil)
	if err != nil {
		return err
	}
	var packed []file
	for _, files := range w.packOrder() {
		more := append(packed[:len(packed):len(packed)], files...)
		larger, err := w.first(more)
		if err != nil {
			return err
		}
		if compressed(firstFile, larger) <= packSize {
			first, packed = larger, more
		}
	}
	held := map[string]bool{}
	for _, f := range packed {
		held[f.path] = true
	}
	apart := w.files[:0]
	for _, f := range w.files {
		if !held[f.path] {
			apart = append(apart, f)
		}
	}
	w.files = append(apart, file{firstFile, sumOf(first), finished(first)})
	return nil
}

// packOrder gives what a pack takes, as far as there is room: the terms, the
// cards of entries, those of pages, then what totals and ranges need. Positions
// come last, because only phrases ask for them.
func (w *writer) packOrder() [][]file {
	if w.root.Entries > packEntries {
		return nil
	}
	cards := w.below("c/")
	ofEntries := min((w.root.Entries+w.root.Cards-1)/w.root.Cards, len(cards))
	return [][]file{
		w.below("t/ h/"), cards[:ofEntries], cards[ofEntries:], w.below("f/money f/date f/amount"), w.below("f/type f/year f/status"),
		w.below("f/actor f/technique f/chain f/country"), w.below("s/"), w.below("f/table"), w.below("p/ q/"),
	}
}

// below gives the files whose paths begin with some words.
func (w *writer) below(words string) (files []file) {
	for _, word := range strings.Fields(words) {
		for _, f := range w.files {
			if strings.HasPrefix(f.path, word) {
				files = append(files, f)
			}
		}
	}
	return files
}

// first gives the file that a client reads first, with files packed into it,
// before it is compressed.
func (w *writer) first(packed []file) ([]byte, error) {
	var behind []byte
	w.root.Packed = []packedFile{}
	for _, f := range packed {
		before := len(behind)
		var err error
		if behind, err = f.raw(behind); err != nil {
			return nil, err
		}
		name, _, _ := strings.Cut(f.path, "-")
		w.root.Packed = append(w.root.Packed, packedFile{name, len(behind) - before})
	}
	root, err := json.Marshal(w.root.without(packed))
	if err != nil {
		return nil, fmt.Errorf("writing the root of the search index: %w", err)
	}
	return slices.Concat(binary.AppendUvarint(nil, uint64(len(root))), root, behind), nil
}

// without gives the root without the hashes of folders that are packed whole:
// nobody fetches their files.
func (r root) without(packed []file) root {
	count := map[string]int{}
	for _, f := range packed {
		folder, _, _ := strings.Cut(f.path, "/")
		count[folder]++
	}
	r.Hashes = maps.Clone(r.Hashes)
	for folder, hashes := range r.Hashes {
		if len(hashes) == 4*count[folder] {
			r.Hashes[folder] = ""
		}
	}
	return r
}
