//go:build !race

package search

import (
	"bytes"
	"cmp"
	"compress/flate"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"modernc.org/quickjs"

	"blotter/internal/site"
)

// client is the client's modules in a JavaScript engine, over the files of an
// index.
type client struct {
	t    testing.TB
	vm   *quickjs.VM
	read int // bytes of the files that were read
	// asked are the paths of those files, in order.
	asked []string
}

// prelude stands in for what a browser has and the engine lacks, and makes
// promises answer at once.
const prelude = `
globalThis.TextDecoder = class { decode(bytes) { let text = ""; for (const b of bytes) text += "%" + (b + 256).toString(16).slice(1); return decodeURIComponent(text); } };
globalThis.Wanted = class { constructor(all) { this.all = all; } get(name) { return this.all[name]?.[0] ?? null; } getAll(name) { return this.all[name] ?? []; } };
globalThis.Intl = { NumberFormat: class { format(text) { return "$" + text; } } };
globalThis.readFile = async (path) => { if (globalThis.held) await new Promise((go) => held.push(go)); const text = hostRead(path); if (text === null) throw new Error("no file " + path); return Uint8Array.from(text, (c) => c.charCodeAt(0)); };
globalThis.start = (job) => { globalThis.answer = undefined; job().then((v) => { answer = JSON.stringify(v); }, (e) => { answer = JSON.stringify({ error: String(e), stack: e.stack }); }); };
`

// newClient opens an index in the client.
func newClient(t testing.TB, files map[string][]byte) *client {
	t.Helper()
	c := &client{t: t}
	c.vm = newEngineAfter(t, prelude, "index.js", "query.js")
	err := c.vm.RegisterHostFunc("hostRead", func(arguments []any) (any, error) {
		name, _ := arguments[0].(string)
		data, ok := files[name]
		if !ok {
			return nil, nil
		}
		c.read += len(data)
		c.asked = append(c.asked, name)
		raw, err := io.ReadAll(flate.NewReader(bytes.NewReader(data)))
		if err != nil {
			return nil, err
		}
		runes := make([]rune, len(raw))
		for i, b := range raw {
			runes[i] = rune(b)
		}
		return string(runes), nil
	})
	if err != nil {
		t.Fatal(err)
	}
	c.ask(nil, `open(readFile).then((index) => { globalThis.index = index; return null; })`)
	return c
}

// ask evaluates an expression that gives a promise, and decodes its value.
func (c *client) ask(into any, expression string, arguments ...any) {
	c.t.Helper()
	run(c.t, c.vm, "start(async () => "+fmt.Sprintf(expression, arguments...)+")", quickjs.EvalGlobal)
	if _, err := c.vm.ExecutePendingJobs(); err != nil {
		c.t.Fatal(err)
	}
	text, _ := run(c.t, c.vm, "answer", quickjs.EvalGlobal).(string)
	var failed struct{ Error, Stack string }
	if json.Unmarshal([]byte(text), &failed) == nil && failed.Error != "" {
		c.t.Fatalf("%s: %s\n%s", fmt.Sprintf(expression, arguments...), failed.Error, failed.Stack)
	}
	if into != nil {
		if err := json.Unmarshal([]byte(text), into); err != nil {
			c.t.Fatalf("reading %.100q: %v", text, err)
		}
	}
}

// result is what the client's search gives.
type result struct {
	Hits, Pages []int
	Scores      []int
	Partial     bool
	Meant       []string
	Ranges      []struct{ Name, Text string }
}

func (c *client) search(query string) (r result) {
	c.t.Helper()
	quoted, _ := json.Marshal(query)
	c.ask(&r, `search(index, %s).then(({ hits, pages, scores, partial, meant, ranges }) => ({ hits, pages, partial, meant, ranges: ranges.map(({ name, text }) => ({ name, text })), scores: hits.map((hit) => scores[hit]) }))`, quoted)
	return r
}

// scan answers a query by looking at every document. It knows words, phrases
// and numbers that the record has, and no typing. Where few entries have all
// words it looks for neighbours written as one, as the client does.
func scan(in *inverted, entries int, query string) result {
	if r, few := scanWith(in, entries, query, false); !few {
		return r
	}
	r, _ := scanWith(in, entries, query, true)
	return r
}

func scanWith(in *inverted, entries int, query string, joints bool) (r result, few bool) {
	a := newAnalyzer(true)
	documents := in.documents
	total, have := make([]int, documents), make([]int, documents)
	var phrases []map[int]map[int]int
	slots, boosts := 0, map[int]bool{}
	for n, segment := range strings.Split(query, `"`) {
		own := slotsOf(in, a, segment, joints && n%2 == 0, boosts)
		for _, options := range own {
			slots++
			best := make([]int, documents)
			for term, weight := range options {
				for _, p := range in.postings(term) {
					best[p.document()] = max(best[p.document()], weight*rarity(in, term)*int(p.impact()))
				}
			}
			for d, score := range best {
				total[d] += score
				have[d] += min(score, 1)
			}
		}
		if n%2 == 1 && len(own) > 1 {
			phrases = append(phrases, own)
		}
	}
	for term := range boosts {
		for _, p := range in.postings(term) {
			total[p.document()] += 15 * int(p.impact()) * rarity(in, term)
		}
	}
	all := 0
	for d := range entries {
		if have[d] != slots || slots == 0 {
			continue
		}
		all++
		if !slices.ContainsFunc(phrases, func(own map[int]map[int]int) bool { return !stands(in, d, own) }) {
			r.Hits = append(r.Hits, d)
		}
	}
	slices.SortFunc(r.Hits, func(a, b int) int { return cmp.Or(total[b]-total[a], b-a) })
	for _, hit := range r.Hits {
		r.Scores = append(r.Scores, total[hit])
	}
	return r, all < 10
}

// slotsOf gives, by position, the terms of a segment of a query with their
// weights, and notes the pairs of neighbours.
func slotsOf(in *inverted, a *analyzer, segment string, joints bool, boosts map[int]bool) map[int]map[int]int {
	own := map[int]map[int]int{}
	words := map[int]token{}
	option := func(at int, text string, weight int) {
		if own[at] == nil {
			own[at] = map[int]int{}
		}
		if term, ok := findTerm(in, text); ok {
			own[at][term] = max(own[at][term], weight)
		}
	}
	tokens, _ := a.analyze(segment)
	for _, t := range tokens {
		switch t.sort {
		case roundNumber:
			option(t.at, t.text, 5)
		case joinedWord:
			for i := range t.span {
				option(t.at+i, t.text, 10)
			}
		case plainWord, exactNumber:
			option(t.at, t.text, 10)
			if t.surface != "" {
				words[t.at] = t
			}
		}
	}
	for at, t := range words {
		next, ok := words[at+1]
		if !ok {
			continue
		}
		if joints {
			both := a.stem(t.surface + next.surface)
			option(at, both, 10)
			option(at+1, both, 10)
		}
		if term, ok := findTerm(in, t.text+" "+next.text); ok {
			boosts[term] = true
		}
	}
	return own
}

// findTerm gives the place of a term in the order; false if there is none such.
func findTerm(in *inverted, term string) (int, bool) {
	return slices.BinarySearchFunc(in.terms, term, func(n uint32, term string) int { return strings.Compare(in.texts[n], term) })
}

func rarity(in *inverted, term int) int {
	df := float64(len(in.postings(term)))
	return int(math.Round(64 * math.Log(1+(float64(in.documents)-df+0.5)/(df+0.5))))
}

// stands reports whether words stand in a document at the same distances as in
// a phrase, which gives the terms by position.
func stands(in *inverted, document int, phrase map[int]map[int]int) bool {
	together := map[int]int{}
	for at, options := range phrase {
		for term := range options {
			places, _ := placesOf(in, term)
			for i, p := range in.postings(term) {
				if int(p.document()) != document {
					continue
				}
				for _, place := range places[i] {
					together[place-at]++
				}
			}
		}
	}
	for _, n := range together {
		if n == len(phrase) {
			return true
		}
	}
	return false
}

// drawQuery makes a query of words that an entry has.
func drawQuery(r *rand.Rand, s *site.Site) string {
	entry := s.Entries[r.IntN(len(s.Entries))]
	texts := []string{entry.Title, entry.Summary, entry.Body.Text()}
	words := strings.FieldsFunc(texts[r.IntN(3)], func(c rune) bool { return c < 'A' || c > 'Z' && c < 'a' || c > 'z' })
	words = slices.DeleteFunc(words, func(word string) bool { return stopWords[strings.ToLower(word)] || len(word) < 3 })
	if len(words) < 4 {
		return "exchange "
	}
	at := r.IntN(len(words) - 3)
	switch r.IntN(4) {
	case 0:
		return words[at] + " "
	case 1:
		return words[at] + " " + words[len(words)-1] + " "
	case 2:
		title := strings.Fields(entry.Title)
		return `"` + title[0] + " " + title[1] + `" ` + words[at] + " "
	}
	return entry.Amounts[0].USDLow.Short() + " " + words[at] + " "
}

func TestTheClientFindsWhatAScanOfEveryDocumentFinds(t *testing.T) {
	s, st := generatedSite(t, 300)
	files := filesOf(t, s, st)
	in := invertedOf(s)
	c := newClient(t, files)
	r := rand.New(rand.NewPCG(4, 4))
	found := 0
	for range 120 {
		query := drawQuery(r, s)
		got, want := c.search(query), scan(in, len(s.Entries), query)
		found += len(want.Hits)
		if got.Partial && len(want.Hits) == 0 {
			continue
		}
		if !slices.Equal(got.Hits, want.Hits) || !slices.Equal(got.Scores, want.Scores) {
			t.Errorf("%q finds %d entries, want %d\n got %v %v\nwant %v %v", query, len(got.Hits), len(want.Hits), head(got.Hits), head(got.Scores), head(want.Hits), head(want.Scores))
		}
	}
	if found < 100 {
		t.Errorf("all queries found %d entries together, too few to mean anything", found)
	}
}

func head[T any](list []T) []T { return list[:min(len(list), 8)] }
