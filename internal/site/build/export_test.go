package build_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"blotter/internal/site"
	"blotter/internal/site/build"
)

// saying is an output that holds its own path.
func saying(path string) site.Output {
	return site.Output{Path: path, Make: func(out *site.Buffer) error {
		out.WriteString("made " + path)
		return nil
	}}
}

// folder gives the files of a folder with what they hold.
func folder(t *testing.T, dir string) map[string]string {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, entry := range list {
		if entry.IsDir() {
			files[entry.Name()] = "a folder"
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, entry.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files[entry.Name()] = string(data)
	}
	return files
}

func TestAFolderGetsEveryOutputAndKeepsItsOtherFiles(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.csv", "notes"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("old"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := build.WriteFolder(dir, []site.Output{saying("a.csv"), saying("b.csv")}); err != nil {
		t.Fatal(err)
	}
	got := folder(t, dir)
	if len(got) != 3 || got["a.csv"] != "made a.csv" || got["b.csv"] != "made b.csv" || got["notes"] != "old" {
		t.Errorf("the folder holds %v", got)
	}
	if info, err := os.Stat(filepath.Join(dir, "a.csv")); err != nil || info.Mode().Perm() != 0o644 {
		t.Errorf("the file is for %v, %v", info.Mode(), err)
	}
}

func TestAFolderStaysAsItWasWhenAnOutputFails(t *testing.T) {
	wrong := errors.New("no figures today")
	failing := site.Output{Path: "b.csv", Make: func(*site.Buffer) error { return wrong }}
	for _, c := range []struct {
		name    string
		last    site.Output
		message string
	}{
		{"one that cannot be made", failing, "making b.csv: no figures today"},
		{"one whose name is that of a folder", saying("taken"), "writing taken: "},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, "notes"), []byte("old"), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := os.Mkdir(filepath.Join(dir, "taken"), 0o755); err != nil {
				t.Fatal(err)
			}
			err := build.WriteFolder(dir, []site.Output{c.last, saying("notes")})
			if err == nil || !strings.HasPrefix(err.Error(), c.message) {
				t.Errorf("got %v, want %q", err, c.message)
			}
			if got := folder(t, dir); len(got) != 2 || got["notes"] != "old" || got["taken"] != "a folder" {
				t.Errorf("the folder holds %v", got)
			}
		})
	}
}
