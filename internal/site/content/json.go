package content

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"blotter/internal/site"
)

// parseJSON reads JSON front matter into a tree with the place of each value;
// nil when it is not JSON.
func (d *decoder) parseJSON(text []byte) *node {
	if len(bytes.TrimSpace(text)) == 0 {
		return &node{Kind: yaml.MappingNode, Line: 1, Column: 1}
	}
	tokens := json.NewDecoder(bytes.NewReader(text))
	tokens.UseNumber()
	reader := jsonReader{text: text, tokens: tokens, most: d.limits.Depth, line: 1, column: 1}
	root, err := reader.value(1)
	if err == nil {
		if _, more := tokens.Token(); more != io.EOF {
			err = errAfterJSON
		}
	}
	if err != nil {
		place := reader.next()
		rule := "syntax"
		if errors.Is(err, errDeepJSON) {
			rule = "nesting"
		}
		message, hint := jsonWords(err, lineNumber(text, place.Line))
		d.reportAt(d.firstLine+place.Line-1, place.Column, rule, message, hint)
		return nil
	}
	return root
}

var (
	errAfterJSON = errors.New("something follows the closing brace")
	errDeepJSON  = errors.New("the values are nested too deep")
)

type jsonReader struct {
	text   []byte
	tokens *json.Decoder
	most   int // nesting

	// The place of the last token, so that no byte is counted twice.
	at, line, column int
}

// value reads the next value. The guard bounds the depth later on; here it is
// bounded so that reading does not recurse without end.
func (r *jsonReader) value(depth int) (*node, error) {
	n := r.next()
	token, err := r.tokens.Token()
	if err != nil {
		return nil, err
	}
	if depth > r.most+1 {
		return nil, errDeepJSON
	}
	switch token := token.(type) {
	case json.Delim:
		return n, r.fill(n, token, depth)
	case string:
		n.Tag, n.Value, n.Style = "!!str", token, yaml.DoubleQuotedStyle
	case json.Number:
		n.Tag, n.Value = "!!float", token.String()
	case bool:
		n.Tag, n.Value = "!!bool", fmt.Sprint(token)
	case nil:
		n.Tag, n.Value = "!!null", "null"
	}
	return n, nil
}

// next makes a node at the place of the token that comes next, readable or not.
func (r *jsonReader) next() *node {
	for offset := min(int(r.tokens.InputOffset()), len(r.text)); r.at < len(r.text); r.at++ {
		c := r.text[r.at]
		if r.at >= offset && strings.IndexByte(" \t\n,:", c) < 0 {
			break
		}
		if c == '\n' {
			r.line, r.column = r.line+1, 1
		} else if utf8.RuneStart(c) {
			r.column++
		}
	}
	return &node{Kind: yaml.ScalarNode, Line: r.line, Column: r.column}
}

// fill reads what stands between an opening bracket and its end.
func (r *jsonReader) fill(n *node, open json.Delim, depth int) error {
	n.Kind, n.Tag = yaml.SequenceNode, "!!seq"
	if open == '{' {
		n.Kind, n.Tag = yaml.MappingNode, "!!map"
	}
	for r.tokens.More() {
		child, err := r.value(depth + 1)
		if err != nil {
			return err
		}
		n.Content = append(n.Content, child)
	}
	_, err := r.tokens.Token()
	return err
}

func jsonWords(err error, line string) (message, hint string) {
	var syntax *json.SyntaxError
	switch {
	case errors.Is(err, errAfterJSON):
		return err.Error(), "end the front matter there"
	case errors.Is(err, errDeepJSON):
		return err.Error(), "write the front matter flatter"
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return "the JSON ends before its last bracket is closed", "close it"
	case errors.As(err, &syntax):
		return site.Quote(strings.TrimSpace(line)) + " is not JSON: " + syntax.Error(), "put keys and texts in double quotes, and a comma between two fields"
	}
	return "the front matter is not JSON: " + err.Error(), ""
}
