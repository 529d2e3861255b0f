package check

import (
	"runtime"
	"sync"
	"sync/atomic"

	"blotter/internal/site"
)

// Record checks a record by all rules that the config has not turned off and
// gives what is wrong, sorted, the same for the same record. Each problem has
// a file and, but for those of a whole file, a field.
func Record(rec *site.Record, cfg *site.Config) []site.Problem {
	var nothing *Memory
	return nothing.Record(rec, cfg)
}

// active is a rule that is on, at the severity it has now.
type active struct {
	*Rule
	severity site.Severity
}

// activeRules gives the rules that are not off.
func activeRules(cfg *site.Config) []active {
	var on []active
	for _, rule := range rules {
		if severity := rule.severityFor(cfg); severity != site.Off {
			on = append(on, active{rule, severity})
		}
	}
	return on
}

// job is a part of the work that needs nothing of the other parts.
type job func(*report)

// entriesPerJob is small enough to share the work evenly and large enough
// that handing it out costs nothing.
const entriesPerJob = 64

// jobs cuts the work into parts: some entries by every entry rule, or the
// whole record by one rule. What the memory has of an earlier check is told
// again without looking.
func (d *desk) jobs(on []active, memory *Memory) []job {
	var jobs []job
	for _, rule := range on {
		if rule.record != nil {
			jobs = append(jobs, func(r *report) {
				r.begin("", rule)
				memory.record(d, rule, r)
			})
		}
	}
	for from := 0; from < len(d.Incidents); from += entriesPerJob {
		some := d.Incidents[from:min(from+entriesPerJob, len(d.Incidents))]
		jobs = append(jobs, func(r *report) { d.checkEntries(some, on, memory, r) })
	}
	return append(jobs,
		func(r *report) { d.checkActors(on, r) },
		func(r *report) { d.checkPages(on, r) },
		func(r *report) { d.checkShared(on, r) })
}

// begin turns the report to a file and a rule.
func (r *report) begin(file string, rule active) {
	r.file, r.rule, r.severity = file, rule.Rule, rule.severity
	r.counted, r.count = file, 0
}

// inParallel does the jobs on all cores and gives their problems in the order
// of the jobs.
func inParallel(jobs []job) []site.Problem {
	found := make([][]site.Problem, len(jobs))
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(jobs)) {
		workers.Go(func() {
			for {
				n := int(next.Add(1)) - 1
				if n >= len(jobs) {
					return
				}
				var r report
				jobs[n](&r)
				found[n] = r.problems
			}
		})
	}
	workers.Wait()
	var all []site.Problem
	for _, problems := range found {
		all = append(all, problems...)
	}
	return all
}

// checkEntries checks some entries and the sources they hold themselves.
func (d *desk) checkEntries(incidents []*site.Incident, on []active, memory *Memory, r *report) {
	mine := *d
	e := entry{desk: &mine, report: r, sourceOf: map[string]*site.Source{}, amountOf: map[string]*site.Amount{}, cast: map[string]bool{}}
	for _, incident := range incidents {
		if known, ok := memory.entry(d, incident); ok {
			r.problems = append(r.problems, known...)
			continue
		}
		mine.looks = memory.newLooks()
		before := len(r.problems)
		e.check(incident, on)
		memory.keepEntry(incident, mine.looks, r.problems[before:])
	}
}

// check checks one entry by every rule.
func (e *entry) check(incident *site.Incident, on []active) {
	e.turnTo(incident)
	for _, rule := range on {
		e.begin(incident.File, rule)
		if rule.entry != nil {
			rule.entry(e)
		}
		if rule.source != nil {
			e.desk.checkSources(rule, incident.Sources, e.report)
		}
	}
}

// checkSources checks the sources that stand in the present file.
func (d *desk) checkSources(rule active, sources []site.Source, r *report) {
	s := source{report: r, prefix: "sources."}
	for i := range sources {
		if s.Source = &sources[i]; !s.Shared {
			rule.source(&s)
		}
	}
}

func (d *desk) checkActors(on []active, r *report) {
	for _, a := range d.Actors {
		for _, rule := range on {
			r.begin(a.File, rule)
			if rule.actor != nil {
				rule.actor(&actor{Actor: a, desk: d, report: r})
			}
			if rule.source != nil {
				d.checkSources(rule, a.Sources, r)
			}
		}
	}
}

func (d *desk) checkPages(on []active, r *report) {
	for _, p := range d.Pages {
		for _, rule := range on {
			r.begin(p.File, rule)
			if rule.page != nil {
				rule.page(&textPage{TextPage: p, desk: d, report: r})
			}
			if rule.source != nil {
				d.checkSources(rule, p.Sources, r)
			}
		}
	}
}

// checkShared checks the sources of content/sources.
func (d *desk) checkShared(on []active, r *report) {
	for _, s := range d.Sources {
		for _, rule := range on {
			if rule.source != nil {
				r.begin(s.File, rule)
				rule.source(&source{Source: s, report: r})
			}
		}
	}
}
