package search

import (
	"encoding/binary"
	"unicode/utf8"
)

const (
	// heavySize is the size of postings above which a term has a file of its
	// own, and blockSize that at which a block of terms is full, both before
	// compression.
	heavySize = 3000
	blockSize = 8 << 10
	// largeSite is the number of documents above which blocks are larger, so
	// that their names do not fill the root.
	largeSite, largeBlock = 60_000, 32 << 10
)

// block is a run of terms that share a file.
type block struct {
	first string // the shortest text that sorts behind the block before
	terms []int
}

// termFiles cuts the terms into blocks and heavy ones, and adds their files.
func (w *writer) termFiles(in *inverted) {
	encoded := in.encode()
	var blocks []block
	var heavies []int
	var current []int
	size, before, limit := 0, "", blockSize
	if len(in.documents) > largeSite {
		limit = largeBlock
	}
	flush := func() {
		if len(current) > 0 {
			blocks = append(blocks, block{first: separator(before, in.terms[current[0]]), terms: current})
			before, current, size = in.terms[current[len(current)-1]], nil, 0
		}
	}
	for n := range in.terms {
		if posts := encoded[n].posts; len(posts) > heavySize {
			heavies = append(heavies, n)
			continue
		}
		current = append(current, n)
		if size += len(encoded[n].posts) + 6; size > limit {
			flush()
		}
	}
	flush()
	termFiles, placeFiles := make([][]byte, len(blocks)), make([][]byte, len(blocks))
	parallel(len(blocks), func(i int) {
		termFiles[i] = deflate(encodeBlock(in, encoded, blocks[i].terms))
		placeFiles[i] = deflate(encodePlaces(encoded, blocks[i].terms))
	})
	heavyFiles, heavyPlaces := make([][]byte, len(heavies)), make([][]byte, len(heavies))
	parallel(len(heavies), func(i int) {
		heavyFiles[i] = deflate(encoded[heavies[i]].posts)
		heavyPlaces[i] = deflate(encoded[heavies[i]].places)
	})
	// Terms and places of a block share a hash, which halves what the root
	// spends on them.
	w.twins("t", "p", termFiles, placeFiles)
	w.twins("h", "q", heavyFiles, heavyPlaces)
	for _, b := range blocks {
		w.root.Separators = append(w.root.Separators, b.first)
	}
	for _, n := range heavies {
		w.root.Heavy = append(w.root.Heavy, in.terms[n])
		w.root.HeavyCounts = append(w.root.HeavyCounts, len(in.postings(n)))
	}
}

// encodeBlock writes the terms of a block and their postings.
func encodeBlock(in *inverted, encoded []encodedTerm, terms []int) []byte {
	data := binary.AppendUvarint(nil, uint64(len(terms)))
	before := ""
	for _, n := range terms {
		shared := sharedPrefix(before, in.terms[n])
		before = in.terms[n]
		data = append(data, byte(shared), byte(len(before)-shared))
		data = append(data, before[shared:]...)
		data = binary.AppendUvarint(data, uint64(len(in.postings(n))))
		data = binary.AppendUvarint(data, uint64(len(encoded[n].posts)))
	}
	for _, n := range terms {
		data = append(data, encoded[n].posts...)
	}
	return data
}

func encodePlaces(encoded []encodedTerm, terms []int) []byte {
	var data []byte
	for _, n := range terms {
		data = binary.AppendUvarint(data, uint64(len(encoded[n].places)))
	}
	for _, n := range terms {
		data = append(data, encoded[n].places...)
	}
	return data
}

// sharedPrefix gives how many bytes two terms begin with alike, 255 at most.
func sharedPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && n < 255 && a[n] == b[n] {
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
