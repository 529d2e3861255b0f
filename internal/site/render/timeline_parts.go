package render

import (
	"slices"
	"strconv"

	"blotter/internal/site"
)

// yearLinks gives the navigation by year, newest first.
func (e *edition) yearLinks(current int) []YearLink {
	groups := e.site.Groups[site.ByYear]
	links := make([]YearLink, len(groups))
	for i, group := range groups {
		links[i] = YearLink{group.Label, e.href(group.Path), number(len(group.Entries)), group.Key == strconv.Itoa(current)}
	}
	return links
}

// besides gives the spans of time before and after a group; groups run from
// the newest.
func (e *edition) besides(group *site.Group, groups []*site.Group) (older, newer navLink) {
	i := slices.Index(groups, group)
	if i > 0 {
		newer = navLink{Text: groups[i-1].Label, Href: e.href(groups[i-1].Path)}
	}
	if i >= 0 && i < len(groups)-1 {
		older = navLink{Text: groups[i+1].Label, Href: e.href(groups[i+1].Path)}
	}
	return older, newer
}

// undated lists the entries whose date lies in no single year; the bar of the
// histogram that counts them leads here.
func (e *edition) undated() SectionView {
	entries := e.stats.UndatedEntries()
	if len(entries) == 0 {
		return SectionView{}
	}
	return SectionView{
		ID: "undated", Heading: "In no single year",
		Note: "Their dates span years or are not known. They stand in the list by the earliest day they may mean.",
		Rows: e.rowsOf(reversed(entries)),
	}
}

// stretch gives the entries of a page under one heading.
func (e *edition) stretch(page listPage, section SectionView) []SectionView {
	section.Rows = e.rowsOf(page.Entries)
	if sections := []SectionView{section}; page.Number > 1 {
		return briefly(sections)
	}
	return []SectionView{section}
}

// sections cuts a list into stretches; of names the section an entry is in.
func (e *edition) sections(page listPage, of func(*edition, *site.Entry) SectionView) []SectionView {
	var sections []SectionView
	for _, entry := range page.Entries {
		section := of(e, entry)
		if len(sections) == 0 || sections[len(sections)-1].Heading != section.Heading {
			sections = append(sections, section)
		}
		last := &sections[len(sections)-1]
		last.Rows = append(last.Rows, e.row(entry))
	}
	if page.Number > 1 {
		return briefly(sections)
	}
	return sections
}

func yearSection(e *edition, entry *site.Entry) SectionView {
	for _, group := range entry.Groups {
		if group.Dimension == site.ByYear {
			return SectionView{Heading: group.Label, Href: e.href(group.Path), Note: count(len(group.Entries), "entry", "entries")}
		}
	}
	return SectionView{Heading: "In no single year"}
}

func monthSection(e *edition, entry *site.Entry) SectionView {
	for _, group := range entry.Groups {
		if group.Dimension == site.ByMonth {
			return SectionView{Heading: group.Label, Href: e.href(group.Path), Note: count(len(group.Entries), "entry", "entries")}
		}
	}
	return SectionView{ID: "no-month", Heading: "In no single month", Note: "Known to the year only, or over several months."}
}
