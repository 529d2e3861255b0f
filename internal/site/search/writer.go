package search

import (
	"crypto/sha256"
	"encoding/base64"
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
}

// Outputs makes the search index: all files below search/, on all cores. They
// are compressed when they are made: a file that is published already is not.
func (x Indexer) Outputs(s *site.Site, st *site.Statistics) ([]site.Output, error) {
	if x.Memory != nil {
		x.Memory.mutex.Lock()
		defer x.Memory.mutex.Unlock()
	}
	w := &writer{root: root{Version: Version, Separators: []string{}, Heavy: []string{}, HeavyCounts: []int{}, Hashes: map[string]string{}, Named: map[string]string{}}}
	if err := w.write(s, st, x.Memory); err != nil {
		return nil, err
	}
	outputs := make([]site.Output, len(w.files))
	for i, f := range w.files {
		level := levelOf(f.path, w.root.Documents)
		outputs[i] = site.Output{Path: "search/" + f.path, Media: "application/octet-stream",
			Inputs: site.DigestOf([]byte(x.Program), []byte{byte(level)}, f.sum[:]), Make: func(out *site.Buffer) error { return f.make(out, level) }}
	}
	return outputs, nil
}

// writer gathers the files of an index.
type writer struct {
	files []file
	root  root
}

// raw appends what a file holds before it is compressed.
type raw func(out []byte) []byte

func finished(data []byte) raw { return func(out []byte) []byte { return append(out, data...) } }

// file is a file before it is compressed.
type file struct {
	path string // below search/
	sum  site.Digest
	raw  raw
}

func (f file) make(out *site.Buffer, level int) error {
	room := rooms.Get().(*[]byte)
	defer rooms.Put(room)
	*room = f.raw((*room)[:0])
	deflate(out, *room, level)
	return nil
}

// rooms are for the bytes of a file before they are compressed.
var rooms = sync.Pool{New: func() any { return new([]byte) }}

func sumOf(r raw) site.Digest {
	room := rooms.Get().(*[]byte)
	defer rooms.Put(room)
	*room = r((*room)[:0])
	sum := sha256.Sum256(*room)
	return site.Digest(sum[:16])
}

// write makes the files; index.bin is the last.
func (w *writer) write(s *site.Site, st *site.Statistics, m *Memory) error {
	pages := pages(s)
	w.root.Entries, w.root.Documents, w.root.Language = len(s.Entries), len(s.Entries)+len(pages), newLanguage(isEnglish(s.Config))
	in := newInverted(s, pages, m)
	w.termFiles(in)
	w.spellingFiles(in)
	if err := w.cardFiles(s, pages); err != nil {
		return err
	}
	if err := w.columnFiles(s, st); err != nil {
		return err
	}
	return w.pack()
}

// newInverted turns the documents of a site round, with what a memory, which
// may be nil, has of them.
func newInverted(s *site.Site, pages []page, m *Memory) *inverted {
	l, shards, ok := collect(s, pages, m)
	if ok {
		var in *inverted
		if in, ok = invert(l, shards); ok {
			return in
		}
	}
	// Something in the memory was never a gist.
	if m != nil {
		m.lexicon, m.broken = nil, true
	}
	l, shards, _ = collect(s, pages, m)
	in, _ := invert(l, shards)
	return in
}

// numbered adds the files of a folder by their numbers.
func (w *writer) numbered(folder string, files [][]byte) {
	sums := make([]site.Digest, len(files))
	parallel(len(files), func(i int) { sums[i] = sumOf(finished(files[i])) })
	var hashes strings.Builder
	for i, sum := range sums {
		hash := hashOf(sum)
		hashes.WriteString(hash)
		w.files = append(w.files, file{folder + "/" + strconv.Itoa(i) + "-" + hash + ".bin", sum, finished(files[i])})
	}
	w.root.Hashes[folder] = hashes.String()
}

// twins adds two folders of so many files that share hashes.
func (w *writer) twins(folder, other string, count int, both func(int) (raw, raw)) {
	files := make([][2]file, count)
	parallel(count, func(i int) {
		one, two := both(i)
		files[i] = [2]file{{sum: sumOf(one), raw: one}, {sum: sumOf(two), raw: two}}
	})
	var hashes strings.Builder
	for i, f := range files {
		hash := hashOf(f[0].sum, f[1].sum)
		hashes.WriteString(hash)
		name := "/" + strconv.Itoa(i) + "-" + hash + ".bin"
		f[0].path, f[1].path = folder+name, other+name
		w.files = append(w.files, f[0], f[1])
	}
	w.root.Hashes[folder], w.root.Hashes[other] = hashes.String(), hashes.String()
}

// named adds a file of the folder f.
func (w *writer) named(name string, data []byte) {
	sum := sumOf(finished(data))
	hash := hashOf(sum)
	w.files = append(w.files, file{"f/" + name + "-" + hash + ".bin", sum, finished(data)})
	w.root.Named[name] = hash
}

// hashOf gives four characters that tell versions of one file apart.
func hashOf(sums ...site.Digest) string {
	hash := sha256.New()
	for _, sum := range sums {
		hash.Write(sum[:])
	}
	return base64.RawURLEncoding.EncodeToString(hash.Sum(nil)[:3])
}
