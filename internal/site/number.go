package site

import (
	"math/big"
	"strings"

	"github.com/shopspring/decimal"
)

// numeral is a plain decimal number as an editor wrote it, without grouping:
// the digits "162000050" with scale 2 are 1620000.50.
type numeral struct {
	digits string
	scale  int
}

// readNumeral reads ASCII digits with optional groups of three and an
// optional fraction. It is strict, because a lost digit or a comma in the
// wrong place is a wrong amount that still looks right. The second result
// says what is wrong, and is empty when nothing is.
func readNumeral(text string) (numeral, string) {
	whole, fraction, point := strings.Cut(text, ".")
	if why := wrongWhole(whole); why != "" {
		return numeral{}, why
	}
	if point && fraction == "" {
		return numeral{}, "no digit follows the decimal point"
	}
	if !onlyDigits(fraction) {
		return numeral{}, wrongFraction(fraction)
	}
	return numeral{strings.ReplaceAll(whole, ",", "") + fraction, len(fraction)}, ""
}

// decimal gives the number times ten to the given power.
func (n numeral) decimal(power int) decimal.Decimal {
	coefficient, _ := new(big.Int).SetString(n.digits, 10)
	return decimal.NewFromBigInt(coefficient, int32(power-n.scale))
}

// wrongWhole says what is wrong with the part before the decimal point.
func wrongWhole(whole string) string {
	first, rest, grouped := strings.Cut(whole, ",")
	switch {
	case whole == "":
		return "no digit stands before the decimal point"
	case !onlyDigits(first):
		return "it is not written in the digits 0 to 9"
	case len(first) > 1 && first[0] == '0' || grouped && first == "0":
		return "it begins with a zero"
	case !grouped:
		return ""
	case first == "" || len(first) > 3:
		return "the commas do not separate groups of three digits"
	}
	for group := range strings.SplitSeq(rest, ",") {
		if len(group) != 3 || !onlyDigits(group) {
			return "the commas do not separate groups of three digits"
		}
	}
	return ""
}

// wrongFraction says what is wrong with the part after the decimal point,
// when something is.
func wrongFraction(fraction string) string {
	switch {
	case strings.Contains(fraction, "."):
		return "it has two decimal points"
	case strings.Contains(fraction, ","):
		return "a comma stands after the decimal point"
	}
	return "it is not written in the digits 0 to 9"
}

// onlyDigits reports whether the text has nothing but ASCII digits: digits of
// other scripts look alike to nobody who reads the source.
func onlyDigits(text string) bool {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return true
}

// groupDigits puts a comma between groups of three digits.
func groupDigits(digits string) string {
	if len(digits) <= 3 {
		return digits
	}
	return string(appendGrouped(make([]byte, 0, len(digits)+len(digits)/3), digits))
}

// appendGrouped appends what groupDigits gives.
func appendGrouped[text string | []byte](dst []byte, digits text) []byte {
	for i := range len(digits) {
		if i > 0 && (len(digits)-i)%3 == 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, digits[i])
	}
	return dst
}

// roundHalfEven rounds the number head.tail to the integer head, an exact
// half to the even neighbour, so that many roundings do not drift upwards.
// The result is one digit longer when nines carry over.
func roundHalfEven(head, tail string) string {
	if tail == "" || tail[0] < '5' {
		return head
	}
	half := tail[0] == '5' && strings.Trim(tail[1:], "0") == ""
	if even := (head[len(head)-1]-'0')%2 == 0; half && even {
		return head
	}
	digits := []byte(head)
	for i := len(digits) - 1; i >= 0; i-- {
		if digits[i] < '9' {
			digits[i]++
			return string(digits)
		}
		digits[i] = '0'
	}
	return "1" + string(digits)
}

// minus is the minus of print: it is as wide as a digit and does not break from
// it as a hyphen may.
const minus = "−"

// splitSign takes the sign off a canonical number, for display.
func splitSign(number string) (sign, rest string) {
	if rest, negative := strings.CutPrefix(number, "-"); negative {
		return minus, rest
	}
	return "", number
}

// readSigned reads what String of a Quantity or of Money gives: a plain
// decimal number without groups, negative where it is a difference.
func readSigned(text string) (value decimal.Decimal, why string) {
	const longest = 2 * longestQuantity // sums are a little longer than parts
	unsigned, negative := strings.CutPrefix(text, "-")
	n, why := readNumeral(unsigned)
	switch {
	case len(text) > longest:
		return decimal.Decimal{}, "it is too long"
	case why != "":
		return decimal.Decimal{}, why
	case negative:
		return n.decimal(0).Neg(), ""
	}
	return n.decimal(0), ""
}
