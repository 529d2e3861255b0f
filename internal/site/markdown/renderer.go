package markdown

import (
	"bytes"
	"math/bits"
	"slices"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"blotter/internal/site"
)

// Renderer renders bodies. It may be used from many goroutines at once.
type Renderer struct {
	markdown goldmark.Markdown
	// Memory that is used for one body after another.
	outputs   sync.Pool // of *output
	preparers sync.Pool // of *preparer
}

// New makes a Renderer.
func New() *Renderer {
	return &Renderer{
		markdown: goldmark.New(
			goldmark.WithExtensions(
				// Inline styles are forbidden by the site's content security
				// policy, so columns are aligned by a class; see prepare.go.
				extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignNone)),
				extension.Footnote, extension.DefinitionList,
			),
			goldmark.WithParserOptions(parser.WithInlineParsers(
				// Before links (200) and after code (100), so that both keep
				// what is theirs.
				util.Prioritized(citationParser{}, 150), util.Prioritized(holeParser{}, 150),
			)),
			goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(nodes{}, 100))),
		),
		outputs:   sync.Pool{New: func() any { return new(output) }},
		preparers: sync.Pool{New: func() any { return &preparer{cites: map[string]int{}} }},
	}
}

// Render renders one body and gives what is wrong with it. The body is usable
// even when there are problems: what is wrong is left out or shown as text.
func (r *Renderer) Render(source []byte, in site.BodyContext) (site.Body, []site.Problem) {
	p := r.preparers.Get().(*preparer)
	defer r.preparers.Put(p)
	p.reset(source, in)
	p.hidden()
	if at, why, hint := tooMuch(source); why != "" {
		p.report(at, "body-limits", why, hint)
		return p.body, p.problems
	}
	out := r.outputs.Get().(*output)
	defer r.outputs.Put(out)
	out.Reset()
	if !p.plain(out) {
		found := p.problems
		p.reset(source, in)
		p.problems = found
		out.Reset()
		r.render(p, out)
	}
	text := string(bytes.TrimSpace(p.words))
	p.body.Prose, p.body.Words = site.ProseOf(out.Bytes(), text), countWords(text)
	p.body.Citations = slices.Clone(p.citations)
	return p.body, p.problems
}

// render renders what goldmark alone knows.
func (r *Renderer) render(p *preparer, out *output) {
	document := r.markdown.Parser().Parse(text.NewReader(p.source))
	p.blocks(document)
	out.preparer = p
	// An output never fails, and neither does any of the node renderers.
	if err := r.markdown.Renderer().Render(out, p.source, document); err != nil {
		p.report(0, "body-limits", "the text cannot be rendered: "+err.Error(), "")
	}
	out.preparer = nil
}

// output is where a body is rendered. It is what goldmark calls a buffered
// writer, and node renderers find the preparer of the body in it.
type output struct {
	bytes.Buffer
	*preparer
}

// Buffered gives the number of bytes written; part of util.BufWriter.
func (o *output) Buffered() int { return o.Len() }

// Flush does nothing; part of util.BufWriter.
func (o *output) Flush() error { return nil }

// countWords counts what stands between spaces, as strings.Fields does.
func countWords(text string) int {
	count, inWord := 0, false
	for at := 0; at < len(text); {
		if at+8 <= len(text) {
			if starts, ends, ascii := wordsOf(text[at:at+8], inWord); ascii {
				count, inWord = count+starts, ends
				at += 8
				continue
			}
		}
		space, size := text[at] == ' ' || text[at] >= '\t' && text[at] <= '\r', 1
		if text[at] >= utf8.RuneSelf {
			var r rune
			r, size = utf8.DecodeRuneInString(text[at:])
			space = unicode.IsSpace(r)
		}
		if !space && !inWord {
			count++
		}
		inWord = !space
		at += size
	}
	return count
}

// wordsOf is countWords for eight bytes, if all are ASCII: how many words begin
// there, and whether the next byte goes on with the last. Whether a byte is of
// some sort stands in its top, which no ASCII has; nothing is carried from one
// byte to the next.
func wordsOf(eight string, inWord bool) (starts int, ends, ascii bool) {
	const each, tops = 0x0101010101010101, 0x80 * 0x0101010101010101
	bytes := uint64(eight[0]) | uint64(eight[1])<<8 | uint64(eight[2])<<16 | uint64(eight[3])<<24 |
		uint64(eight[4])<<32 | uint64(eight[5])<<40 | uint64(eight[6])<<48 | uint64(eight[7])<<56
	if bytes&tops != 0 {
		return 0, false, false
	}
	noBlank := (bytes ^ each*' ') + each*0x7f
	fromTab, overReturn := bytes+each*(0x80-'\t'), bytes+each*(0x80-'\r'-1)
	letters := noBlank &^ (fromTab &^ overReturn) & tops
	before := letters << 8
	if inWord {
		before |= 0x80
	}
	return bits.OnesCount64(letters &^ before), letters>>63 == 1, true
}
