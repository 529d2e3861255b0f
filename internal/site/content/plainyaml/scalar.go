package plainyaml

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// startsPlain reports whether the text at r.at may be a scalar without quotes.
func (r *reader) startsPlain(flow bool) bool {
	switch c := r.text[r.at]; c {
	case '?', ':', ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`':
		return false
	case '-':
		return !r.isBlank(r.at+1) && !(flow && strings.IndexByte(",[]{}?", r.text[r.at+1]) >= 0)
	}
	return true
}

// plainPart finds the end of a scalar without quotes in its line: the place
// behind its last character, and what ends it: a line feed (the end of the
// text, too), the '#' of a comment, the ':' of a key, or a bracket or comma.
func (r *reader) plainPart(from int, flow bool) (end int, stop byte) {
	text, at := r.text, from
	stop = '\n'
scan:
	for ; at < len(text); at++ {
		switch c := text[at]; c {
		case '\n':
			break scan
		case ':':
			if r.isBlank(at+1) || flow && strings.IndexByte(",[]{}", text[at+1]) >= 0 {
				stop = ':'
				break scan
			}
		case '#':
			if at > from && text[at-1] == ' ' {
				stop = '#'
				break scan
			}
		case ',', '[', ']', '{', '}':
			if flow {
				stop = c
				break scan
			}
		}
	}
	for at > from && text[at-1] == ' ' {
		at--
	}
	return at, stop
}

// plainKey reads a key without quotes and its colon; false, and nothing read,
// when there is none.
func (r *reader) plainKey() (Node, bool) {
	if !r.startsPlain(false) {
		return Node{}, false
	}
	end, stop := r.plainPart(r.at, false)
	if stop != ':' {
		return Node{}, false
	}
	n := Node{Value: r.text[r.at:end]}
	if n.Tag = tagOf(n.Value); n.Tag == "" {
		return Node{}, false
	}
	r.place(&n, r.at)
	r.at = r.spaces(end) + 1
	return n, true
}

// plain reads a scalar without quotes, which may go on on the next lines as
// long as they stand right of parent.
func (r *reader) plain(parent int, flow bool) bool {
	if !r.startsPlain(flow) {
		return false
	}
	var n Node
	r.place(&n, r.at)
	end, stop := r.plainPart(r.at, flow)
	n.Value = r.text[r.at:end]
	r.at = end
	folded := r.scratch[:0]
	for stop == '\n' {
		next, breaks, ok := r.continued(parent, flow)
		if !ok {
			return false
		}
		if next == 0 {
			break
		}
		if len(folded) == 0 {
			folded = append(folded, n.Value...)
		}
		folded = fold(folded, breaks)
		end, stop = r.plainPart(next, flow)
		folded = append(folded, r.text[next:end]...)
		r.at = end
	}
	if stop == ':' {
		return false
	}
	if len(folded) > 0 {
		n.Value, r.scratch = string(folded), folded
	}
	if n.Tag = tagOf(n.Value); n.Tag == "" {
		return false
	}
	r.append(n)
	return true
}

// continued looks for the next line of a scalar without quotes: the place of
// its first character, and the number of line feeds before it. It goes there;
// where the scalar has no further line it gives 0 and stays. False for a line
// in brackets that stands too far left.
func (r *reader) continued(parent int, flow bool) (next, breaks int, ok bool) {
	at, start := r.spaces(r.at), r.lineStart
	for at < len(r.text) && r.text[at] == '\n' {
		breaks++
		start = at + 1
		at = r.spaces(start)
	}
	switch {
	case at == len(r.text) || r.text[at] == '#':
		return 0, 0, !flow || at < len(r.text)
	case flow && strings.IndexByte(",[]{}", r.text[at]) >= 0:
		return 0, 0, true
	case at-start <= parent:
		return 0, 0, !flow
	}
	r.line += breaks
	r.lineStart = start
	return at, breaks, true
}

// fold joins two lines: one line feed is a space, each further one stays.
func fold(text []byte, breaks int) []byte {
	if breaks == 1 {
		return append(text, ' ')
	}
	for ; breaks > 1; breaks-- {
		text = append(text, '\n')
	}
	return text
}

// quoted reads a scalar in quotes and says whether it ends on the line on
// which it begins.
func (r *reader) quoted(parent int) (n Node, oneLine, ok bool) {
	quote := r.text[r.at]
	n = Node{Tag: "!!str", Style: DoubleQuoted}
	if quote == '\'' {
		n.Style = SingleQuoted
	}
	r.place(&n, r.at)
	from := r.at + 1
	for at := from; at < len(r.text); at++ {
		c := r.text[at]
		if c == quote && !(quote == '\'' && at+1 < len(r.text) && r.text[at+1] == '\'') {
			n.Value = r.text[from:at]
			r.at = at + 1
			return n, true, true
		}
		if c == quote || c == '\n' || c == '\\' && quote == '"' {
			return r.unquote(n, quote, at, parent)
		}
	}
	return n, false, false
}

// unquote reads a scalar in quotes from the first place at which its value is
// not the text itself: an escape or the end of a line.
func (r *reader) unquote(n Node, quote byte, at, parent int) (_ Node, oneLine, ok bool) {
	value := append(r.scratch[:0], r.text[r.at+1:at]...)
	written := 0 // spaces up to here are escaped and stay at the end of a line
	for oneLine = true; at < len(r.text); {
		switch c := r.text[at]; {
		case c == '\\' && quote == '"':
			var size int
			if value, size = unescape(value, r.text[at+1:]); size == 0 {
				return n, false, false
			}
			at += 1 + size
			written = len(value)
		case c == quote && quote == '\'' && at+1 < len(r.text) && r.text[at+1] == '\'':
			value = append(value, '\'')
			at += 2
		case c == quote:
			n.Value, r.scratch = string(value), value
			r.at = at + 1
			return n, oneLine, true
		case c == '\n':
			oneLine = false
			for len(value) > written && value[len(value)-1] == ' ' {
				value = value[:len(value)-1]
			}
			breaks := 0
			for ; at < len(r.text) && r.text[at] == '\n'; breaks++ {
				r.newline(at)
				at = r.spaces(r.at)
			}
			if at-r.lineStart <= parent {
				return n, false, false
			}
			value = fold(value, breaks)
			written = len(value)
		default:
			value = append(value, c)
			at++
		}
	}
	return n, false, false
}

// unescape appends what the escape stands for whose text behind the backslash
// begins rest, and gives its length; 0 for one that is not plain.
func unescape(value []byte, rest string) ([]byte, int) {
	if rest == "" {
		return value, 0
	}
	switch c := rest[0]; c {
	case '"', '\\', '/':
		return append(value, c), 1
	case 'n':
		return append(value, '\n'), 1
	case 't':
		return append(value, '\t'), 1
	case 'u':
		if len(rest) < 5 {
			return value, 0
		}
		code, err := strconv.ParseUint(rest[1:5], 16, 16)
		if err != nil || !utf8.ValidRune(rune(code)) {
			return value, 0
		}
		return utf8.AppendRune(value, rune(code)), 5
	}
	return value, 0
}
