package search

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strings"
)

// recount takes the words of documents out of the stems of an index, and puts
// others in. The stems that it is given stay as they are.
type recount struct {
	stems   []stem
	own     []bool // by stem, whether its words are a copy
	at      []wordAt
	added   map[string]*stem // by their terms
	numbers uint32           // how many numbers words have been given
}

// wordAt is where a word stands, by its number; stem is one more, 0 = nowhere.
type wordAt struct{ stem, word uint32 }

func newRecount(c *catalogue) *recount {
	r := &recount{stems: slices.Clone(c.stems), own: make([]bool, len(c.stems)), at: make([]wordAt, c.numbers), added: map[string]*stem{}, numbers: c.numbers}
	for i := range r.stems {
		for j, w := range r.stems[i].words {
			if w.number < c.numbers {
				r.at[w.number] = wordAt{uint32(i + 1), uint32(j)}
			}
		}
	}
	return r
}

// take takes a word out. Words that cannot be spelt are in no stem.
func (r *recount) take(number uint32, used use) {
	if int(number) >= len(r.at) || r.at[number].stem == 0 {
		return
	}
	at := r.at[number]
	w := &r.words(int(at.stem - 1))[at.word]
	w.times -= used.times
	w.named -= used.named
}

// words gives the words of a stem to write to.
func (r *recount) words(i int) []surface {
	if !r.own[i] {
		r.own[i], r.stems[i].words = true, slices.Clone(r.stems[i].words)
	}
	return r.stems[i].words
}

// put puts a word in that can be spelt, and gives its number.
func (r *recount) put(term, text string, used use) uint32 {
	s := r.added[term]
	if s == nil {
		i, found := slices.BinarySearchFunc(r.stems, term, func(s stem, term string) int { return cmp.Compare(s.term, term) })
		if found {
			r.words(i)
			s = &r.stems[i]
		} else {
			s = &stem{term: term}
			r.added[term] = s
		}
	}
	for j := range s.words {
		if w := &s.words[j]; w.text == text {
			w.times += used.times
			w.named += used.named
			return w.number
		}
	}
	s.words = append(s.words, surface{text, r.numbers, used})
	r.numbers++
	return r.numbers - 1
}

// record appends the record of a gist over a lexicon, and counts its words.
func (r *recount) record(out []byte, g *gist, l *lexicon) []byte {
	var words []byte
	count := 0
	readRecord(g.appendRecord(nil), func(n uint32, used use) {
		if text := l.texts[n]; spellable(text) {
			number := r.put(l.texts[l.termOf[n]], text, used)
			words = binary.AppendUvarint(words, uint64(number))
			words = binary.AppendUvarint(words, uint64(used.times<<1|used.named))
			count++
		}
	})
	out = append(out, g.data[:g.terms]...)
	return append(binary.AppendUvarint(out, uint64(count)), words...)
}

// end gives the stems, with the documents of the terms that were amended.
func (r *recount) end(amended []termCount) []stem {
	for _, t := range amended {
		if s := r.added[t.text]; s != nil {
			s.documents = t.documents
		} else if i, found := slices.BinarySearchFunc(r.stems, t.text, func(s stem, term string) int { return cmp.Compare(s.term, term) }); found {
			r.stems[i].documents = t.documents
		}
	}
	for _, s := range r.added {
		r.stems = append(r.stems, *s)
	}
	left := r.stems[:0]
	for i := range r.stems {
		s := &r.stems[i]
		if i >= len(r.own) || r.own[i] {
			s.words = slices.DeleteFunc(s.words, func(w surface) bool { return w.times == 0 })
		}
		if len(s.words) > 0 {
			left = append(left, *s)
		}
	}
	if len(r.added) > 0 {
		slices.SortFunc(left, func(a, b stem) int { return strings.Compare(a.term, b.term) })
	}
	return left
}
