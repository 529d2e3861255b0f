package compiled

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"reflect"
	"strings"
	"sync"
	"testing"
	"text/template/parse"
)

// thing is a view that holds every kind of field a template may show.
type thing struct {
	embedded
	*deeper
	Name     string
	Word     word
	Loud     loud
	HTML     template.HTML
	URL      template.URL
	JS       template.JS
	CSS      template.CSS
	Srcset   template.Srcset
	Attr     template.HTMLAttr
	Number   int
	Small    uint8
	Share    float64
	Yes, No  bool
	Any      any
	Err      error
	Words    []string
	Pair     [2]string
	Crew     [2]mate
	Things   []thing
	Pointers []*thing
	Next     *thing
	Nil      *thing
	Map      map[string]string
	fails    bool
}

type (
	word     string
	loud     string
	embedded struct{ Inner string }
	deeper   struct{ Deep string }
	mate     struct{ Text string }
)

// Sign is a method of the pointer only.
func (m *mate) Sign() string { return m.Text + "!" }

func (l loud) String() string { return strings.ToUpper(string(l)) + "<!>" }

func (t thing) Shout() string                { return strings.ToUpper(t.Name) }
func (t *thing) Address() template.HTML      { return template.HTML("<i>" + t.Name + "</i>") }
func (t *thing) Try() (template.HTML, error) { return "<b>", t.mood() }
func (t *thing) Panics() string              { return t.Nil.Name }
func (t *thing) With(string) string          { return "" }

func (t *thing) mood() error {
	if t.fails {
		return errors.New("not in the mood")
	}
	return nil
}

func (e embedded) Markup() template.HTML { return template.HTML("<u>" + e.Inner + "</u>") }

// shared, long and failing give HTML in the ways that are called directly.
type (
	shared  struct{ Text string }
	long    struct{ Text string }
	failing struct{ Err error }
	row     struct {
		Shared  shared
		Long    long
		Failing *failing
		Empty   *failing
	}
)

func (l *long) HTML() template.HTML             { return template.HTML(l.AppendHTML(nil)) }
func (l *long) AppendHTML(dst []byte) []byte    { return append(append(dst, "<i>"...), l.Text...) }
func (s shared) HTML() template.HTML            { return template.HTML("<li>" + s.Text) }
func (f *failing) HTML() (template.HTML, error) { return "<li>", f.Err }

func full(text string) *thing {
	inner := thing{Name: text, Words: []string{text}, Number: -3, Yes: true}
	return &thing{
		embedded: embedded{text}, deeper: &deeper{text},
		Name: text, Word: word(text), Loud: loud(text), HTML: template.HTML(text), URL: template.URL(text), JS: template.JS(text),
		CSS: template.CSS(text), Srcset: template.Srcset(text), Attr: template.HTMLAttr(text),
		Number: 42, Small: 7, Share: 0.25, Yes: true, Any: text, Err: errors.New(text),
		Words: []string{text, "", "b"}, Pair: [2]string{"one", text}, Crew: [2]mate{{text}, {"b"}}, Things: []thing{inner, {}}, Pointers: []*thing{&inner}, Next: &inner,
	}
}

// understood are templates that must be compiled; none may fail on a full view.
var understood = []string{
	"plain text", "{{/* nothing */}}a", "{{.Name}}", "{{.Word}}|{{.Number}}|{{.Small}}|{{.Yes}}|{{.Share}}|{{.Loud}}", "{{.Inner}} {{.Deep}}",
	"{{.HTML}} {{.URL}} {{.JS}} {{.CSS}} {{.Attr}} {{.Srcset}}", "{{.Any}} {{.Err}}", "{{.Words}} {{.Next.Words}} {{.Pair}}",
	`<title>{{.Name}} {{.HTML}}</title><textarea>{{.URL}}</textarea>`,
	`<a title="{{.Name}}" data-x='{{.HTML}}' lang="{{.Number}}">x</a>`, `<a title={{.Name}}>x</a>`, `<a title={{.HTML}} lang={{.Number}}>`,
	`<a href="{{.Name}}">{{.Name}}</a><a href="{{.URL}}"><a href="{{.HTML}}"><a href="{{.Word}}"><a href="{{.Loud}}"><a href="{{.Number}}">`,
	`<a href="/p/{{.Name}}/{{.URL}}"><a href="?q={{.Name}}&amp;r={{.URL}}#{{.Word}}">`, `<a href={{.Name}}><a href=/a/{{.Name}}>`, `<img srcset="{{.Name}}"><img srcset="{{.Srcset}}">`,
	`<script>let a = {{.Name}}, b = "{{.Word}}", c = {{.Words}}, d = {{.Number}}, e = {{.JS}}</script>`, `<a onclick="f({{.Name}})">`,
	`<p style="color: {{.Name}}">`, `<p style="color: {{.CSS}}">`, `<input {{.Attr}}>`, `<script type="application/ld+json">{{.Pairs}}</script><script type="application/ld+json">{{.JS}}</script>`,
	"{{if .Name}}a{{end}}{{if .No}}b{{else if .Yes}}c{{else}}d{{end}}{{if .Next}}e{{end}}{{if .Nil}}f{{end}}{{if .Number}}g{{end}}{{if .Map}}h{{end}}{{if .Share}}i{{end}}{{if .Small}}j{{end}}",
	"{{with .Name}}<b>{{.}}</b>{{$.Name}}{{else}}none{{end}}{{with .Nil}}{{.Name}}{{else}}{{.Name}}{{end}}{{with .Next}}{{.Name}}{{.Shout}}{{end}}",
	"{{range .Words}}<i>{{.}}</i>{{else}}none{{end}}{{range .Pair}}{{.}}{{end}}{{range .Map2}}{{end}}{{range .Next.Things}}x{{else}}{{.Name}}{{end}}",
	"{{range $i, $w := .Words}}{{if $i}}, {{end}}{{$i}}{{$w}}{{$.Name}}{{end}}{{range $t := .Things}}{{$t.Name}}{{.Number}}{{end}}{{range .Pointers}}{{.Name}}{{.Address}}{{end}}",
	"{{$name := .Name}}{{range .Things}}{{$name}}{{$name = .Name}}{{end}}{{$name}}", "{{if $x := .Name}}{{$x}}{{else}}{{$x}}no{{end}}", "{{with $x := .Next}}{{$x.Name}}{{.Name}}{{end}}",
	"{{if or .Nil .Name .Words}}a{{end}}{{if and .Name .Words .No}}b{{end}}{{if not .No}}c{{end}}{{or .No .Yes}}{{or .Name .Inner}}{{with and .Name .Inner}}{{.}}{{end}}",
	`{{if eq .Name "b" "<"}}a{{end}}{{if ne .Number 3}}b{{end}}{{if lt .Number 50}}c{{end}}{{if le .Number 42}}d{{end}}{{if gt .Name "a"}}e{{end}}{{if ge .Small .Small}}f{{end}}`,
	"{{len .Words}}{{.Name | len}}{{len .Pair}}{{if gt (len .Words) 2}}x{{end}}{{index .Words 2}}{{(index .Things 0).Name}}{{index .Pair 1}}{{.Words | len | eq 3}}",
	`{{"a constant <b>"}}{{true}}{{12}}{{-3}}{{(.Name)}}{{(.Next).Name}}`,
	"{{.Shout}}{{.Address}}{{.Markup}}{{.Try}}{{.Next.Address}}{{with .Address}}{{.}}{{end}}{{range .Things}}{{.Address}}{{end}}",
	`{{range .Crew}}{{.Sign}}{{end}}{{(index .Crew 1).Sign}}{{if eq .Number 42 7}}a{{end}}{{if eq .Number 7 42}}b{{end}}`,
	`{{$name := .Name}}{{template "none"}}{{$name}}{{template "part" .Word}}{{$.Number}}{{range .Words}}{{template "tree" $}}{{$name}}{{end}}`,
	`{{template "part" .Name}}{{template "part" .HTML}}{{template "part" .Number}}{{template "none"}}{{template "tree" .}}`,
	`{{block "inline" .Next}}{{.Name}}{{$.Number}}{{end}}`, "{{- .Name -}}  x  {{- /* c */ -}}",
}

// parts are the templates that the others may call.
const parts = `{{define "part"}}<b title="{{.}}">{{.}}</b>{{end}}{{define "none"}}nothing{{end}}` +
	`{{define "tree"}}<li>{{.Name}}{{if .Next}}<ul>{{template "tree" .Next}}</ul>{{end}}</li>{{end}}`

// Pairs is a struct with tags, as linked data is.
func (t *thing) Pairs() struct {
	Context string `json:"@context"`
	Graph   []any  `json:"graph,omitempty"`
	Markup  template.HTML
} {
	return struct {
		Context string `json:"@context"`
		Graph   []any  `json:"graph,omitempty"`
		Markup  template.HTML
	}{t.Name, []any{t.Name, t.Number, map[string]int{"<": 1}}, t.HTML}
}

// Map2 is a list under a name that sounds otherwise.
func (t *thing) Map2() []string { return nil }

func parsed(t testing.TB, text string) *template.Template {
	t.Helper()
	made, err := template.New("main").Parse(parts + text)
	if err != nil {
		t.Fatalf("reading %s: %v", text, err)
	}
	return made
}

// check compares a template compiled with itself in html/template.
func check(t testing.TB, text string, view any) {
	t.Helper()
	made := New(parsed(t, text))
	program, err := made.Program(view)
	if err != nil {
		t.Errorf("%s is not compiled: %v", text, err)
		return
	}
	var got, want bytes.Buffer
	if err := made.Uncompiled().Execute(&want, view); err != nil {
		t.Errorf("%s by html/template: %v", text, err)
	}
	if err := program.Execute(&got, view); err != nil {
		t.Errorf("%s compiled: %v", text, err)
	}
	if got.String() != want.String() {
		t.Errorf("%s compiled gives\n%q, html/template\n%q", text, got.String(), want.String())
	}
}

func TestWhatIsCompiledEqualsHTMLTemplate(t *testing.T) {
	for _, text := range understood {
		for _, probe := range probes {
			check(t, text, full(probe))
		}
	}
}

func TestMethodsNamedHTMLAreCalledOnValuesAndPointers(t *testing.T) {
	const text = `{{.Shared.HTML}}{{.Failing.HTML}}{{with .Shared.HTML}}{{.}}{{end}}<p title="{{.Shared.HTML}}">`
	check(t, text, &row{Shared: shared{"<b>"}, Failing: &failing{}})
	check(t, text, row{Shared: shared{"<b>"}, Failing: &failing{}})
	const appended = `{{.Long.HTML}}{{with .Long}}{{.HTML}}{{end}}{{with .Long.HTML}}{{.}}{{end}}<p title="{{.Long.HTML}}" lang={{.Long.HTML}}>`
	check(t, appended, &row{Long: long{"a<b> &amp; c"}})
}

func TestEmptyViewsAreShownAlike(t *testing.T) {
	for _, text := range []string{
		"{{.Name}}{{.Words}}{{.Any}}{{.Err}}{{.Nil}}{{.HTML}}", `<a href="{{.Name}}" title={{.Name}}>`, "<script>{{.Any}}{{.Nil}}{{.Words}}</script>",
		"{{if .Any2}}{{end}}{{with .Words}}a{{else}}b{{end}}{{range .Pointers}}{{else}}c{{end}}",
	} {
		text = strings.ReplaceAll(text, "{{if .Any2}}{{end}}", "")
		check(t, text, &thing{})
	}
}

func TestWhatIsNotUnderstoodIsLeftToHTMLTemplate(t *testing.T) {
	for name, text := range map[string]string{
		"a function of text/template":        `{{printf "%s!" .Name}}`,
		"an escaper of the author":           `{{.Name | html}}`,
		"a method with an argument":          `{{.With "x"}}`,
		"a field behind an interface":        `{{if .Any}}{{.Name}}{{end}}`,
		"a map":                              `{{.Map.key}}{{range .Map}}{{.}}{{end}}`,
		"a range over a number":              `{{range .Number}}x{{end}}`,
		"break":                              `{{range .Words}}{{.}}{{break}}{{end}}`,
		"comparing two kinds":                `{{if eq .Small 7}}x{{end}}`,
		"a number that is not whole":         `{{if eq .Share 0.25}}x{{end}}`,
		"or of several types, shown":         `{{or .Name .Number}}`,
		"a variable that changes type":       `{{$x := .Name}}{{$x = .HTML}}{{$x}}`,
		"a template in an attribute":         `<p title="{{template "part" .Name}}">`,
		"a range with variables of before":   `{{$x := .Name}}{{range $x = .Words}}{{$x}}{{end}}`,
		"a comment with a value":             `<script>/* {{.Name}} */</script>`,
		"a loop variable in the else branch": `{{range $x := .Nil2}}{{else}}{{$x}}{{end}}`,
	} {
		t.Run(name, func(t *testing.T) {
			text := strings.ReplaceAll(text, ".Nil2", ".Next.Things")
			made := New(parsed(t, text))
			view := full(`<a "b">`)
			if program, err := made.Program(view); err == nil || program != nil {
				t.Errorf("%s is compiled; it must not be", text)
			}
			var got, want bytes.Buffer
			gotErr, wantErr := made.Execute(&got, view), parsed(t, text).Execute(&want, view)
			if got.String() != want.String() || fmt.Sprint(gotErr) != fmt.Sprint(wantErr) {
				t.Errorf("%s gives %q, %v; want %q, %v", text, got.String(), gotErr, want.String(), wantErr)
			}
		})
	}
}

func TestErrorsAndWhatIsWrittenBeforeThemAreThoseOfHTMLTemplate(t *testing.T) {
	angry := full("a")
	angry.fails = true
	for _, c := range []struct {
		name, text string
		view       any
	}{
		{"a field behind a nil pointer", "before {{.Nil.Name}}", full("a")},
		{"an embedded nil pointer", "before {{.Deep}}", &thing{}},
		{"a method that fails", "before {{.Try}}", angry},
		{"a method that panics", "before {{.Panics}}", full("a")},
		{"an index outside", "before {{index .Words 9}}", full("a")},
		{"no view", "before {{.Name}}", (*thing)(nil)},
		{"a view of no type", "before {{.Name}}", nil},
		{"a field that does not exist", "before {{.Nothing}}", full("a")},
		{"HTML of a nil pointer", "before {{.Empty.HTML}}", &row{}},
		{"HTML that fails", "before {{.Failing.HTML}}", &row{Failing: &failing{errors.New("no row")}}},
		{"a template that cannot be escaped", `<a href="{{if .Name}}"{{end}}>`, full("a")},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got, want bytes.Buffer
			got.WriteString("kept ")
			want.WriteString("kept ")
			gotErr := New(parsed(t, c.text)).Execute(&got, c.view)
			wantErr := parsed(t, c.text).Execute(&want, c.view)
			if fmt.Sprint(gotErr) != fmt.Sprint(wantErr) || got.String() != want.String() {
				t.Errorf("%s gives %q, %v; want %q, %v", c.text, got.String(), gotErr, want.String(), wantErr)
			}
		})
	}
}

func TestAnActionThatIsNotEscapedIsRefused(t *testing.T) {
	trees, err := parse.Parse("main", "{{.Name}}", "", "")
	if err != nil {
		t.Fatal(err)
	}
	c := &compiler{bodies: map[call]*body{}}
	s := &scope{dot: value{typ: reflect.TypeFor[thing]()}, body: &body{}}
	if _, err := c.list(s, trees["main"].Root); err == nil {
		t.Error("an action without escapers is compiled")
	}
}

func TestAnEscaperThatDiffersFromHTMLTemplateIsFound(t *testing.T) {
	if err := difference(fast); err != nil {
		t.Errorf("the own escapers: %v", err)
	}
	for name, wrong := range map[string]escaper{
		"htmlescaper":                         {appendNormal, nil, appendText},
		"attrescaper":                         {appendText, appendNormal, appendText},
		"urlfilter|urlnormalizer|attrescaper": {appendAddress, appendSafeAddress, appendAddress},
		"a chain that does not exist":         {appendText, nil, appendText},
	} {
		if difference(map[string]escaper{name: wrong}) == nil {
			t.Errorf("a wrong escaper for %s is not noticed", name)
		}
	}
}

func TestATemplateWithinAThousandOthersIsLeftToHTMLTemplate(t *testing.T) {
	view := &thing{Name: "<end>"}
	for range maxDepth + 1 {
		view = &thing{Name: "a", Next: view}
	}
	made := New(parsed(t, `{{template "tree" .}}`))
	want, err := made.Uncompiled().HTML(view)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := made.HTML(view); got != want || err != nil {
		t.Errorf("got %d bytes, %v; want %d", len(got), err, len(want))
	}
	program, err := made.Program(view)
	if err != nil {
		t.Fatal(err)
	}
	if err := program.Execute(new(bytes.Buffer), view); err == nil {
		t.Error("the program runs deeper than it may")
	}
}

func TestManyGoroutinesMayShowATemplateFirst(t *testing.T) {
	text := strings.Join(understood[2:6], "") + `{{template "tree" .}}`
	view := full("<x>")
	want, err := New(parsed(t, text)).Uncompiled().HTML(view)
	if err != nil {
		t.Fatal(err)
	}
	made := New(parsed(t, text))
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 20 {
				if got, err := made.HTML(view); got != want || err != nil {
					t.Errorf("got %q, %v; want %q", got, err, want)
				}
			}
		})
	}
	group.Wait()
}

// FuzzEscapers compares every chain that has an own form with the real one.
func FuzzEscapers(f *testing.F) {
	for _, probe := range probes {
		f.Add(probe)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if err := differs(fast, text); err != nil {
			t.Error(err)
		}
	})
}

// FuzzTemplates compares the templates above on any text.
func FuzzTemplates(f *testing.F) {
	for i, probe := range probes {
		f.Add(i, probe)
	}
	f.Fuzz(func(t *testing.T, which int, text string) {
		check(t, understood[uint(which)%uint(len(understood))], full(text))
	})
}
