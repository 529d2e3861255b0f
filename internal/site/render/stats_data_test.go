package render

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"html"
	"html/template"
	"regexp"
	"slices"
	"strings"
	"testing"

	"blotter/internal/site"
)

// madeFile is a file of tables as a reader's program sees it.
type madeFile struct {
	Tables []struct {
		Caption string
		Columns []string
		Rows    [][]any
	}
}

func TestTheTablesOfAPageAreTheSameInItsFiles(t *testing.T) {
	cfg := testConfig()
	tables, sheets := testFiles(t, cfg, ledgerRecord(), "application/json"), testFiles(t, cfg, ledgerRecord(), "text/csv")
	linked, compared := 0, 0
	for path, page := range testPages(t, cfg, ledgerRecord()) {
		for _, link := range regexp.MustCompile(`href="/base/([^"]*/tables\.csv)"`).FindAllStringSubmatch(page, -1) {
			linked++
			var file madeFile
			decoder := json.NewDecoder(strings.NewReader(tables[strings.TrimSuffix(link[1], "csv")+"json"]))
			decoder.UseNumber()
			if err := decoder.Decode(&file); err != nil {
				t.Errorf("%s links to tables that are no JSON: %v", path, err)
			}
			rows, err := csv.NewReader(strings.NewReader(sheets[link[1]])).ReadAll()
			if err != nil || len(rows) == 0 {
				t.Errorf("%s links to %s, which is no CSV: %v", path, link[1], err)
				continue
			}
			for caption, shown := range tablesOf(page) {
				if slices.ContainsFunc(partCaptions[:], func(part string) bool { return strings.HasSuffix(html.UnescapeString(caption), part) }) {
					continue // a list of amounts, whose files are those of the record
				}
				at := slices.IndexFunc(file.Tables, func(table struct {
					Caption string
					Columns []string
					Rows    [][]any
				}) bool {
					return table.Caption == html.UnescapeString(caption)
				})
				if at < 0 || len(file.Tables[at].Rows) != len(shown) {
					t.Errorf("%s: the table %q is not in the JSON with its %d rows", path, caption, len(shown))
					continue
				}
				inCSV := slices.Clone(rows[1:])
				if rows[0][0] == "Table" {
					inCSV = slices.DeleteFunc(inCSV, func(row []string) bool { return row[0] != html.UnescapeString(caption) })
				}
				for i, cells := range shown {
					for j, cell := range cells {
						compared++
						head := headOf(page, caption)[j]
						if want := exact(t, cell); want.Known() {
							got := file.field(at, i, head+" (exact)")
							if got == "" {
								got = file.field(at, i, head+" (lowest)")
							}
							if got == "" || !mustMoney(got).Equal(want) {
								t.Errorf("%s: %q has %v in the JSON for %s", path, caption, got, want)
							}
						}
						text := file.field(at, i, head)
						words := strings.ReplaceAll(html.UnescapeString(anyTag.ReplaceAllString(cell, "")), "\n", "; ")
						if id := regexp.MustCompile(`^<a href="/base/incidents/([^/"]*)/[^"]*">[^<]*</a>`).FindStringSubmatch(cell); id != nil && strings.Contains(page, "The list with the ids of its entries") {
							words = id[1] + html.UnescapeString(anyTag.ReplaceAllString(cell[len(id[0]):], ""))
						}
						if words != text+file.field(at, i, head+" (note)") {
							t.Errorf("%s: %q shows %q and has %q in the JSON", path, caption, words, text)
						}
						at := slices.Index(rows[0], head)
						if i >= len(inCSV) || at < 0 || strings.TrimPrefix(inCSV[i][at], "'") != text {
							t.Errorf("%s: row %d of %q lacks %q in the CSV", path, i+1, caption, text)
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

var anyTag = regexp.MustCompile(`<[^>]*>`)

// field gives a cell of a table by the name of its column; empty where it has
// none.
func (f *madeFile) field(table, row int, column string) string {
	if at := slices.Index(f.Tables[table].Columns, column); at >= 0 && f.Tables[table].Rows[row][at] != nil {
		return fmt.Sprint(f.Tables[table].Rows[row][at])
	}
	return ""
}

// headOf gives the headings of a table of a page.
func headOf(page, caption string) []string {
	_, table, _ := strings.Cut(page, "<caption>"+caption+"</caption>")
	table, _, _ = strings.Cut(table, "</thead>")
	var head []string
	for _, cell := range regexp.MustCompile(`<th[^>]*>([^<]*)</th>`).FindAllStringSubmatch(table, -1) {
		head = append(head, html.UnescapeString(cell[1]))
	}
	return head
}

func TestACellOfATableAsAFileNeverStartsAFormula(t *testing.T) {
	table := newTable("=1", []Column{{Text: "Entry"}, {Text: "Figure"}}, []TableRow{{Cells: []Cell{
		{Text: "=cmd()", Note: "@sum", Href: "/base/stats/"}, {HTML: moneyHTML(mustMoney("4.4M")) + "\u200a–\u200a" + moneyHTML(mustMoney("5M"))},
	}}})
	v := statsView{Blocks: []StatsBlock{{Tables: []TableView{table, table}}}}
	file := dataFile{tables: v.sources()}
	row := "'=1,'=cmd(),'@sum,/base/stats/,$4.4M\u200a–\u200a$5M,4400000,5000000\r\n"
	want := "Table,Entry,Entry (note),Entry (link),Figure,Figure (lowest),Figure (highest)\r\n" + row + row
	var out site.Buffer
	file.csv(&out)
	if got := out.String(); got != want {
		t.Errorf("csv = %q; want %q", got, want)
	}
}

// The library is the oracle of the two writers.
func TestFieldsAreWrittenAsTheLibraryReadsThem(t *testing.T) {
	texts := []string{"", "plain", "with, comma", `a "quote"`, "two\nlines", " led by a space", `\\.`, "<b>&amp;</b>", "naïve – 京", "\x01\x1f", "\u2028", "tab\there", "\xff broken"}
	var line []byte
	for i, text := range texts {
		if i > 0 {
			line = append(line, ',')
		}
		line = site.AppendCell(line, text)
		var back string
		if err := json.Unmarshal(site.AppendJSON(nil, text), &back); err != nil || back != strings.ToValidUTF8(text, "\ufffd") {
			t.Errorf("%q is read back from JSON as %q, %v", text, back, err)
		}
	}
	row, err := csv.NewReader(strings.NewReader(string(line) + "\r\n")).Read()
	if err != nil || !slices.Equal(row, texts) {
		t.Errorf("%q is read back from CSV as %q, %v", texts, row, err)
	}
	if quoted := string(site.AppendJSON(nil, "</script>&")); strings.ContainsAny(quoted, "<>&") {
		t.Errorf("%s is not safe inside a page", quoted)
	}
}

func TestPlainTextKeepsTheWordsAndTheExactFigures(t *testing.T) {
	for _, c := range []struct {
		markup, text string
		exact        []string
	}{
		{"no markup", "no markup", nil},
		{`about <data value=4400000>$4.4M</data>`, "about $4.4M", []string{"4400000"}},
		{`<data value=-1.5>−$1.50</data> &amp; <data value=2>$2</data>`, "−$1.50 & $2", []string{"-1.5", "2"}},
		{`<data value=1e5>x</data><data value=>y</data><data value=1.>z</data>`, "xyz", nil},
		{`<time datetime=2022-03>March 2022</time>`, "March 2022", nil},
		{"", "", nil},
	} {
		text, exact := plainText(template.HTML(c.markup), nil)
		if text != c.text || !slices.Equal(exact, c.exact) {
			t.Errorf("plainText(%q) = %q, %q; want %q, %q", c.markup, text, exact, c.text, c.exact)
		}
	}
}

func TestTheFilesOfALongListNameEntriesByTheirIDs(t *testing.T) {
	cfg := testConfig()
	pages, sheets := testPages(t, cfg, crowdedRecord()), testFiles(t, cfg, crowdedRecord(), "text/csv")
	const folder = "stats/delays/cases/"
	if !strings.Contains(pages[folder+"index.html"], "The list with the ids of its entries") {
		t.Error("the list does not say what its files hold")
	}
	rows, err := csv.NewReader(strings.NewReader(sheets[folder+"tables.csv"])).ReadAll()
	if err != nil || len(rows) < 300 {
		t.Fatalf("the file has %d rows: %v", len(rows), err)
	}
	link := slices.Index(rows[0], "Entry (link)")
	for _, row := range rows[1:] {
		if want := "/base/incidents/" + row[0] + "/"; link < 0 || row[link] != want || !strings.HasPrefix(row[0], "theft-") && !strings.HasPrefix(row[0], "freeze-") {
			t.Fatalf("a row is of %q at %q, want an id and %s", row[0], row[link], want)
		}
	}
}
