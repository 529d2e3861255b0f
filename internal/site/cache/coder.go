package cache

import (
	"encoding/binary"
	"math"
	"sync"
	"unsafe"

	"blotter/internal/site"
)

// coder goes over a value and either writes it or reads it: one description of
// a type serves both ways, so that they cannot differ. A value that is written
// is only looked at: others read it at the same time.
type coder struct {
	reading bool
	data    []byte // what is written, or what is read
	at      int    // where it is read
	bad     bool   // what was read is none of ours
	slabs   *slabs // memory for what is read

	// What is written of prose, and where each begins in it.
	prose []byte
	kept  []prose
	// Where the prose of the block that is read goes on, and where it ends.
	store             *Store
	proseAt, proseEnd int64
}

// slabs are pieces of memory to read lists into, one after another: of a block,
// and what it leaves of the next.
type slabs struct {
	incidents    slab[site.Incident]
	actors       slab[site.Actor]
	texts        slab[string]
	involvements slab[site.Involvement]
	amounts      slab[site.Amount]
	claims       slab[site.Claim]
	events       slab[site.Event]
	addresses    slab[site.Address]
	transactions slab[site.Transaction]
	sources      slab[site.Source]
	relations    slab[site.Relation]
	updates      slab[site.Update]
	responses    slab[site.Response]
	pairs        slab[site.Pair]
	aliases      slab[site.Alias]
	headings     slab[site.Heading]
	citations    slab[site.Citation]
	links        slab[site.BodyLink]
	holes        slab[site.Hole]
	prose        slab[prose]
}

var allSlabs = sync.Pool{New: func() any { return new(slabs) }}

// slab gives slices of one piece of memory until that is used up.
type slab[T any] struct{ free []T }

// slabItems is how many values a slab has room for. Long lists get memory of
// their own, so that little of one is wasted.
const slabItems = 64

func (s *slab[T]) take(n int) []T {
	if n > slabItems/4 {
		return make([]T, n)
	}
	if n > len(s.free) {
		s.free = make([]T, slabItems)
	}
	taken := s.free[:n:n]
	s.free = s.free[n:]
	return taken
}

// fail ends the reading: everything after is zero.
func (c *coder) fail() { c.bad, c.data, c.at = true, nil, 0 }

// left gives how many bytes are left to read.
func (c *coder) left() int { return len(c.data) - c.at }

// uvarint reads a number.
func (c *coder) uvarint() uint64 {
	if c.at < len(c.data) && c.data[c.at] < 0x80 {
		c.at++
		return uint64(c.data[c.at-1])
	}
	n, size := binary.Uvarint(c.data[c.at:])
	if size <= 0 {
		c.fail()
		return 0
	}
	c.at += size
	return n
}

// length writes or reads how many bytes or things follow, each of which takes
// a byte at least, so that a length is never believed beyond what is there.
func (c *coder) length(n int) int {
	if !c.reading {
		c.data = binary.AppendUvarint(c.data, uint64(n))
		return n
	}
	length := c.uvarint()
	if length > uint64(c.left()) {
		c.fail()
		return 0
	}
	return int(length)
}

// text reads a text without copying it: it shares the memory of what is read,
// which nobody writes to. With thousands of entries that saves most of the
// work there is.
func (c *coder) text(text *string) {
	if !c.reading {
		c.data = append(binary.AppendUvarint(c.data, uint64(len(*text))), *text...)
		return
	}
	// Nearly all are short, and many are empty.
	if at := c.at; at < len(c.data) && c.data[at] < 0x80 {
		n := int(c.data[at])
		if c.at = at + 1 + n; c.at > len(c.data) {
			c.fail()
		} else if n > 0 {
			*text = unsafe.String(&c.data[at+1], n)
		}
		return
	}
	if n := c.length(0); n > 0 {
		*text = unsafe.String(&c.data[c.at], n)
		c.at += n
	}
}

// fixed writes or reads a number of four bytes.
func (c *coder) fixed(n *uint32) {
	if !c.reading {
		c.data = binary.LittleEndian.AppendUint32(c.data, *n)
		return
	}
	if c.left() < 4 {
		c.fail()
		return
	}
	*n = binary.LittleEndian.Uint32(c.data[c.at:])
	c.at += 4
}

func (c *coder) digest(d *site.Digest) {
	if !c.reading {
		c.data = append(c.data, d[:]...)
		return
	}
	if c.left() < len(d) {
		c.fail()
		return
	}
	c.at += copy(d[:], c.data[c.at:])
}

// list writes or reads a slice; one that is nil stays nil, because some forms
// of the site tell it from an empty one.
func list[T any](c *coder, items *[]T, slab func(*slabs) *slab[T], one func(*coder, *T)) {
	if !c.reading {
		if *items == nil {
			c.data = append(c.data, 0)
			return
		}
		c.length(len(*items) + 1)
		for i := range *items {
			one(c, &(*items)[i])
		}
		return
	}
	count := c.uvarint()
	if count == 0 {
		return // nil
	}
	if count--; count > uint64(c.left()) {
		c.fail()
		return
	}
	if count == 0 {
		*items = []T{}
		return
	}
	read := slab(c.slabs).take(int(count))
	for i := range read {
		if one(c, &read[i]); c.bad {
			return
		}
	}
	*items = read
}

func (c *coder) texts(texts *[]string) {
	list(c, texts, func(s *slabs) *slab[string] { return &s.texts }, (*coder).text)
}

func (c *coder) number(n *int) {
	if !c.reading {
		c.data = binary.AppendVarint(c.data, int64(*n))
		return
	}
	coded := c.uvarint()
	read := int64(coded>>1) ^ -int64(coded&1)
	if read < math.MinInt || read > math.MaxInt {
		c.fail()
		return
	}
	*n = int(read)
}

func (c *coder) day(day *site.Day) {
	n := int(*day)
	if c.number(&n); !c.reading {
		return
	}
	if n < math.MinInt32 || n > math.MaxInt32 {
		c.fail()
		return
	}
	*day = site.Day(n)
}

func (c *coder) flag(flag *bool) {
	n := 0
	if *flag {
		n = 1
	}
	if n = c.choice(n, 2); c.reading {
		*flag = n == 1
	}
}

// choice writes or reads a number below count.
func (c *coder) choice(n, count int) int {
	if !c.reading {
		c.data = append(c.data, byte(n))
		return n
	}
	if c.left() == 0 || int(c.data[c.at]) >= count {
		c.fail()
		return 0
	}
	c.at++
	return int(c.data[c.at-1])
}

// optional writes or reads a flag that may not be said.
func (c *coder) optional(flag **bool) {
	const unsaid, no, yes = 0, 1, 2
	n := unsaid
	if *flag != nil {
		n = no
		if **flag {
			n = yes
		}
	}
	if n = c.choice(n, 3); c.reading && n != unsaid {
		said := n == yes
		*flag = &said
	}
}

func (c *coder) date(date *site.Date) {
	if !c.reading {
		c.data = date.AppendBinary(c.data)
		return
	}
	decoded(c, date, site.DecodeDate)
}

func (c *coder) money(money *site.Money) {
	if !c.reading {
		c.data = money.AppendBinary(c.data)
		return
	}
	decoded(c, money, site.DecodeMoney)
}

func (c *coder) quantity(quantity *site.Quantity) {
	if !c.reading {
		c.data = quantity.AppendBinary(c.data)
		return
	}
	decoded(c, quantity, site.DecodeQuantity)
}

// decoded reads a value that package site knows how to read.
func decoded[T any](c *coder, value *T, decode func([]byte) (T, []byte, error)) {
	read, rest, err := decode(c.data[c.at:])
	if err != nil {
		c.fail()
		return
	}
	*value, c.at = read, len(c.data)-len(rest)
}
