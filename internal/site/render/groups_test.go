package render

import (
	"fmt"
	"strings"
	"testing"

	"blotter/internal/site"
)

func TestAnActorOfThreeHundredIncidentsHasNumberedPages(t *testing.T) {
	cfg := testConfig()
	cfg.PageSize = 100
	pages := testPages(t, cfg, busyRecord(300))
	listed := 0
	for n := 1; n <= 2; n++ {
		page, ok := pages[site.File(site.Numbered("/actors/grey-group/", n))]
		if !ok {
			t.Fatalf("there is no page %d", n)
		}
		_, page, _ = strings.Cut(page, "<main")
		listed += strings.Count(page, "<li><time ")
		if summaries := strings.Count(page, "One line about it"); n > 1 && summaries > 0 {
			t.Errorf("page %d, which is brief, has %d summaries", n, summaries)
		}
		if n > 1 && strings.Contains(page, `class="figures"`) {
			t.Errorf("page %d repeats the sums", n)
		}
		if !strings.Contains(page, `aria-current="page"><span class="unseen">Page </span>`+fmt.Sprint(n)) {
			t.Errorf("page %d is not marked in its pager", n)
		}
	}
	if listed != 300 {
		t.Errorf("the pages list %d entries, want 300", listed)
	}
	if _, ok := pages["actors/grey-group/page-3/index.html"]; ok {
		t.Error("there is an empty third page")
	}
	first := pages["actors/grey-group/index.html"]
	for _, standing := range []string{"alleged", "charged", "convicted"} {
		if !strings.Contains(first, "<td>"+standing) {
			t.Errorf("the first page does not count %q", standing)
		}
	}
	// 300 amounts are too many for the page itself.
	if !strings.Contains(first, `href="/base/actors/grey-group/taken/"`) {
		t.Error("the sum does not lead to the page of its amounts")
	}
	rows := 0
	for _, page := range []string{"actors/grey-group/taken/index.html", "actors/grey-group/taken/page-2/index.html"} {
		got := strings.Count(mainOf(pages[page]), `<th>`)
		if rows += got; got > site.LedgerPage {
			t.Errorf("%s has %d rows", page, got)
		}
	}
	if rows != 300 {
		t.Errorf("the pages of the amounts have %d rows, want 300", rows)
	}
}

func TestAFewAmountsStandOnThePageOfTheirValue(t *testing.T) {
	pages := testPages(t, testConfig(), ledgerRecord())
	page := pages["techniques/phishing/index.html"]
	for _, want := range []string{
		"Messages that pretend to come from somebody else.", `href="/base/feeds/techniques/phishing.atom"`, `href="/base/data/techniques/phishing.csv"`,
		`href="/base/techniques/phishing/#held"`, `<details id="held"`, "the sums of several techniques must not be added", "Police seize coins of the Quay theft",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page of a technique lacks %q", want)
		}
	}
	if _, ok := pages["techniques/phishing/held/index.html"]; ok {
		t.Error("a few amounts have a page of their own")
	}
}

func TestOnlySingleValuedDimensionsHaveASum(t *testing.T) {
	pages := testPages(t, testConfig(), ledgerRecord())
	for path, want := range map[string]bool{"types/index.html": true, "techniques/index.html": false, "actors/index.html": false} {
		if got := strings.Contains(pages[path], "<tfoot>"); got != want {
			t.Errorf("%s has a row of sums: %v, want %v", path, got, want)
		}
	}
	if got, want := pages["actors/index.html"], "carried out: 1 convicted, 1 charged"; !strings.Contains(got, want) {
		t.Errorf("the index of actors lacks %q", want)
	}
	if !strings.Contains(pages["techniques/index.html"], "add up to more than the record") {
		t.Error("the index of techniques does not say that rows add up to more than the whole")
	}
}

func TestAPublishersPageNamesItsDocuments(t *testing.T) {
	page := testPages(t, testConfig(), testRecord())["sources/harbour-bridge/index.html"]
	if index := testPages(t, testConfig(), testRecord())["sources/index.html"]; !strings.Contains(index, "party 1") || strings.Contains(index, `/#taken"`) {
		t.Error("the index of sources must count documents, not money")
	}
	for _, want := range []string{"Community alert", `href="https://harbour.example/post"`, "dead link", `#source-post"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page of a publisher lacks %q", want)
		}
	}
}

func TestTheSumsOfAPublisherSayWhatTheyAreNot(t *testing.T) {
	page := testPages(t, testConfig(), ledgerRecord())["sources/the-wire/index.html"]
	if !strings.Contains(page, "whoever gave the figure") {
		t.Error("the page of a publisher does not say that its sums are those of the entries")
	}
}

func TestCorrectionsAreListedNewestFirstWithWhatTheyChanged(t *testing.T) {
	cfg := testConfig()
	page := testPages(t, cfg, ledgerRecord())["corrections/index.html"]
	newest, older := strings.Index(page, "The number of coins was wrong."), strings.Index(page, "The sum was wrong.")
	if newest < 0 || older < newest {
		t.Errorf("corrections are not in order: %d, %d", newest, older)
	}
	for _, want := range []string{"<del>1,100</del>", "<ins>1,000</ins>", `/incidents/quay-theft/#update-1"`, "2 corrections", `href="/base/feeds/corrections.atom"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the corrections lack %q", want)
		}
	}
	cfg.PageSize = 1
	if _, ok := testPages(t, cfg, ledgerRecord())["corrections/page-3/index.html"]; !ok {
		t.Error("a long list of corrections is not cut into pages")
	}
	empty := testPages(t, cfg, &site.Record{})["corrections/index.html"]
	if !strings.Contains(empty, "No entry has been changed") {
		t.Error("an empty list does not say that it is empty")
	}
}

func TestTheMethodologyDefinesEveryWordOfTheFormat(t *testing.T) {
	record := testRecord()
	record.Pages = append(record.Pages, &site.TextPage{ID: "methodology", Title: "How we work", Summary: "In short.", Body: site.BodyOf([]byte("<p>Our own words.</p>"), "Our own words.")})
	page := testPages(t, testConfig(), record)["methodology/index.html"]
	for _, words := range []site.Vocabulary{site.Kinds, site.Classes, site.Statuses, site.Standings, site.Roles, site.Precisions, site.USDBases, site.UpdateTypes, site.SourceKinds, site.Reviews, site.Cases} {
		for _, term := range words.Terms {
			if !strings.Contains(page, string(plain(term.Definition))) {
				t.Errorf("the methodology does not define %q", term.Key)
			}
		}
	}
	for _, want := range []string{"<h1>How we work</h1>", "Our own words.", `id="totals"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the methodology lacks %q", want)
		}
	}
}

func TestTheMainOfPagesOfValuesAndSums(t *testing.T) {
	pages := testPages(t, testConfig(), ledgerRecord())
	for name, path := range map[string]string{
		"group.html": "techniques/phishing/index.html", "actor.html": "actors/a-thief/index.html",
		"evidence.html": "stats/taken/index.html", "corrections.html": "corrections/index.html",
	} {
		golden(t, name, mainOf(pages[path]))
	}
}

func TestATableOfValuesSaysWhereItsRowsAddUpToMoreThanTheWhole(t *testing.T) {
	pages := testPages(t, testConfig(), testRecord())
	const note = "the rows add up to more than the whole"
	for path, want := range map[string]bool{"techniques/index.html": true, "types/index.html": false} {
		page, made := pages[path]
		if !made {
			t.Fatalf("there is no %s", path)
		}
		if got := strings.Contains(page, note); got != want {
			t.Errorf("%s says that its rows add up to more: %v, want %v", path, got, want)
		}
	}
}
