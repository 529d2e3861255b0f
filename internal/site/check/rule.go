package check

import (
	"fmt"
	"slices"

	"blotter/internal/site"
)

// Rule is one thing that a record must hold to, with all that "explain" says
// about it.
type Rule struct {
	ID       string
	Severity site.Severity // unless the config says otherwise; Off = only where a config asks for it
	Fixed    bool          // later stages rely on it, so no config changes it
	What     string        // what the rule asks, one sentence
	Why      string
	Bad      string // lines of an entry that break it
	Good     string // the same lines mended

	// The functions that look for what breaks the rule, by what they look at;
	// a rule without any is told by another part of the program.
	entry  func(*entry)
	actor  func(*actor)
	page   func(*textPage)
	source func(*source)
	record func(*desk, *report)
	since  func(*comparison)
	// titles says of a record function that it reads the titles of entries; see
	// sameBeside.
	titles bool
}

// Rules gives every rule in the order of the list in rules.go.
func Rules() []Rule {
	all := make([]Rule, len(rules))
	for i, rule := range rules {
		all[i] = *rule
	}
	return all
}

// severityFor gives the severity of a rule under a config.
func (r *Rule) severityFor(cfg *site.Config) site.Severity {
	severity, ok := cfg.Check[r.ID]
	switch {
	case r.Fixed, !ok:
		return r.Severity
	case severity == site.Error, severity == site.Warning, severity == site.Off:
		return severity
	}
	return r.Severity // the config is reported
}

// report collects the problems that one rule at a time finds in one file at a
// time. It belongs to one goroutine.
type report struct {
	file     string
	rule     *Rule
	severity site.Severity
	problems []site.Problem
	counted  string // the file of count
	count    int    // of problems by the present rule in it
}

// mostTold bounds how often one rule speaks of one file in a row: nobody reads
// more, and a hostile file must not cost more.
const mostTold = 100

// say adds a problem at a field of the present file.
func (r *report) say(field, message, hint string) {
	r.add(site.Place{File: r.file}, field, message, hint)
}

// add adds a problem at a place.
func (r *report) add(place site.Place, field, message, hint string) {
	if r.counted != r.file {
		r.counted, r.count = r.file, 0
	}
	r.count++
	switch {
	case r.count > mostTold:
		return
	case r.count == mostTold:
		place, field = site.Place{File: r.file}, ""
		message, hint = "this rule finds more in the file, which is not listed", "mend these first, then look again"
	}
	r.problems = append(r.problems, site.Problem{
		Place: place, Field: field, Rule: r.rule.ID, Severity: r.severity, Message: message, Hint: hint,
	})
}

// enough reports whether nothing more is listed of the present file by the
// present rule. Rules that look for the nearest of many words ask before they
// look, or a hostile file would cost the machine its time.
func (r *report) enough() bool { return r.counted == r.file && r.count >= mostTold }

// under gives the path of a field of a list's element: "amounts[2].usd".
func under(list string, n int, field string) string { return fmt.Sprintf("%s[%d].%s", list, n, field) }

// nth gives the path of a list's element: "aliases[0]".
func nth(list string, n int) string { return fmt.Sprintf("%s[%d]", list, n) }

// configRule is kept by checkConfig itself: a function here that knows the
// list of rules would make the list depend on itself.
var configRule = Rule{
	ID: "config-check", Severity: site.Error, Fixed: true,
	What: "The settings under check in config.yaml name rules that exist and that a config may change.",
	Why:  "A setting for a rule that is not there does nothing, and nobody would notice.",
	Bad:  "check:\n  confirmed-one-sorce: off",
	Good: "check:\n  confirmed-one-source: off",
}

// checkConfig reports the settings that change nothing.
func checkConfig(cfg *site.Config) []site.Problem {
	r := report{file: "config.yaml", rule: &configRule, severity: configRule.Severity}
	var ids []string
	byID := map[string]*Rule{}
	for _, rule := range rules {
		byID[rule.ID] = rule
		if !rule.Fixed {
			ids = append(ids, rule.ID)
		}
	}
	named := make([]string, 0, len(cfg.Check))
	for id := range cfg.Check {
		named = append(named, id)
	}
	slices.Sort(named)
	for _, id := range named {
		switch rule, ok := byID[id]; {
		case !ok:
			r.say("check."+id, "there is no rule "+site.Quote(id)+" that a config may change", meant(site.Nearest(id, ids)))
		case rule.Fixed && cfg.Check[id] != rule.Severity:
			r.say("check."+id, "the rule "+site.Quote(id)+" cannot be set to "+string(cfg.Check[id])+": what follows relies on it", "take this line out")
		}
	}
	return r.problems
}

// meant gives the hint that names what the editor likely meant; empty for an
// empty word.
func meant(word string) string {
	if word == "" {
		return ""
	}
	return "write " + word
}

// orElse gives a hint, or another where there is none.
func orElse(hint, other string) string {
	if hint == "" {
		return other
	}
	return hint
}
