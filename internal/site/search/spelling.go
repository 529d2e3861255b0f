package search

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
)

const (
	shortestSpelling, longestSpelling = 3, 20
	// smallSite is the number of documents below which words that occur once
	// are offered too.
	smallSite = 2000
	entityBit = 0x40
)

// spellingFiles adds, for each length, the words a misspelt one may mean: of
// each stem the form most used, front coded, with a byte for the length shared
// with the word before and whether it is a name, and one for the logarithm of
// its documents.
func (w *writer) spellingFiles(in *inverted) {
	best := map[uint32]string{}
	for surface, use := range in.words {
		if !spellable(surface) {
			continue
		}
		held, ok := best[use.term]
		if !ok || cmp.Or(cmp.Compare(in.words[held].uses, use.uses), cmp.Compare(len(surface), len(held)), strings.Compare(surface, held)) < 0 {
			best[use.term] = surface
		}
	}
	least := 2
	if len(in.documents) < smallSite {
		least = 1
	}
	byLength := make([][]string, longestSpelling+1)
	for term, surface := range best {
		if len(in.postings(int(term))) >= least {
			byLength[len(surface)] = append(byLength[len(surface)], surface)
		}
	}
	files := make([][]byte, len(byLength))
	parallel(len(files), func(length int) {
		words := byLength[length]
		slices.Sort(words)
		var data []byte
		before := ""
		for _, surface := range words {
			use := in.words[surface]
			shared := sharedPrefix(before, surface)
			head := byte(shared)
			if use.entity {
				head |= entityBit
			}
			data = append(data, head, byte(bits.Len(uint(len(in.postings(int(use.term)))))))
			data = append(data, surface[shared:]...)
			before = surface
		}
		files[length] = deflate(data)
	})
	w.numbered("s", files)
}

// spellable reports whether a word is of plain letters and digits and of a
// length for which there is a list.
func spellable(surface string) bool {
	if len(surface) < shortestSpelling || len(surface) > longestSpelling {
		return false
	}
	return strings.IndexFunc(surface, func(r rune) bool { return r < '0' || r > '9' && r < 'a' || r > 'z' }) < 0
}
