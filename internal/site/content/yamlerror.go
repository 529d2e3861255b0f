package content

import (
	"errors"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v4"

	"blotter/internal/site"
)

// reportYAML turns an error of the YAML package into the words of an editor:
// the line as it stands there, what is wrong with it, and the way out.
func (d *decoder) reportYAML(err error, text []byte) {
	var broken *yaml.LoadError
	if !errors.As(err, &broken) {
		d.reportAt(d.firstLine, 1, "syntax", "the front matter is not YAML", "")
		return
	}
	mark, context := broken.Mark, broken.ContextMark
	// The package notices a lost end only where something else begins.
	lost := strings.Contains(broken.Message, "unexpected end of stream") || strings.HasPrefix(broken.Message, "could not find expected ':'")
	if mark.Line == 0 || lost && context.Line > 0 {
		mark = context
	}
	line := lineNumber(text, mark.Line)
	message, hint := yamlWords(broken.Message, line, mark.Column)
	if strings.HasPrefix(broken.Message, "did not find expected ',' or") && context.Line > 0 {
		message = fmt.Sprintf("the bracket on line %d is not closed before %s", d.firstLine+context.Line-1, site.Quote(strings.TrimSpace(line)))
	}
	at := d.firstLine + max(mark.Line, 1) - 1
	if d.indented > 0 && d.indented < at {
		hint = fmt.Sprintf("if the line of --- on line %d is meant to end the front matter, take away the space before it", d.indented)
	}
	d.reportAt(at, max(mark.Column, 1), "syntax", message, hint)
}

// yamlWords gives the message and the hint for what the YAML package found in
// a line.
func yamlWords(found, line string, column int) (message, hint string) {
	quoted := site.Quote(strings.TrimSpace(line))
	switch {
	case strings.HasPrefix(found, "mapping values are not allowed"):
		key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		return quoted + " has a colon inside of its value", "put the value in quotes: " + key + `: "` + strings.ReplaceAll(value, `"`, `\"`) + `"`
	case strings.HasPrefix(found, "found character that cannot start any token"):
		rest := []rune(line)
		if column < 1 || column > len(rest) {
			return quoted + " is not YAML", "put the value in quotes"
		}
		if rest[column-1] == '\t' {
			return quoted + " is indented with a tab", "indent with spaces"
		}
		return fmt.Sprintf("%s: a value cannot begin with %q", quoted, rest[column-1]), "put the value in quotes"
	case strings.HasPrefix(found, "found a tab character"):
		return quoted + " is indented with a tab", "indent with spaces"
	case strings.HasPrefix(found, "did not find expected key"):
		return quoted + " is not indented like the lines it belongs to", "give all fields of one mapping the same indentation"
	case strings.HasPrefix(found, "did not find expected '-'"):
		return quoted + " stands among the items of a list without being one", "begin it with a hyphen, or indent it"
	case strings.HasPrefix(found, "could not find expected ':'"):
		return quoted + " has no colon after its key", "write key: value, or end the front matter with a line of --- before it"
	case strings.Contains(found, "unexpected end of stream"):
		return quoted + " opens a quotation or a bracket that is never closed", "close it"
	case strings.HasPrefix(found, "found unknown escape character"), strings.HasPrefix(found, "did not find expected hexadecimal number"):
		return quoted + " has a backslash that YAML does not know", "use single quotes, or write two backslashes"
	case strings.HasPrefix(found, "did not find expected node content"):
		return quoted + " has nothing where a value belongs", "take out the second comma or bracket"
	case strings.HasPrefix(found, "unknown anchor"):
		return quoted + " begins with * and so points to an anchor that is not there", "put the value in quotes"
	}
	return quoted + " is not YAML: " + strings.TrimPrefix(found, "yaml: "), ""
}

// lineNumber gives a line of a text, from 1; empty if there is no such line.
func lineNumber(text []byte, number int) string {
	for at := 0; at < len(text); number-- {
		line, next := lineAt(text, at)
		if number == 1 {
			return string(line)
		}
		at = next
	}
	return ""
}
