package build

import "syscall"

// stampOf gives the stamp of a plain file or a folder; none for anything else,
// and none where the system does not tell.
func stampOf(name string) (s stamp, kind kind) {
	var told syscall.Stat_t
	if syscall.Lstat(name, &told) != nil {
		return stamp{}, other
	}
	s = stamp{told.Size, told.Mtimespec.Nano(), told.Ctimespec.Nano(), told.Ino}
	switch told.Mode & syscall.S_IFMT {
	case syscall.S_IFREG:
		return s, plain
	case syscall.S_IFDIR:
		return s, folder
	}
	return stamp{}, other
}
