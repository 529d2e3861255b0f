package site

// Facet is a filter of the search page: a list of values, of which an entry has
// some.
type Facet struct {
	Name      string    // in an address of the search page: "type"
	Label     string    // over the list of its values
	Dimension Dimension // whose groups are the values; empty for the status
	Open      bool      // the page shows the list before it is asked
}

// Facets are the facets of the search, in the order of its page. The index has
// a column for each, and the page a list: both are made from here.
var Facets = []Facet{
	{"type", "Type", ByType, true},
	{"year", "Year", ByYear, true},
	{"actor", "Actor", ByActor, false},
	{"technique", "Technique", ByTechnique, false},
	{"chain", "Chain", ByChain, false},
	{"country", "Country", ByCountry, false},
	{"status", "Status", "", false},
}

// FacetValue is a value of a facet with the entries that have it, one or more.
type FacetValue struct {
	Key, Label string
	Entries    []*Entry
}

// Values gives the values of the facet that entries of a site have, in the
// order of their groups.
func (f Facet) Values(s *Site) []FacetValue {
	var values []FacetValue
	add := func(key, label string, entries []*Entry) {
		if len(entries) > 0 {
			values = append(values, FacetValue{key, label, entries})
		}
	}
	if f.Dimension != "" {
		for _, group := range s.Groups[f.Dimension] {
			add(group.Key, group.Label, group.Entries)
		}
		return values
	}
	for _, status := range Statuses.Terms {
		var entries []*Entry
		for _, entry := range s.Entries {
			if entry.Status == status.Key {
				entries = append(entries, entry)
			}
		}
		add(status.Key, status.Label, entries)
	}
	return values
}
