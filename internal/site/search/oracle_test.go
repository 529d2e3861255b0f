package search

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"blotter/internal/site"
)

// slowTerm is what a term should come to, found without any of the shapes that
// make indexing fast: by document, how often in each field and where.
type slowTerm struct {
	counts map[int]*counts
	places map[int][]int
}

// slowIndex reads every text of a site from its tokens.
func slowIndex(s *site.Site) (terms map[string]*slowTerm, lengths [][fieldCount]int, words map[string]use) {
	terms, words = map[string]*slowTerm{}, map[string]use{}
	a := newAnalyzer(isEnglish(s.Config))
	var groups [][][]string
	for _, group := range s.Config.Synonyms {
		var phrases [][]string
		for _, text := range group {
			var phrase []string
			tokens, _ := a.analyze(text)
			for _, t := range tokens {
				if t.sort == plainWord {
					phrase = append(phrase, t.text)
				}
			}
			phrases = append(phrases, phrase)
		}
		groups = append(groups, phrases)
	}
	document, at := 0, 0
	named := map[string]int{} // by word, one more than the last document that has it as a name
	count := func(text string, f field) *slowTerm {
		term := terms[text]
		if term == nil {
			term = &slowTerm{map[int]*counts{}, map[int][]int{}}
			terms[text] = term
		}
		if term.counts[document] == nil {
			term.counts[document] = &counts{}
		}
		if n := &term.counts[document][f]; *n < 255 {
			*n++
		}
		return term
	}
	take := func(f field, text string) {
		if text == "" {
			return
		}
		tokens, width := a.analyze(text)
		lengths[document][f] += width
		tokens = slowSynonyms(groups, tokens)
		var before token
		for i, t := range tokens {
			if t.sort == stopWord && f > labelField {
				continue
			}
			term := count(t.text, f)
			if t.sort != roundNumber {
				term.places[document] = append(term.places[document], at+t.at)
			}
			if t.surface != "" {
				w := words[t.surface]
				if w.times++; f <= actorField && named[t.surface] != document+1 {
					w.named, named[t.surface] = w.named+1, document+1
				}
				words[t.surface] = w
			}
			if f <= labelField && t.sort == plainWord {
				if i > 0 && before.text != "" && before.at == t.at-1 {
					count(before.text+" "+t.text, f)
				}
				before = t
			}
		}
		at = int(f.roomAfter(uint32(at + width + fieldGap)))
	}
	for _, entry := range s.Entries {
		lengths, at = append(lengths, [fieldCount]int{}), 0
		entryTexts(s, entry, (*site.Body).Text, take)
		document++
	}
	for _, p := range pages(s) {
		lengths, at = append(lengths, [fieldCount]int{}), 0
		take(titleField, p.title)
		take(labelField, p.sort)
		p.texts(take)
		document++
	}
	return terms, lengths, words
}

// slowSynonyms appends, for each phrase of a group, the others of its group.
func slowSynonyms(groups [][][]string, tokens []token) []token {
	var words []token
	for _, t := range tokens {
		if t.sort == plainWord {
			words = append(words, t)
		}
	}
	for i := range words {
		for _, group := range groups {
			for own, phrase := range group {
				if len(words)-i < len(phrase) {
					continue
				}
				same := true
				for n, word := range phrase {
					same = same && words[i+n].text == word && words[i+n].at == words[i].at+n
				}
				for other := range group {
					for n, word := range group[other] {
						if same && other != own {
							tokens = append(tokens, token{text: word, at: words[i].at + n, span: 1, sort: joinedWord})
						}
					}
				}
			}
		}
	}
	return tokens
}

// slowImpact is the score as impact.go tells it, for one document.
func slowImpact(c *counts, own [fieldCount]int, all [][fieldCount]int) uint8 {
	sum := 0
	for f := range c {
		total := 0
		for _, lengths := range all {
			total += lengths[f]
		}
		mean := max(twoDigits(total*thousandths/len(all)), thousandths)
		norm := thousandths - slopes[f] + slopes[f]*own[f]*thousandths/mean
		sum += weights[f] * int(c[f]) * thousandths * thousandths / norm
	}
	limit := sum + saturation*thousandths
	return uint8(max((mostImpact*sum+limit/2)/limit, 1))
}

func TestTheIndexHoldsWhatASlowReadingOfEveryTextFinds(t *testing.T) {
	synonyms := fstest.MapFS{}
	maps.Copy(synonyms, smallRecord)
	synonyms["config.yaml"] = &fstest.MapFile{Data: []byte("title: A small record\nbase_url: https://record.example/\nlanguage: de\nsynonyms: [[validator keys, keys of the validator, bridge], [binance, exchange froze]]\n")}
	for name, load := range map[string]func() (*site.Site, *site.Statistics){
		"the record of this repository": func() (*site.Site, *site.Statistics) { return realSite(t) },
		"a small record with synonyms":  func() (*site.Site, *site.Statistics) { return linkedSite(t, smallRecord) },
		"one in another language":       func() (*site.Site, *site.Statistics) { return linkedSite(t, synonyms) },
		"a made-up record":              func() (*site.Site, *site.Statistics) { return generatedSite(t, 120) },
	} {
		s, _ := load()
		terms, lengths, words := slowIndex(s)
		in := invertedOf(s)
		if got, want := termsOf(in), slices.Sorted(maps.Keys(terms)); !slices.Equal(got, want) {
			t.Fatalf("%s: the index has %d terms, want %d", name, len(got), len(want))
		}
		for n := range in.terms {
			term := terms[in.term(n)]
			var got []int
			for _, p := range in.postings(n) {
				got = append(got, int(p.document()))
			}
			if want := slices.Sorted(maps.Keys(term.counts)); !slices.Equal(got, want) {
				t.Fatalf("%s: %q is in %v, want %v", name, in.term(n), got, want)
			}
			places, whole := placesOf(in, n)
			if !whole {
				t.Errorf("%s: the positions of %q are not what their size says", name, in.term(n))
			}
			for i, p := range in.postings(n) {
				document := int(p.document())
				if want := slowImpact(term.counts[document], lengths[document], lengths); p.impact() != want {
					t.Errorf("%s: %q has impact %d in document %d, want %d", name, in.term(n), p.impact(), document, want)
				}
				slices.Sort(term.places[document])
				if want := term.places[document]; !slices.Equal(places[i], want) {
					t.Errorf("%s: %q stands in document %d at %v, want %v", name, in.term(n), document, places[i], want)
				}
			}
		}
		for n, got := range in.words {
			if want := words[in.texts[n]]; got != want {
				t.Errorf("%s: the word %q is used %+v, want %+v", name, in.texts[n], got, want)
			}
			if got.times > 0 && in.texts[in.termOf[n]] != newAnalyzer(isEnglish(s.Config)).stem(in.texts[n]) {
				t.Errorf("%s: the word %q belongs to %q", name, in.texts[n], in.texts[in.termOf[n]])
			}
		}
	}
}

func termsOf(in *inverted) (terms []string) {
	for n := range in.terms {
		terms = append(terms, in.term(n))
	}
	return terms
}

// placesOf reads the positions of a term, by posting, as the client does.
func placesOf(in *inverted, n int) (places [][]int, whole bool) {
	r := reader{data: in.positions.appendTo(nil, in.terms[n])}
	var more, firsts []int
	for range in.postings(n) {
		more = append(more, int(r.number()))
	}
	for range more {
		firsts = append(firsts, int(r.number())<<8)
	}
	for i := range more {
		firsts[i] |= int(r.byte())
	}
	for i, at := range firsts {
		own := []int{at}
		for range more[i] {
			at += int(r.number())
			own = append(own, at)
		}
		if at == 0x3fff00 {
			own = nil // there is none
		}
		places = append(places, own)
	}
	return places, !r.spoilt && r.at == len(r.data) && r.at == in.positions.size(in.terms[n])
}

func TestAChunkIsKnownByAllOfItsLetters(t *testing.T) {
	var c chunks
	var texts []string
	for size := 1; size <= longestChunk; size++ {
		for _, start := range []string{"a", "b", "é"} {
			for _, end := range []string{"", "x", "yx", "xy", "1"} {
				text := start + strings.Repeat("m", max(size-len(start)-len(end), 0)) + end
				if len(text) == size {
					texts = append(texts, text)
				}
			}
		}
	}
	slices.Sort(texts)
	texts = slices.Compact(texts)
	a := newAnalyzer(false)
	for n, text := range texts {
		c.put(text, &chunk{marks: []mark{{term: uint32(n), surface: noText, span: 1}}, width: 1})
	}
	a.chunks = c
	for n, text := range texts {
		many, only := a.known(text)
		if only != nil && only.term == uint32(n) || many != nil && many.marks[0].term == uint32(n) {
			continue
		}
		t.Errorf("%q is not known for what it is", text)
	}
}
