package search

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"

	"blotter/internal/site"
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
func (w *writer) spellingFiles(stems []stem) {
	least := 2
	if w.root.Documents < smallSite {
		least = 1
	}
	byLength := make([][]spelt, longestSpelling+1)
	for i := range stems {
		if stems[i].documents >= least {
			best := stems[i].best()
			byLength[len(best.text)] = append(byLength[len(best.text)], spelt{best.text, stems[i].documents, best.named > 0})
		}
	}
	files := make([][]byte, len(byLength))
	parallel(len(files), func(length int) { files[length] = encodeSpelling(byLength[length]) })
	sums, raws := make([]site.Digest, len(files)), make([]raw, len(files))
	for i, data := range files {
		sums[i], raws[i] = sumOf(data), finished(data)
	}
	w.numbered("s", sums, raws)
}

// best gives the form of a stem that is most used.
func (s *stem) best() *surface {
	best := &s.words[0]
	for i := range s.words {
		w := &s.words[i]
		if cmp.Or(cmp.Compare(best.times, w.times), cmp.Compare(len(w.text), len(best.text)), strings.Compare(w.text, best.text)) < 0 {
			best = w
		}
	}
	return best
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
