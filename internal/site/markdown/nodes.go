package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"

	"blotter/internal/site"
)

var kindTableBox = ast.NewNodeKind("TableBox")

// tableBox is the box around a table.
type tableBox struct{ ast.BaseBlock }

// Kind gives the kind of the node.
func (*tableBox) Kind() ast.NodeKind { return kindTableBox }

// Dump prints the node for debugging.
func (t *tableBox) Dump(source []byte, level int) { ast.DumpHelper(t, source, level, nil, nil) }

// nodes renders our own nodes, and links and pictures, whose addresses are
// final once the preparer has gone over them: the stock renderers would
// resolve entities in them once more.
type nodes struct{}

// RegisterFuncs tells goldmark what we render.
func (nodes) RegisterFuncs(registry renderer.NodeRendererFuncRegisterer) {
	registry.Register(kindCitation, renderCitation)
	registry.Register(kindHole, renderHole)
	registry.Register(kindTableBox, renderTableBox)
	registry.Register(ast.KindLink, renderLink)
	registry.Register(ast.KindImage, renderImage)
	// The preparer takes these out; nothing else may bring them back.
	registry.Register(ast.KindRawHTML, renderNothing)
	registry.Register(ast.KindHTMLBlock, renderNothing)
	registry.Register(ast.KindAutoLink, renderNothing)
}

func renderNothing(util.BufWriter, []byte, ast.Node, bool) (ast.WalkStatus, error) {
	return ast.WalkSkipChildren, nil
}

// renderCitation writes the numbers of the sources, each a link to its source
// and a place to come back to.
func renderCitation(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	c := n.(*citation)
	if !entering {
		return ast.WalkContinue, nil
	}
	if len(c.cited) == 0 {
		writeEscaped(w, c.raw)
		return ast.WalkSkipChildren, nil
	}
	writeCited(w, c.cited)
	return ast.WalkSkipChildren, nil
}

// writeCited writes the numbers of sources. A key needs no quotes: see
// isSourceKey.
func writeCited(w util.BufWriter, cited []cited) {
	writeString(w, `<sup>`)
	for _, key := range cited {
		for _, part := range [...]string{
			`<a id=cite-`, key.key, `-`, strconv.Itoa(key.nth), ` href=#source-`, key.key, `>[`, strconv.Itoa(key.number), `]</a>`,
		} {
			writeString(w, part)
		}
	}
	writeString(w, `</sup>`)
}

// renderHole writes nothing and notes where the figure goes.
func renderHole(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	h := n.(*hole)
	if out, ok := w.(*output); ok && entering {
		line, column := out.place(h.at)
		out.body.Holes = append(out.body.Holes, site.Hole{Offset: out.Len(), Query: h.query, Line: line, Column: column})
	}
	return ast.WalkSkipChildren, nil
}

// renderTableBox writes the box, which scrolls from the keyboard too.
func renderTableBox(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		writeString(w, `<div class="table-scroll" role="region" tabindex="0" aria-label="Table">`+"\n")
	} else {
		writeString(w, "</div>\n")
	}
	return ast.WalkContinue, nil
}

func renderLink(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*ast.Link)
	if !entering {
		writeString(w, `</a>`)
		return ast.WalkContinue, nil
	}
	writeString(w, `<a href="`)
	writeEscaped(w, string(n.Destination))
	writeString(w, `"`)
	writeTitle(w, n.Title)
	writeString(w, `>`)
	return ast.WalkContinue, nil
}

func renderImage(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*ast.Image)
	if !entering {
		return ast.WalkContinue, nil
	}
	writeString(w, `<img src="`)
	writeEscaped(w, string(n.Destination))
	writeString(w, `" alt="`)
	writeAlt(w, source, n)
	writeString(w, `"`)
	writeTitle(w, n.Title)
	writeString(w, `>`)
	return ast.WalkSkipChildren, nil
}

// writeAlt writes the words of a picture without their markup.
func writeAlt(w util.BufWriter, source []byte, n ast.Node) {
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		switch c := child.(type) {
		case *ast.Text:
			if c.IsRaw() {
				writeEscaped(w, string(c.Value(source)))
			} else {
				writeText(w, c.Value(source))
			}
			if c.SoftLineBreak() || c.HardLineBreak() {
				writeString(w, " ")
			}
		case *ast.String:
			writeEscaped(w, string(c.Value))
		default:
			writeAlt(w, source, c)
		}
	}
}

func writeTitle(w util.BufWriter, title []byte) {
	if len(title) > 0 {
		writeString(w, ` title="`)
		writeText(w, title)
		writeString(w, `"`)
	}
}

// writeText writes text of the source: its backslashes and entities resolved,
// and then escaped.
func writeText(w util.BufWriter, text []byte) { html.DefaultWriter.Write(w, text) }

func writeEscaped(w util.BufWriter, text string) {
	writeString(w, string(util.EscapeHTML([]byte(text))))
}

// writeString writes to an output, which never fails.
func writeString(w util.BufWriter, text string) { _, _ = w.WriteString(text) }
