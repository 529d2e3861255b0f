package search

import (
	"encoding/binary"
	"unicode/utf8"
)

// heavySize is the size of postings above which a term has a file of its own,
// before compression.
const heavySize = 5500

// blockSizeOf gives the size at which a block of terms is full, before
// compression: larger for a large record, so that the names of blocks do not
// fill the first file.
func blockSizeOf(documents int) int {
	switch {
	case documents > 60_000:
		return 44 << 10
	case documents > 20_000:
		return 22 << 10
	}
	return 11 << 10
}

// block is a run of terms that share a file.
type block struct {
	first string // the shortest text that sorts behind the block before
	terms []*encodedTerm
}

// termFiles cuts the terms into blocks and heavy ones, and adds their files.
func (w *writer) termFiles(in *inverted) {
	encoded, places := in.encode(), in.positions // which outlive the rest of it
	blocks, heavies := cutBlocks(encoded, w.blockLimit(encoded))
	// Terms and places of a block share a hash, which halves what the root
	// spends on them.
	w.twins("t", "p", len(blocks), func(i int) (raw, raw) {
		return func(out []byte) []byte { return appendBlock(out, blocks[i].terms) },
			func(out []byte) []byte { return places.appendBlock(out, blocks[i].terms) }
	})
	w.twins("h", "q", len(heavies), func(i int) (raw, raw) {
		return finished(heavies[i].posts), func(out []byte) []byte { return places.appendTo(out, heavies[i].number) }
	})
	for _, b := range blocks {
		w.root.Separators = append(w.root.Separators, b.first)
	}
	for _, t := range heavies {
		w.root.Heavy = append(w.root.Heavy, t.text)
		w.root.HeavyCounts = append(w.root.HeavyCounts, t.documents)
	}
}

// cutBlocks cuts terms into blocks of a size, and takes the heavy ones out.
func cutBlocks(encoded []encodedTerm, limit int) (blocks []block, heavies []*encodedTerm) {
	var current []*encodedTerm
	size, before := 0, ""
	flush := func() {
		if len(current) > 0 {
			blocks = append(blocks, block{first: separator(before, current[0].text), terms: current})
			before, current, size = current[len(current)-1].text, nil, 0
		}
	}
	for n := range encoded {
		t := &encoded[n]
		if len(t.posts) > heavySize {
			heavies = append(heavies, t)
			continue
		}
		current = append(current, t)
		if size += len(t.posts) + 6; size > limit {
			flush()
		}
	}
	flush()
	return blocks, heavies
}

// appendBlock writes the terms of a block and their postings: like beside like,
// which compresses best.
func appendBlock(data []byte, terms []*encodedTerm) []byte {
	data = binary.AppendUvarint(data, uint64(len(terms)))
	var rests, texts []byte
	before := ""
	for _, t := range terms {
		shared := sharedPrefix(before, t.text)
		before = t.text
		data = binary.AppendUvarint(data, uint64(shared))
		rests = binary.AppendUvarint(rests, uint64(len(before)-shared))
		texts = append(texts, before[shared:]...)
	}
	data = append(append(data, rests...), texts...)
	for _, t := range terms {
		data = binary.AppendUvarint(data, uint64(t.documents))
	}
	for _, t := range terms {
		data = append(data, t.posts[:t.impacts()]...)
	}
	for _, t := range terms {
		data = append(data, t.posts[t.impacts():]...)
	}
	return data
}

// appendBlock writes the positions of the terms of a block.
func (p *positions) appendBlock(data []byte, terms []*encodedTerm) []byte {
	for _, t := range terms {
		data = binary.AppendUvarint(data, uint64(p.size(t.number)))
	}
	for _, t := range terms {
		data = p.appendTo(data, t.number)
	}
	return data
}

// sharedPrefix gives how many bytes two terms begin with alike.
func sharedPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// separator gives the shortest text of whole letters that sorts behind one
// term and not behind the next.
func separator(before, next string) string {
	end := min(sharedPrefix(before, next)+1, len(next))
	for end < len(next) && !utf8.RuneStart(next[end]) {
		end++
	}
	return next[:end]
}
