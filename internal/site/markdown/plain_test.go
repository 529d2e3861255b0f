package markdown

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"blotter/internal/site"
	"blotter/internal/site/generate"
)

// anySource knows every key, each by a number of its own.
func anySource() site.BodyContext {
	in, keys := bodyContext(), []string{}
	in.SourceNumber = func(key string) int {
		if key == "unknown" {
			return 0
		}
		if !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
		return slices.Index(keys, key) + 1
	}
	return in
}

// rendered is all that comes of a body before it is packed.
type rendered struct {
	HTML, Words string
	Headings    []site.Heading
	Citations   []site.Citation
	Links       []site.BodyLink
	Holes       []site.Hole
	Problems    []site.Problem
}

func outcome(p *preparer, out *output) rendered {
	return rendered{out.String(), strings.TrimSpace(string(p.words)), p.body.Headings, slices.Clone(p.citations), p.body.Links, p.body.Holes, p.problems}
}

// sameAsGoldmark fails the test when a body is plain and goldmark renders
// another. It says whether the body is plain.
func sameAsGoldmark(t *testing.T, r *Renderer, source []byte) bool {
	t.Helper()
	p, out := &preparer{cites: map[string]int{}}, new(output)
	p.reset(source, anySource())
	p.hidden()
	if _, why, _ := tooMuch(source); why != "" || !p.plain(out) {
		return false
	}
	got := outcome(p, out)
	oracle, page := &preparer{cites: map[string]int{}}, new(output)
	oracle.reset(source, anySource())
	r.render(oracle, page)
	if diff := cmp.Diff(got, outcome(oracle, page)); diff != "" {
		t.Errorf("%q (-here +goldmark):\n%s", source, diff)
	}
	return true
}

var plainBodies = []string{
	"One line.\n", "One line without an end.", "Two\nlines.\n\nAnd a paragraph.\n\n\n\nThe last.", "\n\nBelow.\n",
	"## What followed\n\nIt went [@a].\n\n### And then\nAt once below.\n\n## What followed\n", "## Sources 2\n\n## Events\n",
	"- One\n- Two, of *some* weight [@a]\n- **Three**\n\nAfter it.\n", "- One", "- One\n\n\n## Next\n\n- Two\n",
	"Said \"so\" [@a] [@b; @a], and (again) [@a]. Then more[@c].\n", "It ends with one\nof them [@a]\nand goes on [@b].\n",
	"A *draft* [@a], *two words* and **three of them**; 5 * 3 is not plain.\n", "*Never* at the front.\n",
	"A *draft* [@a], *two words* and **three of them**; so it is.\n",
	"2,000 ETH at $4.4M (about 5%), 'so' they say: a/b, a|b, a=b, a+b, a~b, a^b, a@b.c and #7!\n",
	"1986. was a year\n", "1986 was a year\n", "Zürich’s “own” words – in Straße 5.\n", "Ünlü.\n", "漢字 beside words.\n",
	"Long text   with   spaces [@a]   inside.\n", "One [@a]  [@b]\n",
}

var otherBodies = []string{
	"", "# One\n", "#### Deep\n", "##\n", "## \n", "## #\n", "## A #\n", "## a_b_c\n", "## A [@a]\n", "Text\n---\n", "Text\n===\n", "Text\n- item\n", "- a\n- b\n\n- c\n",
	"- a\n  more\n", "- a\nlazy\n", "-\n", "- \n", "- - a\n", "- 1. a\n", "-- a\n", "* a\n", "+ a\n", "1. a\n", "2) a\n", "> a\n", "    code\n", "\tcode\n", "```\ncode\n```\n", "~~~\n",
	"a | b\n--- | ---\nc | d\n", "| a |\n|---|\n", "a\n: b\n", "[a]: b\n", "[@a]: b\n", "text [@a]: b\n", "[@a] first\n", "text [@a](b)\n", "text [@a][b]\n", "text ![@a]\n", "text [^1]\n\n[^1]: note\n",
	"text [@unknown]\n", "text [@]\n", "text [@a b]\n", "text [a](b)\n", "text [@a", "a  \nb\n", "a\\\nb\n", "a \nb\n", "a &amp; b\n", "a < b\n", "a > b\n", "a `b` c\n", "a _b_ c\n", "a snake_case c\n",
	"a *b c\n", "a *b* *\n", "a * b * c\n", "a ***b*** c\n", "a **b* c\n", "a *b**c* d\n", "a *b*c d\n", "a*b* c\n", "a *b *c* d* e\n", "a {{total \"x\"}} b\n", "a\u00a0b\n", "a\u200bb\n", "a\x00b\n", "a\xffb\n", "a\r\nb\n", "a ]b\n", "***\n", "---\n", "___\n", "<b>\n",
}

func TestPlainProseIsRenderedAsGoldmarkRendersIt(t *testing.T) {
	r := New()
	for _, text := range append(slices.Clone(plainBodies), otherBodies...) {
		sameAsGoldmark(t, r, []byte(text))
	}
	random := rand.New(rand.NewPCG(5, 6))
	plain := 0
	for range 20_000 {
		if sameAsGoldmark(t, r, mixed(random)) {
			plain++
		}
		if t.Failed() {
			return
		}
	}
	if plain < 1000 {
		t.Errorf("%d of the mixed bodies are plain, too few to compare", plain)
	}
}

// mixed gives parts of bodies in some order, and now and then another sign.
func mixed(random *rand.Rand) []byte {
	var text []byte
	pieces := []string{
		"word", " ", " ", "\n", "\n\n", "*", "*word*", "**two words**", " [@a]", "[@a; @b]", "- ", "## ", ".", ",", "\"", "(", ")", ":", "1", "1.", "#", "|", "!", "é", "'", "  ", "A", "=", "~", "$",
	}
	for range 1 + random.IntN(14) {
		text = append(text, pieces[random.IntN(len(pieces))]...)
	}
	return text
}

func TestWhatIsNotPlainIsLeftToGoldmark(t *testing.T) {
	r := New()
	for _, text := range otherBodies[1:] {
		if sameAsGoldmark(t, r, []byte(text)) {
			t.Errorf("%q is taken for plain", text)
		}
	}
}

// The prose of the record must not fall back in silence: that would cost five
// times as much and nobody would see it.
func TestTheProseOfTheRecordIsPlain(t *testing.T) {
	r := New()
	count, plain := 0, 0
	look := func(file []byte) {
		if parts := bytes.SplitN(file, []byte("\n---\n"), 2); len(parts) == 2 {
			count++
			if sameAsGoldmark(t, r, parts[1]) {
				plain++
			}
		}
	}
	for file := range generate.Files(generate.Options{Entries: 50, Seed: 3}) {
		if strings.HasPrefix(file.Name, "content/incidents/") {
			look(file.Data)
		}
	}
	files, err := filepath.Glob("../../../content/incidents/*/*.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("no entries: %v", err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		look(data)
	}
	if plain*10 < count*8 {
		t.Errorf("the prose of %d of %d entries is plain, want four in five at least", plain, count)
	}
}

func FuzzPlain(f *testing.F) {
	for _, text := range append(slices.Clone(plainBodies), otherBodies...) {
		f.Add([]byte(text))
	}
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
	r := New()
	f.Fuzz(func(t *testing.T, source []byte) { sameAsGoldmark(t, r, source) })
}

func TestEightPrintedBytesAreSeenAtOnce(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 12))
	const signs = "\x00\x1f \x7e\x7f\x80\xff\n"
	for range 20000 {
		text := bytes.Repeat([]byte("a"), random.IntN(30))
		for range random.IntN(3) {
			if len(text) > 0 {
				text[random.IntN(len(text))] = signs[random.IntN(len(signs))]
			}
		}
		want := 0
		for want+8 <= len(text) && !slices.ContainsFunc(text[want:want+8], func(c byte) bool { return c < ' ' || c >= 0x7f }) {
			want += 8
		}
		if got := plainPrint(text); got != want {
			t.Fatalf("%d bytes of %q are plain, want %d", got, text, want)
		}
	}
}

func TestWordsAreCountedAsFieldsWhereverTheyStand(t *testing.T) {
	random := rand.New(rand.NewPCG(13, 14))
	signs := []rune("a \n\t\v\f\r\x08\x0e\x1f!\x7fé\u00a0\u2003")
	for range 20000 {
		text := make([]rune, random.IntN(40))
		for i := range text {
			if text[i] = 'x'; random.IntN(2) == 0 {
				text[i] = signs[random.IntN(len(signs))]
			}
		}
		if got, want := countWords(string(text)), len(strings.Fields(string(text))); got != want {
			t.Fatalf("%q has %d words, want %d", string(text), got, want)
		}
	}
}

// BenchmarkPlain renders a body of about 300 words that is plain.
func BenchmarkPlain(b *testing.B) {
	source := []byte(strings.Repeat("The bridge was drained by *somebody* who held five keys of nine [@ronin]; the loss was \"noticed\" six days later, as the operator said on the day on which it was told [@fbi; @un_2024].\n\n", 9) + "## Later\n\n- One thing.\n- Another.\n")
	r := New()
	b.ReportAllocs()
	for b.Loop() {
		r.Render(source, bodyContext())
	}
}

func TestWordsAreCountedAsTheyArePartedBySpaces(t *testing.T) {
	for _, text := range []string{"", " ", "a", " a  b\tc\n", "é\u00a0ü\u2003x", "\xff \xfe\x85", "a\u200bb", "\v\f\r.", "漢\u3000字"} {
		if got, want := countWords(text), len(strings.Fields(text)); got != want {
			t.Errorf("%q has %d words, want %d", text, got, want)
		}
	}
}
