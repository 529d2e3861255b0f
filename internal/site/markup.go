package site

import (
	"bytes"
	"encoding/binary"
	"html"
	"math/bits"
	"slices"
	"strings"
)

// Markup is what a body's HTML has beside the words of its text: where to copy
// how much of the text, and what stands between. HTML repeats the text and is
// the larger half of a record in memory; its markup is a tenth of it. The form
// is of this program alone: it is kept by the cache and nowhere else.
type Markup string

// The steps of a markup. Each begins with a byte; a byte from aPiece on stands
// for one of the pieces.
const (
	aCopy    = 0 // and how many bytes of the text
	aLiteral = 1 // and how many bytes of its own, and those
	aMove    = 2 // and how far to go in the text, which may be back
	aPiece   = 3
)

// pieces are what bodies are full of. Their number is bounded by a byte.
var pieces = [...]string{
	"<p>", "</p>\n", "</p>\n<p>", "\n", "</p>", "<br>\n", "&quot;", "&amp;", "&lt;", "&gt;", "&#39;",
	"<em>", "</em>", "<strong>", "</strong>", "<code>", "</code>", `<a href="`, `">`, "</a>", "https://", "www.",
	"<ul>\n<li>", "<ul>\n", "<li>", "</li>\n<li>", "</li>\n", "</li>\n</ul>\n", "<ol>\n<li>", "<ol>\n", "</ol>\n", "<ul>", "</ul>\n",
	`<h2 id="`, `<h3 id="`, `<h4 id="`, "</h2>\n", "</h3>\n", "</h4>\n", "</h2>\n<p>", "</h3>\n<p>",
	"<blockquote>\n", "<blockquote>\n<p>", "</blockquote>\n", "</p>\n</blockquote>\n", "<hr>\n", "<pre><code>", "</code></pre>\n",
	"<dl>\n", "<dt>", "</dt>\n", "<dd>", "</dd>\n", "</dl>\n", "<td>", "</td>\n", "<tr>\n", "</tr>\n", `<th scope="col">`, "</th>\n",
	`<sup><a id=cite-`, ` href=#source-`, `>[`, `]</a>`, `]</a></sup>`, `]</a></sup>.`, `]</a></sup>.</p>`,
	`<a id=cite-`, "-1", "-2", "-3", "-4", "-5", "-6", "1", "2", "3", "4", "5", "6",
}

// piecesFrom are the numbers of the pieces by pairOf their first two bytes,
// longest first; lonePieces are the numbers of those of one byte, and 1 more,
// by that byte.
var piecesFrom, lonePieces = func() (from [256][]byte, lone [256]byte) {
	for n, piece := range pieces {
		if len(piece) == 1 {
			lone[piece[0]] = byte(n) + 1
			continue
		}
		pair := pairOf(piece[0], piece[1])
		list := append(from[pair], byte(n))
		for i := len(list) - 1; i > 0 && len(pieces[list[i-1]]) < len(piece); i-- {
			list[i], list[i-1] = list[i-1], list[i]
		}
		from[pair] = list
	}
	return from, lone
}()

func pairOf(first, second byte) byte { return first*31 + second }

// MarkupOf gives the markup that makes this HTML of that text. It gives one for
// any two; the more of the HTML is words of the text, in their order, the
// shorter it is.
func MarkupOf(html []byte, text string) Markup {
	if len(html) == 0 {
		return ""
	}
	w := markupWriter{html: html, text: text}
	w.out = binary.AppendUvarint(make([]byte, 0, 64+len(html)/4), uint64(len(html)))
	for w.at < len(html) {
		if same := w.same(); same > 0 {
			w.copy(same)
			continue
		}
		w.differ()
	}
	w.literal()
	return Markup(w.out)
}

// markupWriter goes through HTML and text side by side.
type markupWriter struct {
	html []byte
	text string
	at   int // in html
	pos  int // in text, of the next word that html should come to
	read int // in text, where a reader of out stands
	from int // in html, where what out does not have yet begins
	out  []byte
}

// same gives how many bytes of the HTML are the next of the text.
func (w *markupWriter) same() int {
	html, text := w.html[w.at:], w.text[min(w.pos, len(w.text)):]
	n, i := min(len(html), len(text)), 0
	for ; i+8 <= n; i += 8 {
		a, b := html[i:i+8], text[i:i+8]
		if differ := binary.LittleEndian.Uint64(a) ^ (uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
			uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56); differ != 0 {
			return i + bits.TrailingZeros64(differ)/8
		}
	}
	for ; i < n; i++ {
		if html[i] != text[i] {
			return i
		}
	}
	return n
}

func (w *markupWriter) copy(n int) {
	w.literal()
	if w.pos != w.read {
		w.out = binary.AppendVarint(append(w.out, aMove), int64(w.pos-w.read))
	}
	w.out = binary.AppendUvarint(append(w.out, aCopy), uint64(n))
	w.at += n
	w.pos += n
	w.from, w.read = w.at, w.pos
}

// differ goes over what the HTML has and the text has not, or has in another
// form, and finds the place where they come together again.
func (w *markupWriter) differ() {
	rest := w.html[w.at:]
	switch rest[0] {
	case '<':
		end := bytes.IndexByte(rest, '>')
		if bytes.HasPrefix(rest, []byte("<sup")) {
			end = bytes.Index(rest, []byte("</sup>"))
		}
		w.at += max(end, 0) + 1
		return
	case '&':
		if end := bytes.IndexByte(rest[:min(len(rest), 12)], ';'); end > 0 {
			w.at += end + 1
			if sign := html.UnescapeString(string(rest[:end+1])); strings.HasPrefix(w.text[min(w.pos, len(w.text)):], sign) {
				w.pos += len(sign)
			}
			return
		}
	case '\n':
		w.at++
		if w.pos < len(w.text) && w.text[w.pos] == ' ' {
			w.pos++
		}
		return
	}
	w.find(rest)
}

// find looks for the next words of the HTML near by in the text; where they
// are not, they become the markup's own.
func (w *markupWriter) find(rest []byte) {
	const enough, back, ahead = 12, 64, 512
	run := bytes.IndexAny(rest[1:], "<&\n") + 1
	if run == 0 {
		run = len(rest)
	}
	if w.pos+1 < len(w.text) && w.text[w.pos+1] == rest[0] && (w.text[w.pos] == '\n' || w.text[w.pos] == ' ') {
		w.pos++
		return
	}
	words := string(rest[:min(run, enough)])
	from := min(max(w.pos-back, 0), len(w.text))
	if found := strings.Index(w.text[from:min(w.pos+ahead, len(w.text))], words); found >= 0 && from+found != w.pos {
		w.pos = from + found
		return
	}
	w.at += min(run, enough)
}

// literal writes what was gone over, in pieces where they fit.
func (w *markupWriter) literal() {
	own := w.html[w.from:w.at]
	plain := 0 // bytes of own that are not written and no piece
	for i := 0; i < len(own); {
		n, ok := pieceAt(own[i:])
		if !ok {
			i++
			plain++
			continue
		}
		w.plain(own[i-plain : i])
		plain = 0
		w.out = append(w.out, aPiece+n)
		i += len(pieces[n])
	}
	w.plain(own[len(own)-plain:])
	w.from = w.at
}

func (w *markupWriter) plain(own []byte) {
	if len(own) > 0 {
		w.out = binary.AppendUvarint(append(w.out, aLiteral), uint64(len(own)))
		w.out = append(w.out, own...)
	}
}

// pieceAt gives the longest piece that some HTML begins with.
func pieceAt(own []byte) (byte, bool) {
	if len(own) > 1 {
		for _, n := range piecesFrom[pairOf(own[0], own[1])] {
			if piece := pieces[n]; len(piece) <= len(own) && string(own[:len(piece)]) == piece {
				return n, true
			}
		}
	}
	lone := lonePieces[own[0]]
	return lone - 1, lone > 0
}

// HTML gives the HTML that the markup makes of a text. One that was not made
// for the text gives something else, never a panic.
func (m Markup) HTML(text string) string {
	if len(m) == 0 {
		return ""
	}
	var html strings.Builder
	html.Grow(m.room(text))
	m.each(text, func(piece string) { html.WriteString(piece) })
	return html.String()
}

// AppendHTML appends what HTML gives.
func (m Markup) AppendHTML(dst []byte, text string) []byte {
	dst = slices.Grow(dst, m.room(text))
	m.each(text, func(piece string) { dst = append(dst, piece...) })
	return dst
}

// room gives the bytes that the HTML takes, believed as far as it can be true.
func (m Markup) room(text string) int { return min(m.Len(), 3*len(pieces)*(len(text)+len(m))) }

// each hands out the pieces of the HTML in order.
func (m Markup) each(text string, take func(piece string)) {
	_, m = m.number()
	for pos := 0; len(m) > 0; {
		step := m[0]
		m = m[1:]
		if step >= aPiece {
			if int(step-aPiece) < len(pieces) {
				take(pieces[step-aPiece])
			}
			continue
		}
		var n int
		n, m = m.number()
		switch {
		case step == aMove:
			pos = min(max(pos+(n>>1^-(n&1)), 0), len(text))
		case step == aLiteral:
			n = min(n, len(m))
			take(string(m[:n]))
			m = m[n:]
		default:
			end := min(pos+n, len(text))
			take(text[pos:end])
			pos = end
		}
	}
}

// number reads a number below 2^31 and gives what is behind it.
func (m Markup) number() (int, Markup) {
	n := 0
	for i := 0; i < len(m) && i < 5; i++ {
		n |= int(m[i]&0x7f) << (7 * i)
		if m[i] < 0x80 {
			return n & (1<<31 - 1), m[i+1:]
		}
	}
	return 0, ""
}

// Len gives the length of the HTML in bytes.
func (m Markup) Len() int {
	n, _ := m.number()
	return n
}
