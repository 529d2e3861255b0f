package index

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"

	"blotter/internal/site"
)

// atomFeed is what a feed reader sees.
type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Title   string      `xml:"title"`
	ID      string      `xml:"id"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomEntry struct {
	Title   string     `xml:"title"`
	ID      string     `xml:"id"`
	Updated string     `xml:"updated"`
	Summary string     `xml:"summary"`
	Links   []atomLink `xml:"link"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
	Type string `xml:"type,attr"`
}

func feedOf(t *testing.T, files map[string]made, name string) atomFeed {
	t.Helper()
	var read atomFeed
	if err := xml.Unmarshal(dataOf(t, files, name), &read); err != nil {
		t.Fatalf("%s is not XML: %v", name, err)
	}
	return read
}

func TestEveryFeedHasWhatAtomAsksFor(t *testing.T) {
	files := makeAll(t, testRecord(), testConfig())
	feeds := 0
	for name := range files {
		if path.Ext(name) != ".atom" {
			continue
		}
		feeds++
		read := feedOf(t, files, name)
		if read.Title == "" || read.ID == "" || read.Author != "The <Testers>" || len(read.Updated) != len("2026-11-22T00:00:00Z") {
			t.Errorf("%s lacks something: %+v", name, read)
		}
		if self := read.Links[0]; self.Rel != "self" || self.Href != "https://record.example/base/"+name {
			t.Errorf("%s says it is at %s", name, self.Href)
		}
		seen := map[string]bool{}
		for _, entry := range read.Entries {
			if entry.ID == "" || seen[entry.ID] || entry.Title == "" || entry.Updated == "" || len(entry.Links) == 0 {
				t.Errorf("%s: the entry %+v lacks something or is there twice", name, entry)
			}
			seen[entry.ID] = true
			if entry.Updated > read.Updated {
				t.Errorf("%s is older than its entry %s", name, entry.ID)
			}
		}
	}
	for _, want := range []string{"incidents", "corrections", "types/theft", "actors/harbour", "actors/grey-group", "techniques/phishing", "chains/ethereum", "countries/kp"} {
		dataOf(t, files, "feeds/"+want+".atom")
	}
	if feeds < 9 {
		t.Errorf("there are %d feeds only", feeds)
	}
}

func TestTheFeedOfEntriesStartsWithTheNewest(t *testing.T) {
	record := testRecord()
	for n := range feedLength + 10 {
		extra := plain(fmt.Sprintf("extra-%d", n), fmt.Sprintf("Extra entry %d", n), "2020")
		extra.Published = site.DayOf(2020, 1, 1+n)
		record.Incidents = append(record.Incidents, extra)
	}
	read := feedOf(t, makeAll(t, record, testConfig()), "feeds/incidents.atom")
	if len(read.Entries) != feedLength {
		t.Fatalf("the feed holds %d entries, want %d", len(read.Entries), feedLength)
	}
	var got []string
	for _, entry := range read.Entries[:6] {
		got = append(got, path.Base(entry.Links[0].Href))
	}
	// By publication, then by date; an unknown date comes last in the record
	// and so first among the newest.
	want := []string{"quiet-freeze", "left-out", "harbour-bridge-theft", "nothing-happened", "several-years", "extra-59"}
	if !slices.Equal(got, want) {
		t.Errorf("the feed starts with %v, want %v", got, want)
	}
}

func TestTheFeedOfAGroupHoldsItsNewestEntriesInShort(t *testing.T) {
	record := testRecord()
	for n := range groupFeedLength + 5 {
		extra := plain(fmt.Sprintf("extra-%d", n), fmt.Sprintf("Extra entry %d", n), "2020")
		extra.Published, extra.Chains = site.DayOf(2027, 1, 1+n%20), []string{"ethereum"}
		extra.Updates = []site.Update{{Date: site.DayOf(2027, 3, 1), Type: "update", Text: "More."}}
		record.Incidents = append(record.Incidents, extra)
	}
	files := makeAll(t, record, testConfig())
	brief, whole := feedOf(t, files, "feeds/chains/ethereum.atom"), feedOf(t, files, "feeds/incidents.atom")
	if len(brief.Entries) != groupFeedLength {
		t.Fatalf("the feed holds %d entries, want %d", len(brief.Entries), groupFeedLength)
	}
	for i, entry := range brief.Entries {
		full := whole.Entries[i] // the newest of the record are all of the group
		if entry.ID != full.ID || entry.Title != full.Title || entry.Summary != full.Summary || entry.Updated != full.Updated || entry.Links[0] != full.Links[0] {
			t.Errorf("entry %d of the group is %+v, of the record %+v", i, entry, full)
		}
		if len(entry.Links) != 1 || len(full.Links) != 2 {
			t.Errorf("entry %d has %d links in the feed of the group, %d in that of the record", i, len(entry.Links), len(full.Links))
		}
	}
}

func TestAFeedShowsHostileTextAsText(t *testing.T) {
	files := makeAll(t, testRecord(), testConfig())
	read := feedOf(t, files, "feeds/incidents.atom")
	at := slices.IndexFunc(read.Entries, func(e atomEntry) bool { return strings.HasPrefix(e.Summary, "=HYPERLINK") })
	if at < 0 {
		t.Fatal("the summary is not in the feed")
	}
	if got, want := read.Entries[at].Summary, strings.ReplaceAll(nasty, "\x01", "\ufffd"); got != want {
		t.Errorf("the summary is %q, want %q", got, want)
	}
}

func TestAnEntryKeepsItsFeedIDWhenItIsRenamed(t *testing.T) {
	files := makeAll(t, testRecord(), testConfig())
	want := "tag:record.example,2026-11-22:/base/incidents/harbor-bridge-hack/"
	if !strings.Contains(string(dataOf(t, files, "feeds/types/theft.atom")), "<id>"+want+"</id>") {
		t.Errorf("no feed entry has the id %s", want)
	}
	want = "tag:record.example,2026-11-23:/base/incidents/quiet-freeze/"
	if !strings.Contains(string(dataOf(t, files, "feeds/types/freeze.atom")), "<id>"+want+"</id>") {
		t.Errorf("no feed entry has the id %s", want)
	}
}

func TestCorrectionsLeadToTheUpdateOnThePage(t *testing.T) {
	read := feedOf(t, makeAll(t, testRecord(), testConfig()), "feeds/corrections.atom")
	if len(read.Entries) != 2 || read.Updated != "2026-11-25T00:00:00Z" {
		t.Fatalf("the feed of %s holds %d corrections", read.Updated, len(read.Entries))
	}
	newest := read.Entries[0]
	if got, want := newest.Links[0].Href, "https://record.example/base/incidents/harbour-bridge-theft/#update-2"; got != want {
		t.Errorf("the correction leads to %s, want %s", got, want)
	}
	if newest.Title != "Correction: Harbour bridge drained" || !strings.HasSuffix(newest.Summary, "Was: $600M. Now: $620M.") {
		t.Errorf("the correction says %q: %q", newest.Title, newest.Summary)
	}
}

func TestAWithdrawnEntrySaysSoInItsTitle(t *testing.T) {
	if data := string(dataOf(t, makeAll(t, testRecord(), testConfig()), "feeds/incidents.atom")); !strings.Contains(data, "<title>Withdrawn: Nothing happened</title>") {
		t.Error("the feed shows the withdrawn entry like any other")
	}
}

func TestTheJSONFeedsHaveWhatTheFormatAsksFor(t *testing.T) {
	files := makeAll(t, testRecord(), testConfig())
	for _, name := range []string{"feeds/incidents.json", "feeds/corrections.json"} {
		var read struct {
			Version, Title string
			HomePageURL    string `json:"home_page_url"`
			FeedURL        string `json:"feed_url"`
			Authors        []struct{ Name string }
			Items          []struct {
				ID, URL, Title string
				Text           string `json:"content_text"`
				Published      string `json:"date_published"`
			}
		}
		if err := json.Unmarshal(dataOf(t, files, name), &read); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if read.Version != "https://jsonfeed.org/version/1.1" || read.FeedURL != "https://record.example/base/"+name || len(read.Authors) != 1 || len(read.Items) == 0 {
			t.Errorf("%s lacks something: %+v", name, read)
		}
		for _, item := range read.Items {
			if item.ID == "" || item.URL == "" || item.Title == "" || item.Text == "" || !strings.HasSuffix(item.Published, "T00:00:00Z") {
				t.Errorf("%s: the item %+v lacks something", name, item)
			}
		}
	}
}
