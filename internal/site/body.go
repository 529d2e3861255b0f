package site

// Body is the prose of an entry, an actor or a page, rendered to HTML that is
// safe to show: raw HTML of the source is never in it and every address in it
// is of an allowed kind.
type Body struct {
	Prose     Prose // its words and their HTML; nil = neither
	Words     int   // how many there are
	Headings  []Heading
	Citations []Citation // in order of appearance
	Links     []BodyLink
	Holes     []Hole // where a total goes, in order of Offset
}

// Prose gives the words of a body without markup, paragraphs split by a
// newline, and what makes HTML of them. It may lie in a file and be read anew
// each time it is asked for: ask once, and keep it no longer than you use it.
// It may be read from many goroutines.
//
// What can no longer be read is empty, and whoever opened the file tells of it
// before anything made of it is published.
type Prose interface {
	Read() (text string, markup Markup)
	// Lend is Read for who needs the prose only as long as use takes: what use
	// is given may be written over afterwards, so it keeps no part of it.
	Lend(use func(text string, markup Markup))
}

// Written is a Prose that is held in memory.
type Written struct {
	Text   string
	Markup Markup
}

// Read gives what is held.
func (w *Written) Read() (text string, markup Markup) { return w.Text, w.Markup }

// Lend lends what is held, which stays.
func (w *Written) Lend(use func(text string, markup Markup)) { use(w.Text, w.Markup) }

// LendText gives the words as Text does, for the time that use takes: it keeps
// no part of them.
func (b *Body) LendText(use func(text string)) {
	if b.Prose != nil {
		b.Prose.Lend(func(text string, _ Markup) { use(text) })
	}
}

// Text gives the words without markup, paragraphs split by a newline. It may
// read them from a file.
func (b *Body) Text() string {
	if b.Prose == nil {
		return ""
	}
	text, _ := b.Prose.Read()
	return text
}

// HTML gives the prose as HTML, made anew by each call.
func (b *Body) HTML() string {
	if b.Prose == nil {
		return ""
	}
	text, markup := b.Prose.Read()
	return markup.HTML(text)
}

// AppendHTML appends what HTML gives.
func (b *Body) AppendHTML(dst []byte) []byte {
	if b.Prose == nil {
		return dst
	}
	b.Prose.Lend(func(text string, markup Markup) { dst = markup.AppendHTML(dst, text) })
	return dst
}

// BodyOf gives a body of some HTML and its words.
func BodyOf(html []byte, text string) Body { return Body{Prose: ProseOf(html, text)} }

// ProseOf gives the prose of some HTML and its words; nil where there is
// neither.
func ProseOf(html []byte, text string) Prose {
	if len(html) == 0 && text == "" {
		return nil
	}
	return &Written{text, MarkupOf(html, text)}
}

// Heading is a heading of a body with its anchor.
type Heading struct {
	Level    int // 2 to 6
	ID, Text string
}

// Citation is a [@key] in a body. Its anchor is "cite-<key>-<nth>".
type Citation struct {
	Key    string
	Nth    int // the how many-th citation of this key, from 1
	Line   int // in the file
	Column int
}

// BodyLink is a link of a body as written.
type BodyLink struct {
	URL          string
	Line, Column int
}

// Hole is a place in the HTML of a body where a counted figure is filled in after
// counting: {{total "stolen" year="2022"}}.
type Hole struct {
	Offset       int    // byte offset in the HTML
	Query        string // what stands between the braces
	Line, Column int
}

// BodyContext is what the prose of one file needs to know of its file.
type BodyContext struct {
	File      string
	FirstLine int // line of the file on which the prose begins, from 1
	// SourceNumber gives the number of a source key on the page, from 1; 0 for
	// an unknown key.
	SourceNumber func(key string) int
	// SourceKeys gives the keys that may be cited, for the hint on an unknown
	// one; nil = no hint.
	SourceKeys func() []string
	// Href turns an address of the site into a link: Config.Href.
	Href func(path string) string
}
