package search

import (
	"strings"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
)

// sort says what a token is.
type sort uint8

const (
	plainWord   sort = iota // a word, by its stem
	joinedWord              // a joined form; spans its parts
	exactNumber             // a number, an address, a date
	roundNumber             // the rounding of a number
	stopWord                // a word that says little
)

// token is a term at a place in a text.
type token struct {
	text    string
	surface string // the folded word before stemming; plainWord only
	at      int    // position, from 0
	span    int    // positions that it covers
	sort    sort
}

// mark is a token by the numbers of its texts.
type mark struct {
	term, surface uint32 // surface is noText where there is none
	at            uint32
	span          uint8
	sort          sort
}

// longestWord bounds the letters of a word.
const longestWord = 40

// mostParts bounds the parts of a joined form.
const mostParts = 4

var stopWords = func() map[string]bool {
	words := map[string]bool{}
	for _, word := range strings.Fields("a an and are as at be but by for from had has have in is it its of on or that the their this to was were which with") {
		words[word] = true
	}
	return words
}()

// analyzer turns text into tokens. It keeps what it made of each chunk, because
// the chunks of prose repeat; it belongs to one goroutine, and is thrown away
// with the texts that it was given.
type analyzer struct {
	*lexicon
	english bool
	chunks  chunks
	piece   reading // the chunk that is being read
	stems   map[string]string
	env     *snowballstem.Env
}

func newAnalyzer(english bool) *analyzer { return newAnalyzerOf(&lexicon{}, english) }

func newAnalyzerOf(l *lexicon, english bool) *analyzer {
	return &analyzer{lexicon: l, english: english, stems: map[string]string{}, env: snowballstem.NewEnv("")}
}

// chunk is what a piece of text without white space comes to.
type chunk struct {
	marks []mark // positions from the beginning of the chunk
	width uint32 // positions
	// tail is the number that the chunk ends with, not scaled yet, nil for
	// none; tailAt the first of its marks.
	tail   *number
	tailAt int
	// head is the power of ten of the scale word that the chunk begins with.
	head int
}

// reading is a chunk while it is being read.
type reading struct {
	tokens  []token // positions from the beginning of the chunk
	width   int     // positions
	tail    number  // as in chunk
	hasTail bool
	tailAt  int
	head    int
}

// marks appends the tokens of a text, the first at position at, and gives the
// position after the last one.
func (a *analyzer) marks(text string, at uint32, marks []mark) ([]mark, uint32) {
	var tail *chunk
	tailStart := 0
	for text != "" {
		if only, size := a.chunks.next(text); only != nil {
			marks = append(marks, mark{only.term, only.surface, at, 1, only.sort})
			tail = nil
			at++
			text = text[size+1:]
			continue
		}
		var piece string
		if piece, text = cutChunk(text); piece == "" {
			continue
		}
		c, only := a.known(piece)
		if only != nil {
			marks = append(marks, mark{only.term, only.surface, at, 1, only.sort})
			tail = nil
			at++
			continue
		}
		if c == nil {
			c = a.chunk(piece)
		}
		own := c.marks
		if tail != nil && c.head > 0 {
			marks = a.appendTokens(marks[:tailStart], numberTokens(nil, tail.tail.times(c.head), 0), at-1)
			own = own[1:]
		}
		tail = nil
		if c.tail != nil {
			tail, tailStart = c, len(marks)+c.tailAt-(len(c.marks)-len(own))
		}
		first := len(marks)
		marks = append(marks, own...)
		for i := range marks[first:] {
			marks[first+i].at += at
		}
		at += c.width
	}
	return marks, at
}

// known gives what a chunk came to: the slot of one that is a token and nothing
// else, or the chunk. Both are nil for one that was not read yet.
func (a *analyzer) known(piece string) (*chunk, *slot) {
	if len(piece) > 16 {
		if at, ok := a.chunks.long[piece]; ok {
			return &a.chunks.more[at], nil
		}
		return nil, nil
	}
	if len(a.chunks.slots) == 0 {
		return nil, nil
	}
	s := a.chunks.find(piece)
	switch {
	case s.size == 0:
		return nil, nil
	case s.more == 0:
		return nil, s
	}
	return &a.chunks.more[s.more-1], nil
}

// analyze gives the tokens of a text and the position after the last one.
func (a *analyzer) analyze(text string) ([]token, int) {
	marks, end := a.marks(text, 0, nil)
	tokens := make([]token, len(marks))
	for i, m := range marks {
		tokens[i] = token{text: a.text(m.term), at: int(m.at), span: int(m.span), sort: m.sort}
		if m.surface != noText {
			tokens[i].surface = a.text(m.surface)
		}
	}
	return tokens, int(end)
}

// appendTokens appends tokens by their numbers, from a position on.
func (a *analyzer) appendTokens(marks []mark, tokens []token, at uint32) []mark {
	for _, t := range tokens {
		m := mark{term: a.number(t.text), surface: noText, at: at + uint32(t.at), span: uint8(t.span), sort: t.sort}
		if t.surface != "" {
			m.surface = a.word(t.surface, m.term)
		}
		marks = append(marks, m)
	}
	return marks
}

// cutChunk cuts the first chunk off a text.
func cutChunk(text string) (piece, rest string) {
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c > ' ' && c < utf8.RuneSelf {
			continue
		}
		if c < utf8.RuneSelf {
			if c == ' ' || c >= '\t' && c <= '\r' {
				return text[:i], text[i+1:]
			}
			continue
		}
		if r, size := utf8.DecodeRuneInString(text[i:]); isSpace(r) {
			return text[:i], text[i+size:]
		}
	}
	return text, ""
}

// chunk reads a chunk that is not known.
func (a *analyzer) chunk(piece string) *chunk {
	a.piece = reading{tokens: a.piece.tokens[:0]}
	a.read(&a.piece, piece)
	c := &chunk{width: uint32(a.piece.width), tailAt: a.piece.tailAt, head: a.piece.head}
	c.marks = a.appendTokens(make([]mark, 0, len(a.piece.tokens)), a.piece.tokens, 0)
	if a.piece.hasTail {
		tail := a.piece.tail
		tail.digits = strings.Clone(tail.digits)
		c.tail = &tail
	}
	a.chunks.put(piece, c)
	return c
}

// read takes the addresses out of a chunk and reads what lies between them.
func (a *analyzer) read(c *reading, piece string) {
	start := 0
	for i := 0; i < len(piece); {
		if !isASCIIWord(piece[i]) {
			i++
			continue
		}
		end := i
		for end < len(piece) && isASCIIWord(piece[end]) {
			end++
		}
		if address := addressToken(piece[i:end]); address != "" {
			a.readWords(c, piece[start:i])
			c.add(token{text: address, at: c.width, span: 1, sort: exactNumber})
			c.width++
			end = skipEllipsis(piece, end)
			start = end
		}
		i = end
	}
	a.readWords(c, piece[start:])
}

func (c *reading) add(t token) { c.tokens = append(c.tokens, t) }

// addressToken gives the token of an address or hash; "" for another word.
func addressToken(run string) string {
	digits := run
	switch {
	case len(run) >= 6 && run[0] == '0' && run[1]|0x20 == 'x' && strings.Trim(run[2:], "0123456789abcdefABCDEF") == "":
		digits = run[2:]
	case len(run) < 20 || !strings.ContainsAny(run, "0123456789"):
		return ""
	}
	return "@" + strings.ToLower(digits[:min(len(digits), 12)])
}

// skipEllipsis gives the end of "…2f96" behind an address that somebody cut
// short.
func skipEllipsis(piece string, at int) int {
	for _, dots := range []string{"…", "..."} {
		rest, ok := strings.CutPrefix(piece[at:], dots)
		if !ok {
			continue
		}
		end := 0
		for end < len(rest) && isASCIIWord(rest[end]) {
			end++
		}
		if end > 0 {
			return at + len(dots) + end
		}
	}
	return at
}

// stem gives the stem of a folded word.
func (a *analyzer) stem(word string) string {
	if !a.english || len(word) < 3 || strings.Trim(word, "abcdefghijklmnopqrstuvwxyz") != "" {
		return word
	}
	if stem, ok := a.stems[word]; ok {
		return stem
	}
	a.env.SetCurrent(word)
	english.Stem(a.env)
	stem := a.env.Current()
	a.stems[strings.Clone(word)] = strings.Clone(stem)
	return stem
}
