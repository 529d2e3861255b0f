package render

import (
	"html/template"
	"reflect"
	"strings"
	"testing"

	"blotter/internal/site"
)

// everyView are the views of all kinds of pages and shared parts that can be
// digested. A new kind of page adds its view.
var everyView = []any{
	homeView{}, timelineView{}, textView{}, missingView{}, searchView{}, rowView{},
	groupIndexView{}, groupView{}, actorView{}, statsView{}, correctionsView{}, dataView{}, methodologyView{},
}

func TestAChangeInAnyFieldOfAViewChangesItsDigest(t *testing.T) {
	for _, view := range everyView {
		typ := reflect.TypeOf(view)
		t.Run(typ.Name(), func(t *testing.T) {
			if fields := changeEachField(t, typ); fields == 0 {
				t.Errorf("%s has no field that was changed", typ)
			}
		})
	}
}

// changeEachField fills a view, and changes one field after the other, also
// those of structs and slices inside. It gives the number of changes tried.
func changeEachField(t *testing.T, typ reflect.Type) int {
	t.Helper()
	tried := 0
	before := fullValue(typ)
	sum := mustDigest(t, before.Interface())
	for _, path := range leafPaths(typ, nil) {
		after := fullValue(typ)
		leaf := walk(after, path)
		change(leaf)
		tried++
		if mustDigest(t, after.Interface()) == sum {
			t.Errorf("the digest of %s does not change with %s", typ, nameOf(typ, path))
		}
	}
	return tried
}

func mustDigest(t *testing.T, view any) site.Digest {
	t.Helper()
	sum, err := digestOf(view)
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

var (
	rowType, fragmentType = reflect.TypeFor[*Row](), reflect.TypeFor[fragment]()
	briefType             = reflect.TypeFor[*Brief]()
	longType              = reflect.TypeFor[*LongRows]()
	anyType               = reflect.TypeFor[any]()
)

// fullValue makes a settable value of a type with one element in every slice.
func fullValue(typ reflect.Type) reflect.Value {
	v := reflect.New(typ).Elem()
	fill(v)
	return v
}

func fill(v reflect.Value) {
	switch {
	case v.Type() == rowType:
		v.Set(reflect.ValueOf(&Row{sum: site.Digest{1}}))
	case v.Type() == briefType:
		v.Set(reflect.ValueOf(&Brief{sum: site.Digest{1}}))
	case v.Type() == longType:
		v.Set(reflect.ValueOf(&LongRows{to: 1, made: func(int) (template.HTML, error) { return "x", nil }}))
	case v.Type() == fragmentType:
		v.Set(reflect.ValueOf(newFragment("x")))
	case v.Type() == anyType:
		v.Set(reflect.ValueOf("x"))
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i))
		}
	case v.Kind() == reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0))
	}
}

// leafPaths lists the paths to everything in a type that can change: field
// numbers, and -1 for the only element of a slice.
func leafPaths(typ reflect.Type, path []int) [][]int {
	here := append([]int(nil), path...)
	switch {
	case typ == rowType, typ == briefType, typ == fragmentType, typ == longType:
		return [][]int{here}
	case typ.Kind() == reflect.Struct:
		var paths [][]int
		for i := range typ.NumField() {
			paths = append(paths, leafPaths(typ.Field(i).Type, append(here, i))...)
		}
		return paths
	case typ.Kind() == reflect.Slice:
		return leafPaths(typ.Elem(), append(here, -1))
	}
	return [][]int{here}
}

func walk(v reflect.Value, path []int) reflect.Value {
	for _, step := range path {
		if step < 0 {
			v = v.Index(0)
		} else {
			v = v.Field(step)
		}
	}
	return v
}

func change(v reflect.Value) {
	switch {
	case v.Type() == rowType:
		v.Set(reflect.ValueOf(&Row{sum: site.Digest{2}}))
	case v.Type() == briefType:
		v.Set(reflect.ValueOf(&Brief{sum: site.Digest{2}}))
	case v.Type() == longType:
		v.Set(reflect.ValueOf(&LongRows{to: 1, made: func(int) (template.HTML, error) { return "y", nil }}))
	case v.Type() == fragmentType:
		v.Set(reflect.ValueOf(newFragment("y")))
	case v.Type() == anyType:
		v.Set(reflect.ValueOf(1))
	case v.Kind() == reflect.String:
		v.SetString("changed")
	case v.Kind() == reflect.Bool:
		v.SetBool(!v.Bool())
	case v.CanInt():
		v.SetInt(v.Int() + 1)
	default:
		panic("no change for " + v.Type().String())
	}
}

func nameOf(typ reflect.Type, path []int) string {
	var names []string
	for _, step := range path {
		if step < 0 {
			typ = typ.Elem()
			continue
		}
		names = append(names, typ.Field(step).Name)
		typ = typ.Field(step).Type
	}
	return strings.Join(names, ".")
}

func TestAByteThatMovesToTheNextFieldChangesTheDigest(t *testing.T) {
	type pair struct{ A, B string }
	type lists struct{ A, B []string }
	cases := []struct {
		name      string
		one, next any
	}{
		{"between texts", pair{"ab", "c"}, pair{"a", "bc"}},
		{"between lists", lists{[]string{"a", "b"}, nil}, lists{[]string{"a"}, []string{"b"}}},
		{"into an empty text", lists{[]string{"", "a"}, nil}, lists{[]string{"a"}, nil}},
		{"between types of one shape", FactView{Label: "a"}, NoticeView{Kind: "a"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if mustDigest(t, c.one) == mustDigest(t, c.next) {
				t.Errorf("%v and %v have one digest", c.one, c.next)
			}
		})
	}
}

func TestAViewThatCouldChangeBehindItsDigestIsRefused(t *testing.T) {
	type hidden struct{ text string }
	for name, view := range map[string]any{
		"a map":                  struct{ M map[string]string }{},
		"a function":             struct{ F func() }{},
		"a pointer to the site":  struct{ E *site.Entry }{},
		"a field nobody can see": hidden{"x"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := digestOf(view); err == nil {
				t.Errorf("digestOf(%T) gave no error", view)
			}
		})
	}
}

func TestAPageDependsOnItsTemplateTheAssetsAndTheProgram(t *testing.T) {
	cfg := testConfig()
	linked, counted := testSite(t, cfg, testRecord())
	inputs := func(r *Renderer) map[string]site.Digest {
		outputs, err := r.Outputs(linked, counted)
		if err != nil {
			t.Fatal(err)
		}
		sums := map[string]site.Digest{}
		for _, output := range outputs {
			if output.Media == "text/html" { // a drawing has no template
				ready, err := output.Ready()
				if err != nil {
					t.Fatal(err)
				}
				sums[output.Path] = ready.Inputs
			}
		}
		return sums
	}
	before := inputs(testRenderer(t, cfg))
	if again := inputs(testRenderer(t, cfg)); !reflect.DeepEqual(before, again) {
		t.Error("the same site has other digests the second time")
	}

	newProgram := testRenderer(t, cfg)
	newProgram.Program = "2"
	for path, sum := range inputs(newProgram) {
		if sum == before[path] {
			t.Errorf("%s: a new program leaves the digest as it was", path)
		}
	}
	newText := templatesWith(t, cfg, "text.html", "<h1>{{.Title}}</h1>")
	for path, sum := range inputs(newText) {
		if changed := sum != before[path]; changed != (path == "about/index.html") {
			t.Errorf("%s: changed = %v after a change to text.html", path, changed)
		}
	}
	newPart := templatesWith(t, cfg, "parts/row.html", "<li>{{.Title}}</li>")
	for path, sum := range inputs(newPart) {
		if strings.HasSuffix(path, ".html") && sum == before[path] { // a drawing has no template
			t.Errorf("%s: a new part leaves the digest as it was", path)
		}
	}
}

func BenchmarkInputsOfAnEntry(b *testing.B) {
	linked, counted := testSite(b, testConfig(), testRecord())
	e, err := testRenderer(b, linked.Config).edition(linked, counted)
	if err != nil {
		b.Fatal(err)
	}
	entry := linked.ByID["harbour-bridge-theft"]
	output := e.incidentPages()[entry.Index]
	for b.Loop() {
		e.sums = newKeptDigests(len(linked.Entries))
		if _, err := output.Ready(); err != nil {
			b.Fatal(err)
		}
	}
}
