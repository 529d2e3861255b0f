package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

var (
	kindCitation = ast.NewNodeKind("Citation")
	kindHole     = ast.NewNodeKind("Hole")
)

// citation is [@key] or [@key; @other] in the text.
type citation struct {
	ast.BaseInline
	raw   string // as written, brackets and all
	cited []cited
	why   string // what is wrong with it; empty when it can be read
}

// cited is one key of a citation.
type cited struct {
	key         string
	at          int // offset in the source
	number, nth int // of the source on the page, and of the citation of this key; 0 = not known
}

// Kind gives the kind of the node.
func (*citation) Kind() ast.NodeKind { return kindCitation }

// Dump prints the node for debugging.
func (c *citation) Dump(source []byte, level int) { ast.DumpHelper(c, source, level, nil, nil) }

// citationParser reads citations.
type citationParser struct{}

// Trigger gives the byte with which a citation begins.
func (citationParser) Trigger() []byte { return []byte{'['} }

// Parse reads a citation; nil when what follows is something else, such as a
// link whose text begins with an @.
func (citationParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if len(line) < 2 || line[1] != '@' {
		return nil
	}
	line = bytes.TrimRight(line[:min(len(line), longestInline)], "\n")
	end := bytes.IndexByte(line, ']')
	if end < 0 {
		block.Advance(len(line))
		return &citation{raw: string(line), why: "it does not end on its line"}
	}
	if isLinkText(line[end+1:], pc) {
		return nil
	}
	block.Advance(end + 1)
	c := &citation{raw: string(line[:end+1])}
	at := segment.Start + 1
	for part := range strings.SplitSeq(string(line[1:end]), ";") {
		key, isKey := strings.CutPrefix(strings.TrimSpace(part), "@")
		if !isKey || !isSourceKey(key) {
			c.why = "keys have a-z, 0-9, hyphens and underscores"
		}
		c.cited = append(c.cited, cited{key: key, at: at + strings.IndexByte(part, '@')})
		at += len(part) + 1
	}
	return c
}

// longestInline bounds how far the end of a citation or a figure is looked
// for, in bytes.
const longestInline = 1000

// isLinkText reports whether what follows a closing bracket makes a link of
// what stood in the brackets.
func isLinkText(after []byte, pc parser.Context) bool {
	if len(after) == 0 {
		return false
	}
	if after[0] != '[' {
		return after[0] == '('
	}
	end := bytes.IndexByte(after, ']')
	if end < 0 {
		return false
	}
	_, defined := pc.Reference(util.ToLinkReference(after[1:end]))
	return defined
}

func isSourceKey(key string) bool {
	for i := range len(key) {
		if c := key[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' && c != '_' {
			return false
		}
	}
	return key != ""
}

// hole is {{total ...}} in the text: a place for a counted figure.
type hole struct {
	ast.BaseInline
	query string
	at    int // offset in the source
}

// Kind gives the kind of the node.
func (*hole) Kind() ast.NodeKind { return kindHole }

// Dump prints the node for debugging.
func (h *hole) Dump(source []byte, level int) { ast.DumpHelper(h, source, level, nil, nil) }

// holeParser reads holes.
type holeParser struct{}

// Trigger gives the byte with which a hole begins.
func (holeParser) Trigger() []byte { return []byte{'{'} }

// Parse reads what stands between two double braces on one line.
func (holeParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if !bytes.HasPrefix(line, []byte("{{")) {
		return nil
	}
	end := bytes.Index(line[:min(len(line), longestInline)], []byte("}}"))
	if end < 0 {
		return nil
	}
	block.Advance(end + 2)
	return &hole{query: strings.TrimSpace(string(line[2:end])), at: segment.Start}
}
