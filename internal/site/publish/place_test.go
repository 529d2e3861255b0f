package publish

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestAFolderThatIsNotOursIsRefused(t *testing.T) {
	for _, c := range []struct {
		name string
		make func(t *testing.T, dir string) (output, source string)
		want string
	}{
		{"somebody's files", func(t *testing.T, dir string) (string, string) {
			writeFile(t, filepath.Join(dir, "public", "thesis.tex"), "text")
			return filepath.Join(dir, "public"), ""
		}, `is not empty and blotter did not make it (it holds "thesis.tex")`},
		{"a marker that is none", func(t *testing.T, dir string) (string, string) {
			writeFile(t, filepath.Join(dir, "public", markerName), "mine")
			return filepath.Join(dir, "public"), ""
		}, "is not empty and blotter did not make it"},
		{"a site folder with its state", func(t *testing.T, dir string) (string, string) {
			writeFile(t, filepath.Join(dir, markerName, "published-x"), "state")
			return dir, ""
		}, "is not empty and blotter did not make it"},
		{"a file", func(t *testing.T, dir string) (string, string) {
			writeFile(t, filepath.Join(dir, "public"), "text")
			return filepath.Join(dir, "public"), ""
		}, "it is not a folder"},
		{"a link", func(t *testing.T, dir string) (string, string) {
			if err := os.Symlink(t.TempDir(), filepath.Join(dir, "public")); err != nil {
				t.Fatal(err)
			}
			return filepath.Join(dir, "public"), ""
		}, "it is a symbolic link"},
		{"the source", func(t *testing.T, dir string) (string, string) { return dir, dir }, "is or holds the site's source"},
		{"above the source", func(t *testing.T, dir string) (string, string) { return dir, filepath.Join(dir, "a", "b") }, "is or holds the site's source"},
		{"above the source by a link", func(t *testing.T, dir string) (string, string) {
			writeFile(t, filepath.Join(dir, "a", "site", "config.yaml"), "")
			link := filepath.Join(t.TempDir(), "link")
			if err := os.Symlink(filepath.Join(dir, "a", "site"), link); err != nil {
				t.Fatal(err)
			}
			return filepath.Join(dir, "a"), link
		}, "is or holds the site's source"},
		{"the root", func(*testing.T, string) (string, string) { return "/", "" }, "is the root of the file system"},
		{"the home folder", func(t *testing.T, dir string) (string, string) {
			t.Setenv("HOME", filepath.Join(dir, "home", "me"))
			return filepath.Join(dir, "home"), ""
		}, "is or holds the home folder"},
		{"no name", func(*testing.T, string) (string, string) { return "", "" }, "has no name"},
		{"somebody's spare copy", func(t *testing.T, dir string) (string, string) {
			writeFile(t, filepath.Join(dir, ".public.blotter-spare", "thesis.tex"), "text")
			return filepath.Join(dir, "public"), ""
		}, "looking at the spare copy"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			output, source := c.make(t, dir)
			before := names(t, dir)
			_, err := tryPublish(output, Options{Source: source}, machine{openFolder, exchange}, first)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("the error is %v, want %q", err, c.want)
			}
			if after := names(t, dir); !slices.Equal(before, after) {
				t.Errorf("the folder held %v and holds %v", before, after)
			}
		})
	}
}

// names gives everything below a folder.
func names(t *testing.T, dir string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(dir, func(name string, _ fs.DirEntry, err error) error {
		found = append(found, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func writeFile(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestAnEmptyFolderOrNoneIsFine(t *testing.T) {
	for _, name := range []string{"public", "none/yet/public"} {
		dir := filepath.Join(t.TempDir(), filepath.FromSlash(name))
		if name == "public" {
			if err := os.Mkdir(dir, 0o755); err != nil {
				t.Fatal(err)
			}
		}
		publish(t, dir, Options{}, first)
		wantSite(t, dir, first)
	}
}

func TestAnOutputInsideTheSourceIsFine(t *testing.T) {
	source := t.TempDir()
	writeFile(t, filepath.Join(source, "config.yaml"), "")
	dir := filepath.Join(source, "public")
	publish(t, dir, Options{Source: source, State: filepath.Join(source, ".blotter")}, first)
	wantSite(t, dir, first)
}

func TestOfTwoBuildsAtOnceTheSecondIsTurnedAway(t *testing.T) {
	dir, options := newPlace(t)
	press, err := Open(t.Context(), dir, options)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Open(t.Context(), dir, options)
	if err == nil || !strings.Contains(err.Error(), beside(dir, "lock")) || !strings.Contains(err.Error(), "another build (process ") {
		t.Errorf("the second build is told %v", err)
	}
	press.Abort()
	publish(t, dir, options, first)
	wantSite(t, dir, first)
	if _, err := os.Lstat(beside(dir, "lock")); err == nil {
		t.Error("the lock was left lying about")
	}
}

func TestALockThatAKilledBuildLeftLocksNobodyOut(t *testing.T) {
	dir, options := newPlace(t)
	writeFile(t, beside(dir, "lock"), "12345\n")
	publish(t, dir, options, first)
	wantSite(t, dir, first)
}

func TestALockIsNotWrittenThroughALink(t *testing.T) {
	dir, options := newPlace(t)
	precious := filepath.Join(t.TempDir(), "precious")
	writeFile(t, precious, "text")
	if err := os.Symlink(precious, beside(dir, "lock")); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), dir, options); err == nil {
		t.Error("the link was taken for a lock")
	}
	if data, err := os.ReadFile(precious); err != nil || string(data) != "text" {
		t.Errorf("the file behind the link is %q, %v", data, err)
	}
}
