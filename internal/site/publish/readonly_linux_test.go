package publish

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"golang.org/x/sys/unix"
)

// asNobody runs something without the privileges of root, which may write into
// any folder. The thread that gave them up ends with it.
func asNobody(t *testing.T, run func()) {
	t.Helper()
	done := make(chan error)
	go func() {
		runtime.LockOSThread() // and never unlocked
		var err error
		if os.Geteuid() == 0 {
			const nobody = 65534
			err = unix.Setfsuid(nobody)
		}
		if err == nil {
			run()
		}
		done <- err
	}()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}

func TestAFolderThatCannotBeWrittenIsAClearError(t *testing.T) {
	for _, c := range []struct {
		name   string
		closed func(dir string) string
	}{
		{"the folder of the output", filepath.Dir},
		{"the output itself", func(dir string) string { return dir }},
		{"the spare copy", func(dir string) string { return beside(dir, "spare") }},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir, _ := newPlace(t)
			publish(t, dir, Options{}, first)
			publish(t, dir, Options{}, second)
			open(t, filepath.Dir(dir))
			if err := os.Chmod(c.closed(dir), 0o555); err != nil {
				t.Fatal(err)
			}
			var err error
			asNobody(t, func() { _, err = tryPublish(dir, Options{}, machine{openFolder, exchange}, first) })
			if !errors.Is(err, fs.ErrPermission) {
				t.Errorf("the error is %v", err)
			}
			wantSite(t, dir, second)
			open(t, filepath.Dir(dir))
		})
	}
}

// open lets everybody write to everything below a folder.
func open(t *testing.T, dir string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() {
			err = os.Chmod(name, 0o777)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
