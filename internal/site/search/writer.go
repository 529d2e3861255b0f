package search

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strconv"
	"sync"

	"blotter/internal/site"
)

// Version is the version of the format. The client reads no other.
const Version = 1

// root is the file that a client reads first.
type root struct {
	Version   int  `json:"version"`
	Entries   int  `json:"entries"`
	Documents int  `json:"documents"` // entries and pages
	English   bool `json:"english"`
	// Separators are the first texts of the blocks of terms.
	Separators []string `json:"separators"`
	// Heavy are the terms with files of their own, sorted.
	Heavy       []string `json:"heavy"`
	HeavyCounts []int    `json:"counts"`
	// Hashes are four characters for each file of a folder, by its number. The
	// folders of positions share those of their terms.
	Hashes map[string]string `json:"hashes"`
	// Named are the hashes of the columns by their names.
	Named map[string]string `json:"named"`
}

// writer gathers the files of an index.
type writer struct {
	files []file
	root  root
}

type file struct {
	path string // below search/
	data []byte
}

// Outputs makes the search index: all files below search/. It works on all
// cores and gives finished bytes; making an output copies them.
func Outputs(s *site.Site, st *site.Statistics) ([]site.Output, error) {
	w := &writer{root: root{Version: Version, Separators: []string{}, Heavy: []string{}, HeavyCounts: []int{}, Hashes: map[string]string{}, Named: map[string]string{}}}
	if err := w.write(s, st); err != nil {
		return nil, err
	}
	outputs := make([]site.Output, len(w.files))
	for i, f := range w.files {
		media := "application/octet-stream"
		if i == len(w.files)-1 {
			media = "application/json"
		}
		outputs[i] = site.Output{Path: "search/" + f.path, Media: media, Inputs: site.DigestOf(f.data), Make: func(out *site.Buffer) error {
			_, err := out.Write(f.data)
			return err
		}}
	}
	return outputs, nil
}

// write makes the files; latest.json is the last.
func (w *writer) write(s *site.Site, st *site.Statistics) error {
	pages := pages(s)
	w.root.Entries, w.root.Documents, w.root.English = len(s.Entries), len(s.Entries)+len(pages), isEnglish(s.Config)
	in := invert(collect(s, pages))
	w.termFiles(in)
	w.spellingFiles(in)
	if err := w.cardFiles(s, pages); err != nil {
		return err
	}
	if err := w.columnFiles(s, st); err != nil {
		return err
	}
	text, err := json.Marshal(w.root)
	if err != nil {
		return fmt.Errorf("writing the root of the search index: %w", err)
	}
	data := deflate(text)
	name := "root-" + hashOf(data) + ".bin"
	w.files = append(w.files, file{name, data}, file{"latest.json", []byte(`{"version":` + strconv.Itoa(Version) + `,"root":"` + name + "\"}\n")})
	return nil
}

// numbered adds the files of a folder by their numbers.
func (w *writer) numbered(folder string, files [][]byte) {
	hashes := ""
	for i, data := range files {
		hash := hashOf(data)
		hashes += hash
		w.files = append(w.files, file{folder + "/" + strconv.Itoa(i) + "-" + hash + ".bin", data})
	}
	w.root.Hashes[folder] = hashes
}

// twins adds two folders whose files share hashes.
func (w *writer) twins(folder, other string, files, others [][]byte) {
	hashes := ""
	for i := range files {
		hash := hashOf(files[i], others[i])
		hashes += hash
		name := "/" + strconv.Itoa(i) + "-" + hash + ".bin"
		w.files = append(w.files, file{folder + name, files[i]}, file{other + name, others[i]})
	}
	w.root.Hashes[folder] = hashes
}

// named adds a file of the folder f.
func (w *writer) named(name string, raw []byte) {
	data := deflate(raw)
	hash := hashOf(data)
	w.files = append(w.files, file{"f/" + name + "-" + hash + ".bin", data})
	w.root.Named[name] = hash
}

// hashOf gives four characters that tell versions of one file apart.
func hashOf(parts ...[]byte) string {
	hash := sha256.New()
	for _, part := range parts {
		hash.Write(part)
	}
	return base64.RawURLEncoding.EncodeToString(hash.Sum(nil)[:3])
}

var compressors = sync.Pool{New: func() any {
	c, err := flate.NewWriter(nil, flate.BestCompression)
	if err != nil {
		panic(err) // the level is a constant
	}
	return c
}}

// deflate compresses as the browser's "deflate-raw" expects it.
func deflate(raw []byte) []byte {
	var out bytes.Buffer
	c := compressors.Get().(*flate.Writer)
	defer compressors.Put(c)
	c.Reset(&out)
	// Writing to memory cannot fail.
	_, _ = c.Write(raw)
	_ = c.Close()
	return bytes.Clone(out.Bytes())
}
