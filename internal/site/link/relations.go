package link

import (
	"cmp"
	"slices"

	"blotter/internal/site"
)

// seen is a relation as it looks from one end.
type seen struct {
	site.Link
	inverse bool
}

// relate shows each relation at both ends. Two entries may be related twice,
// in both directions or in two ways; each end then shows the other once, by
// the relation that stands first in the vocabulary.
func (j *joiner) relate() {
	views := map[*site.Entry][]seen{} // of the few that are related to others
	for _, entry := range j.site.Entries {
		for _, relation := range entry.Relations {
			target := j.site.Find(relation.Target)
			if target == nil || target == entry {
				continue
			}
			term := site.RelationTypes.Term(relation.Type)
			views[entry] = append(views[entry],
				seen{site.Link{Type: relation.Type, Label: term.Label, Entry: target, Note: relation.Note}, false})
			views[target] = append(views[target],
				seen{site.Link{Type: relation.Type, Label: cmp.Or(term.Plural, term.Label), Entry: entry, Note: relation.Note}, true})
		}
	}
	for entry, seen := range views {
		entry.Links = onceEach(seen)
	}
}

// onceEach keeps the first view of each entry, in the order of the vocabulary.
func onceEach(views []seen) []site.Link {
	slices.SortStableFunc(views, func(a, b seen) int {
		return cmp.Or(
			cmp.Compare(site.RelationTypes.Rank(a.Type), site.RelationTypes.Rank(b.Type)),
			cmp.Compare(a.Type, b.Type), site.CompareBool(a.inverse, b.inverse), cmp.Compare(a.Entry.Index, b.Entry.Index))
	})
	links := make([]site.Link, 0, len(views))
	for _, view := range views {
		at := slices.IndexFunc(links, func(l site.Link) bool { return l.Entry == view.Entry })
		switch {
		case at < 0:
			links = append(links, view.Link)
		case links[at].Note == "" && links[at].Type == view.Type:
			links[at].Note = view.Note
		}
	}
	return links
}

// correct lists the updates of all entries, newest first.
func (j *joiner) correct() {
	count := 0
	for _, entry := range j.site.Entries {
		count += len(entry.Updates)
	}
	if count == 0 {
		return
	}
	all := make([]site.Correction, 0, count)
	for _, entry := range j.site.Entries {
		for i := range entry.Updates {
			all = append(all, site.Correction{Entry: entry, Update: &entry.Updates[i], Nth: i})
		}
	}
	slices.SortFunc(all, func(a, b site.Correction) int {
		return cmp.Or(
			cmp.Compare(b.Date, a.Date), cmp.Compare(b.Entry.Index, a.Entry.Index), cmp.Compare(b.Nth, a.Nth))
	})
	j.site.Corrections = all
}
