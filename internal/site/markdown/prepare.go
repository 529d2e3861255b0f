package markdown

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"html"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"blotter/internal/site"
)

// preparer goes through a parsed body once, in the order of the page, before
// it is rendered: it numbers citations, names headings, checks addresses,
// takes out what is not shown, and collects the words.
type preparer struct {
	source    []byte
	in        site.BodyContext
	body      site.Body
	problems  []site.Problem
	words     []byte         // the plain text so far
	taken     map[string]int // ids of headings, and the last number after each
	cites     map[string]int // citations so far, by key
	citations []site.Citation
	cited     []cited // of one citation
	lineStart []int   // offsets of the lines of source; none until needed
	level     int     // of the last heading

	inHeading, inLink, inImage bool
	noteInLink                 bool // a footnote stands in the link we are in
	htmlSeen                   bool // raw HTML was reported
}

// reset turns the preparer to another body. Its memory is used again; what it
// gave away is not.
func (p *preparer) reset(source []byte, in site.BodyContext) {
	clear(p.cites)
	*p = preparer{
		source: source, in: in, cites: p.cites,
		words: p.words[:0], citations: p.citations[:0], cited: p.cited[:0], lineStart: p.lineStart[:0],
	}
}

// blocks goes through the block children of a node.
func (p *preparer) blocks(parent ast.Node) {
	for child, next := parent.FirstChild(), ast.Node(nil); child != nil; child = next {
		next = child.NextSibling()
		switch n := child.(type) {
		case *ast.HTMLBlock:
			at := max(n.Pos(), 0)
			if n.Lines().Len() > 0 {
				at = n.Lines().At(0).Start
			}
			p.rawHTML(at, n.Lines().Value(p.source))
			parent.RemoveChild(parent, n)
		case *ast.Heading:
			p.heading(n)
		case *ast.CodeBlock, *ast.FencedCodeBlock:
			p.words = append(p.words, n.Lines().Value(p.source)...)
			p.endLine()
		case *extast.Table:
			p.table(n)
		case *ast.Paragraph, *ast.TextBlock, *extast.DefinitionTerm:
			p.inlines(n)
			p.endLine()
		default:
			p.blocks(n)
		}
	}
}

// endLine ends a paragraph of the plain text; an empty one leaves no trace.
func (p *preparer) endLine() { p.words = append(bytes.TrimRight(p.words, " \n"), '\n') }

// table puts a table into a box that scrolls by itself, and says which way its
// heads point.
func (p *preparer) table(n *extast.Table) {
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		for child := row.FirstChild(); child != nil; child = child.NextSibling() {
			cell, ok := child.(*extast.TableCell)
			if !ok {
				continue
			}
			if row.Kind() == extast.KindTableHeader {
				cell.SetAttributeString("scope", "col")
			}
			if cell.Alignment != extast.AlignNone {
				cell.SetAttributeString("class", "align-"+cell.Alignment.String())
			}
			p.inlines(cell)
			p.words = append(p.words, ' ')
		}
		p.endLine()
	}
	box := &tableBox{}
	n.Parent().ReplaceChild(n.Parent(), n, box)
	box.AppendChild(box, n)
}

// inlines goes through the inline children of a node.
func (p *preparer) inlines(parent ast.Node) {
	for child, next := parent.FirstChild(), ast.Node(nil); child != nil; child = next {
		next = child.NextSibling()
		switch n := child.(type) {
		case *ast.Text:
			p.words = append(p.words, plain(n.Value(p.source), n.IsRaw())...)
			if n.SoftLineBreak() || n.HardLineBreak() {
				p.words = append(p.words, ' ')
			}
		case *ast.CodeSpan:
			for c := n.FirstChild(); c != nil; c = c.NextSibling() {
				if t, ok := c.(*ast.Text); ok {
					p.words = append(p.words, bytes.ReplaceAll(t.Value(p.source), []byte("\n"), []byte(" "))...)
				}
			}
		case *ast.RawHTML:
			p.rawInline(n)
			parent.RemoveChild(parent, n)
		case *ast.Link:
			p.link(n)
		case *ast.AutoLink:
			p.autoLink(n)
		case *ast.Image:
			p.image(n)
		case *citation:
			p.citation(n)
		case *hole:
			p.hole(n)
		case *extast.FootnoteLink:
			p.noteInLink = p.noteInLink || p.inLink
		default:
			p.inlines(n)
		}
	}
}

// plain gives the words that a piece of text stands for.
func plain(value []byte, raw bool) string {
	if raw || bytes.IndexByte(value, '\\') < 0 && bytes.IndexByte(value, '&') < 0 {
		return string(value)
	}
	var out output
	writeText(&out, value)
	return html.UnescapeString(out.String())
}

func (p *preparer) rawInline(n *ast.RawHTML) {
	if n.Segments.Len() == 0 {
		return
	}
	p.rawHTML(n.Segments.At(0).Start, n.Segments.Value(p.source))
}

// rawHTML reports HTML in the text. A closing tag is not worth a problem of
// its own.
func (p *preparer) rawHTML(at int, html []byte) {
	line, _, _ := strings.Cut(strings.TrimSpace(string(html)), "\n")
	if strings.HasPrefix(line, "</") && p.htmlSeen {
		return
	}
	p.htmlSeen = true
	hint := "write it in Markdown, or &lt; for the sign itself"
	if strings.HasPrefix(line, "<!--") {
		hint = "take the comment out"
	}
	p.report(at, "raw-html", site.Quote(line)+" is HTML, which is not rendered", hint)
}

// citation numbers the keys of a citation.
func (p *preparer) citation(n *citation) {
	if n.why != "" {
		p.report(n.Pos(), "citation-form", site.Quote(n.raw)+" is not a citation: "+n.why, "write [@key], or [@key; @other] for two")
		n.cited = nil
		return
	}
	if p.inLink || p.inImage {
		p.report(n.Pos(), "citation-form", site.Quote(n.raw)+" stands inside of a link or a picture", "put it behind")
		n.Parent().RemoveChild(n.Parent(), n)
		return
	}
	p.closeUp(n)
	known := n.cited[:0]
	for _, c := range n.cited {
		if c.number = p.in.SourceNumber(c.key); c.number == 0 {
			p.report(c.at, "citation-key", "no source has the key "+site.Quote(c.key), p.nearestKey(c.key))
			continue
		}
		p.cite(&c)
		known = append(known, c)
	}
	n.cited = known
	n.raw = ""
}

// cite numbers a citation of a key and notes it.
func (p *preparer) cite(c *cited) {
	p.cites[c.key]++
	c.nth = p.cites[c.key]
	line, column := p.place(c.at)
	p.citations = append(p.citations, site.Citation{Key: c.key, Nth: c.nth, Line: line, Column: column})
}

// keyOf gives a key as a text, the same memory each time that it is cited.
func (p *preparer) keyOf(key []byte) string {
	for i := range p.citations {
		if p.citations[i].Key == string(key) {
			return p.citations[i].Key
		}
		if i == mostCompared {
			break
		}
	}
	return string(key)
}

// mostCompared bounds how many citations a key is compared with.
const mostCompared = 32

// closeUp takes away the space before a citation, so that its number never
// begins a line alone.
func (p *preparer) closeUp(n *citation) {
	before, ok := n.PreviousSibling().(*ast.Text)
	if !ok || before.HardLineBreak() {
		return
	}
	before.SetSoftLineBreak(false)
	before.Segment = before.Segment.TrimRightSpace(p.source)
	p.words = bytes.TrimRight(p.words, " ")
}

func (p *preparer) nearestKey(key string) string {
	if p.in.SourceKeys != nil {
		if near := site.Nearest(key, p.in.SourceKeys()); near != "" {
			return "write [@" + near + "]"
		}
	}
	return "add it to sources, or take the citation out"
}

// hole checks that a figure can stand where it does.
func (p *preparer) hole(n *hole) {
	switch word, _, _ := strings.Cut(n.query, " "); {
	case word != "total":
		p.report(n.at, "figure-form", site.Quote("{{"+n.query+"}}")+" is no counted figure", `write {{total "stolen"}}, or \{\{ for the signs themselves`)
	case p.inHeading || p.inLink || p.inImage: // it becomes a link itself
		p.report(n.at, "figure-form", "a counted figure stands in a heading, a link or a picture", "put it into a sentence")
	default:
		return
	}
	n.Parent().RemoveChild(n.Parent(), n)
}

// hidden reports characters that a reader cannot see or that turn the
// direction of the text. Marks that right-to-left scripts need are fine.
func (p *preparer) hidden() {
	var seen map[rune]bool
	for at := 0; ; {
		if at += plainPrint(p.source[at:]); at == len(p.source) {
			return
		}
		if c := p.source[at]; c < utf8.RuneSelf {
			at++
			if c >= ' ' && c != 0x7f || c == '\n' || c == '\t' || seen[rune(c)] {
				continue
			}
			seen = with(seen, rune(c))
			p.report(at-1, "hidden-character", fmt.Sprintf("the text has the invisible character U+%04X", c), "delete it")
			continue
		}
		r, size := utf8.DecodeRune(p.source[at:])
		if hiddenInText(r) && !seen[r] {
			seen = with(seen, r)
			p.report(at, "hidden-character", fmt.Sprintf("the text has the invisible character U+%04X", r), "delete it and type the words anew")
		}
		at += size
	}
}

// plainPrint gives how many bytes a text begins with, eight at a time, that are
// printed ASCII.
func plainPrint(text []byte) int {
	const each, tops = 0x0101010101010101, 0x80 * 0x0101010101010101
	at := 0
	for ; at+8 <= len(text); at += 8 {
		eight := binary.LittleEndian.Uint64(text[at:])
		// Of ASCII, the sum reaches the top of each byte from the blank on, and
		// that of one more for the last of them, which is not printed.
		if eight&tops != 0 || (eight+each*(0x80-' '))&tops != tops || (eight+each)&tops != 0 {
			break
		}
	}
	return at
}

func with(seen map[rune]bool, r rune) map[rune]bool {
	if seen == nil {
		seen = map[rune]bool{}
	}
	seen[r] = true
	return seen
}

func hiddenInText(r rune) bool {
	switch {
	case r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069', r == '\u200b', r == '\u2060', r == '\ufeff', r == '\u180e', r == '\u3164', r == '\u2800':
		return true
	}
	return unicode.Is(unicode.Cc, r) || r >= 0xe0000 && r <= 0xe007f
}

// report adds an error at an offset of the source.
func (p *preparer) report(at int, rule, message, hint string) {
	p.add(at, rule, site.Error, message, hint)
}

// mostProblems bounds how many problems one body is reported with.
const mostProblems = 200

func (p *preparer) add(at int, rule string, severity site.Severity, message, hint string) {
	if len(p.problems) >= mostProblems {
		return
	}
	line, column := p.place(max(at, 0))
	p.problems = append(p.problems, site.Problem{
		Place: site.Place{File: p.in.File, Line: line, Column: column},
		Field: "body", Rule: rule, Severity: severity, Message: message, Hint: hint,
	})
}

// place gives the line and the column in the file of an offset of the source.
func (p *preparer) place(at int) (line, column int) {
	if len(p.lineStart) == 0 {
		p.lineStart = append(p.lineStart, 0)
		for i, c := range p.source {
			if c == '\n' {
				p.lineStart = append(p.lineStart, i+1)
			}
		}
	}
	at = min(at, len(p.source))
	n := sort.SearchInts(p.lineStart, at+1) - 1
	return p.in.FirstLine + n, utf8.RuneCount(p.source[p.lineStart[n]:at]) + 1
}
