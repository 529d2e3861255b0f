package compiled

import (
	"bytes"
	"html/template"
	"reflect"
	"strings"
	"unicode/utf8"
)

// textEscaper appends a string as a chain of escapers shows it.
type textEscaper func(dst []byte, text string) []byte

// textKind is what an escaper takes a string for. Every type but these two is
// plain to the chains in fast.
type textKind int

const (
	textPlain textKind = iota
	textHTML           // template.HTML
	textURL            // template.URL
)

// escaper holds an own form of a chain of escapers, by kind of text; nil
// leaves the text as it is.
type escaper [3]textEscaper

func (e escaper) of(t reflect.Type) textEscaper { return e[kindOf(t)] }

// fast are the chains that have an own form. All of them leave digits and the
// sign of a number alone. trusted compares them with the real ones.
var fast = map[string]escaper{
	"htmlescaper":                         {appendText, nil, appendText},
	"rcdataescaper":                       {appendText, appendNormal, appendText},
	"attrescaper":                         {appendText, appendAttribute, appendText},
	"urlfilter|urlnormalizer|attrescaper": {appendSafeAddress, appendSafeAddress, appendAddress},
	"urlnormalizer|attrescaper":           {appendAddress, appendAddress, appendAddress},
	"urlescaper|attrescaper":              {appendQuery, appendQuery, appendAddress},

	"nospaceescaper":                         {appendBare, appendBareHTML, appendBare},
	"urlfilter|urlnormalizer|nospaceescaper": {appendBareSafeAddress, appendBareSafeAddress, appendBareAddress},
	"urlnormalizer|nospaceescaper":           {appendBareAddress, appendBareAddress, appendBareAddress},
}

// byteSet is a set of bytes.
type byteSet [256]bool

func setOf(text string) *byteSet {
	var set byteSet
	for i := range len(text) {
		set[text[i]] = true
	}
	return &set
}

const alphanumeric = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

var (
	special       = setOf("\x00\"&'+<>")          // what text and attribute values must not hold
	specialNormal = setOf("\x00\"'+<>")           // the same where entities may stand
	specialBare   = setOf("\"&'+<>\t\n\v\f\r =`") // what values without quotes must not hold
	inAddress     = setOf(alphanumeric + "-._~!#$*,/:;=?@[]")
	inQuery       = setOf(alphanumeric + "-._~")
)

// appendText is for plain text in an element or a quoted attribute.
func appendText(dst []byte, text string) []byte { return appendReplaced(dst, text, special) }

// appendNormal is for HTML where no markup may stand: entities stay.
func appendNormal(dst []byte, text string) []byte { return appendReplaced(dst, text, specialNormal) }

// appendAttribute is for HTML in a quoted attribute: its tags go. Which those
// are html/template decides.
func appendAttribute(dst []byte, text string) []byte {
	if strings.IndexByte(text, '<') >= 0 {
		return chains()["attrescaper"].append(dst, template.HTML(text))
	}
	return appendNormal(dst, text)
}

func appendReplaced(dst []byte, text string, set *byteSet) []byte {
	written := 0
	for i := 0; i < len(text); i++ {
		if set[text[i]] {
			dst = append(dst, text[written:i]...)
			dst = append(dst, entity(text[i])...)
			written = i + 1
		}
	}
	return append(dst, text[written:]...)
}

// entity gives what stands for a special byte.
func entity(special byte) string {
	switch special {
	case 0:
		return "\uFFFD"
	case '"':
		return "&#34;"
	case '&':
		return "&amp;"
	case '\'':
		return "&#39;"
	case '+':
		return "&#43;"
	case '<':
		return "&lt;"
	case '>':
		return "&gt;"
	}
	return bareEntities[special]
}

// appendBare is for plain text in an attribute without quotes. What is rare
// there html/template shows: what is not ASCII, and the byte 0.
func appendBare(dst []byte, text string) []byte {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf || text[i] == 0 {
			return chains()["nospaceescaper"].append(dst, text)
		}
	}
	return appendFilled(appendReplaced(dst, text, specialBare), text)
}

// appendBareHTML is for HTML in an attribute without quotes, which it is not
// meant for.
func appendBareHTML(dst []byte, text string) []byte {
	return chains()["nospaceescaper"].append(dst, template.HTML(text))
}

// appendBareSafeAddress is appendSafeAddress without quotes.
func appendBareSafeAddress(dst []byte, text string) []byte {
	return appendFilled(bared(dst, appendSafeAddress(dst, text)), text)
}

// appendBareAddress is appendAddress without quotes.
func appendBareAddress(dst []byte, text string) []byte {
	return appendFilled(bared(dst, appendAddress(dst, text)), text)
}

// bared escapes in an address that was appended what needs quotes beside what
// addresses never hold.
func bared(before, after []byte) []byte {
	from := len(before)
	if bytes.IndexByte(after[from:], '=') < 0 {
		return after
	}
	address := bytes.ReplaceAll(after[from:], []byte("="), []byte("&#61;"))
	return append(after[:from], address...)
}

// appendFilled appends what stands for an empty text: without quotes the
// attribute would take what follows for its value.
func appendFilled(dst []byte, text string) []byte {
	if text == "" {
		return append(dst, "ZgotmplZ"...)
	}
	return dst
}

// bareEntities stand for what is special only without quotes.
var bareEntities = map[byte]string{
	'\t': "&#9;", '\n': "&#10;", '\v': "&#11;", '\f': "&#12;", '\r': "&#13;", ' ': "&#32;", '=': "&#61;", '`': "&#96;",
}

// appendSafeAddress is for an address whose scheme is not known to be good.
func appendSafeAddress(dst []byte, text string) []byte {
	scheme, _, found := strings.Cut(text, ":")
	if found && !strings.Contains(scheme, "/") && !strings.EqualFold(scheme, "http") &&
		!strings.EqualFold(scheme, "https") && !strings.EqualFold(scheme, "mailto") {
		return append(dst, "#ZgotmplZ"...)
	}
	return appendAddress(dst, text)
}

// appendAddress is for a part of an address, in a quoted attribute.
func appendAddress(dst []byte, text string) []byte {
	written := 0
	for i := 0; i < len(text); i++ {
		b := text[i]
		if inAddress[b] || b == '%' && i+2 < len(text) && isHex(text[i+1]) && isHex(text[i+2]) {
			continue
		}
		dst = append(dst, text[written:i]...)
		if b == '&' || b == '+' {
			dst = append(dst, entity(b)...)
		} else {
			dst = appendPercent(dst, b)
		}
		written = i + 1
	}
	return append(dst, text[written:]...)
}

// appendQuery is for a value in the query of an address.
func appendQuery(dst []byte, text string) []byte {
	written := 0
	for i := 0; i < len(text); i++ {
		if inQuery[text[i]] {
			continue
		}
		dst = append(dst, text[written:i]...)
		dst = appendPercent(dst, text[i])
		written = i + 1
	}
	return append(dst, text[written:]...)
}

func appendPercent(dst []byte, b byte) []byte {
	const digits = "0123456789abcdef"
	return append(dst, '%', digits[b>>4], digits[b&15])
}

func isHex(b byte) bool {
	return '0' <= b && b <= '9' || 'a' <= b && b <= 'f' || 'A' <= b && b <= 'F'
}
