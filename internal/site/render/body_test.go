package render

import (
	"strings"
	"testing"

	"blotter/internal/site"
)

func TestFiguresFillTheHolesOfProse(t *testing.T) {
	linked, counted := testSite(t, testConfig(), testRecord())
	e, err := testRenderer(t, linked.Config).edition(linked, counted)
	if err != nil {
		t.Fatal(err)
	}
	html := []byte("<p>Frozen:  in all.</p>")
	at := strings.Index(string(html), "  in all") + 1
	cases := []struct{ name, query, want string }{
		{"a figure of the record", `total "frozen"`, `<p>Frozen: <a class="sum" data-class="held" href="/base/stats/kinds/frozen/"><data value=9500>$9,500</data></a> in all.</p>`},
		{"a question without an answer", `total "nothing"`, `<p>Frozen: {{total &#34;nothing&#34;}} in all.</p>`},
		{"markup in a question", `<b>`, `<p>Frozen: {{&lt;b&gt;}} in all.</p>`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := e.body(site.Body{Prose: site.ProseOf(html, "Frozen:  in all."), Holes: []site.Hole{{Offset: at, Query: c.query}}})
			if string(got) != c.want {
				t.Errorf("body = %s\nwant %s", got, c.want)
			}
		})
	}
}
