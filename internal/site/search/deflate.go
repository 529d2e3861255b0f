package search

import (
	"compress/flate"
	"strings"
	"sync"

	"blotter/internal/site"
)

// levels say how hard the files of a folder are compressed; the others are at
// usualLevel. Positions gain nothing by looking long; the first file is waited
// for.
var levels = map[string]int{"p": 4, "q": 4, firstFile: flate.BestCompression}

const usualLevel = 6

func levelOf(path string) int {
	folder, _, _ := strings.Cut(path, "/")
	if level, ok := levels[folder]; ok {
		return level
	}
	return usualLevel
}

// compressors are kept by level: a new one takes a megabyte.
var compressors [flate.BestCompression - flate.HuffmanOnly + 1]sync.Pool

// deflate compresses as the browser's "deflate-raw" expects it.
func deflate(out *site.Buffer, raw []byte, level int) {
	pool := &compressors[level-flate.HuffmanOnly]
	c, _ := pool.Get().(*flate.Writer)
	if c == nil {
		c, _ = flate.NewWriter(out, level) // the levels are right ones
	} else {
		c.Reset(out)
	}
	defer pool.Put(c)
	// Writing to memory cannot fail.
	_, _ = c.Write(raw)
	_ = c.Close()
}
