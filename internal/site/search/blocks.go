package search

import (
	"bytes"
	"encoding/binary"
	"unicode/utf8"

	"blotter/internal/site"
)

// sizes are the size of postings above which a term has a file of its own, and
// that at which a block of terms is full, before compression. Tests have others,
// so that a small record has many files.
var sizes = struct{ heavy, block int }{5500, 11 << 10}

// blockSizeOf gives the size at which a block of terms is full, before
// compression: larger for a large record, so that the names of blocks do not
// fill the first file.
func blockSizeOf(documents int) int {
	switch {
	case documents > 60_000:
		return 4 * sizes.block
	case documents > largeRecord:
		return 2 * sizes.block
	}
	return sizes.block
}

// cutter cuts terms, which come in their order, into blocks of a size.
type cutter struct {
	limit   int
	cut     func(terms []*encodedTerm) // is given each block
	current []*encodedTerm
	size    int
}

func (c *cutter) add(t *encodedTerm) {
	c.current = append(c.current, t)
	if c.size += len(t.posts) + 6; c.size > c.limit {
		c.flush()
	}
}

// flush ends the block that there is.
func (c *cutter) flush() {
	if len(c.current) > 0 {
		c.cut(c.current)
		c.current, c.size = nil, 0
	}
}

// cutBlocks cuts terms into blocks of a size, and takes the heavy ones out.
func cutBlocks(encoded []*encodedTerm, limit int) (blocks [][]*encodedTerm, heavies []*encodedTerm) {
	c := cutter{limit: limit, cut: func(terms []*encodedTerm) { blocks = append(blocks, terms) }}
	for _, t := range encoded {
		if t.heavy() {
			heavies = append(heavies, t)
		} else {
			c.add(t)
		}
	}
	c.flush()
	return blocks, heavies
}

// heavy reports whether a term has a file of its own.
func (t *encodedTerm) heavy() bool { return len(t.posts) > sizes.heavy }

func newBlock(terms []*encodedTerm) blockPart {
	lists, places := appendBlock(nil, terms), appendPlaces(nil, terms)
	return blockPart{first: terms[0].text, last: terms[len(terms)-1].text,
		terms: partOf(lists), places: partOf(places), sums: [2]site.Digest{sumOf(lists), sumOf(places)}}
}

func newHeavy(t *encodedTerm) heavyPart {
	// Its postings share memory with those of others.
	lists, places := bytes.Clone(t.posts), t.places.appendTo(make([]byte, 0, t.places.size()))
	return heavyPart{term: t.text, documents: t.documents, lists: partOf(lists), places: partOf(places), sums: [2]site.Digest{sumOf(lists), sumOf(places)}}
}

// appendBlock writes the terms of a block and their postings: like beside like,
// which compresses best.
func appendBlock(data []byte, terms []*encodedTerm) []byte {
	data = binary.AppendUvarint(data, uint64(len(terms)))
	var rests, texts []byte
	before := ""
	for _, t := range terms {
		shared := sharedPrefix(before, t.text)
		before = t.text
		data = binary.AppendUvarint(data, uint64(shared))
		rests = binary.AppendUvarint(rests, uint64(len(before)-shared))
		texts = append(texts, before[shared:]...)
	}
	data = append(append(data, rests...), texts...)
	for _, t := range terms {
		data = binary.AppendUvarint(data, uint64(t.documents))
	}
	for _, t := range terms {
		data = append(data, t.posts[:t.impacts()]...)
	}
	for _, t := range terms {
		data = append(data, t.posts[t.impacts():]...)
	}
	return data
}

// appendPlaces writes the positions of the terms of a block.
func appendPlaces(data []byte, terms []*encodedTerm) []byte {
	for _, t := range terms {
		data = binary.AppendUvarint(data, uint64(t.places.size()))
	}
	for _, t := range terms {
		data = t.places.appendTo(data)
	}
	return data
}

// sharedPrefix gives how many bytes two terms begin with alike.
func sharedPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// separator gives the shortest text of whole letters that sorts behind one
// term and not behind the next.
func separator(before, next string) string {
	end := min(sharedPrefix(before, next)+1, len(next))
	for end < len(next) && !utf8.RuneStart(next[end]) {
		end++
	}
	return next[:end]
}
