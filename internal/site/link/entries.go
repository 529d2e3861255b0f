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
	s.ByID = make(map[string]*site.Entry, len(all))
	s.OldIDs = map[string]*site.Entry{}
	for _, incident := range all {
		if target[incident.ID] == incident.ID {
			entry := &site.Entry{Incident: incident, Path: site.IncidentPath(incident.ID)}
			s.Entries = append(s.Entries, entry)
			s.ByID[incident.ID] = entry
		}
	}
	slices.SortFunc(s.Entries, func(a, b *site.Entry) int {
		return cmp.Or(a.Date.Compare(b.Date), cmp.Compare(a.ID, b.ID))
	})
	for i, entry := range s.Entries {
		entry.Index = i
		if i > 0 {
			entry.Older, s.Entries[i-1].Newer = s.Entries[i-1], entry
		}
	}
	j.remember(all, target)
}

// remember makes the old ids and their redirects. An id in use wins over an
// alias, and of two claims on one alias the first by id wins.
func (j *joiner) remember(all []*site.Incident, target map[string]string) {
	s := j.site
	j.redirects = map[string]site.Redirect{}
	old := func(id string, entry *site.Entry, reason string) {
		if s.ByID[id] != nil || s.OldIDs[id] != nil || id == "" {
			return
		}
		s.OldIDs[id] = entry
		j.lead(site.IncidentPath(id), entry.Path, reason)
	}
	for _, incident := range all {
		if to := target[incident.ID]; to != incident.ID {
			old(incident.ID, s.ByID[to], "duplicate")
		}
	}
	for _, incident := range all {
		for _, alias := range incident.Aliases {
			old(alias, s.ByID[target[incident.ID]], "alias")
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

// duplicateTargets gives for each id the id of the incident that tells it:
// itself, unless it says that it duplicates another. Duplicates of duplicates
// lead to the end of the line. Where the line ends nowhere the last incident
// on it stays, and where it is a ring the first by id stays, so that nothing
// published vanishes over a mistake.
func duplicateTargets(all []*site.Incident) map[string]string {
	next := make(map[string]string, len(all))
	exists := make(map[string]bool, len(all))
	byAlias := map[string]string{}
	for _, incident := range all {
		exists[incident.ID] = true
		for _, alias := range incident.Aliases {
			if _, taken := byAlias[alias]; !taken {
				byAlias[alias] = incident.ID
			}
		}
	}
	for _, incident := range all {
		to := incident.DuplicateOf
		if !exists[to] {
			to = byAlias[to]
		}
		if to != "" && to != incident.ID {
			next[incident.ID] = to
		}
	}
	target := make(map[string]string, len(all))
	for _, incident := range all {
		target[incident.ID] = endOfLine(incident.ID, next)
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
