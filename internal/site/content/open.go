package content

import (
	"bytes"

	"blotter/internal/site"
)

func (l *Loader) decoder(file string) *decoder {
	return &decoder{file: file, limits: l.cfg.Limits, firstLine: 1}
}

// open cleans the text of a file, splits it and reads the front matter into
// d.root. False says that there is no front matter to decode; the body may be
// there all the same.
func (d *decoder) open(data []byte) (header, bool) {
	text, ok := d.cleanText(data)
	if !ok {
		return header{}, false
	}
	head, ok := d.split(text)
	if !ok {
		return header{}, false
	}
	d.firstLine = head.line
	return head, d.parse(head.language, head.text)
}

// checkID reports a file whose name cannot be an id.
func (d *decoder) checkID(id string) bool {
	if ValidID(id) {
		return true
	}
	d.reportAt(0, 0, "id-form", "the file's name "+site.Quote(id)+" is not an id", slugHint(id))
	return false
}

// body renders the prose. Shared sources that only the prose cites are added
// to the sources at their first citation.
func (l *Loader) body(d *decoder, head header, sources *[]site.Source, shared Shared) site.Body {
	if len(bytes.TrimSpace(head.body)) == 0 {
		return site.Body{}
	}
	in := site.BodyContext{File: d.file, FirstLine: head.bodyLine, Href: l.cfg.Href}
	if d.root == nil {
		// Nobody knows the sources of an entry whose front matter is broken;
		// the other mistakes of the prose are worth telling.
		in.SourceNumber = func(string) int { return 1 }
	} else {
		in.SourceNumber = func(key string) int {
			if number := sourceNumber(*sources, key); number > 0 {
				return number
			}
			*sources = shared.add(*sources, []string{key})
			return sourceNumber(*sources, key)
		}
		in.SourceKeys = func() []string { return shared.keysWith(*sources) }
	}
	body, problems := l.bodies.Render(head.body, in)
	d.problems = append(d.problems, problems...)
	for i := range body.Citations {
		// The same text, and one piece of memory less for each.
		if number := sourceNumber(*sources, body.Citations[i].Key); number > 0 {
			body.Citations[i].Key = (*sources)[number-1].Key
		}
	}
	return body
}

func sourceNumber(sources []site.Source, key string) int {
	for i := range sources {
		if sources[i].Key == key {
			return i + 1
		}
	}
	return 0
}
