// Package plainyaml reads the plain part of YAML that entries are written in:
// mappings and lists by indentation or in brackets, texts with and without
// quotes, block texts, comments. It gives the values with their places, or
// says that it does not know the text for sure; the caller then asks the YAML
// library, which reads everything and words every mistake. What it never
// reads: anchors, aliases, tags, directives, keys behind "? ", tabs, several
// documents, keys written twice, control characters.
//
// Reason: the library reads bytes into tokens, tokens into events and events
// into values, with a few allocations for each. That was most of the time of
// loading a record. Here one pass over the text makes a flat list of values
// whose texts are parts of the input.
//
// Gain, on two cores of an AMD EPYC: the front matter of a generated entry (2
// kB) takes 12 microseconds and no allocation instead of 190 and 1,050
// (BenchmarkRead; BenchmarkIncident of package content reads a whole entry).
//
// The library is the oracle: whatever is accepted here has the same tree
// there, comments aside, which nobody reads. FuzzSameAsLibrary and
// TestTheLibraryReadsTheSame hold that for hand-written, generated and mutated
// texts, TestTheEntriesOfTheRecordAreReadHere that the entries do not fall
// back in silence.
package plainyaml

import (
	"strings"
	"unicode/utf8"
)

// Kind says what a value is.
type Kind uint8

// The kinds of values.
const (
	Scalar Kind = iota
	Sequence
	Mapping
)

// Style says how a value is written.
type Style uint8

// The styles: Plain without marks (a collection by indentation), Flow in
// brackets, the others as YAML calls them.
const (
	Plain Style = iota
	SingleQuoted
	DoubleQuoted
	Literal
	Folded
	Flow
)

// Node is one value. A tree is a list of nodes in the order of the text, each
// before the values inside of it; a mapping has a key and its value in turn.
type Node struct {
	Kind     Kind
	Style    Style
	Tag      string // what YAML takes the value for: "!!map", "!!seq", "!!str", "!!null", "!!int"...
	Value    string // of a scalar; a part of the text read where that is possible
	Line     int    // from 1
	Column   int    // in characters, from 1
	Children int    // nodes directly inside
	End      int    // index of the first node that is no longer inside
}

// deepest bounds the nesting, and so the recursion.
const deepest = 64

// Read appends the tree of a YAML document to nodes and gives the longer list;
// the root is its first new node and a mapping or a sequence. False says that
// the text is not known for sure to be plain, or wrong, or empty: the nodes
// are worth nothing then but their memory.
func Read(text string, nodes []Node) ([]Node, bool) {
	r := reader{text: text, nodes: nodes, line: 1, columns: 1}
	root := len(nodes)
	ok := plainText(text) && r.lines() && r.at < len(text) && r.block(-1) &&
		r.at == len(text) && r.nodes[root].Kind != Scalar
	return r.nodes, ok
}

// reader is a place in the text. All columns but those of nodes count bytes
// from 0: left of a block value there are only spaces and hyphens.
type reader struct {
	text      string
	at        int // the next byte
	line      int // from 1
	lineStart int
	depth     int
	nodes     []Node
	scratch   []byte

	// Columns are counted on from the last place asked for, because a line
	// may be as long as the file.
	counted, columns int
}

// plainText reports whether a text has nothing but characters that mean the
// same everywhere, and no line that could be a directive or a document mark.
func plainText(text string) bool {
	if !plainLine(text) {
		return false
	}
	for at := 0; at < len(text); {
		c := text[at]
		switch {
		case c >= ' ' && c < 0x7f:
			at++
		case c == '\n':
			if at++; !plainLine(text[at:]) {
				return false
			}
		case c < utf8.RuneSelf:
			return false
		default:
			r, size := utf8.DecodeRuneInString(text[at:])
			if r == utf8.RuneError || r < 0xa0 || r == '\u2028' || r == '\u2029' || r == '\ufeff' || r == '\ufffe' || r == '\uffff' {
				return false
			}
			at += size
		}
	}
	return true
}

func plainLine(text string) bool {
	if text == "" || text[0] > '.' {
		return true
	}
	return text[0] != '%' && !strings.HasPrefix(text, "---") && !strings.HasPrefix(text, "...")
}

// add appends a node at a place of the current line and gives its index.
func (r *reader) add(n Node, at int) int {
	r.place(&n, at)
	n.End = len(r.nodes) + 1
	r.nodes = append(r.nodes, n)
	return n.End - 1
}

// place gives a node the line and the column of a byte of the current line.
func (r *reader) place(n *Node, at int) {
	if r.counted < r.lineStart || r.counted > at {
		r.counted, r.columns = r.lineStart, 1
	}
	r.columns += utf8.RuneCountInString(r.text[r.counted:at])
	r.counted = at
	n.Line, n.Column = r.line, r.columns
}

// isBlank reports whether a space or the end of a line or of the text stands
// at a place.
func (r *reader) isBlank(at int) bool {
	return at >= len(r.text) || r.text[at] == ' ' || r.text[at] == '\n'
}

// spaces gives the first place from at on that has no space.
func (r *reader) spaces(at int) int {
	for at < len(r.text) && r.text[at] == ' ' {
		at++
	}
	return at
}

// newline goes on behind the line feed at a place.
func (r *reader) newline(at int) {
	r.at, r.lineStart = at+1, at+1
	r.line++
}

// lineEnd gives the end of the line of a place.
func (r *reader) lineEnd(at int) int {
	if length := strings.IndexByte(r.text[at:], '\n'); length >= 0 {
		return at + length
	}
	return len(r.text)
}

// rest goes from the end of a value to the next token, which has to be the
// first of a later line; or to the end of the text.
func (r *reader) rest() bool {
	at := r.spaces(r.at)
	if at < len(r.text) && r.text[at] == '#' && at > r.at {
		at = r.lineEnd(at)
	}
	if at < len(r.text) && r.text[at] != '\n' {
		return false
	}
	if at == len(r.text) {
		r.at = at
		return true
	}
	r.newline(at)
	return r.lines()
}

// lines goes from the beginning of a line over empty ones and comments.
func (r *reader) lines() bool {
	for {
		at := r.spaces(r.at)
		if at < len(r.text) && r.text[at] == '#' {
			at = r.lineEnd(at)
		}
		if at == len(r.text) || r.text[at] != '\n' {
			r.at = at
			return true
		}
		r.newline(at)
	}
}

// indent gives the column of the next token, the first of its line; -1 at the
// end of the text.
func (r *reader) indent() int {
	if r.at >= len(r.text) {
		return -1
	}
	return r.at - r.lineStart
}
