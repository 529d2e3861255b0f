package cache

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"

	"blotter/internal/site"
)

// Writer writes entries for Open. It holds one entry at a time.
type Writer struct {
	to    io.Writer
	count uint32
	coder coder
}

// NewWriter begins to write entries that this program decoded under a setting.
// The error is that of the writer.
func NewWriter(to io.Writer, program string, setting site.Digest) (*Writer, error) {
	w := &Writer{to: to}
	w.coder.out = append(w.coder.out, header...)
	w.coder.text(&program)
	w.coder.out = append(w.coder.out, setting[:]...)
	w.coder.out = binary.LittleEndian.AppendUint32(w.coder.out, crc32.Checksum(w.coder.out, castagnoli))
	return w, w.flush()
}

// Put writes what a file with these bytes came to. Put no path twice. The
// error is that of the writer.
func (w *Writer) Put(file string, bytes site.Digest, entry Entry) error {
	const before = 8 // the length and the checksum
	c := &w.coder
	c.out = append(c.out, make([]byte, before)...)
	c.out = append(c.out, bytes[:]...)
	c.text(&file)
	c.entry(&entry)
	sealed := c.out[before:]
	binary.LittleEndian.PutUint32(c.out, uint32(len(sealed)))
	binary.LittleEndian.PutUint32(c.out[4:], crc32.Checksum(sealed, castagnoli))
	w.count++
	return w.flush()
}

// Close writes the end mark, without which nothing is read back. It does not
// close the writer below. The error is that of the writer.
func (w *Writer) Close() error {
	w.coder.out = binary.LittleEndian.AppendUint32(w.coder.out, endOfEntries)
	w.coder.out = binary.LittleEndian.AppendUint32(w.coder.out, w.count)
	return w.flush()
}

func (w *Writer) flush() error {
	_, err := w.to.Write(w.coder.out)
	w.coder.out = w.coder.out[:0]
	if err != nil {
		return fmt.Errorf("keeping the entries: %w", err)
	}
	return nil
}
