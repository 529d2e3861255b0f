package markdown

import (
	"fmt"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"blotter/internal/site"
)

// heading gives a heading its level and its id. The page has its own h1, so
// the prose begins at h2.
func (p *preparer) heading(n *ast.Heading) {
	if n.Level == 1 {
		p.report(n.Pos(), "heading-level", "the text has a heading of the first level, which belongs to the title of the page", "write ## instead of #")
		n.Level = 2
	}
	if above := max(p.level, 1); n.Level > above+1 {
		p.add(n.Pos(), "heading-level", site.Warning, fmt.Sprintf("a heading of level %d follows one of level %d", n.Level, above), "write "+strings.Repeat("#", above+1))
	}
	p.level = n.Level
	start := len(p.words)
	p.inHeading = true
	p.inlines(n)
	p.inHeading = false
	words := strings.TrimSpace(string(p.words[start:]))
	p.endLine()
	id := p.headingID(words)
	n.SetAttributeString("id", id)
	p.body.Headings = append(p.body.Headings, site.Heading{Level: n.Level, ID: id, Text: words})
}

// headingID gives an id that nothing else on the page has. Names that the
// pages use for their own anchors get a word before them.
func (p *preparer) headingID(words string) string {
	id := site.Slug(words)
	if reservedID(id) {
		id = "text-" + id
	}
	if p.taken == nil {
		p.taken = map[string]int{}
	}
	unique := id
	for p.taken[unique] > 0 {
		p.taken[id]++
		unique = fmt.Sprintf("%s-%d", id, p.taken[id])
	}
	p.taken[unique] = 1
	return unique
}

// reservedID reports whether a page may use an id for one of its own anchors,
// as it is or with a number after it.
func reservedID(id string) bool {
	first, _, _ := strings.Cut(id, "-")
	return slices.Contains(reservedFirst, first) || slices.Contains(reservedIDs, id)
}

// The anchors of the pages, and the words with which anchors of single things
// begin: amount-stolen, source-ronin, event-3.
var (
	reservedIDs = []string{
		"actors", "addresses", "amounts", "body", "chart", "cite", "content", "corrections", "data", "entries", "events",
		"external", "facts", "feeds", "figures", "filter", "footer", "footnotes", "header", "history", "incidents", "main",
		"menu", "nav", "navigation", "newest", "notes", "people", "q", "query", "related", "relations", "responses",
		"results", "search", "share", "similar", "skip", "sources", "statistics", "summary", "tags", "text", "theme",
		"timeline", "title", "top", "totals", "transactions", "updates", "x",
	}
	reservedFirst = []string{
		"actor", "address", "amount", "chart", "cite", "claim", "correction", "day", "event", "fn", "fnref", "month", "page",
		"response", "row", "source", "text", "transaction", "update", "year",
	}
)
