package search

import (
	"encoding/binary"
	"math/bits"
	"runtime"
	"slices"
	"sync/atomic"
	"unsafe"

	"blotter/internal/site"
)

// fieldGap is how far apart the words of two texts stand at least: one more
// than neighbours.
const fieldGap = 2

// collector makes gists. It belongs to one goroutine.
type collector struct {
	*analyzer
	synonyms synonyms
	pairs    map[uint64]uint32 // by the numbers of two terms, that of both
	marks    []mark
	spots    []spot // by number: where a text stands in the lists below
	terms    []uint32
	counts   []counts // by place in terms
	words    []word
	found    []occurrence
	lengths  [fieldCount]uint32
	at       uint32

	starts []uint32 // see places
	sorted []uint32
	out    []byte

	tally tally  // of all gists
	room  []byte // for gists
}

// spot is where the document that is being read has a text; 0 = not, else one
// more than the place.
type spot struct{ term, word uint32 }

// word is a word as it is written.
type word struct {
	number, uses uint32
	name         bool // stands in a title or is a name
}

// occurrence is a position of a term, by its place in the list.
type occurrence struct{ term, at uint32 }

func newCollector(cfg *site.Config, l *lexicon) *collector {
	c := &collector{analyzer: newAnalyzerOf(l, isEnglish(cfg)), pairs: map[uint64]uint32{}}
	c.synonyms = newSynonyms(cfg.Synonyms, c.analyzer)
	return c
}

// fieldText is a text of a document.
type fieldText struct {
	field field
	text  string
}

// gist makes the gist of the texts, and counts it. It keeps no part of them.
func (c *collector) gist(texts []fieldText) (g gist) {
	c.terms, c.counts, c.words, c.found = c.terms[:0], c.counts[:0], c.words[:0], c.found[:0]
	c.lengths, c.at = [fieldCount]uint32{}, 0
	for _, t := range texts {
		c.text(t.field, t.text)
	}
	c.tally.room(len(c.spots))
	c.out = c.out[:0]
	for f, n := range c.lengths {
		c.out = binary.AppendUvarint(c.out, uint64(n))
		c.tally.lengths[f] += int(n)
	}
	g.terms = uint32(len(c.out))
	c.out = binary.AppendUvarint(c.out, uint64(len(c.terms)))
	for i, term := range c.terms {
		c.out = binary.AppendUvarint(c.out, uint64(term))
		c.out = appendCounts(c.out, &c.counts[i])
		c.spots[term].term = 0
	}
	g.words = uint32(len(c.out))
	c.out = binary.AppendUvarint(c.out, uint64(len(c.words)))
	for _, w := range c.words {
		name := uint32(0)
		if w.name {
			name = 1
		}
		c.out = binary.AppendUvarint(c.out, uint64(w.number))
		c.out = binary.AppendUvarint(c.out, uint64(w.uses<<1|name))
		c.spots[w.number].word = 0
		counted := &c.tally.words[w.number]
		counted.times += w.uses
		counted.named += name
	}
	g.places = uint32(len(c.out))
	c.places()
	g.data = c.keep(c.out)
	return g
}

// keep copies bytes to where gists are kept: few large pieces of memory.
func (c *collector) keep(data []byte) []byte {
	const piece = 1 << 18
	if len(data) > cap(c.room)-len(c.room) {
		c.room = make([]byte, 0, max(piece, len(data)))
	}
	start := len(c.room)
	c.room = append(c.room, data...)
	return c.room[start:len(c.room):len(c.room)]
}

func (c *collector) text(f field, text string) {
	if text == "" {
		return
	}
	start := c.at
	c.marks, c.at = c.analyzer.marks(text, c.at, c.marks[:0])
	c.lengths[f] += c.at - start
	c.at = f.roomAfter(c.at + fieldGap)
	c.marks = c.synonyms.expand(c.marks)
	short := f.short()
	var before *mark
	for i := range c.marks {
		m := &c.marks[i]
		if m.sort == stopWord && !short {
			continue
		}
		place := c.count(m.term, f)
		if m.sort != roundNumber {
			c.found = append(c.found, occurrence{place, m.at})
		}
		if m.surface != noText {
			c.see(m.surface, f)
		}
		if short && m.sort == plainWord {
			if before != nil && before.at+1 == m.at {
				c.count(c.pair(before.term, m.term), f)
			}
			before = m
		}
	}
}

// count counts a term in a field and gives its place in the list.
func (c *collector) count(term uint32, f field) uint32 {
	if int(term) >= len(c.spots) {
		c.spots = append(c.spots, make([]spot, int(term)-len(c.spots)+4096)...)
	}
	at := &c.spots[term].term
	if *at == 0 {
		c.terms, c.counts = append(c.terms, term), append(c.counts, counts{})
		*at = uint32(len(c.terms))
	}
	if n := &c.counts[*at-1][f]; *n < 255 {
		*n++
	}
	return *at - 1
}

// see counts a word.
func (c *collector) see(surface uint32, f field) {
	if int(surface) >= len(c.spots) {
		c.spots = append(c.spots, make([]spot, int(surface)-len(c.spots)+4096)...)
	}
	at := &c.spots[surface].word
	if *at == 0 {
		c.words = append(c.words, word{number: surface})
		*at = uint32(len(c.words))
	}
	w := &c.words[*at-1]
	w.uses++
	w.name = w.name || f <= actorField
}

// pair gives the number of two terms that stand side by side.
func (c *collector) pair(a, b uint32) uint32 {
	key := uint64(a)<<32 | uint64(b)
	n, ok := c.pairs[key]
	if !ok {
		n = c.number(c.analyzer.text(a) + " " + c.analyzer.text(b))
		c.pairs[key] = n
	}
	return n
}

// places writes the positions of each term, in the order of the terms.
func (c *collector) places() {
	c.starts = append(c.starts[:0], make([]uint32, len(c.terms)+1)...)
	for _, o := range c.found {
		c.starts[o.term+1]++
	}
	for i := range c.terms {
		c.starts[i+1] += c.starts[i]
	}
	c.sorted = slices.Grow(c.sorted[:0], len(c.found))[:len(c.found)]
	for _, o := range c.found {
		c.sorted[c.starts[o.term]] = o.at
		c.starts[o.term]++
	}
	first := uint32(0)
	for i, term := range c.terms {
		own := c.sorted[first:c.starts[i]]
		first = c.starts[i]
		if !slices.IsSorted(own) { // synonyms come after the words of a text
			slices.Sort(own)
		}
		e := &c.tally.terms[term]
		e.documents++
		c.out = binary.AppendUvarint(c.out, uint64(len(own)))
		if len(own) == 0 {
			e.more++
			e.highs += uint32(len(noHigh))
			continue
		}
		e.more += uvarintSize(len(own) - 1)
		before := own[0]
		start := len(c.out)
		c.out = binary.AppendUvarint(c.out, uint64(before>>8))
		e.highs += uint32(len(c.out) - start)
		c.out = append(c.out, byte(before))
		start = len(c.out)
		for _, at := range own[1:] {
			c.out = binary.AppendUvarint(c.out, uint64(at-before))
			before = at
		}
		e.rest += uint32(len(c.out) - start)
	}
}

// uvarintSize gives the bytes of a number that is written as a varint.
func uvarintSize(n int) uint32 { return uint32(bits.Len(uint(n)|1)+6) / 7 }

// shard is a run of documents with what was counted of them.
type shard struct {
	tally
	gists []gist
}

// collect makes the gists of a site's documents, entries first, on all cores.
// Two of them share a run of documents and read it from both ends, so that none
// waits for the other. What is made of the shards does not depend on where one
// ends.
func collect(s *site.Site, pages []page) (*lexicon, []shard) {
	l := &lexicon{}
	total := len(s.Entries) + len(pages)
	runs := (min(runtime.GOMAXPROCS(0), total/64+1) + 1) / 2
	shards, taken := make([]shard, 2*runs), make([]atomic.Int64, runs)
	parallel(len(shards), func(i int) {
		run := i / 2
		first, last := total*run/runs, total*(run+1)/runs
		c, texts := newCollector(s.Config, l), textsOf(s, pages)
		own := shard{gists: make([]gist, 0, (last-first)/2)}
		backward := i%2 == 1
		for taken[run].Add(1) <= int64(last-first) {
			n := first + len(own.gists)
			if backward {
				n = last - 1 - len(own.gists)
			}
			own.gists = append(own.gists, c.gist(texts(n)))
		}
		if backward {
			slices.Reverse(own.gists)
		}
		own.tally = c.tally
		shards[i] = own
	})
	for i := range shards {
		shards[i].room(len(l.texts))
	}
	return l, shards
}

// textsOf gives the texts of a document by its number, up to the next call: it
// writes over the prose of the one before.
func textsOf(s *site.Site, pages []page) func(n int) []fieldText {
	var texts []fieldText
	var words []byte
	take := func(f field, text string) { texts = append(texts, fieldText{f, text}) }
	prose := func(body *site.Body) string {
		words = words[:0]
		body.LendText(func(text string) { words = append(words, text...) })
		return unsafe.String(unsafe.SliceData(words), len(words))
	}
	return func(n int) []fieldText {
		texts = texts[:0]
		if n < len(s.Entries) {
			entryTexts(s, s.Entries[n], prose, take)
		} else {
			page := &pages[n-len(s.Entries)]
			take(titleField, page.title)
			take(labelField, page.sort)
			page.texts(take)
		}
		return texts
	}
}
