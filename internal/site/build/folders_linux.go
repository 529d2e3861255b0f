package build

import (
	"io"
	"io/fs"
	"os"
	"syscall"
)

// opensPlain says that openPlain knows how.
const opensPlain = true

// openPlain opens a plain file that stands in a folder itself; nil for
// anything else, which the caller opens in another way. A link is not followed,
// and nothing waits for a pipe.
func openPlain(dir *os.File, name string) fs.File {
	if dir == nil {
		return nil
	}
	fd := -1
	again(func() (err error) {
		fd, err = syscall.Openat(int(dir.Fd()), name, syscall.O_RDONLY|syscall.O_NOFOLLOW|syscall.O_CLOEXEC|syscall.O_NONBLOCK, 0)
		return err
	})
	if fd < 0 {
		return nil
	}
	var stat syscall.Stat_t
	if err := syscall.Fstat(fd, &stat); err != nil || stat.Mode&syscall.S_IFMT != syscall.S_IFREG {
		syscall.Close(fd)
		return nil
	}
	return &plainFile{fd, name}
}

// plainFile is an open file without what os.File does for pipes and sockets.
type plainFile struct {
	fd   int
	name string
}

func (f *plainFile) Read(into []byte) (n int, err error) {
	if len(into) == 0 {
		return 0, nil
	}
	again(func() error {
		n, err = syscall.Read(f.fd, into)
		return err
	})
	switch {
	case err != nil:
		return 0, &fs.PathError{Op: "read", Path: f.name, Err: err}
	case n == 0:
		return 0, io.EOF
	}
	return n, nil
}

// Stat asks a copy of the file for it.
func (f *plainFile) Stat() (fs.FileInfo, error) {
	fd, err := syscall.Dup(f.fd)
	if err != nil {
		return nil, &fs.PathError{Op: "stat", Path: f.name, Err: err}
	}
	file := os.NewFile(uintptr(fd), f.name)
	defer file.Close()
	return file.Stat()
}

func (f *plainFile) Close() error { return syscall.Close(f.fd) }

// again does a call until no signal came between.
func again(call func() error) {
	for call() == syscall.EINTR {
	}
}
