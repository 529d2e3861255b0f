package render

import (
	"html/template"
	"strconv"
	"strings"

	"blotter/internal/site"
)

// dateHTML gives a date as a time element with the precision that is known.
// A date without a known beginning ("before May 2022") is plain text, since
// HTML has no value for it; an absent date is nothing.
func dateHTML(d site.Date) template.HTML {
	var space [96]byte
	return template.HTML(appendDate(space[:0], d))
}

// shortDateHTML is dateHTML with the month's short name, for lists and tables.
func shortDateHTML(d site.Date) template.HTML {
	var space [96]byte
	return template.HTML(appendShortDate(space[:0], d))
}

// dayHTML gives a day as a time element; nothing for NoDay.
func dayHTML(d site.Day) template.HTML { return dateHTML(d.Date()) }

// appendDate appends what dateHTML gives. No word or number of a date holds a
// character that means something in HTML.
func appendDate(dst []byte, d site.Date) []byte {
	dst, isTime := openTime(dst, d)
	return closeTime(d.AppendDisplay(dst), isTime)
}

// appendShortDate appends what shortDateHTML gives.
func appendShortDate(dst []byte, d site.Date) []byte {
	dst, isTime := openTime(dst, d)
	return closeTime(d.AppendShort(dst), isTime)
}

// openTime begins a time element, where a date has a value for it.
func openTime(dst []byte, d site.Date) (opened []byte, isTime bool) {
	const tag = `<time datetime=`
	opened = d.AppendDateTime(append(dst, tag...))
	if len(opened) == len(dst)+len(tag) {
		return dst, false
	}
	return append(opened, '>'), true
}

func closeTime(dst []byte, isTime bool) []byte {
	if isTime {
		return append(dst, "</time>"...)
	}
	return dst
}

// moneyHTML gives a sum in short form as a data element with the exact value;
// nothing where the sum is not stated.
func moneyHTML(m site.Money) template.HTML {
	var space [96]byte
	return template.HTML(appendMoney(space[:0], m))
}

// appendMoney appends what moneyHTML gives.
func appendMoney(dst []byte, m site.Money) []byte {
	if !m.Known() {
		return dst
	}
	dst, _ = m.AppendText(append(dst, `<data value=`...)) // its error is always nil
	return append(m.AppendShort(append(dst, '>')), "</data>"...)
}

// longMoneyHTML is moneyHTML with every digit: "$4,400,000".
func longMoneyHTML(m site.Money) template.HTML {
	if !m.Known() {
		return ""
	}
	return dataElement(m.String(), m.Long())
}

// rangeHTML gives a sum between two bounds, or one figure where they are equal.
func rangeHTML(low, high site.Money) template.HTML {
	var space [160]byte
	return template.HTML(appendRange(space[:0], low, high))
}

// appendRange appends what rangeHTML gives.
func appendRange(dst []byte, low, high site.Money) []byte {
	dst = appendMoney(dst, low)
	if !low.Known() || low.Equal(high) {
		return dst
	}
	return appendMoney(append(dst, "\u200a–\u200a"...), high)
}

// dataElement gives a figure in words with its value, a plain decimal number.
func dataElement(value, text string) template.HTML {
	return template.HTML("<data value=" + value + ">" + template.HTMLEscapeString(text) + `</data>`)
}

// appendPlain appends text as HTML, as template.HTMLEscapeString gives it.
func appendPlain(dst []byte, text string) []byte {
	written := 0
	for i := range len(text) {
		entity := ""
		switch text[i] {
		case 0:
			entity = "\uFFFD"
		case '"':
			entity = "&#34;"
		case '&':
			entity = "&amp;"
		case '\'':
			entity = "&#39;"
		case '<':
			entity = "&lt;"
		case '>':
			entity = "&gt;"
		default:
			continue
		}
		dst = append(append(dst, text[written:i]...), entity...)
		written = i + 1
	}
	return append(dst, text[written:]...)
}

// number gives a count for readers: "12,345".
func number(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// count gives a number with its noun: "1 entry", "3 entries".
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return number(n) + " " + many
}

// lower gives a word for use inside a sentence; a word with a second capital,
// such as an abbreviation, stays.
func lower(word string) string {
	if len(word) > 1 && strings.ToLower(word[1:]) == word[1:] {
		return strings.ToLower(word[:1]) + word[1:]
	}
	return word
}

// sentence makes sure that a text ends like a sentence.
func sentence(text string) string {
	text = strings.TrimSpace(text)
	if endsSentence(text) {
		return text
	}
	return text + "."
}

// endsSentence reports whether a text without spaces around it needs no full
// stop.
func endsSentence(text string) bool {
	bare := strings.TrimRight(text, "”\"’')")
	return bare == "" || strings.ContainsAny(bare[len(bare)-1:], ".!?") || strings.HasSuffix(bare, "…")
}

// list joins words for reading: "a", "a and b", "a, b and c".
func list(words []string, last string) string {
	if len(words) == 1 {
		return words[0]
	}
	return string(appendWords(nil, words, last))
}

// appendWords appends what list gives.
func appendWords(dst []byte, words []string, last string) []byte {
	for i, word := range words {
		switch {
		case i == 0:
		case i == len(words)-1:
			dst = append(append(append(dst, ' '), last...), ' ')
		default:
			dst = append(dst, ", "...)
		}
		dst = append(dst, word...)
	}
	return dst
}
