package build

import (
	"encoding/binary"

	"blotter/internal/site"
)

// recorder writes a file of the state folder: values one after the other, then
// the checksum of all. The header names the format; another version of it is
// another header.
type recorder struct{ out []byte }

func newRecorder(header string, size int) *recorder {
	return &recorder{append(make([]byte, 0, len(header)+size), header...)}
}

func (r *recorder) number(n int64) { r.out = binary.AppendVarint(r.out, n) }

func (r *recorder) text(s string) {
	r.number(int64(len(s)))
	r.out = append(r.out, s...)
}

func (r *recorder) digest(d site.Digest) { r.out = append(r.out, d[:]...) }

// sealed gives the file.
func (r *recorder) sealed() []byte {
	sum := site.DigestOf(r.out)
	return append(r.out, sum[:]...)
}

// recalled reads what a recorder wrote. What is asked of it beyond its end, or
// after anything went wrong, is empty.
type recalled struct {
	rest string // one piece of memory for all texts
	bad  bool
}

// recall opens a file of the state folder; bad when it is cut off, changed, or
// has another header.
func recall(header string, data []byte) *recalled {
	body := len(data) - len(site.Digest{})
	if body < len(header) || string(data[:len(header)]) != header || site.DigestOf(data[:body]) != site.Digest(data[body:]) {
		return &recalled{bad: true}
	}
	return &recalled{rest: string(data[len(header):body])}
}

// done reports whether everything was there and nothing is left.
func (r *recalled) done() bool { return !r.bad && r.rest == "" }

func (r *recalled) take(n int) string {
	if n < 0 || n > len(r.rest) {
		r.rest, r.bad = "", true
		return ""
	}
	taken := r.rest[:n]
	r.rest = r.rest[n:]
	return taken
}

func (r *recalled) number() int64 {
	// A number takes at most binary.MaxVarintLen64 bytes.
	n, size := binary.Varint([]byte(r.rest[:min(len(r.rest), binary.MaxVarintLen64)]))
	r.take(size)
	r.bad = r.bad || size == 0
	return n
}

// count reads the number of things that take at least a byte each.
func (r *recalled) count() int {
	n := r.number()
	if n < 0 || n > int64(len(r.rest)) {
		r.rest, r.bad = "", true
		return 0
	}
	return int(n)
}

func (r *recalled) text() string { return r.take(r.count()) }

func (r *recalled) digest() (d site.Digest) {
	copy(d[:], r.take(len(d)))
	return d
}
