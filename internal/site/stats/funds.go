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
	parts   map[int][]int // by fund: its parts
	before  map[int][]int // by fund: the stages before it
	memo    [3]map[int]counted
}

// newFunds reads the references of all amounts. Those that lead nowhere or to
// an aggregate are left out. A ring, in which money is a part or a later stage
// of itself, is a mistake that the check reports; here it is one fund, so that
// it neither hangs the count nor counts twice.
func newFunds(b *book) *funds {
	f := &funds{book: b, counts: make([]bool, len(b.flat)), of: make([]int, len(b.flat))}
	for n := range f.of {
		f.of[n] = n
		f.counts[n] = b.flat[n].Excluded == site.NotExcluded
	}
	f.each(func(a *site.Amount) site.AmountRef { return a.SameFunds }, f.unite)
	f.settle()
	f.read()
	for f.uniteRings() {
		f.settle()
		f.read()
	}
	for i := range f.memo {
		f.memo[i] = map[int]counted{}
	}
	return f
}

// settle gives each line the least number of its fund and lists the members.
func (f *funds) settle() {
	f.members = map[int][]int{}
	for n := range f.of {
		f.of[n] = f.find(n)
		if f.of[n] != n {
			f.members[f.of[n]] = append(f.members[f.of[n]], n)
		}
	}
}

// read makes the edges between funds.
func (f *funds) read() {
	f.wholes, f.before, f.parts = map[int][]int{}, map[int][]int{}, map[int][]int{}
	f.each(func(a *site.Amount) site.AmountRef { return a.PartOf }, func(part, whole int) {
		f.tie(f.wholes, part, whole)
		f.tie(f.parts, whole, part)
	})
	f.each(func(a *site.Amount) site.AmountRef { return a.After }, func(n, stage int) { f.tie(f.before, n, stage) })
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

// uniteRings makes one fund of each ring and reports whether there was one.
func (f *funds) uniteRings() bool {
	const entered, left = 1, 2
	state := map[int]int{}
	var path []int
	ring := false
	var walk func(fund int)
	walk = func(fund int) {
		state[fund] = entered
		path = append(path, fund)
		for _, edges := range []map[int][]int{f.wholes, f.before} {
			for _, to := range edges[fund] {
				switch state[to] {
				case 0:
					walk(to)
				case entered:
					ring = true
					for i := len(path) - 1; path[i] != to; i-- {
						f.unite(path[i], to)
					}
				}
			}
		}
		path = path[:len(path)-1]
		state[fund] = left
	}
	for _, fund := range keysOf(f.wholes, f.before) {
		if state[fund] == 0 {
			walk(fund)
		}
	}
	return ring
}

// keysOf gives the keys of some maps in their order, each once. Most lines are
// tied to no other, so these are few.
func keysOf(maps ...map[int][]int) []int {
	var keys []int
	for _, m := range maps {
		for key := range m {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
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
			site.CompareBool(a.Apart != "", b.Apart != ""),
			site.CompareBool(!a.Amount.SameFunds.IsZero(), !b.Amount.SameFunds.IsZero()))
	})
	return numbers
}
