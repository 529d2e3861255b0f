package site

import (
	"net/url"
	"strings"
)

// SearchPath gives the address of the search page for a set of entries: the
// filters in the order given, "/search/?year=2022&actor=lazarus-group".
func SearchPath(filters []Pair) string {
	var b strings.Builder
	b.WriteString("/search/")
	for i, filter := range filters {
		b.WriteByte("?&"[min(i, 1)])
		b.WriteString(url.QueryEscape(filter.Key) + "=" + url.QueryEscape(filter.Value))
	}
	return b.String()
}
