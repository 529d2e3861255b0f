package search

// synonyms are the words that the editors treat as one. A text that has one of
// them is indexed under the others too, so that a query needs no list.
type synonyms struct {
	byFirst map[string][]synonym
}

// synonym is a word or phrase with what it is indexed under besides.
type synonym struct {
	phrase []string
	others [][]string
}

func newSynonyms(groups [][]string, a *analyzer) synonyms {
	s := synonyms{map[string][]synonym{}}
	for _, group := range groups {
		phrases := make([][]string, 0, len(group))
		for _, text := range group {
			if phrase := phraseOf(text, a); len(phrase) > 0 {
				phrases = append(phrases, phrase)
			}
		}
		for i, phrase := range phrases {
			others := append(append([][]string{}, phrases[:i]...), phrases[i+1:]...)
			s.byFirst[phrase[0]] = append(s.byFirst[phrase[0]], synonym{phrase, others})
		}
	}
	return s
}

// phraseOf gives the words of a synonym.
func phraseOf(text string, a *analyzer) []string {
	var phrase []string
	tokens, _ := a.analyze(text, 0, nil)
	for _, t := range tokens {
		if t.sort == plainWord {
			phrase = append(phrase, t.text)
		}
	}
	return phrase
}

// expand appends the synonyms of the tokens of a text.
func (s synonyms) expand(tokens []token) []token {
	if len(s.byFirst) == 0 {
		return tokens
	}
	for i, t := range tokens {
		if t.sort != plainWord {
			continue
		}
		for _, synonym := range s.byFirst[t.text] {
			if !follows(tokens[i:], synonym.phrase) {
				continue
			}
			for _, other := range synonym.others {
				for n, word := range other {
					tokens = append(tokens, token{text: word, at: t.at + n, span: 1, sort: joinedWord})
				}
			}
		}
	}
	return tokens
}

// follows reports whether tokens begin with the words of a phrase, one after
// the other.
func follows(tokens []token, phrase []string) bool {
	next := 0
	for _, t := range tokens {
		if t.sort != plainWord {
			continue
		}
		if t.text != phrase[next] || t.at != tokens[0].at+next {
			return false
		}
		if next++; next == len(phrase) {
			return true
		}
	}
	return false
}
