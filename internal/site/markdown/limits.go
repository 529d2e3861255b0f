package markdown

import (
	"bytes"
	"fmt"
)

// Bounds on a body. They are far beyond any prose. The Markdown package takes
// time by the square of a paragraph's length, of the number of footnotes and
// of the depth of quotations, and a hostile text must not cost more than an
// honest one.
const (
	longestBlock  = 32 << 10 // bytes between two empty lines
	mostFootnotes = 500      // marks of footnotes and their texts together
	deepest       = 32       // quotations and lists in one another
)

// tooMuch looks for what goes beyond a bound: where it is, what it is, and the
// way out. The second result is empty when there is nothing.
func tooMuch(source []byte) (at int, why, hint string) {
	notes, block := 0, 0
	for at := 0; at < len(source); {
		end := at + bytes.IndexByte(source[at:], '\n')
		if end < at {
			end = len(source)
		}
		line := source[at:end]
		if len(bytes.TrimSpace(line)) == 0 {
			block = end
		}
		notes += bytes.Count(line, []byte("[^"))
		switch {
		case end-block > longestBlock:
			return at, fmt.Sprintf("a paragraph or list is longer than %d bytes", longestBlock), "part it with an empty line"
		case notes > mostFootnotes:
			return at, fmt.Sprintf("the text has more than %d footnotes", mostFootnotes), "cite sources as [@key], or split the text"
		case marks(line) > deepest:
			return at, fmt.Sprintf("quotations and lists are nested more than %d deep", deepest), "write the text flatter"
		}
		at = end + 1
	}
	return 0, "", ""
}

// marks counts how many quotations and lists a line opens. A thematic break,
// "- - - -", opens none.
func marks(line []byte) int {
	count, other := 0, false
	for i, c := range line {
		last := i+1 == len(line) || line[i+1] == ' ' || line[i+1] == '\t'
		switch {
		case c == '>':
			count++
			other = true
		case (c == '-' || c == '+' || c == '*' || c == ':' || c == '.' || c == ')') && last:
			count++
			other = other || c != line[0]
		case c == ' ' || c == '\t' || c >= '0' && c <= '9':
		default:
			return count
		}
	}
	if !other {
		return 0
	}
	return count
}
