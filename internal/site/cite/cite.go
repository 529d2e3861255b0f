// Package cite writes an entry as a citation: for reference managers as
// BibTeX, RIS and CSL-JSON, and for people as one line of text. A citation
// names the version of the entry and the day of that version, and no day of
// access, because the output of a build knows no clock: the version says what
// was read.
//
// What an entry contains is text to every format: it can end no field, begin
// no other, and run nothing.
package cite

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode"

	"blotter/internal/site"
)

// The media types of the formats.
const (
	MediaBibTeX  = "application/x-bibtex"
	MediaRIS     = "application/x-research-info-systems"
	MediaCSLJSON = "application/vnd.citationstyles.csl+json"
)

// Citation is an entry to be cited in several formats.
type Citation struct {
	work          work
	otherLanguage string // of the entry, where it is not that of the record
}

// New takes from an entry and the config what citations say.
func New(entry *site.Entry, cfg *site.Config) Citation {
	c := Citation{work: workOf(entry, cfg)}
	if entry.Language != cfg.Language {
		c.otherLanguage = entry.Language
	}
	return c
}

// work is what all formats say of an entry.
type work struct {
	id, title, summary string
	authors            []string // never empty
	container          string   // the name of the record
	publisher          string   // empty where it is the author or the container
	day                site.Day // of the version
	version            string
	url                string
	language           string
	withdrawn          bool
}

func workOf(entry *site.Entry, cfg *site.Config) work {
	w := work{
		id: entry.ID, title: oneLine(entry.Title), summary: oneLine(entry.Summary),
		container: oneLine(cfg.Title), publisher: oneLine(cfg.Publisher),
		day: entry.Updated(), version: entry.Version, url: cfg.URL(entry.Path),
		language: cmp.Or(entry.Language, cfg.Language), withdrawn: entry.Withdrawn(),
	}
	for _, author := range entry.Authors {
		if name := oneLine(author); name != "" {
			w.authors = append(w.authors, name)
		}
	}
	if len(w.authors) == 0 {
		w.authors = []string{cmp.Or(w.publisher, w.container)}
	}
	if w.publisher == w.container || slices.Contains(w.authors, w.publisher) {
		w.publisher = ""
	}
	return w
}

// Text gives the citation as one line of plain text: authors, title, record,
// day, version, address.
func Text(entry *site.Entry, cfg *site.Config) string {
	c := New(entry, cfg)
	return c.Text()
}

// Text gives what the function Text does.
func (c *Citation) Text() string {
	w := &c.work
	var space [512]byte
	text := space[:0]
	end := func() { text = append(bytes.TrimSuffix(text, []byte(".")), ". "...) }
	for i, author := range w.authors {
		if i > 0 {
			text = append(text, ", "...)
		}
		text = append(text, author...)
	}
	if len(text) > 0 {
		end()
	}
	text = append(append(append(text, "“"...), w.title...), "”"...)
	if w.withdrawn {
		text = append(text, " (withdrawn)"...)
	}
	end()
	if w.container != w.authors[0] && w.container != "" {
		text = append(text, w.container...)
		end()
	}
	if w.day != site.NoDay {
		text = w.day.Date().AppendDisplay(text)
		end()
	}
	if w.version != "" {
		text = append(append(text, "Version "...), w.version...)
		end()
	}
	return string(append(text, w.url...))
}

// oneLine makes one line of a text: breaks and control characters, also those
// that only some programs take for a line's end, become single spaces.
func oneLine(text string) string {
	if isOneLine(text) {
		return text
	}
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || r == '\u2028' || r == '\u2029'
	}), " ")
}

// isOneLine reports whether oneLine would leave a text as it is; of a text that
// is not ASCII it says no.
func isOneLine(text string) bool {
	last := byte(' ')
	for i := range len(text) {
		c := text[i]
		if c < ' ' || c >= 0x7f || c == ' ' && last == ' ' {
			return false
		}
		last = c
	}
	return last != ' ' || text == ""
}
