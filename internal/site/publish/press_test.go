package publish

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"blotter/internal/site"
)

// pages is a small site: path -> content.
type pages map[string]string

// publish brings a site to a folder and gives what that did.
func publish(t testing.TB, dir string, options Options, site pages) Result {
	t.Helper()
	result, err := tryPublish(dir, options, site)
	if err != nil {
		t.Fatalf("publishing: %v", err)
	}
	return result
}

func tryPublish(dir string, options Options, content pages) (Result, error) {
	press, err := Open(context.Background(), dir, options)
	if err != nil {
		return Result{}, err
	}
	defer press.Abort()
	for path, text := range content {
		inputs := site.DigestOf([]byte(text))
		if press.Unchanged(path, inputs) {
			continue
		}
		if err := press.PutMade(path, inputs, []byte(text)); err != nil {
			return Result{}, err
		}
	}
	return press.Commit()
}

// read gives the files of a published site without the marker.
func read(t testing.TB, dir string) pages {
	t.Helper()
	found := pages{}
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || entry.Name() == markerName {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		found[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatalf("reading the site: %v", err)
	}
	return found
}

func TestASiteIsPublishedAndReplaced(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	options := Options{State: filepath.Join(t.TempDir(), "state")}
	for step, site := range []pages{
		{"index.html": "one", "incidents/a/index.html": "a", "incidents/b/index.html": "b"},
		{"index.html": "two", "incidents/a/index.html": "a"},
		{"index.html": "two", "incidents/a/index.html": "a"},
		{"index.html": "two", "incidents/a/index.html": "changed", "incidents/c": "c"},
		{"incidents": "now a file"},
		{"incidents/a": "now a folder"},
		{"index.html": "one", "incidents/a/index.html": "a", "incidents/b/index.html": "b"},
	} {
		t.Run(fmt.Sprint(step), func(t *testing.T) {
			result := publish(t, dir, options, site)
			if got := read(t, dir); !maps.Equal(got, site) {
				t.Errorf("the site is %v, want %v", got, site)
			}
			if result.Files != len(site) || result.Written+result.Kept != len(site) {
				t.Errorf("the result is %+v for %d files", result, len(site))
			}
			t.Logf("%+v", result)
		})
	}
}
