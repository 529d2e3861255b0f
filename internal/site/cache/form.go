package cache

import (
	"encoding/binary"
	"errors"
	"hash/crc32"

	"blotter/internal/site"
)

// A file of entries is a header, blocks, a list of the blocks, and a trailer.
// A block has the facts of some entries, whose files follow one another, and
// behind them their prose, in the same order.

// header names the form; another form is another header.
const header = "blotter entries 4\n"

// The trailer is where the list of blocks begins, its length, its checksum and
// that of these two.
const trailerSize = 8 + 4 + 4 + 4

// mostHeader bounds the header with the name of the program and the setting.
const mostHeader = 4096

// Why kept entries are not used.
var (
	ErrDamaged = errors.New("is damaged or not ours")
	ErrForeign = errors.New("was written by another version of the program")
)

// Entry is what one file came to: exactly one of the pointers is set.
type Entry struct {
	Incident *site.Incident
	Actor    *site.Actor
	Page     *site.TextPage
}

// Body gives the body of the entry; nil for an entry of nothing.
func (e *Entry) Body() *site.Body {
	switch {
	case e.Incident != nil:
		return &e.Incident.Body
	case e.Actor != nil:
		return &e.Actor.Body
	case e.Page != nil:
		return &e.Page.Body
	}
	return nil
}

// Item is an entry with the file it came from.
type Item struct {
	File  string
	Bytes site.Digest // of the file
	Entry
}

// place says where a block lies, and which files it is of.
type place struct {
	at          int64
	facts       int // bytes, and so is prose, which follows
	prose       int
	items       int
	sum         uint32 // of the facts
	first, last string // files
}

func (c *coder) place(p *place) {
	at := int(p.at)
	for _, n := range []*int{&at, &p.facts, &p.prose, &p.items} {
		c.number(n)
	}
	p.at = int64(at)
	c.fixed(&p.sum)
	c.text(&p.first)
	c.text(&p.last)
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func sumOf(data []byte) uint32 { return crc32.Checksum(data, castagnoli) }

// headerFor gives the beginning of a file of entries.
func headerFor(program string, setting site.Digest) []byte {
	c := coder{data: append([]byte(nil), header...)}
	c.text(&program)
	c.data = append(c.data, setting[:]...)
	return binary.LittleEndian.AppendUint32(c.data, sumOf(c.data))
}

// readHeader reads what headerFor gave and says how long it is.
func readHeader(data []byte, program string) (setting site.Digest, size int64, err error) {
	if len(data) < len(header) || string(data[:len(header)]) != header {
		return setting, 0, ErrDamaged
	}
	in := coder{data: data, at: len(header), reading: true}
	var maker string
	var sum uint32
	in.text(&maker)
	in.digest(&setting)
	sealed := data[:in.at]
	if in.fixed(&sum); in.bad || sum != sumOf(sealed) {
		return setting, 0, ErrDamaged
	}
	if maker != program {
		return setting, 0, ErrForeign
	}
	return setting, int64(in.at), nil
}

// trailerFor gives the end of a file whose list of blocks stands at a place.
func trailerFor(at int64, list []byte) []byte {
	out := binary.LittleEndian.AppendUint64(nil, uint64(at))
	out = binary.LittleEndian.AppendUint32(out, uint32(len(list)))
	out = binary.LittleEndian.AppendUint32(out, sumOf(list))
	return binary.LittleEndian.AppendUint32(out, sumOf(out))
}

// readTrailer reads what trailerFor gave.
func readTrailer(trailer []byte) (at int64, length int, sum uint32, ok bool) {
	at, length = int64(binary.LittleEndian.Uint64(trailer)), int(binary.LittleEndian.Uint32(trailer[8:]))
	sum = binary.LittleEndian.Uint32(trailer[12:])
	return at, length, sum, binary.LittleEndian.Uint32(trailer[16:]) == sumOf(trailer[:16])
}
