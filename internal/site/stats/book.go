package stats

import (
	"cmp"
	"slices"
	"sync/atomic"

	"blotter/internal/site"
)

// book is the ledger with what summing needs: each line by its number, and
// the order in which totals list lines.
type book struct {
	site  *site.Site
	flat  []site.Line   // by number: entries oldest first, amounts as written
	lines [][]site.Line // by entry; parts of flat
	first []int         // the number of an entry's first line
	// ids gives the place of an amount in its entry by its id, for the entries
	// that references name; look-up only, and only while the book is written.
	ids   map[*site.Entry]map[string]int
	funds *funds
	// ranked holds the lines by value, greatest first, then by number; rank is
	// the place of a number in it.
	ranked  []posting
	rank    []int32
	tallied []tallied // by entry
	// sums holds the summaries of groups that somebody asked for, by
	// Group.Index.
	sums map[site.Dimension][]atomic.Pointer[site.Summary]
}

// newBook writes the ledger of a site.
func newBook(s *site.Site) *book {
	b := &book{
		site: s, lines: make([][]site.Line, len(s.Entries)), first: make([]int, len(s.Entries)),
		ids: map[*site.Entry]map[string]int{},
	}
	size := 0
	for i, entry := range s.Entries {
		b.first[i] = size
		size += len(entry.Amounts)
	}
	b.flat = make([]site.Line, size)
	b.divide()
	for i, entry := range s.Entries {
		for n := range entry.Amounts {
			b.lines[i][n] = b.line(entry, &entry.Amounts[n])
		}
	}
	b.funds = newFunds(b)
	b.funds.exclude()
	b.order(b.postings())
	b.openSums()
	b.ids = nil
	return b
}

// divide gives each entry its lines.
func (b *book) divide() {
	for i, entry := range b.site.Entries {
		end := b.first[i] + len(entry.Amounts)
		b.lines[i] = b.flat[b.first[i]:end:end]
	}
}

// numberOf gives the number of a line of the book.
func (b *book) numberOf(line *site.Line) int {
	i := line.Entry.Index
	for n := range b.lines[i] {
		if &b.lines[i][n] == line {
			return b.first[i] + n
		}
	}
	return -1
}

// openSums makes room for the summaries of groups.
func (b *book) openSums() {
	b.sums = make(map[site.Dimension][]atomic.Pointer[site.Summary], len(b.site.Groups))
	for d, groups := range b.site.Groups {
		b.sums[d] = make([]atomic.Pointer[site.Summary], len(groups))
	}
}

// line makes the line of an amount as far as the amount itself and its entry
// decide.
func (b *book) line(entry *site.Entry, amount *site.Amount) site.Line {
	line := site.Line{Entry: entry, Amount: amount, Value: amount.USD(), Excluded: b.excluded(entry, amount)}
	low, high := amount.Band()
	line.Low, line.High = low.Min(line.Value), high.Max(line.Value)
	if entry.Status == "disputed" || entry.Status == "alleged" {
		line.Apart = entry.Status
	}
	return line
}

// excluded gives the reason why an amount may enter no total at all, as its
// entry tells it. An aggregate never does, whatever the editor says.
func (b *book) excluded(entry *site.Entry, amount *site.Amount) site.Reason {
	part, retold := b.contained(entry, amount.PartOf), b.contained(entry, amount.SameFunds)
	said := amount.Counts
	switch {
	case entry.Withdrawn():
		return site.ExcludedWithdrawn
	case amount.Aggregate:
		return site.ExcludedAggregate
	case said != nil && *said:
		return site.NotExcluded
	case part:
		return site.ExcludedPart
	case retold:
		return site.ExcludedSameFunds
	case said != nil:
		return site.ExcludedByEditor
	}
	return site.NotExcluded
}

// contained reports whether a reference says that the money is in another
// amount. Being part of an aggregate does not count: nobody adds aggregates,
// so the part would be nowhere.
func (b *book) contained(entry *site.Entry, ref site.AmountRef) bool {
	if ref.IsZero() {
		return false
	}
	_, whole := b.amountAt(entry, ref)
	return whole == nil || !whole.Aggregate
}

// postings gives what summing asks of the lines, by number, and tallies the
// entries.
func (b *book) postings() []posting {
	postings := make([]posting, len(b.flat))
	b.tallied = make([]tallied, len(b.lines))
	const run = 512 // entries
	inParallel((len(b.lines)+run-1)/run, func(part int) {
		for i := part * run; i < min((part+1)*run, len(b.lines)); i++ {
			first := b.first[i]
			of := postings[first : first+len(b.lines[i])]
			for n := range of {
				of[n] = postingOf(&b.lines[i][n])
				of[n].number = int32(first + n)
			}
			b.tallied[i] = tallyOf(b.site.Entries[i], of)
		}
	})
	return postings
}

// order ranks the lines.
func (b *book) order(postings []posting) {
	// Nearly all values are whole cents, which are compared where they lie.
	type valued struct {
		cents  int64
		exact  bool
		number int32
	}
	order := make([]valued, len(postings))
	for n := range postings {
		cents, exact := postings[n].value.Cents()
		order[n] = valued{cents, exact, int32(n)}
	}
	slices.SortFunc(order, func(v, w valued) int {
		switch {
		case !v.exact || !w.exact:
			if by := postings[w.number].value.Cmp(postings[v.number].value); by != 0 {
				return by
			}
		case v.cents != w.cents:
			return cmp.Compare(w.cents, v.cents)
		}
		return cmp.Compare(v.number, w.number)
	})
	b.ranked = make([]posting, len(order))
	b.rank = make([]int32, len(order))
	for place := range order {
		n := order[place].number
		b.ranked[place] = postings[n]
		b.rank[n] = int32(place)
	}
}

// amountAt gives the number of the line of the amount that a reference names,
// and the amount; nil where the reference leads nowhere.
func (b *book) amountAt(from *site.Entry, ref site.AmountRef) (int, *site.Amount) {
	entry := from
	if ref.Entry != "" {
		entry = b.site.Find(ref.Entry)
	}
	if entry == nil {
		return 0, nil
	}
	ids, known := b.ids[entry]
	if !known {
		ids = make(map[string]int, len(entry.Amounts))
		for n := range entry.Amounts {
			if _, taken := ids[entry.Amounts[n].ID]; !taken {
				ids[entry.Amounts[n].ID] = n
			}
		}
		b.ids[entry] = ids
	}
	if n, ok := ids[ref.Amount]; ok {
		return b.first[entry.Index] + n, &entry.Amounts[n]
	}
	return 0, nil
}
