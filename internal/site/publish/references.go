package publish

import (
	"fmt"
	"regexp"
	"strings"
)

// publisher gives the reference by which a file names another one once both
// are published; known is false when no static file has the name.
type publisher func(reference string) (address string, known bool, err error)

// rewriteReferences gives the file with each reference to another static file
// replaced by the published one. Only style sheets and scripts have any. A
// reference that must lead somewhere and does not is an error.
func rewriteReferences(media string, data []byte, published publisher) ([]byte, error) {
	switch media {
	case "text/css":
		return replaceGroups(styleReference, data, func(_, reference string) (string, error) {
			if elsewhere(reference) {
				return reference, nil
			}
			address, known, err := published(reference)
			if !known && err == nil {
				err = fmt.Errorf("%q names no static file", reference)
			}
			return address, err
		})
	case "text/javascript":
		return replaceGroups(scriptReference, data, func(match, reference string) (string, error) {
			address, known, err := published(reference)
			if known || err != nil {
				return address, err
			}
			if imported := match[0] == 'f' || match[0] == 'i'; imported {
				return "", fmt.Errorf("%q names no static file", reference)
			}
			return reference, nil // only looks like one: the address of a page
		})
	}
	return data, nil
}

// styleReference matches url(x), url("x") and @import "x" of a style sheet;
// the reference is the only group that is not empty.
var styleReference = regexp.MustCompile(`url\(\s*(?:"([^"]*)"|'([^']*)'|([^"'()\s]+))\s*\)|@import\s*(?:"([^"]*)"|'([^']*)')`)

// scriptReference matches a string literal that is a relative path, and the
// word before it that makes it an import.
var scriptReference = regexp.MustCompile(`(?:\b(?:from|import)\s*\(?\s*)?(?:"(\.{1,2}/[^"\\\n]*)"|'(\.{1,2}/[^'\\\n]*)'|` + "`(\\.{1,2}/[^`\\\\$\n]*)`" + `)`)

// replaceGroups replaces, in each match, the one group that is not empty.
func replaceGroups(pattern *regexp.Regexp, data []byte, replace func(match, group string) (string, error)) ([]byte, error) {
	var out []byte
	last := 0
	for _, at := range pattern.FindAllSubmatchIndex(data, -1) {
		for group := 2; group < len(at); group += 2 {
			start, end := at[group], at[group+1]
			if start < 0 || start == end {
				continue
			}
			replacement, err := replace(string(data[at[0]:at[1]]), string(data[start:end]))
			if err != nil {
				return nil, err
			}
			out = append(append(out, data[last:start]...), replacement...)
			last = end
		}
	}
	return append(out, data[last:]...), nil
}

// elsewhere reports whether a reference of a style sheet leads out of the
// static files: another host, data, a part of the same file.
func elsewhere(reference string) bool {
	scheme, _, found := strings.Cut(reference, ":")
	return found && !strings.ContainsAny(scheme, "/?#") || strings.HasPrefix(reference, "#") || strings.HasPrefix(reference, "//")
}

// splitReference takes a query or fragment off a reference:
// "icons.svg#flag" is the file icons.svg.
func splitReference(reference string) (target, suffix string) {
	if at := strings.IndexAny(reference, "?#"); at >= 0 {
		return reference[:at], reference[at:]
	}
	return reference, ""
}
