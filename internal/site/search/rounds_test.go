//go:build !race

package search

import (
	"encoding/json"
	"testing"

	"modernc.org/quickjs"
)

// rounds gives how many times a reader waits for files until a query is
// answered and the cards of its first results are there. Files that are asked
// for together arrive together.
func (c *client) rounds(query string) int {
	c.t.Helper()
	quoted, _ := json.Marshal(query)
	run(c.t, c.vm, "globalThis.held = []; start(() => search(index, "+string(quoted)+").then(({ hits, pages }) => Promise.all([...hits.slice(0, 10), ...pages.slice(0, 4)].map(index.card))).then((cards) => cards.length || null))", quickjs.EvalGlobal)
	for rounds := 0; ; rounds++ {
		if _, err := c.vm.ExecutePendingJobs(); err != nil {
			c.t.Fatal(err)
		}
		if run(c.t, c.vm, "globalThis.answer !== undefined || !held.length", quickjs.EvalGlobal) == true {
			if answer, _ := run(c.t, c.vm, "answer", quickjs.EvalGlobal).(string); answer == "null" || answer == "" || answer[0] == '{' {
				c.t.Errorf("%q is answered with %q, want cards", query, answer)
			}
			return rounds
		}
		run(c.t, c.vm, "held.splice(0).forEach((go) => go())", quickjs.EvalGlobal)
	}
}

func TestANewQueryTakesTwoRoundTrips(t *testing.T) {
	s, st := generatedSite(t, 1000)
	files := filesOf(t, s, st)
	words := head(s.Entries)[0].Title
	for _, query := range []string{
		"exchange theft", "bridge exploit ", "phishing harbor", "$4.4M", "wallet secur", words, `"` + words + `"`, `"validator keys"`,
		s.Entries[0].Addresses[0].Address[:9],
	} {
		c := newClient(t, files)
		if rounds := c.rounds(query); rounds > 2 {
			t.Errorf("%q takes %d round trips after the first file, want 2", query, rounds)
		}
		if again := c.rounds(query); again != 0 {
			t.Errorf("%q takes %d round trips when it is asked again, want none", query, again)
		}
	}
}
