package cache

import (
	"io"
	"slices"
	"sync"
	"unsafe"

	"blotter/internal/site"
)

// Reread gives the prose of a file with these bytes once more where a file of
// entries no longer has it. It is called from many goroutines, and by those
// that can do nothing about an error: it notes its own.
type Reread func(file string, bytes site.Digest) (text string, markup site.Markup)

// prose is a site.Prose that stays in a file of entries.
type prose struct {
	from         io.ReaderAt
	again        Reread
	at           int64
	text, markup int32 // bytes
	sum          uint32
	bytes        site.Digest // of the file that the prose came from
	file         string
}

// Read reads the prose. What is read is held by nobody else.
func (p *prose) Read() (text string, markup site.Markup) {
	data, ok := p.read(nil)
	if !ok {
		return p.again(p.file, p.bytes)
	}
	return p.parts(data)
}

// Lend reads the prose into memory that the next one uses again.
func (p *prose) Lend(use func(text string, markup site.Markup)) {
	space := spaces.Get().(*[]byte)
	defer spaces.Put(space)
	data, ok := p.read(*space)
	*space = data
	if !ok {
		use(p.again(p.file, p.bytes))
		return
	}
	use(p.parts(data))
}

var spaces = sync.Pool{New: func() any { return new([]byte) }}

// parts gives what was read as texts, without a copy.
func (p *prose) parts(data []byte) (text string, markup site.Markup) {
	all := unsafe.String(unsafe.SliceData(data), len(data))
	return all[:p.text], site.Markup(all[p.text:])
}

// read reads the prose into a space, or into a larger one that it makes.
func (p *prose) read(space []byte) ([]byte, bool) {
	size := int(p.text) + int(p.markup)
	data := slices.Grow(space[:0], size)[:size]
	n, _ := p.from.ReadAt(data, p.at) // an error says no more than the checksum
	return data, n == len(data) && sumOf(data) == p.sum
}

// Hold reads the prose of an entry into memory; false where it cannot be read.
func (e *Entry) Hold() bool {
	body := e.Body()
	if body == nil {
		return true
	}
	kept, ok := body.Prose.(*prose)
	if !ok {
		return true
	}
	data, ok := kept.read(nil)
	if ok {
		body.Prose = &site.Written{Text: string(data[:kept.text]), Markup: site.Markup(data[kept.text:])}
	}
	return ok
}
