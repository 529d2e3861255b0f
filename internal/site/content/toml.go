package content

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
	"go.yaml.in/yaml/v4"

	"blotter/internal/site"
)

// parseTOML reads TOML front matter into a tree; nil when it is not TOML. The
// package gives the order of the keys and no places, so the line of a value is
// looked up in the text by its key; the line of the table stands in where that
// finds nothing.
func (d *decoder) parseTOML(text []byte) *node {
	if at := deepTOML(text, d.limits.Depth); at >= 0 {
		line, column := position(text, at)
		d.reportAt(d.firstLine+line-1, column, "nesting", fmt.Sprintf("the values are nested more than %d deep", d.limits.Depth), "write the front matter flatter")
		return nil
	}
	values := map[string]any{}
	meta, err := toml.Decode(string(text), &values)
	if err != nil {
		d.reportTOML(err, text)
		return nil
	}
	t := tomlTree{text: text, order: map[string]int{}, lines: tomlLines(text)}
	for i, key := range meta.Keys() {
		if path := strings.Join(key, "\x00"); t.order[path] == 0 {
			t.order[path] = i + 1
		}
	}
	root := t.value(values, "", "", place{1, 1})
	for _, lost := range t.inexact {
		d.reportAt(d.firstLine+lost.Line-1, lost.Column, "quantity-form", "the number "+lost.Value+" cannot be told from another that is nearly the same", "put it in quotes")
	}
	return root
}

func (d *decoder) reportTOML(err error, text []byte) {
	var broken toml.ParseError
	if !errors.As(err, &broken) {
		d.reportAt(d.firstLine, 1, "syntax", "the front matter is not TOML", "")
		return
	}
	line := max(broken.Position.Line, 1)
	message := site.Quote(strings.TrimSpace(lineNumber(text, line))) + " is not TOML: " + strings.TrimSuffix(broken.Message, ".")
	hint := "write key = \"value\""
	if strings.Contains(broken.Message, "already") {
		hint = "keep one of the two"
	}
	d.reportAt(d.firstLine+line-1, max(broken.Position.Col, 1), "syntax", message, hint)
}

// deepTOML gives the offset at which brackets, or the parts of a dotted key,
// go deeper than the limit; -1 if they never do. The package keeps a copy of
// the path for each level, so a deep text would take all memory.
func deepTOML(text []byte, most int) int {
	depth, parts := 0, 0
	for at := 0; at < len(text); at++ {
		switch c := text[at]; c {
		case '"', '\'':
			at = endOfTOMLString(text, at)
		case '#':
			for at+1 < len(text) && text[at+1] != '\n' {
				at++
			}
		case '[', '{':
			depth++
			parts = 0
		case ']', '}':
			depth--
		case '.':
			parts++
		case '\n', '=', ',':
			parts = 0
		}
		if depth > most || parts > most {
			return at
		}
	}
	return -1
}

// endOfTOMLString gives the offset of the last byte of a string that begins at
// an offset.
func endOfTOMLString(text []byte, at int) int {
	quote := text[at]
	closing := []byte{quote}
	if triple := []byte{quote, quote, quote}; bytes.HasPrefix(text[at:], triple) {
		closing = triple
	}
	for at += len(closing); at < len(text); at++ {
		switch {
		case text[at] == '\\' && quote == '"':
			at++
		case bytes.HasPrefix(text[at:], closing):
			return at + len(closing) - 1
		case text[at] == '\n' && len(closing) == 1:
			return at // not TOML; the package says so
		}
	}
	return len(text)
}

type place struct{ line, column int }

// tomlTree turns decoded TOML into nodes.
type tomlTree struct {
	text    []byte
	order   map[string]int       // position of a key in the text, from 1, by its path with zero bytes between
	lines   map[string]place     // by path with indexes: "amounts[1].usd"
	floats  map[float64][]string // digits of the floats in the text; nil until needed
	inexact []*node              // floats whose digits were lost
}

// value makes the node of a value. The key path has no indexes, because the
// order of keys is told without them; the field path has.
func (t *tomlTree) value(value any, key, field string, at place) *node {
	if known, ok := t.lines[field]; ok {
		at = known
	}
	n := &node{Kind: yaml.ScalarNode, Line: at.line, Column: at.column}
	switch value := value.(type) {
	case map[string]any:
		n.Kind, n.Tag = yaml.MappingNode, "!!map"
		for _, name := range t.keys(value, key) {
			child := t.value(value[name], joinKey(key, name), joinField(field, name), at)
			n.Content = append(n.Content, &node{Kind: yaml.ScalarNode, Tag: "!!str", Value: name, Line: child.Line, Column: 1}, child)
		}
	case []map[string]any:
		n.Kind, n.Tag = yaml.SequenceNode, "!!seq"
		for i, item := range value {
			n.Content = append(n.Content, t.value(item, key, fmt.Sprintf("%s[%d]", field, i), at))
		}
	case []any:
		n.Kind, n.Tag = yaml.SequenceNode, "!!seq"
		for i, item := range value {
			n.Content = append(n.Content, t.value(item, key, fmt.Sprintf("%s[%d]", field, i), at))
		}
	case string:
		n.Tag, n.Value, n.Style = "!!str", value, yaml.DoubleQuotedStyle
	case bool:
		n.Tag, n.Value = "!!bool", strconv.FormatBool(value)
	case int64:
		n.Tag, n.Value = "!!int", strconv.FormatInt(value, 10)
	case float64:
		t.float(n, value)
	case time.Time:
		n.Tag, n.Value = "!!timestamp", tomlTime(value)
	}
	return n
}

// float gives a float the digits it is written with, because the package has
// rounded them. Where two texts were rounded to one float nobody can tell
// which is which; those must come as text.
func (t *tomlTree) float(n *node, value float64) {
	n.Tag, n.Value = "!!float", strconv.FormatFloat(value, 'f', -1, 64)
	if t.floats == nil {
		t.floats = map[float64][]string{}
		for _, match := range tomlFloat.FindAll(t.text, -1) {
			written := strings.ReplaceAll(string(match), "_", "")
			written = strings.TrimSuffix(strings.TrimRight(written, "0"), ".")
			if parsed, err := strconv.ParseFloat(written, 64); err == nil && !slices.Contains(t.floats[parsed], written) {
				t.floats[parsed] = append(t.floats[parsed], written)
			}
		}
	}
	switch written := t.floats[value]; len(written) {
	case 0: // written with an exponent
	case 1:
		n.Value = written[0]
	default:
		t.inexact = append(t.inexact, n)
	}
}

var tomlFloat = regexp.MustCompile(`[0-9][0-9_]*\.[0-9][0-9_]*`)

// tomlTime gives a TOML date as it was written: a day stays a day.
func tomlTime(value time.Time) string {
	switch value.Location().String() {
	case "date-local":
		return value.Format(time.DateOnly)
	case "time-local":
		return value.Format(time.TimeOnly)
	case "datetime-local":
		return value.Format("2006-01-02T15:04:05")
	}
	return value.Format(time.RFC3339)
}

// keys gives the keys of a table in the order of the text.
func (t *tomlTree) keys(table map[string]any, key string) []string {
	names := make([]string, 0, len(table))
	for name := range table {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		if order := t.order[joinKey(key, a)] - t.order[joinKey(key, b)]; order != 0 {
			return order
		}
		return strings.Compare(a, b)
	})
	return names
}

func joinKey(key, name string) string {
	if key == "" {
		return name
	}
	return key + "\x00" + name
}

func joinField(field, name string) string {
	if field == "" {
		return name
	}
	return field + "." + name
}

// tomlLines finds the places of values whose key begins a line.
func tomlLines(text []byte) map[string]place {
	places := map[string]place{}
	counts := map[string]int{}
	table, number := "", 0
	for line := range strings.Lines(string(text)) {
		number++
		line = strings.TrimRight(line, "\n")
		bare := strings.TrimSpace(line)
		indent := len(line) - len(strings.TrimLeft(line, " \t"))
		switch {
		case strings.HasPrefix(bare, "[["):
			name := tomlName(strings.Trim(beforeComment(bare), "[] \t"), counts)
			table = fmt.Sprintf("%s[%d]", name, counts[name])
			counts[name]++
			places[table] = place{number, indent + 1}
		case strings.HasPrefix(bare, "["):
			table = tomlName(strings.Trim(beforeComment(bare), "[] \t"), counts)
			places[table] = place{number, indent + 1}
		default:
			key, value, ok := strings.Cut(line, "=")
			if !ok {
				continue
			}
			field := joinField(table, tomlName(strings.TrimSpace(key), nil))
			if _, taken := places[field]; !taken {
				column := len([]rune(key)) + 2 + len(value) - len(strings.TrimLeft(value, " \t"))
				places[field] = place{number, column}
			}
		}
	}
	return places
}

func beforeComment(line string) string {
	line, _, _ = strings.Cut(line, "#")
	return strings.TrimSpace(line)
}

// tomlName gives a dotted key as a field path, with the index of the newest
// table for each part that is a list of tables.
func tomlName(key string, counts map[string]int) string {
	field := ""
	parts := strings.Split(key, ".")
	for i, part := range parts {
		field = joinField(field, strings.Trim(strings.TrimSpace(part), `"'`))
		if count := counts[field]; count > 0 && i < len(parts)-1 {
			field = fmt.Sprintf("%s[%d]", field, count-1)
		}
	}
	return field
}
