package publish

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"blotter/internal/site"
)

// keepAllBut publishes a site that differs from the one before in some paths
// only, which is what the caller of KeepAll says.
func keepAllBut(t *testing.T, dir string, options Options, m machine, content pages, changed ...string) (Result, []string) {
	t.Helper()
	press, err := openOn(t.Context(), dir, options, m)
	if err != nil {
		t.Fatal(err)
	}
	defer press.Abort()
	touched, known := press.KeepAll(func(path string) bool { return slices.Contains(changed, path) })
	if !known {
		t.Fatal("nothing is known of the last build")
	}
	for _, path := range slices.Concat(changed, touched) {
		text, stays := content[path]
		if !stays {
			continue
		}
		if err := press.PutMade(path, site.DigestOf([]byte(text)), []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	result, err := press.Commit()
	if err != nil {
		t.Fatal(err)
	}
	return result, touched
}

func TestABuildThatKeepsAllButAFewGivesTheWholeSite(t *testing.T) {
	const changed = "incidents/entry-3/index.html"
	for _, m := range machines {
		t.Run(m.name, func(t *testing.T) {
			dir, options := newPlace(t)
			publish(t, dir, options, manyPages(20, 0))
			for edition := 1; edition < 4; edition++ {
				result, touched := keepAllBut(t, dir, options, m.machine, manyPages(20, edition), changed)
				if len(touched) > 0 || result.Files != 21 || result.Written != 1 || result.Kept != 20 || result.Removed != 0 {
					t.Errorf("edition %d: the result is %+v, touched %v", edition, result, touched)
				}
				wantSite(t, dir, manyPages(20, edition))
			}
			// What was kept has its inputs still: a build that asks one by one
			// finds nothing to do.
			if result := publish(t, dir, options, manyPages(20, 3)); result.Kept != 21 {
				t.Errorf("the next build kept %d files, want 21", result.Kept)
			}
		})
	}
}

func TestAFileLeftOutOfThoseKeptIsRemoved(t *testing.T) {
	dir, options := newPlace(t)
	publish(t, dir, options, manyPages(5, 0))
	want := manyPages(5, 0)
	delete(want, "incidents/entry-2/index.html")
	result, touched := keepAllBut(t, dir, options, machine{openFolder, exchange}, want, "incidents/entry-2/index.html")
	if len(touched) > 0 || result.Removed != 1 || result.Kept != 5 {
		t.Errorf("the result is %+v, touched %v", result, touched)
	}
	wantSite(t, dir, want)
}

func TestAFileThatWasTouchedIsNotKept(t *testing.T) {
	const name = "incidents/entry-7/index.html"
	for what, edit := range map[string]func(file string) error{
		"gone":   os.Remove,
		"edited": func(file string) error { return os.WriteFile(file, []byte("edited by hand"), 0o644) },
	} {
		t.Run(what, func(t *testing.T) {
			dir, options := newPlace(t)
			publish(t, dir, options, manyPages(20, 0))
			if err := edit(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
				t.Fatal(err)
			}
			_, touched := keepAllBut(t, dir, options, machine{openFolder, exchange}, manyPages(20, 0))
			if !slices.Equal(touched, []string{name}) {
				t.Errorf("touched are %v, want %s", touched, name)
			}
			wantSite(t, dir, manyPages(20, 0))
		})
	}
}

func TestLookingAheadFindsWhatLookingLaterFinds(t *testing.T) {
	for _, ahead := range []bool{false, true} {
		dir, options := newPlace(t)
		publish(t, dir, options, manyPages(300, 0))
		publish(t, dir, options, manyPages(300, 1)) // makes the spare copy
		if err := os.Remove(filepath.Join(dir, "incidents", "entry-8", "index.html")); err != nil {
			t.Fatal(err)
		}
		press, err := Open(t.Context(), dir, options)
		if err != nil {
			t.Fatal(err)
		}
		if ahead {
			press.LookAhead()
		}
		for path, text := range manyPages(300, 2) {
			_, gone := map[string]bool{"incidents/entry-3/index.html": true, "incidents/entry-8/index.html": true}[path]
			if got := press.Unchanged(path, site.DigestOf([]byte(text))); got == gone {
				t.Errorf("ahead %v: %s is unchanged: %v", ahead, path, got)
			}
		}
		press.Abort()
	}
}

func TestABuildThatIsGivenUpWhileItLooksAheadLeavesTheSiteAlone(t *testing.T) {
	dir, options := newPlace(t)
	publish(t, dir, options, manyPages(300, 0))
	press, err := Open(t.Context(), dir, options)
	if err != nil {
		t.Fatal(err)
	}
	press.LookAhead()
	press.Abort()
	wantSite(t, dir, manyPages(300, 0))
	if result := publish(t, dir, options, manyPages(300, 1)); result.Written != 1 {
		t.Errorf("the next build wrote %d files, want 1", result.Written)
	}
	wantSite(t, dir, manyPages(300, 1))
}

func TestAFileThatWasPutIsNotKeptToo(t *testing.T) {
	dir, options := newPlace(t)
	publish(t, dir, options, pages{"a.html": "a", "b.html": "b"})
	press, err := Open(t.Context(), dir, options)
	if err != nil {
		t.Fatal(err)
	}
	defer press.Abort()
	if err := press.Put("b.html", []byte("another")); err != nil {
		t.Fatal(err)
	}
	if touched, _ := press.KeepAll(nil); !slices.Equal(touched, []string{"b.html"}) {
		t.Errorf("touched are %v, want b.html", touched)
	}
	if _, err := press.Commit(); err != nil {
		t.Fatal(err)
	}
	wantSite(t, dir, pages{"a.html": "a", "b.html": "another"})
}

func TestNothingIsKeptOfASiteNobodyKnows(t *testing.T) {
	dir, options := newPlace(t)
	options.State = ""
	publish(t, dir, options, manyPages(3, 0))
	press, err := Open(t.Context(), dir, options)
	if err != nil {
		t.Fatal(err)
	}
	defer press.Abort()
	if tree, known := press.Last(); known {
		t.Errorf("the last build is known to be %v", tree)
	}
	if touched, known := press.KeepAll(nil); known || touched != nil {
		t.Errorf("KeepAll says %v, %v", touched, known)
	}
}

func TestTheLastBuildIsNamedAsItsResultWas(t *testing.T) {
	dir, options := newPlace(t)
	result := publish(t, dir, options, manyPages(3, 0))
	press, err := Open(t.Context(), dir, options)
	if err != nil {
		t.Fatal(err)
	}
	defer press.Abort()
	if tree, known := press.Last(); !known || tree != result.Tree {
		t.Errorf("the last build is %v (%v), want %v", tree, known, result.Tree)
	}
	if touched, known := press.KeepAll(nil); !known || len(touched) > 0 {
		t.Errorf("KeepAll says %v, %v", touched, known)
	}
	again, err := press.Commit()
	if want := fmt.Sprint(result.Tree); err != nil || fmt.Sprint(again.Tree) != want || again.Written != 0 {
		t.Errorf("keeping all gives %+v, %v; want the tree %s", again, err, want)
	}
}
