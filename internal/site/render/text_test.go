package render

import (
	"testing"

	"blotter/internal/site"
)

func TestDatesAreMarkedUpAsFarAsTheyAreKnown(t *testing.T) {
	cases := []struct{ name, date, want string }{
		{"a day", "2022-03-23", `<time datetime=2022-03-23>23 March 2022</time>`},
		{"a month has no day", "2022-03", `<time datetime=2022-03>March 2022</time>`},
		{"a year", "2022", `<time datetime=2022>2022</time>`},
		{"doubt stays in the words", "2022~", `<time datetime=2022>about 2022</time>`},
		{"an open beginning has no value", "../2022-05", "before May 2022"},
		{"unknown", "unknown", "date unknown"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := dateHTML(mustDate(c.date)); string(got) != c.want {
				t.Errorf("dateHTML(%s) = %s, want %s", c.date, got, c.want)
			}
		})
	}
	if got := dateHTML(site.Date{}); got != "" {
		t.Errorf("an absent date gives %q, want nothing", got)
	}
}

func TestWordsForSentences(t *testing.T) {
	for text, want := range map[string]string{"": "", "It went": "It went.", "It went.": "It went.", "Did it?": "Did it?", "“Yes.”": "“Yes.”", "Wait…": "Wait…", "(see below)": "(see below)."} {
		if got := sentence(text); got != want {
			t.Errorf("sentence(%q) = %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]string{"Stolen": "stolen", "At risk": "at risk", "IT work": "IT work", "": ""} {
		if got := lower(text); got != want {
			t.Errorf("lower(%q) = %q, want %q", text, got, want)
		}
	}
	for n, want := range map[int]string{0: "0 entries", 1: "1 entry", 2: "2 entries", 12345: "12,345 entries"} {
		if got := count(n, "entry", "entries"); got != want {
			t.Errorf("count(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestAPagerShowsTheEndsAndTheNeighbours(t *testing.T) {
	e := &edition{Renderer: &Renderer{cfg: testConfig()}}
	p := e.pager("/incidents/", "Pages", 6, 20)
	var got string
	for _, page := range p.Pages {
		got += page.Text + " "
	}
	if want := "1 … 4 5 6 7 8 … 20 "; got != want {
		t.Errorf("pages = %q, want %q", got, want)
	}
	if p.Prev != "/base/incidents/page-5/" || p.Next != "/base/incidents/page-7/" {
		t.Errorf("neighbours = %s and %s", p.Prev, p.Next)
	}
}
