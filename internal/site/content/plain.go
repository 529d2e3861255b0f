package content

import (
	"sync"

	"go.yaml.in/yaml/v4"

	"blotter/internal/site/content/plainyaml"
)

// plainNodes are lists to read into again, so that a file costs none.
var plainNodes = sync.Pool{New: func() any { return new([]plainyaml.Node) }}

// plainTree gives the tree of a YAML text without the YAML package, nil for a
// text that only the package reads for sure. The texts of the tree are parts
// of one copy of the whole.
func plainTree(text []byte) *node {
	list := plainNodes.Get().(*[]plainyaml.Node)
	read, ok := plainyaml.Read(string(text), (*list)[:0])
	var root *node
	if ok {
		root = plainToNode(read)
	}
	clear(read) // or a text would be kept until the next is read
	*list = read
	plainNodes.Put(list)
	return root
}

var plainKinds = [...]yaml.Kind{
	plainyaml.Scalar: yaml.ScalarNode, plainyaml.Sequence: yaml.SequenceNode, plainyaml.Mapping: yaml.MappingNode,
}

var plainStyles = [...]yaml.Style{
	plainyaml.Plain: 0, plainyaml.SingleQuoted: yaml.SingleQuotedStyle, plainyaml.DoubleQuoted: yaml.DoubleQuotedStyle,
	plainyaml.Literal: yaml.LiteralStyle, plainyaml.Folded: yaml.FoldedStyle, plainyaml.Flow: yaml.FlowStyle,
}

// plainToNode makes nodes of the YAML package, all of them in two pieces of
// memory.
func plainToNode(read []plainyaml.Node) *node {
	nodes := make([]node, len(read))
	pointers := make([]*node, 0, len(read))
	for i := range read {
		from, to := &read[i], &nodes[i]
		to.Kind, to.Style = plainKinds[from.Kind], plainStyles[from.Style]
		to.Tag, to.Value, to.Line, to.Column = from.Tag, from.Value, from.Line, from.Column
		if from.Children == 0 {
			continue
		}
		first := len(pointers)
		for child := i + 1; child < from.End; child = read[child].End {
			pointers = append(pointers, &nodes[child])
		}
		to.Content = pointers[first:len(pointers):len(pointers)]
	}
	return &nodes[0]
}
