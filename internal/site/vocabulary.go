package site

// Term is one word of a vocabulary.
type Term struct {
	Key        string // as written in an entry: "hot-wallet-key-compromise"
	Label      string // as shown: "Hot wallet key compromise"
	Plural     string // "Thefts"; empty = Label
	Definition string // one plain sentence
}

// Vocabulary is an ordered list of terms with a look-up by key. Build it with
// NewVocabulary; the zero value is empty.
type Vocabulary struct {
	Terms []Term
	index map[string]int
}

// NewVocabulary makes a vocabulary that keeps the order of the terms. Of two
// terms with one key the first stays.
func NewVocabulary(terms ...Term) Vocabulary {
	v := Vocabulary{Terms: terms, index: make(map[string]int, len(terms))}
	for i, t := range terms {
		if _, taken := v.index[t.Key]; !taken {
			v.index[t.Key] = i
		}
	}
	return v
}

// Has reports whether the vocabulary knows the key.
func (v Vocabulary) Has(key string) bool {
	_, ok := v.index[key]
	return ok
}

// Term gives the term of a key; for an unknown key a term whose label is the
// key itself, so that a page never shows an empty word.
func (v Vocabulary) Term(key string) Term {
	if i, ok := v.index[key]; ok {
		return v.Terms[i]
	}
	return Term{Key: key, Label: key, Plural: key}
}

// Label gives the word shown for a key; the key itself if it is unknown.
func (v Vocabulary) Label(key string) string {
	if i, ok := v.index[key]; ok {
		return v.Terms[i].Label
	}
	return key
}

// Plural gives the word shown for several; the label where none is set.
func (v Vocabulary) Plural(key string) string {
	t := v.Term(key)
	if t.Plural != "" {
		return t.Plural
	}
	return t.Label
}

// Rank gives the position of a key for sorting; unknown keys come last.
func (v Vocabulary) Rank(key string) int {
	if i, ok := v.index[key]; ok {
		return i
	}
	return len(v.Terms)
}

// Keys gives the keys in order.
func (v Vocabulary) Keys() []string {
	keys := make([]string, len(v.Terms))
	for i, t := range v.Terms {
		keys[i] = t.Key
	}
	return keys
}
