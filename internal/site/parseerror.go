package site

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// ParseError says why a text is not an amount, a quantity, a date or a day.
// It is an error about an editor's words; a stage turns it into a Problem
// with Error as the message and Hint as the hint.
type ParseError struct {
	Text  string // the text as it was written, whole
	Thing string // what it should be: "an amount", "a date"
	Why   string // what is wrong with it; empty when there is no more to say
	Hint  string // what to write instead; may be empty
}

// Error quotes the text, cut when it is long, and says what is wrong with it.
func (e *ParseError) Error() string {
	message := quoteShort(e.Text) + " is not " + e.Thing
	if e.Why != "" {
		message += ": " + e.Why
	}
	return message
}

// quoteShort quotes a text for a message. Quoting makes bidi controls and
// other invisible characters visible, and a flood of text stays one line.
func quoteShort(text string) string {
	const longest = 48
	if utf8.RuneCountInString(text) <= longest {
		return strconv.Quote(text)
	}
	var short strings.Builder
	left := longest
	for _, r := range text {
		if left == 0 {
			break
		}
		short.WriteRune(r)
		left--
	}
	return strconv.Quote(short.String() + "…")
}
