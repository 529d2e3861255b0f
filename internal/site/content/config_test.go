package content

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"blotter/internal/site"
)

const wholeConfig = `title: Crypto Incident Record
tagline: Entry by entry
description: >-
  A record
  of incidents.
base_url: HTTPS://Example.org/record
language: pt-BR
publisher: The Desk
licence: {name: CC BY 4.0, url: https://creativecommons.org/licenses/by/4.0/}
contact: desk@example.org
repository: https://example.org/repo/
branch: trunk
vocabularies:
  types:
    theft: {label: Theft, plural: Thefts, definition: Money was taken.}
    freeze: Freeze
    ponzi-scheme:
  techniques: {phishing: {label: Phishing}}
  chains: {}
check: {amount-missing: off, other-rule: warning}
limits: {entry_bytes: 2000000, depth: 8, amounts: 5, sources: 6}
page_size: 50
synonyms: [[theft, hack], [freeze, "block"]]
cards: true
history: true
sqlite: false
`

func TestAConfigIsReadWhole(t *testing.T) {
	got, problems, err := LoadConfig(fstest.MapFS{"config.yaml": {Data: []byte(wholeConfig)}})
	if err != nil || len(problems) > 0 {
		t.Fatal(err, report(problems))
	}
	want := &site.Config{
		Title: "Crypto Incident Record", Tagline: "Entry by entry", Description: "A record of incidents.",
		BaseURL: "https://example.org/record/", Language: "pt-BR", Publisher: "The Desk", Contact: "desk@example.org",
		Repository: "https://example.org/repo", Branch: "trunk",
		Licence: site.Licence{Name: "CC BY 4.0", URL: "https://creativecommons.org/licenses/by/4.0/"},
		Types: site.NewVocabulary(
			site.Term{Key: "theft", Label: "Theft", Plural: "Thefts", Definition: "Money was taken."},
			site.Term{Key: "freeze", Label: "Freeze"}, site.Term{Key: "ponzi-scheme", Label: "Ponzi scheme"}),
		Techniques: site.NewVocabulary(site.Term{Key: "phishing", Label: "Phishing"}),
		Check:      map[string]site.Severity{"amount-missing": site.Off, "other-rule": site.Warning},
		Limits:     site.Limits{EntryBytes: 2_000_000, Depth: 8, Amounts: 5, Sources: 6}, PageSize: 50,
		Synonyms: [][]string{{"theft", "hack"}, {"freeze", "block"}}, Cards: true, History: true,
	}
	if diff := cmp.Diff(got, want, cmpopts.IgnoreUnexported(site.Vocabulary{}), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("got (-), want (+):\n%s", diff)
	}
	if !got.Types.Has("freeze") {
		t.Error("the types cannot be looked up")
	}
}

func TestAnEmptyConfigIsTheDefault(t *testing.T) {
	got, problems, err := LoadConfig(fstest.MapFS{"config.yaml": {Data: []byte("title:\nbranch: ''\nlimits:\nlanguage: ~\n")}})
	if err != nil || len(problems) > 0 {
		t.Fatal(err, report(problems))
	}
	if diff := cmp.Diff(got, site.DefaultConfig(), cmpopts.IgnoreUnexported(site.Vocabulary{})); diff != "" {
		t.Errorf("got (-), want (+):\n%s", diff)
	}
}

func TestAMissingConfigIsAProblemAndABrokenFolderAnError(t *testing.T) {
	_, problems, err := LoadConfig(fstest.MapFS{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := report(problems), "config.yaml: error: there is no config.yaml in the site folder (config-missing)\n"; !strings.HasPrefix(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	_, _, err = LoadConfig(fstest.MapFS{"config.yaml": {Mode: fs.ModeDir}})
	if err == nil || !strings.Contains(err.Error(), "reading config.yaml") {
		t.Errorf("err = %v, want one that says what was read", err)
	}
}

func TestTheAddressOfASiteHasOneForm(t *testing.T) {
	for _, test := range []struct{ text, want, why string }{
		{"https://example.org", "https://example.org/", ""},
		{" https://example.org/ ", "https://example.org/", ""},
		{"http://localhost:8080/a/b", "http://localhost:8080/a/b/", ""},
		{"https://Example.ORG/Record//", "", "empty part"},
		{"https://example.org/a%20b", "https://example.org/a%20b/", ""},
		{"https://example.org/?x=1", "", "query"},
		{"https://example.org/#a", "", "query"},
		{"https://example.org/a/../b", "", "dots"},
		{"example.org", "", "no https://"},
		{"/record/", "", "neither http nor https"},
		{"ftp://example.org/", "", "neither http nor https"},
		{"https://user@example.org/", "", "user name"},
		{"https://", "", "no host"},
		{"https://example.org/\"><script>", "", "a character"},
	} {
		got, err := BaseURL(test.text)
		var wrong *site.ParseError
		switch {
		case got != test.want:
			t.Errorf("BaseURL(%q) = %q, %v, want %q", test.text, got, err, test.want)
		case test.why == "" && err != nil, test.why != "" && (!errors.As(err, &wrong) || !strings.Contains(wrong.Why, test.why)):
			t.Errorf("BaseURL(%q): err = %v, want %q in it", test.text, err, test.why)
		}
	}
}
