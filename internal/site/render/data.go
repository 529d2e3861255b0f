package render

import (
	"strings"

	"blotter/internal/site"
)

// dataView is the page that says what data there is, what its columns mean and
// how it may be used and cited.
type dataView struct {
	Frame
	Heading string
	Intro   string
	Files   TableView
	Columns []FoldedTable
	Parts   string    // what the CSV files of the parts of the record hold
	More    TableView // feeds and descriptions
	Rules   []string  // how to read the files
	Licence navLink
	Cite    string // how to cite the record as a whole
}

func (e *edition) dataPages() []site.Output {
	v := dataView{
		Frame:   e.frame("/data/", "Data", "The whole record to download: entries, amounts, actors, sources and events as CSV and JSON, with every column explained."),
		Heading: "Data", Rules: dataRules,
		Licence: navLink{Text: e.cfg.Licence.Name, Href: e.cfg.Licence.URL},
	}
	v.Intro = v.Description
	v.Crumbs = e.crumbs(Crumb{Text: "Data"})
	v.Cite = e.dataCitation()
	var rows []TableRow
	data := e.datasetOf(v.Frame)
	for _, table := range e.tables() {
		v.Columns = append(v.Columns, FoldedTable{"columns-" + table.Name, table.Title, count(len(table.Columns), "column", "columns"), columnsTable(table)})
		if table.Parts {
			v.Parts = table.About
			continue
		}
		csv, json := "/data/"+table.Name+".csv", "/data/"+table.Name+".json"
		rows = append(rows, TableRow{Cells: []Cell{
			{Text: table.Title}, {Text: number(table.Rows)}, {Text: table.Name + ".csv", Href: e.href(csv)}, {Text: table.Name + ".json", Href: e.href(json)}, {Text: table.About},
		}})
		data.Distributions = append(data.Distributions,
			DataDownload{"text/csv", e.cfg.URL(csv), table.Title},
			DataDownload{"application/json", e.cfg.URL(json), table.Title})
	}
	v.Files = newTable("The record as tables", []Column{{Text: "Table"}, {Text: "Rows", Numbers: true}, {Text: "For spreadsheets"}, {Text: "For programs"}, {Text: "What a row is"}}, rows)
	v.More = e.moreData()
	v.LinkedData = linkedData(data, e.breadcrumbs(Crumb{Text: "Data"}))
	return []site.Output{e.page("data", &v)}
}

// tables describes the data files.
func (e *edition) tables() []site.DataTable {
	if e.Tables == nil {
		return nil
	}
	return e.Tables(e.site, e.stats)
}

// dataRules are what one must know to read the files.
var dataRules = []string{
	"Files are UTF-8. In CSV the first line names the columns, lines end with CRLF, and fields are quoted where they need to be (RFC 4180).",
	"A table in JSON is a list of rows, and a row a list of cells in the order of the CSV; the first row holds the names of the columns.",
	"Amounts are exact decimal numbers, in JSON as text, because many programs read JSON numbers as floats. An empty cell, in JSON null or a missing key, means that nobody says; it never means zero.",
	"In the JSON of an entry a key is also left out where the schema names the value as the usual one, such as a figure that is exact, or where it follows from another, such as a least figure that is the figure itself.",
	"Dates are written with the precision that is known, in EDTF: 2022, 2022-03, 2022-03-23, 2022-03~ (about), 2022-03? (uncertain), 2022-03-23/2022-03-29, ../2022-05 (before), unknown. Two more columns hold the first and the last day that the date may mean.",
	"To make a sum of your own take the amounts of one kind, or of one class, whose column says that they count in it. The sums of this site are made in the same way from the same rows.",
	"A CSV cell that a spreadsheet would take for a formula begins with an apostrophe.",
	"The address of a file does not change. Every entry has a version, which changes with its file: name it, or the day of your download, when you publish from the data.",
}

func columnsTable(table site.DataTable) TableView {
	rows := make([]TableRow, len(table.Columns))
	for i, column := range table.Columns {
		rows[i] = TableRow{Cells: []Cell{{Text: column.Key}, {Text: column.Value}}}
	}
	return newTable("Columns of "+table.Name, []Column{{Text: "Column"}, {Text: "Meaning"}}, rows)
}

// moreData lists what there is besides the tables.
func (e *edition) moreData() TableView {
	var rows []TableRow
	for _, file := range []struct{ title, path, about string }{
		{"Totals", "/data/totals.json", "Every sum by kind and class, over all and by year, with low, high, what has no figure and what is left out."},
		{"Data package", "/data/datapackage.json", "The tables and their columns described for programs (Frictionless Data Package)."},
		{"Schema of an entry", "/data/incident.schema.json", "JSON Schema. Every entry is at its own address followed by index.json."},
		{"Feed of new entries", site.FeedPath("incidents"), "Atom; also as JSON Feed."},
		{"Feed of corrections", site.FeedPath("corrections"), "Atom; also as JSON Feed."},
	} {
		rows = append(rows, TableRow{Cells: []Cell{{Text: file.title, Href: e.href(file.path)}, {Text: file.about}}})
	}
	for _, w := range ways {
		if len(e.site.Groups[w.dimension]) > 0 {
			rows = append(rows, TableRow{Cells: []Cell{{Text: w.heading, Href: e.href(site.DimensionPath(w.dimension))}, {Text: partFiles(w)}}})
		}
	}
	if len(e.site.Groups[site.ByYear]) > 0 {
		rows = append(rows, TableRow{Cells: []Cell{{Text: "Years", Href: e.href(site.DimensionPath(site.ByYear))},
			{Text: partFiles(way{dimension: site.ByYear, one: "year"}) + " The pages of months lead to those of their year."}}})
	}
	return newTable("Feeds, descriptions and parts of the record", []Column{{Text: "What"}, {Text: "About"}}, rows)
}

// partFiles tells which files the values of a dimension have.
func partFiles(w way) string {
	text := "Of each " + w.one + " a CSV file of its entries and their amounts"
	if site.HasJSON(w.dimension) {
		text += ", a JSON file of its totals and entries"
	}
	if site.HasFeed(w.dimension) {
		text += ", a feed of its newest entries"
	}
	return text + ", linked from its page."
}

// dataCitation is how to cite the record as a whole.
func (e *edition) dataCitation() string {
	publisher := e.cfg.Publisher
	if publisher == "" {
		publisher = e.cfg.Title
	}
	words := publisher
	if day := e.lastChange(); day != site.NoDay {
		words += " (" + strings.TrimSpace(day.Display()) + ")"
	}
	words += ": " + e.cfg.Title + ", data set of " + count(len(e.site.Entries), "entry", "entries") + ". " + e.cfg.URL("/data/")
	return words
}

// lastChange gives the newest day on which an entry was published or updated.
func (e *edition) lastChange() site.Day { return e.changed() }

func (e *edition) newestDay() site.Day {
	day := site.NoDay
	for _, entry := range e.site.Entries {
		day = max(day, entry.Updated())
	}
	return day
}

// datasetOf describes the record as a Dataset of schema.org.
func (e *edition) datasetOf(f Frame) Dataset {
	d := Dataset{
		Name: e.cfg.Title, Description: f.Description, URL: f.Canonical,
		Licence: e.cfg.Licence.URL, Creator: e.publisher(),
	}
	if day := e.lastChange(); day != site.NoDay {
		d.Modified = day.String()
	}
	if years := e.stats.Years(); len(years) > 0 {
		d.Temporal = number4(years[0].Year) + "/" + number4(years[len(years)-1].Year)
	}
	return d
}

// number4 writes a year with four digits.
func number4(year int) string { return site.DayOf(year, 1, 1).String()[:4] }
