package search

import (
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"strconv"
	"strings"
	"sync"

	"blotter/internal/site"
)

// Version is the version of the format. The client reads no other.
const Version = 3

// root is the file that a client reads first.
type root struct {
	Version   int      `json:"version"`
	Entries   int      `json:"entries"`
	Documents int      `json:"documents"` // entries and pages
	Language  language `json:"language"`
	Cards     int      `json:"cards"` // in a file of them
	// Separators are the first texts of the blocks of terms.
	Separators []string `json:"separators"`
	// Heavy are the terms with files of their own, sorted.
	Heavy       []string `json:"heavy"`
	HeavyCounts []int    `json:"counts"`
	// Hashes are four characters for each file of a folder, by its number. The
	// folders of positions have those of their terms, which cost nothing twice.
	Hashes map[string]string `json:"hashes"`
	// Named are the hashes of the columns by their names.
	Named map[string]string `json:"named"`
	// Packed are the files behind the root in its own file, in their order.
	Packed []packedFile `json:"packed"`
}

// Indexer makes the search index of a site.
type Indexer struct {
	// Program names the program: what is compressed may change with it.
	Program string
	// Memory is what the last index left to this one, and takes what this one
	// leaves to the next; nil = every text is read.
	Memory *Memory
	// Sum gives a digest of the bytes of the file of an entry; false where
	// nobody knows. It spares reading texts to know that they are as they
	// were. Nil = nobody knows. Reading is a digest of what else entries are
	// read from.
	Sum     func(*site.Incident) (site.Digest, bool)
	Reading site.Digest
	// Read is a digest of everything that the site was made from, and Reworded
	// that of what it was made from before nothing but words of entries changed:
	// no column but the table has words. Zero = nobody knows.
	Read, Reworded site.Digest
}

// Outputs makes the search index: all files below search/, on all cores. They
// are compressed when they are made: a file that is published already is not.
func (x Indexer) Outputs(s *site.Site, st *site.Statistics) ([]site.Output, error) {
	if x.Memory != nil {
		x.Memory.mutex.Lock()
		defer x.Memory.mutex.Unlock()
	}
	c, err := x.catalogue(s)
	if err != nil {
		return nil, err
	}
	w, err := newWriter(c, s, st)
	if err != nil {
		return nil, err
	}
	c.read = x.Read
	anew := sync.OnceValues(func() (map[string]raw, error) { return rawsAnew(s, st) })
	outputs := make([]site.Output, len(w.files))
	for i, f := range w.files {
		level := levelOf(f.path, w.root.Documents)
		outputs[i] = site.Output{Path: "search/" + f.path, Media: "application/octet-stream",
			Inputs: site.DigestOf([]byte(x.Program), []byte{byte(level)}, f.sum[:]),
			Make:   func(out *site.Buffer) error { return f.make(out, level, anew) }}
	}
	return outputs, nil
}

// catalogue gives the catalogue of a site, from that of the last where there
// is one.
func (x Indexer) catalogue(s *site.Site) (*catalogue, error) {
	if x.Memory == nil {
		return newCatalogue(s, pages(s), nil)
	}
	return x.Memory.next(x, s)
}

// rawsAnew makes the files of an index from the texts alone, by their paths.
func rawsAnew(s *site.Site, st *site.Statistics) (map[string]raw, error) {
	c, err := newCatalogue(s, pages(s), nil)
	if err != nil {
		return nil, err
	}
	w, err := newWriter(c, s, st)
	if err != nil {
		return nil, err
	}
	raws := map[string]raw{}
	for _, f := range w.files {
		raws[f.path] = f.raw
	}
	return raws, nil
}

// writer gathers the files of an index.
type writer struct {
	files []file
	root  root
}

// newWriter lists the files of an index; index.bin is the last.
func newWriter(c *catalogue, s *site.Site, st *site.Statistics) (*writer, error) {
	pages := pages(s)
	w := &writer{root: root{Version: Version, Entries: len(s.Entries), Documents: len(c.documents), Language: newLanguage(isEnglish(s.Config)),
		Cards: cardsInFile(len(c.documents)), Separators: []string{}, Heavy: []string{}, HeavyCounts: []int{}, Hashes: map[string]string{}, Named: map[string]string{}}}
	w.termFiles(c)
	w.spellingFiles(c.stems)
	cards := make([]raw, len(c.cards))
	for i := range cards {
		cards[i] = func(out []byte) ([]byte, error) { return appendCards(out, s, pages, i) }
	}
	w.numbered("c", c.cards, cards)
	var err error
	if c.columns, err = w.columnFiles(s, st, c.columns); err != nil {
		return nil, err
	}
	return w, w.pack()
}

// termFiles adds the files of all terms.
func (w *writer) termFiles(c *catalogue) {
	// Terms and places of a block share a hash, which halves what the root
	// spends on them.
	w.twins("t", "p", len(c.blocks), func(i int) (sums [2]site.Digest, one, two *part) {
		b := &c.blocks[i]
		return b.sums, &b.terms, &b.places
	})
	w.twins("h", "q", len(c.heavies), func(i int) (sums [2]site.Digest, one, two *part) {
		h := &c.heavies[i]
		return h.sums, &h.lists, &h.places
	})
	before := ""
	for i := range c.blocks {
		w.root.Separators = append(w.root.Separators, separator(before, c.blocks[i].first))
		before = c.blocks[i].last
	}
	for i := range c.heavies {
		w.root.Heavy = append(w.root.Heavy, c.heavies[i].term)
		w.root.HeavyCounts = append(w.root.HeavyCounts, c.heavies[i].documents)
	}
}

// raw appends what a file holds before it is compressed. The error wraps
// ErrDamaged where it was kept and is no longer what it was.
type raw func(out []byte) ([]byte, error)

func finished(data []byte) raw {
	return func(out []byte) ([]byte, error) { return append(out, data...), nil }
}

// file is a file before it is compressed.
type file struct {
	path string // below search/
	sum  site.Digest
	raw  raw
}

// make compresses a file. Where what was kept of it cannot be read, all of the
// index is made anew: anew gives its files.
func (f file) make(out *site.Buffer, level int, anew func() (map[string]raw, error)) error {
	room := rooms.Get().(*[]byte)
	defer rooms.Put(room)
	data, err := f.raw((*room)[:0])
	if err != nil {
		raws, failed := anew()
		if failed != nil || raws[f.path] == nil {
			return errors.Join(err, failed)
		}
		if data, err = raws[f.path]((*room)[:0]); err != nil {
			return err
		}
	}
	*room = data
	deflate(out, data, level)
	return nil
}

// rooms are for the bytes of a file before they are compressed.
var rooms = sync.Pool{New: func() any { return new([]byte) }}

func sumOf(data []byte) site.Digest {
	sum := sha256.Sum256(data)
	return site.Digest(sum[:16])
}

// numbered adds the files of a folder by their numbers.
func (w *writer) numbered(folder string, sums []site.Digest, raws []raw) {
	var hashes strings.Builder
	for i, sum := range sums {
		hash := hashOf(sum)
		hashes.WriteString(hash)
		w.files = append(w.files, file{folder + "/" + strconv.Itoa(i) + "-" + hash + ".bin", sum, raws[i]})
	}
	w.root.Hashes[folder] = hashes.String()
}

// twins adds two folders of so many files that share hashes.
func (w *writer) twins(folder, other string, count int, both func(int) (sums [2]site.Digest, one, two *part)) {
	var hashes strings.Builder
	for i := range count {
		sums, one, two := both(i)
		hash := hashOf(sums[0], sums[1])
		hashes.WriteString(hash)
		name := "/" + strconv.Itoa(i) + "-" + hash + ".bin"
		w.files = append(w.files, file{folder + name, sums[0], one.appendTo}, file{other + name, sums[1], two.appendTo})
	}
	w.root.Hashes[folder], w.root.Hashes[other] = hashes.String(), hashes.String()
}

// named adds a file of the folder f.
func (w *writer) named(name string, sum site.Digest, raw raw) {
	hash := hashOf(sum)
	w.files = append(w.files, file{"f/" + name + "-" + hash + ".bin", sum, raw})
	w.root.Named[name] = hash
}

// hashOf gives four characters that tell versions of one file apart.
func hashOf(sums ...site.Digest) string {
	var all []byte
	for _, sum := range sums {
		all = append(all, sum[:]...)
	}
	hash := sha256.Sum256(all)
	return base64.RawURLEncoding.EncodeToString(hash[:3])
}
