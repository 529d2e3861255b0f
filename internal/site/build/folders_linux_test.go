package build

import (
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"testing/iotest"
)

// A folder held open opens plain files by a way of its own, and leaves all else
// to the root, which keeps what lies outside out of reach.
func TestAHeldFolderOpensPlainFilesAndLeavesTheRestToTheRoot(t *testing.T) {
	dir, outside := t.TempDir(), filepath.Join(t.TempDir(), "secret.md")
	entries := filepath.Join(dir, "content", "incidents")
	for _, err := range []error{
		os.MkdirAll(filepath.Join(entries, "folder.md"), 0o755),
		os.WriteFile(filepath.Join(entries, "plain.md"), []byte("what it says\n"), 0o644),
		os.WriteFile(filepath.Join(entries, "empty.md"), nil, 0o644),
		os.WriteFile(outside, []byte("a secret"), 0o644),
		os.Symlink("plain.md", filepath.Join(entries, "within.md")),
		os.Symlink(outside, filepath.Join(entries, "leads-out.md")),
		syscall.Mkfifo(filepath.Join(entries, "pipe.md"), 0o644),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	held := hold(root, "content/incidents")
	if held == nil || held.dir == nil {
		t.Fatal("the folder is not held open")
	}
	defer held.close()
	for _, name := range []string{"within.md", "leads-out.md", "pipe.md", "folder.md", "none.md"} {
		if file := openPlain(held.dir, name); file != nil {
			t.Errorf("%s is opened as a plain file", name)
		}
	}
	for name, want := range map[string]string{"plain.md": "what it says\n", "empty.md": "", "within.md": "what it says\n"} {
		file, err := held.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		if data, err := io.ReadAll(iotest.OneByteReader(file)); err != nil || string(data) != want {
			t.Errorf("%s says %q, %v, want %q", name, data, err, want)
		}
		if info, err := file.Stat(); err != nil || !info.Mode().IsRegular() || info.Size() != int64(len(want)) {
			t.Errorf("%s is told to be %v, %v", name, info, err)
		}
		if err := file.Close(); err != nil {
			t.Error(err)
		}
		if _, err := file.Read(make([]byte, 1)); err == nil {
			t.Errorf("%s is read after it was closed", name)
		}
	}
	if _, err := held.Open("leads-out.md"); err == nil {
		t.Error("a link out of the folder is followed")
	}
}
