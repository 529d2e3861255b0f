package publish

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// exchange lets two folders change places in one step: at every moment each
// name leads to one whole folder.
func exchange(a, b string) error {
	err := unix.RenamexNp(a, b, unix.RENAME_SWAP)
	switch err {
	case nil:
		return nil
	case unix.EINVAL, unix.ENOSYS, unix.ENOTSUP:
		return errNoExchange
	}
	return fmt.Errorf("exchanging %s and %s: %w", a, b, err)
}
