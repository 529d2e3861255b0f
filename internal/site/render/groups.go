package render

import (
	"strconv"
	"strings"

	"blotter/internal/site"
)

// way is a dimension as its pages speak of it.
type way struct {
	dimension site.Dimension
	heading   string // of the index page
	one       string // a value: "technique"
	intro     string
	several   bool // an entry may have more than one
}

// ways are the dimensions that have an index page of this kind.
var ways = []way{
	{site.ByType, "Types", "type", "What sort of incident an entry tells.", false},
	{site.ByActor, "Actors", "actor", "The people, groups, companies and authorities that entries name, with the part each had and what has been established about it.", true},
	{site.ByTechnique, "Techniques", "technique", "How it was done, as far as a source says.", true},
	{site.ByChain, "Chains", "chain", "The chains on which the money lay or moved.", true},
	{site.ByCountry, "Countries", "country", "The countries that entries concern, whether as the home of the victim, of the accused or of an authority.", true},
	{site.BySector, "Sectors", "sector", "The sort of business that was hit or that acted.", true},
	{site.ByTag, "Tags", "tag", "Free words under which editors file entries.", true},
	{site.ByPublisher, "Sources", "publisher", "Who published the documents that entries rest on.", true},
}

// wayOf gives the words of a dimension.
func wayOf(d site.Dimension) way {
	for _, w := range ways {
		if w.dimension == d {
			return w
		}
	}
	return way{dimension: d, heading: string(d), one: "value", several: true}
}

// plural gives the word for several values: "techniques".
func (w way) plural() string { return lower(w.heading) }

// groupView is the page of one value: what it means, what its entries add up
// to, and the entries.
type groupView struct {
	Frame
	Heading    string
	Kind       navLink // the dimension
	Definition string
	Size       string // "12 entries"
	Feed       string // empty = it has none
	CSV, JSON  string
	Totals     []TotalView
	Note       string // of dimensions in which an entry may stand more than once
	Chart      ChartView
	Ledgers    []LedgerView
	Documents  TableView // of publishers
	Sections   []SectionView
	Pager      Pager
}

// wayPages are the index of a dimension and the pages of its values.
func (e *edition) wayPages(w way, want wanted) []site.Output {
	groups := e.site.Groups[w.dimension]
	if len(groups) == 0 {
		return nil
	}
	outputs := e.groupIndex(w, groups)
	if w.dimension == site.ByActor {
		return outputs // see actors.go
	}
	for _, group := range groups {
		if want(group.Path) {
			outputs = append(outputs, e.valuePages(w, group)...)
			outputs = append(outputs, e.valueEvidence(w, group)...)
		}
	}
	return outputs
}

// numberedCrumbs gives the way to a page of a list, of which the last step is
// the first page.
func (e *edition) numberedCrumbs(page listPage, steps ...Crumb) []Crumb {
	if page.Number > 1 {
		return e.crumbs(append(steps, Crumb{Text: "Page " + strconv.Itoa(page.Number)})...)
	}
	steps[len(steps)-1].Href = ""
	return e.crumbs(steps...)
}

// valuePages are the pages of one value of a dimension.
func (e *edition) valuePages(w way, group *site.Group) []site.Output {
	later := laterPages
	if w.dimension == site.ByPublisher {
		later = laterDocuments
	}
	pages := e.paged(group.Path, "Pages of "+group.Label, reversed(group.Entries), later)
	outputs := make([]site.Output, len(pages))
	for i, page := range pages {
		outputs[i] = e.declared(page.Path, "group", func(in *inputs) func() view {
			e.valueInputs(in, group, page)
			return func() view {
				v := e.valueView(w, group, page)
				if w.dimension == site.ByPublisher {
					v.Documents = e.documents(group, page.Entries)
				}
				if page.Number == 1 || w.dimension != site.ByPublisher { // the documents name their entries
					v.Sections = e.stretch(page, SectionView{ID: "entries", Heading: "Entries", Note: "newest first"})
				}
				return &v
			}
		})
	}
	return outputs
}

// valueInputs covers what the pages of a value are built from. All but the
// first say nothing of its money.
func (e *edition) valueInputs(in *inputs, group *site.Group, page listPage) {
	in.Number(page.Number)
	in.Number(page.Of)
	in.group(group)
	in.Text(group.Plural, group.Definition)
	e.rowInputs(in, page.Entries)
	if page.Number == 1 {
		e.groupMoneyInputs(in, group)
		e.yearInputs(in) // the span of the histogram
	}
	if group.Dimension == site.ByPublisher { // its documents
		e.moneyInputs(in, page.Entries)
	}
}

// valueView is what pages of values share. The sums stand on the first page.
func (e *edition) valueView(w way, group *site.Group, page listPage) groupView {
	heading := group.Label
	if w.dimension == site.ByType && group.Plural != "" {
		heading = group.Plural
	}
	description := group.Definition
	if description == "" {
		description = "Entries of the record under the " + w.one + " " + group.Label + "."
	}
	v := groupView{
		Frame:   e.frame(page.Path, heading+pageSuffix(page), description),
		Heading: heading + pageSuffix(page), Kind: navLink{Text: upper(w.one), Href: e.href(site.DimensionPath(w.dimension))},
		Definition: group.Definition, Size: count(len(group.Entries), "entry", "entries"), Pager: page.Pager,
	}
	v.Crumbs = e.numberedCrumbs(page, Crumb{site.DimensionPath(w.dimension), w.heading}, Crumb{group.Path, group.Label})
	v.CSV, v.JSON, v.Data = e.groupData(group)
	if site.HasFeed(w.dimension) {
		v.Feed = e.href(site.GroupFeedPath(w.dimension, group.Key))
		v.Feeds = append([]Feed{{"application/atom+xml", heading + ": newest entries", v.Feed}}, v.Feeds...)
	}
	if page.Number == 1 {
		e.addSums(&v, w, group)
	}
	return v
}

// groupData gives the links to the figures of a group: its own files, those of
// its year, or the data of its only entry.
func (e *edition) groupData(group *site.Group) (csv, json string, data []Feed) {
	if len(group.Entries) == 1 {
		return "", e.href(site.IncidentDataPath(group.Entries[0].ID)), nil
	}
	if group = e.dataGroup(group); !group.HasData() {
		return "", "", nil
	}
	csv = e.href(site.GroupDataPath(group.Dimension, group.Key, "csv"))
	data = []Feed{{"text/csv", group.Label + ": the amounts", csv}}
	if site.HasJSON(group.Dimension) {
		json = e.href(site.GroupDataPath(group.Dimension, group.Key, "json"))
		data = append(data, Feed{"application/json", group.Label + ": the totals", json})
	}
	return csv, json, data
}

// dataGroup gives the group whose files hold the figures of a group: its year
// for a month of which the record has a list of the year, else itself.
func (e *edition) dataGroup(group *site.Group) *site.Group {
	if group.Dimension != site.ByMonth {
		return group
	}
	for _, year := range e.site.Groups[site.ByYear] {
		if strings.HasPrefix(group.Key, year.Key+"-") {
			return year
		}
	}
	return group
}

// ledgerLimit is the number of amounts up to which the page of a value lists
// them all; more have pages of their own.
const ledgerLimit = 250

// evidencePath gives where the amounts of a class under a value are listed:
// on its page, or on a page of their own where they are many.
func evidencePath(path string, s *site.Summary, class site.Class) string {
	if ledgerSize(s) <= ledgerLimit {
		return path + "#" + string(class)
	}
	return path + string(class) + "/"
}

// valueEvidence are the pages of the amounts of a value that has many.
func (e *edition) valueEvidence(w way, group *site.Group) []site.Output {
	s := e.stats.ByGroup(group)
	if s == nil || ledgerSize(s) <= ledgerLimit {
		return nil
	}
	var outputs []site.Output
	for i := range s.Classes {
		t := &s.Classes[i]
		outputs = append(outputs, e.evidencePages(evidence{
			path: evidencePath(group.Path, s, t.Class), title: group.Label + ": " + t.Class.Words(),
			intro: site.Classes.Term(string(t.Class)).Definition, total: t,
			above: []Crumb{{site.DimensionPath(w.dimension), w.heading}, {group.Path, group.Label}},
		})...)
	}
	return outputs
}

// chartFrom is the number of entries from which the page of a value has a
// histogram: a shorter list shows its dates at a glance.
const chartFrom = 12

func (e *edition) addSums(v *groupView, w way, group *site.Group) {
	s := e.stats.ByGroup(group)
	if s == nil {
		return
	}
	if len(group.Entries) >= chartFrom {
		v.Chart = e.groupChart(group)
	}
	if ledgerSize(s) <= ledgerLimit {
		for i := range s.Classes {
			v.Ledgers = append(v.Ledgers, e.ledger(&s.Classes[i], "under "+group.Label))
		}
	}
	for i := range s.Classes {
		if total := e.totalView(&s.Classes[i], evidencePath(group.Path, s, s.Classes[i].Class)); !total.Bare {
			v.Totals = append(v.Totals, total)
		}
	}
	switch {
	case len(v.Totals) == 0:
	case w.dimension == site.ByPublisher:
		v.Note = "Sums of the entries that cite " + group.Label + ", whoever gave the figure. They must not be added to those of other publishers."
	case w.several:
		v.Note = "An entry counts under each of its " + w.plural() + ": the sums of several " + w.plural() + " must not be added."
	}

}

// groupChart is the histogram of a value's entries over the years of the
// record.
func (e *edition) groupChart(group *site.Group) ChartView {
	years := e.stats.Years()
	d := density{id: "years", title: "Entries under " + group.Label + " by year", head: "Year", small: true}
	d.buckets = make([]bucket, len(years), len(years)+1)
	for i := range years {
		d.buckets[i].label = strconv.Itoa(years[i].Year)
	}
	var undated []*site.Entry
	for _, entry := range group.Entries {
		year, ok := entry.Date.InYear()
		if !ok {
			undated = append(undated, entry)
			continue
		}
		// No year between the first and the last is missing; a withdrawn entry may
		// lie outside of them.
		if len(years) > 0 && year >= years[0].Year && year <= years[len(years)-1].Year {
			b := &d.buckets[year-years[0].Year]
			b.entries = append(b.entries, entry)
		}
	}
	if len(undated) > 0 {
		d.buckets = append(d.buckets, bucket{label: "no year", entries: undated, apart: true})
	}
	return e.densityChart(d)
}

// documents lists what a publisher published, as far as these entries cite it.
func (e *edition) documents(group *site.Group, entries []*site.Entry) TableView {
	var cited []site.CitedIn
	for _, entry := range entries {
		for i := range entry.Sources {
			if source := &entry.Sources[i]; site.Slug(source.Publisher) == group.Key {
				cited = append(cited, site.CitedIn{Entry: entry, Source: source})
			}
		}
	}
	if len(cited) == 0 {
		return TableView{}
	}
	head := []Column{{Text: "Document"}, {Text: "Date", Dates: true}, {Text: "Kind"}, {Text: "Cited in"}}
	return e.long(tableSource{caption: "Documents of " + group.Label + " that these entries cite", head: head, row: func(cells []Cell, i int) []Cell {
		entry, source := cited[i].Entry, cited[i].Source
		document := Cell{Text: source.Title, Href: source.URL}
		if source.Status != "" && source.Status != "live" {
			document.Note = site.SourceStatuses.Label(source.Status)
		}
		return append(cells, document, Cell{Text: source.Date.Short()}, Cell{Text: site.SourceKinds.Label(source.Kind)},
			Cell{Text: entry.Title, Href: e.href(entry.Path) + "#" + sourceAnchors + source.Key})
	}}, 0, len(cited))
}
