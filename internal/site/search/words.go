package search

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// wordReader reads the words, numbers and dates of a folded piece of a chunk.
type wordReader struct {
	*analyzer
	*reading
	text  string
	end   int      // of the last atom
	parts []string // of the compound being read
	first int      // position of its first part
	words bool     // whether a part is more than digits
	last  number   // the last atom where it is a number that may be scaled
	open  bool     // whether there is one
	from  int      // the first of its tokens
}

// readWords reads a piece of a chunk that holds no address.
func (a *analyzer) readWords(c *reading, piece string) {
	c.hasTail = false
	if piece == "" {
		return
	}
	r := wordReader{analyzer: a, reading: c, text: withoutGenitive(fold(withJoints(piece)))}
	for i := 0; i < len(r.text); {
		char, size := utf8.DecodeRuneInString(r.text[i:])
		if !isWordRune(char) {
			i += size
			continue
		}
		if !r.tied(i) {
			r.join()
			r.open = false
		}
		switch {
		case r.date(i):
		case isDigit(r.text[i]):
			r.number(i)
		default:
			r.word(i, wordEnd(r.text, i))
		}
		i = r.end
	}
	if r.open && r.end == len(r.text) && len(r.parts) < 2 {
		c.hasTail, c.tail, c.tailAt = true, r.last, r.from
	}
	r.join()
}

// withoutGenitive drops "'s" at the end of words.
func withoutGenitive(text string) string {
	if !strings.Contains(text, "'s") {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if strings.HasPrefix(text[i:], "'s") {
			if next, _ := utf8.DecodeRuneInString(text[i+2:]); i+2 == len(text) || !isWordRune(next) {
				i++
				continue
			}
		}
		b.WriteByte(text[i])
	}
	return b.String()
}

func wordEnd(text string, at int) int {
	for at < len(text) {
		r, size := utf8.DecodeRuneInString(text[at:])
		if !isWordRune(r) {
			break
		}
		at += size
	}
	return at
}

// tied reports whether a single joiner ties what begins at i to the atom
// before it.
func (r *wordReader) tied(i int) bool {
	return r.end > 0 && i == r.end+1 && strings.IndexByte("-_.'&", r.text[r.end]) >= 0
}

// join ends a compound with its joined form.
func (r *wordReader) join() {
	if n := len(r.parts); n >= 2 && n <= mostParts && r.words {
		r.add(token{text: r.stem(cutWord(strings.Join(r.parts, ""))), at: r.first, span: n, sort: joinedWord})
	}
	r.parts, r.words = nil, false
}

// part adds a part to the compound.
func (r *wordReader) part(text string, isWord bool) {
	if len(r.parts) == 0 {
		r.first = r.width
	}
	r.parts = append(r.parts, text)
	r.words = r.words || isWord
}

// date reads 2023-05-23 or 2023-05.
func (r *wordReader) date(i int) bool {
	size := dateSize(r.text[i:])
	if size == 0 {
		return false
	}
	r.join()
	text := r.text[i : i+size]
	r.add(token{text: "d" + text, at: r.width, span: 1, sort: exactNumber})
	if size > 7 {
		r.add(token{text: "d" + text[:7], at: r.width, span: 1, sort: exactNumber})
	}
	r.reading.tokens = numberTokens(r.reading.tokens, newNumber(text[:4], ""), r.width)
	r.width++
	r.end, r.open = i+size, false
	return true
}

// dateSize gives the bytes of the date that a text begins with; 0 for none.
func dateSize(text string) int {
	digits := func(from, to int) bool {
		return len(text) >= to && strings.Trim(text[from:to], "0123456789") == ""
	}
	if !digits(0, 4) || len(text) < 7 || text[4] != '-' || !digits(5, 7) || text[5:7] < "01" || text[5:7] > "12" {
		return 0
	}
	size := 7
	if len(text) >= 10 && text[7] == '-' && digits(8, 10) && text[8:10] >= "01" && text[8:10] <= "31" {
		size = 10
	}
	if next, _ := utf8.DecodeRuneInString(text[size:]); len(text) > size && (next == '-' || isWordRune(next)) {
		return 0
	}
	return size
}

// number reads a number with the letters tied to it.
func (r *wordReader) number(i int) {
	end := digitsEnd(r.text, i)
	for end+1 < len(r.text) && strings.IndexByte(".,'", r.text[end]) >= 0 && isDigit(r.text[end+1]) {
		end = digitsEnd(r.text, end+1)
	}
	text, suffixEnd := r.text[i:end], end
	if next, _ := utf8.DecodeRuneInString(r.text[end:]); unicode.IsLetter(next) {
		suffixEnd = wordEnd(r.text, end)
	}
	suffix := r.text[end:suffixEnd]
	plain := strings.Trim(text, "0123456789") == ""
	n, ok := readNumber(text)
	switch scale := scales[suffix]; {
	case suffix != "" && plain && scale == 0:
		r.word(i, suffixEnd) // "110th"
		return
	case plain && suffix == "":
		r.part(text, false)
	default:
		r.join()
		n = n.times(scale)
	}
	r.end, r.open = suffixEnd, ok && suffix == ""
	r.last, r.from = n, len(r.tokens)
	if ok {
		r.reading.tokens = numberTokens(r.reading.tokens, n, r.width)
		r.width++
	} else {
		for _, digits := range strings.FieldsFunc(text, func(c rune) bool { return !isDigit(byte(c)) }) {
			r.reading.tokens = numberTokens(r.reading.tokens, newNumber(digits, ""), r.width)
			r.width++
		}
	}
	if suffix != "" && (scales[suffix] == 0 || !ok) {
		r.word(end, suffixEnd)
	}
}

func digitsEnd(text string, at int) int {
	for at < len(text) && isDigit(text[at]) {
		at++
	}
	return at
}

// numberTokens appends the tokens of a number.
func numberTokens(tokens []token, n number, at int) []token {
	if exact := n.exact(); exact != "" {
		tokens = append(tokens, token{text: exact, at: at, span: 1, sort: exactNumber})
	}
	if rounded := n.rounded(); rounded != "" {
		tokens = append(tokens, token{text: rounded, at: at, span: 1, sort: roundNumber})
	}
	return tokens
}

// word reads a word, or a number with letters.
func (r *wordReader) word(i, end int) {
	word := r.text[i:end]
	r.end = end
	scale := scales[word]
	switch {
	case scale > 0 && r.open: // "4.4-million"
		r.parts, r.words, r.open = nil, false, false
		r.reading.tokens = numberTokens(r.tokens[:r.from], r.last.times(scale), r.width-1)
		r.width++
		return
	case scale > 0 && i == 0 && r.width == 0:
		r.head = scale
	}
	r.open = false
	if strings.IndexFunc(word, isPaired) >= 0 {
		r.join()
		r.pairs(word)
		return
	}
	r.part(word, true)
	r.plain(word)
}

// plain adds a word.
func (r *wordReader) plain(word string) {
	word = cutWord(word)
	t := token{text: word, at: r.width, span: 1, sort: stopWord}
	if !stopWords[word] {
		t.text, t.surface, t.sort = r.stem(word), word, plainWord
	}
	r.add(t)
	r.width++
}

// pairs adds a word in which there are signs of a script without spaces.
func (r *wordReader) pairs(word string) {
	for word != "" {
		start := strings.IndexFunc(word, isPaired)
		if start < 0 {
			start = len(word)
		}
		if start > 0 {
			r.plain(word[:start])
			word = word[start:]
			continue
		}
		end := strings.IndexFunc(word, func(c rune) bool { return !isPaired(c) })
		if end < 0 {
			end = len(word)
		}
		signs := []rune(word[:end])
		for i := range max(len(signs)-1, 1) {
			r.add(token{text: string(signs[i:min(i+2, len(signs))]), at: r.width, span: 1, sort: plainWord})
			r.width++
		}
		word = word[end:]
	}
}

// cutWord bounds the length of a word.
func cutWord(word string) string {
	if len(word) <= longestWord {
		return word
	}
	letters := []rune(word)
	return string(letters[:min(len(letters), longestWord)])
}
