//go:build linux || darwin

package build

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"blotter/internal/site"
	"blotter/internal/site/content"
)

func TestABuildDuringWhichAFileWasSavedIsNotRemembered(t *testing.T) {
	dir := t.TempDir()
	config := filepath.Join(dir, "config.yaml")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(config, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("title: Before\n")
	if err := os.Mkdir(filepath.Join(dir, stateFolder), 0o755); err != nil {
		t.Fatal(err)
	}
	options := Options{Source: dir, Out: filepath.Join(dir, "public")}
	if options.inputs = inputsNow(options, stamped{}, always); options.inputs == nil {
		t.Fatal("the inputs cannot be read")
	}
	write("title: While it ran\n")
	remember(options, &Result{})
	if _, err := os.Stat(standingFile(options)); err == nil {
		t.Error("a build was remembered under inputs that were no longer there")
	}
	write("title: Before\n")
	remember(options, &Result{})
	if _, err := os.Stat(standingFile(options)); err != nil {
		t.Errorf("a build whose inputs stood still was not remembered: %v", err)
	}
}

func TestABuildIsRememberedUnderWhatItsLoaderTook(t *testing.T) {
	const entry, other = "content/incidents/entry.md", "content/incidents/other.md"
	sum := func(text string) site.Digest { return site.FileDigest([]byte(text)) }
	for _, c := range []struct {
		name   string
		loaded map[string]site.Digest // what the loader took
		saved  string                 // the text that the entry gets after it was loaded; empty = none
		line   int                    // of a problem in the entry, found after it was loaded
		want   bool
	}{
		{"nothing was saved", map[string]site.Digest{entry: sum("first"), other: sum("first")}, "", 0, true},
		{"an entry saved after it was loaded", map[string]site.Digest{entry: sum("first"), other: sum("first")}, "later", 0, true},
		{"an entry saved before it was loaded", map[string]site.Digest{entry: sum("later"), other: sum("first")}, "", 0, false},
		{"an entry saved before it was loaded, and set back", map[string]site.Digest{entry: sum("later"), other: sum("first")}, "first", 0, false},
		{"an entry written before they were listed for the loader", map[string]site.Digest{entry: sum("first"), other: sum("first"), "content/incidents/new.md": sum("new")}, "", 0, false},
		{"an entry saved that the loader did not take", map[string]site.Digest{other: sum("first")}, "later", 0, false},
		{"an entry saved before a problem in it was located", map[string]site.Digest{entry: sum("first"), other: sum("first")}, "later", 7, false},
		{"a problem in an entry that stands still", map[string]site.Digest{entry: sum("first"), other: sum("first")}, "", 7, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			write := func(name, text string) {
				t.Helper()
				file := filepath.Join(dir, filepath.FromSlash(name))
				if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			for _, name := range []string{"config.yaml", entry, other, stateFolder + "/something"} {
				write(name, "first")
			}
			options := Options{Source: dir, Out: filepath.Join(dir, "public")}
			source, err := OpenSource(dir)
			if err != nil {
				t.Fatal(err)
			}
			defer source.Close()
			first := inputsNow(options, stamped{}, always)
			first.began += int64(time.Hour) // as if all had been written long before
			options.inputs = inputsNow(options, first.reliable(), always)
			var loaded []content.Reading
			for name, bytes := range c.loaded {
				loaded = append(loaded, content.Reading{File: name, Bytes: bytes})
			}
			options.inputs.learn(source, options, [][]content.Reading{loaded})
			if c.saved != "" {
				write(entry, c.saved)
			}
			remember(options, &Result{Problems: []site.Problem{{Place: site.Place{File: entry, Line: c.line}}}})
			last, word := readStanding(options)
			if word != c.want || word && last.inputs != first.digest {
				t.Errorf("the build is remembered: %v, want %v", word, c.want)
			}
			// What stands now is never taken for what was built, unless it is.
			now := inputsNow(options, first.reliable(), always)
			if c.saved == "later" && word && now.digest == last.inputs {
				t.Error("what was saved passes for what was built")
			}
		})
	}
}
