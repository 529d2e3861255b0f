package search

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strings"
)

// inverted is all documents turned round: for each term its postings.
type inverted struct {
	*lexicon
	positions
	documents int
	terms     []uint32  // the numbers of those that a document has, by their texts
	posts     []posting // of the terms by their numbers
	words     []use     // by number of a word
}

// positions are where the terms stand, by their numbers: in the order of the
// postings of each, how many positions follow the first in a document; of the
// first the 256s, and what is left; and the differences to those that follow.
// Each is apart from the others, which compresses best.
type positions struct {
	more, highs, lows, rest []byte
	starts                  []start // by number, with one more at the end
}

// start is where what a term has begins in the lists; lows are one for each
// posting.
type start struct{ post, more, high, rest uint32 }

// appendTo appends the positions of a term, by its number.
func (p *positions) appendTo(out []byte, number uint32) []byte {
	from, to := &p.starts[number], &p.starts[number+1]
	out = append(out, p.more[from.more:to.more]...)
	out = append(out, p.highs[from.high:to.high]...)
	out = append(out, p.lows[from.post:to.post]...)
	return append(out, p.rest[from.rest:to.rest]...)
}

// size gives the bytes of the positions of a term.
func (p *positions) size(number uint32) int {
	from, to := &p.starts[number], &p.starts[number+1]
	return int(to.more - from.more + to.high - from.high + to.post - from.post + to.rest - from.rest)
}

// posting is a document of a term. A record has millions, so it is packed: the
// number of the document above four bits of impact.
type posting uint32

func (p posting) document() uint32 { return uint32(p >> 4) }

func (p posting) impact() uint8 { return uint8(p & 15) }

// invert merges the shards. Documents of a term come in ascending order.
func invert(l *lexicon, shards []shard) *inverted {
	in := &inverted{lexicon: l, words: shards[0].words[:len(l.texts)]}
	var lengths [fieldCount]int
	firsts := make([]int, len(shards))
	for i := range shards {
		firsts[i] = in.documents
		in.documents += len(shards[i].gists)
		for f, length := range shards[i].lengths {
			lengths[f] += length
		}
		if i == 0 {
			continue
		}
		for n, w := range shards[i].words[:len(l.texts)] {
			in.words[n].times += w.times
			in.words[n].named += w.named
		}
	}
	// Each shard writes its postings of a term behind those of the shards
	// before it.
	in.starts = make([]start, len(l.texts)+1)
	next := make([][]start, len(shards))
	for i := range shards {
		next[i] = make([]start, len(l.texts))
	}
	at := start{}
	for n := range l.texts {
		in.starts[n] = at
		for i := range shards {
			next[i][n] = at
			e := &shards[i].terms[n]
			at.post += e.documents
			at.more += e.more
			at.high += e.highs
			at.rest += e.rest
		}
		if at.post > in.starts[n].post {
			in.terms = append(in.terms, uint32(n))
		}
	}
	in.starts[len(l.texts)] = at
	in.posts, in.lows = make([]posting, at.post), make([]byte, at.post)
	in.more, in.highs, in.rest = make([]byte, at.more), make([]byte, at.high), make([]byte, at.rest)
	average := averageOf(lengths, in.documents)
	parallel(len(shards), func(i int) {
		for n := range shards[i].gists {
			in.spread(&shards[i].gists[n], average, next[i], firsts[i]+n)
		}
	})
	in.sortTerms()
	return in
}

// spread puts what a gist holds where its terms keep theirs; next is where, by
// number of a term.
func (in *inverted) spread(g *gist, average average, next []start, document int) {
	terms, places := reader{data: g.data}, reader{data: g.data, at: int(g.places)}
	score := scorer{norms: average.norms(&terms)}
	var all counts
	for left := terms.number(); left > 0; left-- {
		to := &next[terms.number()]
		only, few := terms.counts(&all)
		in.posts[to.post] = posting(document<<4 | int(score.impact(only, few, &all)))
		in.place(&places, to)
		to.post++
	}
}

// place puts the positions of a posting where they belong, as reader.place
// tells them. It is called for each of millions.
func (in *inverted) place(r *reader, to *start) {
	count := int(r.number())
	switch {
	case count == 0:
		in.more[to.more] = 0
		to.more++
		to.high += uint32(copy(in.highs[to.high:], noHigh))
		return
	case count <= len(fews):
		in.more[to.more] = byte(count - 1)
		to.more++
	default:
		to.more += uint32(binary.PutUvarint(in.more[to.more:], uint64(count-1)))
	}
	data, at := r.data, r.at
	for last := false; !last; at++ {
		in.highs[to.high] = data[at]
		last = data[at] < 0x80
		to.high++
	}
	in.lows[to.post] = data[at]
	at++
	for count > 1 {
		in.rest[to.rest] = data[at]
		if data[at] < 0x80 {
			count--
		}
		at++
		to.rest++
	}
	r.at = at
}

// sortTerms sorts the terms by their texts. The first letters decide nearly
// always, and are compared as a number.
func (in *inverted) sortTerms() {
	type key struct {
		start  uint64
		number uint32
	}
	keys := make([]key, len(in.terms))
	var start [8]byte
	for i, n := range in.terms {
		clear(start[copy(start[:], in.texts[n]):])
		keys[i] = key{binary.BigEndian.Uint64(start[:]), n}
	}
	slices.SortFunc(keys, func(a, b key) int {
		if a.start != b.start {
			return cmp.Compare(a.start, b.start)
		}
		return strings.Compare(in.texts[a.number], in.texts[b.number])
	})
	for i, k := range keys {
		in.terms[i] = k.number
	}
}

// term gives the text of a term, by its place in the order.
func (in *inverted) term(n int) string { return in.texts[in.terms[n]] }

// postings gives the postings of a term, by its place in the order.
func (in *inverted) postings(n int) []posting {
	number := in.terms[n]
	return in.posts[in.starts[number].post:in.starts[number+1].post]
}
