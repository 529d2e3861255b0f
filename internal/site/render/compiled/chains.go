package compiled

import (
	"bytes"
	"fmt"
	"html/template"
	"reflect"
	"strings"
	"sync"
	"text/template/parse"
	"unicode/utf8"
)

// realChain is a chain of escapers as html/template has it: a template that
// holds nothing but a place where the chain is needed.
type realChain struct {
	place         *template.Template
	before, after int // bytes around the value
}

// places are pieces of HTML, each with a hole that needs another chain. They
// need not be complete: a chain that none of them brings is not known, and a
// template that has it is not compiled.
var places = []string{
	`{{.}}`, `<title>{{.}}</title>`, `<a title="{{.}}">`, `<a title={{.}}>`, `<a {{.}}="">`,
	`<a href="{{.}}">`, `<a href="/{{.}}">`, `<a href="?{{.}}">`,
	`<a href={{.}}>`, `<a href=/{{.}}>`, `<a href=?{{.}}>`, `<img srcset="{{.}}">`,
	`<script>{{.}}</script>`, `<script>"{{.}}"</script>`, `<a onclick="{{.}}">`, `<a style="color:{{.}}">`,
}

// chains gives the chains of html/template that can be called, by the names of
// their escapers.
var chains = sync.OnceValue(func() map[string]realChain {
	known := map[string]realChain{}
	for _, text := range places {
		place, err := template.New("place").Parse(text)
		if err != nil {
			continue
		}
		_ = place.Execute(refusal{}, nil)
		if place.Tree == nil {
			continue
		}
		chain, made := realChain{place: place}, ""
		for _, node := range place.Tree.Root.Nodes {
			switch node := node.(type) {
			case *parse.TextNode:
				if made == "" {
					chain.before += len(node.Text)
				} else {
					chain.after += len(node.Text)
				}
			case *parse.ActionNode:
				var names []string
				for _, command := range node.Pipe.Cmds[1:] {
					names = append(names, escaperName(command))
				}
				made = strings.Join(names, "|")
			}
		}
		known[made] = chain
	}
	return known
})

// append appends a value as the chain shows it.
func (c realChain) append(dst []byte, v any) []byte {
	buffer := scratch.Get().(*bytes.Buffer)
	defer scratch.Put(buffer)
	buffer.Reset()
	if err := c.place.Execute(buffer, v); err != nil {
		panic(failure{err})
	}
	return append(dst, buffer.Bytes()[c.before:buffer.Len()-c.after]...)
}

// trusted tells, once, whether the own escapers still do what the real ones
// do: the error names the first difference.
var trusted = sync.OnceValue(func() error { return difference(fast) })

func difference(own map[string]escaper) error {
	for _, text := range probes {
		if err := differs(own, text); err != nil {
			return err
		}
	}
	return nil
}

// differs compares own escapers with the real ones on one text, as a string
// and as the types that say what a string holds.
func differs(own map[string]escaper, text string) error {
	for name, escaper := range own {
		real, ok := chains()[name]
		if !ok {
			return fmt.Errorf("html/template has no escapers %s", name)
		}
		for _, typed := range []any{text, template.HTML(text), template.URL(text), template.JS(text)} {
			got := text
			if escape := escaper.of(reflect.TypeOf(typed)); escape != nil {
				got = string(escape(nil, text))
			}
			if want := string(real.append(nil, typed)); got != want {
				return fmt.Errorf("html/template shows the %T %q through %s as %q, not as %q", typed, text, name, want, got)
			}
		}
	}
	return nil
}

// probes are texts on which an escaper shows what it does: every byte, runes
// at the edges, half a rune, addresses good and bad.
var probes = append([]string{
	"", "plain words", "Ωmega \uFFFF \uFFFD\u2028\u2029\u200e", "\xff\xc3 \xe2\x80", "&amp; &lt; &", `</script><!-- ]]> "q" 'a'`,
	"a<b>c</b>d", "/p/?a=b&c=d+e#f%20%zz%2", "javascript:alert(1)", "JAVA\tscript:x", "data:text/html,<b>", "vbscript:", ":", "/a:b",
	"HTTP://x/", "httpſ://x/", "mailto:a@b.example", "https://x.example/ä", "x:", "%", "%4", "%41",
}, bytesBelow(256), strings.ReplaceAll(bytesBelow(256), "<", ""), bytesBelow(utf8.RuneSelf))

func bytesBelow(end int) string {
	text := make([]byte, 0, 512)
	for b := range end {
		text = append(text, byte(b), ' ')
	}
	return string(text)
}
