package content

import (
	"encoding/json"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"

	"blotter/internal/site"
)

// extraField keeps a key of the site's own, x_..., as JSON.
func (d *decoder) extraField(extra *[]site.Pair, key, value *node) {
	var text strings.Builder
	d.writeJSON(&text, value)
	*extra = append(*extra, site.Pair{Key: d.keep(d.visible(key, key.Value)), Value: text.String()})
}

// jsonNumber is the grammar of a number in JSON (RFC 8259, section 6).
var jsonNumber = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$`)

// writeJSON writes a value as JSON. Numbers keep all their digits; dates and
// everything else that JSON has no form for is text.
func (d *decoder) writeJSON(to *strings.Builder, n *node) {
	n = resolve(n)
	switch {
	case n.Kind == yaml.SequenceNode:
		to.WriteByte('[')
		for i, item := range n.Content {
			if i > 0 {
				to.WriteByte(',')
			}
			d.writeJSON(to, item)
		}
		to.WriteByte(']')
	case n.Kind == yaml.MappingNode:
		to.WriteByte('{')
		first := true
		d.entries(n, "values", func(key, value *node) {
			if !first {
				to.WriteByte(',')
			}
			first = false
			to.WriteString(jsonText(d.visible(key, key.Value)))
			to.WriteByte(':')
			d.writeJSON(to, value)
		})
		to.WriteByte('}')
	case isNull(n):
		to.WriteString("null")
	case n.Tag == "!!bool" && (n.Value == "true" || n.Value == "false"),
		(n.Tag == "!!int" || n.Tag == "!!float") && jsonNumber.MatchString(n.Value):
		to.WriteString(n.Value)
	default:
		to.WriteString(jsonText(d.visible(n, n.Value)))
	}
}

// jsonText quotes a text; the angle brackets are escaped, because the text
// may end up in a page.
func jsonText(text string) string {
	quoted, err := json.Marshal(text)
	if err != nil { // cannot happen: every string has a JSON form
		return `""`
	}
	return string(quoted)
}
