package site

import (
	"encoding/binary"
	"errors"
	"strconv"
	"strings"
)

// String gives the amount as a plain decimal number without a sign for the
// currency, "4400000" or "12.5", and "" when it is not stated. ParseMoney
// reads back what is not negative and below 10^30.
func (m Money) String() string {
	text, _ := m.AppendText(nil)
	return string(text)
}

// AppendText appends what String gives. The error is always nil.
func (m Money) AppendText(dst []byte) ([]byte, error) {
	switch {
	case !m.known:
		return dst, nil
	case m.wide != nil:
		return append(dst, m.wide.String()...), nil
	}
	cents := uint64(m.cents)
	if m.cents < 0 {
		dst, cents = append(dst, '-'), -cents
	}
	dst = strconv.AppendUint(dst, cents/100, 10)
	if rest := cents % 100; rest != 0 {
		dst = append(dst, '.', byte('0'+rest/10))
		if rest%10 != 0 {
			dst = append(dst, byte('0'+rest%10))
		}
	}
	return dst, nil
}

// MarshalText gives what String gives: JSON carries amounts as text, because
// a reader's JSON numbers may be floats.
func (m Money) MarshalText() ([]byte, error) { return m.AppendText(nil) }

// UnmarshalText reads what ParseMoney reads, "" as not stated, and a negative
// plain number as Sub may give it.
func (m *Money) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*m = Money{}
		return nil
	}
	if text[0] == '-' {
		dollars, why := readSigned(string(text))
		if why != "" {
			return &ParseError{Text: string(text), Thing: "an amount", Why: why}
		}
		*m = moneyFrom(dollars)
		return nil
	}
	amount, err := ParseMoney(string(text))
	if err != nil {
		return err
	}
	*m = amount
	return nil
}

// Short gives the amount for cards, charts and running text: whole dollars
// below 10,000 ("$9,500"), else three significant digits at most with K, M, B
// or T ("$174K", "$4.4M", "$1.46B"), rounded half to even. Less than a dollar
// is given in full, so that it is not called nothing. "" when not stated.
func (m Money) Short() string {
	if !m.known {
		return ""
	}
	var space [16]byte
	return string(m.AppendShort(space[:0]))
}

// AppendShort appends what Short gives.
func (m Money) AppendShort(dst []byte) []byte {
	const most = 9e14 // dollars: more take more than three digits before the T
	switch {
	case !m.known:
		return dst
	case m.wide != nil || m.cents < 100 || m.cents >= most*100:
		return append(dst, m.shortText()...)
	}
	dst = append(dst, '$')
	whole := m.cents
	if whole < 10_000*100 {
		if whole = roundedTo(m.cents, 100); whole < 10_000 {
			var digits [4]byte
			return appendGrouped(dst, strconv.AppendInt(digits[:0], whole, 10))
		}
		whole *= 100 // 9999.50 became 10,000
	}
	return appendThreeDigits(dst, whole)
}

// roundedTo gives how many units a number is, an exact half to the even
// neighbour.
func roundedTo(number, unit int64) int64 {
	n, rest := number/unit, number%unit
	if 2*rest > unit || 2*rest == unit && n%2 == 1 {
		n++
	}
	return n
}

// appendThreeDigits appends 10,000 dollars or more, given in cents, with three
// significant digits and the size.
func appendThreeDigits(dst []byte, cents int64) []byte {
	length, unit := 5, int64(100*100) // digits before the point; cents that the third digit counts
	for cents >= 1000*unit {
		length, unit = length+1, unit*10
	}
	head := roundedTo(cents, unit)
	if head == 1000 { // 999.5K became 1000K, which is 1M
		head, length = 100, length+1
	}
	size := min((length-1)/3, 4)
	for after := 3 - (length - 3*size); ; after-- {
		if after == 0 || head%10 != 0 {
			dst = appendPoint(dst, head, after)
			return append(dst, " KMBT"[size])
		}
		head /= 10
	}
}

// appendPoint appends a number of at most three digits with so many of them
// after the point.
func appendPoint(dst []byte, number int64, after int) []byte {
	switch after {
	case 1:
		return append(strconv.AppendInt(dst, number/10, 10), '.', byte('0'+number%10))
	case 2:
		return append(strconv.AppendInt(dst, number/100, 10), '.', byte('0'+number/10%10), byte('0'+number%10))
	}
	return strconv.AppendInt(dst, number, 10)
}

// shortText is Short for any sum, by way of its digits.
func (m Money) shortText() string {
	sign, number := splitSign(m.String())
	whole, fraction, _ := strings.Cut(number, ".")
	if whole == "0" {
		return m.Long()
	}
	if len(whole) < 5 {
		whole, fraction = roundHalfEven(whole, fraction), ""
	}
	if len(whole) < 5 {
		return sign + "$" + groupDigits(whole)
	}
	return sign + "$" + threeDigits(whole, fraction)
}

// threeDigits gives a number of five digits or more before the point with
// three significant digits and its size.
func threeDigits(whole, fraction string) string {
	length := len(whole)
	head := roundHalfEven(whole[:3], whole[3:]+fraction)
	if len(head) > 3 { // 999.5K became 1000K, which is 1M
		head, length = "100", length+1
	}
	size := min((length-1)/3, 4)
	before := length - 3*size
	if before >= 3 {
		return groupDigits(head+strings.Repeat("0", before-3)) + " KMBT"[size:size+1]
	}
	text := head[:before]
	if after := strings.TrimRight(head[before:], "0"); after != "" {
		text += "." + after
	}
	return text + " KMBT"[size:size+1]
}

// Long gives the amount in full, "$4,400,000", with cents only when there are
// any: "$12.50". "" when not stated.
func (m Money) Long() string {
	if !m.known {
		return ""
	}
	sign, number := splitSign(m.String())
	whole, fraction, _ := strings.Cut(number, ".")
	if len(fraction) == 1 {
		fraction += "0"
	}
	if fraction != "" {
		fraction = "." + fraction
	}
	return sign + "$" + groupDigits(whole) + fraction
}

// The first byte of the binary form of Money and Quantity.
const (
	binaryAbsent byte = iota
	binaryCents       // a varint of cents
	binaryText        // a uvarint length and a plain decimal number
)

// AppendBinary appends a compact form for caches of the same build of the
// program. It is not for exchange; that is MarshalText.
func (m Money) AppendBinary(dst []byte) []byte {
	switch {
	case !m.known:
		return append(dst, binaryAbsent)
	case m.wide == nil:
		return binary.AppendVarint(append(dst, binaryCents), m.cents)
	}
	return appendBinaryText(dst, m.String())
}

// DecodeMoney reads what AppendBinary wrote and gives the bytes after it.
func DecodeMoney(src []byte) (amount Money, rest []byte, err error) {
	if len(src) == 0 {
		return Money{}, src, errBinary
	}
	switch src[0] {
	case binaryAbsent:
		return Money{}, src[1:], nil
	case binaryCents:
		cents, n := binary.Varint(src[1:])
		if n <= 0 {
			return Money{}, src, errBinary
		}
		return MoneyFromCents(cents), src[1+n:], nil
	case binaryText:
		text, rest, ok := cutBinaryText(src[1:])
		if !ok {
			return Money{}, src, errBinary
		}
		dollars, why := readSigned(text)
		if why != "" {
			return Money{}, src, errBinary
		}
		return moneyFrom(dollars), rest, nil
	}
	return Money{}, src, errBinary
}

// errBinary is all there is to say of a broken cache: it is thrown away.
var errBinary = errors.New("the binary form is cut off or not ours")

func appendBinaryText(dst []byte, text string) []byte {
	dst = binary.AppendUvarint(append(dst, binaryText), uint64(len(text)))
	return append(dst, text...)
}

func cutBinaryText(src []byte) (text string, rest []byte, ok bool) {
	length, n := binary.Uvarint(src)
	if n <= 0 || length > uint64(len(src)-n) {
		return "", nil, false
	}
	end := n + int(length)
	return string(src[n:end]), src[end:], true
}
