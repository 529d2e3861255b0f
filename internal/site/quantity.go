package site

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// Bounds on what an editor may write. A token on a chain counts in 256 bits,
// which is 78 digits, and attackers have minted that many.
const (
	longestQuantity = 160 // bytes
	widestQuantity  = 80  // digits before the decimal point
	finestQuantity  = 36  // digits after it
)

// Quantity is an exact number of units of an asset: ether, bitcoin, euros.
// The zero value means "not stated", which is not zero units. Compare with Cmp
// or Equal, not with ==.
type Quantity struct {
	known bool
	short bool // its digits, all of them, are few enough for AppendText to count in 64 bits
	units decimal.Decimal
}

// shortQuantity is the most digits with which no step of AppendText overflows.
const shortQuantity = 15

// quantityOf gives a quantity that is stated.
func quantityOf(units decimal.Decimal) Quantity {
	exponent := units.Exponent()
	return Quantity{true, exponent <= 0 && exponent >= -shortQuantity && units.NumDigits() <= shortQuantity, units}
}

// ParseQuantity reads a plain number, "173600", "173,600", "0.00000001". It
// takes no K, M or B: quantities are exact. Its errors are *ParseError.
func ParseQuantity(text string) (Quantity, error) {
	number := trimASCII(text)
	n, why := readNumeral(number)
	switch {
	case number == "":
		why = "it is empty"
	case len(number) > longestQuantity:
		why = "it is too long"
	case why != "":
	case len(n.digits)-n.scale > widestQuantity:
		why = "it has more digits than any token can count"
	case n.scale > finestQuantity:
		why = "it has more decimals than any token"
	default:
		// One form for one number: a cache does not keep the zeros at its end.
		for n.scale > 0 && strings.HasSuffix(n.digits, "0") {
			n = numeral{n.digits[:len(n.digits)-1], n.scale - 1}
		}
		return quantityOf(n.decimal(0)), nil
	}
	return Quantity{}, &ParseError{text, "a quantity", why, quantityHint(number)}
}

// quantityHint guesses what the editor meant.
func quantityHint(number string) string {
	hasDigit := strings.ContainsAny(number, "0123456789")
	hasLetter := strings.ContainsAny(strings.ToLower(number), "abcdefghijklmnopqrstuvwxyz")
	switch {
	case number == "" || strings.EqualFold(number, "unknown"):
		return "leave quantity out when nobody says how much"
	case strings.HasPrefix(number, "-"):
		return "leave the minus out; the kind says where the units went"
	case hasDigit && hasLetter:
		return "write all digits, such as 173600, and the unit under asset"
	}
	return "write a plain number, such as 173600 or 0.25"
}

// Known reports whether the quantity is stated.
func (q Quantity) Known() bool { return q.known }

// Add gives the sum. A quantity that is not stated adds nothing. Both must be
// of the same asset; the caller sees to that.
func (q Quantity) Add(r Quantity) Quantity {
	switch {
	case !r.known:
		return q
	case !q.known:
		return r
	}
	return quantityOf(q.units.Add(r.units))
}

// Sub gives q less r, which may be negative. It is not stated if either is
// not stated.
func (q Quantity) Sub(r Quantity) Quantity {
	if !q.known || !r.known {
		return Quantity{}
	}
	return quantityOf(q.units.Sub(r.units))
}

// Cmp is -1, 0 or 1 as q is less than, equal to or more than r. A quantity
// that is not stated sorts before everything.
func (q Quantity) Cmp(r Quantity) int {
	switch {
	case q.known == r.known:
		return q.units.Cmp(r.units)
	case r.known:
		return -1
	}
	return 1
}

// Equal reports whether both are not stated, or both are the same number.
func (q Quantity) Equal(r Quantity) bool { return q.Cmp(r) == 0 }

// Share gives q as a share of another quantity of the same asset. It is false
// when one is not stated, or the whole is not more than zero.
func (q Quantity) Share(of Quantity) (Share, bool) {
	if !q.known || !of.known {
		return Share{}, false
	}
	return shareOf(q.units, of.units)
}

// String gives the quantity as a plain decimal number, "173600" or "0.25",
// and "" when it is not stated. ParseQuantity reads it back.
func (q Quantity) String() string {
	text, _ := q.AppendText(nil)
	return string(text)
}

// AppendText appends what String gives. The error is always nil.
func (q Quantity) AppendText(dst []byte) ([]byte, error) {
	if !q.known {
		return dst, nil
	}
	if !q.short {
		return append(dst, q.units.String()...), nil
	}
	places := -int(q.units.Exponent())
	coefficient := q.units.CoefficientInt64()
	if coefficient < 0 {
		dst, coefficient = append(dst, '-'), -coefficient
	}
	for places > 0 && coefficient%10 == 0 {
		coefficient /= 10
		places--
	}
	unit := int64(1)
	for range places {
		unit *= 10
	}
	dst = strconv.AppendInt(dst, coefficient/unit, 10)
	if places == 0 {
		return dst, nil
	}
	dst = append(dst, '.')
	for rest := coefficient % unit; unit > 1; {
		unit /= 10
		dst = append(dst, byte('0'+rest/unit))
		rest %= unit
	}
	return dst, nil
}

// Display gives the quantity for readers, all its decimals and its whole part
// in groups: "173,600". "" when it is not stated.
func (q Quantity) Display() string {
	var space [48]byte
	return string(q.AppendDisplay(space[:0]))
}

// AppendDisplay appends what Display gives.
func (q Quantity) AppendDisplay(dst []byte) []byte {
	var space [48]byte
	number, _ := q.AppendText(space[:0]) // its error is always nil
	if len(number) > 0 && number[0] == '-' {
		dst, number = append(dst, minus...), number[1:]
	}
	whole := bytes.IndexByte(number, '.')
	if whole < 0 {
		whole = len(number)
	}
	return append(appendGrouped(dst, number[:whole]), number[whole:]...)
}

// MarshalText gives what String gives.
func (q Quantity) MarshalText() ([]byte, error) { return []byte(q.String()), nil }

// UnmarshalText reads what ParseQuantity reads, "" as not stated, and a
// negative number as Sub may give it.
func (q *Quantity) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*q = Quantity{}
		return nil
	}
	if text[0] == '-' {
		units, why := readSigned(string(text))
		if why != "" {
			return &ParseError{Text: string(text), Thing: "a quantity", Why: why}
		}
		*q = quantityOf(units)
		return nil
	}
	quantity, err := ParseQuantity(string(text))
	if err != nil {
		return err
	}
	*q = quantity
	return nil
}

// AppendBinary appends a compact form for caches of the same build of the
// program.
func (q Quantity) AppendBinary(dst []byte) []byte {
	if !q.known {
		return append(dst, binaryAbsent)
	}
	return appendBinaryText(dst, q.String())
}

// DecodeQuantity reads what AppendBinary wrote and gives the bytes after it.
func DecodeQuantity(src []byte) (quantity Quantity, rest []byte, err error) {
	if len(src) == 0 || src[0] != binaryAbsent && src[0] != binaryText {
		return Quantity{}, src, errBinary
	}
	if src[0] == binaryAbsent {
		return Quantity{}, src[1:], nil
	}
	text, rest, ok := cutBinaryText(src[1:])
	if !ok {
		return Quantity{}, src, errBinary
	}
	units, why := readSigned(text)
	if why != "" {
		return Quantity{}, src, errBinary
	}
	return quantityOf(units), rest, nil
}
