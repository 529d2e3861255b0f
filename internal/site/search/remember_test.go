package search

import (
	"bytes"
	"errors"
	"io"
	"maps"
	"slices"
	"testing"

	"blotter/internal/site"
)

const program = "a program"

// filesWith makes the index of a site with a memory and gives its files.
func filesWith(t testing.TB, m *Memory, s *site.Site, st *site.Statistics) map[string][]byte {
	t.Helper()
	return filesBy(t, Indexer{Program: "test", Memory: m}, s, st)
}

func filesBy(t testing.TB, x Indexer, s *site.Site, st *site.Statistics) map[string][]byte {
	t.Helper()
	outputs, err := x.Outputs(s, st)
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

// kept gives what a memory writes, from which it reads from then on.
func kept(t testing.TB, m *Memory) (all bool, data *io.SectionReader) {
	t.Helper()
	all, write := m.Keep(program)
	if write == nil {
		return false, nil
	}
	var buffer bytes.Buffer
	if err := write(&buffer); err != nil {
		t.Fatal(err)
	}
	data = fileOf(buffer.Bytes())
	m.Kept(all, data)
	return all, data
}

func fileOf(data []byte) *io.SectionReader {
	return io.NewSectionReader(bytes.NewReader(data), 0, int64(len(data)))
}

// bytesOf gives what a file holds.
func bytesOf(t testing.TB, file *io.SectionReader) []byte {
	t.Helper()
	data := make([]byte, file.Size())
	if _, err := file.ReadAt(data, 0); err != nil && err != io.EOF {
		t.Fatal(err)
	}
	return data
}

func TestAnIndexWithAMemoryIsTheOneMadeAnew(t *testing.T) {
	withSizes(t, 300, 600)
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
		t.Errorf("%d bytes are written although nothing is new", data.Size())
	}
	same("opened, then two titles edited", &second, after)
	all, since := kept(t, &second)
	if all || since == nil || since.Size() > whole.Size()/2 {
		t.Errorf("all %v: more than half of what is written for all is written for two entries", all)
	}
	same("kept, and nothing new", &second, after)
	var third Memory
	if err1, err2 := third.Open(program, whole, since); err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	same("both opened", &third, after)
	same("both opened, then other synonyms", &third, &synonyms)
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

func TestKeptWordsThatAreCutOffOrForeignAreRefused(t *testing.T) {
	withSizes(t, 300, 600)
	s, st := generatedSite(t, 170)
	whole, since := keptPair(t, s, st)
	for n := range 100 {
		for _, test := range []struct {
			all, since []byte
			err        func(all, since error) error
		}{
			{whole[:len(whole)*n/100], since, func(all, _ error) error { return all }},
			{whole, since[:len(since)*n/100], func(_, since error) error { return since }},
		} {
			var m Memory
			if err := test.err(m.Open(program, fileOf(test.all), fileOf(test.since))); !errors.Is(err, ErrDamaged) {
				t.Fatalf("cut off behind %d of 100 parts, the error is %v, want ErrDamaged", n, err)
			}
		}
	}
	var m Memory
	if err, _ := m.Open("another program", fileOf(whole), nil); !errors.Is(err, ErrForeign) {
		t.Errorf("the error is %v, want ErrForeign", err)
	}
	if all, write := m.Keep(program); all || write != nil {
		t.Error("something is kept before anything was indexed")
	}
	s2, st2 := generatedSite(t, 20)
	otherWhole, _ := keptPair(t, s2, st2)
	if _, err := m.Open(program, fileOf(otherWhole), fileOf(since)); !errors.Is(err, ErrApart) {
		t.Errorf("the error is %v, want ErrApart", err)
	}
	if !maps.EqualFunc(filesWith(t, &m, s, st), filesOf(t, s, st), bytes.Equal) {
		t.Error("what a file of another record left shows in the index")
	}
}

// keptPair gives what is kept of a site, and of the same with one title edited.
func keptPair(t *testing.T, s *site.Site, st *site.Statistics) (whole, since []byte) {
	t.Helper()
	var m Memory
	filesWith(t, &m, s, st)
	_, file := kept(t, &m)
	whole = bytesOf(t, file)
	filesWith(t, &m, edited(s, 1), st)
	if all, file := kept(t, &m); !all {
		since = bytesOf(t, file)
	}
	return whole, since
}

func TestWhatIsAlteredInKeptWordsNeverShowsInTheIndex(t *testing.T) {
	withSizes(t, 300, 600)
	s, st := generatedSite(t, 170)
	whole, since := keptPair(t, s, st)
	after := edited(s, 1, 90)
	want := filesOf(t, after, st)
	refused, troubled := 0, 0
	try := func(what string, at int, all, since []byte) {
		t.Helper()
		var m Memory
		err1, err2 := m.Open(program, fileOf(all), fileOf(since))
		if err1 != nil || err2 != nil {
			refused++
		}
		if got := filesWith(t, &m, after, st); !maps.EqualFunc(got, want, bytes.Equal) {
			t.Fatalf("a bit of %s altered at %d shows in the index: %s", what, at, difference(got, want))
		}
		if m.Trouble() != nil {
			troubled++
			if all, write := m.Keep(program); !all || write == nil {
				t.Errorf("a bit of %s altered at %d was noticed, and not all is written anew", what, at)
			}
		}
	}
	for n := range 20 {
		for _, file := range []struct {
			name string
			data []byte
		}{{"all", whole}, {"what is newer", since}} {
			at := len(file.data) * n / 20
			altered := slices.Clone(file.data)
			altered[at] ^= 4
			if file.name == "all" {
				try(file.name, at, altered, since)
			} else {
				try(file.name, at, whole, altered)
			}
		}
	}
	t.Logf("of 40 files, %d were refused and %d gave trouble later", refused, troubled)
	if refused == 0 || troubled == 0 {
		t.Errorf("of 40 files, %d were refused and %d gave trouble later, want some of both", refused, troubled)
	}
}
