//go:build !unix

package publish

import "io/fs"

// inodeOf gives the number that two names of one file share; here it is not
// known, so every file is linked anew.
func inodeOf(fs.FileInfo) uint64 { return 0 }

// isMount is not known here.
func isMount(folder, parent fs.FileInfo) bool { return false }
