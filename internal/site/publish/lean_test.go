package publish

import "testing"

func TestATemplateLosesTheQuotesAndEndTagsItCanDoWithout(t *testing.T) {
	for _, c := range []struct{ name, template, want string }{
		{"plain values", `<a class="name" href="/stats" rel='next'>x</a>`, `<a class=name href=/stats rel=next>x</a>`},
		{"a value of several words", `<p class="lede aside">x`, `<p class="lede aside">x`},
		{"an empty value", `<a download="">x</a>`, `<a download="">x</a>`},
		{"a value that ends like an empty element", `<a href="/stats/">x</a>`, `<a href="/stats/">x</a>`},
		{"a value with an action", `<a class="x{{.Y}}" id="{{.ID}}">x</a>`, `<a class="x{{.Y}}" id="{{.ID}}">x</a>`},
		{"a value before an action", `<th scope="col"{{if .Numbers}} class="n"{{end}}>x`, `<th scope="col"{{if .Numbers}} class="n"{{end}}>x`},
		{"a value after an action", `<th{{if .Numbers}} class="n"{{end}} scope="col">x`, `<th{{if .Numbers}} class="n"{{end}} scope=col>x`},
		{"quotes inside an action", `<a title="{{"\"}}>"}}" class="n">x</a>`, `<a title="{{"\"}}>"}}" class=n>x</a>`},
		{"quotes in running text", `say "x" <b>"y"</b>`, `say "x" <b>"y"</b>`},
		{"items", `<ul><li>a</li>{{range .}}<li>b</li>{{end}}</ul>`, `<ul><li>a{{range .}}<li>b{{end}}</ul>`},
		{"a table", `<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>`, `<table><thead><tr><th>a<tbody><tr><td>b</table>`},
		{"a paragraph before a block", `<p>a</p><ul><li>b</li></ul>`, `<p>a<ul><li>b</ul>`},
		{"a paragraph at the end of a section", `<section><p>a</p></section>`, `<section><p>a</section>`},
		{"a paragraph at the end of an item", `<li><p>a</p></li>`, `<li><p>a`},
		{"a paragraph before text", `<p>a</p>b`, `<p>a</p>b`},
		{"a paragraph before running text", `<p>a</p><b>b</b>`, `<p>a</p><b>b</b>`},
		{"a paragraph before an action", `<p>a</p>{{.}}</div>`, `<p>a</p>{{.}}</div>`},
		{"a paragraph in a link", `<a href="x"><p>a</p></a>`, `<a href=x><p>a</p></a>`},
		{"a script", `<script type="a/b">{"x": "</p><li class=\"y\">"}</script>`, `<script type=a/b>{"x": "</p><li class=\"y\">"}</script>`},
		{"a broken tag", `<li class="x`, `<li class="x`},
		{"less than", `1 < 2 <`, `1 < 2 <`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := string(lean([]byte(c.template))); got != c.want {
				t.Errorf("lean(%s)\n got %s\nwant %s", c.template, got, c.want)
			}
		})
	}
}

func FuzzALeanTemplateKeepsItsActions(f *testing.F) {
	f.Add(`<ul class="x">{{range .}}<li id="{{.}}"><p>a</p></li>{{end}}</ul>`)
	f.Add(`<a title='{{"}}"}}' {{/* " */}}>x</a><script>"</p>"`)
	f.Fuzz(func(t *testing.T, template string) {
		once := lean([]byte(template))
		before, after := actions([]byte(template)), actions(once)
		if len(before) != len(after) {
			t.Fatalf("lean(%q) = %q: %d actions became %d", template, once, len(before), len(after))
		}
		for i := range before {
			if string(before[i]) != string(after[i]) {
				t.Errorf("lean(%q) changed the action %q to %q", template, before[i], after[i])
			}
		}
	})
}
