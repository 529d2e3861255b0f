package site

import (
	"cmp"
	"fmt"
	"slices"
)

// Severity says whether a Problem keeps the site from being published.
type Severity string

// The two severities. Off is what a config says of a rule it does not want.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Off     Severity = "off"
)

// Place is a position in a file of the site folder.
type Place struct {
	File   string // slash path below the site folder
	Line   int    // from 1; 0 = the file as a whole
	Column int    // from 1, in characters; 0 = the line as a whole
}

// String gives file:line:column with what is known of it.
func (p Place) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// Problem is a mistake in what an editor wrote: where it is, which rule it
// breaks, the editor's own words, and the way out. It is data, not an error:
// a build collects all of them.
type Problem struct {
	Place
	// Field is the path of the value in the front matter, such as
	// "amounts[2].usd" or "sources.ronin.url". A rule that has no position
	// names the field; the loader turns it into a line and a column.
	Field    string
	Rule     string // the rule's id, as in "amount-form"
	Severity Severity
	Message  string // quotes the editor's words; no full stop
	Hint     string // what to write instead; may be empty
}

// String gives the line that editors read, without the hint.
func (p Problem) String() string {
	return fmt.Sprintf("%s: %s: %s (%s)", p.Place, p.Severity, p.Message, p.Rule)
}

// SortProblems orders problems by file, line, column, rule and message, so
// that one input gives one report whatever the scheduling was.
func SortProblems(problems []Problem) {
	slices.SortFunc(problems, func(a, b Problem) int {
		if a.File != b.File { // mostly; cmp.Or compares everything first
			return cmp.Compare(a.File, b.File)
		}
		return cmp.Or(
			cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Field, b.Field), cmp.Compare(a.Message, b.Message))
	})
}

// HasErrors reports whether any of the problems keeps the site from being
// published.
func HasErrors(problems []Problem) bool {
	return slices.ContainsFunc(problems, func(p Problem) bool { return p.Severity == Error })
}

// RuleDoc explains a rule to an editor.
type RuleDoc struct {
	ID       string
	Severity Severity // empty = Error
	What     string   // what the rule asks, one sentence
	Why      string
	Bad      string // lines that break it
	Good     string // the same lines mended
}
