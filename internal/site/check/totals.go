package check

import (
	"errors"

	"blotter/internal/site"
)

// unansweredTotal is found once everything is counted, by Totals.
var unansweredTotal = Rule{
	ID: "unanswered-total", Severity: site.Error, Fixed: true,
	What: "A total that prose asks for, {{total \"stolen\" year=\"2022\"}}, is one that the record can count.",
	Why:  "The sentence would reach its readers without its figure.",
	Bad:  `In that year thieves took {{total "stolen" year="2032"}}.`,
	Good: `In that year thieves took {{total "stolen" year="2022"}}.`,
}

// Totals asks for every total that the prose of the site wants and reports
// those that the statistics cannot give, each where it is written.
func Totals(s *site.Site, st *site.Statistics) []site.Problem {
	var problems []site.Problem
	look := func(file string, body *site.Body) {
		for _, hole := range body.Holes {
			if _, err := st.Evaluate(hole.Query); err != nil {
				problems = append(problems, unanswered(file, hole, err))
			}
		}
	}
	for _, entry := range s.Entries {
		look(entry.File, &entry.Body)
	}
	for _, profile := range s.Profiles {
		look(profile.File, &profile.Body)
	}
	for _, page := range s.Pages {
		look(page.File, &page.Body)
	}
	return problems
}

func unanswered(file string, hole site.Hole, err error) site.Problem {
	problem := site.Problem{
		Place: site.Place{File: file, Line: hole.Line, Column: hole.Column},
		Rule:  unansweredTotal.ID, Severity: unansweredTotal.Severity, Message: err.Error(),
		Hint: "ask for a total that some entry adds to, or take the question out of the text",
	}
	var wrong *site.ParseError
	if errors.As(err, &wrong) && wrong.Hint != "" {
		problem.Hint = wrong.Hint
	}
	return problem
}
