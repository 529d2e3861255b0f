package cache

import (
	"encoding/binary"
	"math"
	"unsafe"

	"blotter/internal/site"
)

// coder goes over a value and either writes it or reads it: one description of
// a type serves both ways, so that they cannot differ. A value that is written
// is only looked at: others read it at the same time.
type coder struct {
	reading bool
	out     []byte // what is written
	in      []byte // what is left to read
	bad     bool   // what was read is none of ours
}

// fail ends the reading: everything after is zero.
func (c *coder) fail() { c.bad, c.in = true, nil }

// raw reads n bytes without copying them.
func (c *coder) raw(into *[]byte, n int) {
	if n < 0 || n > len(c.in) {
		c.fail()
		return
	}
	*into, c.in = c.in[:n:n], c.in[n:]
}

// length writes or reads how many bytes or things follow, each of which takes
// a byte at least, so that a length is never believed beyond what is there.
func (c *coder) length(n int) int {
	if !c.reading {
		c.out = binary.AppendUvarint(c.out, uint64(n))
		return n
	}
	length, size := binary.Uvarint(c.in)
	if size <= 0 || length > uint64(len(c.in)-size) {
		c.fail()
		return 0
	}
	c.in = c.in[size:]
	return int(length)
}

// text reads a text without copying it: it shares the memory of what is read,
// which nobody writes to. With thousands of entries that saves most of the
// work there is.
func (c *coder) text(text *string) {
	n := c.length(len(*text))
	if !c.reading {
		c.out = append(c.out, *text...)
		return
	}
	var shared []byte
	if c.raw(&shared, n); !c.bad && n > 0 {
		*text = unsafe.String(&shared[0], n)
	}
}

// list writes or reads a slice; one that is nil stays nil, because some forms
// of the site tell it from an empty one.
func list[T any](c *coder, items *[]T, one func(*coder, *T)) {
	if !c.reading {
		if *items == nil {
			c.out = append(c.out, 0)
			return
		}
		c.length(len(*items) + 1)
		for i := range *items {
			one(c, &(*items)[i])
		}
		return
	}
	count := c.count()
	if count < 0 {
		return
	}
	// A false count costs no more memory than the bytes that are there.
	const believed = 64
	read := make([]T, 0, min(count, believed))
	for i := range count {
		var none T
		read = append(read, none)
		if one(c, &read[i]); c.bad {
			return
		}
	}
	*items = read
}

// count reads the length of a slice, -1 for nil.
func (c *coder) count() int {
	n, size := binary.Uvarint(c.in)
	if size <= 0 || n > uint64(len(c.in)-size)+1 {
		c.fail()
		return -1
	}
	c.in = c.in[size:]
	return int(n) - 1
}

func (c *coder) texts(texts *[]string) { list(c, texts, (*coder).text) }

func (c *coder) number(n *int) {
	if !c.reading {
		c.out = binary.AppendVarint(c.out, int64(*n))
		return
	}
	read, size := binary.Varint(c.in)
	if size <= 0 || read < math.MinInt || read > math.MaxInt {
		c.fail()
		return
	}
	*n, c.in = int(read), c.in[size:]
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
		c.out = append(c.out, byte(n))
		return n
	}
	if len(c.in) == 0 || int(c.in[0]) >= count {
		c.fail()
		return 0
	}
	n, c.in = int(c.in[0]), c.in[1:]
	return n
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
		c.out = date.AppendBinary(c.out)
		return
	}
	decoded(c, date, site.DecodeDate)
}

func (c *coder) money(money *site.Money) {
	if !c.reading {
		c.out = money.AppendBinary(c.out)
		return
	}
	decoded(c, money, site.DecodeMoney)
}

func (c *coder) quantity(quantity *site.Quantity) {
	if !c.reading {
		c.out = quantity.AppendBinary(c.out)
		return
	}
	decoded(c, quantity, site.DecodeQuantity)
}

// decoded reads a value that package site knows how to read.
func decoded[T any](c *coder, value *T, decode func([]byte) (T, []byte, error)) {
	read, rest, err := decode(c.in)
	if err != nil {
		c.fail()
		return
	}
	*value, c.in = read, rest
}
