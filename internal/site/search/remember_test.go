package search

import (
	"bytes"
	"errors"
	"maps"
	"slices"
	"testing"

	"blotter/internal/site"
)

const program = "a program"

// filesWith makes the index of a site with a memory and gives its files.
func filesWith(t testing.TB, m *Memory, s *site.Site, st *site.Statistics) map[string][]byte {
	t.Helper()
	outputs, err := Indexer{Program: "test", Memory: m}.Outputs(s, st)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, output := range outputs {
		var buffer site.Buffer
		if err := output.Fill(&buffer); err != nil {
			t.Fatal(err)
		}
		files[output.Path[len("search/"):]] = buffer.Bytes()
	}
	return files
}

// edited gives a site with other texts in some of its entries.
func edited(s *site.Site, entries ...int) *site.Site {
	other := *s
	other.Entries = slices.Clone(s.Entries)
	for _, n := range entries {
		entry, incident := *s.Entries[n], *s.Entries[n].Incident
		incident.Title = "Zebra crossing the 44th bridge of Lazarus, twice"
		entry.Incident = &incident
		other.Entries[n] = &entry
	}
	return &other
}

// kept gives what a memory would write.
func kept(t testing.TB, m *Memory) (all bool, data []byte) {
	t.Helper()
	all, write := m.Keep(program)
	if write == nil {
		return false, nil
	}
	var buffer bytes.Buffer
	if err := write(&buffer); err != nil {
		t.Fatal(err)
	}
	return all, buffer.Bytes()
}

func TestAnIndexWithAMemoryIsTheOneMadeAnew(t *testing.T) {
	s, st := generatedSite(t, 300)
	after := edited(s, 3, 150)
	other := *s.Config
	other.Synonyms = [][]string{{"zebra", "horse"}}
	synonyms := *after
	synonyms.Config = &other
	same := func(what string, m *Memory, s *site.Site) {
		t.Helper()
		if !maps.EqualFunc(filesWith(t, m, s, st), filesOf(t, s, st), bytes.Equal) {
			t.Errorf("%s: the index is another one than that made anew", what)
		}
	}
	var m Memory
	same("the first", &m, s)
	same("the same again", &m, s)
	same("two titles edited", &m, after)
	same("the titles back", &m, s)
	same("other synonyms", &m, &synonyms)

	var first Memory
	same("before it is kept", &first, s)
	all, whole := kept(t, &first)
	if !all {
		t.Fatal("the first that is kept is not all")
	}
	var second Memory
	if err, _ := second.Open(program, whole, nil); err != nil {
		t.Fatal(err)
	}
	same("opened", &second, s)
	if _, data := kept(t, &second); data != nil {
		t.Errorf("%d bytes are written although nothing is new", len(data))
	}
	same("opened, then two titles edited", &second, after)
	all, since := kept(t, &second)
	if all || len(since) == 0 || len(since) > len(whole)/20 {
		t.Errorf("all %v, %d bytes are written for two entries of %d bytes for all", all, len(since), len(whole))
	}
	var third Memory
	if err1, err2 := third.Open(program, whole, since); err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	same("both opened", &third, after)
	if third.fresh != 0 {
		t.Errorf("%d documents were read again although all were kept", third.fresh)
	}
	same("both opened, then other synonyms", &third, &synonyms)
}

func TestAStemThatBecomesAWordIsKeptAsOne(t *testing.T) {
	s, st := linkedSite(t, smallRecord)
	after := edited(s, 1)
	after.Entries[1].Incident.Title = "Privat was a stem and no word"
	var first, second, third Memory
	filesWith(t, &first, s, st)
	_, whole := kept(t, &first)
	second.Open(program, whole, nil)
	filesWith(t, &second, after, st)
	_, since := kept(t, &second)
	if err1, err2 := third.Open(program, whole, since); err1 != nil || err2 != nil || since == nil {
		t.Fatal(err1, err2)
	}
	if !maps.EqualFunc(filesWith(t, &third, after, st), filesOf(t, after, st), bytes.Equal) {
		t.Error("the index of the next process is another one than that made anew")
	}
}

func TestAMemoryIsWrittenWholeWhenManyEntriesAreNew(t *testing.T) {
	s, st := generatedSite(t, 300)
	var first, second Memory
	filesWith(t, &first, s, st)
	_, whole := kept(t, &first)
	if err, _ := second.Open(program, whole, nil); err != nil {
		t.Fatal(err)
	}
	var many []int
	for n := range 100 {
		many = append(many, n)
	}
	filesWith(t, &second, edited(s, many...), st)
	if all, _ := kept(t, &second); !all {
		t.Error("a third of the entries is new, and not all are written")
	}
}

func TestKeptWordsThatAreCutOffAlteredOrForeignAreRefused(t *testing.T) {
	s, st := linkedSite(t, smallRecord)
	var first Memory
	filesWith(t, &first, s, st)
	_, whole := kept(t, &first)
	var second Memory
	second.Open(program, whole, nil)
	filesWith(t, &second, edited(s, 1), st)
	_, since := kept(t, &second)
	want := filesOf(t, s, st)
	for n := 0; n < len(whole); n += 7 {
		altered := slices.Clone(whole)
		altered[n] ^= 4
		for _, data := range [][]byte{whole[:n], altered} {
			var m Memory
			if err, _ := m.Open(program, data, since); !errors.Is(err, ErrDamaged) {
				t.Fatalf("at byte %d the error is %v, want ErrDamaged", n, err)
			}
			if all, write := m.Keep(program); n == 0 && (all || write != nil) {
				t.Error("something is kept before anything was indexed")
			}
		}
	}
	for n := 0; n < len(since); n += 7 {
		altered := slices.Clone(since)
		altered[n] ^= 4
		for _, data := range [][]byte{since[:n], altered} {
			var m Memory
			if _, err := m.Open(program, whole, data); !errors.Is(err, ErrDamaged) {
				t.Fatalf("at byte %d the error is %v, want ErrDamaged", n, err)
			}
		}
	}
	var m Memory
	if err, _ := m.Open("another program", whole, nil); !errors.Is(err, ErrForeign) {
		t.Errorf("the error is %v, want ErrForeign", err)
	}
	s2, st2 := generatedSite(t, 20)
	var apart Memory
	filesWith(t, &apart, s2, st2)
	_, otherWhole := kept(t, &apart)
	if _, err := m.Open(program, otherWhole, since); !errors.Is(err, ErrApart) {
		t.Errorf("the error is %v, want ErrApart", err)
	}
	if !maps.EqualFunc(filesWith(t, &m, s, st), want, bytes.Equal) {
		t.Error("what a file of another record left shows in the index")
	}
}

func FuzzGist(f *testing.F) {
	s, _ := linkedSite(f, smallRecord)
	l, shards, _ := collect(s, pages(s), nil)
	var gists []gist
	for i := range shards {
		gists = append(gists, shards[i].gists...)
	}
	for _, g := range gists {
		f.Add([]byte(g))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		counted, ok := tallyOf([]gist{data}, len(l.texts))
		if ok {
			invert(l, []shard{{tally: counted, gists: []gist{data}}})
		}
		// One that is not what was counted finds no room, or does no harm.
		counted, _ = tallyOf(gists, len(l.texts))
		invert(l, []shard{{tally: counted, gists: append([]gist{data}, gists...)}})
	})
}

func TestAMemoryThatHoldsWhatWasNeverAGistIsOfNoUse(t *testing.T) {
	s, st := generatedSite(t, 300)
	want := filesOf(t, s, st)
	for name, spoil := range map[string]func(*Memory){
		"a gist cut short": func(m *Memory) {
			for key, kept := range m.gists {
				kept.gist = kept.gist[:len(kept.gist)/2]
				m.gists[key] = kept
			}
		},
		"terms beyond the lexicon": func(m *Memory) { m.lexicon = &lexicon{}; m.tally = tally{} },
		"another count":            func(m *Memory) { clear(m.tally.terms) },
	} {
		var m Memory
		filesWith(t, &m, s, st)
		spoil(&m)
		if !maps.EqualFunc(filesWith(t, &m, s, st), want, bytes.Equal) {
			t.Errorf("%s shows in the index", name)
		}
		if all, _ := kept(t, &m); !all {
			t.Errorf("%s: what is kept after is not all", name)
		}
	}
}
