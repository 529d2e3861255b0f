package search

// synonyms are the words that the editors treat as one. A text that has one of
// them is indexed under the others too, so that a query needs no list.
type synonyms struct {
	byFirst map[uint32][]synonym
	first   []bool // by number of a term, whether byFirst has it
}

// synonym is a word or phrase with what it is indexed under besides.
type synonym struct {
	phrase []uint32
	others [][]uint32
}

func newSynonyms(groups [][]string, a *analyzer) synonyms {
	s := synonyms{byFirst: map[uint32][]synonym{}}
	for _, group := range groups {
		phrases := make([][]uint32, 0, len(group))
		for _, text := range group {
			if phrase := phraseOf(text, a); len(phrase) > 0 {
				phrases = append(phrases, phrase)
			}
		}
		for i, phrase := range phrases {
			others := append(append([][]uint32{}, phrases[:i]...), phrases[i+1:]...)
			s.byFirst[phrase[0]] = append(s.byFirst[phrase[0]], synonym{phrase, others})
			if more := int(phrase[0]) + 1 - len(s.first); more > 0 {
				s.first = append(s.first, make([]bool, more)...)
			}
			s.first[phrase[0]] = true
		}
	}
	return s
}

// phraseOf gives the words of a synonym.
func phraseOf(text string, a *analyzer) []uint32 {
	var phrase []uint32
	marks, _ := a.marks(text, 0, nil)
	for _, m := range marks {
		if m.sort == plainWord {
			phrase = append(phrase, m.term)
		}
	}
	return phrase
}

// expand appends the synonyms of the tokens of a text.
func (s *synonyms) expand(marks []mark) []mark {
	if len(s.first) == 0 {
		return marks
	}
	for i := range len(marks) {
		m := marks[i]
		if m.sort != plainWord || int(m.term) >= len(s.first) || !s.first[m.term] {
			continue
		}
		for _, synonym := range s.byFirst[m.term] {
			if !follows(marks[i:], synonym.phrase) {
				continue
			}
			for _, other := range synonym.others {
				for n, word := range other {
					marks = append(marks, mark{term: word, surface: noText, at: m.at + uint32(n), span: 1, sort: joinedWord})
				}
			}
		}
	}
	return marks
}

// follows reports whether tokens begin with the words of a phrase, one after
// the other.
func follows(marks []mark, phrase []uint32) bool {
	next := 0
	for i := range marks {
		m := &marks[i]
		if m.sort != plainWord {
			continue
		}
		if m.term != phrase[next] || m.at != marks[0].at+uint32(next) {
			return false
		}
		if next++; next == len(phrase) {
			return true
		}
	}
	return false
}
