package render

import (
	"bytes"
	"html/template"
	"io/fs"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"testing"
	"testing/fstest"

	"blotter"
	"blotter/internal/site"
	"blotter/internal/site/cite"
	"blotter/internal/site/content"
	"blotter/internal/site/generate"
	"blotter/internal/site/link"
	"blotter/internal/site/markdown"
	"blotter/internal/site/publish"
	"blotter/internal/site/render/compiled"
	"blotter/internal/site/stats"
)

// pageViews names the view of every page template, partViews those of the
// parts that are made apart from pages.
var (
	pageViews = map[string]view{
		"actor": &actorView{}, "corrections": &correctionsView{}, "data": &dataView{}, "group": &groupView{},
		"group-index": &groupIndexView{}, "home": &homeView{}, "incident": &incidentView{}, "methodology": &methodologyView{},
		"missing": &missingView{}, "search": &searchView{}, "stats": &statsView{}, "text": &textView{}, "timeline": &timelineView{},
	}
	partViews = map[string]any{"head": headView{}, "header": headerView{}, "footer": footerView{}, "row": &rowView{}, "brief": &rowView{}, "tr": &TableRow{}}
)

// oracle is a template with the view it takes.
type oracle struct {
	name     string
	template *compiled.Template
	view     reflect.Type
}

// oracles gives every template of the project, as written or minified.
func oracles(t testing.TB, minify func([]byte) ([]byte, error)) []oracle {
	t.Helper()
	templates, err := fs.Sub(blotter.Files, "templates")
	if err != nil {
		t.Fatal(err)
	}
	r, err := New(testConfig(), templates, testAssets, minify)
	if err != nil {
		t.Fatal(err)
	}
	var found []oracle
	for name, page := range r.pages {
		if pageViews[name] == nil {
			t.Fatalf("the view of the template %s is not named in pageViews", name)
		}
		found = append(found, oracle{name, page.Template, reflect.TypeOf(pageViews[name])})
	}
	for name, v := range partViews {
		found = append(found, oracle{name, r.parts[name], reflect.TypeOf(v)})
	}
	slices.SortFunc(found, func(a, b oracle) int {
		if a.name < b.name {
			return -1
		}
		return 1
	})
	return found
}

// compare shows one view through html/template and compiled.
func (o oracle) compare(t testing.TB, v any) {
	t.Helper()
	program, err := o.template.Program(v)
	if err != nil {
		t.Fatalf("the template %s is not compiled: %v", o.name, err)
	}
	var got, want bytes.Buffer
	if err := o.template.Uncompiled().Execute(&want, v); err != nil {
		t.Fatalf("the template %s by html/template: %v", o.name, err)
	}
	if err := program.Execute(&got, v); err != nil {
		t.Fatalf("the template %s compiled: %v", o.name, err)
	}
	if !bytes.Equal(got.Bytes(), want.Bytes()) {
		at := 0
		for at < min(got.Len(), want.Len()) && got.Bytes()[at] == want.Bytes()[at] {
			at++
		}
		from := max(at-80, 0)
		t.Fatalf("the template %s compiled shows\n%q, html/template\n%q", o.name, cut(got.Bytes(), from), cut(want.Bytes(), from))
	}
}

func cut(text []byte, from int) []byte { return text[from:min(from+160, len(text))] }

// viewMaker fills views by lot.
type viewMaker struct {
	*rand.Rand
	words   []string
	minimal bool // leaves everything empty that may be
	full    bool // leaves nothing empty
	row     *compiled.Template
	brief   *compiled.Template
	tr      *compiled.Template
}

func (m *viewMaker) make(t reflect.Type) any {
	if t.Kind() == reflect.Pointer {
		made := reflect.New(t.Elem())
		m.fill(made.Elem(), 0)
		return made.Interface()
	}
	made := reflect.New(t).Elem()
	m.fill(made, 0)
	return made.Interface()
}

func (m *viewMaker) anyRow(depth int) *Row {
	var view rowView
	m.fill(reflect.ValueOf(&view).Elem(), depth+1)
	return &Row{view: func() rowView { return view }, full: madeOnce{set: m.row}, brief: madeOnce{set: m.brief}}
}

func (m *viewMaker) fill(v reflect.Value, depth int) {
	switch v.Type() {
	case reflect.TypeFor[*Row]():
		v.Set(reflect.ValueOf(m.anyRow(depth)))
		return
	case reflect.TypeFor[*Brief]():
		v.Set(reflect.ValueOf((*Brief)(m.anyRow(depth))))
		return
	case reflect.TypeFor[*LongRows]():
		if !m.minimal && depth < 9 && m.IntN(2) == 0 {
			var view TableRow
			m.fill(reflect.ValueOf(&view).Elem(), depth+5)
			v.Set(reflect.ValueOf(&LongRows{to: m.count(), set: m.tr, row: func(cells []Cell, _ int) []Cell { return append(cells, view.Cells...) }}))
		}
		return
	case reflect.TypeFor[*prose]():
		if text := m.word(); text != "" {
			body := site.BodyOf([]byte(text), "")
			v.Set(reflect.ValueOf(&prose{nil, &body}))
		}
		return
	case reflect.TypeFor[Download]():
		c := cite.New(&site.Entry{Incident: &site.Incident{ID: "x", Title: m.word()}}, site.DefaultConfig())
		v.Set(reflect.ValueOf(Download{&c, &cite.Formats[m.IntN(len(cite.Formats))], "x"}))
		return
	case reflect.TypeFor[fragment]():
		v.Set(reflect.ValueOf(newFragment(template.HTML(m.word()))))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(m.word())
	case reflect.Bool:
		v.SetBool(!m.minimal && (m.full || m.IntN(2) == 0))
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(int64(m.count()) * (m.Int64N(3) - 1) * 1234567 % 100)
	case reflect.Slice:
		count := m.count()
		v.Set(reflect.MakeSlice(v.Type(), count, count))
		for i := range count {
			m.fill(v.Index(i), depth+1)
		}
	case reflect.Array:
		for i := range v.Len() {
			m.fill(v.Index(i), depth+1)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			m.fill(v.Field(i), depth+1)
		}
	default:
		panic("a view holds a " + v.Type().String())
	}
}

func (m *viewMaker) count() int {
	switch {
	case m.minimal:
		return 0
	case m.full:
		return 2
	}
	return m.IntN(4)
}

func (m *viewMaker) word() string {
	if m.minimal || !m.full && m.IntN(4) == 0 {
		return ""
	}
	return m.words[m.IntN(len(m.words))]
}

var plainWords = []string{"Harbour Bridge", "/incidents/2022/", "https://a.example/x?y=1&z=2#f", "$4.4M", "stolen"}

var hostileWords = []string{
	`"><script>alert('x')</script>`, "javascript:alert(1)", " JaVaScRiPt:alert(1)", "data:text/html;base64,PGI+", "vbscript:x", "httpſ://x",
	"\x00\x01\x08\x1f\x7f", "\xff\xfe\xc3(", "\xe2\x80", "\u2028\u2029\ufeff\u202e\u200b", "\ufdd0\uffff\U0010ffff", "</title></script><!--<script>-->]]>",
	"&amp;&lt;&#34;&", "a+b=c`d`", "%zz%20%2", "it's \"quoted\"", "{{.Title}}", "<b title='>'>x</b> < y", "//evil.example", "\\\"\\u003c\\", "\r\n\t ", "-1", "😀é",
}

func TestEveryTemplateIsCompiledAndEqualsHTMLTemplate(t *testing.T) {
	for _, minify := range []func([]byte) ([]byte, error){nil, publish.MinifyTemplate} {
		all := oracles(t, minify)
		for name, maker := range map[string]viewMaker{
			"empty": {minimal: true}, "full": {full: true, words: plainWords}, "full and hostile": {full: true, words: hostileWords},
			"hostile": {words: hostileWords}, "mixed": {words: append(slices.Clone(plainWords), hostileWords...)},
		} {
			t.Run(name, func(t *testing.T) {
				for seed := range uint64(12) {
					showAll(t, all, maker, seed)
				}
			})
		}
	}
}

// showAll compares all templates on views made from a seed.
func showAll(t testing.TB, all []oracle, maker viewMaker, seed uint64) {
	t.Helper()
	maker.Rand = rand.New(rand.NewPCG(seed, 0))
	for _, o := range all {
		switch o.name {
		case "row":
			maker.row = o.template
		case "brief":
			maker.brief = o.template
		case "tr":
			maker.tr = o.template
		}
	}
	for _, o := range all {
		o.compare(t, maker.make(o.view))
	}
}

func FuzzCompiledPages(f *testing.F) {
	for _, word := range hostileWords {
		f.Add(uint64(len(word)), word, "/a/b/")
	}
	all := oracles(f, publish.MinifyTemplate)
	f.Fuzz(func(t *testing.T, seed uint64, first, second string) {
		showAll(t, all, viewMaker{words: []string{first, second, first + second}}, seed)
	})
}

// loadedSite loads, links and counts a site folder.
func loadedSite(t testing.TB, folder fs.FS) (*site.Config, *site.Site, *site.Statistics) {
	t.Helper()
	cfg, _, err := content.LoadConfig(folder)
	if err != nil {
		t.Fatal(err)
	}
	record, _, err := content.New(cfg, markdown.New()).Load(t.Context(), folder)
	if err != nil {
		t.Fatal(err)
	}
	linked, _ := link.Site(record, cfg)
	return cfg, linked, stats.Count(linked)
}

func generatedFolder(entries int) fs.FS {
	files := fstest.MapFS{}
	for name, data := range generate.Map(generate.Options{Seed: 5, Entries: entries}) {
		files[name] = &fstest.MapFile{Data: data}
	}
	return files
}

// outputsOf lists the pages of a site, made with or without compiling.
func outputsOf(t testing.TB, cfg *site.Config, s *site.Site, st *site.Statistics, plain bool) []site.Output {
	t.Helper()
	templates, err := fs.Sub(blotter.Files, "templates")
	if err != nil {
		t.Fatal(err)
	}
	r, err := New(cfg, templates, testAssets, publish.MinifyTemplate)
	if err != nil {
		t.Fatal(err)
	}
	if plain {
		for _, page := range r.pages {
			page.Template = page.Uncompiled()
		}
		for name, part := range r.parts {
			r.parts[name] = part.Uncompiled()
		}
	}
	outputs, err := r.Outputs(s, st)
	if err != nil {
		t.Fatal(err)
	}
	for i, output := range outputs {
		if outputs[i], err = output.Ready(); err != nil {
			t.Fatal(err)
		}
	}
	return outputs
}

func TestEveryPageIsTheSameWithAndWithoutCompiling(t *testing.T) {
	for name, folder := range map[string]fs.FS{"the real record": os.DirFS("../../.."), "a generated record": generatedFolder(300)} {
		t.Run(name, func(t *testing.T) {
			cfg, s, st := loadedSite(t, folder)
			outputs, plain := outputsOf(t, cfg, s, st, false), outputsOf(t, cfg, s, st, true)
			if len(outputs) == 0 || len(outputs) != len(plain) {
				t.Fatalf("got %d pages, want %d, and some", len(outputs), len(plain))
			}
			for i, output := range outputs {
				var got, want site.Buffer
				if err := output.Make(&got); err != nil {
					t.Fatal(err)
				}
				if err := plain[i].Make(&want); err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(got.Bytes(), want.Bytes()) || output.Inputs != plain[i].Inputs {
					t.Errorf("%s differs from what html/template makes of it", output.Path)
				}
			}
		})
	}
}

func BenchmarkIncidentPage(b *testing.B) {
	cfg, s, st := loadedSite(b, generatedFolder(200))
	for _, way := range []struct {
		name  string
		plain bool
	}{{"html/template", true}, {"compiled", false}} {
		b.Run(way.name, func(b *testing.B) {
			outputs := outputsOf(b, cfg, s, st, way.plain)
			outputs = slices.DeleteFunc(outputs, func(o site.Output) bool {
				return !slices.ContainsFunc(s.Entries, func(entry *site.Entry) bool { return site.File(entry.Path) == o.Path })
			})
			var buffer site.Buffer
			size := int64(0)
			for _, output := range outputs {
				buffer.Reset()
				if err := output.Make(&buffer); err != nil {
					b.Fatal(err)
				}
				size += int64(buffer.Len())
			}
			b.SetBytes(size / int64(len(outputs)))
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				buffer.Reset()
				if err := outputs[i%len(outputs)].Make(&buffer); err != nil {
					b.Fatal(err)
				}
				i++
			}
		})
	}
}
