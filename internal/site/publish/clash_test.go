package publish

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// A site of paths that do not clash, and more paths drawn by lot: those that
// claiming all of them refuses are those that may clash.
func TestNewPathsThatClashAreFoundWithoutClaimingEveryFile(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	parts := []string{"a", "A", "b", "ab", "Ab", "aB", "c", "\u00e4", "\u00c4"}
	draw := func() string {
		path := make([]string, 1+random.IntN(3))
		for i := range path {
			path[i] = parts[random.IntN(len(parts))]
		}
		return strings.Join(path, "/")
	}
	clashing, fine := 0, 0
	for range 20_000 {
		all, m := newClaims(), &manifest{}
		for range random.IntN(6) {
			if path := draw(); all.claim(path) == nil {
				m.files = append(m.files, record{path: path})
			}
		}
		slices.SortFunc(m.files, func(a, b record) int { return strings.Compare(a.path, b.path) })
		var fresh []string
		refused := false
		for range 1 + random.IntN(2) {
			path := draw()
			if _, known := m.find(path); known || slices.Contains(fresh, path) {
				continue // not new, or put twice
			}
			fresh = append(fresh, path)
			refused = all.claim(path) != nil || refused
		}
		may := m.mayClash(fresh)
		if refused && !may {
			t.Fatalf("%q beside %v clash, and nobody notices", fresh, m.files)
		}
		if refused {
			clashing++
		} else if !may {
			fine++
		}
	}
	if clashing < 1000 || fine < 1000 {
		t.Errorf("%d clashed and %d were found to be fine, too few to show anything", clashing, fine)
	}
}
