package render

import (
	"blotter/internal/site"
)

// searchView is the search page: a form that the client of the search brings
// to life, and the ways to browse, which need no script.
type searchView struct {
	Frame
	Action string
	Script string
	Facets []searchFacet
	Browse []navLink
}

// searchFacet is a facet with the values that most entries have; the client
// adds others as they turn up.
type searchFacet struct {
	Name, Label string
	Open        bool
	Values      []facetValue
}

type facetValue struct{ Key, Label, Count string }

// searchFacets are the facets of the search index, in the order of the page.
var searchFacets = []struct {
	name, label string
	dimension   site.Dimension // empty = the status
	open        bool
}{
	{"type", "Type", site.ByType, true},
	{"year", "Year", site.ByYear, true},
	{"actor", "Actor", site.ByActor, false},
	{"technique", "Technique", site.ByTechnique, false},
	{"chain", "Chain", site.ByChain, false},
	{"country", "Country", site.ByCountry, false},
	{"status", "Status", "", false},
}

// facetRoom is how many values of a facet the page shows before it is asked.
const facetRoom = 20

func (e *edition) searchPages() []site.Output {
	v := searchView{
		Frame:  e.frame("/search/", "Search", "Find incidents by words, names and aliases, amounts in any notation, addresses or transactions, and see what the result adds up to."),
		Action: e.href("/search/"), Script: e.asset("js/search/page.js"), Browse: e.footerView().Browse,
	}
	v.Crumbs = e.crumbs(Crumb{Text: "Search"})
	v.Robots = "noindex"
	for _, f := range searchFacets {
		facet := searchFacet{Name: f.name, Label: f.label, Open: f.open}
		for _, group := range e.site.Groups[f.dimension] {
			if len(facet.Values) < facetRoom && len(group.Entries) > 0 {
				facet.Values = append(facet.Values, facetValue{group.Key, group.Label, number(len(group.Entries))})
			}
		}
		if f.dimension == "" {
			facet.Values = e.statusValues()
		}
		if len(facet.Values) > 0 {
			v.Facets = append(v.Facets, facet)
		}
	}
	return []site.Output{e.page("search", &v)}
}

// statusValues gives the statuses that entries have.
func (e *edition) statusValues() []facetValue {
	var values []facetValue
	for _, status := range site.Statuses.Terms {
		count := 0
		for _, entry := range e.site.Entries {
			if entry.Status == status.Key {
				count++
			}
		}
		if count > 0 {
			values = append(values, facetValue{status.Key, status.Label, number(count)})
		}
	}
	return values
}
