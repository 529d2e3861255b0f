package check

import (
	"maps"
	"reflect"
	"slices"
	"sync"

	"blotter/internal/site"
)

// Memory is what one check of a record leaves to the next in the same process,
// so that an edit costs what depends on it. It knows entries, actors and pages
// by their pointers and a config by its own: what is behind a pointer never
// changes. The zero value remembers nothing; a nil Memory never does. It
// belongs to one goroutine.
type Memory struct {
	cfg    *site.Config
	shared []site.Source
	assets map[string]bool
	last   *site.Record // the one of the last check; nil = none that helps
	titles titleBook

	mutex   sync.Mutex
	entries map[*site.Incident]keptEntry
	records map[string][]site.Problem // of the rules that look at the whole record, by rule
}

// keptEntry is what the rules of one entry found, and what they looked up.
type keptEntry struct {
	looks    *looks
	problems []site.Problem
}

// Record is the function Record, as quick as the changes since the last call
// allow. It gives the very same problems.
func (m *Memory) Record(rec *site.Record, cfg *site.Config) []site.Problem {
	d := newDesk(rec, cfg)
	m.begin(d)
	problems := append(checkConfig(cfg), inParallel(d.jobs(activeRules(cfg), m))...)
	m.end(d)
	site.SortProblems(problems)
	return problems
}

// begin forgets what does not hold under a desk.
func (m *Memory) begin(d *desk) {
	if m == nil {
		return
	}
	d.titles = sync.OnceValue(func() titleBook {
		m.titles = titlesOf(d.Incidents, m.titles)
		return m.titles
	})
	shared := make([]site.Source, len(d.Sources))
	for i, source := range d.Sources {
		shared[i] = *source
	}
	if assets := d.assets(); m.cfg != d.cfg || !slices.Equal(m.shared, shared) || !maps.Equal(m.assets, assets) {
		m.cfg, m.shared, m.assets = d.cfg, shared, assets
		m.last, m.entries, m.records = nil, map[*site.Incident]keptEntry{}, nil
	}
	for _, titles := range []bool{false, true} {
		if m.last != nil && !sameBeside(m.last, d.Record, titles) {
			maps.DeleteFunc(m.records, func(id string, _ []site.Problem) bool { return ruleByID(id).titles == titles })
		}
	}
	if m.last == nil || m.records == nil {
		m.records = map[string][]site.Problem{}
	}
}

// end keeps the record for the next comparison and forgets entries that are no
// longer in it.
func (m *Memory) end(d *desk) {
	if m == nil {
		return
	}
	m.last = d.Record
	if len(m.entries) == len(d.Incidents) {
		return
	}
	there := make(map[*site.Incident]bool, len(d.Incidents))
	for _, incident := range d.Incidents {
		there[incident] = true
	}
	maps.DeleteFunc(m.entries, func(incident *site.Incident, _ keptEntry) bool { return !there[incident] })
}

// newLooks gives where to note what is looked up; nil where nobody asks.
func (m *Memory) newLooks() *looks {
	if m == nil {
		return nil
	}
	return &looks{}
}

// entry gives what the rules found in an entry, if they would find the same.
func (m *Memory) entry(d *desk, incident *site.Incident) ([]site.Problem, bool) {
	if m == nil {
		return nil, false
	}
	m.mutex.Lock()
	known, ok := m.entries[incident]
	m.mutex.Unlock()
	return known.problems, ok && known.looks.stand(d)
}

// keepEntry keeps what the rules found in an entry.
func (m *Memory) keepEntry(incident *site.Incident, looks *looks, problems []site.Problem) {
	if m == nil {
		return
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.entries[incident] = keptEntry{looks, slices.Clone(problems)}
}

// record has a rule look at the whole record, unless what it read is as it was.
func (m *Memory) record(d *desk, rule active, r *report) {
	if m == nil {
		rule.record(d, r)
		return
	}
	m.mutex.Lock()
	known, ok := m.records[rule.ID]
	m.mutex.Unlock()
	if ok {
		r.problems = known
		return
	}
	rule.record(d, r)
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.records[rule.ID] = slices.Clone(r.problems)
}

// sameBeside reports whether two records are the same but for what the rules
// over a whole record do not read: prose and what is told of one entry alone,
// and, unless asked for, the titles.
func sameBeside(a, b *site.Record, titles bool) bool {
	if !slices.Equal(a.Actors, b.Actors) || !slices.Equal(a.Pages, b.Pages) || !slices.Equal(a.Broken, b.Broken) {
		return false
	}
	return slices.EqualFunc(a.Incidents, b.Incidents, func(a, b *site.Incident) bool {
		return a == b || reflect.DeepEqual(readBeside(a, titles), readBeside(b, titles))
	})
}

// readBeside gives an entry without what no rule over a whole record reads. A
// field that is not named here counts as read.
func readBeside(incident *site.Incident, titles bool) site.Incident {
	read := *incident
	read.Version, read.Summary, read.StatusNote, read.Body = "", "", "", site.Body{}
	read.Review, read.Case, read.Events, read.Updates, read.Responses = site.Review{}, "", nil, nil, nil
	read.Techniques, read.Countries, read.Sectors, read.Tags = nil, nil, nil, nil
	read.External, read.Authors, read.Language, read.Extra = nil, nil, "", nil
	if !titles {
		read.Title = ""
	}
	return read
}

// ruleByID gives one of the rules.
func ruleByID(id string) *Rule {
	return rules[slices.IndexFunc(rules, func(rule *Rule) bool { return rule.ID == id })]
}
