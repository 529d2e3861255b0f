package link_test

import (
	"fmt"
	"strings"
	"testing"

	"blotter/internal/site"
	"blotter/internal/site/link"
)

func groupsOf(s *site.Site, d site.Dimension) string {
	var all []string
	for _, g := range s.Groups[d] {
		all = append(all, fmt.Sprintf("%s|%s|%s|%d", g.Path, g.Label, g.Plural, len(g.Entries)))
	}
	return strings.Join(all, "\n")
}

func TestADateStandsOnlyInThePeriodsThatHoldAllItsDays(t *testing.T) {
	for _, c := range []struct{ why, date, years, months string }{
		{"a day stands in its year and month", "2022-03-23", "/incidents/2022/|2022|2022|1", "/incidents/2022/03/|March 2022|March 2022|1"},
		{"a month does too", "2022-03", "/incidents/2022/|2022|2022|1", "/incidents/2022/03/|March 2022|March 2022|1"},
		{"a year stands in no month, least of all January", "2022", "/incidents/2022/|2022|2022|1", ""},
		{"an interval within a year stands in the year", "2022-03-30/2022-04-02", "/incidents/2022/|2022|2022|1", ""},
		{"an interval over new year stands in neither year", "2022-12-30/2023-01-02", "", ""},
		{"an open beginning stands nowhere", "../2022-05", "", ""},
		{"an unknown date stands nowhere", "unknown", "", ""},
	} {
		s := join(incident("one", c.date))
		if got := groupsOf(s, site.ByYear); got != c.years {
			t.Errorf("%s: years of %s = %q, want %q", c.why, c.date, got, c.years)
		}
		if got := groupsOf(s, site.ByMonth); got != c.months {
			t.Errorf("%s: months of %s = %q, want %q", c.why, c.date, got, c.months)
		}
	}
}

func TestGroupsTakeTheirWordsFromTheVocabularies(t *testing.T) {
	cfg := site.DefaultConfig()
	cfg.Chains = site.NewVocabulary(site.Term{Key: "bnb-chain", Label: "BNB Chain", Definition: "Once called Binance Smart Chain."})
	rec := &site.Record{Incidents: []*site.Incident{incident("one", "2022", func(in *site.Incident) {
		in.Type, in.Chains, in.Countries, in.Tags, in.Sectors = "freeze", []string{"bnb-chain", "bnb-chain"}, []string{"KR"}, []string{"it-workers"}, []string{"unheard-of"}
		in.Sources = []site.Source{{Key: "a", Publisher: "U.S. Treasury"}, {Key: "b", Publisher: "U.S. treasury"}, {Key: "c"}}
	})}}
	s, _ := link.Site(rec, cfg)
	for _, c := range []struct {
		d    site.Dimension
		want string
	}{
		{site.ByType, "/types/freeze/|Freeze|Freezes|1"},
		{site.ByChain, "/chains/bnb-chain/|BNB Chain|BNB Chain|1"},
		{site.ByCountry, "/countries/kr/|South Korea|South Korea|1"},
		{site.ByTag, "/tags/it-workers/|it-workers|it-workers|1"},
		{site.BySector, "/sectors/unheard-of/|unheard-of|unheard-of|1"},
		{site.ByPublisher, "/sources/u-s-treasury/|U.S. Treasury|U.S. Treasury|1"},
	} {
		if got := groupsOf(s, c.d); got != c.want {
			t.Errorf("%s = %q, want %q", c.d, got, c.want)
		}
	}
	if got := s.Groups[site.ByChain][0].Definition; got != "Once called Binance Smart Chain." {
		t.Errorf("definition = %q", got)
	}
	var dimensions []string
	for _, g := range s.Entries[0].Groups {
		dimensions = append(dimensions, string(g.Dimension))
	}
	if got, want := strings.Join(dimensions, " "), "incidents types chains countries sectors tags sources"; got != want {
		t.Errorf("the entry's groups = %q, want %q", got, want)
	}
}

func TestPeriodsAreNewestFirstAndOtherGroupsBySize(t *testing.T) {
	chains := func(keys ...string) func(*site.Incident) {
		return func(in *site.Incident) { in.Chains = keys }
	}
	s := join(
		incident("a", "2021-02", chains("tron", "bitcoin")), incident("b", "2023-01", chains("ethereum", "bitcoin")),
		incident("c", "2022-11", func(in *site.Incident) { in.Status = "withdrawn" }, chains("ethereum")))
	if got, want := groupsOf(s, site.ByYear), "/incidents/2023/|2023|2023|1\n/incidents/2022/|2022|2022|1\n/incidents/2021/|2021|2021|1"; got != want {
		t.Errorf("years = %s", got)
	}
	want := "/chains/bitcoin/|bitcoin|bitcoin|2\n/chains/ethereum/|ethereum|ethereum|2\n/chains/tron/|tron|tron|1"
	if got := groupsOf(s, site.ByChain); got != want {
		t.Errorf("chains:\n%s\nwant:\n%s", got, want)
	}
	if got := ids(s.Groups[site.ByChain][1].Entries); got != "c b" {
		t.Errorf("entries on ethereum = %q, want them oldest first, the withdrawn one among them", got)
	}
}

func TestPagesStandInTheOrderOfTheFooter(t *testing.T) {
	rec := &site.Record{Pages: []*site.TextPage{{ID: "contact", Order: 3}, {ID: "about", Order: 1}, {ID: "methodology", Order: 1}}}
	s, _ := link.Site(rec, site.DefaultConfig())
	if s.Pages[0].ID != "about" || s.Pages[1].ID != "methodology" || s.Pages[2].ID != "contact" {
		t.Errorf("pages = %v %v %v", s.Pages[0].ID, s.Pages[1].ID, s.Pages[2].ID)
	}
}
