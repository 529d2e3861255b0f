package search

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"iter"
	"slices"

	"blotter/internal/site"
)

// Why what was kept is not used.
var (
	ErrDamaged = errors.New("is damaged or not ours")
	ErrForeign = errors.New("was written by another version of the program")
	ErrApart   = errors.New("does not belong to the file beside it")
)

// The headers name the forms; another form is another header. Behind it stand
// parts, each with its checksum, then the table: the program, in a file of
// newer parts the identity of the file of all, and the catalogue with the
// places of its parts in both. The trailer tells where the table begins, and
// its digest, which is the identity of the file.
const (
	wholeHeader = "blotter words 2\n"
	sinceHeader = "blotter newer words 2\n"
	trailerSize = 8 + len(site.Digest{})
)

// parts gives the parts of a catalogue, in a fixed order.
func (c *catalogue) parts() iter.Seq[*part] {
	return func(yield func(*part) bool) {
		for i := range c.blocks {
			if !yield(&c.blocks[i].terms) || !yield(&c.blocks[i].places) {
				return
			}
		}
		for i := range c.heavies {
			if !yield(&c.heavies[i].lists) || !yield(&c.heavies[i].places) {
				return
			}
		}
		for i := range c.documents {
			if !yield(&c.documents[i].record) {
				return
			}
		}
	}
}

// write writes a file, and remembers where it has the parts.
func (m *Memory) write(to io.Writer, program string, all bool) error {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	written := *m.last
	written.blocks, written.heavies, written.documents = slices.Clone(written.blocks), slices.Clone(written.heavies), slices.Clone(written.documents)
	header, here := sinceHeader, inSince
	if all {
		header, here = wholeHeader, inWhole
	}
	at := int64(0)
	out := []byte(header)
	flush := func() error {
		n, err := to.Write(out)
		at += int64(n)
		out = out[:0]
		return err
	}
	var err error
	for p := range written.parts() {
		if p.home == inWhole && !all {
			continue
		}
		begin := len(out)
		if out, err = p.appendTo(out); err != nil {
			return err
		}
		out = binary.LittleEndian.AppendUint32(out, crc32.Checksum(out[begin:], castagnoli))
		*p = part{home: here, at: at + int64(begin), size: p.size}
		if len(out) > 1<<16 {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if err := flush(); err != nil {
		return err
	}
	var table site.Inputs
	table.Text(program)
	if !all {
		table.Digest(m.identity)
	}
	appendCatalogue(&table, &written)
	identity := sumOf(table.Data)
	out = append(out, table.Data...)
	out = binary.LittleEndian.AppendUint64(out, uint64(at))
	out = append(out, identity[:]...)
	if err := flush(); err != nil {
		return err
	}
	if m.written = &written; all {
		m.identity = identity
	}
	return nil
}

// Open reads what Keep wrote of all parts, and then what it wrote of newer
// ones, for a Memory that remembers nothing; either may be nil. Parts are read
// when they are asked for: nobody may write to the files any more. The errors
// say why one of them is of no use: ErrDamaged, ErrForeign or ErrApart, or that
// it cannot be read.
func (m *Memory) Open(program string, all, since *io.SectionReader) (allErr, sinceErr error) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if all == nil {
		return nil, nil
	}
	identity, err := identityOf(all, wholeHeader)
	if err != nil {
		return err, nil
	}
	if since != nil {
		var last *catalogue
		if last, sinceErr = readNewer(program, identity, all, since); sinceErr == nil {
			m.last, m.whole, m.identity = last, all.Size(), identity
			return nil, nil
		}
	}
	r, _, err := openTable(all, wholeHeader, program)
	if err != nil {
		return err, nil
	}
	last, ok := r.catalogue(all, nil)
	if !ok {
		return ErrDamaged, nil
	}
	m.last, m.whole, m.identity = last, all.Size(), identity
	m.unwritten = sinceErr != nil // so that what is of no use is replaced
	return nil, sinceErr
}

// readNewer reads the catalogue of a file of newer parts.
func readNewer(program string, identity site.Digest, all, since *io.SectionReader) (*catalogue, error) {
	r, _, err := openTable(since, sinceHeader, program)
	if err != nil {
		return nil, err
	}
	if r.digest() != identity {
		return nil, ErrApart
	}
	c, ok := r.catalogue(all, since)
	if !ok {
		return nil, ErrDamaged
	}
	return c, nil
}

// identityOf gives what the trailer of a file says to be its identity.
func identityOf(file *io.SectionReader, header string) (identity site.Digest, err error) {
	size := file.Size()
	if size < int64(len(header)+trailerSize) {
		return identity, ErrDamaged
	}
	start := make([]byte, len(header))
	if _, err := file.ReadAt(start, 0); err != nil {
		return identity, err
	}
	if string(start) != header {
		return identity, ErrDamaged
	}
	_, err = file.ReadAt(identity[:], size-int64(len(identity)))
	return identity, err
}

// openTable opens the table of a file, behind the program.
func openTable(file *io.SectionReader, header, program string) (r reader, identity site.Digest, err error) {
	if identity, err = identityOf(file, header); err != nil {
		return r, identity, err
	}
	end := file.Size() - int64(trailerSize)
	var at [8]byte
	if _, err := file.ReadAt(at[:], end); err != nil {
		return r, identity, err
	}
	begin := binary.LittleEndian.Uint64(at[:])
	if begin > uint64(end) {
		return r, identity, ErrDamaged
	}
	table := make([]byte, end-int64(begin))
	if _, err := file.ReadAt(table, int64(begin)); err != nil && !errors.Is(err, io.EOF) {
		return r, identity, err
	}
	if sumOf(table) != identity {
		return r, identity, ErrDamaged
	}
	r = reader{data: table}
	if !bytes.Equal(r.bytes(), []byte(program)) {
		return r, identity, ErrForeign
	}
	return r, identity, nil
}
