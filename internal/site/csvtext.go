package site

import (
	"strings"
	"unicode/utf8"
)

// AppendCell appends a text as a CSV cell. A text that a spreadsheet would
// take for a formula gets an apostrophe before it: see StartsFormula.
func AppendCell(dst []byte, text string) []byte {
	if IsPlainCell(text) {
		return append(dst, text...)
	}
	guard := ""
	if StartsFormula(text) {
		guard = "'"
	}
	if !strings.ContainsAny(text, ",\"\r\n") && strings.TrimSpace(text) == text {
		return append(append(dst, guard...), text...)
	}
	dst = append(append(dst, '"'), guard...)
	for {
		before, after, quote := strings.Cut(text, `"`)
		dst = append(dst, before...)
		if !quote {
			return append(dst, '"')
		}
		dst, text = append(dst, `""`...), after
	}
}

// IsPlainCell reports, at a glance, whether a text may be a cell as it is: most
// are keys, words and addresses.
func IsPlainCell(text string) bool {
	if text == "" {
		return true
	}
	if c := text[0] | 0x20; (c < 'a' || c > 'z') && (c < '0' || c > '9') || text[len(text)-1] <= ' ' {
		return false
	}
	i := 0
	for ; i+8 <= len(text); i += 8 {
		b := eightBytes(text[i:])
		if hasByte(b, ',')|hasByte(b, '"')|hasControl(b)|b&highs != 0 {
			return false
		}
	}
	for ; i < len(text); i++ {
		if c := text[i]; c == ',' || c == '"' || c < ' ' || c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
