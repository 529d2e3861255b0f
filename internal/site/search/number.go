package search

import (
	"strconv"
	"strings"
)

// number is a quantity as text: digits times a power of ten, without zeros at
// either end of the digits. Floats are never made of it.
type number struct {
	digits string // "0" for zero
	power  int
}

// longestNumber bounds the digits of a token.
const longestNumber = 30

// scales are the words and letters that multiply the number before them.
var scales = map[string]int{
	"k": 3, "thousand": 3,
	"m": 6, "mn": 6, "mln": 6, "mio": 6, "million": 6, "millions": 6,
	"b": 9, "bn": 9, "billion": 9, "billions": 9,
	"t": 12, "tn": 12, "trillion": 12, "trillions": 12,
}

// readNumber reads digits with groups and decimals:
//
//   - two or more separators of one kind, three digits behind each: groups
//   - groups of one kind, then one separator of another: that is the decimal one
//   - a single point is decimal; a single comma or apostrophe with three digits
//     behind it and one to three before it is a group, a comma else decimal
//
// It is false for anything else, such as 1.2.3.
func readNumber(text string) (number, bool) {
	first := strings.IndexAny(text, ".,'")
	if first < 0 {
		return newNumber(text, ""), true
	}
	last := strings.LastIndexAny(text, ".,'")
	whole, rest, separator := text[:last], text[last+1:], text[last]
	switch {
	case first != last && text[first] == separator: // groups throughout
		if grouped(text, separator) {
			return newNumber(strings.ReplaceAll(text, string(separator), ""), ""), true
		}
	case first != last: // groups, then decimals
		if separator != '\'' && grouped(whole, text[first]) {
			return newNumber(strings.ReplaceAll(whole, text[first:first+1], ""), rest), true
		}
	case separator == '.':
		return newNumber(whole, rest), true
	case len(rest) == 3 && len(whole) <= 3 && whole[0] != '0':
		return newNumber(whole+rest, ""), true
	case separator == ',':
		return newNumber(whole, rest), true
	}
	return number{}, false
}

// grouped reports whether a separator stands before each three digits.
func grouped(text string, separator byte) bool {
	parts := strings.Split(text, string(separator))
	for i, part := range parts {
		if i == 0 && (len(part) > 3 || part == "") || i > 0 && len(part) != 3 || strings.ContainsAny(part, ".,'") {
			return false
		}
	}
	return true
}

func newNumber(whole, fraction string) number {
	digits := strings.TrimLeft(whole+fraction, "0")
	if digits == "" {
		return number{"0", 0}
	}
	short := strings.TrimRight(digits, "0")
	return number{short, len(digits) - len(short) - len(fraction)}
}

// times gives the number times a power of ten.
func (n number) times(power int) number {
	if n.digits != "0" {
		n.power += power
	}
	return n
}

// exact gives the token of the number; "" when it is too long to be one.
func (n number) exact() string {
	if len(n.digits) > longestNumber {
		return ""
	}
	return "#" + n.digits + "e" + strconv.Itoa(n.power)
}

// rounded gives the token of the number to two digits, half up; "" for one
// below 10,000 or too long.
func (n number) rounded() string {
	if len(n.digits)+n.power < 5 || len(n.digits) > longestNumber {
		return ""
	}
	digits, power := n.digits, n.power
	if len(digits) > 2 {
		power += len(digits) - 2
		two, _ := strconv.Atoi(digits[:2])
		if digits[2] >= '5' {
			two++
		}
		for ; two%10 == 0; two /= 10 {
			power++
		}
		digits = strconv.Itoa(two)
	}
	return "#" + digits + "e" + strconv.Itoa(power) + "~"
}
