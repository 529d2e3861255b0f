package publish

import (
	"bytes"
	"fmt"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/html"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/minify/v2/svg"
	"github.com/tdewolff/minify/v2/xml"
)

// templateHTML minifies templates. It removes no tag and no quote that a
// template may fill in or rely on: lean knows which those are. It is given no
// minifier for scripts, styles and drawings inside a page, because an action
// there is not their syntax.
var (
	templateHTML = &html.Minifier{
		KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true, KeepDefaultAttrVals: true,
		TemplateDelims: html.GoTemplateDelims,
	}
	bare = minify.New()
)

// byMedia holds the minifiers of whole files. Types that are missing pass
// unchanged on purpose. JSON: the minifier writes 39860000 as 3986e4, and a
// figure must stay as it was written. HTML: its templates were minified once.
// Feeds: white space inside their content is part of what they quote.
var byMedia = func() map[string]minify.Minifier {
	script := &js.Minifier{}
	markup := &xml.Minifier{}
	return map[string]minify.Minifier{
		"text/css":               &css.Minifier{},
		"text/javascript":        script,
		"application/javascript": script,
		"image/svg+xml":          &svg.Minifier{},
		"application/xml":        markup,
		"text/xml":               markup,
	}
}()

// MinifyTemplate takes the comments, the needless white space and what lean
// finds out of an html/template file, so that no page need be minified by itself. The actions
// stay as they are, byte for byte and in their order; a template that the
// minifier cannot handle without touching one comes back as it was. An error
// means that the HTML cannot be read.
func MinifyTemplate(template []byte) ([]byte, error) {
	var out bytes.Buffer
	if err := templateHTML.Minify(bare, &out, bytes.NewReader(template), nil); err != nil {
		return nil, fmt.Errorf("minifying a template: %w", err)
	}
	small := out.Bytes()
	before, after := actions(template), actions(small)
	if len(before) != len(after) {
		return template, nil
	}
	for i := range before {
		if !bytes.Equal(before[i], after[i]) {
			return template, nil
		}
	}
	// "&amp;{{.Word}}" must not become "&{{.Word}}": the word might complete
	// an entity.
	if bytes.Contains(small, []byte("&{{")) {
		return template, nil
	}
	return lean(small), nil
}

// actions gives the template actions of a text, in order, braces included.
func actions(text []byte) [][]byte {
	var found [][]byte
	for {
		start := bytes.Index(text, []byte("{{"))
		if start < 0 {
			return found
		}
		text = text[start:]
		end := actionEnd(text)
		found = append(found, text[:end])
		text = text[end:]
	}
}

// actionEnd gives the length of the action that a text begins with. Closing
// braces inside a string or a comment do not end it.
func actionEnd(text []byte) int {
	body := bytes.TrimPrefix(text[2:], []byte("- "))
	if bytes.HasPrefix(body, []byte("/*")) {
		if end := bytes.Index(text, []byte("*/")); end >= 0 {
			if closing := bytes.Index(text[end:], []byte("}}")); closing >= 0 {
				return end + closing + 2
			}
		}
		return len(text)
	}
	var quote byte
	for i := 2; i < len(text); i++ {
		switch c := text[i]; {
		case quote == 0 && bytes.HasPrefix(text[i:], []byte("}}")):
			return i + 2
		case quote == 0 && (c == '"' || c == '`' || c == '\''):
			quote = c
		case c == quote:
			quote = 0
		case c == '\\' && quote != 0 && quote != '`':
			i++
		}
	}
	return len(text)
}

// Minify gives the shortest form of a file of a media type: style sheets,
// scripts, drawings and plain XML. JSON, HTML, feeds and types it does not
// know come back unchanged. An error names the place in the file.
func Minify(media string, data []byte) ([]byte, error) {
	minifier, known := byMedia[media]
	if !known {
		return data, nil
	}
	var out bytes.Buffer
	out.Grow(len(data))
	if err := minifier.Minify(bare, &out, bytes.NewReader(data), nil); err != nil {
		return nil, fmt.Errorf("minifying %s: %w", media, err)
	}
	return out.Bytes(), nil
}
