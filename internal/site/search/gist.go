package search

import (
	"encoding/binary"
	"math/bits"
)

// gist is what an entry or a page comes to for the search, in as few bytes as
// can be read again fast. It depends on nothing but the document's own texts
// and the lexicon that numbers them, so that it can be kept by their hash. All
// numbers are varints:
//
//	by field, the positions it has
//	the number of terms, and for each its number and how often it stands in
//	each field, see appendCounts
//	the number of words, and for each its number, and how often it occurs,
//	doubled, and one more where it stands in a title or is a name
//	for each term the number of its positions, and their differences
type gist []byte

// counts are how often a term stands in each field, 255 at most.
type counts [fieldCount]uint8

// inOneField is where a byte that names fields may hold a count.
const inOneField = 5

// appendCounts writes counts: a byte with a bit for each field, and in most
// cases, where there is one field and a count of 7 at most, the count in its
// upper three bits. Else these are 0, and the counts follow.
func appendCounts(out []byte, c *counts) []byte {
	fields, only := byte(0), byte(0)
	for f, n := range c {
		if n > 0 {
			fields |= 1 << f
			only = n
		}
	}
	if fields&(fields-1) == 0 && only < 8 {
		return append(out, fields|only<<inOneField)
	}
	out = append(out, fields)
	for _, n := range c {
		if n > 0 {
			out = append(out, n)
		}
	}
	return out
}

// reader reads a gist. What is cut short reads as zeros, and leaves it spoilt.
type reader struct {
	data   []byte
	at     int
	spoilt bool
}

// number reads a varint of at most 32 bits.
func (r *reader) number() uint32 {
	if r.at < len(r.data) && r.data[r.at] < 0x80 {
		r.at++
		return uint32(r.data[r.at-1])
	}
	return r.long()
}

func (r *reader) long() uint32 {
	n, size := binary.Uvarint(r.data[r.at:])
	if size <= 0 || n >= noText {
		r.spoil()
		return 0
	}
	r.at += size
	return uint32(n)
}

func (r *reader) spoil() { r.spoilt, r.at = true, len(r.data) }

func (r *reader) byte() byte {
	if r.at == len(r.data) {
		r.spoil()
		return 0
	}
	r.at++
	return r.data[r.at-1]
}

// counts reads counts: the field and the count where there is one field with
// few, else all of them.
func (r *reader) counts(all *counts) (only field, few uint8) {
	head := r.byte()
	fields := head & (1<<fieldCount - 1)
	if few = head >> inOneField; few > 0 {
		return field(bits.TrailingZeros8(fields)), few
	}
	if fields == 0 {
		r.spoil()
	}
	*all = counts{}
	for f := range all {
		if fields>>f&1 == 1 {
			all[f] = r.byte()
		}
	}
	return 0, 0
}

// places passes over the positions of a term and gives their bytes.
func (r *reader) places() int {
	start := r.at
	for n := r.number(); n > 0; n-- {
		for r.at < len(r.data) && r.data[r.at] >= 0x80 {
			r.at++
		}
		if r.at++; r.at > len(r.data) {
			r.spoil()
			return 0
		}
	}
	return r.at - start
}

// extent is what a term needs: its documents, and the bytes of its positions.
type extent struct{ documents, places uint32 }

// use is how a word is used: how often, and whether it stands in a title or is
// a name.
type use struct {
	times uint32
	name  bool
}

// tally adds up what gists hold.
type tally struct {
	lengths [fieldCount]int // positions by field
	terms   []extent        // by number
	words   []use           // by number
}

// sound reports whether a gist is one over a lexicon, of which it is given the
// term of each text, noText for one that is no word. What comes from a file is
// asked before it is believed.
func (g gist) sound(termOf []uint32) bool {
	r := reader{data: g}
	for range fieldCount {
		r.number()
	}
	known := true
	terms := r.number()
	for range terms {
		known = known && int(r.number()) < len(termOf)
		if only, _ := r.counts(&counts{}); only >= fieldCount || r.spoilt {
			return false
		}
	}
	for range r.number() {
		n := int(r.number())
		known = known && n < len(termOf) && termOf[n] != noText
		if r.number(); r.spoilt {
			return false
		}
	}
	for range terms {
		if r.places(); r.spoilt {
			return false
		}
	}
	return known && r.at == len(g)
}

// tallyOf counts sound gists over a lexicon of so many texts.
func tallyOf(gists []gist, texts int) tally {
	t := tally{terms: make([]extent, texts), words: make([]use, texts)}
	var own []uint32
	for _, g := range gists {
		own = t.add(g, own[:0])
	}
	return t
}

// add counts a gist. It takes and gives back room for the numbers of terms.
func (t *tally) add(g gist, own []uint32) []uint32 {
	r := reader{data: g}
	for f := range t.lengths {
		t.lengths[f] += int(r.number())
	}
	for range r.number() {
		n := r.number()
		r.counts(&counts{})
		t.terms[n].documents++
		own = append(own, n)
	}
	for range r.number() {
		n, uses := r.number(), r.number()
		w := &t.words[n]
		w.times += uses >> 1
		w.name = w.name || uses&1 == 1
	}
	for _, n := range own {
		t.terms[n].places += uint32(r.places())
	}
	return own
}
