package content

import (
	"slices"
	"sync"

	"go.yaml.in/yaml/v4"

	"blotter/internal/site/content/plainyaml"
)

// plainTree is the memory of a tree that was read without the YAML package. It
// is used for one file after another: the nodes of an entry take more memory
// than its values, and nobody needs them once those are decoded.
type plainTree struct {
	read     []plainyaml.Node
	nodes    []node
	pointers []*node // what stands in the Content of the nodes
	keeper   keeper
}

var plainTrees = sync.Pool{New: func() any { return new(plainTree) }}

// parsePlain gives the tree of a YAML text without the YAML package, nil for a
// text that only the package reads for sure. Its texts are parts of one copy
// of the whole, which keep holds apart. The tree is gone after d.close.
func (d *decoder) parsePlain(text []byte) *node {
	if d.plain == nil {
		d.plain = plainTrees.Get().(*plainTree)
	}
	var ok bool
	if d.plain.read, ok = plainyaml.Read(string(text), d.plain.read[:0]); !ok {
		return nil
	}
	return d.plain.build()
}

// close gives back the memory of the tree. The decoder reads no more; what it
// has decoded stays.
func (d *decoder) close() {
	if d.plain == nil {
		return
	}
	d.root = nil
	plainTrees.Put(d.plain)
	d.plain = nil
}

var plainKinds = [...]yaml.Kind{
	plainyaml.Scalar: yaml.ScalarNode, plainyaml.Sequence: yaml.SequenceNode, plainyaml.Mapping: yaml.MappingNode,
}

var plainStyles = [...]yaml.Style{
	plainyaml.Plain: 0, plainyaml.SingleQuoted: yaml.SingleQuotedStyle, plainyaml.DoubleQuoted: yaml.DoubleQuotedStyle,
	plainyaml.Literal: yaml.LiteralStyle, plainyaml.Folded: yaml.FoldedStyle, plainyaml.Flow: yaml.FlowStyle,
}

// build makes nodes of the YAML package from those that were read.
func (t *plainTree) build() *node {
	t.nodes = slices.Grow(t.nodes[:0], len(t.read))[:len(t.read)]
	t.pointers = slices.Grow(t.pointers[:0], len(t.read))
	for i := range t.read {
		from, to := &t.read[i], &t.nodes[i]
		// The other fields are never set; to write them again for each file costs
		// more than to read the file.
		to.Kind, to.Style, to.Tag = plainKinds[from.Kind], plainStyles[from.Style], from.Tag
		to.Value, to.Line, to.Column, to.Content = from.Value, from.Line, from.Column, nil
		if from.Children == 0 {
			continue
		}
		first := len(t.pointers)
		for child := i + 1; child < from.End; child = t.read[child].End {
			t.pointers = append(t.pointers, &t.nodes[child])
		}
		to.Content = t.pointers[first:len(t.pointers):len(t.pointers)]
	}
	return &t.nodes[0]
}
