package search

import (
	"cmp"
	"slices"
	"strings"

	"blotter/internal/site"
)

// catalogue is what an index came to, in parts that can be read one by one:
// enough to make its files, and to make the index of a record that differs in
// a few documents from what differs. Its terms and documents are not written
// once they are there, but for the places of their parts, see Memory.Kept.
type catalogue struct {
	setting   site.Digest // of what tokens and cards depend on besides the documents
	entries   int
	documents []catalogued
	lengths   [fieldCount]int // positions of all documents by field
	blocks    []blockPart
	heavies   []heavyPart
	stems     []stem // by their terms
	numbers   uint32 // how many numbers words have been given
	cards     []site.Digest
	columns   []site.Digest // sums of the files of columns but the last; nil = not known
	read      site.Digest   // of everything that they were made from; see Indexer.Read
}

// catalogued is a document: a digest of everything that the index has of it,
// and what it adds to the counts, see recordOf.
type catalogued struct {
	key    site.Digest
	record part
}

// blockPart is a block of terms: the first and the last of them, and what its
// files hold.
type blockPart struct {
	first, last   string
	terms, places part
	sums          [2]site.Digest // of terms and places
}

// heavyPart is a term with files of its own.
type heavyPart struct {
	term          string
	documents     int
	lists, places part
	sums          [2]site.Digest
}

// stem is a term with the words that come to it and can be spelt.
type stem struct {
	term      string
	documents int
	words     []surface
}

// surface is a word as it is written. Records of documents know it by its
// number.
type surface struct {
	text   string
	number uint32
	use
}

// newCatalogue makes the catalogue of all documents of a site, from their
// texts. The keys are nil where nobody asks for them later.
func newCatalogue(s *site.Site, pages []page, keys []site.Digest) (*catalogue, error) {
	l, shards := collect(s, pages)
	c := &catalogue{entries: len(s.Entries), documents: make([]catalogued, len(s.Entries)+len(pages)), numbers: uint32(len(l.texts))}
	for n, key := range keys {
		c.documents[n].key = key
	}
	if keys != nil {
		c.record(shards)
	}
	for i := range shards {
		for f, length := range shards[i].lengths {
			c.lengths[f] += length
		}
	}
	in := invert(l, shards)
	c.stems = in.stems()
	encoded := in.encode()
	blocks, heavies := cutBlocks(encoded, blockLimit(c.entries, len(c.documents), encoded))
	c.blocks = make([]blockPart, len(blocks))
	parallel(len(blocks), func(i int) { c.blocks[i] = newBlock(blocks[i]) })
	c.heavies = make([]heavyPart, len(heavies))
	parallel(len(heavies), func(i int) { c.heavies[i] = newHeavy(heavies[i]) })
	var err error
	c.cards, err = cardSums(s, pages)
	return c, err
}

// record keeps what each document adds to the counts: the bytes of its gist
// that tell its lengths and its words.
func (c *catalogue) record(shards []shard) {
	firsts, at := make([]int, len(shards)), 0
	for i := range shards {
		firsts[i] = at
		at += len(shards[i].gists)
	}
	parallel(len(shards), func(i int) {
		size := 0
		for _, g := range shards[i].gists {
			size += g.recordSize()
		}
		room := make([]byte, 0, size)
		for n, g := range shards[i].gists {
			start := len(room)
			room = g.appendRecord(room)
			c.documents[firsts[i]+n].record = partOf(room[start:len(room):len(room)])
		}
	})
}

// stems gives the words of an index that can be spelt, by their terms.
func (in *inverted) stems() []stem {
	words := make([]uint32, 0, len(in.texts)/4) // numbers of words, by their terms
	for n := range in.texts {
		if in.words[n].times > 0 && spellable(in.texts[n]) {
			words = append(words, uint32(n))
		}
	}
	slices.SortFunc(words, func(a, b uint32) int { return cmp.Compare(in.termOf[a], in.termOf[b]) })
	var stems []stem
	for i, n := range words {
		term := in.termOf[n]
		if i == 0 || in.termOf[words[i-1]] != term {
			stems = append(stems, stem{term: in.texts[term], documents: int(in.starts[term+1].post - in.starts[term].post)})
		}
		last := &stems[len(stems)-1]
		last.words = append(last.words, surface{in.texts[n], n, in.words[n]})
	}
	slices.SortFunc(stems, func(a, b stem) int { return strings.Compare(a.term, b.term) })
	return stems
}

// averages gives the mean lengths of the documents.
func (c *catalogue) averages() average { return averageOf(c.lengths, len(c.documents)) }
