package publish

import (
	"slices"
	"strings"

	"blotter/internal/site"
)

// folderList is the folders of some files, each after the one it stands in; "."
// is the first. The number of a folder is its place in the list.
type folderList struct {
	list  []string
	outer []int32 // the number of the folder that each stands in; "." stands in itself
	of    []int32 // by file: the number of its folder
}

// foldersOf gives the folders of files that are sorted by path. What stands in
// one folder, or below it, stands together in that order, so each folder is
// met once.
func foldersOf(files []record) *folderList {
	most := len(files)/2 + 1 // in the usual case
	f := &folderList{list: append(make([]string, 0, most), "."), outer: append(make([]int32, 0, most), 0), of: make([]int32, len(files))}
	within := []int32{0} // the numbers of the present folder and of all that hold it, the outermost first
	for i := range files {
		dir := dirOf(files[i].path)
		for !f.isWithin(dir, within[len(within)-1]) {
			within = within[:len(within)-1]
		}
		for {
			inner, more := f.nextInner(dir, within[len(within)-1])
			if !more {
				break
			}
			f.outer = append(f.outer, within[len(within)-1])
			within = append(within, int32(len(f.list)))
			f.list = append(f.list, inner)
		}
		f.of[i] = within[len(within)-1]
	}
	return f
}

// dirOf is path.Dir for a clean path, without making a new text.
func dirOf(name string) string {
	if at := strings.LastIndexByte(name, '/'); at >= 0 {
		return name[:at]
	}
	return "."
}

// isWithin reports whether a folder is another, or stands below it.
func (f *folderList) isWithin(dir string, number int32) bool {
	outer := f.list[number]
	return number == 0 || strings.HasPrefix(dir, outer) && (len(dir) == len(outer) || dir[len(outer)] == '/')
}

// nextInner gives the folder that is next on the way from another to one within
// it; more is false at its end.
func (f *folderList) nextInner(dir string, number int32) (inner string, more bool) {
	start := 0
	if number > 0 {
		start = len(f.list[number]) + 1
	}
	if start > len(dir) || dir == "." {
		return "", false
	}
	if end := strings.IndexByte(dir[start:], '/'); end >= 0 {
		return dir[:start+end], true
	}
	return dir, true
}

// find gives the number of a folder.
func (f *folderList) find(name string) (number int, known bool) {
	return slices.BinarySearchFunc(f.list, name, compareFolders)
}

// compareFolders gives the order of the list, in which everything below a
// folder comes before its next sister, whatever letters their names go on with.
func compareFolders(a, b string) int {
	if a == "." || b == "." {
		return site.CompareBool(a != ".", b != ".")
	}
	n := min(len(a), len(b))
	if by := strings.Compare(a[:n], b[:n]); by != 0 || len(a) == len(b) {
		return by
	}
	// One goes on where the other ends, as if with a slash.
	if len(a) > n {
		return compareBytes(a[n], '/', 1)
	}
	return compareBytes('/', b[n], -1)
}

// compareBytes compares two bytes, and gives a result where they are the same.
func compareBytes(a, b byte, same int) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return same
}

// matched gives for each folder its number in another list; -1 = it is not
// there.
func (f *folderList) matched(other *folderList) []int32 {
	numbers, next := make([]int32, len(f.list)), 0
	for n, name := range f.list {
		numbers[n] = -1
		for next < len(other.list) && compareFolders(other.list[next], name) < 0 {
			next++
		}
		if next < len(other.list) && other.list[next] == name {
			numbers[n] = int32(next)
		}
	}
	return numbers
}
