package markdown

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"blotter/internal/site"
)

var update = flag.Bool("update", false, "write what the renderer gives into the fixtures; look at the diff")

// bodyContext is a file with three sources under a base path.
func bodyContext() site.BodyContext {
	keys := []string{"ronin", "fbi", "un_2024"}
	cfg := &site.Config{BaseURL: "https://example.org/record/"}
	return site.BodyContext{
		File: "content/incidents/abc.md", FirstLine: 1, Href: cfg.Href,
		SourceKeys: func() []string { return keys },
		SourceNumber: func(key string) int {
			for n := range keys {
				if keys[n] == key {
					return n + 1
				}
			}
			return 0
		},
	}
}

// TestEveryFixtureRendersAsShown renders each file of testdata. The name of a
// fixture is the sentence it proves.
func TestEveryFixtureRendersAsShown(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	r := New()
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			body, problems := r.Render(archive.Files[0].Data, bodyContext())
			got := []txtar.File{
				{Name: "html", Data: []byte(body.HTML())},
				{Name: "text", Data: []byte(body.Text() + "\n")},
				{Name: "found", Data: []byte(found(body))},
				{Name: "problems", Data: []byte(report(problems))},
			}
			if *update {
				archive.Files = append(archive.Files[:1], got...)
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want := string(txtar.Format(&txtar.Archive{Files: archive.Files[1:]}))
			if diff := cmp.Diff(string(txtar.Format(&txtar.Archive{Files: got})), want); diff != "" {
				t.Errorf("got (-), want (+):\n%s", diff)
			}
		})
	}
}

// found lists what a body has besides its HTML.
func found(body site.Body) string {
	var b strings.Builder
	for _, h := range body.Headings {
		fmt.Fprintf(&b, "h%d #%s %s\n", h.Level, h.ID, h.Text)
	}
	for _, c := range body.Citations {
		fmt.Fprintf(&b, "%d:%d cite-%s-%d\n", c.Line, c.Column, c.Key, c.Nth)
	}
	for _, l := range body.Links {
		fmt.Fprintf(&b, "%d:%d %s\n", l.Line, l.Column, l.URL)
	}
	for _, h := range body.Holes {
		fmt.Fprintf(&b, "%d:%d {{%s}} after %q\n", h.Line, h.Column, h.Query, lastOf(body.HTML()[:h.Offset]))
	}
	fmt.Fprintf(&b, "%d words\n", body.Words)
	return b.String()
}

func lastOf(html string) string { return html[max(0, len(html)-12):] }

func report(problems []site.Problem) string {
	site.SortProblems(problems)
	var b strings.Builder
	for _, p := range problems {
		b.WriteString(p.String() + "\n")
		if p.Hint != "" {
			b.WriteString("    hint: " + p.Hint + "\n")
		}
	}
	return b.String()
}

func TestOneRendererServesManyGoroutines(t *testing.T) {
	r := New()
	var sources [][]byte
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		sources = append(sources, archive.Files[0].Data)
	}
	want := make([]string, len(sources))
	for i, source := range sources {
		body, problems := r.Render(source, bodyContext())
		want[i] = body.HTML() + found(body) + report(problems)
	}
	var workers sync.WaitGroup
	for range 8 {
		workers.Go(func() {
			for i, source := range sources {
				body, problems := r.Render(source, bodyContext())
				if got := body.HTML() + found(body) + report(problems); got != want[i] {
					t.Errorf("%s differs when rendered beside others", files[i])
				}
			}
		})
	}
	workers.Wait()
}

func TestTheFirstLineOfTheProseIsThatOfTheFile(t *testing.T) {
	in := bodyContext()
	in.FirstLine = 40
	body, problems := New().Render([]byte("One.\n\nÜber [@ronin] and <b>.\n"), in)
	if len(body.Citations) != 1 || len(problems) != 1 {
		t.Fatalf("got %d citations and %d problems, want 1 and 1", len(body.Citations), len(problems))
	}
	if c := body.Citations[0]; c.Line != 42 || c.Column != 7 {
		t.Errorf("the citation is at %d:%d, want 42:7", c.Line, c.Column)
	}
	if p := problems[0]; p.Line != 42 || p.Column != 19 || p.Field != "body" {
		t.Errorf("the problem is at %d:%d of %q, want 42:19 of body", p.Line, p.Column, p.Field)
	}
}

func TestEveryRuleThatIsReportedIsExplained(t *testing.T) {
	explained := map[string]bool{}
	for _, rule := range Rules() {
		explained[rule.ID] = true
		if rule.What == "" || rule.Why == "" || rule.Bad == "" || rule.Good == "" {
			t.Errorf("the rule %s is not explained whole", rule.ID)
		}
	}
	reported := map[string]bool{}
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		_, problems := New().Render(archive.Files[0].Data, bodyContext())
		for _, p := range problems {
			reported[p.Rule] = true
		}
	}
	for rule := range explained {
		if !reported[rule] && rule != "body-limits" {
			t.Errorf("no fixture breaks the rule %s", rule)
		}
	}
	for rule := range reported {
		if !explained[rule] && rule != "hidden-character" { // explained by the loader, which has it too
			t.Errorf("the rule %s is reported and not explained", rule)
		}
	}
}

func TestABodyBeyondItsBoundsIsNotRendered(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"a long paragraph", "One.\n\n" + strings.Repeat("words and ", 4000), "content/incidents/abc.md:3:1: error: a paragraph or list is longer than 32768 bytes (body-limits)"},
		{"deep quotations", "One.\n\n" + strings.Repeat(">", 33) + " deep", "content/incidents/abc.md:3:1: error: quotations and lists are nested more than 32 deep (body-limits)"},
		{"deep lists", strings.Repeat("1. ", 33) + "deep", "content/incidents/abc.md:1:1: error: quotations and lists are nested more than 32 deep (body-limits)"},
		{"many footnotes", strings.Repeat("[^a]\n\n", 501), "content/incidents/abc.md:1001:1: error: the text has more than 500 footnotes (body-limits)"},
	} {
		body, problems := New().Render([]byte(test.text), bodyContext())
		if len(problems) != 1 || problems[0].String() != test.want || len(body.HTML()) > 0 {
			t.Errorf("%s: got %q and %d bytes, want %q and none", test.name, report(problems), len(body.HTML()), test.want)
		}
	}
}

func TestAnHonestBodyIsWithinTheBounds(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("- ", 40) + "\n", strings.Repeat("-", 80) + "\n", strings.Repeat("* ", 40), "> > > quoted\n", "Title\n" + strings.Repeat("-", 80),
		strings.Repeat(strings.Repeat("word ", 1000)+"\n\n", 20), "9.5 > 3.2 - so it is * more", "---",
	} {
		if _, problems := New().Render([]byte(text), bodyContext()); len(problems) > 0 {
			t.Errorf("%.60q: %s", text, report(problems))
		}
	}
}

// Patterns of what must never stand in a page.
var (
	anyTag      = regexp.MustCompile(`<[^>]*>`)
	harmlessTag = regexp.MustCompile(`^</?(p|h[2-6]|a|em|strong|code|pre|blockquote|ul|ol|li|hr|br|img|sup|div|table|thead|tbody|tr|th|td|dl|dt|dd)( (id|class|href|title|alt|src|role|aria-label|tabindex|scope|start)="[^"<>]*")*>$|^<a id=cite-[a-z0-9_-]+ href=#source-[a-z0-9_-]+>$`)
	anyAddress  = regexp.MustCompile(`(?:href|src)="([^"]*)"`)
	fineAddress = regexp.MustCompile(`^(?i)(https?://|mailto:|#|/record/|[^:]*$|[^:/?#]*[/?#])`)
)

// FuzzRender renders anything: there is no panic, and the page has only the
// tags and the attributes that we know, and no address that could run.
func FuzzRender(f *testing.F) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(archive.Files[0].Data)
	}
	for _, seed := range []string{
		"[x](javascript:alert(1))", "[x](java&#115;cript:alert(1))", "[x](<java\tscript:alert(1)>)", "<javascript:alert(1)>", "[x][y]\n\n[y]: JaVaScRiPt:alert(1)",
		"![x](data:text/html,<script>)", "<script>alert(1)</script>", "x <img src=x onerror=alert(1)>", "[x](/a \"\\\" onclick=alert(1)\")", "```\"onclick=x\n```",
		"| a |\n|:-:|\n| <b> |", "[a[@ronin]](b)", "[^a](b)\n\n[^a]: c", "{{total \"<script>\"}}", "## <b> {#x onclick=y}", "[x](&#x6A;avascript&colon;alert(1))",
	} {
		f.Add([]byte(seed))
	}
	r := New()
	f.Fuzz(func(t *testing.T, source []byte) {
		body, problems := r.Render(source, bodyContext())
		html := body.HTML()
		for _, tag := range anyTag.FindAllString(html, -1) {
			if !harmlessTag.MatchString(tag) {
				t.Errorf("the tag %q is in the page", tag)
			}
		}
		if rest := anyTag.ReplaceAllString(html, ""); strings.ContainsAny(rest, "<>") {
			t.Errorf("a bracket is left over in %q", rest)
		}
		for _, match := range anyAddress.FindAllStringSubmatch(html, -1) {
			if !fineAddress.MatchString(match[1]) {
				t.Errorf("the address %q is in the page", match[1])
			}
		}
		if strings.Count(html, "<a ") != strings.Count(html, "</a>") || nestedLink(html) {
			t.Errorf("links stand in links: %s", html)
		}
		checkPlaces(t, source, body, problems)
		again, _ := r.Render(source, bodyContext())
		if again.HTML() != html {
			t.Error("a second rendering differs")
		}
	})
}

// nestedLink reports whether a link begins before the one before it ends.
func nestedLink(html string) bool {
	open := false
	for _, tag := range anyTag.FindAllString(html, -1) {
		switch {
		case strings.HasPrefix(tag, "<a "):
			if open {
				return true
			}
			open = true
		case tag == "</a>":
			open = false
		}
	}
	return false
}

// checkPlaces checks that everything found lies in the source, that ids are
// unique and that holes lie in the HTML.
func checkPlaces(t *testing.T, source []byte, body site.Body, problems []site.Problem) {
	t.Helper()
	lines := strings.Count(string(source), "\n") + 1
	inside := func(line, column int) bool {
		return line >= 1 && line <= lines && column >= 1 && column <= len(source)+1
	}
	for _, p := range problems {
		if !inside(p.Line, p.Column) || p.Message == "" || p.Rule == "" {
			t.Errorf("the problem %+v has no place in %d lines", p, lines)
		}
	}
	for _, c := range body.Citations {
		if !inside(c.Line, c.Column) {
			t.Errorf("the citation %+v has no place in %d lines", c, lines)
		}
	}
	for _, l := range body.Links {
		if !inside(l.Line, l.Column) {
			t.Errorf("the link %+v has no place in %d lines", l, lines)
		}
	}
	last := 0
	for _, h := range body.Holes {
		if h.Offset < last || h.Offset > len(body.HTML()) {
			t.Errorf("the hole %+v lies outside of the page", h)
		}
		last = h.Offset
	}
	ids := map[string]bool{}
	for _, h := range body.Headings {
		if ids[h.ID] || h.Level < 2 || h.Level > 6 || h.ID == "" || reservedID(h.ID) && !strings.HasPrefix(h.ID, "text-") {
			t.Errorf("the heading %+v is not one of its own", h)
		}
		ids[h.ID] = true
	}
}

// BenchmarkRender renders a body of about 300 words.
func BenchmarkRender(b *testing.B) {
	source := []byte(strings.Repeat("The bridge was drained by *somebody* who held [five keys](https://example.org/keys) of nine [@ronin]; the loss was noticed six days later [@fbi; @un_2024].\n\n", 10) + "## Later\n\n- One thing.\n- Another.\n")
	r := New()
	b.ReportAllocs()
	for b.Loop() {
		r.Render(source, bodyContext())
	}
}
