package build

import "syscall"

// stampOf gives the stamp of a plain file; none for anything else, and none
// where the system does not tell.
func stampOf(name string) (stamp, bool) {
	var told syscall.Stat_t
	if syscall.Lstat(name, &told) != nil || told.Mode&syscall.S_IFMT != syscall.S_IFREG {
		return stamp{}, false
	}
	return stamp{told.Size, told.Mtimespec.Nano(), told.Ctimespec.Nano(), told.Ino}, true
}
