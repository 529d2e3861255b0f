package search

import (
	"math"
	"strings"
	"sync"
)

// lexicon numbers texts: terms, and words as they are written. The numbers go
// by which text came first, and that differs from run to run: what is made of
// them is put in the order of the texts.
type lexicon struct {
	mutex sync.Mutex
	// numbers is made of texts by the first who asks for a number.
	numbers map[string]uint32
	texts   []string
	termOf  []uint32 // by the number of a word as it is written, its term; else noText
}

// noText is the number that no text has.
const noText = math.MaxUint32

// number gives the number of a term. It may be called from any goroutine.
func (l *lexicon) number(term string) uint32 {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return l.find(term)
}

// word gives the number of a word as it is written, whose term is known.
func (l *lexicon) word(surface string, term uint32) uint32 {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	n := l.find(surface)
	l.termOf[n] = term
	return n
}

// text gives the text of a number.
func (l *lexicon) text(n uint32) string {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return l.texts[n]
}

func (l *lexicon) find(text string) uint32 {
	if l.numbers == nil {
		l.numbers = make(map[string]uint32, len(l.texts))
		for n, text := range l.texts {
			l.numbers[text] = uint32(n)
		}
	}
	n, ok := l.numbers[text]
	if !ok {
		n = uint32(len(l.texts))
		text = strings.Clone(text) // not a hold on all of an entry
		l.numbers[text] = n
		l.texts, l.termOf = append(l.texts, text), append(l.termOf, noText)
	}
	return n
}
