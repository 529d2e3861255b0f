package cache

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"sync"

	"blotter/internal/site"
)

// File is where entries are written, and where their prose is read again.
type File interface {
	io.ReaderAt
	io.WriterAt
}

// Writer writes entries for Open. It may be used from many goroutines, and
// holds none of what it wrote.
type Writer struct {
	file  File
	again Reread

	mutex  sync.Mutex
	end    int64 // where the next block goes
	blocks []place
}

// NewWriter begins to write entries that this program decoded under a setting.
// The error is that of the file.
func NewWriter(file File, program string, setting site.Digest, again Reread) (*Writer, error) {
	begin := headerFor(program, setting)
	w := &Writer{file: file, again: again, end: int64(len(begin))}
	return w, w.write(begin, 0)
}

// encoders are memory to encode blocks in.
var encoders = sync.Pool{New: func() any { return new(coder) }}

// Put writes some entries as a block and gives, for each, its prose as it is
// read from there; nil for one without. The entries stand in the order of
// their files, and no file is put twice. The error is that of the file, which
// then has nothing of them.
func (w *Writer) Put(items []Item) ([]site.Prose, error) {
	c := encoders.Get().(*coder)
	defer encoders.Put(c)
	c.data, c.prose, c.kept = c.data[:0], c.prose[:0], nil
	for i := range items {
		c.item(&items[i])
	}
	facts := len(c.data)
	if facts+len(c.prose) > math.MaxInt32 {
		return nil, fmt.Errorf("keeping the entries: a block of %d bytes is too long", facts+len(c.prose))
	}
	block := place{facts: facts, prose: len(c.prose), items: len(items), sum: sumOf(c.data), first: items[0].File, last: items[len(items)-1].File}
	c.data = append(c.data, c.prose...)

	w.mutex.Lock()
	block.at = w.end
	w.end += int64(len(c.data))
	w.mutex.Unlock()
	if err := w.write(c.data, block.at); err != nil {
		return nil, err
	}
	w.mutex.Lock()
	w.blocks = append(w.blocks, block)
	w.mutex.Unlock()
	return w.proseOf(items, c.kept, block), nil
}

// proseOf gives the prose of items whose places in the prose of a block are
// known.
func (w *Writer) proseOf(items []Item, kept []prose, block place) []site.Prose {
	all := make([]site.Prose, len(items))
	for i := range items {
		if items[i].Body().Prose == nil {
			continue
		}
		p := &kept[0]
		kept = kept[1:]
		p.from, p.again, p.file, p.bytes = w.file, w.again, items[i].File, items[i].Bytes
		p.at += block.at + int64(block.facts)
		all[i] = p
	}
	return all
}

// Close writes the list of blocks, without which nothing is read back. It does
// not close the file. The error is that of the file.
func (w *Writer) Close() error {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	slices.SortFunc(w.blocks, func(a, b place) int { return strings.Compare(a.first, b.first) })
	var c coder
	c.length(len(w.blocks))
	for i := range w.blocks {
		c.place(&w.blocks[i])
	}
	return w.write(append(c.data, trailerFor(w.end, c.data)...), w.end)
}

func (w *Writer) write(data []byte, at int64) error {
	if _, err := w.file.WriteAt(data, at); err != nil {
		return fmt.Errorf("keeping the entries: %w", err)
	}
	return nil
}
