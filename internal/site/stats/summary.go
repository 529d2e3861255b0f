package stats

import (
	"math/bits"
	"slices"

	"blotter/internal/site"
)

// tallied is what one entry adds to counts of entries: the kinds and classes
// it has lines of at all, and those of which a line counts.
type tallied struct {
	kinds, classes               uint32
	countedKinds, countedClasses uint32
}

func tallyOf(lines []site.Line) (t tallied) {
	for i := range lines {
		kind, class, known := ranks(&lines[i])
		if !known {
			continue
		}
		t.kinds |= 1 << kind
		t.classes |= 1 << class
		if lines[i].Excluded == site.NotExcluded && lines[i].Apart == "" {
			t.countedKinds |= 1 << kind
			if lines[i].ClassExcluded == site.NotExcluded {
				t.countedClasses |= 1 << class
			}
		}
	}
	return t
}

// ranks gives the places of a line's kind and class; false for an unknown
// kind.
func ranks(line *site.Line) (kind, class int, known bool) {
	kind, known = kindRank[line.Amount.Kind]
	return kind, classRank[line.Amount.Kind.Class()], known
}

// summary sums the lines of a set of entries, each kind and each class by
// itself. The order of the entries does not matter, and each must be given
// once.
func (b *book) summary(entries []*site.Entry) *site.Summary {
	sum := &site.Summary{}
	var kinds, classes uint32
	places := b.places[:0]
	for _, entry := range entries {
		if !entry.Withdrawn() {
			sum.Entries++
		}
		kinds |= b.tallied[entry.Index].kinds
		classes |= b.tallied[entry.Index].classes
		first := b.first[entry.Index]
		places = append(places, b.rank[first:first+len(entry.Amounts)]...)
	}
	slices.Sort(places)
	b.places = places
	ofKind, ofClass := open(sum, kinds, classes)
	for _, place := range places {
		line := b.ranked[place]
		kind, class, known := ranks(line)
		if known {
			enter(&sum.Kinds[ofKind[kind]], line, line.Excluded)
			enter(&sum.Classes[ofClass[class]], line, line.Why())
		}
	}
	for _, entry := range entries {
		t := b.tallied[entry.Index]
		for rest := t.countedKinds; rest != 0; rest &= rest - 1 {
			sum.Kinds[ofKind[bits.TrailingZeros32(rest)]].Entries++
		}
		for rest := t.countedClasses; rest != 0; rest &= rest - 1 {
			sum.Classes[ofClass[bits.TrailingZeros32(rest)]].Entries++
		}
	}
	return sum
}

// open makes an empty total for each kind and class of the sets, and says
// where each stands.
func open(sum *site.Summary, kinds, classes uint32) (ofKind, ofClass [32]uint8) {
	sum.Kinds = make([]site.Total, 0, bits.OnesCount32(kinds))
	for rest := kinds; rest != 0; rest &= rest - 1 {
		rank := bits.TrailingZeros32(rest)
		ofKind[rank] = uint8(len(sum.Kinds))
		sum.Kinds = append(sum.Kinds, site.Total{Kind: kindOrder[rank], Class: kindOrder[rank].Class()})
	}
	sum.Classes = make([]site.Total, 0, bits.OnesCount32(classes))
	for rest := classes; rest != 0; rest &= rest - 1 {
		rank := bits.TrailingZeros32(rest)
		ofClass[rank] = uint8(len(sum.Classes))
		sum.Classes = append(sum.Classes, site.Total{Class: site.Class(site.Classes.Terms[rank].Key)})
	}
	return ofKind, ofClass
}

// enter puts a line where it belongs in a total.
func enter(t *site.Total, line *site.Line, excluded site.Reason) {
	switch {
	case excluded != site.NotExcluded:
		t.Excluded = append(t.Excluded, line)
	case line.Apart != "":
		t.Apart = append(t.Apart, line)
		t.ApartValue = t.ApartValue.Add(line.Value)
	case !line.Value.Known():
		t.Unpriced = append(t.Unpriced, line)
	default:
		t.Lines = append(t.Lines, line)
		t.Value = t.Value.Add(line.Value)
		t.Low = t.Low.Add(line.Low)
		t.High = t.High.Add(line.High)
	}
}
