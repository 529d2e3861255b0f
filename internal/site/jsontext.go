package site

import "unicode/utf8"

// AppendJSON appends a text as a JSON string that may stand in a script element
// of a page: "<", ">" and "&" are escaped, and so are the two line separators
// that old JavaScript breaks on. What is not UTF-8 becomes the replacement
// character, as in encoding/json.
func AppendJSON(dst []byte, text string) []byte {
	return append(AppendJSONText(append(dst, '"'), text), '"')
}

// AppendJSONText appends what AppendJSON puts between the quotes.
func AppendJSONText(dst []byte, text string) []byte {
	start := 0
	for i := 0; i < len(text); {
		if i+8 <= len(text) && allPlainInJSON(eightBytes(text[i:])) {
			i += 8
			continue
		}
		c := text[i]
		if plainInJSON[c] {
			i++
			continue
		}
		size, escape := 1, ""
		if c >= utf8.RuneSelf {
			var r rune
			r, size = utf8.DecodeRuneInString(text[i:])
			switch {
			case r == utf8.RuneError && size == 1:
				escape = `\ufffd`
			case r == '\u2028':
				escape = `\u2028`
			case r == '\u2029':
				escape = `\u2029`
			default:
				i += size
				continue
			}
		}
		dst = append(dst, text[start:i]...)
		if escape != "" {
			dst = append(dst, escape...)
		} else {
			dst = appendJSONEscape(dst, c)
		}
		i += size
		start = i
	}
	return append(dst, text[start:]...)
}

// allPlainInJSON reports whether eight bytes all are plainInJSON.
func allPlainInJSON(b uint64) bool {
	// A quote and an ampersand differ in one bit, and so do the two brackets.
	return hasByte(b|ones*('"'^'&'), '&')|hasByte(b|ones*('<'^'>'), '>')|hasByte(b, '\\')|hasControl(b)|b&highs == 0
}

// plainInJSON holds the bytes that stand in a JSON string as they are.
var plainInJSON = func() (plain [256]bool) {
	for c := 0x20; c < utf8.RuneSelf; c++ {
		plain[c] = c != '"' && c != '\\' && c != '<' && c != '>' && c != '&'
	}
	return plain
}()

func appendJSONEscape(dst []byte, c byte) []byte {
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
