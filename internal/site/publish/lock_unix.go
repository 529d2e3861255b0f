//go:build unix

package publish

import (
	"os"

	"golang.org/x/sys/unix"
)

// noFollow keeps the lock from being written through a link.
const noFollow = unix.O_NOFOLLOW

// tryLock locks a file without waiting.
func tryLock(file *os.File) error {
	err := unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	if err == unix.EWOULDBLOCK {
		return errLocked
	}
	return err
}

// removeLocked takes the file away while it is still locked, so that nobody
// can lock it in between.
func removeLocked(name string) { os.Remove(name) }
