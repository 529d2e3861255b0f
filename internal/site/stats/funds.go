package stats

import (
	"cmp"
	"slices"

	"blotter/internal/site"
)

// A fund is money that one or more lines tell of: lines tied by same_funds
// are one fund. Funds lie inside others (part_of) and become others (after).
// From that follows which lines may not be added to each other:
//
//   - Within a fund one line stands for each kind and each class; the line
//     that the others point to goes first.
//   - A line gives way to the whole that it is a part of, if that counts.
//   - A line gives way to an earlier stage of its money, if that counts, or if
//     the parts of it count, in whose stead the whole was left out.
//
// "Gives way" is meant for each total: in the total of its kind to a line of
// the same kind, in the total of its class to a line of the same class. A
// line of another class is never in its way, because classes are not added.
// Money in the main figure is in the way of money shown apart, and not the
// other way round.
type funds struct {
	book    *book
	counts  []bool // by line: it counts unless it gives way to another
	of      []int  // the fund of a line: the least number among its lines
	members map[int][]int
	wholes  map[int][]int // by fund: the funds it is a part of
	parts   map[int][]int // by fund: its parts, as far as they are of its stage
	before  map[int][]int // by fund: the stages before it
	later   map[int][]int // by fund: the stages after it
	memo    [3]map[int]counted
}

// newFunds reads the references of all amounts. Those that lead nowhere, to
// an aggregate, or round in a ring are left out.
func newFunds(b *book) *funds {
	f := &funds{
		book: b, counts: make([]bool, len(b.flat)), of: make([]int, len(b.flat)),
		members: map[int][]int{}, wholes: map[int][]int{}, parts: map[int][]int{}, before: map[int][]int{}, later: map[int][]int{},
	}
	for n := range f.of {
		f.of[n] = n
		f.counts[n] = b.flat[n].Excluded == site.NotExcluded
	}
	f.each(func(a *site.Amount) site.AmountRef { return a.SameFunds }, f.unite)
	for n := range f.of {
		f.of[n] = f.find(n)
		if f.of[n] != n {
			f.members[f.of[n]] = append(f.members[f.of[n]], n)
		}
	}
	f.each(func(a *site.Amount) site.AmountRef { return a.PartOf }, func(n, whole int) { f.tie(f.wholes, n, whole) })
	f.each(func(a *site.Amount) site.AmountRef { return a.After }, func(n, stage int) { f.tie(f.before, n, stage) })
	f.openRings()
	f.turnRound()
	for i := range f.memo {
		f.memo[i] = map[int]counted{}
	}
	return f
}

// each calls tie with the numbers at both ends of each reference of a sort.
func (f *funds) each(reference func(*site.Amount) site.AmountRef, tie func(from, to int)) {
	for n := range f.book.flat {
		line := &f.book.flat[n]
		ref := reference(line.Amount)
		if ref.IsZero() || line.Amount.Aggregate {
			continue
		}
		if to, amount := f.book.amountAt(line.Entry, ref); amount != nil && !amount.Aggregate {
			tie(n, to)
		}
	}
}

// find gives the least number united with n.
func (f *funds) find(n int) int {
	for f.of[n] != n {
		f.of[n] = f.of[f.of[n]]
		n = f.of[n]
	}
	return n
}

func (f *funds) unite(m, n int) {
	m, n = f.find(m), f.find(n)
	f.of[max(m, n)] = min(m, n)
}

// tie adds an edge between the funds of two lines.
func (f *funds) tie(edges map[int][]int, from, to int) {
	from, to = f.of[from], f.of[to]
	if from != to && !slices.Contains(edges[from], to) {
		edges[from] = append(edges[from], to)
	}
}

// openRings takes out the edges that close a ring: money that is a part or a
// later stage of itself is a mistake, and must neither hang the count nor let
// each amount of the ring push out the next.
func (f *funds) openRings() {
	const entered, left = 1, 2
	state := map[int]int{}
	var walk func(fund int)
	walk = func(fund int) {
		state[fund] = entered
		for _, edges := range []map[int][]int{f.wholes, f.before} {
			if len(edges[fund]) == 0 {
				continue
			}
			kept := edges[fund][:0]
			for _, to := range edges[fund] {
				if state[to] == entered {
					continue
				}
				if state[to] == 0 {
					walk(to)
				}
				kept = append(kept, to)
			}
			edges[fund] = kept
		}
		state[fund] = left
	}
	for n := range f.of {
		if f.of[n] == n && state[n] == 0 && len(f.wholes[n])+len(f.before[n]) > 0 {
			walk(n)
		}
	}
}

// turnRound makes parts and later from wholes and before.
func (f *funds) turnRound() {
	for n := range f.of {
		if f.of[n] != n {
			continue
		}
		for _, stage := range f.before[n] {
			f.later[stage] = append(f.later[stage], n)
		}
		for _, whole := range f.wholes[n] {
			f.parts[whole] = append(f.parts[whole], n)
		}
	}
}

// lines gives the numbers of a fund's lines, those that go first in front:
// the main figure before what is shown apart, the line that others point to
// before those that point.
func (f *funds) lines(fund int) []int {
	if len(f.members[fund]) == 0 {
		return []int{fund}
	}
	numbers := append([]int{fund}, f.members[fund]...)
	slices.SortStableFunc(numbers, func(m, n int) int {
		a, b := &f.book.flat[m], &f.book.flat[n]
		return cmp.Or(
			order(a.Apart == "", b.Apart == ""),
			order(a.Amount.SameFunds.IsZero(), b.Amount.SameFunds.IsZero()))
	})
	return numbers
}

// order puts true before false.
func order(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}
