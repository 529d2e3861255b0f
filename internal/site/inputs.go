package site

import "encoding/binary"

// Inputs collects what an output is made of, for its digest, each value so
// that its end is known: two lists of texts never run into one another. The
// zero value is empty.
type Inputs struct{ Data []byte }

// Text adds texts, each with its length in bytes before it.
func (in *Inputs) Text(texts ...string) {
	for _, text := range texts {
		in.Data = binary.AppendUvarint(in.Data, uint64(len(text)))
		in.Data = append(in.Data, text...)
	}
}

// Number adds a whole number.
func (in *Inputs) Number(n int) { in.Data = binary.AppendVarint(in.Data, int64(n)) }

// Date adds a date.
func (in *Inputs) Date(d Date) { in.Data = d.AppendBinary(in.Data) }

// Digest adds a digest that was taken before.
func (in *Inputs) Digest(d Digest) { in.Data = append(in.Data, d[:]...) }

// Sum gives the digest of all that was added.
func (in *Inputs) Sum() Digest { return DigestOf(in.Data) }
