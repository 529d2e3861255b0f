package preview

import (
	"net/http"
	"path"
	"strings"
)

// headerRule is a rule of the site's _headers file: response headers for the
// addresses of a pattern.
type headerRule struct {
	pattern string
	headers [][2]string
}

// defaultHeaders keep a page to its own files where the site has no _headers.
var defaultHeaders = []headerRule{{"/*", [][2]string{{"Content-Security-Policy", "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"}}}}

// readHeaders reads a _headers file: a pattern at the margin, its headers
// indented below. A preview under the published policy finds what the
// published site would refuse. Two kinds are left out: how long to keep a
// file, because everything may change with the next save, and who else may
// read it, because drafts are for nobody else.
func readHeaders(text string) []headerRule {
	var rules []headerRule
	for line := range strings.Lines(text) {
		trimmed := strings.TrimSpace(line)
		switch {
		case trimmed == "" || trimmed[0] == '#':
		case line[0] != ' ' && line[0] != '\t':
			rules = append(rules, headerRule{pattern: trimmed})
		case len(rules) > 0:
			name, value, ok := strings.Cut(trimmed, ":")
			name = http.CanonicalHeaderKey(strings.TrimSpace(name))
			if ok && name != "Cache-Control" && !strings.HasPrefix(name, "Access-Control-") {
				rule := &rules[len(rules)-1]
				rule.headers = append(rule.headers, [2]string{name, strings.TrimSpace(value)})
			}
		}
	}
	return rules
}

// setHeaders sets the headers of every rule that the address fits, later rules
// over earlier ones.
func setHeaders(header http.Header, rules []headerRule, address string) {
	for _, rule := range rules {
		if !rule.fits(address) {
			continue
		}
		for _, pair := range rule.headers {
			header.Set(pair[0], pair[1])
		}
	}
}

// fits reports whether an address is one of the pattern's: a star at the end
// is anything, ":name" is one part of a path.
func (r headerRule) fits(address string) bool {
	if prefix, ok := strings.CutSuffix(r.pattern, "*"); ok && !strings.Contains(prefix, ":") {
		return strings.HasPrefix(address, prefix)
	}
	parts := strings.Split(r.pattern, "/")
	for i, part := range parts {
		if strings.HasPrefix(part, ":") {
			parts[i] = "*"
		}
	}
	matched, err := path.Match(strings.Join(parts, "/"), address)
	return err == nil && matched
}
