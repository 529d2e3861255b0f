package content

import (
	"bytes"
	"io/fs"
	"math"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"go.yaml.in/yaml/v4"

	"blotter/internal/site"
)

// Locate fills in the line and the column of problems that have a file and a
// field and no line. It reads the files concerned again. Where the field is
// not written, the problem stands at what it would be part of, and in the end
// at the first line; a file that cannot be read keeps its problems as they
// are. The field "body" is the first line of the prose.
func Locate(fsys fs.FS, problems []site.Problem) {
	byFile := map[string][]*site.Problem{}
	var files []string
	for i := range problems {
		p := &problems[i]
		if p.Line != 0 || p.Field == "" || p.File == "" {
			continue
		}
		if byFile[p.File] == nil {
			files = append(files, p.File)
		}
		byFile[p.File] = append(byFile[p.File], p)
	}
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(files)) {
		workers.Go(func() {
			for n := int(next.Add(1)) - 1; n < len(files); n = int(next.Add(1)) - 1 {
				locateIn(fsys, files[n], byFile[files[n]])
			}
		})
	}
	workers.Wait()
}

// locateIn places the problems of one file.
func locateIn(fsys fs.FS, file string, problems []*site.Problem) {
	memory := readings.Get().(*[]byte)
	defer readings.Put(memory)
	data, err := readFile(fsys, file, math.MaxInt, *memory)
	if err != nil {
		return
	}
	*memory = data
	// What else is wrong with the file was reported when it was loaded.
	limits := site.DefaultConfig().Limits
	limits.EntryBytes, limits.Depth = len(data), max(limits.Depth, 100)
	d := &decoder{file: file, limits: limits, firstLine: 1}
	defer d.close()
	bodyLine := 1
	if strings.HasSuffix(file, ".md") {
		head, _ := d.open(data)
		bodyLine = firstTextLine(head)
	} else if text, ok := d.cleanText(data); ok {
		d.root = d.parseYAML(text)
	}
	for _, p := range problems {
		p.Line, p.Column = 1, 1
		switch {
		case p.Field == "body":
			p.Line = bodyLine
		case d.root != nil:
			if n := findField(d.root, p.Field); n != d.root {
				p.Line, p.Column = d.firstLine+max(n.Line, 1)-1, max(n.Column, 1)
			}
		}
	}
}

// firstTextLine gives the line of the file on which the prose has its first
// word.
func firstTextLine(head header) int {
	line := head.bodyLine
	for at := 0; at < len(head.body); line++ {
		text, next := lineAt(head.body, at)
		if len(bytes.TrimSpace(text)) > 0 {
			return line
		}
		at = next
	}
	return max(head.bodyLine, 1)
}

// findField gives the node of a field path such as "amounts[2].usd" or
// "sources.ronin.url"; the last node on the way where the path ends early.
func findField(root *node, path string) *node {
	n := resolve(root)
	for path != "" {
		var child *node
		if path[0] == '[' {
			index, rest, ok := strings.Cut(path[1:], "]")
			number, err := strconv.Atoi(index)
			if !ok || err != nil {
				return n
			}
			child, path = itemOf(n, number), strings.TrimPrefix(rest, ".")
		} else {
			child, path = longestKey(n, path)
		}
		if child == nil {
			return n
		}
		n = resolve(child)
	}
	return n
}

// itemOf gives an element of a list, from 0. A value that stands where a list
// may stand is its own first element.
func itemOf(n *node, number int) *node {
	switch {
	case n.Kind == yaml.SequenceNode && number >= 0 && number < len(n.Content):
		return n.Content[number]
	case n.Kind != yaml.SequenceNode && number == 0:
		return n
	case n.Kind == yaml.MappingNode && number >= 0 && 2*number+1 < len(n.Content):
		return n.Content[2*number+1] // sources[1] of a mapping
	}
	return nil
}

// longestKey gives the value whose key the path begins with, and the rest of
// the path. Keys of a mapping may have dots in them; a list is searched for an
// item with that id.
func longestKey(n *node, path string) (*node, string) {
	var value *node
	longest := -1
	try := func(key string, candidate *node) {
		rest, ok := strings.CutPrefix(path, key)
		if ok && (rest == "" || rest[0] == '.' || rest[0] == '[') && len(key) > longest && key != "" {
			value, longest = candidate, len(key)
		}
	}
	switch n.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			try(n.Content[i].Value, n.Content[i+1])
		}
	case yaml.SequenceNode:
		for _, item := range n.Content {
			if id := keyOf(resolve(item), "id"); id != nil {
				try(id.Value, item)
			}
		}
	}
	if value == nil {
		return nil, ""
	}
	return value, strings.TrimPrefix(path[longest:], ".")
}

// keyOf gives the value of a key of a mapping; nil if it has none such.
func keyOf(n *node, key string) *node {
	if n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return resolve(n.Content[i+1])
		}
	}
	return nil
}

// reportField adds a problem at a field by its path.
func (d *decoder) reportField(field, rule, message, hint string) {
	d.report(findField(d.root, field), rule, message, hint)
}
