package publish

import (
	"bytes"
	"html/template"
	"io/fs"
	"path"
	"strings"
	"testing"

	"blotter"
)

func TestATemplateIsMadeSmallAndKeepsItsActions(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"white space between blocks goes", "<ul>\n  {{range .}}\n    <li>{{.}}</li>\n  {{end}}\n</ul>", "<ul>{{range .}}<li>{{.}}{{end}}</ul>"},
		{"a space between words stays", "<p>One  <b>two</b>\n three {{.}} four</p>", "<p>One <b>two</b>\nthree {{.}} four</p>"},
		{"a space beside an action stays", "<p>{{if .}}a{{end}} {{if .}} b{{end}}</p>", "<p>{{if .}}a{{end}} {{if .}} b{{end}}</p>"},
		{"a comment goes", "<p>a<!-- b --></p>", "<p>a</p>"},
		{"tags and defaults stay", `<html><head><title>x</title></head><body><form method="get"><input type="text" name="q"></form></body></html>`, `<html><head><title>x</title></head><body><form method=get><input type=text name=q></form></body></html>`},
		{"end tags that say nothing go", "<table><tbody><tr><td>1</td></tr></tbody></table><p>x</p><dl><dt>a</dt><dd>b</dd></dl>", "<table><tbody><tr><td>1</table><p>x<dl><dt>a<dd>b</dl>"},
		{"an action in an attribute", `<li{{if .}} aria-current="page"{{end}} class="a {{.}}">x</li>`, `<li{{if .}} aria-current="page"{{end}} class="a {{.}}">x`},
		{"pre is kept", "<pre>a\n  b {{.}}</pre>", "<pre>a\n  b {{.}}</pre>"},
		{"JSON in a script is kept", `<script type="application/ld+json">{"a": {{.}}, "n": 39860000}</script>`, `<script type="application/ld+json">{"a": {{.}}, "n": 39860000}</script>`},
		{"a drawing is kept", `<svg viewBox="0 0 {{.}} 10">{{range .}} <path d="M 0 0"/>{{end}}</svg>`, `<svg viewBox="0 0 {{.}} 10">{{range .}} <path d="M 0 0"/>{{end}}</svg>`},
		{"braces in a string", `<p>{{"}}"}}</p>  <p>{{/* }} */}}</p>`, `<p>{{"}}"}}<p>{{/* }} */}}</p>`},
		{"define around a page", "{{define \"x\"}}\n<!DOCTYPE html>\n<p>a</p>\n{{end}}", "{{define \"x\"}}<!doctype html><p>a</p>{{end}}"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := MinifyTemplate([]byte(c.in))
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestATemplateThatCannotBeMadeSmallSafelyComesBackAsItWas(t *testing.T) {
	for _, c := range []struct{ name, in string }{
		{"spaces in a string of an action in a title", `<title>{{printf "%s  -  %s" .A .B}}</title>  <p>x</p>`},
		{"an action in a comment", `<!-- {{template "x"}} -->  <p>x</p>`},
		{"an entity that an action might complete", `<p>AT&amp;{{.}}</p>`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := MinifyTemplate([]byte(c.in))
			if err != nil || string(got) != c.in {
				t.Errorf("got %s, %v", got, err)
			}
		})
	}
}

func TestOurOwnTemplatesAreMadeSmallAndStillParse(t *testing.T) {
	seen := 0
	err := fs.WalkDir(blotter.Files, "templates", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) != ".html" {
			return err
		}
		seen++
		data, err := fs.ReadFile(blotter.Files, name)
		if err != nil {
			return err
		}
		small, err := MinifyTemplate(data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return nil
		}
		if bytes.Contains(data, []byte("\n  ")) && len(small) >= len(data) {
			t.Errorf("%s did not become smaller", name)
		}
		before, after := strings.Join(strings.Fields(string(bytes.Join(actions(data), nil))), " "), strings.Join(strings.Fields(string(bytes.Join(actions(small), nil))), " ")
		if before != after {
			t.Errorf("%s: the actions are\n%s\nand were\n%s", name, after, before)
		}
		return nil
	})
	if err != nil || seen == 0 {
		t.Errorf("looked at %d templates, %v", seen, err)
	}
}

func TestTheActionsOfATemplateAreFound(t *testing.T) {
	text := `a {{.B}} c {{- "}}" -}} {{/* }} */}} {{printf ` + "`}}\\`" + ` "\"}}"}} d {{'}'}} {{unclosed`
	var got []string
	for _, action := range actions([]byte(text)) {
		got = append(got, string(action))
	}
	want := []string{"{{.B}}", `{{- "}}" -}}`, "{{/* }} */}}", "{{printf `}}\\` \"\\\"}}\"}}", "{{'}'}}", "{{unclosed"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestFilesAreMadeSmallByTheirType(t *testing.T) {
	for _, c := range []struct{ name, media, in, want string }{
		{"a style sheet", "text/css", "a {\n  color: #ffffff;\n}\n", "a{color:#fff}"},
		{"a script", "text/javascript", "export const total = one + two; // sum\n", "export const total=one+two"},
		{"a drawing", "image/svg+xml", `<svg xmlns="http://www.w3.org/2000/svg"> <path d="M 0 0 L 10 10"/> </svg>`, `<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0 10 10"/></svg>`},
		{"XML", "application/xml", "<a>\n  <b>c</b>\n</a>", "<a><b>c</b></a>"},
		{"numbers in JSON", "application/json", `{ "usd": 39860000, "n": 1.10 }`, `{ "usd": 39860000, "n": 1.10 }`},
		{"a feed", "application/atom+xml", "<feed>\n <content>a\n  b</content></feed>", "<feed>\n <content>a\n  b</content></feed>"},
		{"a page", "text/html", "<p>  a  </p>", "<p>  a  </p>"},
		{"anything else", "text/csv", "a, b\r\n", "a, b\r\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := Minify(c.media, []byte(c.in))
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestAFileThatCannotBeReadIsAnError(t *testing.T) {
	if _, err := Minify("text/javascript", []byte("let x = (;")); err == nil || !strings.Contains(err.Error(), "minifying text/javascript") {
		t.Errorf("the error is %v", err)
	}
}

func TestASmallTemplateShowsWhatTheLargeOneShows(t *testing.T) {
	large := "<div>\n  {{range .}}\n  <p>\n    <a href=\"{{.}}\" title='{{.}}'>{{.}}</a>, {{len .}} letters\n  </p>\n  {{else}}\n  <p>none</p>\n  {{end}}\n</div>\n"
	small, err := MinifyTemplate([]byte(large))
	if err != nil {
		t.Fatal(err)
	}
	show := func(text string) string {
		var out bytes.Buffer
		if err := template.Must(template.New("").Parse(text)).Execute(&out, []string{"/a?b=1&c=2", `"><script>`, "x y"}); err != nil {
			t.Fatal(err)
		}
		flat := strings.Join(strings.Fields(out.String()), " ")
		return strings.NewReplacer("> <", "><", "> ", ">", " <", "<", "'", `"`).Replace(flat)
	}
	if got, want := show(string(small)), show(large); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
