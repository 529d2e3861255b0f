package publish

import (
	"path"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// somePaths gives sorted paths whose parts often begin alike, and go on with
// letters on both sides of the slash.
func somePaths(t *rapid.T) []record {
	name := rapid.StringMatching(`[ab][ab.-]{0,2}(/[ab][ab.-]{0,2}){0,3}`)
	var files []record
	for _, path := range rapid.SliceOfDistinct(name, rapid.ID).Draw(t, "paths") {
		files = append(files, record{path: path})
	}
	slices.SortFunc(files, func(a, b record) int { return compareTexts(a.path, b.path) })
	return files
}

func compareTexts(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func TestEachFolderOfSomeFilesIsListedOnceAfterTheOneItStandsIn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		files := somePaths(t)
		want := map[string]bool{".": true}
		for i := range files {
			for dir := path.Dir(files[i].path); dir != "."; dir = path.Dir(dir) {
				want[dir] = true
			}
		}
		got := foldersOf(files)
		if len(got.list) != len(want) || len(got.outer) != len(want) || got.list[0] != "." {
			t.Fatalf("the folders of %v are %v, want %v", files, got.list, want)
		}
		for n, name := range got.list {
			if number, known := got.find(name); !want[name] || !known || number != n {
				t.Fatalf("%q is number %d and found at %d (%v) of %v", name, n, number, known, got.list)
			}
			if outer := int(got.outer[n]); got.list[outer] != path.Dir(name) || outer >= n && n > 0 {
				t.Fatalf("%q stands in %q (%d of %v)", name, got.list[outer], outer, got.list)
			}
		}
		for i := range files {
			if got.list[got.of[i]] != path.Dir(files[i].path) {
				t.Fatalf("%q stands in %q", files[i].path, got.list[got.of[i]])
			}
			if _, known := got.find(files[i].path + "/none"); known {
				t.Fatalf("a folder below %q is found", files[i].path)
			}
		}
	})
}

func TestFoldersAreMatchedWithThoseOfAnotherSite(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		one, two := foldersOf(somePaths(t)), foldersOf(somePaths(t))
		for n, number := range one.matched(two) {
			if want := slices.Index(two.list, one.list[n]); int(number) != want {
				t.Fatalf("%q is matched with %d of %v, want %d", one.list[n], number, two.list, want)
			}
		}
	})
}
