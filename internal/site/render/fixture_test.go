package render

import (
	"bytes"
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"blotter"
	"blotter/internal/site"
	"blotter/internal/site/link"
	"blotter/internal/site/stats"
)

// mustDate, mustMoney and mustQuantity read what fixtures say.
func mustDate(text string) site.Date {
	d, err := site.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

func mustMoney(text string) site.Money {
	m, err := site.ParseMoney(text)
	if err != nil {
		panic(err)
	}
	return m
}

func mustQuantity(text string) site.Quantity {
	q, err := site.ParseQuantity(text)
	if err != nil {
		panic(err)
	}
	return q
}

// reading gives a reading in dollars.
func reading(kind site.Kind, usd, precision, by string, sources ...string) site.Reading {
	r := site.Reading{Kind: kind, Precision: precision, By: by, Sources: sources}
	if low, high, isRange := strings.Cut(usd, "-"); isRange {
		r.USDLow, r.USDHigh = mustMoney(low), mustMoney(high)
	} else if usd != "" {
		r.USDLow = mustMoney(usd)
		r.USDHigh = r.USDLow
	}
	return r
}

var testAssets = site.Assets{"css/site.css": "/static/css/site.1f2e3d4c.css"}

func testConfig() *site.Config {
	cfg := site.DefaultConfig()
	cfg.Title, cfg.Tagline, cfg.Description = "Test record", "Who took it, who froze it", "A record made for tests. It is about nobody."
	cfg.BaseURL, cfg.Publisher, cfg.Contact = "https://record.example/base/", "The Testers", "desk@record.example"
	cfg.Repository = "https://git.example/testers/record"
	cfg.Licence = site.Licence{Name: "CC BY 4.0", URL: "https://creativecommons.org/licenses/by/4.0/"}
	cfg.Chains = site.NewVocabulary(site.Term{Key: "ethereum", Label: "Ethereum"})
	cfg.Techniques = site.NewVocabulary(site.Term{Key: "phishing", Label: "Phishing", Definition: "Messages that pretend to come from somebody else."})
	cfg.Sectors = site.NewVocabulary(site.Term{Key: "exchange", Label: "Exchange"})
	return cfg
}

// fullIncident says everything an entry can say.
func fullIncident() *site.Incident {
	quantity := reading("stolen", "620M", "approx", "Harbour Bridge", "post", "wire")
	quantity.Asset, quantity.Quantity, quantity.Basis, quantity.USDAt = "ETH", mustQuantity("173600"), "at-event", mustDate("2022-03-23")
	quantity.Date = mustDate("2022-03-23")
	coins := site.Reading{Kind: "returned", Asset: "ETH", Quantity: mustQuantity("12.5"), Precision: "exact", By: "", Sources: []string{"wire"}}
	return &site.Incident{
		ID: "harbour-bridge-theft", File: "content/incidents/2022/harbour-bridge-theft.md", Version: "7f3a91c2",
		Title: "Harbour bridge drained of 173,600 ETH", Summary: "Attackers signed two withdrawals from the bridge. Nobody noticed for six days.",
		Type: "theft", Status: "disputed", StatusNote: "The operator says that no key was lost",
		Date: mustDate("2022-03-23"), Published: site.DayOf(2026, 11, 22), Case: "partly-recovered",
		Review: site.Review{State: "reviewed", By: "M. Editor", On: site.DayOf(2026, 11, 23)},
		Involved: []site.Involvement{
			{Actor: "harbour", Role: "victim", Sources: []string{"post"}},
			{Name: "Grey Group", Role: "perpetrator", Standing: "attributed", By: "Lantern Labs", Confidence: "medium", Since: mustDate("2022-04-14"), Note: "By the way the coins moved", Sources: []string{"lab"}},
			{Name: "J. Doe", Role: "launderer", Standing: "charged", By: "a prosecutor", Sources: []string{"wire"}},
		},
		Amounts: []site.Amount{
			{ID: "stolen", Reading: quantity, From: "the bridge", To: "two addresses", Note: "As the operator counts it", Claims: []site.Claim{
				{Reading: reading("", "540M-625M", "range", "Lantern Labs", "lab"), Note: "At other prices"},
				{Reading: reading("lost", "1B", "at-most", "a headline", "wire"), Rejected: "it counts coins that stayed"},
			}},
			{ID: "frozen", Reading: reading("frozen", "5.8M", "at-least", "Pier Exchange", "wire"), After: site.AmountRef{Amount: "stolen"}},
			{ID: "seized", Reading: reading("seized", "", "unknown", "the police", "wire"), PartOf: site.AmountRef{Amount: "frozen"}},
			{ID: "returned", Reading: coins},
		},
		Events: []site.Event{
			{ID: "event-1", Date: mustDate("2022-03-29"), Type: "disclosed", Text: "The operator tells the public", Actors: []string{"harbour"}, Sources: []string{"post"}},
			{ID: "event-2", Date: mustDate("2022-03-23"), Type: "occurred", Text: "Two withdrawals leave the bridge", Amounts: []string{"stolen"}},
		},
		Techniques: []string{"phishing"}, Chains: []string{"ethereum"}, Countries: []string{"VN", "KP"}, Sectors: []string{"exchange"}, Tags: []string{"bridge"},
		Addresses:    []site.Address{{Chain: "ethereum", Address: "0x098b716b8aaf21512996dc57eb0615e2383e2f96", Role: "attacker", Label: "First receiver", Sources: []string{"lab"}}},
		Transactions: []site.Transaction{{Chain: "ethereum", Hash: "0xc28fad5e8d5e0ce6a2eaf67b6687be5d58113e16be590824d6cfa1a94467d0b7", Role: "theft"}},
		Sources: []site.Source{
			{Key: "post", URL: "https://harbour.example/post", Title: "Community alert", Publisher: "Harbour Bridge", Author: "The team", Date: mustDate("2022-03-29"), Accessed: site.DayOf(2026, 11, 20), Archive: "https://archive.example/post", Kind: "party", Status: "dead", Quote: "We regret."},
			{Key: "wire", URL: "https://wire.example/1?a=1&b=2", Title: "Bridge robbed", Publisher: "The Wire", Kind: "news", Accessed: site.NoDay, Language: "de", Status: "paywalled"},
			{Key: "lab", URL: "https://lab.example/r", Title: "Where the coins went", Publisher: "Lantern Labs", Kind: "research", Accessed: site.NoDay, Archive: "https://archive.example/r"},
		},
		Relations: []site.Relation{{Type: "follows", Target: "quiet-freeze", Note: "The same keys"}},
		Updates: []site.Update{
			{Date: site.DayOf(2026, 11, 24), Type: "update", Text: "Added an address"},
			{Date: site.DayOf(2026, 11, 25), Type: "correction", Text: "The sum was wrong", Fields: []string{"amounts", "summary"}, Was: "$600M", Now: "$620M", Sources: []string{"post"}},
		},
		Responses: []site.Response{{Actor: "harbour", Date: mustDate("2026-11-26"), Text: "We dispute this.", Source: "post"}},
		External:  []site.Pair{{Key: "case_no", Value: "1:22-cv-1"}},
		Authors:   []string{"A. Writer", "B. Writer"},
		Body: site.Body{
			Prose: site.ProseOf([]byte(`<p>It went.<sup><a id="cite-post-1" href="#source-post">1</a></sup></p>`), "It went."), Words: 2,
			Citations: []site.Citation{{Key: "post", Nth: 1}},
		},
	}
}

// plainIncident says no more than it must.
func plainIncident(id, title, date, kind string) *site.Incident {
	return &site.Incident{
		ID: id, File: "content/incidents/" + id + ".md", Version: "00000000", Title: title, Summary: "One line about it, no more.",
		Type: kind, Status: "confirmed", Date: mustDate(date), Published: site.DayOf(2026, 11, 22), Review: site.Review{State: "unreviewed"},
		Sources: []site.Source{{Key: "s", URL: "https://wire.example/2", Title: "A report", Publisher: "The Wire", Accessed: site.NoDay}},
	}
}

func testRecord() *site.Record {
	freeze := plainIncident("quiet-freeze", "A quiet freeze", "2021", "freeze")
	freeze.Amounts = []site.Amount{{ID: "frozen", Reading: reading("frozen", "9500", "exact", "Pier Exchange", "s")}}
	withdrawn := plainIncident("nothing-happened", "Nothing happened", "2022-03", "breach")
	withdrawn.Status, withdrawn.StatusNote = "withdrawn", "It was a rumour"
	long := plainIncident("several-years", "It went on for years", "2011/2014", "fraud")
	long.Status = "alleged"
	return &site.Record{
		Incidents: []*site.Incident{fullIncident(), freeze, withdrawn, long},
		Actors:    []*site.Actor{{ID: "harbour", File: "content/actors/harbour.md", Name: "Harbour Bridge", Kind: "protocol", Country: "VN", Summary: "A bridge."}},
		Pages: []*site.TextPage{{ID: "about", File: "content/pages/about.md", Title: "About this record", Summary: "What it is.", Body: site.BodyOf([]byte("<p>Text.</p>"), "Text."),
			Sources: []site.Source{{Key: "s", URL: "https://wire.example/3", Title: "A source", Accessed: site.NoDay}}}},
	}
}

// testSite links and counts a record as a build does.
func testSite(t testing.TB, cfg *site.Config, record *site.Record) (*site.Site, *site.Statistics) {
	t.Helper()
	linked, problems := link.Site(record, cfg)
	if site.HasErrors(problems) {
		t.Fatalf("linking the fixture: %v", problems)
	}
	return linked, stats.Count(linked)
}

func testRenderer(t testing.TB, cfg *site.Config) *Renderer {
	t.Helper()
	templates, err := fs.Sub(blotter.Files, "templates")
	if err != nil {
		t.Fatal(err)
	}
	r, err := New(cfg, templates, testAssets, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// testPages renders a record and gives every page by its path.
func testPages(t testing.TB, cfg *site.Config, record *site.Record) map[string]string {
	t.Helper()
	pages := testFiles(t, cfg, record, "text/html")
	for path, page := range pages {
		pages[path] = quoted(page)
	}
	return pages
}

// quoted puts every attribute value of a page in quotes, so that tests need not
// know which of them a page can do without.
func quoted(page string) string {
	return startTag.ReplaceAllStringFunc(page, func(tag string) string {
		return attribute.ReplaceAllStringFunc(tag, func(given string) string {
			name, value, _ := strings.Cut(given, "=")
			return name + `="` + strings.Trim(value, `"`) + `"`
		})
	})
}

var (
	startTag  = regexp.MustCompile(`<[a-z](?:"[^"]*"|[^<>"])*>`)
	attribute = regexp.MustCompile(` [a-z:-]+=(?:"[^"]*"|[^"\s>]+)`)
)

// testFiles renders a record and gives every file of a media type by its path.
func testFiles(t testing.TB, cfg *site.Config, record *site.Record, media string) map[string]string {
	t.Helper()
	linked, counted := testSite(t, cfg, record)
	outputs, err := testRenderer(t, cfg).Outputs(linked, counted)
	if err != nil {
		t.Fatal(err)
	}
	pages := make(map[string]string, len(outputs))
	for _, output := range outputs {
		if output.Media != media {
			continue
		}
		var buffer bytes.Buffer
		if err := output.Fill(&buffer); err != nil {
			t.Fatalf("making %s: %v", output.Path, err)
		}
		if _, twice := pages[output.Path]; twice {
			t.Errorf("two pages are made at %s", output.Path)
		}
		pages[output.Path] = buffer.String()
	}
	return pages
}
