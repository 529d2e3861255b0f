package plainyaml

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"blotter/internal/site/generate"
)

// plainTexts are read here, each as the library reads it.
var plainTexts = []string{
	"a: b", "a: b\n", "\n\n# c\n  a: b\n", "a:\n", "a:", "a:\n  \nb: # note\n", "- a\n- b\n", "-\n- b\n-\n", "- \n  a\n",
	// Words that some programs take for something else.
	"country: NO\na: no\nb: yes\nc: on\nd: ~\ne: null\nf: Null\ng: true\nh: False\ni: TRUE\nj: nULL\nk: y\nl: none\nm: nulls\n",
	"a: 1\nb: -1\nc: +1\nd: 1_000\ne: 0x1F\nf: 0o17\ng: 017\nh: 1e3\ni: 1.\nj: .5\nk: -.5\nl: +.5e-1\nm: .inf\nn: -.INF\no: .nan\np: -0\nq: 0b11\nr: 1_\ns: 0x\nt: 9223372036854775808\nu: 18446744073709551616\nv: 1e999\nw: -\u00e9\nx: 1.2.3\ny: 08\nz: 12e03\n",
	"a: 0\nb: 00\nc: 1.5\nd: 1_0.5\ne: +_1\nf: .\ng: .5.\nh: ._5\ni: +-1\nj: 4.4M USD\nk: 342,000\nl: 0xa0g\nm: 1e\nn: 1e+\no: -1.e-7\np: ._\nq: .e1\nr: -.\n",
	"a: 2022-03-04\nb: 2022-3-4\nc: 2022-13-01\nd: 2022-02-30\ne: 2022-03\nf: 2022\ng: 2022-03-04/2022-03-05\nh: 2022-03~\ni: 20220-1-1\nj: 2022-003-1\nk: 2022-\nl: 2022-1-\nm: 2022-01-011\n",
	"2022: a\n2022-03-04: b\ntrue: c\n~: d\n1.5: e\n",
	// Colons, number signs and hyphens inside of texts.
	"a: b:c\nb: http://example.org/a#b\nc: a#b\nd: '#'\ne: a # note\nf: -b\ng: --\nh: a - b\ni: a, b\nj: a]b}\n", "a:b: c\n", "-a: b\n", "a b: c d\na  : b\n", "a: b::c\n",
	"a: b?\nb: c!&*\nd: 50%\ne: (x) @y\n",
	// Quotes.
	`a: "b \"c\" \\ \/ \n \t é"` + "\n", `'it''s': 'a''b'` + "\n", `a: ''` + "\nb: \"\"\n", `"a": 'b' # c` + "\n", `"a b" : c`, "a: \"b\n  c\n\n  d  \n   e\"\n", "a: 'b\n\n\n  c'\n", "a: \"b\\n \n  c \\t\n  d\"\n", "a: \"\n  b\n  \"\n",
	`- "a": b` + "\n" + `- 'c'` + "\n", `a: "#"` + "\n" + `b: 'x # y: z'` + "\n", "a:\n  \"b\n  c\"\n",
	// Texts over several lines.
	"a: b\n  c\n  d\n", "a: b  \n\n  c\n   \n\n  d # x\nb: c\n", "a:\n  b\n  c\nd: e\n", "- a\n  b\n- c\n", "a: b\n # note\nc: d\n", "a: b\n  - c\n  # d\n", "a: b\n  ? c\n", "- a: b\n    c\n  d: e\n",
	// Block texts.
	"a: |\n  b\n  c\n", "a: >\n  b\n  c\n\n  d\n   e\n  f\n\n\n", "a: |-\n  b\n\nc: >+\n  d\n\n\ne: |+\n  f\n", "a: |2\n   b\n  c\n", "a: >-2\n   b\n  c\n  d\n", "a: |1-\n  b\n", "a: | # note\n\n\n  b # c\n  # d\n# e\nf: g\n", "- |\n  a\n- >\n  b\n", "a:\n- |\n b\n- c\n", "a:\n  |\n  b\n", "a: >\n   b\n\n    c\n\n   d\n   e\n", "a: >\n\n  b\n", "a: |\n  b: c\n  - d\n", "a: |+\n  b\n\n",
	// Collections.
	"a:\n- b\n- c\nd:\n  - e\n  -\n    - f\n", "- - x\n  - y\n-   - z\n", "- a: b\n  c:\n    d: e\n  f:\n  - g\n  - h: i\n    j: k\n- l\n", "a:\n  b:\n    c: d\n  e: f\ng: h\n", "a:\n    b: c\nd:\n e: f\n", "a:\n# x\n  # y\n  b: c\n     # z\n  d: e\n", "- # x\n  a\n", "-   a: b\n    c: d\n", "a:\n-\n-\nb:\n", "- a:\n  b:\n- c:\n  - d\n",
	// Brackets.
	"a: [b, c]\n", "a: {b: c, d: [e, f], 'g': \"h\"} # i\n", "a: []\nb: {}\nc: [ ]\nd: [[], {}]\n", "a: [b, c,]\nd: {e: f, }\n", "a: [\n  b, # c\n  d\n  ]\n", "a: [\n  b,\n]\nc: {\n}\n", "a: {b: c\n  d, e: f}\n", "a: {b:\n  c}\n", "a: [b\n\n  c\n  , d]\n", "- {a: b}\n- [c]\n", "a:\n  {b: c}\n", "a: [b:c, d?, -e, http://f/g]\n", "a: {b: 'c\n  d'}\n", "a: [b #c\n  , d]\n", "a: {b: c:d}\n", "[a, b]\n", "{a: b}\n", "[\na\n]\n", "a: {2022: 1, true: ~}\n", "a: [null, NO, 2022-03-04, 1_000]\n",
	// Columns count characters.
	"é: [ü, \"ö\", {ß: 'ñ'}]\n漢字: 値\n", "é:\n🙂: {a: 🙂, b: c}\n", "- é: |\n    ü\n  ö: x\n",
	"a: b   \nc:   \nd: \"e\"   \nf: [g]   \n", "a: \u00a0b\u00a0\n",
}

// otherTexts are left to the library, whether it takes them or not.
var otherTexts = []string{
	"", "\n", "# a\n", "a\n", "'a'\n", "|\n a\n", "a: &b c\n", "a: *b\n", "a: !!str b\n", "!a b: c\n", "%YAML 1.2\n---\na: b\n", "---\na: b\n", "a: b\n...\n", "a: |\n--- b\n", "a: b\n---\nc: d\n",
	"? a\n: b\n", "? a\n", "a:\n\tb: c\n", "a: b\tc\n", "a: b\r\nc: d\r\n", "\ufeffa: b\n", "a: b\u0085c\n", "a: \u2028b\n", "a: \x01\n", "a: \xff\n", "a: \x7f\n",
	"a: - b\n", "a: b: c\n", "a: 'b': c\n", "a: b\n  c: d\n", "a:\n  b\n  c: d\n", "a: b\n c\nd\n", "a: b\n  # c\n  d\n", "a:\n  b: c\n d: e\n", "  a: b\nc: d\n", "a: b\n  c: d\n", "- a\nb: c\n", "a: b\n- c\n", "a:\n  - b\n  c: d\n", "-\n  - a\n - b\n",
	"a: \"b\n", "a: 'b\n", "a: \"b\nc\"\n", "a: \"\\x41\"\n", "a: \"\\q\"\n", "a: \"b\\\n  c\"\n", "a: \"\\ud800\"\n", "a: \"\\u00g0\"\n", "a: \"b\" c\n", "a: \"b\"#c\n", "\"a\":b\n", "\"a\n b\": c\n", "a 'b'\n",
	"a: [b\n", "a: [b, c\nd: e\n", "a: {b, c}\n", "a: {b: c d: e}\n", "a: {b}\n", "a: {b: , c: d}\n", "a: {b: }\n", "a: {\"b\":c}\n", "a: {b:c}\n", "a: [b: c]\n", "a: [b, , c]\n", "a: [, b]\n", "a: [b]c\n", "a: [b]#c\n", "a: [b\nc]\n", "a: [b]: c\n", "[a]: b\n", "{a: b}: c\n", "a: [? b]\n", "a: [- b]\n", "a: [b, #c\n", "a: {b: [c}\n", "a: [b}\n", "a: [@b]\n", "a: [b,#c\n  d]\n", "a: [|\n b]\n",
	"a: @b\n", "a: `b`\n", "a: %b\n", "a: ,b\n", "a: ]\n", "a: :b\n", "a: ?b\n", ":\n", ": a\n", "a: | b\n", "a: |0\n  b\n", "a: |#c\n  b\n", "a: |++\n  b\n", "a: |\n", "a: |\nb: c\n", "a: |\n    \n  b\n", "a: |\n  b\n     \n  c\n", "a: |\n  b", "a: |\n  b\n  ", "a: |\n  b\n c\n", "a: >",
	"a: b\na: c\n", "a: {b: c, b: d}\n", "a: b\n'a': c\n", "<<: {a: b}\n", "a: <<\n", "a: 2022-03-04T05:06:07Z\n", "a: 2022-03-04 05:06:07\n",
	"a: " + strings.Repeat("[", 100) + strings.Repeat("]", 100) + "\n", strings.Repeat("- ", 100) + "a\n",
}

func TestPlainTextsAreReadAsTheLibraryReadsThem(t *testing.T) {
	for _, text := range plainTexts {
		if !sameAsLibrary(t, text) {
			t.Errorf("%q is left to the library", text)
		}
	}
}

func TestWhatIsNotPlainIsLeftToTheLibrary(t *testing.T) {
	for _, text := range otherTexts {
		if sameAsLibrary(t, text) {
			t.Errorf("%q is read", text)
		}
	}
}

func TestReadingAppends(t *testing.T) {
	before := []Node{{Value: "before"}}
	nodes, ok := Read("a: [b]\n", before)
	if !ok || len(nodes) != 5 || nodes[0] != before[0] {
		t.Fatalf("Read = %+v, %v, want four nodes behind the one that was there", nodes, ok)
	}
	if root := nodes[1]; root.Kind != Mapping || root.End != 5 {
		t.Errorf("the root is %+v, want a mapping that ends at 5", root)
	}
}

func TestManyKeysAreLeftToTheLibrary(t *testing.T) {
	var text strings.Builder
	for n := range 100_000 {
		fmt.Fprintf(&text, "k%d: 1\n", n)
	}
	if _, ok := Read(text.String(), nil); ok {
		t.Error("a mapping of 100,000 keys is read")
	}
}

// frontMatter gives what stands between the fences of a file, if it has some.
func frontMatter(data []byte) (string, bool) {
	rest, ok := bytes.CutPrefix(data, []byte("---\n"))
	if !ok {
		return "", false
	}
	text, _, ok := bytes.Cut(rest, []byte("\n---\n"))
	return string(text) + "\n", ok
}

// record gives the front matter of the entries of the record by file.
func record(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir("../../../../content", func(file string, entry os.DirEntry, err error) error {
		if err != nil || filepath.Ext(file) != ".md" {
			return err
		}
		data, err := os.ReadFile(file)
		if text, ok := frontMatter(data); ok {
			found[file] = text
		}
		return err
	})
	if err != nil || len(found) == 0 {
		t.Fatalf("found %d entries: %v", len(found), err)
	}
	return found
}

// generated gives the front matter of made-up entries.
func generated(t *testing.T) []string {
	t.Helper()
	var texts []string
	for file := range generate.Files(generate.Options{Entries: 2000, Seed: 1}) {
		if text, ok := frontMatter(file.Data); ok {
			texts = append(texts, text)
		}
	}
	if len(texts) < 2000 {
		t.Fatalf("%d texts are generated, want 2000", len(texts))
	}
	return texts
}

// fixtures gives the front matter and the YAML files of the fixtures of the
// loader.
func fixtures(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("../testdata/*/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	var texts []string
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range archive.Files {
			texts = append(texts, string(part.Data))
			if text, ok := frontMatter(part.Data); ok {
				texts = append(texts, text)
			}
		}
	}
	return texts
}

func TestTheEntriesOfTheRecordAreReadHere(t *testing.T) {
	for file, text := range record(t) {
		if !sameAsLibrary(t, text) {
			t.Errorf("%s is left to the library", file)
		}
	}
	for _, text := range generated(t) {
		if !sameAsLibrary(t, text) {
			t.Fatalf("a generated entry is left to the library:\n%s", text)
		}
	}
}

func TestTheFixturesOfTheLoaderAreReadTheSameOrNotHere(t *testing.T) {
	accepted := 0
	for _, text := range fixtures(t) {
		if sameAsLibrary(t, text) {
			accepted++
		}
	}
	if accepted == 0 {
		t.Error("none of them is read")
	}
}

// TestTheLibraryReadsTheSame changes real texts at random places, so that they
// are nearly right, and reads what comes of it.
func TestTheLibraryReadsTheSame(t *testing.T) {
	texts := slices.Concat(plainTexts, plainTexts)
	byFile := record(t)
	for _, file := range slices.Sorted(maps.Keys(byFile)) {
		texts = append(texts, byFile[file][:min(len(byFile[file]), 1500)])
	}
	pieces := []string{"\n", "\n\n", " ", "  ", ": ", ":", "- ", "-", "#", " #", "'", "\"", "[", "]", "{", "}", ",", "|\n", ">-\n", "a", "é", "~", "1", "\\", "\n  ", "\n- ", "? ", "&a ", "*"}
	random := rand.New(rand.NewPCG(1, 2))
	accepted := 0
	for range 20_000 {
		text := texts[random.IntN(len(texts))]
		for range 1 + random.IntN(2) {
			at := random.IntN(len(text) + 1)
			end := min(len(text), at+random.IntN(2))
			text = text[:at] + pieces[random.IntN(len(pieces))] + text[end:]
		}
		if sameAsLibrary(t, text) {
			accepted++
		}
		if t.Failed() {
			return
		}
	}
	if accepted < 5_000 {
		t.Errorf("only %d of 20,000 texts are read", accepted)
	}
}

func BenchmarkRead(b *testing.B) {
	var text string
	for file := range generate.Files(generate.Options{Entries: 10, Seed: 1}) {
		if front, ok := frontMatter(file.Data); ok && len(front) > len(text) {
			text = front
		}
	}
	b.Run("plainyaml", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(len(text)))
		var nodes []Node
		for b.Loop() {
			var ok bool
			if nodes, ok = Read(text, nodes[:0]); !ok {
				b.Fatal("the text is not read")
			}
		}
	})
	b.Run("library", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			if _, err := library(text); err != nil {
				b.Fatal(err)
			}
		}
	})
}
