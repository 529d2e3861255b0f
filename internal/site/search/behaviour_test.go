//go:build !race

package search

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"blotter/internal/site"
)

func smallClient(t *testing.T) (*client, *site.Site, *site.Statistics) {
	t.Helper()
	s, st := linkedSite(t, smallRecord)
	if len(s.Entries) != 6 {
		t.Fatalf("the small record has %d entries, want 6", len(s.Entries))
	}
	return newClient(t, filesOf(t, s, st)), s, st
}

func TestAQueryFindsWhatJournalistsMean(t *testing.T) {
	c, s, _ := smallClient(t)
	for _, test := range []struct {
		name, query string
		want        []string // ids, the best first
	}{
		{"an amount in words", "4.4 million", []string{"exchange", "near"}},
		{"an amount in another notation", "$4.4M", []string{"exchange", "near"}},
		{"an amount in digits", "4400000", []string{"exchange", "near"}},
		{"the exact amount goes before the near one", "4,412,345", []string{"near", "exchange"}},
		{"an alias of an actor", "Hidden Cobra", []string{"bridge"}},
		{"a prefix of an address", "0x97b1", []string{"exchange"}},
		{"a prefix of an address without 0x", "97b104", []string{"exchange"}},
		{"an address cut short", "0x97b1…4f9c", []string{"exchange"}},
		{"a whole address in capitals", "0x97B1043ABD9E6FC31681635166D430A458D14F9C", []string{"exchange"}},
		{"a phrase", `"validator keys"`, []string{"bridge"}},
		{"a phrase over a hyphen", `"private key"`, []string{"exchange"}},
		{"words written together and apart", "private key ", []string{"exchange", "near"}},
		{"one word for two", "privatekey", []string{"near", "exchange"}},
		{"a misspelt name", "binanse", []string{"exchange"}},
		{"swapped letters", "Lazraus", []string{"bridge"}},
		{"a word of the editors for a phrase", "dprk", []string{"bridge"}},
		{"a verb of the editors for another", "freeze", []string{"exchange"}},
		{"the beginning of a word", "valid", []string{"exchange", "bridge"}},
		{"a month", "2023-05", []string{"exchange"}},
		{"words that no entry has together", "validator hospital", []string{"unpriced", "exchange", "bridge"}},
		{"nothing", "xyzzyqwv", nil},
		{"signs alone", "?! --", nil},
		{"a word longer than any", strings.Repeat("x", 10_000), nil},
	} {
		var got []string
		for _, hit := range c.search(test.query).Hits {
			got = append(got, s.Entries[hit].ID)
		}
		slices.Sort(got[min(1, len(got)):])
		want := slices.Clone(test.want)
		slices.Sort(want[min(1, len(want)):])
		if strings.HasPrefix(test.name, "the beginning") || strings.HasPrefix(test.name, "words") || strings.HasPrefix(test.name, "one word") {
			slices.Sort(got)
			slices.Sort(want)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q finds %v, want %v", test.name, test.query, got, test.want)
		}
	}
}

func TestACorrectedWordAndAMissingOneAreTold(t *testing.T) {
	c, _, _ := smallClient(t)
	if r := c.search("binanse"); !slices.Equal(r.Meant, []string{"binance"}) || r.Partial {
		t.Errorf("binanse is told as %v, partial %v", r.Meant, r.Partial)
	}
	if r := c.search("validator hospital"); !r.Partial {
		t.Error("some of the words are not told as some")
	}
	if r := c.search("hidden cobra"); len(r.Pages) != 1 {
		t.Errorf("the alias finds %d pages, want its actor's", len(r.Pages))
	}
}

// narrowed is what narrow gives.
type narrowed struct {
	Hits   []int
	Totals []struct {
		Key               string
		Exact             any
		Entries, Unpriced int
	}
	Facets []struct{ Counts []int }
}

func (c *client) narrow(hits []int, wanted map[string][]string, names ...string) (n narrowed) {
	c.t.Helper()
	list, _ := json.Marshal(hits)
	values, _ := json.Marshal(wanted)
	facets, _ := json.Marshal(append([]string{}, names...))
	c.ask(&n, `narrow(index, %s, new Wanted(%s), %s).then(({ hits, totals, facets }) => ({ hits, totals, facets }))`, list, values, facets)
	return n
}

func TestTheTotalsOfEveryGroupAreThoseOfTheStatistics(t *testing.T) {
	s, st := realSite(t)
	c := newClient(t, filesOf(t, s, st))
	all := make([]int, len(s.Entries))
	for i := range all {
		all[i] = i
	}
	checked := 0
	for _, facet := range site.Facets {
		groups := s.Groups[facet.Dimension]
		for _, group := range groups[:min(len(groups), 24)] {
			n := c.narrow(all, map[string][]string{facet.Name: {group.Key}}, facet.Name)
			if len(n.Hits) != len(group.Entries) {
				t.Errorf("%s=%s keeps %d entries, want %d", facet.Name, group.Key, len(n.Hits), len(group.Entries))
			}
			got := map[string]string{}
			for _, total := range n.Totals {
				got[total.Key] = fmt.Sprint(total.Exact, " ", total.Entries, " ", total.Unpriced)
			}
			want := map[string]string{}
			for _, total := range st.ByGroup(group).Classes {
				if total.Entries == 0 {
					continue
				}
				exact := total.Value.String()
				if !total.Value.Known() {
					exact = "<nil>"
				}
				want[string(total.Class)] = fmt.Sprint(exact, " ", total.Entries, " ", len(total.Unpriced))
			}
			if !maps.Equal(got, want) {
				t.Errorf("%s=%s adds up to\n     %v\nwant %v", facet.Name, group.Key, got, want)
			}
			checked++
		}
	}
	if checked < 10 {
		t.Errorf("checked %d groups only", checked)
	}
}

func TestDisputedAndWithdrawnEntriesAreFoundAndNotAdded(t *testing.T) {
	c, _, _ := smallClient(t)
	n := c.narrow([]int{0, 1, 2, 3, 4, 5}, map[string][]string{"type": {"theft"}}, "type", "status")
	if len(n.Hits) != 5 || len(n.Totals) != 1 {
		t.Fatalf("kept %v, totals %v", n.Hits, n.Totals)
	}
	if total := n.Totals[0]; total.Exact != "628412345" || total.Entries != 3 || total.Unpriced != 1 {
		t.Errorf("the thefts add up to %v of %d entries, %d without a figure; want 628412345 of 3, 1", total.Exact, total.Entries, total.Unpriced)
	}
}

func TestRangesAndFacetsNarrowTogether(t *testing.T) {
	c, s, _ := smallClient(t)
	for _, test := range []struct {
		name   string
		wanted map[string][]string
		want   string
	}{
		{"dates that overlap", map[string][]string{"from": {"2021-02-10"}, "to": {"2022-12-31"}}, "disputed bridge"},
		{"a year known as a year overlaps a day of it", map[string][]string{"from": {"2024-06-01"}}, "near"},
		{"amounts", map[string][]string{"min": {"4.4m"}, "max": {"9 million"}}, "disputed exchange near"},
		{"values of one facet are alternatives", map[string][]string{"year": {"2022", "2023"}}, "bridge exchange"},
		{"facets are all asked for", map[string][]string{"year": {"2022", "2023"}, "type": {"freeze"}}, "exchange"},
		{"a value that nothing has", map[string][]string{"type": {"nope"}}, ""},
		{"the greatest amount first", map[string][]string{"min": {"4m"}, "sort": {"amount"}}, "bridge disputed near exchange"},
		{"the newest first", map[string][]string{"type": {"theft"}, "min": {"1m"}, "sort": {"newest"}}, "near bridge disputed"},
		{"what is no date and no amount is no range", map[string][]string{"from": {"never"}, "min": {"-"}, "type": {"freeze"}}, "exchange"},
	} {
		n := c.narrow([]int{0, 1, 2, 3, 4, 5}, test.wanted, "type", "year")
		var ids []string
		for _, hit := range n.Hits {
			ids = append(ids, s.Entries[hit].ID)
		}
		if got := strings.Join(ids, " "); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

func TestRangesInAQueryKeepToDatesAndAmounts(t *testing.T) {
	c, s, _ := smallClient(t)
	for _, test := range []struct{ query, ranges, want string }{
		{">4.4m", "amount >4.4m", "near bridge disputed"},
		{">=4.4m", "amount >=4.4m", "near exchange bridge disputed"},
		{"<4.4m", "amount <4.4m", ""},
		{"<= $4,400,000", "amount <= $4,400,000", "exchange"},
		{"4m..9 million", "amount 4m..9 million", "near exchange disputed"},
		{"..4.4M", "amount ..4.4M", "exchange"},
		{"2022..2023", "date 2022..2023", "exchange bridge"},
		{"2021-02..2022-03", "date 2021-02..2022-03", "bridge disputed"},
		{"2022-03-24..2023", "date 2022-03-24..2023", "exchange"},
		{">2022", "date >2022", "near exchange"},
		{"<2022-03", "date <2022-03", "disputed withdrawn unpriced"},
		{"validator <5m", "amount <5m", "exchange"},
		{"validator 2022..2022 >1m", "date 2022..2022, amount >1m", "bridge"},
		{"hidden cobra >1bn", "amount >1bn", ""},
		// What only looks like one is words.
		{"2024", "", "near"},
		{`">1m" 2024`, "", "near"},
		{"2024...2025", "", "near"},
		{"..", "", ""},
		{"0x97b1..4f9c", "", "exchange"},
	} {
		r := c.search(test.query)
		var ids, ranges []string
		for _, hit := range r.Hits {
			ids = append(ids, s.Entries[hit].ID)
		}
		for _, found := range r.Ranges {
			ranges = append(ranges, found.Name+" "+found.Text)
		}
		if got := strings.Join(ids, " "); got != test.want {
			t.Errorf("%q finds %q, want %q", test.query, got, test.want)
		}
		if got := strings.Join(ranges, ", "); got != test.ranges {
			t.Errorf("%q is read as the ranges %q, want %q", test.query, got, test.ranges)
		}
	}
}

func TestARecordWithoutEntriesHasAnIndexThatFindsNothing(t *testing.T) {
	s, st := linkedSite(t, fstest.MapFS{"config.yaml": {Data: []byte("title: Empty\nbase_url: https://record.example/\n")}})
	c := newClient(t, filesOf(t, s, st))
	if r := c.search("anything at all"); len(r.Hits)+len(r.Pages) != 0 {
		t.Errorf("found %v and %v", r.Hits, r.Pages)
	}
}
