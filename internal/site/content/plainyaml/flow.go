package plainyaml

// flow reads a list or a mapping in brackets. Its lines stand right of parent,
// but for those that begin with its end.
func (r *reader) flow(parent int) bool {
	if r.depth++; r.depth > deepest {
		return false
	}
	n, end := Node{Kind: Sequence, Style: Flow, Tag: "!!seq"}, byte(']')
	if r.text[r.at] == '{' {
		n, end = Node{Kind: Mapping, Style: Flow, Tag: "!!map"}, '}'
	}
	self := r.add(n, r.at)
	r.at++
	for {
		if !r.flowSpace(parent, end) {
			return false
		}
		if r.text[r.at] == end {
			break
		}
		if n.Kind == Mapping {
			if !r.flowKey(self, parent) {
				return false
			}
		} else {
			r.nodes[self].Children++
		}
		if !r.flowValue(parent) || !r.flowSpace(parent, end) {
			return false
		}
		if r.text[r.at] == end {
			break
		}
		if r.text[r.at] != ',' {
			return false
		}
		r.at++
	}
	r.at++
	r.nodes[self].End = len(r.nodes)
	r.depth--
	return true
}

// flowKey reads a key and goes to its value, which has to be there.
func (r *reader) flowKey(mapping, parent int) bool {
	var key Node
	switch r.text[r.at] {
	case '"', '\'':
		var oneLine, ok bool
		if key, oneLine, ok = r.quoted(parent); !ok || !oneLine {
			return false
		}
	default:
		if !r.startsPlain(true) {
			return false
		}
		r.place(&key, r.at)
		end, stop := r.plainPart(r.at, true)
		key.Value = r.text[r.at:end]
		if key.Tag = tagOf(key.Value); stop != ':' || key.Tag == "" {
			return false
		}
		r.at = end
	}
	return r.colon() && r.key(mapping, key) && r.flowSpace(parent, 0)
}

func (r *reader) flowValue(parent int) bool {
	switch r.text[r.at] {
	case '[', '{':
		return r.flow(parent)
	case '"', '\'':
		n, _, ok := r.quoted(parent)
		if ok {
			r.append(n)
		}
		return ok
	}
	return r.plain(parent, true)
}

// flowSpace goes to the next token inside of brackets; false at the end of the
// text, and for a token that stands too far left, unless it is end.
func (r *reader) flowSpace(parent int, end byte) bool {
	sameLine := true
	for {
		at := r.spaces(r.at)
		if at < len(r.text) && r.text[at] == '#' {
			if sameLine && at == r.at {
				return false
			}
			at = r.lineEnd(at)
		}
		if at == len(r.text) {
			return false
		}
		if r.text[at] != '\n' {
			r.at = at
			return sameLine || at-r.lineStart > parent || r.text[at] == end
		}
		r.newline(at)
		sameLine = false
	}
}
