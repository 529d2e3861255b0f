package render

import (
	"blotter/internal/site"
)

// searchView is the search page: a form that the client of the search brings
// to life, and the ways to browse, which need no script.
type searchView struct {
	Frame
	Action  string
	Script  string
	Modules []string // what the script imports
	Index   string   // what it asks for first
	Facets  []searchFacet
	Browse  []navLink
}

// searchFacet is a facet with the values that most entries have; the client
// adds others as they turn up.
type searchFacet struct {
	Name, Label string
	Open        bool
	Values      []facetValue
}

type facetValue struct{ Key, Label, Count string }

// facetRoom is how many values of a facet the page shows before it is asked.
const facetRoom = 20

func (e *edition) searchPages() []site.Output {
	v := searchView{
		Frame:   e.frame("/search/", "Search", "Find incidents by words, names and aliases, amounts in any notation, addresses or transactions, and see what the result adds up to."),
		Action:  e.href("/search/"),
		Script:  e.asset("js/search/page.js"),
		Modules: []string{e.asset("js/search/query.js"), e.asset("js/search/index.js")},
		Index:   e.href("/search/index.bin"), Browse: e.ways(),
	}
	v.Crumbs = e.crumbs(Crumb{Text: "Search"})
	v.Robots = "noindex"
	for _, f := range site.Facets {
		facet := searchFacet{Name: f.Name, Label: f.Label, Open: f.Open}
		for _, value := range f.Values(e.site) {
			if len(facet.Values) < facetRoom {
				facet.Values = append(facet.Values, facetValue{value.Key, value.Label, number(len(value.Entries))})
			}
		}
		if len(facet.Values) > 0 {
			v.Facets = append(v.Facets, facet)
		}
	}
	return []site.Output{e.page("search", &v)}
}
