package site

import "strings"

// StartsFormula reports whether a spreadsheet might run a cell of a CSV file
// that holds the text. White space in front of a sign does not make it
// harmless. (OWASP, CSV injection: = + - @, tab, carriage return and newline,
// and the full-width forms of the signs.) Such a cell is written with an
// apostrophe before it: what an editor copied from a hostile page must not run
// on a reader's machine.
func StartsFormula(text string) bool {
	if text == "" {
		return false
	}
	if text[0] == '\t' || text[0] == '\r' || text[0] == '\n' {
		return true
	}
	text = strings.TrimSpace(text)
	for _, sign := range formulaSigns {
		if strings.HasPrefix(text, sign) {
			return true
		}
	}
	return false
}

var formulaSigns = []string{"=", "+", "-", "@", "＝", "＋", "－", "＠"}
