package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// fold gives the form in which spellings are equal: no marks, lower case, a few
// letters spelt out, plain quotes and hyphens, nothing invisible.
func fold(text string) string {
	if isASCII(text) {
		return strings.ToLower(text)
	}
	text = withoutMarks(norm.NFKD.String(text))
	text = withoutMarks(norm.NFKD.String(strings.ToLower(text)))
	// Marks gone, this only puts Korean syllables together again.
	return spell(norm.NFC.String(text))
}

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func withoutMarks(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= 0x300 && unicode.Is(unicode.M, r) {
			return -1
		}
		return r
	}, text)
}

// spellings replace what folding leaves apart and readers type as one.
var spellings = map[rune]string{
	'ß': "ss", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'æ': "ae", 'œ': "oe", 'ı': "i", 'ς': "σ",
	'‘': "'", '’': "'", 'ʼ': "'", '‐': "-", '‒': "-", '–': "-", '—': "-", '−': "-",
	'\u00ad': "", '\u200b': "", '\u200c': "", '\u200d': "", '\u200e': "", '\u200f': "", '\u2060': "",
}

func spell(text string) string {
	if !strings.ContainsFunc(text, func(r rune) bool { _, ok := spellings[r]; return ok }) {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if plain, ok := spellings[r]; ok {
			b.WriteString(plain)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isSpace reports what cuts text into chunks: the white space of JavaScript. The
// list is written out because that of Go is another one.
func isSpace(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\v', '\f', '\r', 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff:
		return true
	}
	return r >= 0x2000 && r <= 0x200a
}

// isWordRune reports what words are made of, after folding.
func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return isASCIIWord(byte(r))
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r)
}

func isASCIIWord(c byte) bool { return isDigit(c) || c|0x20 >= 'a' && c|0x20 <= 'z' }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// isPaired reports the scripts written without spaces, and Korean, whose words
// carry endings: they are indexed by pairs of signs.
func isPaired(r rune) bool {
	return r >= 0x3040 && (r <= 0x9fff || r >= 0xac00 && r <= 0xd7af || r >= 0x20000 && r <= 0x3ffff)
}

// withJoints puts a hyphen between the words of camelCase: a small letter, then
// a capital with a small letter behind it.
func withJoints(chunk string) string {
	joint := func(i int) bool {
		return isSmall(chunk[i-1]) && chunk[i] >= 'A' && chunk[i] <= 'Z' && isSmall(chunk[i+1])
	}
	for i := 1; i+1 < len(chunk); i++ {
		if joint(i) {
			return chunk[:i] + "-" + withJoints(chunk[i:])
		}
	}
	return chunk
}

func isSmall(c byte) bool { return c >= 'a' && c <= 'z' }
