package publish

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// exchange lets two folders change places in one step: at every moment each
// name leads to one whole folder.
func exchange(a, b string) error {
	err := unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE)
	switch err {
	case nil:
		return nil
	case unix.EINVAL, unix.ENOSYS, unix.EOPNOTSUPP:
		return errNoExchange
	}
	return fmt.Errorf("exchanging %s and %s: %w", a, b, err)
}
