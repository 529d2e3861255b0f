package content

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"blotter/internal/site"
)

var sourceShape = func() *shape[site.Source] {
	type src = site.Source
	s := newShape("a source", slices.Concat(
		custom("url", func(d *decoder, n *node, s *src) { s.URL = d.address(n) }),
		lineField("title", func(s *src) *string { return &s.Title }),
		lineField("publisher", func(s *src) *string { return &s.Publisher }),
		lineField("author", func(s *src) *string { return &s.Author }),
		dateField("date", func(s *src) *site.Date { return &s.Date }),
		dayField("accessed", func(s *src) *site.Day { return &s.Accessed }),
		custom("archive", func(d *decoder, n *node, s *src) { s.Archive = d.address(n) }),
		lineField("kind", func(s *src) *string { return &s.Kind }),
		lineField("lang", func(s *src) *string { return &s.Language }),
		lineField("status", func(s *src) *string { return &s.Status }),
		proseField("quote", func(s *src) *string { return &s.Quote }),
		custom("id", readSourceID),
	))
	s.blank = func(source *src) { source.Accessed = site.NoDay }
	return s
}()

// readSourceID reads the key of a source in a list. In a mapping the key
// stands before the source already.
func readSourceID(d *decoder, n *node, s *site.Source) {
	id := d.line(n)
	if s.Key != "" && id != s.Key {
		d.report(resolve(n), "unknown-key", "a source in a mapping has its key before it and no id", "take the id out")
		return
	}
	s.Key = id
}

// sources reads a mapping of sources by key, or a list of sources with an id.
func (d *decoder) sources(n *node) []site.Source {
	n = resolve(n)
	if count := sourceCount(n); count > d.limits.Sources {
		d.report(n, "too-large", fmt.Sprintf("there are %d sources; %d are read at most", count, d.limits.Sources), "split the entry, or raise limits: sources in "+configFile)
		return nil
	}
	sources := make([]site.Source, 0, sourceCount(n))
	if n.Kind == yaml.SequenceNode {
		d.items(n, "a source", func(item *node) { sources = d.addSource(sources, item, "", item) })
	} else {
		d.entries(n, "sources", func(key, value *node) { sources = d.addSource(sources, key, d.keep(key.Value), value) })
	}
	return sources
}

func sourceCount(n *node) int {
	if n.Kind == yaml.MappingNode {
		return len(n.Content) / 2
	}
	return len(n.Content)
}

// addSource reads one source and adds it, if it has a key of its own.
func (d *decoder) addSource(sources []site.Source, at *node, key string, value *node) []site.Source {
	source := site.Source{Key: key}
	sourceShape.blank(&source)
	sourceShape.decode(d, value, &source)
	at = resolve(at)
	switch {
	case resolve(value).Kind != yaml.MappingNode: // reported already
		return sources
	case source.Key == "":
		d.report(at, "source-key", "the source has no id, so nothing can cite it", "give it an id, or write the sources as key: {url: ...}")
		return sources
	case !validSourceKey(source.Key):
		d.report(at, "source-key", site.Quote(source.Key)+" is not a key of a source", "use a-z, 0-9, hyphens and underscores")
		return sources
	case sourceNumber(sources, source.Key) > 0:
		d.report(at, "duplicate-id", "the id "+site.Quote(source.Key)+" is given to two sources", "change one of them")
		return sources
	}
	return append(sources, source)
}

// validSourceKey reports whether a body can cite a key.
func validSourceKey(key string) bool {
	return key != "" && len(key) <= 80 && isSlug(strings.ReplaceAll(key, "_", "-"))
}

// address reads the web address of a document. Anything but http and https
// could run in a reader's browser or lead nowhere.
func (d *decoder) address(n *node) string {
	text := d.line(n)
	if text == "" {
		return ""
	}
	if why, hint := wrongAddress(text); why != "" {
		d.report(resolve(n), "url-form", site.Quote(text)+" is not a web address: "+why, hint)
		return ""
	}
	return text
}

// wrongAddress says what keeps a text from being an absolute http or https
// address; empty if nothing does.
func wrongAddress(text string) (why, hint string) {
	if isPlainAddress(text) {
		return "", ""
	}
	return parsedAddress(text)
}

// isPlainAddress reports whether a text is an address of letters, digits and
// the few signs that mean nothing elsewhere: there is nothing to parse in it.
func isPlainAddress(text string) bool {
	rest, ok := strings.CutPrefix(text, "https://")
	if !ok {
		if rest, ok = strings.CutPrefix(text, "http://"); !ok {
			return false
		}
	}
	for i := range len(rest) {
		switch c := rest[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '-', c == '.':
		case i > 0 && c == '/':
			return strings.Trim(rest[i:], "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/?=&+,;:@") == ""
		default:
			return false
		}
	}
	return rest != ""
}

func parsedAddress(text string) (why, hint string) {
	if strings.ContainsAny(text, " \t\n\"<>\\^`{|}") {
		return "it has a character that addresses do not have", "copy it from the browser's address bar"
	}
	address, err := url.Parse(text)
	switch {
	case err != nil:
		return "it cannot be read", "copy it from the browser's address bar"
	case address.Scheme == "" && strings.Contains(text, "."):
		return "it has no https:// before it", "write https://" + strings.TrimLeft(text, "/")
	case address.Scheme != "http" && address.Scheme != "https":
		return "it is neither http nor https", "link a page on the web"
	case address.Host == "" || address.Hostname() == "":
		return "it names no host", "copy it from the browser's address bar"
	case address.User != nil:
		return "it has a user name or password in it", "take it out"
	}
	return "", ""
}
