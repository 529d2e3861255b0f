package plainyaml

// blockHeader is the line that begins a block text.
type blockHeader struct {
	literal bool
	chomp   byte // '-' drops the line feeds at the end, '+' keeps all, 0 keeps one
	indent  int  // spaces more than the collection around it; 0 = as the first line
}

// blockText reads a text behind | or >.
func (r *reader) blockText(parent int) bool {
	var n Node
	r.place(&n, r.at)
	header, ok := r.blockHeader()
	if !ok {
		return false
	}
	n.Tag, n.Style = "!!str", Folded
	if header.literal {
		n.Style = Literal
	}
	indent := parent + header.indent
	if header.indent == 0 {
		if indent = r.textIndent(); indent <= parent {
			return false
		}
	}
	value, ok := r.textLines(header, indent)
	if !ok || len(value) == 0 {
		return false
	}
	n.Value, r.scratch = string(value), value
	r.append(n)
	return r.lines()
}

// blockHeader reads the marks behind | or > and goes to the next line.
func (r *reader) blockHeader() (header blockHeader, ok bool) {
	header.literal = r.text[r.at] == '|'
	at := r.at + 1
	for ; at < len(r.text); at++ {
		c := r.text[at]
		if (c == '-' || c == '+') && header.chomp == 0 {
			header.chomp = c
		} else if c >= '1' && c <= '9' && header.indent == 0 {
			header.indent = int(c - '0')
		} else {
			break
		}
	}
	end := r.spaces(at)
	if end > at && end < len(r.text) && r.text[end] == '#' {
		end = r.lineEnd(end)
	}
	if end == len(r.text) || r.text[end] != '\n' {
		return header, false
	}
	r.newline(end)
	return header, true
}

// textIndent gives the indentation of the first line that is not empty; -1
// where there is none, or where an empty line has more spaces, so that
// programs disagree.
func (r *reader) textIndent() int {
	widest := 0
	for start := r.at; start < len(r.text); {
		at := r.spaces(start)
		if at < len(r.text) && r.text[at] == '\n' {
			widest = max(widest, at-start)
			start = at + 1
			continue
		}
		if at == len(r.text) || widest > at-start {
			return -1
		}
		return at - start
	}
	return -1
}

// textLines reads the lines of a block text and gives its value. It goes to
// the first line that stands further left. False for lines of more spaces than
// the indentation, and for a last line without a line feed.
func (r *reader) textLines(header blockHeader, indent int) (value []byte, ok bool) {
	value = r.scratch[:0]
	broken := false   // a line was read, and its line feed is not yet written
	breaks := 0       // empty lines since
	indented := false // the last line begins with a space
	for r.at < len(r.text) {
		at := r.spaces(r.at)
		if at == len(r.text) {
			return value, false
		}
		if r.text[at] == '\n' {
			if at-r.at > indent {
				return value, false
			}
			breaks++
			r.newline(at)
			continue
		}
		if at-r.at < indent {
			break
		}
		end := r.lineEnd(at)
		if end == len(r.text) {
			return value, false
		}
		line := r.text[r.at+indent : end]
		if joins := !header.literal && !indented && line[0] != ' ' && broken; joins && breaks == 0 {
			value = append(value, ' ')
		} else if broken && !joins {
			value = append(value, '\n')
		}
		value = appendBreaks(value, breaks)
		value = append(value, line...)
		indented, broken, breaks = line[0] == ' ', true, 0
		r.newline(end)
	}
	if broken && header.chomp != '-' {
		value = append(value, '\n')
	}
	if header.chomp == '+' {
		value = appendBreaks(value, breaks)
	}
	return value, true
}

func appendBreaks(text []byte, breaks int) []byte {
	for range breaks {
		text = append(text, '\n')
	}
	return text
}
