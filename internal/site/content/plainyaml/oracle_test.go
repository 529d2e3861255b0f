package plainyaml

import (
	"fmt"
	"testing"

	"go.yaml.in/yaml/v4"
)

// library reads a text as package content does when Read declines, and lays
// its tree out as Read does.
func library(text string) ([]Node, error) {
	var document yaml.Node
	err := yaml.Load([]byte(text), &document, yaml.WithUniqueKeys(false), yaml.WithAllDocuments(false), yaml.WithSingleDocument())
	if err != nil {
		return nil, err
	}
	root := &document
	if document.Kind == yaml.DocumentNode {
		if len(document.Content) != 1 {
			return nil, fmt.Errorf("the document has %d values", len(document.Content))
		}
		root = document.Content[0]
	}
	return flat(nil, root), nil
}

var (
	kinds = map[yaml.Kind]Kind{yaml.MappingNode: Mapping, yaml.SequenceNode: Sequence, yaml.ScalarNode: Scalar}

	styles = map[yaml.Style]Style{
		0: Plain, yaml.SingleQuotedStyle: SingleQuoted, yaml.DoubleQuotedStyle: DoubleQuoted,
		yaml.LiteralStyle: Literal, yaml.FoldedStyle: Folded, yaml.FlowStyle: Flow,
	}
)

// flat appends a tree of the library; a node that Read never gives (an alias,
// an anchor, a tag) has a kind that no node of ours has.
func flat(nodes []Node, n *yaml.Node) []Node {
	self := len(nodes)
	kind, known := kinds[n.Kind]
	style, plain := styles[n.Style]
	if !known || !plain || n.Anchor != "" || n.Alias != nil || n.Stream != nil {
		kind = 255
	}
	nodes = append(nodes, Node{Kind: kind, Style: style, Tag: n.Tag, Value: n.Value, Line: n.Line, Column: n.Column, Children: len(n.Content)})
	for _, child := range n.Content {
		nodes = flat(nodes, child)
	}
	nodes[self].End = len(nodes)
	return nodes
}

// sameAsLibrary fails the test when Read accepts a text that the library reads
// otherwise. It says whether Read accepts it.
func sameAsLibrary(t *testing.T, text string) bool {
	t.Helper()
	got, ok := Read(text, nil)
	if !ok {
		return false
	}
	want, err := library(text)
	if err != nil {
		t.Errorf("%q is read, but the library says: %v", text, err)
		return true
	}
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			t.Errorf("%q: node %d is\n%+v, want\n%+v", text, i, got[i], want[i])
			return true
		}
	}
	if len(got) != len(want) {
		t.Errorf("%q has %d nodes, want %d", text, len(got), len(want))
	}
	return true
}

func FuzzSameAsLibrary(f *testing.F) {
	for _, text := range plainTexts {
		f.Add(text)
	}
	for _, text := range otherTexts {
		f.Add(text)
	}
	for _, text := range fixtures(f) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { sameAsLibrary(t, text) })
}
