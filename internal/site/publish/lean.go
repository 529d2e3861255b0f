package publish

import (
	"bytes"
	"strings"
)

// lean takes out of an HTML template what every page would repeat and no
// browser needs: the quotes around plain attribute values, and the end tags
// that HTML lets one leave out wherever the element may stand at all. What an
// action fills in, or stands beside, keeps its quotes: html/template must find
// every branch of it ending in the same place.
func lean(template []byte) []byte {
	out := make([]byte, 0, len(template))
	for len(template) > 0 {
		size, kept := leanToken(template)
		out = append(out, kept...)
		template = template[size:]
	}
	return out
}

// leanToken gives the length of the token that a text begins with, an action,
// a tag or what stands between, and what remains of it.
func leanToken(text []byte) (size int, kept []byte) {
	switch {
	case bytes.HasPrefix(text, []byte("{{")):
		size = actionEnd(text)
	case text[0] != '<' || len(text) == 1:
		size = 1 + textEnd(text[1:])
	case text[1] == '/':
		size = tagEnd(text)
		if endTagMayGo(text[:size], text[size:]) {
			return size, nil
		}
	case isLetter(text[1]):
		size = tagEnd(text)
		tag := leanTag(text[:size])
		if name := tagName(text[1:]); name == "script" || name == "style" {
			end := bytes.Index(text[size:], []byte("</"+name))
			if end < 0 {
				end = len(text) - size
			}
			return size + end, append(tag, text[size:size+end]...)
		}
		return size, tag
	default:
		size = tagEnd(text)
	}
	return size, text[:size]
}

// textEnd gives how far a text reaches that is neither tag nor action.
func textEnd(text []byte) int {
	for i := range text {
		if text[i] == '<' || text[i] == '{' && i+1 < len(text) && text[i+1] == '{' {
			return i
		}
	}
	return len(text)
}

// tagEnd gives the length of the tag that a text begins with. Neither a quoted
// value nor an action ends it.
func tagEnd(text []byte) int {
	var quote byte
	for i := 1; i < len(text); i++ {
		switch c := text[i]; {
		case bytes.HasPrefix(text[i:], []byte("{{")):
			i += actionEnd(text[i:]) - 1
		case quote == 0 && c == '>':
			return i + 1
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case c == quote:
			quote = 0
		}
	}
	return len(text)
}

// leanTag gives a start tag without the quotes it can do without.
func leanTag(tag []byte) []byte {
	out := make([]byte, 0, len(tag))
	for i := 0; i < len(tag); {
		switch {
		case bytes.HasPrefix(tag[i:], []byte("{{")):
			end := i + actionEnd(tag[i:])
			out = append(out, tag[i:end]...)
			i = end
		case tag[i] == '"' || tag[i] == '\'':
			value, end := quoted(tag, i)
			bare := i > 0 && tag[i-1] == '=' && isPlainValue(value) && end < len(tag) && (tag[end] == ' ' || tag[end] == '>')
			if !bare {
				value = tag[i:end]
			}
			out = append(out, value...)
			i = end
		default:
			out = append(out, tag[i])
			i++
		}
	}
	return out
}

// quoted gives the value in the quotes at a place of a tag, and the place after
// them.
func quoted(tag []byte, start int) (value []byte, end int) {
	for i := start + 1; i < len(tag); i++ {
		if bytes.HasPrefix(tag[i:], []byte("{{")) {
			i += actionEnd(tag[i:]) - 1
		} else if tag[i] == tag[start] {
			return tag[start+1 : i], i + 1
		}
	}
	return tag[start+1:], len(tag)
}

// isPlainValue reports whether a value needs no quotes. One that ends with a
// slash keeps them: before ">" it reads like the end of an empty element.
func isPlainValue(value []byte) bool {
	for _, c := range value {
		if !isLetter(c) && (c < '0' || c > '9') && strings.IndexByte("-_.:#/", c) < 0 {
			return false
		}
	}
	return len(value) > 0 && value[len(value)-1] != '/'
}

// freeEnds are the elements whose end tag can always be left out: only their
// like, or the end of what holds them, may follow.
var freeEnds = map[string]bool{
	"li": true, "dt": true, "dd": true, "option": true,
	"td": true, "th": true, "tr": true, "thead": true, "tbody": true, "tfoot": true,
}

// endTagMayGo reports whether an end tag can be left out before what follows.
func endTagMayGo(tag, next []byte) bool {
	name := tagName(tag[2:])
	if len(tag) != len("</>")+len(name) {
		return false // there is more in it
	}
	if name != "p" {
		return freeEnds[name]
	}
	switch {
	case len(next) < 2 || next[0] != '<':
		return false
	case next[1] == '/':
		return endsParagraph[tagName(next[2:])]
	}
	return startsBlock[tagName(next[1:])]
}

// A paragraph ends by itself before these: elements that cannot stand in one,
// and the ends of elements that can hold one, but for those that may stand in
// running text themselves.
var (
	startsBlock   = namesOf("address article aside blockquote details div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr main menu nav ol p pre section table ul")
	endsParagraph = namesOf("address article aside blockquote details div dd fieldset figcaption figure footer form header li main nav section td th")
)

func namesOf(words string) map[string]bool {
	set := map[string]bool{}
	for _, name := range strings.Fields(words) {
		set[name] = true
	}
	return set
}

// tagName gives the name that a text begins with, in small letters; HTML does
// not tell them apart.
func tagName(text []byte) string {
	end := 0
	for end < len(text) && (isLetter(text[end]) || '0' <= text[end] && text[end] <= '9') {
		end++
	}
	return strings.ToLower(string(text[:end]))
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }
