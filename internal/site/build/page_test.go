package build_test

import (
	"bytes"
	"html"
	"io/fs"
	"path"
	"strings"
	"testing"

	"github.com/tdewolff/parse/v2"
	lex "github.com/tdewolff/parse/v2/html"
)

// element is an element of a built page.
type element struct {
	name       string // empty = the page, or a text
	text       string
	attributes map[string]string
	parent     *element
	children   []*element
}

// siteReader opens pages of a built site.
type siteReader struct {
	t     *testing.T
	dir   fs.FS
	pages map[string]*element // by address
}

// page gives the page at an address of the site.
func (r *siteReader) page(address string) *element {
	r.t.Helper()
	if page := r.pages[address]; page != nil {
		return page
	}
	data, err := fs.ReadFile(r.dir, strings.TrimPrefix(path.Join(address, "index.html"), "/"))
	if err != nil {
		r.t.Fatal(err)
	}
	page, err := parsePage(data)
	if err != nil {
		r.t.Fatalf("%s: %v", address, err)
	}
	r.pages[address] = page
	return page
}

// allPages are the addresses of all pages.
func (r *siteReader) allPages() []string {
	r.t.Helper()
	var addresses []string
	err := fs.WalkDir(r.dir, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Name() == "index.html" {
			addresses = append(addresses, strings.TrimSuffix(path.Join("/", path.Dir(name)), "/")+"/")
		}
		return err
	})
	if err != nil {
		r.t.Fatal(err)
	}
	return addresses
}

// emptyElements have no end tag.
var emptyElements = map[string]bool{"meta": true, "link": true, "input": true, "br": true, "img": true, "hr": true, "wbr": true}

// endedBy holds the elements that need no end tag, with the start tags that end
// them: only those that our pages have.
var endedBy = func() map[string]map[string]bool {
	ends := map[string]map[string]bool{}
	for name, starts := range map[string]string{
		"li": "li", "dt": "dt dd", "dd": "dt dd", "option": "option",
		"td": "td th tr tbody tfoot", "th": "td th tr tbody tfoot", "tr": "tr tbody tfoot", "thead": "tbody tfoot", "tbody": "tbody tfoot",
		"p": "li dt dd td th tr article aside blockquote details div dl figcaption figure footer form h1 h2 h3 h4 header main nav ol p pre section table ul",
	} {
		ends[name] = map[string]bool{}
		for _, start := range strings.Fields(starts) {
			ends[name][start] = true
		}
	}
	return ends
}()

// parsePage reads a page as a browser does. Drawings stay unread.
func parsePage(data []byte) (*element, error) {
	lexer := lex.NewLexer(parse.NewInput(bytes.NewReader(data)))
	page := &element{}
	open, tag := page, page
	for {
		kind, raw := lexer.Next()
		switch kind {
		case lex.ErrorToken:
			return page, nil
		case lex.StartTagToken:
			for endedBy[open.name][string(lexer.Text())] {
				open = open.parent
			}
			tag = &element{name: string(lexer.Text()), attributes: map[string]string{}, parent: open}
			open.children = append(open.children, tag)
		case lex.AttributeToken:
			tag.attributes[string(lexer.Text())] = html.UnescapeString(strings.Trim(string(lexer.AttrVal()), `"'`))
		case lex.StartTagCloseToken:
			if !emptyElements[tag.name] {
				open = tag
			}
		case lex.EndTagToken:
			// An end tag closes what stands open inside its element too.
			for at := open; at.parent != nil; at = at.parent {
				if at.name == string(lexer.Text()) {
					open = at.parent
					break
				}
			}
		case lex.TextToken:
			open.children = append(open.children, &element{text: html.UnescapeString(string(raw)), parent: open})
		}
	}
}

// find gives the first element below this one that fits; nil for none.
func (e *element) find(fits func(*element) bool) *element {
	for _, child := range e.children {
		if child.name != "" && fits(child) {
			return child
		}
		if found := child.find(fits); found != nil {
			return found
		}
	}
	return nil
}

// first gives the first element of a name below this one; nil for none.
func (e *element) first(name string) *element {
	return e.find(func(child *element) bool { return child.name == name })
}

// all gives the elements of a name below this one, in the order of the page.
func (e *element) all(name string) []*element {
	var found []*element
	for _, child := range e.children {
		if child.name == name {
			found = append(found, child)
		}
		found = append(found, child.all(name)...)
	}
	return found
}

// words gives the text of an element.
func (e *element) words() string {
	words := e.text
	for _, child := range e.children {
		words += child.words()
	}
	return words
}
