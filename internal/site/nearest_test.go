package site

import "testing"

func TestNearestFindsTheWordThatWasMeant(t *testing.T) {
	words := []string{"theft", "freeze", "seizure", "sanction", "settlement"}
	for _, c := range []struct{ name, word, want string }{
		{"a letter dropped", "seizre", "seizure"},
		{"two neighbours swapped", "feeeze", "freeze"},
		{"two letters swapped in place", "thetf", "theft"},
		{"a letter too many", "sanctions", "sanction"},
		{"nothing near", "outage", ""},
		{"an empty word is near nothing", "", ""},
		{"a longer word is not cut to a short one", "theftandmore", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Nearest(c.word, words); got != c.want {
				t.Errorf("Nearest(%q) = %q, want %q", c.word, got, c.want)
			}
		})
	}
}

func TestNearestTakesTheFirstOfEquals(t *testing.T) {
	if got, want := Nearest("abcd", []string{"abce", "abcf"}), "abce"; got != want {
		t.Errorf("Nearest = %q, want %q", got, want)
	}
}
