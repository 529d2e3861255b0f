package build

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var summaryLine = regexp.MustCompile(`(?m)^summary: .*$`)

// rewords are the edits that change words of an entry and nothing else.
func (e *edited) rewords() map[string]func() {
	all := e.edits()
	return map[string]func(){
		"change a title":                 all["change a title"],
		"change a word and nothing else": all["change a word and nothing else"],
		"change a summary": func() {
			e.change(e.one(incidents), summaryLine, fmt.Sprint("summary: What happened there, in other words and told for the ", e.IntN(1000), "th time."))
		},
		"add a sentence": func() {
			name := e.one(incidents)
			e.write(name, fmt.Appendf(e.files[name], "\nIt was told for the %dth time.\n", e.IntN(1000)))
		},
		"explain a status": func() {
			e.change(e.one(incidents), regexp.MustCompile(`(?m)^status_note: .*$`), fmt.Sprint("status_note: Because of reason ", e.IntN(1000)))
		},
	}
}

// newReworded is a folder of many short lists, so that entries stand on all
// kinds of pages.
func newReworded(t *testing.T, seed uint64, entries int) (e *edited, options Options) {
	e = newEdited(t, seed, entries)
	e.write("config.yaml", append(e.files["config.yaml"], "\npage_size: 5\n"...))
	return e, Options{Source: e.dir, Out: filepath.Join(t.TempDir(), "out")}
}

// expectColdBuild builds as a new process does and compares the site with that
// of a folder where nothing was kept.
func (e *edited) expectColdBuild(options Options, log []string) *Result {
	e.t.Helper()
	result := run(e.t, options)
	if result.Failed() {
		e.t.Fatalf("after %s there are problems: %v", strings.Join(log, ", "), result.Problems)
	}
	cold := Options{Out: filepath.Join(e.t.TempDir(), "cold")}
	if diff := cmp.Diff(result.Problems, e.coldRun(cold).Problems); diff != "" {
		e.t.Fatalf("problems after %s (-), of a cold build (+):\n%s", strings.Join(log, ", "), diff)
	}
	expectSame(e.t, "after "+strings.Join(log, ", "), tree(e.t, options.Out), tree(e.t, cold.Out))
	return result
}

func TestAnEditOfWordsPublishesTheSiteOfAColdBuildAndLooksAtFewPages(t *testing.T) {
	const rounds = 6
	e, options := newReworded(t, 11, 30)
	all := run(t, options).looked
	known := e.rewords()
	names := slices.Sorted(maps.Keys(known))
	var log []string
	few := 0
	for range rounds {
		for range 1 + e.IntN(3) {
			log = append(log, names[e.IntN(len(names))])
			known[log[len(log)-1]]()
		}
		result := e.expectColdBuild(options, log)
		if result.looked < all/2 {
			few++
		}
	}
	if few < rounds/3 {
		t.Errorf("%d of %d edits of words looked at few of the %d outputs", few, rounds, all)
	}
}

func TestEditsOfFactsBetweenThoseOfWordsAreNotMissed(t *testing.T) {
	e, options := newReworded(t, 12, 20)
	run(t, options)
	known, facts := e.rewords(), e.edits()
	names := slices.Sorted(maps.Keys(known))
	var log []string
	for _, fact := range []string{"change a figure", "add an entry", "change an actor", "change a source", "override a template", "change a label"} {
		word := names[e.IntN(len(names))]
		log = append(log, word, fact)
		known[word]()
		run(t, options)
		if facts[fact](); e.IntN(2) == 0 { // alone, or both at once
			log = append(log, names[0])
			known[names[0]]()
		}
		e.expectColdBuild(options, log)
	}
}

func TestAPublishedFileThatSomebodyTouchedIsMadeAnewBesideNewWords(t *testing.T) {
	e, options := newReworded(t, 13, 20)
	run(t, options)
	published := slices.Sorted(maps.Keys(tree(t, options.Out)))
	var log []string
	for n := range 2 {
		name := published[e.IntN(len(published))]
		log = append(log, name)
		if err := os.Remove(filepath.Join(options.Out, name)); err != nil {
			t.Fatal(err)
		}
		if n%2 == 1 {
			if err := os.WriteFile(filepath.Join(options.Out, name), []byte("Somebody else's words."), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		e.rewords()["change a title"]()
		e.expectColdBuild(options, log)
	}
}

func TestWordsOfWhatOutputsShowThatAreDamagedAreOfNoUse(t *testing.T) {
	e, options := newReworded(t, 14, 12)
	run(t, options)
	for n := range 4 {
		kept, err := filepath.Glob(filepath.Join(e.dir, stateFolder, "shown-*"))
		if err != nil || len(kept) != 1 {
			t.Fatalf("there are %d files of what outputs show, want one: %v", len(kept), err)
		}
		data, err := os.ReadFile(kept[0])
		if err != nil {
			t.Fatal(err)
		}
		switch n {
		case 0:
			data = data[:len(data)/2]
		case 1:
			data[len(data)/3] ^= 4
		case 2:
			data = nil
		case 3:
			if err := os.Remove(kept[0]); err != nil {
				t.Fatal(err)
			}
		}
		if n < 3 {
			if err := os.WriteFile(kept[0], data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		e.rewords()["change a title"]()
		e.expectColdBuild(options, []string{fmt.Sprint("damage ", n)})
	}
}
