package content

import (
	"bytes"

	"github.com/adrg/frontmatter"
)

// header is the front matter of a file as it stands there, without fences.
type header struct {
	language string // "yaml", "toml" or "json"
	text     []byte
	line     int // line of the file on which text begins, from 1
	body     []byte
	bodyLine int // line of the file on which body begins, from 1
}

// fence is a way to mark front matter off.
type fence struct {
	open, close, language string
	inside                bool // the fences belong to the text: a JSON object
}

var fences = []fence{
	{"---", "---", "yaml", false}, {"---yaml", "---", "yaml", false},
	{"+++", "+++", "toml", false}, {"---toml", "---", "toml", false},
	{";;;", ";;;", "json", false}, {"---json", "---", "json", false},
	{"{", "}", "json", true},
}

// found is what the splitter hands to a format: the front matter as it is.
type found struct {
	fence fence
	text  []byte
}

// formats make frontmatter tell the format and cut the block, and leave the
// decoding to us: it would lose every line number and take duplicate keys.
var formats = func() []*frontmatter.Format {
	var all []*frontmatter.Format
	for _, f := range fences {
		format := frontmatter.NewFormat(f.open, f.close, func(text []byte, into any) error {
			*into.(*found) = found{f, text}
			return nil
		})
		format.UnmarshalDelims, format.RequiresNewLine = f.inside, f.inside
		all = append(all, format)
	}
	return all
}()

// split separates the front matter from the body. It looks for every case in
// which the frontmatter package would cut in the wrong place or find nothing
// without a word, and reports it; false says that there is no front matter to
// go on with.
func (d *decoder) split(data []byte) (header, bool) {
	if head, ok := plainSplit(data); ok {
		return head, true
	}
	return d.packageSplit(data)
}

// plainSplit is split for what nearly every file has: YAML between two lines
// of three hyphens alone, without three hyphens anywhere between. The package
// reads a file line by line, with memory for each. False says that only the
// package knows.
func plainSplit(data []byte) (header, bool) {
	const fence = "---\n"
	if !bytes.HasPrefix(data, []byte(fence)) {
		return header{}, false
	}
	text := data[len(fence):]
	end := bytes.Index(text, []byte("---"))
	if end <= 0 || text[end-1] != '\n' {
		return header{}, false
	}
	rest := text[end+len("---"):]
	if len(rest) > 0 && rest[0] != '\n' {
		return header{}, false
	}
	lines := bytes.Count(text[:end], []byte("\n"))
	return header{language: "yaml", text: text[:end], line: 2, body: rest[min(1, len(rest)):], bodyLine: 2 + lines + min(1, len(rest))}, true
}

// packageSplit is split for every file.
func (d *decoder) packageSplit(data []byte) (header, bool) {
	opening, start, ok := d.opening(data)
	if !ok {
		return header{}, false
	}
	top, ok := d.closing(data, start, opening)
	if !ok {
		return header{}, false
	}
	var block found
	if _, err := frontmatter.MustParse(bytes.NewReader(top), &block, formats...); err != nil {
		d.reportAt(1, 1, "front-matter", "the front matter cannot be told from the body", "begin and end it with a line of ---")
		return header{}, false
	}
	end := start + len(block.text)
	if block.fence.inside {
		start, end = bytes.IndexByte(data, '{'), len(top)
	}
	firstLine, _ := position(data, start)
	return header{
		language: block.fence.language,
		text:     data[start:end], line: firstLine,
		body: data[len(top):], bodyLine: firstLine + bytes.Count(data[start:len(top)], []byte("\n")),
	}, true
}

// opening finds the first fence and gives the offset behind its line.
func (d *decoder) opening(data []byte) (fence, int, bool) {
	for at := 0; at < len(data); {
		line, next := lineAt(data, at)
		word := bytes.TrimSpace(line)
		for _, f := range fences {
			if f.open == string(word) {
				return f, next, true
			}
		}
		if len(word) > 0 {
			number, _ := position(data, at)
			d.reportAt(number, 1, "front-matter", "the file does not begin with front matter", "make the first line ---, and end the front matter with another ---")
			return fence{}, 0, false
		}
		at = next
	}
	return fence{}, 0, false
}

// closing looks for the line that ends the front matter: the closing fence at
// the very beginning of a line. It gives everything up to and with that line.
// The splitter would also take an indented fence, which is text of a block
// scalar; it gets a copy in which such lines are blanked out at their length.
func (d *decoder) closing(data []byte, start int, f fence) ([]byte, bool) {
	indented, documentEnd, closed := -1, -1, false
	text := data
	for at := start; at < len(data); {
		line, next := lineAt(data, at)
		word := bytes.TrimSpace(line)
		switch {
		case string(word) == f.close && line[0] == f.close[0]:
			if !f.inside {
				return text[:next], true
			}
			if following, end := lineAt(data, next); len(bytes.TrimSpace(following)) == 0 {
				return text[:end], true
			}
			closed = true
			text = blanked(text, data, at, next)
		case string(word) == f.close:
			if indented < 0 {
				indented = at
				d.indented, _ = position(data, at)
			}
			text = blanked(text, data, at, next)
		case f.language == "yaml" && string(bytes.TrimRight(line, " \t")) == "..." && documentEnd < 0:
			documentEnd = at
		}
		at = next
	}
	d.reportUnclosed(data, start, indented, documentEnd, closed, f)
	return nil, false
}

func (d *decoder) reportUnclosed(data []byte, start, indented, documentEnd int, closed bool, f fence) {
	line, _ := position(data, start)
	line = max(line-1, 1)
	message, hint := "the front matter has no end", "put a line of "+f.close+" between it and the text"
	switch {
	case documentEnd >= 0:
		line, _ = position(data, documentEnd)
		message, hint = `"..." does not end the front matter`, "write --- instead"
	case closed:
		hint = "leave an empty line after the closing }"
	case indented >= 0:
		line, _ = position(data, indented)
		message, hint = "the line that ends the front matter is indented", "take away the space before "+f.close
	}
	d.reportAt(line, 1, "front-matter", message, hint)
}

// blanked gives text with the line from at to next made unlike any fence. The
// first time it copies, because data stays as it is.
func blanked(text, data []byte, at, next int) []byte {
	if &text[0] == &data[0] {
		text = bytes.Clone(data)
	}
	for i := at; i < next; i++ {
		if text[i] != '\n' {
			text[i] = '#'
		}
	}
	return text
}

// lineAt gives the line that begins at an offset, without its line feed, and
// the offset of the next one.
func lineAt(data []byte, at int) (line []byte, next int) {
	end := bytes.IndexByte(data[at:], '\n')
	if end < 0 {
		return data[at:], len(data)
	}
	return data[at : at+end], at + end + 1
}
