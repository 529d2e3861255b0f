package search

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strings"
	"sync/atomic"
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

// invert merges the shards. Documents of a term come in ascending order. It is
// false where a gist does not hold what was counted of it.
func invert(l *lexicon, shards []shard) (*inverted, bool) {
	in := &inverted{lexicon: l, words: shards[0].words}
	if len(shards) > 1 {
		in.words = make([]use, len(l.texts))
		for i := range shards {
			for n, w := range shards[i].words {
				in.words[n].times += w.times
				in.words[n].named += w.named
			}
		}
	}
	in.starts = make([]start, len(l.texts)+1)
	// Each shard writes its postings of a term behind those of the shards
	// before it.
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
	lengths := averages(shards)
	firsts := make([]int, len(shards))
	for i := range shards {
		firsts[i] = in.documents
		in.documents += len(shards[i].gists)
	}
	var failed atomic.Bool
	parallel(len(shards), func(i int) {
		s := spreader{in: in, average: lengths, next: next[i]}
		for n, g := range shards[i].gists {
			if !s.spread(g, firsts[i]+n) {
				failed.Store(true)
				return
			}
		}
	})
	in.sortTerms()
	return in, !failed.Load()
}

// spreader puts what gists hold where the terms keep theirs.
type spreader struct {
	in      *inverted
	average average
	next    []start // by number of a term
	terms   []uint32
}

// spread puts the terms of a document where they belong; false if there is no
// room for them, because something else was counted.
func (s *spreader) spread(g gist, document int) bool {
	r, in := reader{data: g}, s.in
	score := scorer{norms: s.average.norms(&r)}
	s.terms = s.terms[:0]
	var all counts
	for left := r.number(); left > 0 && !r.spoilt; left-- {
		n := r.number()
		only, few := r.counts(&all)
		if int(n) >= len(s.next) || int(s.next[n].post) >= len(in.posts) {
			return false
		}
		in.posts[s.next[n].post] = posting(document<<4 | int(score.impact(only, few, &all)))
		s.terms = append(s.terms, n)
		s.next[n].post++
	}
	r.pass(2 * int(r.number())) // the words
	for _, n := range s.terms {
		p, next := r.place(), &s.next[n]
		if r.spoilt || int(next.more)+len(p.more) > len(in.more) || int(next.high)+len(p.high) > len(in.highs) || int(next.rest)+len(p.rest) > len(in.rest) {
			return false
		}
		in.lows[next.post-1] = p.low
		next.more += uint32(copy(in.more[next.more:], p.more))
		next.high += uint32(copy(in.highs[next.high:], p.high))
		next.rest += uint32(copy(in.rest[next.rest:], p.rest))
	}
	return !r.spoilt
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
