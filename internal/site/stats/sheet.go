package stats

import (
	"math/bits"

	"blotter/internal/site"
)

// sheet is a summary being filled, with its totals by the rank of their kind
// or class.
type sheet struct {
	sum            *site.Summary
	kinds, classes [maxRank]*site.Total
}

const (
	maxRank = 32 // more than there are kinds
	columns = 4
)

// newSheet opens an empty total for each kind and each class of the sets.
func newSheet(kinds, classes uint32) *sheet {
	s := &sheet{sum: &site.Summary{
		Kinds:   make([]site.Total, bits.OnesCount32(kinds)),
		Classes: make([]site.Total, bits.OnesCount32(classes)),
	}}
	for i := range s.sum.Kinds {
		rank := bits.TrailingZeros32(kinds)
		kinds &= kinds - 1
		s.sum.Kinds[i] = site.Total{Kind: kindOrder[rank], Class: kindOrder[rank].Class()}
		s.kinds[rank] = &s.sum.Kinds[i]
	}
	for i := range s.sum.Classes {
		rank := bits.TrailingZeros32(classes)
		classes &= classes - 1
		s.sum.Classes[i] = site.Total{Class: site.Class(site.Classes.Terms[rank].Key)}
		s.classes[rank] = &s.sum.Classes[i]
	}
	return s
}

// fill enters the lines at the places.
func (s *sheet) fill(b *book, places []int32) {
	s.furnish(b, places)
	for _, place := range places {
		if p := &b.ranked[place]; p.known {
			enter(s.kinds[p.kind], p, p.inKind)
			enter(s.classes[p.class], p, p.inClass)
		}
	}
}

// furnish makes the lists of all totals the right size in one piece of
// memory: most groups are small, and a list each would cost more than summing.
func (s *sheet) furnish(b *book, places []int32) {
	var ofKinds, ofClasses [maxRank][columns]int32
	for _, place := range places {
		if p := &b.ranked[place]; p.known {
			ofKinds[p.kind][p.inKind]++
			ofClasses[p.class][p.inClass]++
		}
	}
	room := make([]*site.Line, 2*len(places))
	cut := func(size int32) (list []*site.Line) {
		if size > 0 {
			list, room = room[:0:size], room[size:]
		}
		return list
	}
	give := func(t *site.Total, sizes *[columns]int32) {
		if t != nil {
			t.Lines, t.Unpriced = cut(sizes[counts]), cut(sizes[unpriced])
			t.Apart, t.Excluded = cut(sizes[apart]), cut(sizes[excluded])
		}
	}
	for rank := range maxRank {
		give(s.kinds[rank], &ofKinds[rank])
		give(s.classes[rank], &ofClasses[rank])
	}
}

// enter puts a line where it belongs in a total.
func enter(t *site.Total, p *posting, in column) {
	switch in {
	case excluded:
		t.Excluded = append(t.Excluded, p.line)
	case apart:
		t.Apart = append(t.Apart, p.line)
		t.ApartValue = t.ApartValue.Add(p.value)
	case unpriced:
		t.Unpriced = append(t.Unpriced, p.line)
	case counts:
		t.Lines = append(t.Lines, p.line)
		t.Value = t.Value.Add(p.value)
		t.Low = t.Low.Add(p.low)
		t.High = t.High.Add(p.high)
	}
}
