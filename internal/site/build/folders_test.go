package build

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

func TestTheFoldersOfASiteAreThoseOfItsRoot(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"config.yaml": "title: x\n", "content/incidents/2022/one.md": "One.", "content/incidents/2023/two.md": "Two.", "content/pages/about.md": "About.",
	} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	outside := filepath.Join(t.TempDir(), "secret.md")
	if err := os.WriteFile(outside, []byte("Secret."), 0o644); err != nil {
		t.Fatal(err)
	}
	links := map[string]string{"content/pages/out.md": outside, "content/pages/in.md": "../incidents/2022/one.md"}
	for name, target := range links {
		if err := os.Symlink(target, filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			t.Fatal(err)
		}
	}
	source, err := OpenSource(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer source.Close()
	for _, name := range []string{"content/incidents/2022/one.md", "content/pages/in.md", "content/pages/out.md", "content/none/x.md", "content/pages/none.md", "content/../config.yaml", "content//pages/about.md"} {
		got, gotErr := fs.ReadFile(source.Content, name)
		want, wantErr := fs.ReadFile(source.root.FS(), name)
		if string(got) != string(want) || (gotErr == nil) != (wantErr == nil) || gotErr != nil && gotErr.Error() != wantErr.Error() {
			t.Errorf("%s: %q, %v; the root gives %q, %v", name, got, gotErr, want, wantErr)
		}
		file, openErr := source.Content.Open(name)
		if (openErr == nil) != (wantErr == nil) {
			t.Errorf("%s: opening it gives %v, the root %v", name, openErr, wantErr)
		}
		if openErr == nil {
			file.Close()
		}
	}
	if data, err := fs.ReadFile(source.Content, "content/pages/out.md"); err == nil {
		t.Errorf("a link leads out of the site folder to %q", data)
	}
}
