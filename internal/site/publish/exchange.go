package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// errNoExchange is what exchange gives where two folders cannot change places
// in one step: on other systems than Linux and macOS, and on some network file
// systems.
var errNoExchange = errors.New("two folders cannot be exchanged here in one step")

// moveIn makes the spare copy the first site. An empty folder in its place
// goes.
func (p place) moveIn() error {
	if err := os.Remove(p.output); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("putting the site in place: %w", err)
	}
	if err := os.Rename(p.spare, p.output); err != nil {
		return fmt.Errorf("putting the site in place: %w", err)
	}
	return nil
}

// swap exchanges the spare copy with the published site.
func (p place) swap(exchange func(a, b string) error) error {
	err := exchange(p.spare, p.output)
	if errors.Is(err, errNoExchange) {
		err = p.swapSlowly()
	}
	if err != nil {
		return fmt.Errorf("putting the site in place: %w", err)
	}
	return nil
}

// swapSlowly exchanges the two by renaming. Between the first two renames
// there is no site at its address, for the time of one system call; a build
// killed just there leaves the old site whole under the name of p.old, and the
// next build puts it back (recoverSwap).
func (p place) swapSlowly() error {
	if err := os.Rename(p.output, p.old); err != nil {
		return err
	}
	if err := os.Rename(p.spare, p.output); err != nil {
		return errors.Join(err, os.Rename(p.old, p.output))
	}
	return os.Rename(p.old, p.spare)
}

// recoverSwap finishes what swapSlowly began, if a build was killed in it.
func (p place) recoverSwap() error {
	if _, err := os.Lstat(p.old); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	target := p.output
	if _, err := os.Lstat(p.output); err == nil {
		target = p.spare
	}
	if err := os.Rename(p.old, target); err != nil {
		return fmt.Errorf("putting back the site that an interrupted build moved away: %w", err)
	}
	return nil
}
