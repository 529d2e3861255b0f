//go:build !race

package search

import (
	"slices"
	"strings"
	"testing"
)

func TestASmallRecordAnswersFromOneFile(t *testing.T) {
	c, _, _ := smallClient(t)
	for _, query := range []string{"validator", "hidden cobra", "$4.4M", `"validator keys"`, "binanse", ">5m"} {
		hits := c.search(query).Hits
		if len(hits) == 0 {
			t.Errorf("%q finds nothing", query)
		}
		for _, hit := range hits {
			c.ask(nil, "index.card(%d)", hit)
		}
	}
	c.narrow([]int{0, 1, 2}, map[string][]string{"sort": {"amount"}}, "type", "actor")
	if !slices.Equal(c.asked, []string{firstFile}) {
		t.Errorf("the search fetches %v, want %s alone", c.asked, firstFile)
	}
}

// The record of this repository grows, and may outgrow its pack; never the size
// of one.
func TestTheFirstFileOfThisRecordIsAtMost64KiB(t *testing.T) {
	s, st := realSite(t)
	files := filesOf(t, s, st)
	if size := len(files[firstFile]); len(s.Entries) <= packEntries && size > packSize {
		t.Errorf("the first file has %d bytes, want %d at most", size, packSize)
	}
	c := newClient(t, files)
	c.search("validator")
	t.Logf("%d entries, %d bytes; a word takes %v", len(s.Entries), len(files[firstFile]), c.asked)
}

func TestAPackHoldsWhatFits(t *testing.T) {
	small, smallTotals := generatedSite(t, 40)
	largest, largestTotals := generatedSite(t, packEntries)
	larger, largerTotals := generatedSite(t, packEntries+1)
	for _, test := range []struct {
		name   string
		files  map[string][]byte
		packed bool
	}{
		{"40 entries", filesOf(t, small, smallTotals), true},
		{"as many entries as a pack is for", filesOf(t, largest, largestTotals), true},
		{"one entry more", filesOf(t, larger, largerTotals), false},
	} {
		apart := map[string]int{}
		for name := range test.files {
			folder, _, _ := strings.Cut(name, "/")
			apart[folder]++
		}
		size := len(test.files[firstFile])
		t.Logf("%s: %d bytes, and apart from them %v", test.name, size, apart)
		if size > packSize {
			t.Errorf("%s: the first file has %d bytes, want %d at most", test.name, size, packSize)
		}
		if (apart["t"] == 0) != test.packed {
			t.Errorf("%s: %d blocks of terms stand apart, packed is to be %v", test.name, apart["t"], test.packed)
		}
		c := newClient(t, test.files)
		if r := c.search("exchange"); len(r.Hits) == 0 {
			t.Errorf("%s: nothing is found", test.name)
		}
		if test.packed && len(c.asked) > 1 {
			t.Errorf("%s: a word takes %v, want one file", test.name, c.asked)
		}
	}
}
