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

// writeSum appends an amount: 0 for one that is not stated, else one more than
// a power of ten, and a whole number of 10^-fractionDigits dollars without that
// power. Nothing is rounded that has at most so many decimals.
func writeSum(column []byte, sum site.Money) []byte {
	if !sum.Known() {
		return append(column, 0)
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
func moneyColumn(s *site.Site, st *site.Statistics) ([]byte, error) {
	var names [][3]string
	for _, term := range site.Classes.Terms {
		names = append(names, [3]string{term.Key, term.Label, term.Plural})
	}
	column, err := jsonHead(names)
	for _, term := range site.Classes.Terms {
		var list []byte
		entries, before := 0, -1
		for _, entry := range s.Entries {
			sum, unpriced := classSum(st.Lines[entry.Index], site.Class(term.Key))
			if !sum.Known() && unpriced == 0 {
				continue
			}
			list = binary.AppendUvarint(list, uint64(entry.Index-before))
			list = writeSum(binary.AppendUvarint(list, uint64(unpriced)), sum)
			entries, before = entries+1, entry.Index
		}
		column = append(binary.AppendUvarint(column, uint64(entries)), list...)
	}
	return column, err
}

// classSum gives the sum of an entry's lines that enter the total of a class,
// and the number of those without a figure.
func classSum(lines []site.Line, class site.Class) (sum site.Money, unpriced int) {
	for i := range lines {
		line := &lines[i]
		switch {
		case line.Amount.Kind.Class() != class || line.Why() != site.NotExcluded || line.Apart != "":
		case line.Value.Known():
			sum = sum.Add(line.Value)
		default:
			unpriced++
		}
	}
	return sum, unpriced
}
