package search

import (
	"encoding/binary"
	"math/big"
	"strings"

	"blotter/internal/site"
)

// fractionDigits is how many decimals of a dollar the columns keep: cents, and
// the fractions of them that a price of a token may give.
const fractionDigits = 8

// centDigits is how many of them a cent is.
const centDigits = 2

// writeSum appends an amount: 0 for one that is not stated, else one more than
// a power of ten, and a whole number of 10^-fractionDigits dollars without that
// power. Nothing is rounded that has at most so many decimals.
func writeSum(column []byte, sum site.Money) []byte {
	if !sum.Known() {
		return append(column, 0)
	}
	if cents, ok := sum.Cents(); ok && cents > 0 {
		power := fractionDigits - centDigits
		for ; cents%10 == 0; cents /= 10 {
			power++
		}
		return binary.AppendUvarint(append(column, byte(power+1)), uint64(cents))
	}
	whole, fraction, _ := strings.Cut(sum.String(), ".")
	fraction = (fraction + strings.Repeat("0", fractionDigits))[:fractionDigits]
	digits := strings.TrimLeft(whole+fraction, "0")
	short := strings.TrimRight(digits, "0")
	column = append(column, byte(min(len(digits)-len(short), 253)+1))
	value, _ := new(big.Int).SetString("0"+short, 10)
	for seven := big.NewInt(127); value.Cmp(seven) > 0; value.Rsh(value, 7) {
		column = append(column, byte(new(big.Int).And(value, seven).Uint64())|0x80)
	}
	return append(column, byte(value.Uint64()))
}

// moneyColumn gives what each entry adds to the total of each class, exactly as
// the statistics count it: lines that are left out or shown apart are not in
// it. It begins with the classes as JSON, [key, label, words], and has for each
// class the number of its entries, and for each of them the difference from the
// entry before, the amounts without a figure, and the sum of the others.
func moneyColumn(column []byte, s *site.Site, st *site.Statistics) ([]byte, error) {
	var names [][3]string
	place := map[site.Class]int{} // look-up only
	for i, term := range site.Classes.Terms {
		place[site.Class(term.Key)] = i
		names = append(names, [3]string{term.Key, term.Label, term.Plural})
	}
	lists := make([]classList, len(names))
	sums := make([]classSum, len(names))
	for _, entry := range s.Entries {
		clear(sums)
		for i := range st.Lines[entry.Index] {
			line := &st.Lines[entry.Index][i]
			at, known := place[line.Amount.Kind.Class()]
			if known && line.Why() == site.NotExcluded && line.Apart == "" {
				sums[at].add(line.Value)
			}
		}
		for i := range sums {
			lists[i].add(entry.Index, &sums[i])
		}
	}
	column, err := appendJSON(column, names)
	for _, list := range lists {
		column = append(binary.AppendUvarint(column, uint64(list.entries)), list.data...)
	}
	return column, err
}

// classSum is what the lines of an entry add to the total of a class, and how
// many of them have no figure.
type classSum struct {
	sum      site.Money
	unpriced int
}

func (c *classSum) add(value site.Money) {
	if value.Known() {
		c.sum = c.sum.Add(value)
	} else {
		c.unpriced++
	}
}

// classList is the entries of a class as the column has them.
type classList struct {
	data          []byte
	entries, next int // next is one more than the entry before
}

func (l *classList) add(entry int, c *classSum) {
	if !c.sum.Known() && c.unpriced == 0 {
		return
	}
	l.data = binary.AppendUvarint(l.data, uint64(entry-l.next+1))
	l.data = writeSum(binary.AppendUvarint(l.data, uint64(c.unpriced)), c.sum)
	l.entries, l.next = l.entries+1, entry+1
}
