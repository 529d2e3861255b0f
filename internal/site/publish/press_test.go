package publish

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"blotter/internal/site"
)

// pages is a small site: path -> content.
type pages map[string]string

// publish brings a site to a folder and gives what that did.
func publish(t testing.TB, dir string, options Options, site pages) Result {
	t.Helper()
	result, err := tryPublish(dir, options, machine{openFolder, exchange}, site)
	if err != nil {
		t.Fatalf("publishing: %v", err)
	}
	return result
}

// tryPublish publishes as a build does: what did not change is not given.
func tryPublish(dir string, options Options, machine machine, content pages) (Result, error) {
	return tryPublishAfter(func(*Press) {}, dir, options, machine, content)
}

// tryPublishAfter publishes after something else was done with the press.
func tryPublishAfter(before func(*Press), dir string, options Options, machine machine, content pages) (Result, error) {
	press, err := openOn(context.Background(), dir, options, machine)
	if err != nil {
		return Result{}, err
	}
	defer press.Abort()
	before(press)
	if err := putAll(press, content); err != nil {
		return Result{}, err
	}
	return press.Commit()
}

func putAll(press *Press, content pages) error {
	for _, path := range slices.Sorted(maps.Keys(content)) {
		inputs := site.DigestOf([]byte(content[path]))
		if press.Unchanged(path, inputs) {
			continue
		}
		if err := press.PutMade(path, inputs, []byte(content[path])); err != nil {
			return err
		}
	}
	return nil
}

// failer is a test, of the library or of a property.
type failer interface {
	Helper()
	Errorf(format string, values ...any)
	Fatalf(format string, values ...any)
}

// read gives the files of a published site without the marker, and fails on
// anything that is neither a file nor a folder with a file in it.
func read(t failer, dir string) pages {
	t.Helper()
	found, folders := pages{}, map[string]bool{}
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		path := filepath.ToSlash(relative)
		switch {
		case path == "." || path == markerName:
		case entry.IsDir():
			folders[path] = true
		case !entry.Type().IsRegular():
			t.Errorf("%s is %v", path, entry.Type())
		default:
			data, err := os.ReadFile(name)
			found[path] = string(data)
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatalf("reading the site: %v", err)
	}
	var files []record
	for _, path := range slices.Sorted(maps.Keys(found)) {
		files = append(files, record{path: path})
	}
	used := foldersOf(files)
	for folder := range folders {
		if _, is := used.find(folder); !is {
			t.Errorf("the folder %s is empty", folder)
		}
	}
	return found
}

func wantSite(t failer, dir string, want pages) {
	t.Helper()
	if got := read(t, dir); !maps.Equal(got, want) {
		t.Errorf("the site is %v, want %v", got, want)
	}
}

// newPlace gives an output folder and where its state is kept.
func newPlace(t testing.TB) (dir string, options Options) {
	t.Helper()
	parent := t.TempDir()
	return filepath.Join(parent, "public"), Options{State: filepath.Join(parent, "state")}
}

// beside gives the name of something that stands beside an output folder.
func beside(dir, what string) string {
	return filepath.Join(filepath.Dir(dir), "."+filepath.Base(dir)+".blotter-"+what)
}

var first = pages{"index.html": "one", "incidents/a/index.html": "a", "incidents/b/index.html": "b", "data/all.json": "[]"}
var second = pages{"index.html": "two", "incidents/a/index.html": "a", "incidents/c/d/index.html": "c", "data/all.json": "[1]"}

func TestASiteReplacesTheOneBefore(t *testing.T) {
	steps := []struct {
		name                   string
		site                   pages
		written, kept, removed int
	}{
		{"the first", first, 4, 0, 0},
		{"the same again", first, 0, 4, 0},
		{"another", second, 3, 1, 1},
		{"back", first, 3, 1, 1},
		{"a folder becomes a file", pages{"incidents": "f", "index.html": "one"}, 1, 1, 3},
		{"a file becomes a folder", pages{"incidents/x": "f", "index.html": "one"}, 1, 1, 1},
		{"less", pages{"index.html": "one"}, 0, 1, 1},
		{"nothing at all", pages{}, 0, 0, 1},
		{"and all again", second, 4, 0, 0},
	}
	for _, machine := range machines {
		for _, state := range []bool{true, false} {
			t.Run(fmt.Sprintf("machine %s, state %v", machine.name, state), func(t *testing.T) {
				dir, options := newPlace(t)
				if !state {
					options.State = ""
				}
				for _, step := range steps {
					result, err := tryPublish(dir, options, machine.machine, step.site)
					if err != nil {
						t.Fatalf("%s: %v", step.name, err)
					}
					wantSite(t, dir, step.site)
					size := int64(0)
					for _, text := range step.site {
						size += int64(len(text))
					}
					want := Result{Files: len(step.site), Bytes: size, Written: step.written, Kept: step.kept, Removed: step.removed, Tree: result.Tree}
					if result != want {
						t.Errorf("%s: %+v, want %+v", step.name, result, want)
					}
				}
				if _, err := os.Lstat(beside(dir, "old")); !errors.Is(err, fs.ErrNotExist) {
					t.Errorf("the site before was left lying about: %v", err)
				}
			})
		}
	}
}

func TestAnUnchangedFileKeepsItsBytesAndItsTime(t *testing.T) {
	long := time.Date(2020, 1, 2, 3, 4, 5, 678, time.UTC)
	for _, machine := range machines {
		t.Run(machine.name, func(t *testing.T) {
			dir, _ := newPlace(t)
			kept := filepath.Join(dir, "incidents", "a", "index.html")
			for _, site := range []pages{first, second, first, second} {
				if _, err := tryPublish(dir, Options{}, machine.machine, site); err != nil {
					t.Fatal(err)
				}
				info, err := os.Stat(kept)
				if err != nil {
					t.Fatal(err)
				}
				if _, err := os.Stat(beside(dir, "spare")); err == nil && !info.ModTime().Equal(long) {
					t.Errorf("the file has the time %v, want %v", info.ModTime(), long)
				}
				if err := os.Chtimes(kept, time.Time{}, long); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

func TestABuildThatChangesNothingTouchesNothing(t *testing.T) {
	dir, options := newPlace(t)
	publish(t, dir, options, first)
	before, err := os.Stat(dir)
	if err != nil {
		t.Fatal(err)
	}
	steps := []string{}
	_, err = tryPublish(dir, options, watched(machine{openFolder, exchange}, func(op string) error {
		steps = append(steps, op)
		return nil
	}), first)
	if err != nil {
		t.Fatal(err)
	}
	after, err := os.Stat(dir)
	if err != nil {
		t.Fatal(err)
	}
	if !os.SameFile(before, after) {
		t.Error("the site was exchanged")
	}
	if want := []string{"open", "stat", "stat", "stat", "stat"}; !slices.Equal(steps, want) {
		t.Errorf("the steps were %v, want %v", steps, want)
	}
	if _, err := os.Stat(beside(dir, "spare")); !errors.Is(err, fs.ErrNotExist) {
		t.Error("a spare copy was made")
	}
}

func TestAFileIsUnchangedOnlyWhileItIsAsWritten(t *testing.T) {
	inputs := site.DigestOf([]byte("inputs"))
	for _, c := range []struct {
		name   string
		path   string
		inputs site.Digest
		edit   func(t *testing.T, file string) error
		want   bool
	}{
		{"as it was", "a/index.html", inputs, nil, true},
		{"other inputs", "a/index.html", site.DigestOf([]byte("other")), nil, false},
		{"inputs nobody knows", "a/index.html", site.Digest{}, nil, false},
		{"another path", "b/index.html", inputs, nil, false},
		{"longer since", "a/index.html", inputs, func(_ *testing.T, file string) error { return os.WriteFile(file, []byte("longer text"), 0o644) }, false},
		{"touched since", "a/index.html", inputs, func(_ *testing.T, file string) error {
			return os.Chtimes(file, time.Time{}, time.Unix(1_000_000_000, 0))
		}, false},
		{"gone", "a/index.html", inputs, func(_ *testing.T, file string) error { return os.Remove(file) }, false},
		{"a link now", "a/index.html", inputs, func(t *testing.T, file string) error {
			elsewhere := filepath.Join(t.TempDir(), "x")
			return errors.Join(os.Rename(file, elsewhere), os.Symlink(elsewhere, file))
		}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir, options := newPlace(t)
			press, err := Open(t.Context(), dir, options)
			if err != nil {
				t.Fatal(err)
			}
			if err := press.PutMade("a/index.html", inputs, []byte("text")); err != nil {
				t.Fatal(err)
			}
			if _, err := press.Commit(); err != nil {
				t.Fatal(err)
			}
			if c.edit != nil {
				if err := c.edit(t, filepath.Join(dir, "a", "index.html")); err != nil {
					t.Fatal(err)
				}
			}
			press, err = Open(t.Context(), dir, options)
			if err != nil {
				t.Fatal(err)
			}
			defer press.Abort()
			if got := press.Unchanged(c.path, c.inputs); got != c.want {
				t.Errorf("Unchanged says %v, want %v", got, c.want)
			}
		})
	}
}

func TestATamperedSiteIsMended(t *testing.T) {
	for _, c := range []struct {
		name   string
		tamper func(dir string) error
	}{
		{"a file edited", func(dir string) error { return os.WriteFile(filepath.Join(dir, "index.html"), []byte("hacked"), 0o644) }},
		{"a file removed", func(dir string) error { return os.Remove(filepath.Join(dir, "index.html")) }},
		{"a folder removed", func(dir string) error { return os.RemoveAll(filepath.Join(dir, "incidents")) }},
		{"a file in a folder's place", func(dir string) error {
			return errors.Join(os.RemoveAll(filepath.Join(dir, "incidents")), os.WriteFile(filepath.Join(dir, "incidents"), nil, 0o644))
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, state := range []bool{true, false} {
				dir, options := newPlace(t)
				if !state {
					options.State = ""
				}
				publish(t, dir, options, first)
				publish(t, dir, options, second)
				publish(t, dir, options, first)
				if err := c.tamper(dir); err != nil {
					t.Fatal(err)
				}
				publish(t, dir, options, first)
				wantSite(t, dir, first)
			}
		})
	}
}

func TestATamperedSpareCopyHarmsNothing(t *testing.T) {
	outside := t.TempDir()
	for _, c := range []struct {
		name   string
		tamper func(spare string) error
	}{
		{"a file more", func(spare string) error { return os.WriteFile(filepath.Join(spare, "more"), []byte("x"), 0o644) }},
		{"a folder more", func(spare string) error { return os.MkdirAll(filepath.Join(spare, "more", "and", "more"), 0o755) }},
		{"a file edited by replacing it", func(spare string) error {
			file := filepath.Join(spare, "incidents", "a", "index.html")
			return errors.Join(os.Remove(file), os.WriteFile(file, []byte("x"), 0o644))
		}},
		{"a folder in a file's place", func(spare string) error {
			file := filepath.Join(spare, "index.html")
			return errors.Join(os.Remove(file), os.MkdirAll(filepath.Join(file, "deep"), 0o755), os.WriteFile(filepath.Join(file, "deep", "x"), nil, 0o644))
		}},
		{"a link in a folder's place", func(spare string) error {
			return errors.Join(os.RemoveAll(filepath.Join(spare, "incidents")), os.Symlink(outside, filepath.Join(spare, "incidents")))
		}},
		{"a link in a file's place", func(spare string) error {
			file := filepath.Join(spare, "index.html")
			return errors.Join(os.Remove(file), os.Symlink(filepath.Join(outside, "index.html"), file))
		}},
		{"all gone", func(spare string) error { return os.RemoveAll(spare) }},
	} {
		for _, machine := range machines {
			t.Run(c.name+", machine "+machine.name, func(t *testing.T) {
				dir, options := newPlace(t)
				for _, site := range []pages{first, second} {
					if _, err := tryPublish(dir, options, machine.machine, site); err != nil {
						t.Fatal(err)
					}
				}
				if err := c.tamper(beside(dir, "spare")); err != nil {
					t.Fatal(err)
				}
				for _, site := range []pages{first, second} {
					if _, err := tryPublish(dir, options, machine.machine, site); err != nil {
						t.Fatal(err)
					}
					wantSite(t, dir, site)
				}
				if entries, err := os.ReadDir(outside); err != nil || len(entries) > 0 {
					t.Errorf("something was written outside: %v %v", entries, err)
				}
			})
		}
	}
}

func TestALinkInThePublishedSiteIsNotFollowed(t *testing.T) {
	for _, machine := range machines {
		t.Run(machine.name, func(t *testing.T) {
			dir, options := newPlace(t)
			publish(t, dir, options, first)
			outside := filepath.Join(t.TempDir(), "outside")
			if err := errors.Join(os.Rename(filepath.Join(dir, "incidents"), outside), os.Symlink(outside, filepath.Join(dir, "incidents"))); err != nil {
				t.Fatal(err)
			}
			changed := maps.Clone(first)
			changed["incidents/a/index.html"] = "another a"
			if _, err := tryPublish(dir, options, machine.machine, changed); err != nil {
				t.Fatal(err)
			}
			wantSite(t, dir, changed)
			if got := read(t, outside); got["a/index.html"] != "a" {
				t.Errorf("the folder outside became %v", got)
			}
		})
	}
}

func TestFilesMayBePutFromManyGoroutines(t *testing.T) {
	dir, options := newPlace(t)
	for round := range 3 {
		want := pages{}
		press, err := Open(t.Context(), dir, options)
		if err != nil {
			t.Fatal(err)
		}
		var wait sync.WaitGroup
		for n := range 200 {
			path, text := fmt.Sprintf("incidents/%d/%d.html", n%7, n), fmt.Sprint(n, n%5 == round)
			want[path] = text
			wait.Go(func() {
				inputs := site.DigestOf([]byte(text))
				if press.Unchanged(path, inputs) {
					return
				}
				if err := press.PutMade(path, inputs, []byte(text)); err != nil {
					t.Error(err)
				}
			})
		}
		wait.Wait()
		if _, err := press.Commit(); err != nil {
			t.Fatal(err)
		}
		wantSite(t, dir, want)
	}
}

func TestAnAbortedBuildLeavesTheSiteAlone(t *testing.T) {
	dir, options := newPlace(t)
	publish(t, dir, options, first)
	press, err := Open(t.Context(), dir, options)
	if err != nil {
		t.Fatal(err)
	}
	if err := putAll(press, second); err != nil {
		t.Fatal(err)
	}
	press.Abort()
	wantSite(t, dir, first)
	if _, err := press.Commit(); err == nil {
		t.Error("a site that was given up can be committed")
	}
	publish(t, dir, options, second)
	wantSite(t, dir, second)
}

func TestAPreparedBuildMayBeGivenUpOrGoOn(t *testing.T) {
	dir, options := newPlace(t)
	publish(t, dir, options, first)
	publish(t, dir, options, second)
	for _, givenUp := range []bool{true, false} {
		press, err := Open(t.Context(), dir, options)
		if err != nil {
			t.Fatal(err)
		}
		press.Prepare()
		if givenUp {
			press.Abort()
			wantSite(t, dir, second)
			continue
		}
		if err := putAll(press, first); err != nil {
			t.Fatal(err)
		}
		if _, err := press.Commit(); err != nil {
			t.Fatal(err)
		}
		wantSite(t, dir, first)
	}
}

func TestACancelledBuildLeavesTheSiteAlone(t *testing.T) {
	dir, options := newPlace(t)
	publish(t, dir, options, first)
	ctx, cancel := context.WithCancel(t.Context())
	press, err := Open(ctx, dir, options)
	if err != nil {
		t.Fatal(err)
	}
	if err := press.Put("index.html", []byte("other")); err != nil {
		t.Fatal(err)
	}
	cancel()
	if err := press.Put("other.html", nil); !errors.Is(err, context.Canceled) {
		t.Errorf("Put says %v", err)
	}
	if _, err := press.Commit(); !errors.Is(err, context.Canceled) {
		t.Errorf("Commit says %v", err)
	}
	wantSite(t, dir, first)
}

func TestNothingIsCommittedAfterAnError(t *testing.T) {
	dir, options := newPlace(t)
	publish(t, dir, options, first)
	press, err := Open(t.Context(), dir, options)
	if err != nil {
		t.Fatal(err)
	}
	if err := press.Put("../evil.html", nil); err == nil {
		t.Fatal("a path that leads out is accepted")
	}
	if err := press.Put("index.html", []byte("good")); err != nil {
		t.Fatal(err)
	}
	if _, err := press.Commit(); err == nil || !strings.Contains(err.Error(), "../evil.html") {
		t.Errorf("Commit says %v", err)
	}
	wantSite(t, dir, first)
}

func TestTheOutputFolderKeepsItsMode(t *testing.T) {
	dir, options := newPlace(t)
	publish(t, dir, options, first)
	if err := os.Chmod(dir, 0o711); err != nil {
		t.Fatal(err)
	}
	publish(t, dir, options, second)
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o711 {
		t.Errorf("the mode is %v, %v", info.Mode(), err)
	}
}

func TestTwoFoldersWithTheSameSiteHaveTheSameFiles(t *testing.T) {
	one, options := newPlace(t)
	two, _ := newPlace(t)
	publish(t, one, options, second)
	publish(t, one, options, first)
	publish(t, two, Options{}, first)
	for _, dir := range []string{one, two} {
		wantSite(t, dir, first)
	}
	a, errA := os.ReadFile(filepath.Join(one, markerName))
	b, errB := os.ReadFile(filepath.Join(two, markerName))
	if errA != nil || errB != nil || string(a) != string(b) {
		t.Errorf("the markers are %q and %q", a, b)
	}
}
