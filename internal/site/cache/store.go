package cache

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"
	"sync"

	"blotter/internal/site"
)

// Store holds kept entries for reading. It may be asked from many goroutines.
type Store struct {
	// Setting covers what the entries depend on besides their files' bytes.
	Setting site.Digest

	file   io.ReaderAt
	again  Reread
	blocks []block // in the order of their files
	items  int
}

// block is a block that is decoded when the first of its entries is asked for.
type block struct {
	place
	once  sync.Once
	items []Item
	err   error
}

// Open reads what a Writer of the same program wrote into a file of a size. It
// looks at the list of blocks alone; who asks for an entry checks and decodes
// its block. The file must stay open as long as the prose of an entry may be
// asked for; a prose that it no longer has, again gives. The error is
// ErrDamaged or ErrForeign, or that of the file.
func Open(file io.ReaderAt, size int64, program string, again Reread) (*Store, error) {
	begin, err := readPart(file, 0, min(size, mostHeader))
	if err != nil {
		return nil, err
	}
	setting, from, err := readHeader(begin, program)
	if err != nil {
		return nil, err
	}
	if size < from+trailerSize {
		return nil, ErrDamaged
	}
	trailer, err := readPart(file, size-trailerSize, trailerSize)
	if err != nil {
		return nil, err
	}
	at, length, sum, ok := readTrailer(trailer)
	if !ok || at < from || at+int64(length) != size-trailerSize {
		return nil, ErrDamaged
	}
	list, err := readPart(file, at, int64(length))
	if err != nil {
		return nil, err
	}
	store := &Store{Setting: setting, file: file, again: again}
	if sumOf(list) != sum || !store.list(list, from, at) {
		return nil, ErrDamaged
	}
	return store, nil
}

// readPart reads a part of a file.
func readPart(file io.ReaderAt, at, size int64) ([]byte, error) {
	data := make([]byte, size)
	n, err := file.ReadAt(data, at)
	switch {
	case n == len(data):
		return data, nil
	case errors.Is(err, io.EOF):
		return nil, ErrDamaged // it was longer a moment ago
	}
	return nil, fmt.Errorf("reading the entries: %w", err)
}

// list reads the list of blocks, which lie between two places.
func (s *Store) list(data []byte, from, to int64) bool {
	in := coder{data: data, reading: true}
	s.blocks = make([]block, in.length(0))
	for i := range s.blocks {
		b := &s.blocks[i]
		in.place(&b.place)
		size := int64(b.facts) + int64(b.place.prose)
		if in.bad || min(b.facts, b.place.prose, b.place.items) < 0 || b.at < from || size > to-b.at {
			return false
		}
		s.items += b.place.items
	}
	return !in.bad && in.at == len(data)
}

// Len gives the number of entries.
func (s *Store) Len() int { return s.items }

// Get gives the entry of a file with these bytes; false where there is none.
// The error is ErrDamaged.
func (s *Store) Get(file string, bytes site.Digest) (Entry, bool, error) {
	cursor := s.Cursor()
	item, err := cursor.Find(file)
	if err != nil || item == nil || item.Bytes != bytes {
		return Entry{}, false, err
	}
	return item.Entry, true, nil
}

// Cursor looks for entries in a store, quickest in the order of their files.
// It belongs to one goroutine. The zero Cursor finds nothing.
type Cursor struct {
	store *Store
	items []Item // of the block found last, from the one behind that on
}

// Cursor gives a cursor at the beginning.
func (s *Store) Cursor() Cursor { return Cursor{store: s} }

// Find gives the entry of a file, whatever its bytes; nil where there is none.
// Nobody may write to it. The error is ErrDamaged.
func (c *Cursor) Find(file string) (*Item, error) {
	if len(c.items) > 0 && c.items[0].File == file { // as nearly always
		item := &c.items[0]
		c.items = c.items[1:]
		return item, nil
	}
	if c.store == nil {
		return nil, nil
	}
	blocks := c.store.blocks
	at := sort.Search(len(blocks), func(i int) bool { return blocks[i].first > file }) - 1
	if at < 0 || file > blocks[at].last {
		return nil, nil
	}
	items, err := c.store.decode(&blocks[at])
	if err != nil {
		return nil, err
	}
	n, found := slices.BinarySearchFunc(items, file, func(item Item, file string) int { return strings.Compare(item.File, file) })
	if !found {
		return nil, nil
	}
	c.items = items[n+1:]
	return &items[n], nil
}

// decode gives the entries of a block.
func (s *Store) decode(b *block) ([]Item, error) {
	b.once.Do(func() {
		facts, err := readPart(s.file, b.at, int64(b.facts))
		if err != nil || sumOf(facts) != b.sum {
			b.err = ErrDamaged
			return
		}
		slabs := allSlabs.Get().(*slabs)
		defer allSlabs.Put(slabs)
		in := coder{data: facts, reading: true, slabs: slabs, store: s, proseAt: b.at + int64(b.facts), proseEnd: b.at + int64(b.facts) + int64(b.place.prose)}
		items := make([]Item, min(b.place.items, len(facts)))
		for i := range items {
			in.item(&items[i])
		}
		if in.bad || in.at != len(facts) || len(items) != b.place.items {
			b.err = ErrDamaged
			return
		}
		b.items = items
	})
	return b.items, b.err
}
