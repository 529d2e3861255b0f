package publish

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"blotter/internal/site"
)

// TestAFaultAtAnyStepLeavesTheOldSiteOrTheNewOne breaks each step of a build
// in turn: alone, as a full disk does, and with all that follow, as the death
// of the process does.
func TestAFaultAtAnyStepLeavesTheOldSiteOrTheNewOne(t *testing.T) {
	for _, c := range []struct {
		name  string
		sites []pages // published before
		rest  bool
	}{
		{"no site yet, one fault", nil, false},
		{"no site yet, death", nil, true},
		{"no spare copy yet, death", []pages{first}, true},
		{"a spare copy, one fault", []pages{first, second, first}, false},
		{"a spare copy, death", []pages{first, second, first}, true},
	} {
		for _, machine := range machines {
			t.Run(fmt.Sprintf("%s, machine %s", c.name, machine.name), func(t *testing.T) {
				for n := 0; ; n++ {
					if broke := faultAt(t, machine.machine, c.sites, n, c.rest); !broke {
						if n < 5 {
							t.Errorf("the build has %d steps only", n)
						}
						return
					}
				}
			})
		}
	}
}

// faultAt publishes with a fault at step n; false when there are fewer steps.
func faultAt(t *testing.T, m machine, sites []pages, n int, rest bool) bool {
	t.Helper()
	dir, options := newPlace(t)
	var old pages
	for _, old = range sites {
		if _, err := tryPublish(dir, options, m, old); err != nil {
			t.Fatal(err)
		}
	}
	before, broke := breaksAt(n, rest)
	_, err := tryPublish(dir, options, watched(m, before), second)
	if !broke() {
		if err != nil {
			t.Errorf("without a fault: %v", err)
		}
		return false
	}
	if err == nil {
		wantSite(t, dir, second) // a step the build can do without
	} else {
		if !errors.Is(err, errFault) || !strings.Contains(err.Error(), "publish") {
			t.Errorf("step %d: the error is %v", n, err)
		}
		if old != nil {
			wantSite(t, dir, old)
		} else if _, err := os.Lstat(dir); err == nil {
			t.Errorf("step %d: there is a site", n)
		}
	}
	// The next build finds nothing in its way.
	if _, err := tryPublish(dir, options, m, second); err != nil {
		t.Errorf("after a fault at step %d: %v", n, err)
	}
	wantSite(t, dir, second)
	return true
}

func TestAnInterruptedSlowSwapIsFinishedByTheNextBuild(t *testing.T) {
	for _, c := range []struct {
		name      string
		interrupt func(p place) error
	}{
		{"after the old site was moved away", func(p place) error { return os.Rename(p.output, p.old) }},
		{"before the old site became the spare", func(p place) error {
			return errors.Join(os.Rename(p.output, p.old), os.Rename(p.spare, p.output))
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir, options := newPlace(t)
			publish(t, dir, options, first)
			publish(t, dir, options, second)
			place, err := findPlace(dir, options)
			if err != nil {
				t.Fatal(err)
			}
			if err := c.interrupt(place); err != nil {
				t.Fatal(err)
			}
			press, err := Open(t.Context(), dir, options)
			if err != nil {
				t.Fatal(err)
			}
			press.Abort()
			if got := read(t, dir); got["index.html"] != "one" && got["index.html"] != "two" {
				t.Errorf("the site is %v", got)
			}
			publish(t, dir, options, first)
			wantSite(t, dir, first)
			if _, err := os.Lstat(place.old); err == nil {
				t.Error("the site before was left lying about")
			}
		})
	}
}

func TestAPublishedFileThatVanishesIsAnError(t *testing.T) {
	dir, options := newPlace(t)
	publish(t, dir, options, first)
	press, err := Open(context.Background(), dir, options)
	if err != nil {
		t.Fatal(err)
	}
	defer press.Abort()
	if !press.Unchanged("index.html", site.DigestOf([]byte("one"))) {
		t.Fatal("the file is not unchanged")
	}
	if err := press.Put("incidents/a/index.html", []byte("new")); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, "index.html")); err != nil {
		t.Fatal(err)
	}
	if _, err := press.Commit(); err == nil || !strings.Contains(err.Error(), "index.html") {
		t.Errorf("Commit says %v", err)
	}
	want := maps.Clone(first)
	delete(want, "index.html")
	wantSite(t, dir, want)
}

func TestStateThatCannotBeWrittenKeepsNoSiteBack(t *testing.T) {
	dir, options := newPlace(t)
	if err := os.WriteFile(options.State, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	result := publish(t, dir, options, first)
	wantSite(t, dir, first)
	if result.Unrecorded == nil || !strings.Contains(result.Unrecorded.Error(), "keeping the state of the build") {
		t.Errorf("the result says %v", result.Unrecorded)
	}
}
