package stats

import (
	"math/bits"
	"slices"

	"blotter/internal/site"
)

// posting is a line with what summing asks of it, side by side in memory: a
// record of ten thousand entries is summed some hundred thousand times over
// its groups.
type posting struct {
	line             *site.Line
	number           int32
	value, low, high site.Money
	kind, class      uint8 // places in the vocabularies
	inKind, inClass  column
	known            bool // the vocabulary knows the kind
}

// column is the list of a total in which a line stands.
type column uint8

const (
	counts column = iota
	unpriced
	apart
	excluded
)

func postingOf(line *site.Line) posting {
	rank, known := kindRank[line.Amount.Kind]
	return posting{
		line: line, value: line.Value, low: line.Low, high: line.High,
		kind: uint8(rank), class: uint8(classRank[line.Amount.Kind.Class()]), known: known,
		inKind: columnOf(line, line.Excluded), inClass: columnOf(line, line.Why()),
	}
}

func columnOf(line *site.Line, why site.Reason) column {
	switch {
	case why != site.NotExcluded:
		return excluded
	case line.Apart != "":
		return apart
	case !line.Value.Known():
		return unpriced
	}
	return counts
}

// tallied is what one entry adds to counts of entries: the kinds and classes
// it has lines of at all, and those of which a line counts.
type tallied struct {
	withdrawn                    bool
	kinds, classes               uint32
	countedKinds, countedClasses uint32
}

func tallyOf(entry *site.Entry, postings []posting) tallied {
	t := tallied{withdrawn: entry.Withdrawn()}
	for i := range postings {
		p := &postings[i]
		if !p.known {
			continue
		}
		t.kinds |= 1 << p.kind
		t.classes |= 1 << p.class
		if p.inKind == counts || p.inKind == unpriced {
			t.countedKinds |= 1 << p.kind
		}
		if p.inClass == counts || p.inClass == unpriced {
			t.countedClasses |= 1 << p.class
		}
	}
	return t
}

// summary sums the lines of a set of entries, each kind and each class by
// itself. The order of the entries does not matter, and each must be given
// once.
func (b *book) summary(entries []*site.Entry) *site.Summary {
	var kinds, classes uint32
	size, standing := 0, 0
	for _, entry := range entries {
		t := &b.tallied[entry.Index]
		kinds |= t.kinds
		classes |= t.classes
		size += len(b.lines[entry.Index])
		if !t.withdrawn {
			standing++
		}
	}
	sheet := newSheet(kinds, classes)
	sheet.sum.Entries = standing
	sheet.fill(b, b.places(entries, size))
	for _, entry := range entries {
		t := &b.tallied[entry.Index]
		for rest := t.countedKinds; rest != 0; rest &= rest - 1 {
			sheet.kinds[bits.TrailingZeros32(rest)].Entries++
		}
		for rest := t.countedClasses; rest != 0; rest &= rest - 1 {
			sheet.classes[bits.TrailingZeros32(rest)].Entries++
		}
	}
	return sheet.sum
}

// places gives the places of the entries' lines, in the order in which totals
// list them.
func (b *book) places(entries []*site.Entry, size int) []int32 {
	all := make([]int32, 0, size)
	for _, entry := range entries {
		first := b.first[entry.Index]
		all = append(all, b.rank[first:first+len(b.lines[entry.Index])]...)
	}
	slices.Sort(all)
	return all
}
