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
// the chunks of prose repeat; it belongs to one goroutine.
type analyzer struct {
	english bool
	chunks  map[string]*chunk
	stems   map[string]string
	env     *snowballstem.Env
}

func newAnalyzer(english bool) *analyzer {
	return &analyzer{english: english, chunks: map[string]*chunk{}, stems: map[string]string{}, env: snowballstem.NewEnv("")}
}

// chunk is what a piece of text without white space comes to.
type chunk struct {
	tokens []token // positions from the beginning of the chunk
	width  int     // positions
	// tail is the number that the chunk ends with, not scaled yet; tailAt the
	// first of its tokens.
	tail    number
	hasTail bool
	tailAt  int
	// head is the power of ten of the scale word that the chunk begins with;
	// headTokens its tokens.
	head int
}

// analyze appends the tokens of a text, the first at position at, and gives the
// position after the last one.
func (a *analyzer) analyze(text string, at int, tokens []token) ([]token, int) {
	var tail *chunk
	tailStart := 0
	for text != "" {
		var piece string
		if piece, text = cutChunk(text); piece == "" {
			continue
		}
		c := a.chunk(piece)
		own := c.tokens
		if tail != nil && c.head > 0 {
			tokens = append(tokens[:tailStart], numberTokens(nil, tail.tail.times(c.head), at-1)...)
			own = own[1:]
		}
		if c.hasTail {
			tail, tailStart = c, len(tokens)+c.tailAt-(len(c.tokens)-len(own))
		} else {
			tail = nil
		}
		for _, t := range own {
			t.at += at
			tokens = append(tokens, t)
		}
		at += c.width
	}
	return tokens, at
}

// cutChunk cuts the first chunk off a text.
func cutChunk(text string) (piece, rest string) {
	for i := 0; i < len(text); i++ {
		if c := text[i]; c < utf8.RuneSelf {
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

func (a *analyzer) chunk(piece string) *chunk {
	if c, ok := a.chunks[piece]; ok {
		return c
	}
	c := &chunk{}
	a.read(c, piece)
	a.chunks[strings.Clone(piece)] = c
	return c
}

// read takes the addresses out of a chunk and reads what lies between them.
func (a *analyzer) read(c *chunk, piece string) {
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

func (c *chunk) add(t token) { c.tokens = append(c.tokens, t) }

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
	a.stems[word] = stem
	return stem
}
