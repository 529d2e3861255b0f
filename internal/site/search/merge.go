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
	documents int
	terms     []uint32 // the numbers of those that a document has, by their texts
	// posts are the postings of the terms by their numbers, places the positions
	// of each posting in the same order; starts says where those of a term
	// begin, with one more at the end.
	posts  []posting
	places []byte
	starts []start
	words  []use // by number of a word
}

// start is a place in two lists.
type start struct{ post, place uint32 }

// posting is a document of a term. A record has millions, so it is packed: the
// number of the document above four bits of impact.
type posting uint32

func (p posting) document() uint32 { return uint32(p >> 4) }

func (p posting) impact() uint8 { return uint8(p & 15) }

// invert merges the shards. Documents of a term come in ascending order.
func invert(l *lexicon, shards []shard) *inverted {
	in := &inverted{lexicon: l, starts: make([]start, len(l.texts)+1), words: sumWords(shards, len(l.texts))}
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
			at.post += shards[i].terms[n].documents
			at.place += shards[i].terms[n].places
		}
		if at.post > in.starts[n].post {
			in.terms = append(in.terms, uint32(n))
		}
	}
	in.starts[len(l.texts)] = at
	in.posts, in.places = make([]posting, at.post), make([]byte, at.place)
	lengths := averages(shards)
	firsts := make([]int, len(shards))
	for i := range shards {
		firsts[i] = in.documents
		in.documents += len(shards[i].gists)
	}
	parallel(len(shards), func(i int) {
		s := spreader{in: in, average: lengths, next: next[i]}
		for n, g := range shards[i].gists {
			s.spread(g, firsts[i]+n)
		}
	})
	in.sortTerms()
	return in
}

func sumWords(shards []shard, texts int) []use {
	words := make([]use, texts)
	for i := range shards {
		for n, w := range shards[i].words {
			words[n].times += w.times
			words[n].name = words[n].name || w.name
		}
	}
	return words
}

// spreader puts what gists hold where the terms keep theirs.
type spreader struct {
	in      *inverted
	average average
	next    []start // by number of a term
	terms   []uint32
}

// spread puts the terms of a document where they belong.
func (s *spreader) spread(g gist, document int) {
	r := reader{data: g}
	score := scorer{norms: s.average.norms(&r)}
	s.terms = s.terms[:0]
	for range r.number() {
		n := r.number()
		var all counts
		only, few := r.counts(&all)
		next := &s.next[n]
		s.in.posts[next.post] = posting(document<<4 | int(score.impact(only, few, &all)))
		next.post++
		s.terms = append(s.terms, n)
	}
	for range r.number() { // the words
		r.number()
		r.number()
	}
	for _, n := range s.terms {
		from := r.at
		own := g[from : from+r.places()]
		next := &s.next[n]
		to := s.in.places[next.place:]
		next.place += uint32(len(own))
		copy(to, own)
	}
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

// positions gives the positions of all postings of a term.
func (in *inverted) positions(n int) []byte {
	number := in.terms[n]
	return in.places[in.starts[number].place:in.starts[number+1].place]
}
