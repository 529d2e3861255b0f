package publish

import (
	"sync/atomic"
	"unsafe"

	"golang.org/x/sys/unix"
)

// noStatx says that the system knows no statx, or forbids it.
var noStatx atomic.Bool

// lookMask is what look asks of statx.
const lookMask = unix.STATX_TYPE | unix.STATX_SIZE | unix.STATX_MTIME | unix.STATX_INO

// look asks the system about what stands at a path, following no link at its
// end. A build that changes little asks some fifty thousand times and does
// hardly anything else, so it asks without making a copy of the path outside
// the stack, and for no more than it needs.
func (f *linuxFolder) look(path string) (mode uint32, found stamp, err error) {
	var name [256]byte
	if len(path) < len(name) && !noStatx.Load() {
		copy(name[:], path) // a zero byte follows
		var told unix.Statx_t
		_, _, errno := unix.Syscall6(unix.SYS_STATX, uintptr(f.fd), uintptr(unsafe.Pointer(&name[0])),
			unix.AT_SYMLINK_NOFOLLOW, lookMask, uintptr(unsafe.Pointer(&told)), 0)
		switch {
		case errno == 0 && told.Mask&lookMask == lookMask:
			modified := told.Mtime.Sec*1_000_000_000 + int64(told.Mtime.Nsec)
			return uint32(told.Mode), stamp{int64(told.Size), modified, told.Ino}, nil
		case errno == unix.ENOSYS || errno == unix.EPERM:
			noStatx.Store(true)
		case errno != 0:
			return 0, stamp{}, errno
		}
	}
	var stat unix.Stat_t
	if err := unix.Fstatat(f.fd, path, &stat, unix.AT_SYMLINK_NOFOLLOW); err != nil {
		return 0, stamp{}, err
	}
	return stat.Mode, linuxStamp(&stat), nil
}
