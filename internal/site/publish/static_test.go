package publish

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"blotter"
	"blotter/internal/site"
)

// staticOf publishes static files and gives them by path.
func staticOf(t *testing.T, files fs.FS) (site.Assets, map[string]string) {
	t.Helper()
	assets, outputs, err := Static(files)
	if err != nil {
		t.Fatal(err)
	}
	published := map[string]string{}
	for _, output := range outputs {
		var buffer bytes.Buffer
		if err := output.Make(&buffer); err != nil {
			t.Fatal(err)
		}
		if output.Inputs != site.DigestOf(buffer.Bytes()) || output.Media == "" {
			t.Errorf("%s has no inputs or no type", output.Path)
		}
		published[output.Path] = buffer.String()
	}
	return assets, published
}

func staticFiles(files map[string]string) fs.FS {
	made := fstest.MapFS{}
	for name, text := range files {
		made[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return made
}

func TestAStaticFileIsNamedForItsBytes(t *testing.T) {
	assets, published := staticOf(t, staticFiles(map[string]string{"css/site.css": "a {\n  color: red;\n}", "LICENSE": "text"}))
	if got, want := published[strings.TrimPrefix(assets["css/site.css"], "/")], "a{color:red}"; got != want {
		t.Errorf("the style sheet is %q, want %q", got, want)
	}
	sum := sha256.Sum256([]byte("a{color:red}"))
	if got, want := assets.Path("css/site.css"), "/static/css/site."+hex.EncodeToString(sum[:4])+".css"; got != want {
		t.Errorf("its address is %s, want %s", got, want)
	}
	if got := assets["LICENSE"]; !regexp.MustCompile(`^/static/LICENSE\.[0-9a-f]{8}$`).MatchString(got) {
		t.Errorf("a file without an extension is at %s", got)
	}
}

func TestReferencesBetweenStaticFilesFollowTheirNames(t *testing.T) {
	assets, published := staticOf(t, staticFiles(map[string]string{
		"css/site.css": `@import "parts/more.css"; @font-face { src: url("../font/serif.woff2") format("woff2"), url(/static/font/serif.woff2); }
			a { background: url(data:image/gif;base64,AAAA), url("https://other.example/x.png"), url(#part), url('../img/icon.svg#flag') }`,
		"css/parts/more.css": "b { background: url(../../img/icon.svg) }",
		"font/serif.woff2":   "\x00font",
		"img/icon.svg":       "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0\"/></svg>",
		"js/site.js": `import { one } from "./one.js"; import "./deep/two.js"; export * from './one.js';
			const later = () => import("./deep/two.js"); const worker = new URL("./deep/two.js", import.meta.url); const page = "./nothing/here/"; console.log(one, later, worker, page);`,
		"js/one.js":      `export const one = 1;`,
		"js/deep/two.js": `import { one } from "../one.js"; console.log(one);`,
	}))
	base := func(name string) string { return path.Base(assets[name]) }
	file := func(name string) string { return published[strings.TrimPrefix(assets[name], "/")] }
	for _, c := range []struct {
		file string
		want []string
	}{
		{"css/site.css", []string{"./parts/" + base("css/parts/more.css"), "../font/" + base("font/serif.woff2"), "../img/" + base("img/icon.svg") + "#flag", "url(data:", "https://other.example/x.png", "#part"}},
		{"css/parts/more.css", []string{"../../img/" + base("img/icon.svg")}},
		{"js/site.js", []string{"./" + base("js/one.js"), "./deep/" + base("js/deep/two.js"), "./nothing/here/"}},
		{"js/deep/two.js", []string{"../" + base("js/one.js")}},
	} {
		for _, want := range c.want {
			if !strings.Contains(file(c.file), want) {
				t.Errorf("%s lacks %s:\n%s", c.file, want, file(c.file))
			}
		}
		for _, old := range []string{"serif.woff2", "icon.svg", "one.js", "two.js", "more.css"} {
			if strings.Contains(file(c.file), "/"+old) {
				t.Errorf("%s still names %s:\n%s", c.file, old, file(c.file))
			}
		}
	}
}

func TestAChangeReachesTheNamesOfAllThatUseTheFile(t *testing.T) {
	files := map[string]string{"site.css": "a{background:url(x.svg)}", "x.svg": "<svg/>", "other.css": "b{color:red}"}
	before, _ := staticOf(t, staticFiles(files))
	files["x.svg"] = "<svg><g/></svg>"
	after, _ := staticOf(t, staticFiles(files))
	if before["site.css"] == after["site.css"] || before["x.svg"] == after["x.svg"] {
		t.Error("a browser would keep the old files")
	}
	if before["other.css"] != after["other.css"] {
		t.Error("a file that did not change has another name")
	}
}

func TestFilesOfTheRootKeepNameAndBytes(t *testing.T) {
	assets, published := staticOf(t, staticFiles(map[string]string{
		"root/favicon.ico": "icon", "root/.well-known/security.txt": "Contact: x", "root/raw.css": "a {  }", ".hidden": "x", "css/.DS_Store": "x",
	}))
	want := map[string]string{"favicon.ico": "icon", ".well-known/security.txt": "Contact: x", "raw.css": "a {  }"}
	if len(published) != len(want) {
		t.Errorf("published are %v, want %v", published, want)
	}
	for name, text := range want {
		if published[name] != text {
			t.Errorf("%s is %q, want %q", name, published[name], text)
		}
	}
	if got, want := assets["root/favicon.ico"], "/favicon.ico"; got != want {
		t.Errorf("the address is %s, want %s", got, want)
	}
}

func TestABrokenStaticFileIsAnErrorThatNamesIt(t *testing.T) {
	for _, c := range []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"a font that is not there", map[string]string{"site.css": "a{src:url(serif.woff2)}"}, `static file site.css: "serif.woff2" names no static file`},
		{"a module that is not there", map[string]string{"a.js": `import "./b.js"`}, `static file a.js: "./b.js" names no static file`},
		{"a module that is not there, deeper", map[string]string{"a.js": `import "./b.js"`, "b.js": `import "./c.js"`}, `static file b.js: "./c.js" names no static file`},
		{"a circle", map[string]string{"a.js": `import "./b.js"`, "b.js": `import "./a.js"`}, "static files name each other in a circle: a.js -> b.js -> a.js"},
		{"a script that is none", map[string]string{"a.js": "let x = (;"}, "static file a.js: minifying text/javascript"},
		{"out of the folder", map[string]string{"site.css": "a{src:url(../../etc/passwd)}"}, "names no static file"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, _, err := Static(staticFiles(c.files)); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("the error is %v, want %q", err, c.want)
			}
		})
	}
	linked := fstest.MapFS{"a.css": &fstest.MapFile{Data: []byte("/etc/passwd"), Mode: fs.ModeSymlink}}
	if _, _, err := Static(linked); err == nil || !strings.Contains(err.Error(), "a.css is not a regular file") {
		t.Errorf("a link: %v", err)
	}
}

func TestNoStaticFilesAreFine(t *testing.T) {
	missing, err := fs.Sub(fstest.MapFS{}, "static")
	if err != nil {
		t.Fatal(err)
	}
	if assets, published := staticOf(t, missing); len(assets)+len(published) != 0 {
		t.Errorf("published are %v", published)
	}
}

func TestOurOwnStaticFilesArePublished(t *testing.T) {
	files, err := fs.Sub(blotter.Files, "static")
	if err != nil {
		t.Fatal(err)
	}
	assets, published := staticOf(t, files)
	for _, name := range []string{"css/site.css", "js/site.js"} {
		if published[strings.TrimPrefix(assets[name], "/")] == "" {
			t.Errorf("%s is not published", name)
		}
	}
	again, _ := staticOf(t, files)
	var names []string
	for name := range assets {
		if names = append(names, name); assets[name] != again[name] {
			t.Errorf("%s has two names", name)
		}
	}
	if slices.Sort(names); len(names) != len(published) {
		t.Errorf("%d assets, %d files", len(names), len(published))
	}
}
