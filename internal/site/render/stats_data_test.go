package render

import (
	"encoding/csv"
	"encoding/json"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"blotter/internal/site"
)

func TestTheTablesOfAPageAreTheSameInItsFiles(t *testing.T) {
	cfg := testConfig()
	tables, sheets := testFiles(t, cfg, ledgerRecord(), "application/json"), testFiles(t, cfg, ledgerRecord(), "text/csv")
	linked, compared := 0, 0
	for path, page := range testPages(t, cfg, ledgerRecord()) {
		for _, link := range regexp.MustCompile(`href="/base/([^"]*/tables\.csv)"`).FindAllStringSubmatch(page, -1) {
			linked++
			var file dataFile
			if err := json.Unmarshal([]byte(tables[strings.TrimSuffix(link[1], "csv")+"json"]), &file); err != nil {
				t.Errorf("%s links to tables that are no JSON: %v", path, err)
			}
			rows, err := csv.NewReader(strings.NewReader(sheets[link[1]])).ReadAll()
			if err != nil || len(rows) == 0 {
				t.Errorf("%s links to %s, which is no CSV: %v", path, link[1], err)
				continue
			}
			for caption, shown := range tablesOf(page) {
				at := slices.IndexFunc(file.Tables, func(table dataTable) bool { return table.Caption == html.UnescapeString(caption) })
				if at < 0 || len(file.Tables[at].Rows) != len(shown) {
					t.Errorf("%s: the table %q is not in the JSON with its %d rows", path, caption, len(shown))
					continue
				}
				inCSV := slices.DeleteFunc(slices.Clone(rows), func(row []string) bool { return row[0] != html.UnescapeString(caption) })
				for i, cells := range shown {
					for j, cell := range cells {
						compared++
						made := file.Tables[at].Rows[i][j]
						if want := exact(t, cell); want.Known() && (len(made.Exact) == 0 || !mustMoney(made.Exact[0].String()).Equal(want)) {
							t.Errorf("%s: %q has %v in the JSON for %s", path, caption, made.Exact, want)
						}
						if words := html.UnescapeString(anyTag.ReplaceAllString(cell, "")); words != made.Text+made.Note {
							t.Errorf("%s: %q shows %q and has %q in the JSON", path, caption, words, made.Text+made.Note)
						}
						at := slices.Index(rows[0], file.Tables[at].Columns[j])
						if i >= len(inCSV) || at < 0 || strings.TrimPrefix(inCSV[i][at], "'") != made.Text {
							t.Errorf("%s: row %d of %q lacks %q in the CSV", path, i+1, caption, made.Text)
						}
					}
				}
			}
		}
	}
	if linked < 20 || compared < 1000 {
		t.Errorf("only %d files and %d cells were compared", linked, compared)
	}
}

func TestACellOfATableAsAFileNeverStartsAFormula(t *testing.T) {
	e := &edition{Renderer: &Renderer{cfg: testConfig()}}
	table := newTable("=1", []Column{{Text: "Entry"}, {Text: "Figure"}}, []TableRow{{Cells: []Cell{
		{Text: "=cmd()", Note: "@sum", Href: "/base/stats/"}, {HTML: moneyHTML(mustMoney("4.4M")) + "\u200a–\u200a" + moneyHTML(mustMoney("5M"))},
	}}})
	file := dataFile{Tables: []dataTable{e.dataTable(&table, "/base/")}}
	got, err := file.csv()
	want := "Table,Entry,Entry (note),Entry (link),Figure,Figure (lowest),Figure (highest)\r\n" +
		"'=1,'=cmd(),'@sum," + e.cfg.URL(site.StatsPath()) + ",$4.4M\u200a–\u200a$5M,4400000,5000000\r\n"
	if err != nil || string(got) != want {
		t.Errorf("csv = %q, %v; want %q", got, err, want)
	}
}
