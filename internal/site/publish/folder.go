package publish

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"syscall"
	"time"
)

// folder is a tree of files opened for publishing. Paths are slash paths below
// it. No method follows a symbolic link at the end of a path, and none changes
// a file that exists: its bytes may belong to two trees.
type folder interface {
	// create writes a file that must not exist yet.
	create(path string, data []byte) (stamp, error)
	// stat tells of a regular file; anything else is fs.ErrNotExist.
	stat(path string) (stamp, error)
	read(path string) ([]byte, error)
	// link gives a file of another folder a second name here, or a copy of it
	// with the same time where the file system knows no second names.
	link(from folder, path string) error
	// rename gives a file of the folder another name, in one step.
	rename(from, to string) error
	mkdir(path string) error
	remove(path string) error // a file, a link or an empty folder
	// list visits what stands in the folder at a path ("." = itself), not what
	// stands below that, in any order. One goroutine at a time may call it.
	list(dir string, visit func(path string, isFolder bool, inode uint64)) error
	// stampFolder tells of a folder, without listing it, what another entry in
	// it would change. The zero stamp is that of a folder nothing is told of.
	stampFolder(path string) (folderStamp, error)
	close()
}

// listAll visits everything in a tree from a folder on, a folder before what
// it holds.
func listAll(f folder, from string, visit func(path string, isFolder bool, inode uint64)) error {
	for folders := []string{from}; len(folders) > 0; {
		dir := folders[len(folders)-1]
		folders = folders[:len(folders)-1]
		err := f.list(dir, func(path string, isFolder bool, inode uint64) {
			if isFolder {
				folders = append(folders, path)
			}
			visit(path, isFolder, inode)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// stamp is what tells a file apart without reading it.
type stamp struct {
	size     int64
	modified int64  // nanoseconds since 1970
	inode    uint64 // 0 = not known
}

// folderStamp is what tells that a folder holds the entries that it held: each
// new, gone or replaced entry gives the folder another time.
type folderStamp struct {
	modified int64 // nanoseconds since 1970
	inode    uint64
}

// told reports whether anything is known of the folder.
func (s folderStamp) told() bool { return s.inode != 0 }

// settled gives the stamp if another change after a moment (by the clock of
// the same file system) is sure to give another one, and the zero stamp if not:
// clocks of file systems tick, and two changes may fall into one tick. Where a
// time is of whole seconds the tick may be as long as two of them.
func (s folderStamp) settled(moment int64) folderStamp {
	const second = 1_000_000_000
	tick := int64(second / 20)
	if s.modified%second == 0 {
		tick = 2 * second
	}
	if s.modified >= moment-tick {
		return folderStamp{}
	}
	return s
}

// fileMode and folderMode are what the process's umask is taken from.
const (
	fileMode   = 0o644
	folderMode = 0o755
)

// portableFolder is a folder on any system. os.Root keeps every path inside it.
type portableFolder struct{ root *os.Root }

func openPortable(name string) (folder, error) {
	root, err := os.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	return portableFolder{root}, nil
}

func (f portableFolder) create(path string, data []byte) (stamp, error) {
	file, err := f.root.OpenFile(filepath.FromSlash(path), os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return stamp{}, err
	}
	_, err = file.Write(data)
	info, statErr := file.Stat()
	if err = errors.Join(err, statErr, file.Close()); err != nil {
		return stamp{}, errors.Join(err, f.remove(path))
	}
	return stampOf(info), nil
}

func (f portableFolder) stat(path string) (stamp, error) {
	info, err := f.root.Lstat(filepath.FromSlash(path))
	if err == nil && !info.Mode().IsRegular() || errors.Is(err, syscall.ENOTDIR) {
		err = &fs.PathError{Op: "stat", Path: path, Err: fs.ErrNotExist}
	}
	if err != nil {
		return stamp{}, err
	}
	return stampOf(info), nil
}

func (f portableFolder) read(path string) ([]byte, error) {
	return f.root.ReadFile(filepath.FromSlash(path))
}

func (f portableFolder) link(from folder, path string) error {
	// os.Root links within one tree only.
	source := from.(portableFolder)
	name := filepath.FromSlash(path)
	err := os.Link(filepath.Join(source.root.Name(), name), filepath.Join(f.root.Name(), name))
	if err == nil || errors.Is(err, fs.ErrExist) || errors.Is(err, fs.ErrNotExist) {
		return err
	}
	info, err := source.root.Stat(name)
	if err != nil {
		return err
	}
	return copyFile(f, source, path, func() error { return f.root.Chtimes(name, time.Time{}, info.ModTime()) })
}

func (f portableFolder) rename(from, to string) error {
	return f.root.Rename(filepath.FromSlash(from), filepath.FromSlash(to))
}

func (f portableFolder) mkdir(path string) error {
	return f.root.Mkdir(filepath.FromSlash(path), folderMode)
}

func (f portableFolder) remove(path string) error { return f.root.Remove(filepath.FromSlash(path)) }

func (f portableFolder) list(dir string, visit func(path string, isFolder bool, inode uint64)) error {
	entries, err := fs.ReadDir(f.root.FS(), dir)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		name := path.Join(dir, entry.Name())
		if entry.IsDir() || !entry.Type().IsRegular() {
			visit(name, entry.IsDir(), 0)
			continue
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		visit(name, false, inodeOf(info))
	}
	return nil
}

func (f portableFolder) stampFolder(path string) (folderStamp, error) {
	info, err := f.root.Lstat(filepath.FromSlash(path))
	if err != nil {
		return folderStamp{}, err
	}
	if !info.IsDir() {
		return folderStamp{}, &fs.PathError{Op: "stat", Path: path, Err: syscall.ENOTDIR}
	}
	return folderStamp{info.ModTime().UnixNano(), inodeOf(info)}, nil
}

func (f portableFolder) close() { f.root.Close() }

func stampOf(info fs.FileInfo) stamp {
	return stamp{info.Size(), info.ModTime().UnixNano(), inodeOf(info)}
}

// copyFile copies a file between folders that cannot share it.
func copyFile(to, from folder, path string, keepTime func() error) error {
	data, err := from.read(path)
	if err != nil {
		return err
	}
	if _, err := to.create(path, data); err != nil {
		return err
	}
	return keepTime()
}

// isEmpty reports whether a folder of the machine holds nothing, and names one
// thing that it holds otherwise.
func isEmpty(name string) (empty bool, example string, err error) {
	dir, err := os.Open(name)
	if err != nil {
		return false, "", err
	}
	defer dir.Close()
	entries, err := dir.Readdirnames(1)
	if errors.Is(err, io.EOF) {
		return true, "", nil
	}
	if err != nil {
		return false, "", err
	}
	return false, path.Base(entries[0]), nil
}
