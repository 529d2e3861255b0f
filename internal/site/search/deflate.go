package search

import (
	standard "compress/flate"
	"io"
	"strings"
	"sync"

	"github.com/klauspost/compress/flate"

	"blotter/internal/site"
)

// levels say how hard the files of a folder are compressed; the others are at
// usualLevel. Lists of documents and positions gain a hundredth or two by looking
// longer, which takes several times as long; the first file is waited for. In a
// large record the lists are most of what a query reads, so that it pays, up to
// a level: the hardest would take half the time of the index.
//
// Of the table, which only a reader takes who keeps a result as a file, every
// edit of a title makes a new one: it is compressed lightly.
var (
	levels      = map[string]int{"t": 6, "h": 3, "p": 6, "q": 6, "c": 6, firstFile: patientLevel}
	largeLevels = map[string]int{"t": 8, "h": 8, "c": flate.BestCompression, firstFile: patientLevel}
)

const (
	usualLevel = 7
	tableLevel = 2
	// patientLevel is the hardest of the standard library, which finds a hundredth
	// more in the first file than any level of the other one.
	patientLevel = flate.BestCompression + 1
	tableStart   = "f/" + tableName + "-"
	largeRecord  = 20_000 // documents from which on a record is large
)

// levelOf gives the level of a file in an index of so many documents.
func levelOf(path string, documents int) int {
	of := levels
	if documents > largeRecord {
		of = largeLevels
	}
	if strings.HasPrefix(path, tableStart) {
		return tableLevel
	}
	folder, _, _ := strings.Cut(path, "/")
	if level, ok := of[folder]; ok {
		return level
	}
	return usualLevel
}

// compressors are kept by level: a new one takes a megabyte.
var compressors [patientLevel + 1]sync.Pool

// compressor is what both libraries give.
type compressor interface {
	io.WriteCloser
	Reset(out io.Writer)
}

// deflate compresses as the browser's "deflate-raw" expects it. A compressor
// that was used before gives the same bytes as a new one.
func deflate(out *site.Buffer, raw []byte, level int) {
	pool := &compressors[level]
	c, _ := pool.Get().(compressor)
	if c == nil {
		c = newCompressor(out, level)
	} else {
		c.Reset(out)
	}
	deflateWith(c, raw)
	pool.Put(c)
}

func newCompressor(out *site.Buffer, level int) compressor {
	if level == patientLevel {
		c, _ := standard.NewWriter(out, standard.BestCompression)
		return c
	}
	c, _ := flate.NewWriter(out, level) // the levels are right ones
	return c
}

func deflateWith(c compressor, raw []byte) {
	// Writing to memory cannot fail.
	_, _ = c.Write(raw)
	_ = c.Close()
}
