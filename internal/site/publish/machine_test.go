package publish

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"blotter/internal/site"
)

// machines are the ways in which a site can be published; each must give the
// same site.
var machines = []struct {
	name string
	machine
}{
	{"of this system", machine{openFolder, exchange}},
	{"of any system", machine{openPortable, func(string, string) error { return errNoExchange }}},
	{"with a clock that never ticks too late", machine{openTimed, exchange}},
}

// timedFolder is a folder whose stamp is another one whenever its entries are
// others, however fast one change follows the other: the tests do not wait for
// the clock of the file system to tick. The time is one of 1970, so that it is
// always settled.
type timedFolder struct{ folder }

func openTimed(name string) (folder, error) {
	opened, err := openFolder(name)
	return timedFolder{opened}, err
}

func (f timedFolder) stampFolder(path string) (folderStamp, error) {
	now, err := f.folder.stampFolder(path)
	if err != nil {
		return now, err
	}
	var entries []string
	err = f.list(path, func(path string, isFolder bool, inode uint64) {
		entries = append(entries, fmt.Sprint(path, isFolder, inode))
	})
	slices.Sort(entries)
	sum := site.DigestOf([]byte(strings.Join(entries, "\n")))
	now.modified = int64(binary.LittleEndian.Uint32(sum[:])) + 1
	return now, err
}

func (f timedFolder) link(from folder, path string) error {
	return f.folder.link(from.(timedFolder).folder, path)
}

// watched gives a machine that asks before each step. An error of before is
// that of the step, which then is not taken.
func watched(m machine, before func(op string) error) machine {
	return machine{
		open: func(name string) (folder, error) {
			if err := before("open"); err != nil {
				return nil, err
			}
			opened, err := m.open(name)
			if err != nil {
				return nil, err
			}
			return watchedFolder{opened, before}, nil
		},
		exchange: func(a, b string) error {
			if err := before("exchange"); err != nil {
				return err
			}
			return m.exchange(a, b)
		},
	}
}

// watchedFolder asks before each step.
type watchedFolder struct {
	inner  folder
	before func(op string) error
}

func (w watchedFolder) create(path string, data []byte) (stamp, error) {
	if err := w.before("create"); err != nil {
		return stamp{}, err
	}
	return w.inner.create(path, data)
}

func (w watchedFolder) stat(path string) (stamp, error) {
	if err := w.before("stat"); err != nil {
		return stamp{}, err
	}
	return w.inner.stat(path)
}

func (w watchedFolder) read(path string) ([]byte, error) {
	if err := w.before("read"); err != nil {
		return nil, err
	}
	return w.inner.read(path)
}

func (w watchedFolder) link(from folder, path string) error {
	if err := w.before("link"); err != nil {
		return err
	}
	return w.inner.link(from.(watchedFolder).inner, path)
}

func (w watchedFolder) rename(from, to string) error {
	if err := w.before("rename"); err != nil {
		return err
	}
	return w.inner.rename(from, to)
}

func (w watchedFolder) mkdir(path string) error {
	if err := w.before("mkdir"); err != nil {
		return err
	}
	return w.inner.mkdir(path)
}

func (w watchedFolder) remove(path string) error {
	if err := w.before("remove"); err != nil {
		return err
	}
	return w.inner.remove(path)
}

func (w watchedFolder) list(dir string, visit func(string, bool, uint64)) error {
	if err := w.before("list"); err != nil {
		return err
	}
	return w.inner.list(dir, visit)
}

func (w watchedFolder) stampFolder(path string) (folderStamp, error) {
	if err := w.before("stamp"); err != nil {
		return folderStamp{}, err
	}
	return w.inner.stampFolder(path)
}

func (w watchedFolder) close() { w.inner.close() }

// errFault is what a broken step gives.
var errFault = &fs.PathError{Op: "write", Path: "somewhere", Err: errors.New("no space left on device")}

// breaksAt gives what fails the nth step, from 0, and, where rest says so, all
// after it, as they do for a process that is dead.
func breaksAt(n int, rest bool) (before func(string) error, broke func() bool) {
	var mu sync.Mutex
	step, broken := -1, false
	return func(string) error {
			mu.Lock()
			defer mu.Unlock()
			step++
			if step == n || rest && step > n {
				broken = true
				return errFault
			}
			return nil
		}, func() bool {
			mu.Lock()
			defer mu.Unlock()
			return broken
		}
}
