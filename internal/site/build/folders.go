package build

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"sync"
)

// folders is the site folder as its root shows it, with each folder of the
// content held open once a file of it was read: a root opens a path part by
// part, and there are thousands of files in a few folders. A link that leads
// out of its folder and not out of the site is left to the root.
type folders struct {
	rootFS
	root  *os.Root
	mutex sync.RWMutex
	open  map[string]*heldFolder // by slash path; nil = none that can be opened
}

// heldFolder is a folder that is held open.
type heldFolder struct {
	*os.Root
	dir *os.File // the same; nil where the system has no use for it
}

// Open opens a file of the folder. A plain file is opened by what the system
// offers for it, where that is known; a root takes four times as many calls.
func (h *heldFolder) Open(name string) (fs.File, error) {
	if file := openPlain(h.dir, name); file != nil {
		return file, nil
	}
	return h.Root.Open(name)
}

// close lets go of the folder.
func (h *heldFolder) close() error {
	if h.dir == nil {
		return h.Root.Close()
	}
	return errors.Join(h.dir.Close(), h.Root.Close())
}

// hold opens a folder to be held open; nil where it cannot be opened.
func hold(root *os.Root, dir string) *heldFolder {
	folder, err := root.OpenRoot(dir)
	if err != nil {
		return nil
	}
	held := &heldFolder{Root: folder}
	if opensPlain {
		if held.dir, err = folder.Open("."); err != nil {
			held.dir = nil
		}
	}
	return held
}

// rootFS is what the root of a folder can do as a file system.
type rootFS interface {
	fs.StatFS
	fs.ReadDirFS
	fs.ReadFileFS
	fs.ReadLinkFS
}

func openFolders(root *os.Root) (*folders, error) {
	all, ok := root.FS().(rootFS)
	if !ok {
		return nil, errors.New("opening the site folder: its root reads no files")
	}
	return &folders{rootFS: all, root: root, open: map[string]*heldFolder{}}, nil
}

// Open opens a file in its folder.
func (f *folders) Open(name string) (fs.File, error) {
	dir, base := path.Split(name)
	if folder := f.folder(dir); folder != nil && fs.ValidPath(name) {
		if file, err := folder.Open(base); err == nil {
			return file, nil
		}
	}
	return f.rootFS.Open(name) // which words the error
}

// ReadFile gives the bytes of a file.
func (f *folders) ReadFile(name string) ([]byte, error) {
	dir, base := path.Split(name)
	if folder := f.folder(dir); folder != nil && fs.ValidPath(name) {
		if data, err := folder.ReadFile(base); err == nil {
			return data, nil
		}
	}
	return f.rootFS.ReadFile(name)
}

// folder gives a folder of the content, held open; nil for another one and for
// one that cannot be opened.
func (f *folders) folder(dir string) *heldFolder {
	const content = "content/"
	if len(dir) < len(content) || dir[:len(content)] != content {
		return nil
	}
	f.mutex.RLock()
	folder, known := f.open[dir]
	f.mutex.RUnlock()
	if known {
		return folder
	}
	f.mutex.Lock()
	defer f.mutex.Unlock()
	if folder, known = f.open[dir]; known {
		return folder
	}
	// Files by the thousand stand in few folders; a site of many folders has
	// no more handles for that.
	const most = 100
	if len(f.open) < most {
		folder = hold(f.root, path.Clean(dir)) // nil, and the root is asked
	}
	f.open[dir] = folder
	return folder
}

func (f *folders) close() error {
	var failed []error
	for _, folder := range f.open {
		if folder != nil {
			failed = append(failed, folder.close())
		}
	}
	return errors.Join(failed...)
}
