package search

import (
	"encoding/binary"
	"math/bits"

	"blotter/internal/site"
)

// gist is what an entry or a page comes to for the search, in as few bytes as
// can be read again fast. It depends on nothing but the document's own texts
// and the lexicon that numbers them. All numbers are varints:
//
//	by field, the positions it has
//	the number of terms, and for each its number and how often it stands in
//	each field, see appendCounts
//	the number of words, and for each its number, and how often it occurs,
//	doubled, and one more where it stands in a title or is a name
//	for each term the number of its positions; where there are any, the first,
//	as a number of 256s and a byte for the rest; and the differences that follow
type gist struct {
	data                 []byte
	terms, words, places uint32 // where these begin
}

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

// take reads so many bytes, without copying.
func (r *reader) take(n int) []byte {
	if n > len(r.data)-r.at {
		r.spoil()
		return nil
	}
	r.at += n
	return r.data[r.at-n : r.at : r.at]
}

// bytes reads bytes with their number before them.
func (r *reader) bytes() []byte { return r.take(int(r.number())) }

func (r *reader) digest() (d site.Digest) {
	copy(d[:], r.take(len(d)))
	return d
}

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
	if fields == 0 {
		r.spoil()
		return 0, 1
	}
	if few = head >> inOneField; few > 0 {
		return field(bits.TrailingZeros8(fields)), few
	}
	*all = counts{}
	for f := range all {
		if fields>>f&1 == 1 {
			all[f] = r.byte()
		}
	}
	return 0, 0
}

// pass passes over so many varints: in each eight bytes, as many as bytes
// without the high bit.
func (r *reader) pass(n int) {
	const high = 0x8080808080808080
	for n >= 8 && len(r.data)-r.at >= 8 {
		n -= bits.OnesCount64(^binary.LittleEndian.Uint64(r.data[r.at:]) & high)
		r.at += 8
	}
	for ; n > 0; n-- {
		for r.at < len(r.data) && r.data[r.at] >= 0x80 {
			r.at++
		}
		if r.at++; r.at > len(r.data) {
			r.spoil()
			return
		}
	}
}

// varint gives the bytes of a varint, varints those of so many.
func (r *reader) varint() []byte { return r.varints(1) }

func (r *reader) varints(n int) []byte {
	from := r.at
	r.pass(n)
	return r.data[from:r.at]
}

// place is the positions of a term in a document, as they are written: how
// many follow the first, its 256s and what is left of it, and the differences.
type place struct {
	more, high, rest []byte
	low              byte
}

var (
	// noHigh is written where a term has no position, as pairs and roundings
	// have none: a place behind all words.
	noHigh = []byte{0xff, 0x7f}
	// fews are the numbers of one byte as they are written.
	fews = func() (all [128]byte) {
		for n := range all {
			all[n] = byte(n)
		}
		return all
	}()
)

func (r *reader) place() (p place) {
	n := int(r.number())
	switch {
	case n == 0:
		p.more, p.high = fews[:1], noHigh
		return p
	case n <= len(fews):
		p.more = fews[n-1 : n]
	default:
		p.more = binary.AppendUvarint(nil, uint64(n-1))
	}
	p.high = r.varint()
	p.low = r.byte()
	p.rest = r.varints(n - 1)
	return p
}

// extent is what a term needs: its documents, and the bytes of its positions.
type extent struct{ documents, more, highs, rest uint32 }

// use is how a word is used: how often, and by how many documents in a title
// or as a name.
type use struct{ times, named uint32 }

// tally adds up what gists hold.
type tally struct {
	lengths [fieldCount]int // positions by field
	terms   []extent        // by number
	words   []use           // by number
}

// room makes room for the numbers below one.
func (t *tally) room(numbers int) {
	if more := numbers - len(t.terms); more > 0 {
		t.terms = append(t.terms, make([]extent, more)...)
		t.words = append(t.words, make([]use, more)...)
	}
}

// The record of a document is what it adds to the counts of all: its lengths
// and its words, as its gist has them.
func (g *gist) recordSize() int { return int(g.terms + g.places - g.words) }

func (g *gist) appendRecord(out []byte) []byte {
	return append(append(out, g.data[:g.terms]...), g.data[g.words:g.places]...)
}

// readRecord reads a record: the lengths, and each word by its number. It is
// false for what is no record.
func readRecord(data []byte, word func(number uint32, of use)) (lengths [fieldCount]int, ok bool) {
	r := reader{data: data}
	for f := range lengths {
		lengths[f] = int(r.number())
	}
	for n := r.number(); n > 0 && !r.spoilt; n-- {
		number, uses := r.number(), r.number()
		word(number, use{uses >> 1, uses & 1})
	}
	return lengths, !r.spoilt && r.at == len(data)
}
