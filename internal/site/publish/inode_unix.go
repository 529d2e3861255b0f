//go:build unix

package publish

import (
	"io/fs"
	"syscall"
)

// inodeOf gives the number that two names of one file share; 0 = not known.
func inodeOf(info fs.FileInfo) uint64 {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return uint64(stat.Ino)
	}
	return 0
}

// isMount reports whether a folder is a file system of its own, by comparing
// it with the one it stands in. Such a folder cannot be exchanged.
func isMount(folder, parent fs.FileInfo) bool {
	inner, ok := folder.Sys().(*syscall.Stat_t)
	outer, known := parent.Sys().(*syscall.Stat_t)
	return ok && known && inner.Dev != outer.Dev
}
