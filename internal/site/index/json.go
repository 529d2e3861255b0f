package index

import (
	"strconv"
	"unicode/utf8"

	"blotter/internal/site"
)

// appendString appends a text as a JSON string. What is not UTF-8 becomes the
// replacement character. "<" is escaped, so that the JSON may stand inside a
// page, and so are the two line separators that old JavaScript breaks on.
func appendString(dst []byte, text string) []byte {
	return append(appendEscaped(append(dst, '"'), text), '"')
}

// appendEscaped appends what stands between the quotes of a JSON string.
func appendEscaped(dst []byte, text string) []byte {
	start := 0
	for i := 0; i < len(text); {
		if i+8 <= len(text) && allAsItIs(eight(text[i:])) {
			i += 8
			continue
		}
		c := text[i]
		if asItIs[c] {
			i++
			continue
		}
		if c < utf8.RuneSelf {
			dst = append(dst, text[start:i]...)
			dst = appendEscape(dst, c)
			i++
			start = i
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if r == utf8.RuneError && size == 1 || r == '\u2028' || r == '\u2029' {
			dst = append(dst, text[start:i]...)
			dst = append(dst, `\u`...)
			dst = strconv.AppendInt(dst, int64(r), 16)
			start = i + size
		}
		i += size
	}
	return append(dst, text[start:]...)
}

// asItIs holds the bytes that stand in a JSON string as they are.
var asItIs = func() (plain [256]bool) {
	for c := 0x20; c < 0x7f; c++ {
		plain[c] = c != '"' && c != '\\' && c != '<'
	}
	return plain
}()

// eight gives the first eight bytes of a text as one number.
func eight(text string) uint64 {
	_ = text[7] // one check of the bounds, not eight
	return uint64(text[0]) | uint64(text[1])<<8 | uint64(text[2])<<16 | uint64(text[3])<<24 |
		uint64(text[4])<<32 | uint64(text[5])<<40 | uint64(text[6])<<48 | uint64(text[7])<<56
}

// Eight bytes at once: one set bit, or the same byte, in each.
const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// hasZero is not 0 where one of eight bytes is 0. Of bytes above the lowest
// that is 0 it may say so wrongly, never of eight that are not 0.
func hasZero(bytes uint64) uint64 { return (bytes - ones) &^ bytes & highs }

// allAsItIs reports whether eight bytes stand in a JSON string as they are: it
// may say no of some that do, never yes of one that does not.
func allAsItIs(b uint64) bool {
	special := hasZero(b^ones*'"') | hasZero(b^ones*'\\') | hasZero(b^ones*'<') | // these
		(b-ones*' ')&^b&highs | // below a space
		(b+ones)&highs | b&highs // 0x7f and above
	return special == 0
}

// appendEscape appends a control character, a quote, a backslash or a "<".
func appendEscape(dst []byte, c byte) []byte {
	const digits = "0123456789abcdef"
	switch c {
	case '"', '\\':
		return append(dst, '\\', c)
	case '\n':
		return append(dst, '\\', 'n')
	case '\t':
		return append(dst, '\\', 't')
	}
	return append(dst, '\\', 'u', '0', '0', digits[c>>4], digits[c&15])
}

// appendStrings appends texts as a JSON array.
func appendStrings(dst []byte, texts []string) []byte {
	dst = append(dst, '[')
	for i, text := range texts {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendString(dst, text)
	}
	return append(dst, ']')
}

// appendMoney appends dollars as a JSON string of digits.
func appendMoney(dst []byte, amount site.Money) []byte {
	dst = append(dst, '"')
	dst, _ = amount.AppendText(dst) // its error is always nil
	return append(dst, '"')
}

func appendBool(dst []byte, value bool) []byte { return strconv.AppendBool(dst, value) }

func appendInt(dst []byte, value int) []byte { return strconv.AppendInt(dst, int64(value), 10) }
