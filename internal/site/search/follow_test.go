package search

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"blotter/internal/site"
	"blotter/internal/site/generate"
)

// edits is a record that is edited at random.
type edits struct {
	*rand.Rand
	files fstest.MapFS
	made  int
}

func newEdits(seed uint64, entries int) *edits {
	e := &edits{rand.New(rand.NewPCG(seed, 1)), fstest.MapFS{}, 0}
	for name, data := range generate.Map(generate.Options{Seed: seed, Entries: entries}) {
		e.files[name] = &fstest.MapFile{Data: data}
	}
	return e
}

// one gives the file of an entry.
func (e *edits) one() string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(e.files)) {
		if strings.HasPrefix(name, "content/incidents/") {
			names = append(names, name)
		}
	}
	return names[e.IntN(len(names))]
}

// words gives some words: common ones, one that nobody wrote before, numbers.
func (e *edits) words(n int) string {
	e.made++
	all := []string{"the", "exchange", "exchanges", "bridge", "validator", "keys", "private-key", "$4.4M", "2023-05-23", "wallet", "stolen", "Lazarus",
		"froze", "North", "Korea", "Überweisung", "取引所", "0x97b1043abd9e6fc31681635166d430a458d14f9c", fmt.Sprint("novel", string(rune('a'+e.made%26)), "ty"), fmt.Sprint(e.IntN(90000))}
	words := make([]string, n)
	for i := range words {
		words[i] = all[e.IntN(len(all))]
	}
	return strings.Join(words, " ")
}

var (
	titleLine   = regexp.MustCompile(`(?m)^title: .*$`)
	summaryLine = regexp.MustCompile(`(?m)^summary: .*$`)
	dateLine    = regexp.MustCompile(`(?m)^date: .*$`)
)

func (e *edits) change(name string, line *regexp.Regexp, text string) {
	e.files[name] = &fstest.MapFile{Data: line.ReplaceAllLiteral(e.files[name].Data, []byte(text))}
}

// reword puts other words into an entry, and tells where.
func (e *edits) reword() string {
	name := e.one()
	switch e.IntN(4) {
	case 0:
		return "no other words"
	case 1:
		e.change(name, summaryLine, "summary: "+e.words(9+e.IntN(30)))
		return "another summary"
	case 2:
		e.files[name] = &fstest.MapFile{Data: append(slices.Clone(e.files[name].Data), "\n"+e.words(e.IntN(80))+"\n"...)}
		return "more words in a body"
	}
	e.change(name, titleLine, "title: "+e.words(8+e.IntN(3)))
	return "another title"
}

// edit does something else to the record, and tells what.
func (e *edits) edit() string {
	name := e.one()
	data := e.files[name].Data
	switch e.IntN(4) {
	case 0:
		body := bytes.LastIndex(data, []byte("\n---\n")) + 5
		e.files[name] = &fstest.MapFile{Data: slices.Concat(data[:body], []byte("\n"+e.words(3)+"\n"))}
		return "another body"
	case 1:
		e.made++
		copied := strings.Replace(name, ".md", fmt.Sprint("-", e.made, ".md"), 1)
		e.files[copied] = &fstest.MapFile{Data: titleLine.ReplaceAllLiteral(data, []byte("title: "+e.words(6)))}
		return "one entry more"
	case 2:
		delete(e.files, name)
		return "one entry less"
	default:
		e.change(name, dateLine, fmt.Sprintf("date: %d-%02d", 2012+e.IntN(13), 1+e.IntN(12)))
		return "another date"
	}
}

// withSizes lets a small record have many blocks and heavy terms.
func withSizes(t *testing.T, heavy, block int) {
	before := sizes
	t.Cleanup(func() { sizes = before })
	sizes.heavy, sizes.block = heavy, block
}

func TestAnyEditsThroughWhatIsKeptGiveTheIndexMadeAnew(t *testing.T) {
	for _, test := range []struct {
		name                         string
		entries, heavy, size, rounds int
	}{
		{"a record as small as a pack", 40, 5500, 11 << 10, 4},
		{"one at the size of a pack", packEntries, 5500, 11 << 10, 3},
		{"one of many small files", 260, 90, 300, 20},
	} {
		t.Run(test.name, func(t *testing.T) {
			withSizes(t, test.heavy, test.size)
			e := newEdits(uint64(test.entries), test.entries)
			memory := &Memory{}
			var whole, since []byte
			followed, inParts := 0, 0
			for round := range test.rounds {
				told := []string{e.reword()}
				for range max(e.IntN(8)-5, 0) {
					told = append(told, e.edit())
				}
				s, st := linkedSite(t, e.files)
				before := memory.last
				indexer := Indexer{Program: "test", Memory: memory, Read: site.DigestOf([]byte{byte(round)})}
				if len(told) == 1 && round > 0 {
					indexer.Reworded = site.DigestOf([]byte{byte(round - 1)})
				}
				if got, want := filesBy(t, indexer, s, st), filesOf(t, s, st); !maps.EqualFunc(got, want, bytes.Equal) {
					t.Fatalf("round %d, %v: the index is another one than that made anew: %s", round, told, difference(got, want))
				}
				if memory.last != before && memory.whole > 0 {
					followed++
				}
				// Some builds are of one process, some of the next.
				if e.IntN(6) == 0 {
					continue
				}
				if all, file := kept(t, memory); all {
					whole, since = bytesOf(t, file), nil
				} else if file != nil {
					since = bytesOf(t, file)
					inParts++
				}
				if e.IntN(2) == 0 {
					memory = &Memory{}
					newer := fileOf(since)
					if since == nil {
						newer = nil
					}
					if err1, err2 := memory.Open(program, fileOf(whole), newer); err1 != nil || err2 != nil {
						t.Fatalf("round %d: %v, %v", round, err1, err2)
					}
				}
			}
			t.Logf("%d of %d indexes were made from the one before, %d kept in parts", followed, test.rounds, inParts)
			if followed < test.rounds/5 {
				t.Errorf("%d of %d indexes were made from the one before, want more", followed, test.rounds)
			}
		})
	}
}

// difference names the files in which two indexes differ.
func difference(got, want map[string][]byte) string {
	var names []string
	for name := range want {
		if !bytes.Equal(got[name], want[name]) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return fmt.Sprint(len(got), " files, ", len(want), " wanted, other ones are ", names)
}

func TestWhatAnEntryIsKnownByCoversWhatTheIndexHasOfIt(t *testing.T) {
	e := newEdits(3, 170)
	s, st := linkedSite(t, e.files)
	bytesOf := func(incident *site.Incident) (site.Digest, bool) {
		return site.DigestOf(e.files[incident.File].Data), true
	}
	memory := &Memory{}
	indexer := Indexer{Program: "test", Memory: memory, Sum: bytesOf}
	if _, err := indexer.Outputs(s, st); err != nil {
		t.Fatal(err)
	}
	// An actor gets another name: entries are indexed under it.
	var actor string
	for _, name := range slices.Sorted(maps.Keys(e.files)) {
		if strings.HasPrefix(name, "content/actors/") {
			actor = name
		}
	}
	e.change(actor, regexp.MustCompile(`(?m)^name: .*$`), "name: Quite Another Name")
	s, st = linkedSite(t, e.files)
	got := filesBy(t, indexer, s, st)
	if want := filesOf(t, s, st); !maps.EqualFunc(got, want, bytes.Equal) {
		t.Errorf("the index is another one than that made anew: %s", difference(got, want))
	}
}

func TestDocumentsThatStayKeepTheirOrder(t *testing.T) {
	key := func(n int) site.Digest { return site.Digest{byte(n), byte(n >> 8)} }
	random := rand.New(rand.NewPCG(1, 1))
	for range 300 {
		var before []catalogued
		var now []site.Digest
		for n := range random.IntN(200) {
			before = append(before, catalogued{key: key(n)})
			if random.IntN(9) > 0 {
				now = append(now, key(n))
			}
			if random.IntN(9) == 0 {
				now = append(now, key(1000+n))
			}
		}
		for range random.IntN(5) {
			if len(now) > 1 {
				i, j := random.IntN(len(now)), random.IntN(len(now))
				now[i], now[j] = now[j], now[i]
			}
		}
		places, fresh := whereNow(before, now)
		filled := make([]bool, len(now))
		last := int32(-1)
		for n, place := range places {
			if place == gone {
				continue
			}
			if before[n].key != now[place] || place <= last {
				t.Fatalf("document %d goes to %d, behind %d", n, place, last)
			}
			last, filled[place] = place, true
		}
		for _, n := range fresh {
			if filled[n] {
				t.Fatalf("document %d is new and was there", n)
			}
			filled[n] = true
		}
		if slices.Contains(filled, false) {
			t.Fatal("a document is neither new nor one that was there")
		}
	}
}
