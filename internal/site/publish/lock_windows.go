package publish

import (
	"os"

	"golang.org/x/sys/windows"
)

// noFollow is not known here; making a link takes a privilege.
const noFollow = 0

// lockedByte is far past the text of the file: Windows keeps others from
// reading what is locked.
const lockedByte = 1 << 30

// tryLock locks a file without waiting.
func tryLock(file *os.File) error {
	err := windows.LockFileEx(windows.Handle(file.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY,
		0, 1, 0, &windows.Overlapped{Offset: lockedByte})
	if err == windows.ERROR_LOCK_VIOLATION || err == windows.ERROR_IO_PENDING {
		return errLocked
	}
	return err
}

// removeLocked leaves the file: Windows removes no open file, and a file that
// nobody has open locks nobody out.
func removeLocked(string) {}
