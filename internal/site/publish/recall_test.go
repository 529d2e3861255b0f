package publish

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"blotter/internal/site"
)

// manyPages gives a site of n entries of an edition; entry 3 is the only one
// that depends on the edition.
func manyPages(n, edition int) pages {
	content := pages{"index.html": "the record"}
	for i := range n {
		content[fmt.Sprintf("incidents/entry-%d/index.html", i)] = fmt.Sprint("entry ", i)
	}
	content["incidents/entry-3/index.html"] = fmt.Sprint("entry 3, edition ", edition)
	return content
}

func TestASpareCopyThatIsAsItWasLeftIsNotListed(t *testing.T) {
	timed := machine{openTimed, exchange}
	dir, options := newPlace(t)
	for edition := range 3 {
		if _, err := tryPublish(dir, options, timed, manyPages(20, edition)); err != nil {
			t.Fatal(err)
		}
	}
	var steps []string
	watch := watched(timed, func(op string) error {
		if op != "stat" && op != "stamp" {
			steps = append(steps, op)
		}
		return nil
	})
	if _, err := tryPublish(dir, options, watch, manyPages(20, 3)); err != nil {
		t.Fatal(err)
	}
	// Both folders, the list of the spare's own folder for its marker, the page,
	// the marker, and the exchange.
	want := []string{"open", "open", "list", "remove", "create", "create", "rename", "exchange"}
	if !slices.Equal(steps, want) {
		t.Errorf("the steps were %v, want %v", steps, want)
	}
	wantSite(t, dir, manyPages(20, 3))
}

func TestOnlyTheFoldersOfASpareCopyThatChangedAreListed(t *testing.T) {
	timed := machine{openTimed, exchange}
	for name, tamper := range map[string]func(spare string) error{
		"a file more": func(spare string) error {
			return os.WriteFile(filepath.Join(spare, "incidents", "entry-5", "more.html"), []byte("x"), 0o644)
		},
		"a file replaced": func(spare string) error {
			file := filepath.Join(spare, "incidents", "entry-5", "index.html")
			aside := filepath.Join(t.TempDir(), "x")
			if err := os.WriteFile(aside, []byte("entry 5"), 0o644); err != nil {
				return err
			}
			return os.Rename(aside, file)
		},
		"a file gone": func(spare string) error { return os.Remove(filepath.Join(spare, "incidents", "entry-5", "index.html")) },
	} {
		t.Run(name, func(t *testing.T) {
			dir, options := newPlace(t)
			for edition := range 3 {
				if _, err := tryPublish(dir, options, timed, manyPages(20, edition)); err != nil {
					t.Fatal(err)
				}
			}
			if err := tamper(beside(dir, "spare")); err != nil {
				t.Fatal(err)
			}
			lists := 0
			watch := watched(timed, func(op string) error {
				if op == "list" {
					lists++
				}
				return nil
			})
			if _, err := tryPublish(dir, options, watch, manyPages(20, 3)); err != nil {
				t.Fatal(err)
			}
			if lists != 2 {
				t.Errorf("%d folders were listed, want the spare's own and the one that changed", lists)
			}
			wantSite(t, dir, manyPages(20, 3))
		})
	}
}

func TestAFilePutIntoThePublishedSiteByOthersDoesNotComeBack(t *testing.T) {
	timed := machine{openTimed, exchange}
	dir, options := newPlace(t)
	for edition := range 6 {
		if _, err := tryPublish(dir, options, timed, manyPages(20, edition)); err != nil {
			t.Fatal(err)
		}
		wantSite(t, dir, manyPages(20, edition))
		if err := os.WriteFile(filepath.Join(dir, "incidents", "entry-7", "stray.html"), []byte("x"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestNotesOfASpareCopyThatIsAnotherAreOfNoHarm(t *testing.T) {
	timed := machine{openTimed, exchange}
	dir, options := newPlace(t)
	for edition := range 3 {
		if _, err := tryPublish(dir, options, timed, manyPages(9, edition)); err != nil {
			t.Fatal(err)
		}
	}
	// A copy has the names and the bytes, but other inodes.
	spare := beside(dir, "spare")
	if err := os.Rename(spare, spare+"-moved"); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(spare, os.DirFS(spare+"-moved")); err != nil {
		t.Fatal(err)
	}
	if _, err := tryPublish(dir, options, timed, manyPages(9, 3)); err != nil {
		t.Fatal(err)
	}
	wantSite(t, dir, manyPages(9, 3))
}

func TestAFolderStampIsKeptOnlyWhenTheClockHasTickedSince(t *testing.T) {
	const second = int64(time.Second)
	moment := 1_000*second + second/2
	for _, c := range []struct {
		name     string
		modified int64
		want     bool
	}{
		{"long before", moment - 10*second + 7, true},
		{"a tenth of a second before", moment - second/10, true},
		{"within the tick", moment - 1000, false},
		{"later, by another clock", moment + second + 7, false},
		{"on a full second, as clocks that tick in seconds tell", 999 * second, false},
		{"on a full second long before", 990 * second, true},
	} {
		if got := (folderStamp{c.modified, 5}).settled(moment).told(); got != c.want {
			t.Errorf("%s: kept %v, want %v", c.name, got, c.want)
		}
	}
}

func TestANewFileInTheWayOfAnOldOneIsReported(t *testing.T) {
	for name, c := range map[string]struct{ old, added string }{
		"a folder where a file is": {"a/b", "a/b/c.html"},
		"a file where a folder is": {"a/b/c.html", "a/b"},
		"another case":             {"a/b.html", "a/B.html"},
		"an old one in capitals":   {"a/B.html", "a/b.html"},
	} {
		t.Run(name, func(t *testing.T) {
			dir, options := newPlace(t)
			publish(t, dir, options, pages{c.old: "x"})
			press, err := Open(t.Context(), dir, options)
			if err != nil {
				t.Fatal(err)
			}
			defer press.Abort()
			if !press.Unchanged(c.old, site.DigestOf([]byte("x"))) {
				t.Fatal("the file is not unchanged")
			}
			if err := press.Put(c.added, nil); err != nil {
				t.Fatal(err)
			}
			if _, err := press.Commit(); err == nil || !strings.Contains(err.Error(), fmt.Sprintf("%q", c.old)) {
				t.Errorf("the error is %v, want one that names %q", err, c.old)
			}
			wantSite(t, dir, pages{c.old: "x"})
		})
	}
}

func TestNewFilesThatStandInNobodysWayArePublished(t *testing.T) {
	dir, options := newPlace(t)
	content := pages{"a/b.html": "x", "a/c/d.html": "x"}
	publish(t, dir, options, content)
	content = maps.Clone(content)
	content["a/b/c.html"], content["a/c.html"], content["A-new/e.html"] = "y", "y", "y"
	publish(t, dir, options, content)
	wantSite(t, dir, content)
}

func TestFingerprintsTellBytesApart(t *testing.T) {
	seen := map[fingerprint]string{}
	for n := range 300 {
		for _, text := range []string{string(make([]byte, n)), fmt.Sprintf("%*d", n+1, n)} {
			sum := fingerprintOf([]byte(text))
			if other, twice := seen[sum]; twice {
				t.Errorf("%q and %q have one fingerprint", text, other)
			}
			seen[sum] = text
			if fingerprintOf([]byte(text)) != sum {
				t.Errorf("%q has two fingerprints", text)
			}
		}
	}
}
