package markdown

import (
	"bytes"
	"net/url"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"blotter/internal/site"
)

// link checks the address of a link and puts the final one in its place. A
// link that may not be followed becomes its own words.
func (p *preparer) link(n *ast.Link) {
	written := resolved(n.Destination)
	href, ok := p.follow(n.Pos(), written)
	start := len(p.words)
	p.inLink, p.noteInLink = true, false
	p.inlines(n)
	p.inLink = false
	if ok && len(bytes.TrimSpace(p.words[start:])) == 0 {
		p.report(n.Pos(), "link-form", "the link to "+site.Quote(written)+" has no words", "write [words]("+written+")")
		ok = false
	}
	if p.noteInLink {
		p.report(n.Pos(), "link-form", "a footnote stands inside of the link to "+site.Quote(written), "put it behind the link")
	}
	if !ok || p.noteInLink {
		unwrap(n)
		return
	}
	n.Destination = []byte(href)
}

// autoLink does the same for <https://example.org/>.
func (p *preparer) autoLink(n *ast.AutoLink) {
	label := string(n.Label(p.source))
	p.words = append(p.words, label...)
	written := string(n.URL(p.source))
	if n.AutoLinkType == ast.AutoLinkEmail {
		written = "mailto:" + strings.TrimPrefix(written, "mailto:")
	}
	words := ast.NewString([]byte(label))
	words.SetRaw(true)
	parent := n.Parent()
	if p.inLink { // a link in a link has no place in a page
		parent.ReplaceChild(parent, n, words)
		return
	}
	href, ok := p.follow(n.Pos(), written)
	if !ok {
		parent.ReplaceChild(parent, n, words)
		return
	}
	link := ast.NewLink()
	link.Destination = []byte(href)
	parent.ReplaceChild(parent, n, link)
	link.AppendChild(link, words)
}

// follow gives the address that is written into the page, and notes the link.
func (p *preparer) follow(at int, written string) (string, bool) {
	href, why, hint := p.href(written)
	if why != "" {
		p.report(at, "link-form", "the link to "+site.Quote(written)+" is not followed: "+why, hint)
		return "", false
	}
	line, column := p.place(max(at, 0))
	p.body.Links = append(p.body.Links, site.BodyLink{URL: written, Line: line, Column: column})
	return href, true
}

// image checks a picture: it is the site's own and says in words what it shows.
func (p *preparer) image(n *ast.Image) {
	start := len(p.words)
	p.inImage = true
	p.inlines(n)
	p.inImage = false
	alt := strings.TrimSpace(string(p.words[start:]))
	p.words = append(p.words, ' ')
	written := resolved(n.Destination)
	href, why, _ := p.href(written)
	switch {
	case why != "":
		p.report(n.Pos(), "image-form", "the picture "+site.Quote(written)+" is not shown: "+why, "put the file into static/ and write /static/NAME")
	case schemeOf(written) != "" || strings.HasPrefix(written, "#"):
		p.report(n.Pos(), "image-form", "the picture "+site.Quote(written)+" is not a file of this site", "put the file into static/ and write /static/NAME")
	case alt == "":
		p.report(n.Pos(), "image-form", "the picture "+site.Quote(written)+" has no words for those who cannot see it", "write ![what it shows]("+written+")")
	default:
		n.Destination = []byte(href)
		return
	}
	n.Parent().RemoveChild(n.Parent(), n)
}

// resolved gives an address as its writer meant it, without backslashes and
// entities. It must be what is checked: an entity can spell a colon.
func resolved(destination []byte) string {
	destination = util.UnescapePunctuations(destination)
	destination = util.ResolveNumericReferences(destination)
	return string(util.ResolveEntityNames(destination))
}

// unwrap puts the children of a node in its place.
func unwrap(n ast.Node) {
	parent := n.Parent()
	for child := n.FirstChild(); child != nil; child = n.FirstChild() {
		n.RemoveChild(n, child)
		parent.InsertBefore(parent, n, child)
	}
	parent.RemoveChild(parent, n)
}

var (
	schemeForm = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*:`)
	idForm     = regexp.MustCompile(`^[a-z0-9-]{3,80}$`)
	anchorForm = regexp.MustCompile(`^[A-Za-z0-9:_.-]*$`)
)

// schemeOf gives the scheme of an address in lower case; empty for a relative
// one.
func schemeOf(address string) string {
	return strings.ToLower(strings.TrimSuffix(schemeForm.FindString(address), ":"))
}

// href gives the address for the page, or says why there is none.
func (p *preparer) href(written string) (href, why, hint string) {
	if written == "" {
		return "", "it has no address", "write [words](https://example.org/)"
	}
	if strings.ContainsFunc(written, func(r rune) bool { return r <= ' ' || r == 0x7f || r == '\\' || r == '\ufffd' }) {
		return "", "it has a space, a backslash or a control character", "copy it from the browser's address bar"
	}
	switch scheme := schemeOf(written); scheme {
	case "incident", "actor":
		return p.own(scheme, written[len(scheme)+1:])
	case "http", "https":
		address, err := url.Parse(written)
		if err != nil || address.Hostname() == "" {
			return "", "it names no host", "copy it from the browser's address bar"
		}
	case "mailto":
		if !strings.Contains(written, "@") {
			return "", "it names no e-mail address", "write mailto:desk@example.org"
		}
	case "":
		end := strings.IndexAny(written, ":/?#")
		switch {
		case end >= 0 && written[end] == ':':
			return "", "its colon stands where the name of a scheme would be", "use https, mailto, an address of this site, incident:ID or actor:ID"
		case strings.HasPrefix(written, "//"):
			return "", "it has no https: before it", "write https:" + written
		case strings.HasPrefix(written, "/"):
			written = p.in.Href(written)
		}
	default:
		return "", "an address of the kind " + scheme + ": is not allowed", "use https, mailto, an address of this site, incident:ID or actor:ID"
	}
	return string(util.URLEscape([]byte(written), false)), "", ""
}

// own turns incident:ID and actor:ID into addresses of the site.
func (p *preparer) own(scheme, rest string) (href, why, hint string) {
	id, anchor, _ := strings.Cut(rest, "#")
	if !idForm.MatchString(id) || !anchorForm.MatchString(anchor) {
		return "", site.Quote(rest) + " is not an id", "write " + scheme + ":the-id, the name of the file without .md"
	}
	path := site.IncidentPath(id)
	if scheme == "actor" {
		path = site.ActorPath(id)
	}
	href = p.in.Href(path)
	if anchor != "" {
		href += "#" + anchor
	}
	return href, "", ""
}
