package search

import (
	"bytes"
	"maps"
	"runtime"
	"testing"
)

func TestTheSameSiteGivesTheSameIndexOnAnyNumberOfCores(t *testing.T) {
	s, st := generatedSite(t, 300)
	want := filesOf(t, s, st)
	cores := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(cores)
	for _, n := range []int{1, 3, 7} {
		runtime.GOMAXPROCS(n)
		if got := filesOf(t, s, st); !maps.EqualFunc(got, want, bytes.Equal) {
			t.Errorf("the index of %d cores is another one", n)
		}
	}
}
