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
func dateHTML(d site.Date) template.HTML { return timeElement(d.DateTime(), d.Display()) }

// shortDateHTML is dateHTML with the month's short name, for lists and tables.
func shortDateHTML(d site.Date) template.HTML { return timeElement(d.DateTime(), d.Short()) }

// dayHTML gives a day as a time element; nothing for NoDay.
func dayHTML(d site.Day) template.HTML {
	if d == site.NoDay {
		return ""
	}
	return timeElement(d.String(), d.Display())
}

func timeElement(value, text string) template.HTML {
	text = template.HTMLEscapeString(text)
	if value == "" {
		return template.HTML(text)
	}
	return template.HTML(`<time datetime="` + template.HTMLEscapeString(value) + `">` + text + `</time>`)
}

// moneyHTML gives a sum in short form as a data element with the exact value;
// nothing where the sum is not stated.
func moneyHTML(m site.Money) template.HTML {
	if !m.Known() {
		return ""
	}
	return dataElement(m.String(), m.Short())
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
	if !low.Known() || low.Equal(high) {
		return moneyHTML(low)
	}
	return moneyHTML(low) + "\u200a–\u200a" + moneyHTML(high)
}

func dataElement(value, text string) template.HTML {
	return template.HTML(`<data value="` + template.HTMLEscapeString(value) + `">` + template.HTMLEscapeString(text) + `</data>`)
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
	bare := strings.TrimRight(text, "”\"’')")
	if bare == "" || strings.ContainsAny(bare[len(bare)-1:], ".!?") || strings.HasSuffix(bare, "…") {
		return text
	}
	return text + "."
}

// list joins words for reading: "a", "a and b", "a, b and c".
func list(words []string, last string) string {
	switch len(words) {
	case 0:
		return ""
	case 1:
		return words[0]
	}
	end := len(words) - 1
	return strings.Join(words[:end], ", ") + " " + last + " " + words[end]
}
