package link

import (
	"cmp"
	"slices"

	"blotter/internal/site"
)

// compare orders by a number, then by a text.
func compare(a, b int, aText, bText string) int {
	return cmp.Or(cmp.Compare(a, b), cmp.Compare(aText, bText))
}

// enter makes the entries, oldest first, and knows the old ids that lead to
// them: their aliases, and the incidents that duplicate them.
func (j *joiner) enter(incidents []*site.Incident) {
	all := uniqueByID(incidents)
	target := duplicateTargets(all)
	s := j.site
	told := make([]*site.Incident, 0, len(all))
	for _, incident := range all {
		if target.of(incident.ID) == incident.ID {
			told = append(told, incident)
		}
	}
	sortByDate(told)
	entries := make([]site.Entry, len(told))
	s.Entries, s.ByID = make([]*site.Entry, len(told)), make(map[string]*site.Entry, len(told))
	for i, incident := range told {
		entry := &entries[i]
		entry.Incident, entry.Index, entry.Path = incident, i, site.IncidentPath(incident.ID)
		if i > 0 {
			entry.Older, entries[i-1].Newer = &entries[i-1], entry
		}
		s.Entries[i], s.ByID[incident.ID] = entry, entry
	}
	j.remember(all, target)
}

// sortByDate puts incidents that are sorted by id in the order of their dates,
// and those of one date in that of their ids.
func sortByDate(incidents []*site.Incident) {
	type dated struct {
		day site.Day // that the date is filed under; after all others where there is none
		at  int32
	}
	order := make([]dated, len(incidents))
	for i, incident := range incidents {
		day, filed := incident.Date.Anchor()
		if !filed {
			day = site.LastDay + 1
		}
		order[i] = dated{day, int32(i)}
	}
	slices.SortFunc(order, func(a, b dated) int {
		if a.day != b.day {
			return cmp.Compare(a.day, b.day)
		}
		return cmp.Or(incidents[a.at].Date.Compare(incidents[b.at].Date), cmp.Compare(a.at, b.at))
	})
	byID := slices.Clone(incidents)
	for i, dated := range order {
		incidents[i] = byID[dated.at]
	}
}

// remember makes the old ids and their redirects. An id in use wins over an
// alias, and of two claims on one alias the first by id wins.
func (j *joiner) remember(all []*site.Incident, target targets) {
	s := j.site
	s.OldIDs = map[string]*site.Entry{}
	j.redirects = map[string]site.Redirect{}
	old := func(id string, entry *site.Entry, reason string) {
		if s.ByID[id] != nil || s.OldIDs[id] != nil || id == "" {
			return
		}
		s.OldIDs[id] = entry
		j.lead(site.IncidentPath(id), entry.Path, reason)
	}
	for _, incident := range all {
		if to := target.of(incident.ID); to != incident.ID {
			old(incident.ID, s.ByID[to], "duplicate")
		}
	}
	for _, incident := range all {
		for _, alias := range incident.Aliases {
			old(alias, s.ByID[target.of(incident.ID)], "alias")
		}
	}
}

// lead adds a redirect unless the address has one.
func (j *joiner) lead(from, to, reason string) {
	if _, taken := j.redirects[from]; !taken && from != to {
		j.redirects[from] = site.Redirect{From: from, To: to, Reason: reason}
	}
}

// redirect lists the redirects by address.
func (j *joiner) redirect() {
	for _, redirect := range j.redirects {
		j.site.Redirects = append(j.site.Redirects, redirect)
	}
	slices.SortFunc(j.site.Redirects, func(a, b site.Redirect) int { return cmp.Compare(a.From, b.From) })
}

// uniqueByID sorts the incidents by id and keeps the first of each: two files
// with one id are an error that the check reports.
func uniqueByID(incidents []*site.Incident) []*site.Incident {
	all := slices.Clone(incidents)
	slices.SortFunc(all, func(a, b *site.Incident) int {
		return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.File, b.File))
	})
	return slices.CompactFunc(all, func(a, b *site.Incident) bool { return a.ID == b.ID })
}

// targets holds the id of the incident that tells each duplicate.
type targets map[string]string

// of gives the id of the incident that tells an id: mostly its own.
func (t targets) of(id string) string {
	if to, duplicate := t[id]; duplicate {
		return to
	}
	return id
}

// duplicateTargets gives for each id the id of the incident that tells it:
// itself, unless it says that it duplicates another. Duplicates of duplicates
// lead to the end of the line. Where the line ends nowhere the last incident
// on it stays, and where it is a ring the first by id stays, so that nothing
// published vanishes over a mistake.
func duplicateTargets(all []*site.Incident) targets {
	next, byAlias := map[string]string{}, map[string]string{}
	for _, incident := range all {
		for _, alias := range incident.Aliases {
			if _, taken := byAlias[alias]; !taken {
				byAlias[alias] = incident.ID
			}
		}
	}
	for _, incident := range all {
		to := incident.DuplicateOf
		if to == "" {
			continue
		}
		if _, exists := slices.BinarySearchFunc(all, to, func(in *site.Incident, id string) int { return cmp.Compare(in.ID, id) }); !exists {
			to = byAlias[to]
		}
		if to != "" && to != incident.ID {
			next[incident.ID] = to
		}
	}
	target := make(targets, len(next))
	for id := range next {
		target[id] = endOfLine(id, next)
	}
	return target
}

// endOfLine follows next from id to its end, or to the least id of the ring
// it runs into.
func endOfLine(id string, next map[string]string) string {
	seen := map[string]bool{}
	for next[id] != "" {
		if seen[id] {
			return leastOfRing(id, next)
		}
		seen[id] = true
		id = next[id]
	}
	return id
}

// leastOfRing gives the first id of the ring that id is on.
func leastOfRing(id string, next map[string]string) string {
	least := id
	for at := next[id]; at != id; at = next[at] {
		least = min(least, at)
	}
	return least
}
