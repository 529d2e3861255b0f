package check

import (
	"slices"
	"sync"

	"blotter/internal/site"
)

// Reworded is the function Record for a record that differs from an earlier
// one in the words (site.Words) of some incidents alone, their titles among
// them or not. It gives the very same problems and looks at these incidents,
// because no rule reads the words of another entry but those that compare
// titles. Before are the problems of the earlier record; those that were not
// found by Record are passed over.
func Reworded(rec *site.Record, cfg *site.Config, changed []*site.Incident, retitled bool, before []site.Problem) []site.Problem {
	d, on := newDesk(rec, cfg), activeRules(cfg)
	d.folded = func(n int) string { return fold(rec.Incidents[n].Title) } // once, and nothing else of all titles
	files := make(map[string]bool, len(changed))
	for _, incident := range changed {
		files[incident.File] = true
	}
	jobs := []job{func(r *report) { d.checkEntries(changed, on, nil, r) }}
	var near map[string]bool // files whose titles are compared anew
	if retitled {
		var around *desk
		around, near = d.around(changed)
		jobs = append(jobs, d.titleJobs(on, around, near)...)
	}
	problems := append(checkConfig(cfg), inParallel(jobs)...)
	for _, p := range before {
		switch rule := byID()[p.Rule]; {
		case rule == nil || !rule.ofRecord():
		case rule == &titleTwice && retitled, rule == &similarTitle && near[p.File], rule.record == nil && files[p.File]:
			// It was found again, or no longer.
		default:
			if files[p.File] {
				p.Line, p.Column = 0, 0 // new words may have moved it
			}
			problems = append(problems, p)
		}
	}
	site.SortProblems(problems)
	return problems
}

// byID gives the rules by id.
var byID = sync.OnceValue(func() map[string]*Rule {
	all := make(map[string]*Rule, len(rules))
	for _, rule := range rules {
		all[rule.ID] = rule
	}
	return all
})

// ofRecord reports whether Record looks for what breaks the rule.
func (r *Rule) ofRecord() bool {
	return r.entry != nil || r.actor != nil || r.page != nil || r.source != nil || r.record != nil
}

// titleJobs compare the titles of the record: all of them where they must not
// be the same, those around the changed entries where they may be alike.
func (d *desk) titleJobs(on []active, around *desk, near map[string]bool) []job {
	var jobs []job
	for _, rule := range on {
		switch rule.Rule {
		case &titleTwice:
			jobs = append(jobs, func(r *report) {
				r.begin("", rule)
				checkTitleTwice(d, r)
			})
		case &similarTitle:
			jobs = append(jobs, func(r *report) {
				r.begin("", rule)
				checkSimilarTitle(around, r)
				r.problems = slices.DeleteFunc(r.problems, func(p site.Problem) bool { return !near[p.File] })
			})
		}
	}
	return jobs
}

// around gives a desk with the incidents that are compared with some others, or
// with what these are compared with, and the files of those for which nothing
// else counts: the incidents themselves, and what follows them closely enough.
func (d *desk) around(changed []*site.Incident) (around *desk, near map[string]bool) {
	var days []site.Day
	for _, incident := range changed {
		if anchor, filed := incident.Date.Anchor(); filed {
			days = append(days, anchor)
		}
	}
	near = map[string]bool{}
	record := *d.Record
	record.Incidents = nil
	for _, incident := range d.Incidents {
		anchor, filed := incident.Date.Anchor()
		if !filed {
			continue
		}
		for _, day := range days {
			if day-anchor <= comparedDays && anchor-day <= comparedDays {
				record.Incidents = append(record.Incidents, incident)
				break
			}
		}
		if slices.ContainsFunc(days, func(day site.Day) bool { return anchor >= day && anchor-day <= comparedDays }) {
			near[incident.File] = true
		}
	}
	desk := *d
	desk.Record = &record
	desk.titles = sync.OnceValue(func() titleBook { return titlesOf(record.Incidents, titleBook{}) })
	return &desk, near
}
