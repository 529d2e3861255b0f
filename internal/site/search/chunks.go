package search

import (
	"encoding/binary"
	"math/bits"
	"strings"
)

// chunks are what the chunks of prose came to, so that each is read once. Most
// of them are short words that come to one token: these stand in the table
// itself, and a look at one of the millions in a record costs one look at
// memory.
type chunks struct {
	slots []slot // a power of two of them, half of them empty at least
	used  int
	more  []chunk           // those that come to more than a token
	long  map[string]uint32 // by text too long for a slot, the place in more
}

// slot is a chunk of at most 16 bytes.
type slot struct {
	a, b          uint64 // the text, see spell16
	term, surface uint32 // of the only token; as in mark
	more          uint32 // the place in more and one; 0 = one token
	size          uint8  // bytes of the text; 0 = the slot is empty
	sort          sort
}

const (
	firstSlots = 1 << 12
	// mostChunks bounds the chunks that are kept, and longestChunk the bytes of
	// one: longer ones are addresses, and seldom come again.
	mostChunks   = 1 << 18
	longestChunk = 32
)

// spell16 gives a text of 1 to 16 bytes as two numbers, which with its length
// tell it from all others: its bytes, the first one lowest, and zeros.
func spell16(text string) (a, b uint64) {
	var bytes [16]byte
	copy(bytes[:], text)
	return binary.LittleEndian.Uint64(bytes[:8]), binary.LittleEndian.Uint64(bytes[8:])
}

// next looks for the slot of the chunk that a text begins with, and gives its
// bytes. It is nil where the chunk is not known as one token and nothing else,
// where it is not followed by plain white space, and near the end of the text:
// most of prose is none of that, and is read eight bytes at a time.
func (c *chunks) next(text string) (s *slot, size int) {
	if len(text) <= 16 || len(c.slots) == 0 {
		return nil, 0
	}
	a, b := eight(text), uint64(0)
	if stop := outside(a); stop != 0 {
		size = bits.TrailingZeros64(stop) / 8
		a &= 1<<(8*size) - 1
	} else {
		b = eight(text[8:])
		stop := outside(b)
		if stop == 0 {
			return nil, 0
		}
		size = bits.TrailingZeros64(stop) / 8
		b &= 1<<(8*size) - 1
		size += 8
	}
	if end := text[size]; size == 0 || end != ' ' && (end < '\t' || end > '\r') {
		return nil, 0
	}
	if s = c.findSpelt(a, b, uint8(size)); s.size == 0 || s.more != 0 {
		return nil, 0
	}
	return s, size
}

// outside marks the bytes that are no plain signs between space and delete, up
// to the first such one: behind it the marks may be wrong.
func outside(w uint64) uint64 {
	const each = 0x0101010101010101
	return (w - each*(' '+1) | w) & (each * 0x80)
}

func eight(s string) uint64 { return four(s) | four(s[4:])<<32 }

func four(s string) uint64 {
	_ = s[3]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24
}

// find gives the slot of a text of at most 16 bytes, an empty one if it is not
// known.
func (c *chunks) find(text string) *slot {
	a, b := spell16(text)
	return c.findSpelt(a, b, uint8(len(text)))
}

func (c *chunks) findSpelt(a, b uint64, size uint8) *slot {
	const mix = 0x9e3779b97f4a7c15
	hash := (a ^ bits.RotateLeft64(b*mix, 31) ^ uint64(size)) * mix
	for at := int(hash >> 40); ; at++ {
		s := &c.slots[at&(len(c.slots)-1)]
		if s.size == size && s.a == a && s.b == b || s.size == 0 {
			return s
		}
	}
}

// put keeps what a text came to, and nothing of the text itself, which its owner
// may write over.
func (c *chunks) put(text string, made *chunk) {
	switch {
	case len(text) > longestChunk:
	case c.used+len(c.long) >= mostChunks:
		*c = chunks{}
	case len(text) > 16:
		if c.long == nil {
			c.long = map[string]uint32{}
		}
		c.more = append(c.more, *made)
		c.long[strings.Clone(text)] = uint32(len(c.more) - 1)
	default:
		if 2*c.used >= len(c.slots) {
			c.grow()
		}
		s := c.find(text)
		s.a, s.b = spell16(text)
		s.size = uint8(len(text))
		if only, ok := made.only(); ok {
			s.term, s.surface, s.sort = only.term, only.surface, only.sort
		} else {
			c.more = append(c.more, *made)
			s.more = uint32(len(c.more))
		}
		c.used++
	}
}

// only gives the one token of a chunk that is nothing else.
func (c *chunk) only() (mark, bool) {
	if len(c.marks) != 1 || c.width != 1 || c.marks[0].at != 0 || c.marks[0].span != 1 || c.tail != nil || c.head != 0 {
		return mark{}, false
	}
	return c.marks[0], true
}

func (c *chunks) grow() {
	old := c.slots
	c.slots = make([]slot, max(2*len(old), firstSlots))
	for i := range old {
		if s := &old[i]; s.size > 0 {
			*c.findSpelt(s.a, s.b, s.size) = *s
		}
	}
}
