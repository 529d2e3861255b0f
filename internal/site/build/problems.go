package build

import (
	"strings"

	"blotter/internal/site"
)

// afterLoad adds what the check stage found to what the load stage found, but
// for what follows from a value that could not be read: of a date that is no
// date, one problem is enough.
func afterLoad(loaded, checked []site.Problem) []site.Problem {
	unread := map[[2]string]bool{}
	for _, p := range loaded {
		for field := p.Field; field != ""; field = parent(field) {
			unread[[2]string{p.File, field}] = true
		}
	}
	for _, p := range checked {
		missing := p.Rule == "required" || p.Rule == "amount-figure"
		if !missing || !unread[[2]string{p.File, p.Field}] {
			loaded = append(loaded, p)
		}
	}
	return loaded
}

// parent gives the field that holds a field: "amounts[0]" holds
// "amounts[0].usd". The fields of an entry itself have none.
func parent(field string) string {
	cut := strings.LastIndexByte(field, '.')
	if cut < 0 {
		return ""
	}
	return field[:cut]
}
