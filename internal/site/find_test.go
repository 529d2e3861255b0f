package site

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestNamesFoldTheSameWithAndWithoutOtherLetters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringOfN(rapid.SampledFrom([]rune("aZ \t\n\v\f\r.-0\x00\x1cÉß\u00a0\u2003")), 0, 80, -1).Draw(t, "name")
		if got, want := FoldName(name), strings.ToLower(strings.Join(strings.Fields(name), " ")); got != want {
			t.Fatalf("FoldName(%q) = %q, want %q", name, got, want)
		}
	})
	s := &Site{ActorNames: map[string]*Profile{"grey group": {}, "éclair": {}}}
	for _, name := range []string{"Grey  Group", " ÉCLAIR", "éclair"} {
		if s.FindActor(name) == nil {
			t.Errorf("FindActor(%q) finds nobody", name)
		}
	}
}
