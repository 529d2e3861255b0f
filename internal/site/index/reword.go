package index

import (
	"bytes"

	"blotter/internal/site"
)

// pieces are a file in which every entry has a piece, in the order of the
// record. After an edit of words all but a few pieces are what they were, and
// copying them is much quicker than making them.
type pieces struct {
	entries []*site.Entry
	// begin appends what the piece of an entry begins with. No other place of
	// the file has that.
	begin func(dst []byte, entry *site.Entry) []byte
	// piece appends the piece of an entry.
	piece func(dst []byte, entry *site.Entry) []byte
	tail  string // what stands behind the last piece
}

// reword writes the file with the pieces of the entries that told names made
// anew, and the others out of the bytes that the file had; see
// site.Output.Reword.
func (p *pieces) reword(last []byte, told func(index int) bool, out *site.Buffer) bool {
	var mark, made []byte
	done := 0 // how far the last bytes are copied
	for n, entry := range p.entries {
		if !told(entry.Index) {
			continue
		}
		mark = p.begin(mark[:0], entry)
		from := place(last, mark)
		to := len(last) - len(p.tail)
		if n+1 < len(p.entries) {
			mark = p.begin(mark[:0], p.entries[n+1])
			to = place(last, mark)
		}
		if from < done || to < from {
			return false
		}
		made = p.piece(made[:0], entry)
		out.Write(last[done:from])
		out.Write(made)
		done = to
	}
	out.Write(last[done:])
	return true
}

// place gives where a mark stands; -1 if it stands nowhere, or in two places.
func place(data, mark []byte) int {
	at := bytes.Index(data, mark)
	if at < 0 || bytes.Contains(data[at+1:], mark) {
		return -1
	}
	return at
}

// pieces gives the rows of a table with a row for each entry, as they stand in
// its CSV and its JSON. The first column is the id.
func (x *indexer) pieces(t *table[*site.Entry]) (csv, json *pieces) {
	csv = &pieces{
		entries: x.site.Entries, tail: "\n",
		begin: func(dst []byte, entry *site.Entry) []byte {
			return append(t.columns[0].cell(append(dst, '\n'), entry), ',')
		},
		piece: func(dst []byte, entry *site.Entry) []byte {
			dst = t.row(append(dst, '\n'), entry)
			return dst[:len(dst)-len("\n")]
		},
	}
	json = &pieces{
		entries: x.site.Entries, tail: "\n]\n",
		begin: func(dst []byte, entry *site.Entry) []byte {
			return append(t.columns[0].append(append(dst, ",\n["...), entry), ',')
		},
		piece: t.jsonRow,
	}
	return csv, json
}
