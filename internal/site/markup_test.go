package site

import (
	"strings"
	"testing"
)

var markups = []struct {
	name, html, text string
	most             int // bytes of the markup; 0 = whatever
}{
	{"nothing", "", "", 0},
	{"HTML without a text", "<p>Gone.</p>\n", "", 20},
	{"a text without HTML", "", "Gone.", 0},
	{"paragraphs", "<p>One word and another.</p>\n<p>A second paragraph.</p>\n", "One word and another.\nA second paragraph.", 16},
	{"lines of the source", "<p>One line\nand the next\nof them.</p>\n", "One line and the next of them.", 24},
	{"signs that are escaped", "<p>&quot;A &amp; B&quot; &lt;c&gt;</p>\n", `"A & B" <c>`, 40},
	{
		"a citation",
		`<p>It went<sup><a id=cite-ronin-1 href=#source-ronin>[1]</a></sup>. Then 1 more.</p>` + "\n",
		"It went. Then 1 more.", 50,
	},
	{"words that the text has not", "<p>Footnotes are <b>not</b> words.</p>\n<ol>\n<li>They stand apart from it all.</li>\n</ol>\n", "Footnotes are not words.", 0},
	{"words in another order", "<p>second half of it, first half of it</p>", "first half of it, second half of it", 0},
	{"markup without an end", "<p>a < b & c <sup>d", "a < b & c d", 0},
	{"a sign that is no letter", "<p>\xff\xfe & \x00</p>", "\xff \xfe", 0},
}

func TestMarkupMakesTheHTMLOfTheText(t *testing.T) {
	for _, c := range markups {
		markup := MarkupOf([]byte(c.html), c.text)
		body := Body{Prose: &Written{c.text, markup}}
		if got := body.HTML(); got != c.html {
			t.Errorf("%s: %q, want %q", c.name, got, c.html)
		}
		if markup.Len() != len(c.html) {
			t.Errorf("%s: the length is %d, want %d", c.name, markup.Len(), len(c.html))
		}
		if c.most > 0 && len(markup) > c.most {
			t.Errorf("%s: the markup takes %d bytes, want %d at most", c.name, len(markup), c.most)
		}
	}
}

func TestMarkupOfAnotherTextDoesNoHarm(t *testing.T) {
	for _, c := range markups {
		markup := MarkupOf([]byte(c.html), c.text)
		for cut := range len(markup) {
			markup[:cut].HTML(c.text)
			markup[cut:].HTML("x")
		}
	}
	Markup(strings.Repeat("\x02\xff\xff\xff\xff\xff\xff", 4) + "\x00\xff\xff\xff\xff\x07\xfe\xff").HTML("some text")
}

func FuzzMarkup(f *testing.F) {
	for _, c := range markups {
		f.Add(c.html, c.text)
	}
	f.Fuzz(func(t *testing.T, html, text string) {
		markup := MarkupOf([]byte(html), text)
		if got := markup.HTML(text); got != html {
			t.Errorf("%q with %q gives %q", html, text, got)
		}
		Markup(html).HTML(text)
	})
}

// BenchmarkMarkup makes and undoes the markup of a body of the size that the
// record has.
func BenchmarkMarkup(b *testing.B) {
	html := []byte(strings.Repeat(markups[6].html+`<p>The exchange &quot;saw&quot; it on the third day, and <em>nobody</em> could say for sure how much was gone.</p>`+"\n", 15))
	text := strings.Repeat(markups[6].text+"\nThe exchange \"saw\" it on the third day, and nobody could say for sure how much was gone.\n", 15)
	b.SetBytes(int64(len(html)))
	b.ReportAllocs()
	for b.Loop() {
		body := BodyOf(html, text)
		if len(body.HTML()) != len(html) {
			b.Fatal("the HTML is not what it was")
		}
	}
}
