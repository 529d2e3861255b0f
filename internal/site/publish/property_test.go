package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// anySite gives small sites whose paths and texts often meet again.
func anySite() *rapid.Generator[pages] {
	path := rapid.SampledFrom([]string{
		"index.html", "a", "a/index.html", "a/b", "a/b/index.html", "a/c.json", "b/index.html", "b/x/y/z/index.html", "c.css", "c/d", "c/d/e",
	})
	text := rapid.SampledFrom([]string{"", "x", "y", "longer", "other!"})
	return rapid.Custom(func(t *rapid.T) pages {
		content, claims := pages{}, newClaims()
		for _, name := range rapid.SliceOf(path).Draw(t, "paths") {
			if _, there := content[name]; there || claims.claim(name) == nil {
				content[name] = text.Draw(t, "text")
			}
		}
		return content
	})
}

// TestAnySequenceOfBuildsGivesTheSiteOfAColdOne publishes sites one after the
// other, with machines, faults and losses of state by lot.
func TestAnySequenceOfBuildsGivesTheSiteOfAColdOne(t *testing.T) {
	root, run := t.TempDir(), 0
	rapid.Check(t, func(rt *rapid.T) {
		run++
		dir := filepath.Join(root, fmt.Sprint(run), "public")
		options := Options{State: filepath.Join(root, fmt.Sprint(run), "state")}
		for range rapid.IntRange(1, 8).Draw(rt, "builds") {
			content := anySite().Draw(rt, "site")
			m := machines[rapid.IntRange(0, len(machines)-1).Draw(rt, "machine")].machine
			switch rapid.IntRange(0, 9).Draw(rt, "mishap") {
			case 0:
				mustRemove(t, options.State)
			case 1:
				mustRemove(t, beside(dir, "spare"))
			case 2:
				before, _ := breaksAt(rapid.IntRange(0, 40).Draw(rt, "step"), rapid.Bool().Draw(rt, "dead"))
				if _, err := tryPublish(dir, options, watched(m, before), content); err != nil && !errors.Is(err, errFault) {
					rt.Fatalf("the broken build says %v", err)
				}
			case 3:
				tamper(rt, dir)
			}
			before := rapid.SampledFrom([]func(*Press){func(*Press) {}, (*Press).LookAhead, (*Press).Prepare}).Draw(rt, "before")
			result, err := tryPublishAfter(before, dir, options, m, content)
			if err != nil {
				rt.Fatalf("publishing %v: %v", content, err)
			}
			if result.Unrecorded != nil || result.Files != len(content) || result.Written+result.Kept != len(content) {
				rt.Fatalf("the result is %+v", result)
			}
			wantSite(rt, dir, content)
		}
		mustRemove(t, filepath.Dir(dir))
	})
}

// tamper changes a published file, if there is one.
func tamper(t *rapid.T, dir string) {
	if _, err := os.Lstat(dir); errors.Is(err, fs.ErrNotExist) {
		return
	}
	found := read(t, dir)
	if len(found) == 0 {
		return
	}
	name := filepath.Join(dir, filepath.FromSlash(rapid.SampledFrom(slices.Sorted(maps.Keys(found))).Draw(t, "tampered")))
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
	if rapid.Bool().Draw(t, "replaced") {
		if err := os.WriteFile(name, []byte("tampered with"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func mustRemove(t *testing.T, name string) {
	t.Helper()
	if err := os.RemoveAll(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
}
