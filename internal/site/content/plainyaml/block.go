package plainyaml

// block reads the value at r.at. Parent is the column of the collection around
// it, -1 at the root; the value stands right of it.
func (r *reader) block(parent int) bool {
	if r.depth++; r.depth > deepest {
		return false
	}
	ok := r.blockValue(parent)
	r.depth--
	return ok
}

func (r *reader) blockValue(parent int) bool {
	switch r.text[r.at] {
	case '"', '\'':
		at := r.at
		n, oneLine, ok := r.quoted(parent)
		if !ok {
			return false
		}
		if oneLine && r.colon() {
			return r.mapping(at-r.lineStart, n)
		}
		r.append(n)
		return r.rest()
	case '-':
		if r.isBlank(r.at + 1) {
			return r.sequence(r.at - r.lineStart)
		}
	case '[', '{', '|', '>':
		return r.inline(parent)
	}
	at := r.at
	if n, ok := r.plainKey(); ok {
		return r.mapping(at-r.lineStart, n)
	}
	return r.inline(parent)
}

// inline reads a value that is no block collection.
func (r *reader) inline(parent int) bool {
	switch r.text[r.at] {
	case '"', '\'':
		n, _, ok := r.quoted(parent)
		if !ok {
			return false
		}
		r.append(n)
		return r.rest()
	case '[', '{':
		return r.flow(parent) && r.rest()
	case '|', '>':
		return r.blockText(parent)
	}
	return r.plain(parent, false) && r.rest()
}

// append adds a node that has its place.
func (r *reader) append(n Node) {
	n.End = len(r.nodes) + 1
	r.nodes = append(r.nodes, n)
}

// mapping reads a block mapping whose keys stand at a column. The first key is
// read already, up to its colon.
func (r *reader) mapping(column int, first Node) bool {
	self := len(r.nodes)
	r.append(Node{Kind: Mapping, Tag: "!!map", Line: first.Line, Column: first.Column})
	key := first
	for {
		if !r.key(self, key) || !r.blockMember(column, true) {
			return false
		}
		indent := r.indent()
		if indent < column {
			r.nodes[self].End = len(r.nodes)
			return true
		}
		if indent > column {
			return false
		}
		var ok bool
		if key, ok = r.nextKey(column); !ok {
			return false
		}
	}
}

// nextKey reads a key and its colon.
func (r *reader) nextKey(parent int) (Node, bool) {
	if c := r.text[r.at]; c != '"' && c != '\'' {
		return r.plainKey()
	}
	n, oneLine, ok := r.quoted(parent)
	return n, ok && oneLine && r.colon()
}

// colon goes behind a colon that ends a key.
func (r *reader) colon() bool {
	at := r.spaces(r.at)
	if at >= len(r.text) || r.text[at] != ':' || !r.isBlank(at+1) {
		return false
	}
	r.at = at + 1
	return true
}

// mostKeys bounds the comparison of each key of a mapping with all others.
const mostKeys = 256

// key adds a key to a mapping, together with the value that is to follow;
// false for a key that the mapping has already.
func (r *reader) key(mapping int, key Node) bool {
	if r.nodes[mapping].Children >= 2*mostKeys {
		return false
	}
	for other := mapping + 1; other < len(r.nodes); other = r.nodes[other+1].End {
		if r.nodes[other].Value == key.Value {
			return false
		}
	}
	r.nodes[mapping].Children += 2
	r.append(key)
	return true
}

// sequence reads a block sequence whose hyphens stand at a column.
func (r *reader) sequence(column int) bool {
	self := r.add(Node{Kind: Sequence, Tag: "!!seq"}, r.at)
	for {
		r.at++
		r.nodes[self].Children++
		if !r.blockMember(column, false) {
			return false
		}
		indent := r.indent()
		if indent > column {
			return false
		}
		if indent < column || r.text[r.at] != '-' || !r.isBlank(r.at+1) {
			r.nodes[self].End = len(r.nodes)
			return true
		}
	}
}

// blockMember reads what follows the colon or the hyphen before r.at in the
// block collection at a column: a value on the same line, one on the lines
// below, or nothing.
func (r *reader) blockMember(column int, ofMapping bool) bool {
	if at := r.spaces(r.at); at < len(r.text) && r.text[at] != '\n' && r.text[at] != '#' {
		r.at = at
		if !ofMapping {
			return r.block(column)
		}
		return !(r.text[at] == '-' && r.isBlank(at+1)) && r.inline(column)
	}
	nothing := Node{Tag: "!!null"}
	r.place(&nothing, r.at)
	if !r.rest() {
		return false
	}
	switch indent := r.indent(); {
	case indent > column:
		return r.block(column)
	case indent == column && ofMapping && r.text[r.at] == '-' && r.isBlank(r.at+1):
		// The hyphens of a list may stand below its key.
		return r.sequence(column)
	}
	r.append(nothing)
	return true
}
