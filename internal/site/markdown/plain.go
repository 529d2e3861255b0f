package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"blotter/internal/site"
)

// Most prose of a record is plain: paragraphs, headings, lists of short items,
// a word stressed here and there, and citations. That is rendered here in one
// pass, in a sixth of the time that goldmark takes. Whatever is not known for
// sure to be plain, and every mistake, is left to goldmark, which is the
// oracle of the tests: TestPlainProseIsRenderedAsGoldmarkRendersIt and
// FuzzPlain hold the two together.

// plain renders the body; false when it is not plain, and then what was
// written is worth nothing.
func (p *preparer) plain(out *output) bool {
	if len(p.problems) > 0 {
		return false
	}
	for at := 0; at < len(p.source); {
		ok := true
		switch p.source[at] {
		case '\n':
			at++
		case '#':
			at, ok = p.plainHeading(out, at)
		case '-':
			at, ok = p.plainList(out, at)
		default:
			at, ok = p.plainParagraph(out, at)
		}
		if !ok {
			return false
		}
	}
	return true
}

// endOfLine gives the end of the line of an offset.
func (p *preparer) endOfLine(at int) int {
	if length := bytes.IndexByte(p.source[at:], '\n'); length >= 0 {
		return at + length
	}
	return len(p.source)
}

// blockEnds reports whether the line that ends at an offset is the last of its
// block: an empty one follows, or none.
func (p *preparer) blockEnds(end int) bool {
	return end+1 >= len(p.source) || p.source[end+1] == '\n'
}

func (p *preparer) plainParagraph(out *output, at int) (next int, ok bool) {
	writeString(out, "<p>")
	for {
		end := p.endOfLine(at)
		if !p.startsPlain(at) || !p.plainLine(out, at, end) {
			return 0, false
		}
		at = end + 1
		if p.blockEnds(end) {
			break
		}
		writeString(out, "\n")
		p.words = append(p.words, ' ')
	}
	writeString(out, "</p>\n")
	p.endLine()
	return at, true
}

// plainList renders a list of items of one line each.
func (p *preparer) plainList(out *output, at int) (next int, ok bool) {
	writeString(out, "<ul>\n")
	for {
		end := p.endOfLine(at)
		if at+2 >= end || p.source[at] != '-' || p.source[at+1] != ' ' || !p.startsPlain(at+2) {
			return 0, false
		}
		writeString(out, "<li>")
		if !p.plainLine(out, at+2, end) {
			return 0, false
		}
		writeString(out, "</li>\n")
		p.endLine()
		at = end + 1
		if p.blockEnds(end) {
			break
		}
	}
	for at < len(p.source) && p.source[at] == '\n' {
		at++
	}
	writeString(out, "</ul>\n")
	// An item behind an empty line belongs to this list and changes its look.
	return at, at >= len(p.source) || p.source[at] != '-'
}

func (p *preparer) plainHeading(out *output, at int) (next int, ok bool) {
	end, level := p.endOfLine(at), 0
	for at+level < end && p.source[at+level] == '#' {
		level++
	}
	text := p.source[min(at+level+1, end):end]
	if level < 2 || level > min(6, max(p.level, 1)+1) || len(text) == 0 || p.source[at+level] != ' ' || !isASCIIWord(text[0]) || !isASCIIWord(text[len(text)-1]) {
		return 0, false
	}
	for _, c := range text {
		if !copied[c] {
			return 0, false
		}
	}
	p.level = level
	words := string(text)
	p.words = append(p.words, words...)
	p.endLine()
	heading := site.Heading{Level: level, ID: p.headingID(words), Text: words}
	p.body.Headings = append(p.body.Headings, heading)
	tag := "h" + "0123456"[level:level+1]
	writeString(out, "<"+tag+` id="`+heading.ID+`">`+words+"</"+tag+">\n")
	return end + 1, true
}

// startsPlain reports whether the line at an offset begins with a word: no
// sign there opens a block of another kind.
func (p *preparer) startsPlain(at int) bool {
	switch c := p.source[at]; {
	case c >= '0' && c <= '9':
		for at < len(p.source) && p.source[at] >= '0' && p.source[at] <= '9' {
			at++
		}
		return at == len(p.source) || p.source[at] != '.' && p.source[at] != ')' // an item of a list
	case c >= utf8.RuneSelf:
		r, _ := utf8.DecodeRune(p.source[at:])
		return unicode.IsLetter(r)
	default:
		return isASCIIWord(c) || c == '"' || c == '\'' || c == '(' || c == '$'
	}
}

func isASCIIWord(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

// copied are the bytes that stand for themselves wherever they stand in a
// line.
var copied = func() (copied [256]bool) {
	for c := range copied {
		copied[c] = c >= ' ' && c < 0x7f
	}
	for _, c := range []byte("\"*<>&\\`_[]{}#") {
		copied[c] = false
	}
	return copied
}()

// plainLine renders a line of a paragraph or an item.
func (p *preparer) plainLine(out *output, at, end int) bool {
	if end > at && p.source[end-1] == ' ' {
		return false
	}
	run := at // what is copied as it is begins here
	for at < end {
		c := p.source[at]
		if copied[c] {
			at++
			continue
		}
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRune(p.source[at:end])
			if r == utf8.RuneError || unicode.IsSpace(r) {
				return false
			}
			at += size
			continue
		}
		p.plainText(out, p.source[run:at])
		ok := true
		switch c {
		case '"':
			writeString(out, "&quot;")
			p.words = append(p.words, c)
			at++
		case '#':
			writeString(out, "#")
			p.words = append(p.words, c)
			at++
		case '*':
			at, ok = p.plainStress(out, at, end)
		case '[':
			at, ok = p.plainCitation(out, at, end)
		default:
			ok = false
		}
		if !ok {
			return false
		}
		run = at
	}
	p.plainText(out, p.source[run:end])
	return true
}

func (p *preparer) plainText(out *output, text []byte) {
	_, _ = out.Write(text)
	p.words = append(p.words, text...)
}

// plainStress renders *words* or **words** that nothing can be taken for but
// that: letters inside of the stars, none outside.
func (p *preparer) plainStress(out *output, at, end int) (next int, ok bool) {
	stars := 1
	if at+1 < end && p.source[at+1] == '*' {
		stars = 2
	}
	from := at + stars
	if at == 0 || p.source[at-1] != ' ' || from >= end || !isASCIIWord(p.source[from]) {
		return 0, false
	}
	to := from
	for to < end && copied[p.source[to]] {
		to++
	}
	next = to + stars
	if next > end || !isASCIIWord(p.source[to-1]) || p.source[to] != '*' || p.source[next-1] != '*' {
		return 0, false
	}
	if next < end && bytes.IndexByte([]byte(" .,;:)!?"), p.source[next]) < 0 {
		return 0, false
	}
	tag := "em>"
	if stars == 2 {
		tag = "strong>"
	}
	writeString(out, "<"+tag)
	p.plainText(out, p.source[from:to])
	writeString(out, "</"+tag)
	return next, true
}

// plainCitation renders a citation of known keys.
func (p *preparer) plainCitation(out *output, at, end int) (next int, ok bool) {
	length := bytes.IndexByte(p.source[at:end], ']')
	if length < 0 || length > longestInline/2 || at > 0 && p.source[at-1] == '!' {
		return 0, false
	}
	next = at + length + 1
	if next < end && bytes.IndexByte([]byte("([:"), p.source[next]) >= 0 {
		return 0, false
	}
	p.cited = p.cited[:0]
	place := at + 1
	for part := range bytes.SplitSeq(p.source[at+1:next-1], []byte(";")) {
		word := bytes.TrimSpace(part)
		if len(word) < 2 || word[0] != '@' {
			return 0, false
		}
		key := p.keyOf(word[1:])
		number := 0
		if isSourceKey(key) {
			number = p.in.SourceNumber(key)
		}
		if number == 0 {
			return 0, false
		}
		p.cited = append(p.cited, cited{key: key, at: place + bytes.IndexByte(part, '@'), number: number})
		place += len(part) + 1
	}
	p.words = bytes.TrimRight(p.words, " ")
	out.Truncate(len(bytes.TrimRight(out.Bytes(), " ")))
	for i := range p.cited {
		p.cite(&p.cited[i])
	}
	writeCited(out, p.cited)
	return next, true
}
