package render

import (
	"strconv"

	"blotter/internal/site"
	"blotter/internal/site/render/chart"
)

// calendarPages show how many entries each month has.
func (e *edition) calendarPages() []site.Output {
	if len(e.stats.Years()) == 0 {
		return nil
	}
	path := site.StatsPath("calendar")
	drawing := e.drawingOutput(path, "calendar", func() chart.Chart {
		drawing, _ := e.calendarChart(calendarTitle)
		return drawing
	})
	return append(e.statsOutputs(path, true, e.calendarView), wordless(drawing)...)
}

const calendarTitle = "Entries by month of the incident"

func (e *edition) calendarView() *statsView {
	v := e.statsPage("calendar", "Calendar of months", "How many entries each month has, by the date of the incident. What is known to the year only stands in no month.")
	drawing, rows := e.calendarChart(calendarTitle)
	head := []Column{{Text: "Year"}}
	for month := 1; month <= 12; month++ {
		head = append(head, Column{Text: monthWord(month), Numbers: true})
	}
	head = append(head, Column{Text: "No month", Numbers: true}, Column{Text: "All", Numbers: true})
	view := chartView(drawing, calendarTitle, newTable(calendarTitle, head, rows))
	view.File = e.drawingHref(v.Path, "calendar")
	block := StatsBlock{ID: "months", Heading: "Month by month", Charts: []ChartView{view}}
	if n := len(e.stats.UndatedEntries()); n > 0 {
		block.Text = []Remark{{count(n, "entry lies", "entries lie") + " in no single year and " + are(n) + " not on the sheet. ", "The list", e.href("/incidents/") + "#undated", "."}}
	}
	v.Blocks = []StatsBlock{block}
	return v
}

// monthWord gives the short name of a month.
func monthWord(month int) string {
	words := site.DayOf(2000, month, 1).Short() // "1 Mar 2000"
	return words[2 : len(words)-5]
}

func (e *edition) calendarChart(title string) (chart.Calendar, []TableRow) {
	cal := chart.Calendar{Frame: chart.Frame{ID: "calendar", Title: title}, Noun: "entries", Class: "taken"}
	var rows []TableRow
	for i := range e.stats.Years() {
		y := &e.stats.Years()[i]
		sheet := chart.CalendarYear{Year: y.Year, Coarse: chart.Cell{Count: len(y.NoMonthEntries)}}
		row := TableRow{Cells: []Cell{{Text: strconv.Itoa(y.Year)}}}
		all := 0
		if y.Group != nil {
			all = len(y.Group.Entries)
			sheet.Href = e.href(y.Group.Path)
			row.Cells[0].Href = sheet.Href
			if sheet.Coarse.Count > 0 {
				sheet.Coarse.Href = e.noMonthHref(y.Group)
			}
		}
		months := e.monthGroups(y.Year)
		for month := range 12 {
			cell := Cell{Text: "0"}
			if group := months[month]; group != nil {
				sheet.Months[month] = chart.Cell{Count: len(group.Entries), Href: e.href(group.Path)}
				cell = Cell{Text: number(len(group.Entries)), Href: e.href(group.Path)}
			}
			row.Cells = append(row.Cells, cell)
		}
		row.Cells = append(row.Cells, Cell{Text: number(sheet.Coarse.Count), Href: sheet.Coarse.Href}, Cell{Text: number(all)})
		cal.Years, rows = append(cal.Years, sheet), append(rows, row)
	}
	return cal, rows
}

// monthGroups gives the groups of the months of a year, from 0; nil for a
// month without entries.
func (e *edition) monthGroups(year int) [12]*site.Group {
	var months [12]*site.Group
	for _, group := range e.site.Groups[site.ByMonth] {
		if len(group.Entries) == 0 {
			continue
		}
		if y, month, ok := group.Entries[0].Date.InMonth(); ok && y == year {
			months[month-1] = group
		}
	}
	return months
}
