package render

import (
	"fmt"
	"slices"
	"strconv"

	"blotter/internal/site"
)

// timelineView is a page of the timeline: the whole record, a year or a month.
type timelineView struct {
	Frame
	Heading  string
	Intro    string
	Years    []YearLink
	Chart    ChartView
	Totals   []TotalView
	DataOf   string // whose figures the files hold: "2023"
	CSV      string // the figures of a year; empty on other pages
	JSON     string
	Sections []SectionView
	Ledgers  []LedgerView
	Undated  SectionView // on the first page of the whole record
	Pager    Pager
	Older    navLink // the span of time before this one
	Newer    navLink
}

// YearLink is a year in the navigation, with its number of entries.
type YearLink struct {
	Text, Href, Count string
	Current           bool
}

// SectionView is a stretch of a list under a heading of its own.
type SectionView struct {
	ID, Heading, Href, Note string
	Rows                    []*Row
	Briefs                  []*Brief // in the place of the rows, on later pages
}

func (e *edition) timelinePages(want wanted) []site.Output {
	outputs := e.recordPages()
	years := e.site.Groups[site.ByYear]
	months := e.site.Groups[site.ByMonth]
	for _, group := range years {
		if want(group.Path) {
			outputs = append(outputs, e.yearPages(group, years)...)
		}
	}
	for _, group := range months {
		if want(group.Path) {
			outputs = append(outputs, e.monthPages(group, months)...)
			outputs = append(outputs, e.monthEvidence(group)...)
		}
	}
	return outputs
}

// recordPages are the pages of the whole record, newest incident first, with a
// heading for each year.
func (e *edition) recordPages() []site.Output {
	entries := reversed(e.site.Entries)
	pages := e.paged("/incidents/", "Pages of the timeline", entries, laterTimeline)
	outputs := make([]site.Output, len(pages))
	for i, page := range pages {
		outputs[i] = e.declared(page.Path, "timeline", func(in *inputs) func() view {
			e.stretchInputs(in, page, nil, nil)
			if page.Number == 1 { // the histogram, and the entries of no single year
				e.moneyInputs(in, entries)
				e.rowInputs(in, e.stats.UndatedEntries())
			}
			return func() view { return e.recordView(page) }
		})
	}
	return outputs
}

func (e *edition) recordView(page listPage) *timelineView {
	title := "Timeline" + pageSuffix(page)
	v := &timelineView{
		Frame:   e.frame(page.Path, title, "Every entry of the record by the date of the incident, newest first."),
		Heading: title, Years: e.yearLinks(0), Pager: page.Pager,
		Intro: count(len(e.site.Entries), "entry", "entries") + " by the date of the incident, newest first.",
	}
	v.Crumbs = e.crumbs(Crumb{Text: "Timeline"})
	if page.Number > 1 {
		v.Crumbs = e.crumbs(Crumb{"/incidents/", "Timeline"}, Crumb{Text: fmt.Sprintf("Page %d", page.Number)})
	} else {
		v.Chart = e.yearsChart(false)
		v.Undated = e.undated()
	}
	v.Sections = e.sections(page, yearSection)
	return v
}

// stretchInputs covers what a page of the timeline is built from. Group is the
// year or month it shows, and groups are all of these; nil for the whole
// record.
func (e *edition) stretchInputs(in *inputs, page listPage, group *site.Group, groups []*site.Group) {
	in.Number(page.Number)
	in.Number(page.Of)
	in.Number(len(e.site.Entries))
	e.yearInputs(in)
	e.rowInputs(in, page.Entries)
	for _, entry := range page.Entries {
		for _, span := range entry.Groups { // the headings of the list
			if span.Dimension == site.ByYear || span.Dimension == site.ByMonth {
				in.group(span)
			}
		}
	}
	if group == nil {
		return
	}
	in.group(group)
	if page.Number == 1 {
		e.groupMoneyInputs(in, group)
	}
	older, newer := e.besides(group, groups)
	in.Text(older.Text, older.Href, newer.Text, newer.Href)
}

// listWords says how long a list is, and its order where it has one.
func listWords(entries int) string {
	if entries == 1 {
		return "1 entry."
	}
	return number(entries) + " entries, newest first."
}

// pageSuffix names the later pages of a list in titles.
func pageSuffix(page listPage) string {
	if page.Number == 1 {
		return ""
	}
	return fmt.Sprintf(", page %d of %d", page.Number, page.Of)
}

// yearPages are the pages of one year, with a heading for each month.
func (e *edition) yearPages(group *site.Group, years []*site.Group) []site.Output {
	year, _ := strconv.Atoi(group.Key)
	entries, _ := yearOrder(group)
	pages := e.paged(group.Path, "Pages of "+group.Label, entries, laterTimeline)
	outputs := make([]site.Output, len(pages))
	for i, page := range pages {
		outputs[i] = e.declared(page.Path, "timeline", func(in *inputs) func() view {
			e.stretchInputs(in, page, group, years)
			return func() view {
				v := e.stretchView(group, page, year)
				v.Crumbs = e.crumbs(Crumb{"/incidents/", "Timeline"}, Crumb{Text: group.Label})
				if page.Number == 1 {
					v.Chart = e.monthsChart(year, group)
					v.Totals = counted(e.classTotals(e.stats.ByGroup(group), site.StatsPath(group.Key)))
				}
				v.Sections = e.sections(page, monthSection)
				v.Older, v.Newer = e.besides(group, years)
				return v
			}
		})
	}
	return outputs
}

// yearOrder gives the entries of a year, newest first, and behind them those
// that lie in no single month, so that these stand together; they begin at
// coarse.
func yearOrder(group *site.Group) (entries []*site.Entry, coarse int) {
	var undated []*site.Entry
	for _, entry := range reversed(group.Entries) {
		if _, _, ok := entry.Date.InMonth(); ok {
			entries = append(entries, entry)
		} else {
			undated = append(undated, entry)
		}
	}
	return append(entries, undated...), len(entries)
}

// noMonthHref leads to the first of a year's entries that lie in no single
// month, on whichever page of the year's list it stands.
func (e *edition) noMonthHref(group *site.Group) string {
	_, coarse := yearOrder(group)
	return e.href(site.Numbered(group.Path, coarse/max(e.cfg.PageSize, 1)+1)) + "#no-month"
}

// stretchView is what the pages of a year and of a month share.
func (e *edition) stretchView(group *site.Group, page listPage, year int) *timelineView {
	title := "Incidents of " + group.Label + pageSuffix(page)
	v := &timelineView{
		Frame:   e.frame(page.Path, title, "Entries of the record whose incident lies in "+group.Label+"."),
		Heading: title, Years: e.yearLinks(year), Pager: page.Pager,
		Intro: listWords(len(group.Entries)), DataOf: group.Label,
	}
	v.CSV, v.JSON, v.Data = e.groupData(group)
	return v
}

// monthPages are the pages of one month.
func (e *edition) monthPages(group *site.Group, months []*site.Group) []site.Output {
	year, _ := strconv.Atoi(group.Key[:4])
	pages := e.paged(group.Path, "Pages of "+group.Label, reversed(group.Entries), laterTimeline)
	outputs := make([]site.Output, len(pages))
	for i, page := range pages {
		outputs[i] = e.declared(page.Path, "timeline", func(in *inputs) func() view {
			e.stretchInputs(in, page, group, months)
			return func() view {
				v := e.stretchView(group, page, year)
				if v.CSV != "" {
					v.DataOf = e.dataGroup(group).Label
				}
				v.Sections = e.stretch(page, SectionView{Heading: "Entries"})
				v.Crumbs = e.crumbs(Crumb{"/incidents/", "Timeline"}, Crumb{site.YearPath(year), strconv.Itoa(year)}, Crumb{Text: group.Label})
				if page.Number == 1 {
					e.addMonthSums(v, group)
				}
				v.Older, v.Newer = e.besides(group, months)
				return v
			}
		})
	}
	return outputs
}

// addMonthSums gives the sums of a month with the amounts behind them, where
// these are not too many for one page.
func (e *edition) addMonthSums(v *timelineView, group *site.Group) {
	s := e.stats.ByGroup(group)
	for i := range s.Classes {
		t := &s.Classes[i]
		v.Totals = append(v.Totals, e.totalView(t, evidencePath(group.Path, s, t.Class)))
		if ledgerSize(s) <= ledgerLimit {
			v.Ledgers = append(v.Ledgers, e.ledger(t, "in "+group.Label))
		}
	}
	v.Totals = counted(v.Totals)
}

// monthEvidence are the pages of the amounts behind a month's sums, where they
// are too many for the month's own page.
func (e *edition) monthEvidence(group *site.Group) []site.Output {
	s := e.stats.ByGroup(group)
	if ledgerSize(s) <= ledgerLimit {
		return nil
	}
	year, _ := strconv.Atoi(group.Key[:4])
	var outputs []site.Output
	for i := range s.Classes {
		t := &s.Classes[i]
		outputs = append(outputs, e.evidencePages(evidence{
			path: evidencePath(group.Path, s, t.Class), title: group.Label + ": " + t.Class.Words(),
			intro: site.Classes.Term(string(t.Class)).Definition, total: t,
			above: []Crumb{{"/incidents/", "Timeline"}, {site.YearPath(year), strconv.Itoa(year)}, {group.Path, group.Label}},
		})...)
	}
	return outputs
}

// counted leaves out the sums to which no entry adds.
func counted(totals []TotalView) []TotalView {
	return slices.DeleteFunc(totals, func(t TotalView) bool { return t.Nothing })
}

// reversed gives the entries newest first.
func reversed(entries []*site.Entry) []*site.Entry { return newest(entries, len(entries)) }
