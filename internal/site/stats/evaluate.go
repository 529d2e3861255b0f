package stats

import (
	"fmt"
	"slices"
	"strings"

	"blotter/internal/site"
)

// filters are the words by which a query narrows its set, with the dimension
// that each is about, in the order in which hints name them.
var filters = []struct {
	word      string
	dimension site.Dimension
}{
	{"year", site.ByYear}, {"month", site.ByMonth}, {"type", site.ByType}, {"actor", site.ByActor},
	{"technique", site.ByTechnique}, {"chain", site.ByChain}, {"country", site.ByCountry},
	{"sector", site.BySector}, {"tag", site.ByTag},
}

// Evaluate answers the query of a hole in prose,
//
//	total "stolen" year="2022" chain="ethereum"
//
// with the value of the total of a kind or, where no kind has the name, of a
// class, over the entries that pass all filters. The link leads to the list of
// its amounts where all entries or those of a year are asked for, else to the
// page of the group, or the search with the filters set. An error is a *site.ParseError for the editor: the query is
// not in this form, or names what the record does not have.
func Evaluate(st *site.Statistics, s *site.Site, query string) (site.Figure, error) {
	wrong := func(why, hint string) (site.Figure, error) {
		return site.Figure{}, &site.ParseError{Text: query, Thing: "a total", Why: why, Hint: hint}
	}
	what, narrowed, ok := readQuery(query)
	if !ok {
		return wrong("it does not have the right form", `write total "stolen" or total "stolen" year="2022"`)
	}
	if !site.Kinds.Has(what) && !site.Classes.Has(what) {
		return wrong(fmt.Sprintf("%q is neither a kind nor a class of money", what),
			"the kinds are "+strings.Join(site.Kinds.Keys(), ", ")+"; the classes "+strings.Join(site.Classes.Keys(), ", "))
	}
	var groups []*site.Group
	for i, filter := range narrowed {
		d, known := dimensionOf(filter.Key)
		if !known {
			return wrong(fmt.Sprintf("%q is not a filter", filter.Key), "the filters are "+filterWords())
		}
		group := findGroup(s, d, filter.Value)
		if group == nil {
			return wrong(fmt.Sprintf("no entry has the %s %q", filter.Key, filter.Value), "")
		}
		narrowed[i].Value = group.Key
		groups = append(groups, group)
	}
	sum := over(st, groups)
	total := totalOf(sum, what)
	if total == nil {
		return wrong(fmt.Sprintf("nothing in the set is recorded as %s", what), "")
	}
	figure := site.Figure{Text: total.Value.Short(), Href: s.Config.Href(pathOf(groups, narrowed, sum, total)), Total: total}
	if !total.Value.Known() {
		figure.Text = "no stated amount"
	}
	return figure, nil
}

// readQuery takes a query apart: what is summed, and the filters as written.
func readQuery(query string) (what string, narrowed []site.Pair, ok bool) {
	rest, ok := strings.CutPrefix(strings.TrimSpace(query), "total")
	if !ok {
		return "", nil, false
	}
	what, rest, ok = cutQuoted(strings.TrimSpace(rest))
	for ok && rest != "" {
		var pair site.Pair
		pair.Key, rest, ok = strings.Cut(rest, "=")
		if !ok {
			break
		}
		pair.Key = strings.TrimSpace(pair.Key)
		pair.Value, rest, ok = cutQuoted(strings.TrimSpace(rest))
		narrowed = append(narrowed, pair)
	}
	return what, narrowed, ok
}

// cutQuoted takes a text in straight or typographic quotes off the front;
// Markdown may have turned the one into the other.
func cutQuoted(text string) (quoted, rest string, ok bool) {
	for _, open := range []string{`"`, "“", "”", "&quot;"} {
		if inner, found := strings.CutPrefix(text, open); found {
			for _, end := range []string{`"`, "”", "“", "&quot;"} {
				if quoted, rest, found := strings.Cut(inner, end); found && !strings.ContainsAny(quoted, `="“”`) {
					return quoted, strings.TrimSpace(rest), true
				}
			}
		}
	}
	return "", "", false
}

func dimensionOf(word string) (site.Dimension, bool) {
	for _, filter := range filters {
		if filter.word == word {
			return filter.dimension, true
		}
	}
	return "", false
}

func filterWords() string {
	words := make([]string, len(filters))
	for i, filter := range filters {
		words[i] = filter.word
	}
	return strings.Join(words, ", ")
}

// findGroup finds a group by its key; an actor also by name and alias.
func findGroup(s *site.Site, d site.Dimension, value string) *site.Group {
	if d == site.ByActor {
		if p := s.FindActor(value); p != nil {
			return p.Group
		}
		return nil
	}
	at := slices.IndexFunc(s.Groups[d], func(g *site.Group) bool { return strings.EqualFold(g.Key, value) })
	if at < 0 {
		return nil
	}
	return s.Groups[d][at]
}

// over sums the entries that are in all groups.
func over(st *site.Statistics, groups []*site.Group) *site.Summary {
	switch len(groups) {
	case 0:
		return st.All()
	case 1:
		return st.ByGroup(groups[0])
	}
	in := map[*site.Entry]int{}
	for _, group := range groups {
		for _, entry := range group.Entries {
			in[entry]++
		}
	}
	var all []*site.Entry
	for _, entry := range groups[0].Entries {
		if in[entry] == len(groups) {
			all = append(all, entry)
		}
	}
	return st.Over(all)
}

// totalOf gives the total of a kind, or of a class where no kind has the name.
func totalOf(sum *site.Summary, what string) *site.Total {
	if site.Kinds.Has(what) {
		return sum.Kind(site.Kind(what))
	}
	return sum.Class(site.Class(what))
}

// pathOf gives the address of the page that shows a total of a set.
func pathOf(groups []*site.Group, narrowed []site.Pair, sum *site.Summary, total *site.Total) string {
	switch {
	case len(groups) > 1:
		return site.SearchPath(narrowed)
	case len(groups) == 1 && groups[0].Dimension == site.ByYear && total.Kind != "":
		return site.YearKindPath(groups[0].Key, sum, total.Kind)
	case len(groups) == 1 && groups[0].Dimension == site.ByYear:
		return site.StatsPath(groups[0].Key, string(total.Class))
	case len(groups) == 1:
		return groups[0].Path
	case total.Kind != "":
		return site.StatsPath("kinds", string(total.Kind))
	}
	return site.StatsPath(string(total.Class))
}
