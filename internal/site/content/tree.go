package content

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v4"

	"blotter/internal/site"
)

// node is a value of front matter with its place. TOML and JSON are read into
// the same tree as YAML, so that there is one decoder. Lines count from the
// first line of the front matter.
type node = yaml.Node

// mostAliased bounds how many values may be reached through YAML aliases, so
// that a few lines cannot stand for a billion values.
const mostAliased = 10_000

// parse reads the front matter into d.root; false when it cannot be read.
func (d *decoder) parse(language string, text []byte) bool {
	switch language {
	case "toml":
		d.root = d.parseTOML(text)
	case "json":
		d.root = d.parseJSON(text)
	default:
		d.root = d.parseYAML(text)
	}
	if d.root == nil {
		return false
	}
	guard := guard{decoder: d}
	if !guard.walk(d.root, 1, false) {
		d.root = nil
		return false
	}
	if d.root.Kind != yaml.MappingNode {
		d.report(d.root, "value-type", "the front matter is "+describe(d.root)+"; it takes fields", "write one field a line, such as title: Bridge drained")
		return false
	}
	return true
}

// parseYAML gives the tree of a YAML text; an empty mapping for one without
// any value; nil, and a problem, for one that cannot be read.
func (d *decoder) parseYAML(text []byte) *node {
	if root := d.parsePlain(text); root != nil {
		return root
	}
	return d.packageTree(text)
}

// packageTree is parseYAML for every text that YAML allows.
func (d *decoder) packageTree(text []byte) *node {
	if line := strayDocument(text); line > 0 {
		d.reportAt(d.firstLine+line-1, 1, "syntax", "a line that begins with --- or ... ends YAML", "take it out; the front matter ends with a line of --- alone")
		return nil
	}
	var document node
	if err := yaml.Load(text, &document, yaml.WithUniqueKeys(false), yaml.WithAllDocuments(false), yaml.WithSingleDocument()); err != nil {
		if onlyComments(text) {
			return &node{Kind: yaml.MappingNode, Line: 1, Column: 1}
		}
		d.reportYAML(err, text)
		return nil
	}
	if document.Kind == yaml.DocumentNode {
		if len(document.Content) == 0 {
			return &node{Kind: yaml.MappingNode, Line: 1, Column: 1}
		}
		if root := document.Content[0]; root.Tag != "!!null" {
			return root
		}
		return &node{Kind: yaml.MappingNode, Line: 1, Column: 1}
	}
	return &document
}

// strayDocument gives the first line, from 1, that would end the document in
// the middle; 0 if there is none.
func strayDocument(text []byte) int {
	for number, at := 1, 0; at < len(text); number++ {
		line, next := lineAt(text, at)
		if len(line) >= 3 && (string(line[:3]) == "---" || string(line[:3]) == "...") && (len(line) == 3 || line[3] == ' ' || line[3] == '\t') {
			return number
		}
		at = next
	}
	return 0
}

func onlyComments(text []byte) bool {
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			return false
		}
	}
	return true
}

// guard looks for nesting and aliases that would cost without end.
type guard struct {
	*decoder
	active  map[*node]bool // anchors that we are inside of
	aliased int
}

func (g *guard) walk(n *node, depth int, throughAlias bool) bool {
	if depth > g.limits.Depth {
		g.reportAt(g.firstLine+n.Line-1, n.Column, "nesting", fmt.Sprintf("the values are nested more than %d deep", g.limits.Depth), "write the front matter flatter")
		return false
	}
	if throughAlias {
		if g.aliased++; g.aliased > mostAliased {
			g.reportAt(g.firstLine+n.Line-1, n.Column, "nesting", fmt.Sprintf("the aliases stand for more than %d values", mostAliased), "write the values out")
			return false
		}
	}
	if n.Kind == yaml.AliasNode {
		if g.active[n.Alias] {
			g.reportAt(g.firstLine+n.Line-1, n.Column, "nesting", "the alias *"+n.Value+" stands inside of what it stands for", "write the value out")
			return false
		}
		g.enter(n.Alias)
		defer delete(g.active, n.Alias)
		return g.walk(n.Alias, depth, true)
	}
	if n.Anchor != "" && !g.active[n] {
		g.enter(n)
		defer delete(g.active, n)
	}
	for _, child := range n.Content {
		if !g.walk(child, depth+1, throughAlias) {
			return false
		}
	}
	return true
}

// enter notes that we are inside of an anchor.
func (g *guard) enter(n *node) {
	if g.active == nil {
		g.active = map[*node]bool{}
	}
	g.active[n] = true
}

// resolve gives what an alias stands for, and any other node itself.
func resolve(n *node) *node {
	for n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	return n
}

// isNull reports whether a field is written and left empty.
func isNull(n *node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }

// describe says what a value is: "a list", "a mapping", "a text".
func describe(n *node) string {
	switch {
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case n.Kind == yaml.MappingNode:
		return "a mapping"
	case isNull(n):
		return "empty"
	}
	return "a text"
}

// fieldOf gives the path of a node below root: "amounts[2].usd"; empty for the
// root itself. It searches, because only a problem needs the path.
func fieldOf(root, wanted *node) string {
	if root == nil || root == wanted {
		return ""
	}
	switch root.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(root.Content); i += 2 {
			key, value := root.Content[i], root.Content[i+1]
			if key == wanted || value == wanted {
				return key.Value
			}
			if rest := fieldOf(value, wanted); rest != "" {
				return join(key.Value, rest)
			}
		}
	case yaml.SequenceNode:
		for i, item := range root.Content {
			if item == wanted {
				return fmt.Sprintf("[%d]", i)
			}
			if rest := fieldOf(item, wanted); rest != "" {
				return join(fmt.Sprintf("[%d]", i), rest)
			}
		}
	}
	return ""
}

func join(field, rest string) string {
	if strings.HasPrefix(rest, "[") {
		return field + rest
	}
	return field + "." + rest
}

// mostProblems bounds how many problems one file is reported with: nobody
// reads more, and a hostile file must not cost more.
const mostProblems = 500

// reportAt adds a problem at a place of the file.
func (d *decoder) reportAt(line, column int, rule, message, hint string) {
	switch {
	case len(d.problems) > mostProblems:
		return
	case len(d.problems) == mostProblems:
		line, column, rule = 0, 0, "too-large"
		message, hint = fmt.Sprintf("the file has more than %d problems; the others are not listed", mostProblems), ""
	}
	d.problems = append(d.problems, site.Problem{
		Place: site.Place{File: d.file, Line: line, Column: column},
		Rule:  rule, Severity: site.Error, Message: message, Hint: hint,
	})
}

// full reports whether further problems of the file are dropped.
func (d *decoder) full() bool { return len(d.problems) >= mostProblems }

// report adds a problem at a value of the front matter.
func (d *decoder) report(n *node, rule, message, hint string) {
	if d.full() {
		d.reportAt(0, 0, "", "", "")
		return
	}
	d.reportAt(d.firstLine+max(n.Line, 1)-1, max(n.Column, 1), rule, message, hint)
	d.problems[len(d.problems)-1].Field = fieldOf(d.root, n)
}
