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
	best := make([]uint32, len(in.texts)) // by number of a term, that of its word and one
	for n, surface := range in.texts {
		if in.words[n].times == 0 || in.termOf[n] == noText || !spellable(surface) {
			continue
		}
		held := &best[in.termOf[n]]
		if *held == 0 || cmp.Or(cmp.Compare(in.words[*held-1].times, in.words[n].times), cmp.Compare(len(surface), len(in.texts[*held-1])), strings.Compare(surface, in.texts[*held-1])) < 0 {
			*held = uint32(n) + 1
		}
	}
	least := 2
	if in.documents < smallSite {
		least = 1
	}
	byLength := make([][]spelt, longestSpelling+1)
	for _, term := range in.terms {
		documents := int(in.starts[term+1].post - in.starts[term].post)
		if n := best[term]; n > 0 && documents >= least {
			surface := in.texts[n-1]
			byLength[len(surface)] = append(byLength[len(surface)], spelt{surface, documents, in.words[n-1].named > 0})
		}
	}
	files := make([][]byte, len(byLength))
	parallel(len(files), func(length int) { files[length] = encodeSpelling(byLength[length]) })
	w.numbered("s", files)
}

// spelt is a word that a misspelt one may mean.
type spelt struct {
	surface   string
	documents int
	name      bool
}

func encodeSpelling(words []spelt) (data []byte) {
	slices.SortFunc(words, func(a, b spelt) int { return strings.Compare(a.surface, b.surface) })
	before := ""
	for _, w := range words {
		shared := sharedPrefix(before, w.surface)
		head := byte(shared)
		if w.name {
			head |= entityBit
		}
		data = append(data, head, byte(bits.Len(uint(w.documents))))
		data = append(data, w.surface[shared:]...)
		before = w.surface
	}
	return data
}

// spellable reports whether a word is of plain letters and digits and of a
// length for which there is a list.
func spellable(surface string) bool {
	if len(surface) < shortestSpelling || len(surface) > longestSpelling {
		return false
	}
	return strings.IndexFunc(surface, func(r rune) bool { return r < '0' || r > '9' && r < 'a' || r > 'z' }) < 0
}
