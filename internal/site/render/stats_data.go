package render

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"

	"blotter/internal/site"
)

// The tables of a page of statistics as CSV and JSON are made from the very
// views that the page shows, so that they cannot say anything else.

// withData gives a page of statistics and the files of its tables. A page that
// has no table has none.
func (e *edition) withData(v *statsView) []site.Output {
	var files []site.Output
	if tables := v.tables(); len(tables) > 0 {
		files = e.tableFiles(v, tables)
	}
	return append([]site.Output{e.page("stats", v)}, files...)
}

// tableFiles plans the two files of a page's tables and links them from it.
func (e *edition) tableFiles(v *statsView, tables []TableView) []site.Output {
	of := dataFile{Title: v.Heading, URL: e.cfg.URL(v.Path), Licence: e.cfg.Licence.Name}
	if day := e.lastChange(); day != site.NoDay {
		of.AsOf = day.String()
	}
	root := e.href("/")
	for i := range tables {
		of.Tables = append(of.Tables, e.dataTable(&tables[i], root))
	}
	csvPath, jsonPath := site.StatsDataPath(v.Path, "csv"), site.StatsDataPath(v.Path, "json")
	v.link(e.href(csvPath), e.href(jsonPath))
	return []site.Output{e.dataOutput(csvPath, "text/csv", of.csv), e.dataOutput(jsonPath, "application/json", of.json)}
}

// link names the files of the page's figures.
func (v *statsView) link(csv, json string) {
	v.CSV, v.JSON = csv, json
	if csv == "" {
		return
	}
	v.Data = append(v.Data, Feed{"text/csv", v.Heading + ": the tables", csv})
	if json != "" {
		v.Data = append(v.Data, Feed{"application/json", v.Heading + ": the tables", json})
	}
}

// tables are all tables of a page in their order, those under drawings too.
func (v *statsView) tables() []TableView {
	var tables []TableView
	for i := range v.Blocks {
		block := &v.Blocks[i]
		for j := range block.Charts {
			tables = append(tables, block.Charts[j].Table)
		}
		tables = append(tables, block.Tables...)
		for j := range block.Folded {
			tables = append(tables, block.Folded[j].Table)
		}
	}
	return slices.DeleteFunc(tables, func(t TableView) bool { return len(t.Rows) == 0 })
}

func (e *edition) dataOutput(path, media string, write func() ([]byte, error)) site.Output {
	return site.Output{Path: site.File(path), Media: media, Prepare: func() (site.Output, error) {
		data, err := write()
		if err != nil {
			return site.Output{}, fmt.Errorf("writing the tables of %s: %w", path, err)
		}
		return site.Output{
			Path: site.File(path), Media: media, Inputs: site.DigestOf([]byte(e.Program), data),
			Make: func(buffer *site.Buffer) error {
				buffer.Write(data) // never fails
				return nil
			},
		}, nil
	}}
}

// dataFile is the tables of a page without their markup.
type dataFile struct {
	Title   string      `json:"title"`
	URL     string      `json:"url"`
	AsOf    string      `json:"as_of,omitempty"`
	Licence string      `json:"licence,omitempty"`
	Tables  []dataTable `json:"tables"`
}

type dataTable struct {
	Caption string       `json:"caption"`
	Columns []string     `json:"columns"`
	Rows    [][]dataCell `json:"rows"` // cells as the columns
}

// dataCell is a cell: as it is shown, and the exact figures in it, two where
// it shows a range.
type dataCell struct {
	Text  string        `json:"text"`
	Exact []json.Number `json:"exact,omitempty"`
	Note  string        `json:"note,omitempty"`
	Link  string        `json:"link,omitempty"`
}

func (e *edition) dataTable(t *TableView, root string) dataTable {
	table := dataTable{Caption: t.Caption, Columns: make([]string, len(t.Head)), Rows: make([][]dataCell, len(t.Rows))}
	for i, column := range t.Head {
		table.Columns[i] = column.Text
	}
	for i, row := range t.Rows {
		cells := row.Cells
		if row.Made != nil {
			cells = row.Made.view.Cells
		}
		for _, cell := range cells {
			table.Rows[i] = append(table.Rows[i], e.dataCell(cell, root))
		}
	}
	return table
}

var (
	exactFigure = regexp.MustCompile(`<data value="(-?[0-9]+(?:\.[0-9]+)?)">`)
	anyTag      = regexp.MustCompile(`<[^>]*>`)
)

// dataCell takes the markup off a cell, which functions of this package made.
func (e *edition) dataCell(cell Cell, root string) dataCell {
	out := dataCell{Text: cell.Text, Note: cell.Note, Link: cell.Href}
	if cell.HTML != "" {
		for _, figure := range exactFigure.FindAllStringSubmatch(string(cell.HTML), -1) {
			out.Exact = append(out.Exact, json.Number(figure[1]))
		}
		out.Text = html.UnescapeString(anyTag.ReplaceAllString(string(cell.HTML), ""))
	}
	if inside, ok := strings.CutPrefix(out.Link, root); ok {
		out.Link = e.cfg.URL("/" + inside)
	}
	return out
}

func (f *dataFile) json() ([]byte, error) {
	var buffer bytes.Buffer
	err := json.NewEncoder(&buffer).Encode(f)
	return buffer.Bytes(), err
}

// csv gives all tables below each other: the first column names the table, and
// a column stands for all that have the same heading. Beside what a cell shows
// stand the exact figures, the remark and the link of it, in columns of their
// own where any cell has them.
func (f *dataFile) csv() ([]byte, error) {
	columns := f.csvColumns()
	names := []string{"Table"}
	for _, column := range columns {
		names = append(names, column.names()...)
	}
	var buffer bytes.Buffer
	writer := csv.NewWriter(&buffer)
	writer.UseCRLF = true
	records := [][]string{names}
	for i := range f.Tables {
		table := &f.Tables[i]
		for _, row := range table.Rows {
			record := []string{table.Caption}
			for _, column := range columns {
				cell := dataCell{}
				if at := slices.Index(table.Columns, column.name); at >= 0 && at < len(row) {
					cell = row[at]
				}
				record = append(record, column.cells(cell)...)
			}
			records = append(records, record)
		}
	}
	for _, record := range records {
		for i, cell := range record {
			if site.StartsFormula(cell) {
				record[i] = "'" + cell
			}
		}
	}
	err := writer.WriteAll(records)
	return buffer.Bytes(), err
}

// csvColumn is what the cells under one heading have.
type csvColumn struct {
	name       string
	figures    int // the most that a cell has: 0, 1 or 2
	note, link bool
}

func (f *dataFile) csvColumns() []*csvColumn {
	var columns []*csvColumn
	for i := range f.Tables {
		for j, name := range f.Tables[i].Columns {
			at := slices.IndexFunc(columns, func(c *csvColumn) bool { return c.name == name })
			if at < 0 {
				at = len(columns)
				columns = append(columns, &csvColumn{name: name})
			}
			for _, row := range f.Tables[i].Rows {
				if j < len(row) {
					columns[at].figures = min(max(columns[at].figures, len(row[j].Exact)), 2)
					columns[at].note = columns[at].note || row[j].Note != ""
					columns[at].link = columns[at].link || row[j].Link != ""
				}
			}
		}
	}
	return columns
}

func (c *csvColumn) names() []string {
	names := []string{c.name}
	switch c.figures {
	case 1:
		names = append(names, c.name+" (exact)")
	case 2:
		names = append(names, c.name+" (lowest)", c.name+" (highest)")
	}
	if c.note {
		names = append(names, c.name+" (note)")
	}
	if c.link {
		names = append(names, c.name+" (link)")
	}
	return names
}

func (c *csvColumn) cells(cell dataCell) []string {
	cells := []string{cell.Text}
	for i := range c.figures {
		figure := ""
		if n := len(cell.Exact); n > 0 {
			figure = cell.Exact[min(i, n-1)].String()
		}
		cells = append(cells, figure)
	}
	if c.note {
		cells = append(cells, cell.Note)
	}
	if c.link {
		cells = append(cells, cell.Link)
	}
	return cells
}
