package check

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"blotter/internal/site"
)

// Titles are compared by the words they share; each with each of its time
// gives the same.
func TestTitlesThatAreAlikeAreFoundWithoutComparingAll(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	vocabulary := strings.Fields("Harbour Ronin Mixer Orbit Vault Lazarus Bridge Phantom Chain Desk hacked the of")
	var incidents []*site.Incident
	for n := range 900 {
		var title []string
		for range random.IntN(6) {
			title = append(title, vocabulary[random.IntN(len(vocabulary))])
		}
		day := site.DayOf(2020, 1, 1) + site.Day(random.IntN(120))
		incidents = append(incidents, &site.Incident{ID: fmt.Sprint("entry-", n), Title: strings.Join(title, " "), Date: day.Date()})
	}
	entries, words := newDesk(&site.Record{Incidents: incidents}, site.DefaultConfig()).datedEntries()
	titles := titles{entries: entries, having: make([][]int32, words), shared: make([]int32, len(entries))}
	found := 0
	for i := range entries {
		var want []int32
		for j := i - 1; j >= max(0, i-mostCompared) && entries[i].anchor-entries[j].anchor <= nearDays+31; j-- {
			shared := 0
			for _, word := range entries[j].words {
				if slices.Contains(entries[i].words, word) {
					shared++
				}
			}
			if sameName(shared, len(entries[j].words), len(entries[i].words)) {
				want = append(want, int32(j))
			}
		}
		if got := titles.alike(i); !slices.Equal(got, want) {
			t.Fatalf("%q is alike %v, want %v", entries[i].Title, got, want)
		}
		found += len(want)
	}
	if found < 1000 {
		t.Errorf("%d titles are alike, too few to compare", found)
	}
}

func TestFoldedNamesStayAsTheyAre(t *testing.T) {
	for _, name := range []string{"", "a", "a b", " a", "a ", "a  b", "A", "é É", "a\tb", "ronin network 2", "a\u00a0b", "  A  b C ", "A\x00B", "   "} {
		want := strings.ToLower(strings.Join(strings.Fields(name), " "))
		if got := fold(name); got != want {
			t.Errorf("fold(%q) = %q, want %q", name, got, want)
		}
	}
}
