package cite_test

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"blotter/internal/site"
	"blotter/internal/site/cite"
)

func record() *site.Config {
	cfg := site.DefaultConfig()
	cfg.Title, cfg.BaseURL = "Crypto Incident Record", "https://example.org/record/"
	return cfg
}

func entry(changes ...func(*site.Incident)) *site.Entry {
	in := &site.Incident{
		ID: "ronin-bridge-theft", Title: "Ronin bridge drained of 173,600 ETH", Summary: "Five of nine keys.",
		Status: "confirmed", Published: site.DayOf(2026, 11, 22), Version: "7f3a91c2",
	}
	for _, change := range changes {
		change(in)
	}
	return &site.Entry{Incident: in, Path: site.IncidentPath(in.ID)}
}

func TestACitationNamesTheVersionAndItsDay(t *testing.T) {
	e := entry(func(in *site.Incident) { in.Updates = []site.Update{{Date: site.DayOf(2026, 12, 3)}} })
	const want = "Crypto Incident Record. “Ronin bridge drained of 173,600 ETH”. 3 December 2026. Version 7f3a91c2. https://example.org/record/incidents/ronin-bridge-theft/"
	if got := cite.Text(e, record()); got != want {
		t.Errorf("Text = %q, want %q", got, want)
	}
	const bib = `@online{ronin-bridge-theft,
  author = {{Crypto Incident Record}},
  title = {{Ronin bridge drained of 173,600 ETH}},
  organization = {Crypto Incident Record},
  date = {2026-12-03},
  year = {2026},
  version = {7f3a91c2},
  url = {https://example.org/record/incidents/ronin-bridge-theft/},
  language = {en},
  abstract = {Five of nine keys.},
}
`
	if got := string(cite.BibTeX(e, record())); got != bib {
		t.Errorf("BibTeX =\n%s\nwant:\n%s", got, bib)
	}
	const ris = "TY  - ELEC\r\nID  - ronin-bridge-theft\r\nTI  - Ronin bridge drained of 173,600 ETH\r\nAU  - Crypto Incident Record\r\n" +
		"T2  - Crypto Incident Record\r\nPY  - 2026\r\nDA  - 2026/12/03/\r\nET  - 7f3a91c2\r\n" +
		"UR  - https://example.org/record/incidents/ronin-bridge-theft/\r\nLA  - en\r\nAB  - Five of nine keys.\r\nER  - \r\n"
	if got := string(cite.RIS(e, record())); got != ris {
		t.Errorf("RIS =\n%q\nwant:\n%q", got, ris)
	}
}

func TestAuthorsAndPublisherAreNamedOnce(t *testing.T) {
	for _, c := range []struct {
		why, publisher string
		authors        []string
		want           string
	}{
		{"authors come first", "The Desk", []string{"Jane Doe", "John Roe"}, "Jane Doe, John Roe. “Ronin bridge drained of 173,600 ETH”. Crypto Incident Record. 22 November 2026."},
		{"a publisher stands for absent authors", "The Desk", nil, "The Desk. “Ronin bridge drained of 173,600 ETH”. Crypto Incident Record. 22 November 2026."},
		{"a publisher of the same name is not repeated", "Crypto Incident Record", nil, "Crypto Incident Record. “Ronin bridge drained of 173,600 ETH”. 22 November 2026."},
		{"a full stop is not doubled", "Desk Inc.", nil, "Desk Inc. “Ronin bridge drained of 173,600 ETH”. Crypto Incident Record."},
	} {
		cfg := record()
		cfg.Publisher = c.publisher
		got := cite.Text(entry(func(in *site.Incident) { in.Authors = c.authors }), cfg)
		if !strings.HasPrefix(got, c.want) {
			t.Errorf("%s: %q, want it to begin with %q", c.why, got, c.want)
		}
	}
}

func TestAWithdrawnEntrySaysSoInEveryFormat(t *testing.T) {
	e := entry(func(in *site.Incident) { in.Status = "withdrawn" })
	csl := cite.CSLJSON(e, record())
	for format, text := range map[string]string{
		"text": cite.Text(e, record()), "BibTeX": string(cite.BibTeX(e, record())), "RIS": string(cite.RIS(e, record())), "CSL": string(csl),
	} {
		if !strings.Contains(strings.ToLower(text), "withdrawn") {
			t.Errorf("%s does not say withdrawn: %s", format, text)
		}
	}
}

func TestBibTeXPrintsEveryCharacterAndKeepsItsBracesBalanced(t *testing.T) {
	for _, c := range []struct{ title, want string }{
		{"100% of $4.4M & more", `100\% of \$4.4M \& more`},
		{"a_b #1 ~x ^y", `a\_b \#1 \textasciitilde{}x \textasciicircum{}y`},
		{`}, note = {\input{/etc/passwd}`, `\textbraceright{}, note = \textbraceleft{}\textbackslash{}input\textbraceleft{}/etc/passwd\textbraceright{}`},
		{"two\nlines\u2028three", "two lines three"},
	} {
		got := string(cite.BibTeX(entry(func(in *site.Incident) { in.Title = c.title }), record()))
		if want := "  title = {{" + c.want + "}},\n"; !strings.Contains(got, want) {
			t.Errorf("title %q: %s, want %q", c.title, got, want)
		}
		if opened, closed := strings.Count(got, "{"), strings.Count(got, "}"); opened != closed {
			t.Errorf("title %q: %d braces open and %d close", c.title, opened, closed)
		}
	}
}

func TestBibTeXDoesNotSplitOneNameIntoTwo(t *testing.T) {
	for _, c := range []struct {
		why     string
		authors []string
		want    string
	}{
		{"two people are joined", []string{"Jane Doe", "John Roe"}, "{Jane Doe and John Roe}"},
		{"a name with the word is braced", []string{"Smith and Sons", "John Roe"}, "{{Smith and Sons} and John Roe}"},
		{"a name with a comma is braced", []string{"Desk, The", "John Roe"}, "{{Desk, The} and John Roe}"},
		{"a hostile name ends nothing", []string{"x}} and {", "John Roe"}, `{{x\textbraceright{}\textbraceright{} and \textbraceleft{}} and John Roe}`},
	} {
		got := string(cite.BibTeX(entry(func(in *site.Incident) { in.Authors = c.authors }), record()))
		if want := "  author = " + c.want + ",\n"; !strings.Contains(got, want) {
			t.Errorf("%s:\n%s\nwant %s", c.why, got, want)
		}
	}
}

func TestARISValueCannotBeginALine(t *testing.T) {
	got := string(cite.RIS(entry(func(in *site.Incident) {
		in.Title, in.Summary = "x\r\nER  - \r\nTY  - BOOK", "a\vb\fc\u0085d\u2029e"
	}), record()))
	if strings.Count(got, "\r\nER  - ") != 1 || strings.Contains(got, "\nTY") {
		t.Errorf("a title ended the record: %q", got)
	}
	if !strings.Contains(got, "AB  - a b c d e\r\n") {
		t.Errorf("breaks are left in: %q", got)
	}
}

func TestCSLJSONGivesBackWhatTheEntrySays(t *testing.T) {
	title := `"quoted" </script> \ 100 %`
	data := cite.CSLJSON(entry(func(in *site.Incident) { in.Title, in.Authors, in.Language = title, []string{"Jane Doe"}, "de" }), record())
	if strings.Contains(string(data), "</script") {
		t.Errorf("the JSON can end a script: %s", data)
	}
	var items []struct {
		ID, Type, Title, Version, URL, Language string
		Author                                  []struct{ Literal string }
		Issued                                  struct {
			Parts [][]int `json:"date-parts"`
		}
	}
	if err := json.Unmarshal(data, &items); err != nil || len(items) != 1 {
		t.Fatalf("%v, %d items in %s", err, len(items), data)
	}
	item := items[0]
	if item.Title != title || item.Type != "webpage" || item.Version != "7f3a91c2" || item.Language != "de" || item.Author[0].Literal != "Jane Doe" {
		t.Errorf("item = %+v", item)
	}
	if got := item.Issued.Parts; len(got) != 1 || got[0][0] != 2026 || got[0][1] != 11 || got[0][2] != 22 {
		t.Errorf("issued = %v", got)
	}
}

func TestADataURLHoldsTheBytesAndNothingAnAttributeCouldTrip(t *testing.T) {
	text := "é \"'<>&%#?\r\n{}\x00end"
	address := cite.DataURL(cite.MediaRIS, []byte(text))
	head, body, ok := strings.Cut(address, ",")
	if !ok || head != "data:application/x-research-info-systems" {
		t.Fatalf("DataURL = %q", address)
	}
	if strings.ContainsAny(body, "\"'<>&#? \r\n{}") {
		t.Errorf("body %q holds a character that means something", body)
	}
	if got, err := url.PathUnescape(body); err != nil || got != text {
		t.Errorf("the address holds %q (%v), want %q", got, err, text)
	}
}

func TestThePageHoldsTheSameCitationInShort(t *testing.T) {
	e := entry(func(in *site.Incident) {
		in.Title, in.Authors = "Fees & 100 % of €4.4M {x}", []string{"Jane Doe", "Smith and Sons"}
	})
	bare := entry(func(in *site.Incident) { in.Title, in.Authors, in.Summary = e.Title, e.Authors, "" })
	cfg := record()
	cfg.Language = ""
	want := map[string]string{
		"ronin-bridge-theft.bib":      strings.NewReplacer("\n  ", "", "\n", "", " = {", "={").Replace(string(cite.BibTeX(bare, cfg))),
		"ronin-bridge-theft.ris":      strings.Replace(string(cite.RIS(bare, cfg)), "ID  - ronin-bridge-theft\r\n", "", 1),
		"ronin-bridge-theft.csl.json": string(cite.CSLJSON(bare, cfg)),
	}
	citation := cite.New(e, record())
	for i := range cite.Formats {
		format := &cite.Formats[i]
		name := e.ID + format.Suffix
		_, body, _ := strings.Cut(string(citation.AppendURL(nil, format)), ",")
		if got, err := url.PathUnescape(body); err != nil || got != want[name] {
			t.Errorf("%s holds %q (%v), want %q", name, got, err, want[name])
		}
		delete(want, name)
	}
	if len(want) != 0 {
		t.Errorf("the page lacks %v", want)
	}
}

func FuzzEveryFormatStaysOneRecord(f *testing.F) {
	f.Add("title", "Jane Doe", "summary")
	f.Add("} @book{x,", "and and, and", "\r\nER  - ")
	f.Fuzz(func(t *testing.T, title, author, summary string) {
		e := entry(func(in *site.Incident) { in.Title, in.Authors, in.Summary = title, []string{author}, summary })
		bib := string(cite.BibTeX(e, record()))
		depth, ends := 0, 0
		for _, c := range bib {
			switch c {
			case '{':
				depth++
			case '}':
				depth--
				if depth == 0 {
					ends++
				}
			}
		}
		if depth != 0 || ends != 1 {
			t.Errorf("BibTeX is not one record: %q", bib)
		}
		if got := strings.Count(string(cite.RIS(e, record())), "\nER  - "); got != 1 {
			t.Errorf("RIS has %d ends", got)
		}
		if csl := cite.CSLJSON(e, record()); !json.Valid(csl) {
			t.Errorf("CSL-JSON is not valid: %s", csl)
		}
		if text := cite.Text(e, record()); strings.ContainsAny(text, "\r\n") {
			t.Errorf("Text has two lines: %q", text)
		}
	})
}
