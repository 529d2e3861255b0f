package cache

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"

	"blotter/internal/site"
)

// Entry is what one file came to: exactly one of the pointers is set.
type Entry struct {
	Incident *site.Incident
	Actor    *site.Actor
	Page     *site.TextPage
}

// Why kept entries are not used.
var (
	ErrDamaged = errors.New("is damaged or not ours")
	ErrForeign = errors.New("was written by another version of the program")
)

// Store holds kept entries for reading. It may be asked from many goroutines.
type Store struct {
	// Setting covers what the entries depend on besides their files' bytes.
	Setting site.Digest
	entries map[string]kept // by path; look-up only
}

// kept is one entry, still in its bytes.
type kept struct {
	bytes         site.Digest // of the file
	sum           uint32
	sealed, value []byte // what sum covers, and the end of it that is the entry
}

// header names the form; another form is another header.
const header = "blotter entries 2\n"

// endOfEntries stands where the length of an entry would; no entry is empty.
const endOfEntries = 0

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Open reads what a Writer of the same program wrote. It looks at the paths
// alone; Get checks and decodes. The entries share their memory with data,
// which nobody may write to any more. The error is ErrDamaged or ErrForeign.
func Open(data []byte, program string) (*Store, error) {
	if !bytes.HasPrefix(data, []byte(header)) {
		return nil, ErrDamaged
	}
	in := coder{in: data[len(header):], reading: true}
	var maker string
	var setting []byte
	in.text(&maker)
	in.raw(&setting, len(site.Digest{}))
	sealed := data[:len(data)-len(in.in)]
	if sum := in.fixed(); in.bad || sum != crc32.Checksum(sealed, castagnoli) {
		return nil, ErrDamaged
	}
	if maker != program {
		return nil, ErrForeign
	}
	store := &Store{Setting: site.Digest(setting), entries: map[string]kept{}}
	if !store.list(&in) {
		return nil, ErrDamaged
	}
	return store, nil
}

// list finds the entries up to the end mark, which counts them.
func (s *Store) list(in *coder) bool {
	for count := uint32(0); !in.bad; count++ {
		length := in.fixed()
		if length == endOfEntries {
			return in.fixed() == count && !in.bad && len(in.in) == 0
		}
		entry := kept{sum: in.fixed()}
		in.raw(&entry.sealed, int(length))
		inner := coder{in: entry.sealed, reading: true}
		var path string
		var sum []byte
		inner.raw(&sum, len(entry.bytes))
		inner.text(&path)
		if in.bad || inner.bad {
			return false
		}
		copy(entry.bytes[:], sum)
		entry.value = inner.in
		s.entries[path] = entry
	}
	return false
}

// Len gives the number of entries.
func (s *Store) Len() int { return len(s.entries) }

// Get gives the entry of a file with these bytes; false where there is none.
// The error is ErrDamaged.
func (s *Store) Get(file string, bytes site.Digest) (Entry, bool, error) {
	found, ok := s.entries[file]
	if !ok || found.bytes != bytes {
		return Entry{}, false, nil
	}
	if crc32.Checksum(found.sealed, castagnoli) != found.sum {
		return Entry{}, false, ErrDamaged
	}
	in := coder{in: found.value, reading: true}
	var entry Entry
	in.entry(&entry)
	if in.bad || len(in.in) > 0 {
		return Entry{}, false, ErrDamaged
	}
	return entry, true, nil
}

// fixed reads a number of four bytes.
func (c *coder) fixed() uint32 {
	var four []byte
	if c.raw(&four, 4); c.bad {
		return 0
	}
	return binary.LittleEndian.Uint32(four)
}
