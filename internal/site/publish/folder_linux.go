package publish

import (
	"encoding/binary"
	"errors"
	"io/fs"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// linuxFolder is a folder by its descriptor: each method is one system call,
// or the few that cannot be fewer, where os.Root takes two for each part of a
// path. Ten thousand entries are some twenty-five thousand files.
type linuxFolder struct {
	name string
	fd   int
	// trustInodes says that a listing gives the same inode numbers as stat. An
	// overlay of file systems may not.
	trustInodes bool
	entries     []byte // for list
}

// openFolder opens a folder for publishing.
func openFolder(name string) (folder, error) {
	fd, err := unix.Open(name, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	var system unix.Statfs_t
	err = unix.Fstatfs(fd, &system)
	return &linuxFolder{name: name, fd: fd, trustInodes: err == nil && system.Type != unix.OVERLAYFS_SUPER_MAGIC}, nil
}

// failed names the whole path in an error.
func (f *linuxFolder) failed(op, path string, err error) error {
	if err == nil {
		return nil
	}
	return &fs.PathError{Op: op, Path: filepath.Join(f.name, path), Err: err}
}

func (f *linuxFolder) create(path string, data []byte) (stamp, error) {
	fd, err := f.open(path, unix.O_WRONLY|unix.O_CREAT|unix.O_EXCL)
	if err != nil {
		return stamp{}, f.failed("create", path, err)
	}
	err = writeAll(fd, data)
	var stat unix.Stat_t
	if err == nil {
		err = unix.Fstat(fd, &stat)
	}
	if closed := unix.Close(fd); err == nil {
		err = closed
	}
	if err != nil {
		return stamp{}, errors.Join(f.failed("write", path, err), f.remove(path))
	}
	return linuxStamp(&stat), nil
}

func (f *linuxFolder) open(path string, flags int) (int, error) {
	for {
		fd, err := unix.Openat(f.fd, path, flags|unix.O_NOFOLLOW|unix.O_CLOEXEC, fileMode)
		if err != unix.EINTR {
			return fd, err
		}
	}
}

func writeAll(fd int, data []byte) error {
	for len(data) > 0 {
		n, err := unix.Write(fd, data)
		if err != nil && err != unix.EINTR {
			return err
		}
		data = data[max(n, 0):]
	}
	return nil
}

func linuxStamp(stat *unix.Stat_t) stamp {
	return stamp{stat.Size, stat.Mtim.Nano(), stat.Ino}
}

func (f *linuxFolder) stat(path string) (stamp, error) {
	mode, found, err := f.look(path)
	if err == nil && mode&unix.S_IFMT != unix.S_IFREG || err == unix.ENOTDIR {
		err = unix.ENOENT
	}
	if err != nil {
		return stamp{}, f.failed("stat", path, err)
	}
	return found, nil
}

func (f *linuxFolder) read(path string) ([]byte, error) {
	fd, err := f.open(path, unix.O_RDONLY)
	if err != nil {
		return nil, f.failed("open", path, err)
	}
	defer unix.Close(fd)
	var stat unix.Stat_t
	if err := unix.Fstat(fd, &stat); err != nil {
		return nil, f.failed("stat", path, err)
	}
	data := make([]byte, stat.Size+1) // one more than it should have, to see the end
	size := 0
	for {
		n, err := unix.Read(fd, data[size:])
		if err == unix.EINTR {
			continue
		}
		if err != nil {
			return nil, f.failed("read", path, err)
		}
		if size += n; n == 0 || size == len(data) {
			return data[:size], nil
		}
	}
}

func (f *linuxFolder) link(from folder, path string) error {
	source := from.(*linuxFolder)
	switch err := unix.Linkat(source.fd, path, f.fd, path, 0); err {
	case nil:
		return nil
	case unix.EPERM, unix.EOPNOTSUPP, unix.ENOSYS, unix.EMLINK:
		return copyFile(f, source, path, func() error { return f.keepTime(source, path) })
	default:
		return f.failed("link", path, err)
	}
}

// keepTime gives a copied file the time of its original.
func (f *linuxFolder) keepTime(from *linuxFolder, path string) error {
	var stat unix.Stat_t
	if err := unix.Fstatat(from.fd, path, &stat, unix.AT_SYMLINK_NOFOLLOW); err != nil {
		return from.failed("stat", path, err)
	}
	times := []unix.Timespec{{Nsec: unix.UTIME_OMIT}, stat.Mtim}
	return f.failed("set the time of", path, unix.UtimesNanoAt(f.fd, path, times, unix.AT_SYMLINK_NOFOLLOW))
}

func (f *linuxFolder) rename(from, to string) error {
	return f.failed("rename", from, unix.Renameat(f.fd, from, f.fd, to))
}

func (f *linuxFolder) mkdir(path string) error {
	return f.failed("mkdir", path, unix.Mkdirat(f.fd, path, folderMode))
}

func (f *linuxFolder) remove(path string) error {
	err := unix.Unlinkat(f.fd, path, 0)
	if err == unix.EISDIR || err == unix.EPERM {
		err = unix.Unlinkat(f.fd, path, unix.AT_REMOVEDIR)
	}
	return f.failed("remove", path, err)
}

func (f *linuxFolder) close() { unix.Close(f.fd) }

// list reads the folder's entries themselves, which carry the inode number:
// no file is asked for its own.
func (f *linuxFolder) list(dir string, visit func(path string, isFolder bool, inode uint64)) error {
	if f.entries == nil {
		f.entries = make([]byte, 64<<10)
	}
	fd, err := f.open(dir, unix.O_RDONLY|unix.O_DIRECTORY)
	if err != nil {
		return f.failed("open", dir, err)
	}
	defer unix.Close(fd)
	err = readEntries(fd, f.entries, func(name string, kind byte, inode uint64) error {
		path := name
		if dir != "." {
			path = dir + "/" + name
		}
		if kind == unix.DT_UNKNOWN || !f.trustInodes {
			var err error
			if kind, inode, err = f.ask(path); err != nil {
				return err
			}
		}
		if kind != unix.DT_REG {
			inode = 0 // never one of ours
		}
		visit(path, kind == unix.DT_DIR, inode)
		return nil
	})
	return f.failed("list", dir, err)
}

func (f *linuxFolder) stampFolder(path string) (folderStamp, error) {
	mode, found, err := f.look(path)
	if err == nil && mode&unix.S_IFMT != unix.S_IFDIR {
		err = unix.ENOTDIR
	}
	if err != nil || !f.trustInodes {
		return folderStamp{}, f.failed("stat", path, err)
	}
	return folderStamp{found.modified, found.inode}, nil
}

// ask gets from the file what its entry does not tell.
func (f *linuxFolder) ask(path string) (kind byte, inode uint64, err error) {
	mode, found, err := f.look(path)
	if err != nil {
		return 0, 0, err
	}
	switch mode & unix.S_IFMT {
	case unix.S_IFDIR:
		return unix.DT_DIR, found.inode, nil
	case unix.S_IFREG:
		return unix.DT_REG, found.inode, nil
	}
	return unix.DT_LNK, 0, nil
}

// readEntries calls visit for each entry of an open folder but "." and "..".
// The layout is that of struct linux_dirent64 in getdents(2): inode 8 bytes,
// offset 8, record length 2, type 1, then the name up to a zero byte.
func readEntries(fd int, buffer []byte, visit func(name string, kind byte, inode uint64) error) error {
	const header = 19
	for {
		n, err := unix.Getdents(fd, buffer)
		if err == unix.EINTR {
			continue
		}
		if err != nil || n == 0 {
			return err
		}
		for rest := buffer[:n]; len(rest) >= header; {
			length := int(binary.NativeEndian.Uint16(rest[16:]))
			if length < header || length > len(rest) {
				return unix.EIO
			}
			name := unix.ByteSliceToString(rest[header:length])
			inode := binary.NativeEndian.Uint64(rest)
			kind := rest[18]
			rest = rest[length:]
			if name == "." || name == ".." {
				continue
			}
			if err := visit(name, kind, inode); err != nil {
				return err
			}
		}
	}
}
