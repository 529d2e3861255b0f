package build

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"

	"blotter"
)

// Source is a site folder opened for reading. Nothing outside the folder can
// be read through it, whatever symbolic links the folder holds.
type Source struct {
	Content   fs.FS // the folder itself: config.yaml and content/
	Templates fs.FS // the folder's templates/ over the program's own
	Static    fs.FS // the folder's static/ over the program's own
	folders   *folders
	root      *os.Root
	dir       string
}

// OpenSource opens a site folder. It errors when the folder is not there or
// has no config.yaml.
func OpenSource(dir string) (*Source, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("opening the site folder: %w", err)
	}
	folder, err := openFolders(root)
	if err != nil {
		root.Close()
		return nil, err
	}
	if _, err := fs.Stat(folder, "config.yaml"); errors.Is(err, fs.ErrNotExist) {
		folder.close()
		root.Close()
		return nil, fmt.Errorf("%s has no config.yaml: run the command in a site folder, or name one with --source", dir)
	}
	source := &Source{Content: folder, folders: folder, root: root, dir: dir}
	for _, part := range []struct {
		name string
		into *fs.FS
	}{{"templates", &source.Templates}, {"static", &source.Static}} {
		own, err := fs.Sub(blotter.Files, part.name)
		if err != nil {
			return nil, fmt.Errorf("opening the program's own %s: %w", part.name, err)
		}
		theirs, err := fs.Sub(folder, part.name)
		if err != nil {
			return nil, fmt.Errorf("opening %s: %w", part.name, err)
		}
		*part.into = overlay{over: theirs, under: own}
	}
	return source, nil
}

// Close lets go of the folder.
func (s *Source) Close() error { return errors.Join(s.folders.close(), s.root.Close()) }

// overlay shows two folders as one; a file of over hides the file of the same
// name in under.
type overlay struct{ over, under fs.FS }

// Open opens the file of over, else that of under. A folder that both have
// shows the files of both.
func (o overlay) Open(name string) (fs.File, error) {
	file, err := o.over.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return o.under.Open(name)
	}
	return file, err
}

// ReadDir lists the files of both folders, sorted by name.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	over, overErr := fs.ReadDir(o.over, name)
	under, underErr := fs.ReadDir(o.under, name)
	switch {
	case overErr != nil && !errors.Is(overErr, fs.ErrNotExist):
		return nil, overErr
	case overErr != nil && underErr != nil:
		return nil, underErr
	case underErr != nil && !errors.Is(underErr, fs.ErrNotExist):
		return nil, underErr
	}
	seen := map[string]bool{}
	var entries []fs.DirEntry
	for _, entry := range append(over, under...) {
		if !seen[entry.Name()] {
			seen[entry.Name()] = true
			entries = append(entries, entry)
		}
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int {
		if a.Name() < b.Name() {
			return -1
		}
		return 1
	})
	return entries, nil
}
