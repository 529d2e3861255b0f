package build

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"blotter/internal/site"
)

// harm is what may happen to the kept entries between loading and making.
var harm = []struct {
	name string
	to   func(file string, data []byte) error
	seen bool
}{
	{"nothing", func(string, []byte) error { return nil }, false},
	{"removed", func(file string, _ []byte) error { return os.Remove(file) }, false},
	{"replaced", func(file string, _ []byte) error {
		if err := os.WriteFile(file+".other", []byte("of another build"), 0o644); err != nil {
			return err
		}
		return os.Rename(file+".other", file)
	}, false},
	{"cut off", func(file string, data []byte) error { return os.Truncate(file, int64(len(data)/3)) }, true},
	{"emptied", func(file string, _ []byte) error { return os.Truncate(file, 0) }, true},
	{"written over", func(file string, data []byte) error {
		return os.WriteFile(file, bytes.Repeat([]byte("x"), len(data)), 0o644)
	}, true},
}

func TestWhateverBecomesOfKeptProseTheSiteIsRight(t *testing.T) {
	for _, warm := range []bool{false, true} {
		for _, harm := range harm {
			e := newEdited(t, 7, 12)
			_, want := made(t, Options{Source: e.copied()})
			options := Options{Source: e.dir, Out: filepath.Join(t.TempDir(), "out"), asks: true}
			if warm {
				run(t, options)
			}
			edition, err := Plan(t.Context(), options)
			if err != nil {
				t.Fatal(err)
			}
			if _, held := edition.Site.Entries[0].Body.Prose.(*site.Written); held {
				t.Fatal("the prose of an entry is in memory, so that the test says nothing")
			}
			wait := edition.keep()
			if err := harm.to(filepath.Join(e.dir, stateFolder, allEntries), stateFile(t, e, allEntries)); err != nil {
				t.Fatal(err)
			}
			files := fill(t, edition)
			if wait(); edition.kept.lost() != nil {
				t.Fatalf("%s: %v", harm.name, edition.kept.lost())
			}
			expectSame(t, harm.name, files, want)
			notes := edition.Result.Notes
			if told := len(notes) == 1 && strings.Contains(notes[0], "lost some prose"); told != harm.seen || !told && len(notes) > 0 {
				t.Errorf("%s, warm %v: the notes are %q", harm.name, warm, notes)
			}
			result, files := made(t, options)
			if len(result.Notes) > 0 && harm.seen {
				t.Errorf("%s: the next build notes %q", harm.name, result.Notes)
			}
			expectSame(t, harm.name+", the next build", files, want)
		}
	}
}

// fill makes all files of an edition.
func fill(t *testing.T, edition *Edition) map[string]string {
	t.Helper()
	outputs, err := listWhole(edition.allBatches(t.Context()))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	var mutex sync.Mutex
	err = onAllCores(t.Context(), len(outputs), func(n int, buffer *bytes.Buffer) error {
		err := outputs[n].Fill(buffer)
		mutex.Lock()
		defer mutex.Unlock()
		files[outputs[n].Path] = buffer.String()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestProseThatIsGoneForGoodEndsTheBuildAndPublishesNothing(t *testing.T) {
	e := newEdited(t, 7, 12)
	options := Options{Source: e.dir, Out: filepath.Join(t.TempDir(), "out")}
	run(t, options)
	before := tree(t, options.Out)
	// Every page changes, and all of it changes hands while they are made.
	e.change("config.yaml", titleLine, "title: Another record")
	lose := sync.OnceFunc(func() {
		if err := os.Truncate(filepath.Join(e.dir, stateFolder, allEntries), 0); err != nil {
			t.Error(err)
		}
		for name, data := range e.files {
			if strings.HasPrefix(name, "content/incidents/") || strings.HasPrefix(name, "content/actors/") || strings.HasPrefix(name, "content/pages/") {
				e.write(name, append(bytes.Clone(data), "One more word.\n"...))
			}
		}
	})
	options.Progress = func(int, int) { lose() }
	_, err := Run(t.Context(), options)
	if err == nil || !strings.Contains(err.Error(), "reading the prose of content/") || !strings.Contains(err.Error(), errChanged.Error()) {
		t.Errorf("the error is %v, want one on the prose of a file that changed", err)
	}
	expectSame(t, "after a build that failed", tree(t, options.Out), before)
	options.Progress = nil
	run(t, options)
	_, want := made(t, Options{Source: e.copied()})
	published := tree(t, options.Out)
	delete(published, ".blotter")
	expectSame(t, "the next build", published, want)
}
