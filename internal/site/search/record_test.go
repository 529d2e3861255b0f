package search

import (
	"fmt"
	"strings"
	"testing/fstest"
)

// smallRecord is a record of a few entries that tests read about.
var smallRecord = fstest.MapFS{
	"config.yaml":                    {Data: []byte("title: A small record\nbase_url: https://record.example/\nsynonyms: [[dprk, north korea], [frozen, froze, freeze]]\n")},
	"content/actors/lazarus.md":      {Data: []byte("---\nname: Lazarus Group\nkind: group\naliases: [{name: Hidden Cobra, by: US authorities}]\nsummary: A group that several authorities name for thefts.\n---\nProfile.\n")},
	"content/incidents/bridge.md":    {Data: []byte(smallEntry("Bridge drained by Lazarus", "2022-03-23", "theft", "stolen", "624M", "actors: [{actor: lazarus, role: perpetrator, standing: attributed, by: FBI, sources: [a]}]", "Five of nine validator keys signed for North Korea."))},
	"content/incidents/exchange.md":  {Data: []byte(smallEntry("Exchange froze accounts", "2023-05-25", "freeze", "frozen", "4.4M", "addresses: [{chain: ethereum, address: \"0x97b1043abd9e6fc31681635166d430a458d14f9c\"}]", "Keys of the validator were not at stake; a private-key was. Binance helped."))},
	"content/incidents/near.md":      {Data: []byte(smallEntry("Wallet emptied of $4,412,345", "2024", "theft", "stolen", "4412345", "", "A privatekey leaked."))},
	"content/incidents/disputed.md":  {Data: []byte(smallEntry("Claim that a fund lost money", "2021-02", "theft", "lost", "9M", "status_note: Both sides contradict each other.", "Nothing is settled."))},
	"content/incidents/unpriced.md":  {Data: []byte(strings.Replace(smallEntry("Ransom paid by a hospital", "2020-07-01", "theft", "stolen", "1M", "", "Nobody says how much."), "usd: 1M", "precision: unknown", 1))},
	"content/incidents/withdrawn.md": {Data: []byte(smallEntry("Story that was withdrawn", "2020-08-01", "theft", "stolen", "70M", "status_note: It did not happen.", "Gone."))},
}

func smallEntry(title, date, kind, money, usd, more, body string) string {
	status := "confirmed"
	switch {
	case strings.HasPrefix(title, "Claim"):
		status = "disputed"
	case strings.HasPrefix(title, "Story"):
		status = "withdrawn"
	}
	return fmt.Sprintf("---\ntitle: %q\nsummary: An entry of the small record that the tests of the search are about.\ntype: %s\nstatus: %s\ndate: %s\npublished: 2026-01-02\n%s\namounts: [{kind: %s, usd: %s, by: Somebody, sources: [a]}]\nsources:\n  a: {url: \"https://news.example/%s\", title: A report, publisher: Daily Ledger, date: 2024, kind: news}\n---\n\n%s [@a]\n",
		title, kind, status, date, more, money, usd, date, body)
}
