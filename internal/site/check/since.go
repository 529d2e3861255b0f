package check

import "blotter/internal/site"

// comparison is a record beside the one of an earlier revision.
type comparison struct {
	*report
	old, new *desk
}

// Since checks a record against the one of an earlier revision: nothing
// published changes in silence, and no published address dies. Problems
// stand in files of the new record, or name a file that is gone.
func Since(old, new *site.Record, cfg *site.Config) []site.Problem {
	var r report
	c := &comparison{report: &r, old: newDesk(old, cfg), new: newDesk(new, cfg)}
	for _, rule := range activeRules(cfg) {
		if rule.since != nil {
			r.begin("", rule)
			rule.since(c)
		}
	}
	site.SortProblems(r.problems)
	return r.problems
}
