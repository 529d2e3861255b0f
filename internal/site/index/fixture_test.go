package index

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"blotter/internal/site"
	"blotter/internal/site/link"
	"blotter/internal/site/stats"
)

func mustDate(text string) site.Date {
	date, err := site.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return date
}

func mustMoney(text string) site.Money {
	amount, err := site.ParseMoney(text)
	if err != nil {
		panic(err)
	}
	return amount
}

func mustQuantity(text string) site.Quantity {
	quantity, err := site.ParseQuantity(text)
	if err != nil {
		panic(err)
	}
	return quantity
}

// usd gives an amount of a kind, priced unless the figure is empty.
func usd(id string, kind site.Kind, figure string) site.Amount {
	amount := site.Amount{ID: id, Reading: site.Reading{Kind: kind, Precision: "exact", Sources: []string{"s"}}}
	if low, high, isRange := strings.Cut(figure, "-"); isRange {
		amount.USDLow, amount.USDHigh, amount.Precision = mustMoney(low), mustMoney(high), "range"
	} else if figure != "" {
		amount.USDLow = mustMoney(figure)
		amount.USDHigh = amount.USDLow
	} else {
		amount.Precision = "unknown"
	}
	if figure != "" {
		amount.Basis = "stated" // as the loader says
	}
	return amount
}

// plain says no more than an entry must.
func plain(id, title, date string) *site.Incident {
	return &site.Incident{
		ID: id, File: "content/incidents/" + id + ".md", Version: site.VersionOf([]byte(id + title + date)),
		Title: title, Summary: "One line about it, and no more than that.", Type: "theft", Status: "confirmed",
		Date: mustDate(date), Published: site.DayOf(2026, 11, 22), Review: site.Review{State: "unreviewed", On: site.NoDay},
		Sources: []site.Source{{Key: "s", URL: "https://wire.example/2", Title: "A report", Publisher: "The Wire", Accessed: site.NoDay}},
	}
}

func testConfig() *site.Config {
	cfg := site.DefaultConfig()
	cfg.Title, cfg.Tagline, cfg.Description = "Test & record", "Who took it", "A record made for tests. It is about nobody."
	cfg.BaseURL, cfg.Publisher = "https://record.example/base/", "The <Testers>"
	cfg.Licence = site.Licence{Name: "CC BY 4.0", URL: "https://creativecommons.org/licenses/by/4.0/"}
	cfg.Chains = site.NewVocabulary(site.Term{Key: "ethereum", Label: "Ethereum"})
	cfg.Techniques = site.NewVocabulary(site.Term{Key: "phishing", Label: "Phishing"})
	cfg.Sectors = site.NewVocabulary(site.Term{Key: "exchange", Label: "Exchange"})
	return cfg
}

// nasty is text that means something to a spreadsheet, to XML, to JSON and to
// Markdown, with characters that no XML may hold.
const nasty = "=HYPERLINK(\"https://evil.example\",\"click\") <script>alert('1')</script> ]]> & \x01 \u202e [x](y) \"\n two"

// fullIncident says everything an entry can say.
func fullIncident() *site.Incident {
	full := plain("harbour-bridge-theft", "Harbour bridge drained", "2022-03-23")
	stolen := usd("stolen", "stolen", "39860000")
	stolen.Asset, stolen.Quantity, stolen.Basis, stolen.USDAt = "ETH", mustQuantity("173600.000000000000000001"), "at-event", mustDate("2022-03-23")
	stolen.By, stolen.From, stolen.To, stolen.Note = "Harbour", "the bridge", "two addresses", "+1 for the note"
	stolen.Claims = []site.Claim{
		{Reading: usd("", "stolen", "540M-625M").Reading, Note: "at other prices"},
		{Reading: usd("", "lost", "1B").Reading, Rejected: "counts coins that stayed"},
	}
	seized := usd("seized", "seized", "2500000")
	seized.After = site.AmountRef{Amount: "frozen"}
	part := usd("part", "stolen", "1000000")
	part.PartOf = site.AmountRef{Amount: "stolen"}
	full.Amounts = []site.Amount{stolen, part, usd("frozen", "frozen", "5.8M-6.2M"), seized, usd("lost", "lost", "")}
	full.Summary, full.Status, full.StatusNote = nasty, "confirmed", ""
	full.Involved = []site.Involvement{
		{Actor: "harbour", Role: "victim", Sources: []string{"s"}},
		{Name: "@Grey Group", Role: "perpetrator", Standing: "attributed", By: "Lantern Labs", Confidence: "medium", Since: mustDate("2022-04"), Note: "-1"},
	}
	full.Events = []site.Event{
		{ID: "event-1", Date: mustDate("2022-03-29"), Type: "disclosed", Text: "\t=1+1", Actors: []string{"harbour"}, Amounts: []string{"stolen"}, Sources: []string{"s"}},
		{ID: "event-2", Date: mustDate("../2022-05"), Type: "frozen", Text: "Coins stop moving"},
	}
	full.Techniques, full.Chains, full.Countries = []string{"phishing"}, []string{"ethereum"}, []string{"VN", "KP"}
	full.Sectors, full.Tags, full.Case = []string{"exchange"}, []string{"bridge"}, "open"
	full.Addresses = []site.Address{{Chain: "ethereum", Address: "0x098b716b", Role: "attacker", Label: "first", Sources: []string{"s"}}}
	full.Transactions = []site.Transaction{{Chain: "ethereum", Hash: "0xc28fad5e", Role: "theft", Label: "one"}}
	full.Sources = append(full.Sources, site.Source{
		Key: "post", URL: "https://harbour.example/ä?a=1&b=2", Title: nasty, Publisher: "Harbour", Author: "The team", Date: mustDate("2022-03-29"),
		Accessed: site.DayOf(2026, 11, 20), Archive: "https://archive.example/post", Kind: "party", Language: "de", Status: "dead", Quote: "We regret.", Shared: true,
	})
	full.Relations = []site.Relation{{Type: "follows", Target: "quiet-freeze", Note: "the same keys"}}
	full.Updates = []site.Update{
		{Date: site.DayOf(2026, 11, 24), Type: "update", Text: "Added an address"},
		{Date: site.DayOf(2026, 11, 25), Type: "correction", Text: nasty, Fields: []string{"amounts"}, Was: "$600M", Now: "$620M", Sources: []string{"s"}},
	}
	full.Responses = []site.Response{{Actor: "harbour", Date: mustDate("2026-11-26"), Text: "We dispute this.", Source: "s"}}
	full.Aliases, full.Authors, full.Language = []string{"harbor-bridge-hack", "bridge-hack"}, []string{"A. Writer"}, "en-GB"
	full.External = []site.Pair{{Key: "case_no", Value: "1:22-cv-1"}, {Key: "cve", Value: "CVE-2022-1"}}
	full.Extra = []site.Pair{{Key: "x_count", Value: "39860000"}, {Key: "x_more", Value: `{"a":[1.10,"</script>"]}`}}
	full.Body = site.BodyOf([]byte("<p>It went.</p>"), "It went.\nAll of it.")
	full.Body.Words = 5
	full.Review = site.Review{State: "reviewed", By: "M. Editor", On: site.DayOf(2026, 11, 23)}
	return full
}

// testRecord has an entry that says everything, and one for each reason for
// which an amount does not count.
func testRecord() *site.Record {
	freeze := plain("quiet-freeze", "A quiet freeze", "2021")
	freeze.Chains, freeze.Countries = []string{"ethereum"}, []string{"KP"}
	freeze.Type, freeze.Published = "freeze", site.DayOf(2026, 11, 23)
	freeze.Amounts = []site.Amount{usd("frozen", "frozen", "9500.55"), usd("again", "stolen", "1000")}
	freeze.Amounts[1].SameFunds = site.AmountRef{Entry: "harbour-bridge-theft", Amount: "stolen"}
	withdrawn := plain("nothing-happened", "Nothing happened", "2022-03")
	withdrawn.Status, withdrawn.StatusNote, withdrawn.Amounts = "withdrawn", "It was a rumour", []site.Amount{usd("stolen", "stolen", "77")}
	alleged := plain("several-years", "It went on for years", "2011/2014")
	alleged.Status, alleged.Amounts = "alleged", []site.Amount{usd("stolen", "stolen", "5"), usd("all", "stolen", "500")}
	alleged.Amounts[1].Aggregate = true
	left, no := plain("left-out", "Left out by the editors", "unknown"), false
	left.Amounts = []site.Amount{usd("stolen", "stolen", "3")}
	left.Amounts[0].Counts = &no
	twin := plain("twin", "The same theft again", "2022-03-23")
	twin.DuplicateOf = "harbour-bridge-theft"
	return &site.Record{
		Incidents: []*site.Incident{fullIncident(), freeze, withdrawn, alleged, left, twin},
		Actors: []*site.Actor{{
			ID: "harbour", File: "content/actors/harbour.md", Version: "00000001", Name: "Harbour Bridge", Kind: "protocol", Country: "VN",
			Summary: "=A bridge.", Aliases: []site.Alias{{Name: "+Harbour"}, {Name: "HB, the"}}, OldIDs: []string{"harbor"}, Published: site.NoDay,
		}},
		Pages: []*site.TextPage{{ID: "about", File: "content/pages/about.md", Title: "About [this] record", Summary: "What it is."}},
	}
}

// fixture links and counts a record.
func fixture(t testing.TB, record *site.Record, cfg *site.Config) (*site.Site, *site.Statistics) {
	t.Helper()
	linked, problems := link.Site(record, cfg)
	if site.HasErrors(problems) {
		t.Fatalf("linking the fixture: %v", problems)
	}
	return linked, stats.Count(linked)
}

// made is what outputs came to.
type made struct {
	output site.Output
	data   []byte
}

// makeAll makes the outputs of a record, by path. Two outputs with one path
// fail the test.
func makeAll(t testing.TB, record *site.Record, cfg *site.Config) map[string]made {
	t.Helper()
	linked, counted := fixture(t, record, cfg)
	return makeOutputs(t, linked, counted)
}

func makeOutputs(t testing.TB, linked *site.Site, counted *site.Statistics) map[string]made {
	t.Helper()
	outputs, err := Outputs(linked, counted)
	if err != nil {
		t.Fatalf("planning: %v", err)
	}
	files := map[string]made{}
	for _, o := range outputs {
		var buffer bytes.Buffer
		o, err := o.Ready()
		if err == nil {
			err = o.Make(&buffer)
		}
		if err != nil {
			t.Fatalf("making %s: %v", o.Path, err)
		}
		if _, taken := files[o.Path]; taken {
			t.Errorf("two outputs have the path %s", o.Path)
		}
		files[o.Path] = made{o, slices.Clone(buffer.Bytes())}
	}
	return files
}

// dataOf gives one file of the fixture.
func dataOf(t testing.TB, files map[string]made, path string) []byte {
	t.Helper()
	file, there := files[path]
	if !there {
		t.Fatalf("there is no %s", path)
	}
	return file.data
}
