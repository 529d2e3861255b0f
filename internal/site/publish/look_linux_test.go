package publish

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestALookTellsTheSameWithAndWithoutStatx(t *testing.T) {
	dir := t.TempDir()
	long := strings.Repeat("long/", 60)
	for _, name := range []string{"a/index.html", long + "index.html"} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte("text"), 0o644)); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(file, time.Time{}, time.Unix(1_000_000_000, 7)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("a/index.html", filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	opened, err := openFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer opened.close()
	f := opened.(*linuxFolder)
	defer noStatx.Store(false)
	for _, name := range []string{"a/index.html", "a", ".", "link", long + "index.html", "none", "a/index.html/below", strings.Repeat("x", 300)} {
		noStatx.Store(false)
		mode, found, err := f.look(name)
		noStatx.Store(true)
		if otherMode, other, otherErr := f.look(name); mode != otherMode || found != other || !errors.Is(err, otherErr) {
			t.Errorf("%s: statx tells %o %v %v, fstatat %o %v %v", name, mode, found, err, otherMode, other, otherErr)
		}
	}
	for name, want := range map[string]error{"a/index.html": nil, "a": fs.ErrNotExist, "link": fs.ErrNotExist, "a/index.html/below": fs.ErrNotExist} {
		if _, err := f.stat(name); !errors.Is(err, want) {
			t.Errorf("%s: stat gives %v, want %v", name, err, want)
		}
	}
	if found, err := f.stat("a/index.html"); err != nil || found.size != 4 || found.modified != 1_000_000_000_000_000_007 || found.inode == 0 {
		t.Errorf("the file is told as %+v, %v", found, err)
	}
}
