package check

import (
	"bytes"
	"fmt"
	"html"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/tdewolff/parse/v2"
	lex "github.com/tdewolff/parse/v2/html"

	"blotter/internal/site"
)

// Links checks that every internal link and fragment of a site's outputs leads
// somewhere. Add may be called from any goroutine; Problems comes last.
type Links struct {
	cfg   *site.Config
	mu    sync.Mutex
	files map[string]*page // by path below the output folder
}

// page is what the link check keeps of an output.
type page struct {
	ids   map[string]bool // anchors; nil for files that are not HTML
	links []string        // internal ones, as written
	twice []string        // ids that stand twice
}

// NewLinks makes a check for a site under the config's base URL.
func NewLinks(cfg *site.Config) *Links {
	return &Links{cfg: cfg, files: map[string]*page{}}
}

// Add notes one output: its path below the output folder, its media type and
// its bytes, which are not kept.
func (l *Links) Add(file, media string, data []byte) {
	p := &page{}
	if strings.HasPrefix(media, "text/html") {
		p = l.read(data)
	}
	l.mu.Lock()
	l.files[file] = p
	l.mu.Unlock()
}

// read collects the ids and the internal links of a page.
func (l *Links) read(data []byte) *page {
	p := &page{ids: map[string]bool{}}
	lexer := lex.NewLexer(parse.NewInput(bytes.NewReader(data)))
	for {
		token, _ := lexer.Next()
		switch token {
		case lex.ErrorToken:
			return p
		case lex.AttributeToken:
			value := attribute(lexer.AttrVal())
			switch string(lexer.AttrKey()) {
			case "id":
				if p.ids[value] {
					p.twice = append(p.twice, value)
				}
				p.ids[value] = true
			case "href", "src", "action", "poster":
				if internal, ok := l.internal(value); ok {
					p.links = append(p.links, internal)
				}
			}
		}
	}
}

// attribute gives the text of an attribute value: without its quotes, its
// character references resolved.
func attribute(value []byte) string {
	if len(value) >= 2 && (value[0] == '"' || value[0] == '\'') {
		value = value[1 : len(value)-1]
	}
	return html.UnescapeString(string(value))
}

// internal reports whether a link stays on the site, and gives it without the
// host.
func (l *Links) internal(link string) (string, bool) {
	if rest, ok := strings.CutPrefix(link, strings.TrimSuffix(l.cfg.BaseURL, "/")); ok && l.cfg.BaseURL != "" {
		if rest == "" || rest[0] == '/' {
			return l.cfg.BasePath() + strings.TrimPrefix(rest, "/"), true
		}
	}
	u, err := url.Parse(link)
	if err != nil {
		return link, true // reported as no address
	}
	return link, u.Scheme == "" && u.Host == ""
}

// Problems gives a problem for each link that leads nowhere, each fragment
// that is not on its page, and each id that stands twice on a page.
func (l *Links) Problems() []site.Problem {
	var problems []site.Problem
	report := func(file, rule, message, hint string) {
		problems = append(problems, site.Problem{Place: site.Place{File: file}, Rule: rule, Severity: site.Error, Message: message, Hint: hint})
	}
	for file, p := range l.files {
		for _, id := range p.twice {
			report(file, "id-twice", fmt.Sprintf("the id %q stands twice on the page", id), "an anchor must be unique")
		}
		slices.Sort(p.links)
		for _, link := range slices.Compact(p.links) {
			if message := l.follow(file, link); message != "" {
				report(file, "dead-link", message, "")
			}
		}
	}
	site.SortProblems(problems)
	return problems
}

// follow gives what is wrong with a link on a page; empty if it leads
// somewhere.
func (l *Links) follow(file, link string) string {
	u, err := url.Parse(link)
	if err != nil {
		return fmt.Sprintf("the link %q is not an address", link)
	}
	target := file
	if u.Path != "" {
		full := u.Path
		if !strings.HasPrefix(full, "/") {
			full = path.Join(l.cfg.BasePath(), path.Dir(file), full)
			if strings.HasSuffix(u.Path, "/") {
				full += "/"
			}
		}
		rest, ok := strings.CutPrefix(full, l.cfg.BasePath())
		if !ok {
			return fmt.Sprintf("the link %q leaves the base path %q", link, l.cfg.BasePath())
		}
		target = site.File(rest)
	}
	p, ok := l.files[target]
	switch {
	case !ok:
		return fmt.Sprintf("the link %q leads nowhere: there is no %s", link, target)
	case u.Fragment != "" && p.ids != nil && !p.ids[u.Fragment]:
		return fmt.Sprintf("the link %q leads to a page without the anchor #%s", link, u.Fragment)
	}
	return ""
}
