package stats

import (
	"iter"
	"math/bits"

	"blotter/internal/site"
)

// kindSet is a set of kinds: bit n is the nth of site.Kinds. A kind that the
// vocabulary does not know is in no set and in no total.
type kindSet uint32

var (
	kindRank  = map[site.Kind]int{}
	mates     = map[site.Kind]kindSet{} // the kinds of one class
	kindOrder = make([]site.Kind, len(site.Kinds.Terms))
	classRank = map[site.Class]int{}
)

func init() {
	for rank, term := range site.Kinds.Terms {
		kindOrder[rank] = site.Kind(term.Key)
		kindRank[kindOrder[rank]] = rank
	}
	for rank, term := range site.Classes.Terms {
		classRank[site.Class(term.Key)] = rank
	}
	for _, kind := range kindOrder {
		for rank, other := range kindOrder {
			if kind.Class() == other.Class() {
				mates[kind] |= 1 << rank
			}
		}
	}
}

// setOf gives the set of one kind.
func setOf(kind site.Kind) kindSet {
	if rank, ok := kindRank[kind]; ok {
		return 1 << rank
	}
	return 0
}

// classMates gives the kinds of the class of a kind, itself included.
func classMates(kind site.Kind) kindSet { return mates[kind] }

// all gives the kinds of a set in the order of the vocabulary.
func (s kindSet) all() iter.Seq[site.Kind] {
	return func(yield func(site.Kind) bool) {
		for rest := uint32(s); rest != 0; rest &= rest - 1 {
			if !yield(kindOrder[bits.TrailingZeros32(rest)]) {
				return
			}
		}
	}
}
