package publish

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

// errLocked is what tryLock gives for a file that another process has locked.
var errLocked = errors.New("locked")

// lockFile makes a file and locks it for this process. The system lets go of
// the lock when the process ends, however it ends, so no build has to clean up
// after a killed one. The file itself goes with the unlocking.
func lockFile(name string) (unlock func(), err error) {
	for {
		file, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|noFollow, fileMode)
		if err != nil {
			return nil, fmt.Errorf("locking the output: %w", err)
		}
		if err := tryLock(file); err != nil {
			holder := lockHolder(file)
			file.Close()
			if errors.Is(err, errLocked) {
				return nil, fmt.Errorf("another build%s is publishing there (it holds %s); wait until it is done", holder, name)
			}
			return nil, fmt.Errorf("locking the output: %w", err)
		}
		// The last holder may have removed the file between our opening and
		// our locking it: then the lock is on a file without a name.
		if !isStill(file, name) {
			file.Close()
			continue
		}
		if err := signLock(file); err != nil {
			removeLocked(name)
			file.Close()
			return nil, fmt.Errorf("locking the output: %w", err)
		}
		// A file that cannot be removed locks nobody out.
		return func() { removeLocked(name); file.Close() }, nil
	}
}

// signLock writes who holds the lock, for the message of another build.
func signLock(file *os.File) error {
	if err := file.Truncate(0); err != nil {
		return err
	}
	_, err := file.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0)
	return err
}

// lockHolder gives " (process 123)", or nothing when the file does not tell.
func lockHolder(file *os.File) string {
	text, _ := io.ReadAll(io.LimitReader(file, 20))
	if _, err := strconv.Atoi(strings.TrimSpace(string(text))); err != nil {
		return ""
	}
	return " (process " + strings.TrimSpace(string(text)) + ")"
}

// isStill reports whether the name leads to the open file.
func isStill(file *os.File, name string) bool {
	opened, err := file.Stat()
	if err != nil {
		return false
	}
	named, err := os.Lstat(name)
	return err == nil && os.SameFile(opened, named)
}
