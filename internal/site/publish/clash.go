package publish

import (
	"slices"
	"strings"
)

// mayClash reports whether any of some new paths could stand in the way of a
// file or of another of them: as a folder where that is a file or the other way
// round, or as the same name for a system that takes A and a for one letter.
// Nearly all files have plain paths, of lower case letters, and are looked up;
// the others are claimed beside the new ones.
func (m *manifest) mayClash(paths []string) bool {
	if m == nil || len(paths) == 0 {
		return false
	}
	together := newClaims()
	for i := range m.files {
		if path := m.files[i].path; fold(path) != path && together.claim(path) != nil {
			return true
		}
	}
	return slices.ContainsFunc(paths, func(path string) bool {
		return m.clashesWithPlain(path) || together.claim(path) != nil
	})
}

// clashesWithPlain reports whether a new path could stand in the way of a file
// with a plain path.
func (m *manifest) clashesWithPlain(path string) bool {
	folded := fold(path)
	if _, taken := m.find(folded); taken || m.standsAt(folded) {
		return true
	}
	for at := 0; at < len(path); at++ {
		// A folder written otherwise may be one that is there.
		if path[at] == '/' && fold(path[:at]) != path[:at] && m.isFolder(fold(path[:at])) {
			return true
		}
	}
	return false
}

// standsAt reports whether a file is where a path needs a folder, or in it.
func (m *manifest) standsAt(path string) bool {
	for at := 0; at < len(path); at++ {
		if path[at] == '/' {
			if _, isFile := m.find(path[:at]); isFile {
				return true
			}
		}
	}
	return m.isFolder(path)
}

// isFolder reports whether a file is below a path.
func (m *manifest) isFolder(path string) bool {
	within := path + "/"
	at, _ := slices.BinarySearchFunc(m.files, within, func(file record, path string) int { return strings.Compare(file.path, path) })
	return at < len(m.files) && strings.HasPrefix(m.files[at].path, within)
}
