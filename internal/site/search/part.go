package search

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"slices"
)

// part is a piece of what an index is made of: in memory, or in a file, with a
// checksum behind it, so that nobody needs to read all of a file to use a
// piece of it.
type part struct {
	data []byte      // where home is inMemory
	from io.ReaderAt // else
	home home
	at   int64 // where it begins in the file
	size int   // bytes, without the checksum
}

// home says where a part lies.
type home uint8

const (
	inMemory home = iota
	inWhole       // the file of all parts
	inSince       // the file of those that are newer
)

const checksumSize = 4

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func partOf(data []byte) part { return part{data: data, size: len(data)} }

// appendTo appends the part. The error says that it cannot be read, or wraps
// ErrDamaged.
func (p *part) appendTo(out []byte) ([]byte, error) {
	if p.home == inMemory {
		return append(out, p.data...), nil
	}
	start := len(out)
	out = slices.Grow(out, p.size+checksumSize)[:start+p.size+checksumSize]
	if _, err := p.from.ReadAt(out[start:], p.at); err != nil {
		return out[:start], fmt.Errorf("reading a part of the search index: %w", err)
	}
	own := out[start : start+p.size]
	if crc32.Checksum(own, castagnoli) != binary.LittleEndian.Uint32(out[start+p.size:]) {
		return out[:start], fmt.Errorf("a part of the search index %w", ErrDamaged)
	}
	return out[:start+p.size], nil
}
