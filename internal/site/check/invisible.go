package check

import (
	"fmt"
	"unicode"

	"blotter/internal/site"
)

var invisibleCharacter = Rule{
	ID: "invisible-character", Severity: site.Error, Fixed: true,
	What:   "Titles, names, addresses and other short texts have no characters that cannot be seen or that turn the direction of the text.",
	Why:    "They make one address look like another, and a search never finds the name.",
	Bad:    "title: \"Ronin\\u200b bridge drained of 173,600 ETH\"",
	Good:   "title: \"Ronin bridge drained of 173,600 ETH\"",
	entry:  checkInvisible,
	actor:  checkActorInvisible,
	page:   func(p *textPage) { p.visible("title", p.Title); p.visible("summary", p.Summary) },
	source: checkSourceInvisible,
}

// visible reports the first character of a text that cannot be seen.
func (r *report) visible(field, text string) { r.visibleIn("", 0, field, text) }

// visibleIn does so for a field in an element of a list; the list is empty for
// a field of the entry itself.
func (r *report) visibleIn(list string, n int, field, text string) {
	name := firstInvisible(text)
	if name == "" {
		return
	}
	path := field
	if list != "" {
		path = under(list, n, field)
	}
	r.say(path, "the "+field+" "+site.Quote(text)+" contains "+name, "delete it, or type the text anew")
}

// firstInvisible names the first character of a text that cannot be seen;
// empty if there is none.
func firstInvisible(text string) string {
	if isPlain(text) {
		return ""
	}
	before := ' '
	for _, r := range text {
		if name := invisible(r); name != "" && !(isJoiner(r) && before >= firstJoined) {
			return name
		}
		before = r
	}
	return ""
}

// isPlain reports whether a text is of visible ASCII alone, as most are.
func isPlain(text string) bool {
	for i := range len(text) {
		if text[i] < ' ' || text[i] >= 0x7f {
			return false
		}
	}
	return true
}

// firstJoined is where the scripts begin that need joiners to be spelt, such
// as Persian and Hindi; emoji need them too.
const firstJoined = '\u0600'

func isJoiner(r rune) bool { return r == 0x200c || r == 0x200d }

// invisible names a character that cannot be seen; empty for all others.
func invisible(r rune) string {
	switch {
	case r == '\n' || r == '\t':
		return ""
	case r < ' ' || r >= 0x7f && r <= 0x9f:
		return fmt.Sprintf("the control character U+%04X", r)
	case r < 0x80:
		return ""
	case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0x200e, r == 0x200f, r == 0x61c:
		return fmt.Sprintf("the character U+%04X, which turns the direction of the text", r)
	case r == 0xad:
		return "a soft hyphen (U+00AD)"
	case r == 0x3164, r == 0x115f, r == 0x1160, r == 0xffa0, r == 0x2800, unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp):
		return fmt.Sprintf("the invisible character U+%04X", r)
	case r == unicode.ReplacementChar:
		return "the character U+FFFD, which stands for something lost"
	}
	return ""
}

func checkInvisible(e *entry) {
	e.visible("title", e.Title)
	e.visible("summary", e.Summary)
	e.visible("status_note", e.StatusNote)
	for i := range e.Involved {
		e.visibleIn("actors", i, "name", e.Involved[i].Name)
		e.visibleIn("actors", i, "by", e.Involved[i].By)
	}
	e.eachReading(func(n, claim int, r *site.Reading) {
		for _, v := range [...]struct{ field, text string }{{"asset", r.Asset}, {"by", r.By}} {
			if name := firstInvisible(v.text); name != "" {
				e.say(readingField(n, claim, v.field), "the "+v.field+" "+site.Quote(v.text)+" contains "+name, "delete it, or type the text anew")
			}
		}
	})
	for i := range e.Events {
		e.visibleIn("events", i, "text", e.Events[i].Text)
	}
	for i := range e.Addresses {
		e.visibleIn("addresses", i, "address", e.Addresses[i].Address)
		e.visibleIn("addresses", i, "label", e.Addresses[i].Label)
	}
	for i := range e.Transactions {
		e.visibleIn("transactions", i, "hash", e.Transactions[i].Hash)
		e.visibleIn("transactions", i, "label", e.Transactions[i].Label)
	}
	for i := range e.Updates {
		e.visibleIn("updates", i, "text", e.Updates[i].Text)
	}
	for i := range e.Responses {
		e.visibleIn("responses", i, "actor", e.Responses[i].Actor)
		e.visibleIn("responses", i, "text", e.Responses[i].Text)
	}
	for i := range e.Authors {
		if name := firstInvisible(e.Authors[i]); name != "" {
			e.say(nth("authors", i), "the author "+site.Quote(e.Authors[i])+" contains "+name, "delete it, or type the text anew")
		}
	}
}

func checkActorInvisible(a *actor) {
	a.visible("name", a.Name)
	a.visible("summary", a.Summary)
	for i := range a.Aliases {
		a.visibleIn("aliases", i, "name", a.Aliases[i].Name)
	}
}

func checkSourceInvisible(s *source) {
	for _, v := range [...]struct{ field, text string }{{"title", s.Title}, {"publisher", s.Publisher}, {"author", s.Author}} {
		if name := firstInvisible(v.text); name != "" {
			s.say(v.field, "the "+v.field+" "+site.Quote(v.text)+" contains "+name, "delete it, or type the text anew")
		}
	}
}
