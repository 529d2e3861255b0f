package search

import (
	"bytes"
	"encoding/binary"
	"slices"
	"sync"
)

// addition is a document that has a term, and did not have it in the index
// before.
type addition struct {
	document uint32
	impact   uint8
	place    place
}

// amender takes documents out of the terms of an index, moves the others to
// their new places, and puts documents in. It belongs to one goroutine.
type amender struct {
	places []int32 // by document, its place in the next index, or gone
	moved  bool    // whether one that stays has another place
	losing bool    // whether one is gone

	documents         []uint32 // of the term that is amended
	lost              []lostPosting
	ends              [3][]int // by posting, where what it has in more, highs and rest ends
	counts            []int
	more, highs, lows []byte
	rest, impacts     []byte
	lists             []byte
}

// lostPosting is a place in a list of documents, and a document that is gone.
type lostPosting struct {
	at       int
	document uint32
}

// find passes over a list of documents, and finds those that are gone. It is
// false where the list is none. Where documents moved it finds none: all terms
// are written anew then.
func (a *amender) find(r *reader, documents int) bool {
	a.lost = a.lost[:0]
	if a.moved || !a.losing {
		r.pass(documents)
		return !r.spoilt
	}
	data, next, document := r.data, r.at, uint32(0)
	for i := range documents {
		if next < len(data) && data[next] < 0x80 {
			document += uint32(data[next])
			next++
		} else {
			r.at = next
			document += r.long()
			next = r.at
		}
		if int(document) >= len(a.places) {
			return false
		}
		if a.places[document] == gone {
			a.lost = append(a.lost, lostPosting{i, document})
		}
	}
	r.at = next
	return !r.spoilt
}

// touched reports whether a list has to be written anew for what find found.
func (a *amender) touched() bool { return a.moved || len(a.lost) > 0 }

// amend gives a term with other documents: none of them, where all are gone.
// It gives the term itself where nothing is to be amended. Its additions are in
// the order of their documents. It is false where the term is none.
func (a *amender) amend(t *encodedTerm, additions []addition) (_ *encodedTerm, ok bool) {
	r := reader{data: t.posts}
	if !a.find(&r, t.documents) || len(t.posts)-r.at != t.documents {
		return nil, false
	}
	switch {
	case !a.touched() && len(additions) == 0, !a.moved && a.stands(t, additions):
		return t, true
	case !a.decode(t):
		return nil, false
	case len(a.lost) == 0 && len(additions) == 0:
		return a.move(t), true
	case !a.open(t):
		return nil, false
	}
	return a.merge(t, additions), true
}

// decode reads the documents of a term, and which of them are gone.
func (a *amender) decode(t *encodedTerm) bool {
	r := reader{data: t.posts}
	a.documents, a.lost = a.documents[:0], a.lost[:0]
	document := uint32(0)
	for i := range t.documents {
		document += r.number()
		if int(document) >= len(a.places) {
			return false
		}
		a.documents = append(a.documents, document)
		if a.places[document] == gone {
			a.lost = append(a.lost, lostPosting{i, document})
		}
	}
	return !r.spoilt
}

// move gives a term whose documents have other places, and are the same.
func (a *amender) move(t *encodedTerm) *encodedTerm {
	a.lists = a.lists[:0]
	before := uint32(0)
	for _, document := range a.documents {
		now := uint32(a.places[document])
		a.lists = binary.AppendUvarint(a.lists, uint64(now-before))
		before = now
	}
	moved := *t
	moved.posts = slices.Concat(a.lists, t.posts[t.impacts():])
	return &moved
}

// open finds what each posting of a term has among its positions.
func (a *amender) open(t *encodedTerm) bool {
	r := reader{data: t.places.own}
	for i := range a.ends {
		a.ends[i] = append(a.ends[i][:0], 0)
	}
	a.counts = a.counts[:0]
	for range a.documents {
		a.counts = append(a.counts, int(r.number()))
		a.ends[0] = append(a.ends[0], r.at)
	}
	a.ends[1][0] = r.at
	for range a.documents {
		r.pass(1)
		a.ends[1] = append(a.ends[1], r.at)
	}
	r.take(len(a.documents)) // the lows
	a.ends[2][0] = r.at
	for _, count := range a.counts {
		if count > len(r.data)-r.at {
			return false
		}
		r.pass(count)
		a.ends[2] = append(a.ends[2], r.at)
	}
	return !r.spoilt && r.at == len(r.data)
}

// stands reports whether the documents that a term loses are those that it
// gets, for the same: most words of an entry stay where they are when others are
// edited.
func (a *amender) stands(t *encodedTerm, additions []addition) bool {
	if len(a.lost) != len(additions) {
		return false
	}
	for n, lost := range a.lost {
		if additions[n].document != lost.document || additions[n].impact != t.posts[t.impacts()+lost.at] {
			return false
		}
	}
	// Where the positions of these documents are, without opening the others.
	counts := reader{data: t.places.own}
	follow, passed := 0, 0 // positions that follow the first, of all documents before
	was := make([]place, len(a.lost))
	followed := make([]int, len(a.lost))
	for n, lost := range a.lost {
		for ; passed < lost.at; passed++ {
			follow += int(counts.number())
		}
		was[n].more, followed[n] = counts.varint(), follow
		more := reader{data: was[n].more}
		follow, passed = follow+int(more.number()), lost.at+1
	}
	counts.pass(t.documents - passed)
	highs, lows := counts, counts
	lows.pass(t.documents)
	rest := lows
	rest.take(t.documents)
	passed, follow = 0, 0
	for n, lost := range a.lost {
		highs.pass(lost.at - passed)
		was[n].high, passed = highs.varint(), lost.at+1
		low := lows
		low.take(lost.at)
		was[n].low = low.byte()
		rest.pass(followed[n] - follow)
		more := reader{data: was[n].more}
		count := int(more.number())
		was[n].rest, follow = rest.varints(count), followed[n]+count
		if now := &additions[n].place; now.low != was[n].low || !bytes.Equal(now.more, was[n].more) || !bytes.Equal(now.high, was[n].high) || !bytes.Equal(now.rest, was[n].rest) {
			return false
		}
	}
	return !rest.spoilt
}

// place gives the positions of a term that is open, by posting.
func (a *amender) place(t *encodedTerm, i int) place {
	own := t.places.own
	return place{own[a.ends[0][i]:a.ends[0][i+1]], own[a.ends[1][i]:a.ends[1][i+1]], own[a.ends[2][i]:a.ends[2][i+1]], own[a.ends[1][len(a.documents)]+i]}
}

// merge writes a term that is open, with some documents gone and others put in.
func (a *amender) merge(t *encodedTerm, additions []addition) *encodedTerm {
	a.lists, a.impacts, a.more, a.highs, a.lows, a.rest = a.lists[:0], a.impacts[:0], a.more[:0], a.highs[:0], a.lows[:0], a.rest[:0]
	before, impacts := uint32(0), t.posts[t.impacts():]
	put := func(document uint32, impact uint8, p *place) {
		a.lists = binary.AppendUvarint(a.lists, uint64(document-before))
		before = document
		a.impacts = append(a.impacts, impact)
		a.more, a.highs = append(a.more, p.more...), append(a.highs, p.high...)
		a.lows, a.rest = append(a.lows, p.low), append(a.rest, p.rest...)
	}
	next := 0
	for i, document := range a.documents {
		now := a.places[document]
		if now == gone {
			continue
		}
		for ; next < len(additions) && additions[next].document < uint32(now); next++ {
			put(additions[next].document, additions[next].impact, &additions[next].place)
		}
		own := a.place(t, i)
		put(uint32(now), impacts[i], &own)
	}
	for ; next < len(additions); next++ {
		put(additions[next].document, additions[next].impact, &additions[next].place)
	}
	return &encodedTerm{text: t.text, documents: t.documents - len(a.lost) + len(additions), posts: slices.Concat(a.lists, a.impacts),
		places: placed{own: slices.Concat(a.more, a.highs, a.lows, a.rest)}}
}

// amenders are kept for the room they have.
var amenders = sync.Pool{New: func() any { return new(amender) }}
