package search

import (
	"encoding/binary"
	"runtime"
	"slices"
	"sync"

	"blotter/internal/site"
)

// document is what an entry or a page comes to: its terms in the order in which
// they first occur, and for each how often it stands in each field and where.
// It depends on nothing but its own texts, so that it can be kept by their hash.
type document struct {
	terms   []uint32           // numbers of the vocabulary it was made with
	counts  []uint8            // fieldCount for each term, 255 at most
	places  []byte             // for each term the positions: number and differences, as varints
	ends    []uint32           // by term, where its places end
	lengths [fieldCount]uint32 // tokens by field
}

// lexicon numbers the terms that a collector meets.
type lexicon struct {
	numbers map[string]uint32
	terms   []string
	words   map[string]*word // by surface
}

// word is a word as it is written, for spelling.
type word struct {
	term   uint32
	uses   int
	entity bool // stands in a title or is a name
}

func newLexicon() *lexicon {
	return &lexicon{numbers: map[string]uint32{}, words: map[string]*word{}}
}

func (l *lexicon) number(term string) uint32 {
	n, ok := l.numbers[term]
	if !ok {
		n = uint32(len(l.terms))
		l.numbers[term] = n
		l.terms = append(l.terms, term)
	}
	return n
}

func (l *lexicon) see(surface string, term uint32, f field) {
	w := l.words[surface]
	if w == nil {
		w = &word{term: term}
		l.words[surface] = w
	}
	w.uses++
	w.entity = w.entity || f <= actorField
}

// fieldGap is how far apart the words of two texts stand at least.
const fieldGap = 8

// collector makes documents. It belongs to one goroutine.
type collector struct {
	*lexicon
	analyzer *analyzer
	synonyms synonyms
	tokens   []token
	place    []int32 // by term: its place in the document and one; 0 = not in it
	found    []occurrence
	doc      document
	at       int
}

// occurrence is a position of a term of the document.
type occurrence struct{ term, at uint32 }

func newCollector(cfg *site.Config) *collector {
	c := &collector{lexicon: newLexicon(), analyzer: newAnalyzer(isEnglish(cfg))}
	c.synonyms = newSynonyms(cfg.Synonyms, c.analyzer)
	return c
}

// document makes the document of the texts.
func (c *collector) document(texts func(take)) document {
	c.doc, c.found, c.at = document{}, c.found[:0], 0
	texts(c.text)
	c.sortPlaces()
	for _, term := range c.doc.terms {
		c.place[term] = 0
	}
	return document{slices.Clone(c.doc.terms), slices.Clone(c.doc.counts), slices.Clone(c.doc.places), slices.Clone(c.doc.ends), c.doc.lengths}
}

func (c *collector) text(f field, text string) {
	if text == "" {
		return
	}
	start := c.at
	c.tokens, c.at = c.analyzer.analyze(text, c.at, c.tokens[:0])
	c.doc.lengths[f] += uint32(c.at - start)
	c.at += fieldGap
	c.tokens = c.synonyms.expand(c.tokens)
	before := token{at: -2}
	for _, t := range c.tokens {
		if t.sort == stopWord && !f.short() {
			continue
		}
		n := c.number(t.text)
		c.count(n, f)
		if t.sort != roundNumber {
			c.found = append(c.found, occurrence{uint32(c.place[n] - 1), uint32(t.at)})
		}
		if t.surface != "" {
			c.see(t.surface, n, f)
		}
		if f.short() && t.sort == plainWord {
			if before.at == t.at-1 {
				c.count(c.number(before.text+" "+t.text), f)
			}
			before = t
		}
	}
}

// count counts a term in a field.
func (c *collector) count(term uint32, f field) {
	for int(term) >= len(c.place) {
		c.place = append(c.place, make([]int32, len(c.place)+1024)...)
	}
	if c.place[term] == 0 {
		c.doc.terms = append(c.doc.terms, term)
		c.doc.counts = append(c.doc.counts, make([]uint8, fieldCount)...)
		c.place[term] = int32(len(c.doc.terms))
	}
	if n := &c.doc.counts[int(c.place[term]-1)*int(fieldCount)+int(f)]; *n < 255 {
		*n++
	}
}

// sortPlaces writes the positions of each term, in the order of the terms.
func (c *collector) sortPlaces() {
	slices.SortFunc(c.found, func(a, b occurrence) int {
		if a.term != b.term {
			return int(a.term) - int(b.term)
		}
		return int(a.at) - int(b.at)
	})
	next := 0
	for term := range c.doc.terms {
		end := next
		for end < len(c.found) && int(c.found[end].term) == term {
			end++
		}
		c.doc.places = binary.AppendUvarint(c.doc.places, uint64(end-next))
		before := uint32(0)
		for _, o := range c.found[next:end] {
			c.doc.places = binary.AppendUvarint(c.doc.places, uint64(o.at-before))
			before = o.at
		}
		c.doc.ends = append(c.doc.ends, uint32(len(c.doc.places)))
		next = end
	}
}

// shard is the documents that one collector made.
type shard struct {
	*lexicon
	documents []document
}

// collect makes the documents of a site, entries first, on all cores: each
// shard has a run of them. What is made of the shards does not depend on where
// one ends.
func collect(s *site.Site, pages []page) []shard {
	total := len(s.Entries) + len(pages)
	shards := make([]shard, min(runtime.GOMAXPROCS(0), total/64+1))
	var workers sync.WaitGroup
	for i := range shards {
		workers.Go(func() {
			c := newCollector(s.Config)
			for n := total * i / len(shards); n < total*(i+1)/len(shards); n++ {
				shards[i].documents = append(shards[i].documents, c.document(func(take take) {
					if n < len(s.Entries) {
						entryTexts(s, s.Entries[n], take)
						return
					}
					page := &pages[n-len(s.Entries)]
					take(titleField, page.title)
					take(labelField, page.sort)
					page.texts(take)
				}))
			}
			shards[i].lexicon = c.lexicon
		})
	}
	workers.Wait()
	return shards
}
