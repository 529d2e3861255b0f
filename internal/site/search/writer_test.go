package search

import (
	"bytes"
	"maps"
	"runtime"
	"testing"
)

func TestTheSameSiteGivesTheSameIndexOnAnyNumberOfCores(t *testing.T) {
	cores := runtime.GOMAXPROCS(0)
	defer runtime.GOMAXPROCS(cores)
	for _, entries := range []int{80, 300} { // with a pack and without
		s, st := generatedSite(t, entries)
		want := filesOf(t, s, st)
		for _, n := range []int{1, 3, 7} {
			runtime.GOMAXPROCS(n)
			if got := filesOf(t, s, st); !maps.EqualFunc(got, want, bytes.Equal) {
				t.Errorf("%d entries: the index of %d cores is another one", entries, n)
			}
		}
	}
}
