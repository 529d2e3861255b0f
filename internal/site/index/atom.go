package index

import (
	"unicode/utf8"

	"blotter/internal/site"
)

// atomMedia is the media type of Atom.
const atomMedia = "application/atom+xml"

func (x *indexer) atomOutput(path string, inputs site.Digest, made func() *feed) site.Output {
	return output(path, atomMedia, inputs, func(out *site.Buffer) { x.writeAtom(out, made()) })
}

// writeAtom writes a feed after RFC 4287.
func (x *indexer) writeAtom(out *site.Buffer, f *feed) {
	m := markup{out}
	m.raw(`<?xml version="1.0" encoding="utf-8"?>` + "\n" + `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="`)
	m.escaped(x.cfg.Language)
	m.raw(`">` + "\n")
	m.element("title", f.title)
	if f.subtitle != "" {
		m.element("subtitle", f.subtitle)
	}
	m.element("id", x.cfg.URL(f.path))
	m.link("self", "application/atom+xml", x.cfg.URL(f.path))
	m.link("alternate", "text/html", x.cfg.URL(f.page))
	m.element("updated", instant(f.updated))
	m.raw("<author>")
	m.element("name", x.publisher())
	m.raw("</author>\n")
	if licence := x.licence(); licence != nil {
		m.element("rights", licence.Name)
	}
	for i := range f.items {
		x.writeAtomEntry(m, &f.items[i])
	}
	m.raw("</feed>\n")
}

func (x *indexer) writeAtomEntry(m markup, i *item) {
	m.raw("<entry>\n")
	m.element("title", i.title)
	m.raw("<id>")
	m.escaped(x.tag(i.entry))
	m.raw(i.anchor + "</id>\n<link href=\"")
	m.escaped(x.base)
	m.escaped(i.entry.Path)
	m.raw(i.anchor + "\"/>\n")
	if i.data != "" {
		m.link("alternate", "application/json", x.cfg.URL(i.data))
	}
	if i.published != i.updated {
		m.element("published", instant(i.published))
	}
	m.element("updated", instant(i.updated))
	for _, c := range i.categories {
		m.raw(`<category term="`)
		m.escaped(c.term)
		m.raw(`" scheme="`)
		m.escaped(x.cfg.URL(c.path))
		m.raw(`" label="`)
		m.escaped(c.label)
		m.raw(`"/>` + "\n")
	}
	m.element("summary", i.summary)
	m.raw("</entry>\n")
}

// markup writes XML whose text may come from an entry.
type markup struct{ out *site.Buffer }

func (m markup) raw(text string) { m.out.WriteString(text) }

// element writes an element with a text in it.
func (m markup) element(name, text string) {
	m.out.WriteByte('<')
	m.raw(name)
	m.out.WriteByte('>')
	m.escaped(text)
	m.raw("</")
	m.raw(name)
	m.raw(">\n")
}

// link writes a link element of Atom.
func (m markup) link(relation, media, address string) {
	m.raw(`<link rel="` + relation + `" type="` + media + `" href="`)
	m.escaped(address)
	m.raw(`"/>` + "\n")
}

// escaped writes a text so that it is only text, in an element or in a quoted
// attribute. What no XML may hold becomes the replacement character.
func (m markup) escaped(text string) {
	if isPlainXML(text) {
		m.raw(text)
		return
	}
	for _, r := range text {
		switch r {
		case '&':
			m.raw("&amp;")
		case '<':
			m.raw("&lt;")
		case '>':
			m.raw("&gt;")
		case '"':
			m.raw("&#34;")
		case '\'':
			m.raw("&#39;")
		default:
			if !inXML(r) {
				r = utf8.RuneError
			}
			m.out.WriteRune(r)
		}
	}
}

// isPlainXML reports, at a glance, whether a text is fit for XML as it is.
func isPlainXML(text string) bool {
	for i := range len(text) {
		switch c := text[i]; {
		case c < ' ' && c != '\n' && c != '\t', c >= utf8.RuneSelf, c == '&', c == '<', c == '>', c == '"', c == '\'':
			return false
		}
	}
	return true
}

// inXML reports whether a character may stand in XML 1.0 (section 2.2).
func inXML(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= 0x20 && r <= 0xd7ff || r >= 0xe000 && r <= 0xfffd || r >= 0x10000 && r <= 0x10ffff
}
