package render

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"blotter/internal/site"
)

// tablesOf gives the tables of a page by the beginning of their captions, each
// as its rows of cells without markup.
func tablesOf(page string) map[string][][]string {
	tables := map[string][][]string{}
	for _, table := range regexp.MustCompile(`(?s)<table><caption>(.*?)</caption>.*?<tbody>(.*?)</tbody>`).FindAllStringSubmatch(page, -1) {
		var rows [][]string
		for _, row := range regexp.MustCompile(`(?s)<tr>(.*?)</tr>`).FindAllStringSubmatch(table[2], -1) {
			var cells []string
			for _, cell := range regexp.MustCompile(`(?s)<t[hd][^>]*>(.*?)</t[hd]>`).FindAllStringSubmatch(row[1], -1) {
				cells = append(cells, cell[1])
			}
			rows = append(rows, cells)
		}
		tables[table[1]] = rows
	}
	return tables
}

// exact reads the exact value of the first figure in a cell.
func exact(t *testing.T, cell string) site.Money {
	t.Helper()
	value := regexp.MustCompile(`<data value="?([^">]*)`).FindStringSubmatch(cell)
	if value == nil {
		return site.Money{}
	}
	return mustMoney(value[1])
}

func TestThePageBehindEverySumListsTheAmountsThatAddUpToIt(t *testing.T) {
	cfg := testConfig()
	_, counted := testSite(t, cfg, ledgerRecord())
	pages := testPages(t, cfg, ledgerRecord())
	check := func(path string, total *site.Total) {
		t.Helper()
		page, ok := pages[site.File(path)]
		if !ok {
			t.Errorf("there is no page %s for a sum of %s", path, total.Value.Long())
			return
		}
		found := map[string]int{}
		var sum site.Money
		for caption, rows := range tablesOf(page) {
			for _, part := range []string{": counted aloud", ": counted", ": apart", ": not added"} {
				if !strings.Contains(caption, part) {
					continue
				}
				found[part] += len(rows)
				if part == ": counted" {
					for _, row := range rows {
						sum = sum.Add(exact(t, row[3]))
					}
				}
				break
			}
		}
		if !sum.Equal(total.Value) {
			t.Errorf("%s: the amounts listed come to %s, want %s", path, sum.Long(), total.Value.Long())
		}
		want := map[string]int{": counted": len(total.Lines), ": counted aloud": len(total.Unpriced), ": apart": len(total.Apart), ": not added": len(total.Excluded)}
		for part, n := range want {
			if found[part] != n {
				t.Errorf("%s lists %d amounts as %q, want %d", path, found[part], part, n)
			}
		}
	}
	sums := 0
	for i := range counted.All().Classes {
		check(classPath(counted.All().Classes[i].Class), &counted.All().Classes[i])
		sums++
	}
	for i := range counted.All().Kinds {
		check(kindPath(counted.All().Kinds[i].Kind), &counted.All().Kinds[i])
		sums++
	}
	for i := range counted.Years() {
		for j := range counted.Years()[i].Classes {
			total := &counted.Years()[i].Classes[j]
			check(site.StatsPath(number4(counted.Years()[i].Year), string(total.Class)), total)
			sums++
		}
	}
	if sums < 12 {
		t.Errorf("only %d sums were checked", sums)
	}
}

func TestEveryLinkOfEveryPageLeadsToAPageAndItsAnchor(t *testing.T) {
	cfg := testConfig()
	for _, record := range []*site.Record{ledgerRecord(), busyRecord(150), crowdedRecord()} {
		pages := testPages(t, cfg, record)
		for _, path := range slices.Sorted(maps.Keys(pages)) {
			for _, link := range regexp.MustCompile(` href="/base([^"#]*)(?:#([^"]*))?"`).FindAllStringSubmatch(pages[path], -1) {
				if strings.HasPrefix(link[1], "/data/") && link[1] != "/data/" || strings.HasPrefix(link[1], "/feeds/") || strings.HasPrefix(link[1], "/static/") || strings.HasSuffix(link[1], ".json") || link[1] == "/search/index.bin" {
					continue // files of other stages
				}
				if strings.HasSuffix(link[1], ".svg") || strings.Contains(link[1], "/tables.") {
					continue // see the tests of drawings and of tables as files
				}
				target, ok := pages[site.File(link[1])]
				if !ok {
					t.Errorf("%s links to %s, which is no page", path, link[1])
				} else if link[2] != "" && !strings.Contains(target, ` id="`+link[2]+`"`) {
					t.Errorf("%s links to %s#%s, which is not on that page", path, link[1], link[2])
				}
			}
		}
	}
}

func TestPagesOfARecordWithEveryWayOfCountingAreSound(t *testing.T) {
	pages := testPages(t, testConfig(), ledgerRecord())
	for path, page := range testPages(t, testConfig(), crowdedRecord()) {
		pages["crowded "+path] = page
	}
	for path, page := range pages {
		if n := strings.Count(page, "<h1"); n != 1 {
			t.Errorf("%s has %d h1 elements, want 1", path, n)
		}
		seen := map[string]bool{}
		for _, id := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(page, -1) {
			if seen[id[1]] || id[1] == "" {
				t.Errorf("%s has two elements with the id %q", path, id[1])
			}
			seen[id[1]] = true
		}
		for _, table := range regexp.MustCompile(`(?s)<table>.*?</table>`).FindAllString(page, -1) {
			if !strings.HasPrefix(table, "<table><caption>") || !strings.Contains(table, `scope="col"`) {
				t.Errorf("%s has a table without a caption or without scopes: %.80s", path, table)
			}
			columns := strings.Count(table, `scope="col"`)
			for _, row := range regexp.MustCompile(`(?s)<tr>(.*?)</tr>`).FindAllStringSubmatch(table, -1) {
				if cells := len(regexp.MustCompile(`<t[hd][ >]`).FindAllString(row[1], -1)); cells != columns {
					t.Errorf("%s: a row has %d cells under %d headings: %.120s", path, cells, columns, row[1])
				}
			}
		}
	}
}

func TestSumsOfTheOverviewAreTheCountedOnes(t *testing.T) {
	cfg := testConfig()
	_, counted := testSite(t, cfg, ledgerRecord())
	page := testPages(t, cfg, ledgerRecord())["stats/index.html"]
	for i := range counted.All().Classes {
		total := &counted.All().Classes[i]
		want := `<a href="` + cfg.Href(classPath(total.Class)) + `"><b>` + quoted(string(moneyHTML(total.Value))) + `</b>`
		if total.Value.Known() && !strings.Contains(page, want) {
			t.Errorf("the overview lacks %s", want)
		}
	}
	for caption, rows := range tablesOf(page) {
		if !strings.HasPrefix(caption, "Sums by year") {
			continue
		}
		if len(rows) != len(counted.Years())+1 {
			t.Errorf("the table has %d rows, want one for each of %d years and one for what lies in none", len(rows), len(counted.Years()))
		}
	}
}

func TestWhatIsNotAddedSaysWhyAndOfWhat(t *testing.T) {
	page := testPages(t, testConfig(), ledgerRecord())["stats/left-out/index.html"]
	for _, want := range []string{
		"Part of another amount", "of stolen $40M", "Same money as in another entry", "as stolen $40M in “Quay exchange robbed of 1,000 BTC”",
		"A sum over many incidents", "All thefts of one year",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the list of what is not added lacks %q", want)
		}
	}
}

func TestAChargeStandsApartFromAConviction(t *testing.T) {
	pages := testPages(t, testConfig(), ledgerRecord())
	thief := pages["actors/a-thief/index.html"]
	convicted, charged := strings.Index(thief, `<section id="perpetrator-convicted"`), strings.Index(thief, `<section id="perpetrator-charged"`)
	if convicted < 0 || charged < 0 {
		t.Fatalf("the page of an actor must have a section for each standing: %s", mainOf(thief))
	}
	if !strings.Contains(thief[charged:max(charged, convicted)]+thief[charged:], "Carried out, charged") {
		t.Error("the section does not name the standing")
	}
	stats := pages["stats/actors/index.html"]
	if !strings.Contains(stats, "1 charged and 1 convicted") {
		t.Error("the statistics do not count standings apart")
	}
	if carried, authority := strings.Index(stats, `id="perpetrator"`), strings.Index(stats, `id="authority"`); carried < 0 || authority < carried {
		t.Error("authorities must have a list of their own after the accused")
	}
}

func TestTheShareRecoveredIsInCoinsWhereBothEndsAreCoins(t *testing.T) {
	page := testPages(t, testConfig(), ledgerRecord())["stats/outcome/index.html"]
	for _, want := range []string{"78.5 %", "785 of 1,000 BTC"} {
		if !strings.Contains(page, want) {
			t.Errorf("the outcome lacks %q", want)
		}
	}
	if strings.Contains(page, "1,250 %") {
		t.Error("dollars of two days were compared")
	}
}

func TestEveryDrawingOfTheStatisticsIsAFileThatNamesItsSource(t *testing.T) {
	cfg := testConfig()
	files := testFiles(t, cfg, ledgerRecord(), "image/svg+xml")
	for path, file := range files {
		file = regexp.MustCompile(`</text><text[^>]*>`).ReplaceAllString(file, " ") // lines of one text
		for _, want := range []string{`<svg xmlns="http://www.w3.org/2000/svg"`, "Source: Test record", "https://record.example/base/stats/", "as of 26 November 2026"} {
			if !strings.Contains(file, want) {
				t.Errorf("%s lacks %q", path, want)
			}
		}
	}
	offered := 0
	for path, page := range testPages(t, cfg, ledgerRecord()) {
		if !strings.HasPrefix(path, "stats/") {
			continue
		}
		for _, link := range regexp.MustCompile(`href="/base/([^"]*\.svg)" download`).FindAllStringSubmatch(page, -1) {
			offered++
			if _, ok := files[link[1]]; !ok {
				t.Errorf("%s offers %s, which is not made", path, link[1])
			}
		}
	}
	if offered < len(files) || len(files) < 4 {
		t.Errorf("%d drawings are offered of %d files", offered, len(files))
	}
}

func TestThePartsOfAStreamAddUpToIt(t *testing.T) {
	record := ledgerRecord()
	record.Incidents = append(record.Incidents, busyRecord(5).Incidents...)
	_, counted := testSite(t, testConfig(), record)
	edges := counted.Outcomes().Flow.Edges
	for i := range edges {
		var sum site.Money
		for _, outcome := range edges[i].Outcomes {
			sum = sum.Add(edgePart(&edges[i], outcome))
		}
		if !sum.Equal(edges[i].Value) {
			t.Errorf("from %s to %s: the parts come to %s, want %s", edges[i].From, edges[i].To, sum.Long(), edges[i].Value.Long())
		}
	}
	if len(edges) < 3 {
		t.Errorf("the fixture has %d streams, too few to tell", len(edges))
	}
}

func TestSumCells(t *testing.T) {
	e := &edition{Renderer: &Renderer{cfg: testConfig()}}
	line := &site.Line{}
	for _, c := range []struct {
		name       string
		total      *site.Total
		text, note string
		linked     bool
	}{
		{"nothing of the kind", nil, "", "", false},
		{"a sum", &site.Total{Value: mustMoney("4.4M"), Lines: []*site.Line{line}}, `<data value=4400000>$4.4M</data>`, "", true},
		{"a sum and more unstated", &site.Total{Value: mustMoney("4.4M"), Unpriced: []*site.Line{line, line}}, `<data value=4400000>$4.4M</data>`, "+\u00a02\u00a0unstated", true},
		{"nobody states any", &site.Total{Unpriced: []*site.Line{line}}, "1\u00a0unstated", "", true},
		{"only apart", &site.Total{ApartValue: mustMoney("7M"), Apart: []*site.Line{line}}, "$7M", "apart", true},
		{"only what is not added", &site.Total{Excluded: []*site.Line{line}}, "", "", false},
	} {
		cell := e.sumCell(c.total, "/stats/taken/")
		if got := string(cell.HTML) + cell.Text; got != c.text || cell.Note != c.note || (cell.Href != "") != c.linked {
			t.Errorf("%s: sumCell gave %q, note %q, link %q; want %q, %q, linked %v", c.name, got, cell.Note, cell.Href, c.text, c.note, c.linked)
		}
	}
}

func TestDataTablesComeWithTheirColumns(t *testing.T) {
	cfg := testConfig()
	linked, counted := testSite(t, cfg, testRecord())
	r := testRenderer(t, cfg)
	r.Tables = func(*site.Site, *site.Statistics) []site.DataTable {
		return []site.DataTable{{Name: "amounts", Title: "Amounts", About: "A row an amount.", Rows: 1234, Columns: []site.Pair{{Key: "usd", Value: hostile}}}}
	}
	outputs, err := r.Outputs(linked, counted)
	if err != nil {
		t.Fatal(err)
	}
	for _, output := range outputs {
		if output.Path != "data/index.html" {
			continue
		}
		var page site.Buffer
		if err := output.Fill(&page); err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{`href="/base/data/amounts.csv"`, `href="/base/data/amounts.json"`, "1,234", `id="columns-amounts"`, "usd", `"@type":"Dataset"`} {
			if !strings.Contains(page.String(), want) {
				t.Errorf("the page on data lacks %q", want)
			}
		}
		if strings.Contains(page.String(), "<script>alert") {
			t.Error("the meaning of a column became markup")
		}
	}
}
