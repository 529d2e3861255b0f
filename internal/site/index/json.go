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
