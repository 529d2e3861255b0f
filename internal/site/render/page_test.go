package render

import (
	"bytes"
	"encoding/json"
	"flag"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"blotter"
	"blotter/internal/site"
)

var update = flag.Bool("update", false, "write the golden files anew")

// templatesWith gives a renderer whose templates are those of the program, one
// of them replaced.
func templatesWith(t testing.TB, cfg *site.Config, name, text string) *Renderer {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(blotter.Files, "templates", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(blotter.Files, path)
		files[strings.TrimPrefix(path, "templates/")] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	files[name] = &fstest.MapFile{Data: []byte(text)}
	r, err := New(cfg, files, testAssets, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestEveryPageOfAFullAndOfAnEmptyRecordIsMade(t *testing.T) {
	small := testConfig()
	small.PageSize = 2
	bare := site.DefaultConfig()
	minimal := &site.Record{Incidents: []*site.Incident{plainIncident("alone", "An entry alone", "unknown", "theft")}}
	for _, c := range []struct {
		name   string
		cfg    *site.Config
		record *site.Record
	}{
		{"full", testConfig(), testRecord()},
		{"lists cut into pages", small, testRecord()},
		{"one entry", bare, minimal},
		{"nothing", bare, &site.Record{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			for path, page := range testPages(t, c.cfg, c.record) {
				if n := strings.Count(page, "<h1"); n != 1 {
					t.Errorf("%s has %d h1 elements, want 1", path, n)
				}
				if n := strings.Count(page, "<main"); n != 1 {
					t.Errorf("%s has %d main elements, want 1", path, n)
				}
				if strings.Contains(page, "ZgotmplZ") {
					t.Errorf("%s holds a value that html/template refused", path)
				}
				if style := regexp.MustCompile(`(?i)<[^>]* (style|on[a-z]+)=`).FindString(page); style != "" {
					t.Errorf("%s holds an inline style or script: %s", path, style)
				}
			}
		})
	}
}

func TestEveryKindOfPageHasATemplateInUse(t *testing.T) {
	cfg := testConfig()
	linked, counted := testSite(t, cfg, testRecord())
	r := testRenderer(t, cfg)
	used := map[string]bool{}
	for name := range r.pages {
		broken := templatesWith(t, cfg, name+".html", "<h1>replaced</h1>")
		outputs, err := broken.Outputs(linked, counted)
		if err != nil {
			t.Fatal(err)
		}
		for _, output := range outputs {
			var buffer bytes.Buffer
			if err := output.Fill(&buffer); err != nil {
				t.Fatal(err)
			}
			used[name] = used[name] || strings.Contains(buffer.String(), "<h1>replaced</h1>")
		}
	}
	for name := range r.pages {
		if !used[name] {
			t.Errorf("no page of the full record is made with %s.html", name)
		}
	}
}

func TestAMisspelledTemplateFailsWithItsName(t *testing.T) {
	cfg := testConfig()
	linked, counted := testSite(t, cfg, testRecord())
	outputs, err := templatesWith(t, cfg, "home.html", "<h1>{{.Titel}}</h1>").Outputs(linked, counted)
	if err != nil {
		t.Fatal(err)
	}
	for _, output := range outputs {
		if output.Path != "index.html" {
			continue
		}
		if err := output.Fill(&site.Buffer{}); err == nil || !strings.Contains(err.Error(), "Titel") {
			t.Errorf("making the home page gave %v, want an error that names the field", err)
		}
	}
}

func TestABrokenTemplateIsAnErrorThatNamesTheFile(t *testing.T) {
	files := fstest.MapFS{
		"base.html":       {Data: []byte("{{template \"main\" .}}")},
		"parts/row.html":  {Data: []byte("x")},
		"incident.html":   {Data: []byte("{{if}}")},
		"not-a-page.text": {Data: []byte("{{")},
	}
	_, err := New(testConfig(), files, nil, nil)
	if err == nil || !strings.Contains(err.Error(), "incident.html") {
		t.Errorf("New gave %v, want an error that names incident.html", err)
	}
}

func TestTheMainOfAFullEntry(t *testing.T) {
	page := testPages(t, testConfig(), testRecord())["incidents/harbour-bridge-theft/index.html"]
	golden(t, "incident.html", mainOf(page))
}

func TestTheMainOfAWithdrawnEntry(t *testing.T) {
	page := testPages(t, testConfig(), testRecord())["incidents/nothing-happened/index.html"]
	golden(t, "withdrawn.html", mainOf(page))
}

// mainOf cuts the main element out of a page, a tag a line.
func mainOf(page string) string {
	_, page, _ = strings.Cut(page, `<main`)
	page, _, _ = strings.Cut(page, `</main>`)
	page = regexp.MustCompile(`href="data:[^"]*"`).ReplaceAllString(page, `href="data:"`)
	return "<main" + strings.ReplaceAll(page, "><", ">\n<") + "</main>\n"
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs from the page; look at the change, then run with -update.\n%s", file, firstDifference(got, string(want)))
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range g {
		if i >= len(w) || g[i] != w[i] {
			return "got  " + g[i] + "\nwant " + strings.Join(w[min(i, len(w)):min(i+1, len(w))], "")
		}
	}
	return "the page is shorter"
}

// hostile is text that must be nothing but text wherever it stands.
const hostile = `"><script>alert(1)</script><img src=x onerror=alert(1)>{{.}}'` + "</script><!--]]>`${1}"

func TestHostileTextIsTextEverywhere(t *testing.T) {
	incident := fullIncident()
	incident.Title, incident.Summary, incident.StatusNote = hostile, hostile, hostile
	incident.Authors, incident.Tags = []string{hostile}, []string{hostile}
	incident.External = []site.Pair{{Key: hostile, Value: hostile}}
	incident.Review.By, incident.Language = hostile, hostile
	for i := range incident.Involved {
		p := &incident.Involved[i]
		p.Name, p.By, p.Note, p.Standing, p.Role, p.Confidence = hostile, hostile, hostile, hostile, hostile, hostile
	}
	for i := range incident.Amounts {
		a := &incident.Amounts[i]
		a.Note, a.By, a.From, a.To, a.Asset, a.Basis = hostile, hostile, hostile, hostile, hostile, hostile
		for j := range a.Claims {
			a.Claims[j].By, a.Claims[j].Note, a.Claims[j].Rejected = hostile, hostile, hostile
		}
	}
	for i := range incident.Events {
		incident.Events[i].Text, incident.Events[i].Type = hostile, hostile
	}
	for i := range incident.Sources {
		s := &incident.Sources[i]
		s.Title, s.Publisher, s.Author, s.Quote, s.Kind, s.Status, s.Language = hostile, hostile, hostile, hostile, hostile, hostile, hostile
		s.URL, s.Archive = "javascript:alert(1)//"+hostile, "data:text/html,"+hostile
	}
	for i := range incident.Updates {
		u := &incident.Updates[i]
		u.Text, u.Was, u.Now, u.Type, u.Fields = hostile, hostile, hostile, hostile, []string{hostile}
	}
	incident.Responses[0].Text, incident.Responses[0].Actor = hostile, hostile
	incident.Addresses[0].Address, incident.Addresses[0].Label, incident.Addresses[0].Role = hostile, hostile, hostile
	incident.Transactions[0].Hash, incident.Transactions[0].Label = hostile, hostile
	record := testRecord()
	record.Incidents[0] = incident
	record.Pages[0].Title, record.Pages[0].Summary = hostile, hostile
	cfg := testConfig()
	cfg.Title, cfg.Tagline, cfg.Description, cfg.Publisher, cfg.Contact = hostile, hostile, hostile, hostile, "javascript:alert(1)"
	cfg.Licence = site.Licence{Name: hostile, URL: "javascript:alert(1)"}

	for path, page := range testPages(t, cfg, record) {
		for _, bad := range []string{"<script>alert", "<img src=x", "<!--]]", `href="javascript:`, `href="data:text/html`} {
			if strings.Contains(page, bad) {
				t.Errorf("%s holds %q", path, bad)
			}
		}
		for _, script := range regexp.MustCompile(`(?s)<script[^>]*>(.*?)</script>`).FindAllStringSubmatch(page, -1) {
			if strings.ContainsAny(script[1], "<>") {
				t.Errorf("%s: a script element holds markup: %.80s", path, script[1])
			}
			if script[1] != "" && !json.Valid([]byte(script[1])) {
				t.Errorf("%s: the linked data is no JSON: %s", path, script[1])
			}
		}
	}
}

func TestPagesAreTheSameWhateverTheOrderTheyAreMadeIn(t *testing.T) {
	cfg := testConfig()
	linked, counted := testSite(t, cfg, testRecord())
	outputs, err := testRenderer(t, cfg).Outputs(linked, counted)
	if err != nil {
		t.Fatal(err)
	}
	want := testPages(t, cfg, testRecord())
	for _, media := range []string{"image/svg+xml", "text/csv", "application/json"} {
		maps.Copy(want, testFiles(t, cfg, testRecord(), media))
	}
	slices.Reverse(outputs)
	for _, output := range outputs {
		var buffer bytes.Buffer
		if err := output.Fill(&buffer); err != nil {
			t.Fatal(err)
		}
		if got := buffer.String(); got != want[output.Path] && quoted(got) != want[output.Path] {
			t.Errorf("%s differs when it is made in another order", output.Path)
		}
	}
}

func TestLinksInsideTheSiteHaveTheBasePath(t *testing.T) {
	pages := testPages(t, testConfig(), testRecord())
	for _, path := range slices.Sorted(maps.Keys(pages)) {
		for _, link := range regexp.MustCompile(` (?:href|src|action)="(/[^"]*)"`).FindAllStringSubmatch(pages[path], -1) {
			if !strings.HasPrefix(link[1], "/base/") {
				t.Errorf("%s links to %s, outside the base path", path, link[1])
			}
		}
	}
}

func TestNoTwoElementsOfAPageShareAnID(t *testing.T) {
	for path, page := range testPages(t, testConfig(), testRecord()) {
		seen := map[string]bool{}
		for _, id := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(page, -1) {
			if seen[id[1]] {
				t.Errorf("%s has two elements with the id %s", path, id[1])
			}
			seen[id[1]] = true
		}
	}
}

func TestFragmentsOfAPageLeadSomewhere(t *testing.T) {
	for path, page := range testPages(t, testConfig(), testRecord()) {
		for _, link := range regexp.MustCompile(` href="#([^"]*)"`).FindAllStringSubmatch(page, -1) {
			if !strings.Contains(page, ` id="`+link[1]+`"`) {
				t.Errorf("%s links to #%s, which it does not have", path, link[1])
			}
		}
	}
}
