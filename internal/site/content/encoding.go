package content

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"blotter/internal/site"
)

var utf8Mark = []byte("\ufeff")

// cleanText gives the text of a file with plain line ends and without a byte
// order mark. What it cannot mend it reports; false says that nothing more
// can be read from the file.
func (d *decoder) cleanText(data []byte) ([]byte, bool) {
	if len(data) > d.limits.EntryBytes {
		d.reportAt(0, 0, "too-large", fmt.Sprintf("the file is larger than %d bytes", d.limits.EntryBytes),
			"cut it, or raise limits: entry_bytes in "+configFile)
		return nil, false
	}
	if bytes.HasPrefix(data, []byte{0xff, 0xfe}) || bytes.HasPrefix(data, []byte{0xfe, 0xff}) {
		d.reportAt(1, 1, "encoding", "the file is written in UTF-16", "save it as UTF-8")
		return nil, false
	}
	// Some editor programs on Windows put the mark there; it means nothing.
	data = bytes.TrimPrefix(data, utf8Mark)
	if len(bytes.TrimSpace(data)) == 0 {
		d.reportAt(1, 1, "empty-file", "the file is empty", "")
		return nil, false
	}
	if at := bytes.IndexByte(data, 0); at >= 0 {
		line, column := position(data, at)
		d.reportAt(line, column, "encoding", "the file has a zero byte, so it is not text", "save it as UTF-8 text")
		return nil, false
	}
	if bytes.IndexByte(data, '\r') >= 0 {
		data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	}
	return d.validText(data), true
}

// validText reports what no reader of the format takes: bytes that are not
// UTF-8, control characters, and line breaks that only YAML knows, after which
// every line number would be wrong. Each is reported once and replaced, so
// that the other mistakes of the file are found in the same run.
func (d *decoder) validText(data []byte) []byte {
	mended := data
	seen := map[rune]bool{}
	for at := 0; at < len(data); {
		if at += printable(data[at:]); at == len(data) {
			break
		}
		r, size := utf8.DecodeRune(data[at:])
		if invalid := r == utf8.RuneError && size == 1; invalid || unreadable(r) {
			if !seen[r] {
				seen[r] = true
				d.reportUnreadable(data, at, r, invalid)
			}
			if &mended[0] == &data[0] {
				mended = bytes.Clone(data)
			}
			// A space for each byte keeps all offsets.
			copy(mended[at:at+size], "    ")
		}
		at += size
	}
	return mended
}

// printable gives how many bytes a text begins with that are printed as they
// are, or a line feed or a tab. It looks at eight at a time.
func printable(text []byte) int {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	at := 0
	for {
		for at+8 <= len(text) {
			eight := binary.LittleEndian.Uint64(text[at:])
			below := (eight - ones*' ') &^ eight // its tops: a byte below the space
			delete := eight ^ ones*0x7f
			if (eight|below|(delete-ones)&^delete)&tops != 0 {
				break
			}
			at += 8
		}
		if at == len(text) {
			return at
		}
		if c := text[at]; (c < ' ' || c >= 0x7f) && c != '\n' && c != '\t' {
			return at
		}
		at++
	}
}

// unreadable reports whether YAML or another format has no place for a
// character.
func unreadable(r rune) bool {
	return unicode.Is(unicode.Cc, r) || r == '\u2028' || r == '\u2029' || r == '\ufffe' || r == '\uffff'
}

func (d *decoder) reportUnreadable(data []byte, at int, r rune, invalid bool) {
	line, column := position(data, at)
	switch {
	case invalid:
		d.reportAt(line, column, "encoding", fmt.Sprintf("the byte %#x is not UTF-8", data[at]), "save the file as UTF-8")
	case r == '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029':
		d.reportAt(line, column, "encoding", "the line break "+nameOf(r)+" is not read as one everywhere", "end the line with a plain line feed")
	default:
		d.reportAt(line, column, "encoding", "the file has the control character "+nameOf(r), "delete it")
	}
}

// position gives the line and the column of a byte offset, both from 1, the
// column in characters.
func position(data []byte, at int) (line, column int) {
	before := data[:at]
	start := bytes.LastIndexByte(before, '\n') + 1
	return bytes.Count(before, []byte("\n")) + 1, utf8.RuneCount(before[start:]) + 1
}

// hiddenRune gives the first character of a text that a reader cannot see or
// that changes the order in which the others are shown. Line feeds and tabs
// are fine; joiners are where both neighbours are beyond ASCII, because
// several scripts and emoji need them.
func hiddenRune(text string) (rune, bool) {
	if isPlainASCII(text) {
		return 0, false
	}
	before := rune(0)
	for at, r := range text {
		switch {
		case r == '\n' || r == '\t':
		case r == '\u200c' || r == '\u200d':
			after, _ := utf8.DecodeRuneInString(text[at+3:])
			if before < 0x80 || after < 0x80 || after == utf8.RuneError {
				return r, true
			}
		case isHidden(r):
			return r, true
		}
		before = r
	}
	return 0, false
}

// isPlainASCII is the short way out for nearly every text.
func isPlainASCII(text string) bool {
	for i := range len(text) {
		if c := text[i]; (c < ' ' && c != '\n' && c != '\t') || c >= 0x7f {
			return false
		}
	}
	return true
}

func isHidden(r rune) bool {
	switch r {
	case '\u034f', '\u115f', '\u1160', '\u2800', '\u3164', '\uffa0', '\ufffc':
		return true
	case '\ufe0e', '\ufe0f': // they choose how the character before them is drawn
		return false
	}
	return unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Co, r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r) ||
		unicode.Is(unicode.Variation_Selector, r)
}

// nameOf names a character: "U+202E (right-to-left override)".
func nameOf(r rune) string {
	code := fmt.Sprintf("U+%04X", r)
	if name, ok := runeNames[r]; ok {
		return code + " (" + name + ")"
	}
	return code
}

// runeNames are the names, after the Unicode standard, of the characters that
// turn up in real text.
var runeNames = map[rune]string{
	'\r': "carriage return", '\u0085': "next line", '\u00ad': "soft hyphen", '\u061c': "Arabic letter mark",
	'\u180e': "Mongolian vowel separator", '\u200b': "zero width space", '\u200c': "zero width non-joiner",
	'\u200d': "zero width joiner", '\u200e': "left-to-right mark", '\u200f': "right-to-left mark",
	'\u2028': "line separator", '\u2029': "paragraph separator", '\u202a': "left-to-right embedding",
	'\u202b': "right-to-left embedding", '\u202c': "pop directional formatting", '\u202d': "left-to-right override",
	'\u202e': "right-to-left override", '\u2060': "word joiner", '\u2066': "left-to-right isolate",
	'\u2067': "right-to-left isolate", '\u2068': "first strong isolate", '\u2069': "pop directional isolate",
	'\u2800': "Braille pattern blank", '\u3164': "Hangul filler", '\ufeff': "zero width no-break space",
}

// visible reports a hidden character in a text and gives the text without it.
func (d *decoder) visible(at *node, text string) string {
	r, found := hiddenRune(text)
	if !found {
		return text
	}
	d.report(at, "hidden-character", "the text "+site.Quote(text)+" has the invisible character "+nameOf(r), "delete the character and type the words anew")
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && (isHidden(r) || r == '\u200c' || r == '\u200d') {
			return -1
		}
		return r
	}, text)
}
