package index

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"path"
	"slices"
	"strings"
	"testing"

	"blotter/internal/site"
)

// rowsOf reads a CSV file into its header and its rows by column.
func rowsOf(t *testing.T, data []byte) (header []string, rows []map[string]string) {
	t.Helper()
	records, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatalf("the CSV cannot be read: %v\n%s", err, data)
	}
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, cell := range record {
			row[records[0][i]] = cell
		}
		rows = append(rows, row)
	}
	return records[0], rows
}

func TestNoCellOfAnyFileStartsAFormula(t *testing.T) {
	cells := 0
	for name, file := range makeAll(t, testRecord(), testConfig()) {
		if path.Ext(name) != ".csv" {
			continue
		}
		if !bytes.HasSuffix(file.data, []byte("\r\n")) {
			t.Errorf("%s does not end with CR LF", name)
		}
		_, rows := rowsOf(t, file.data)
		for _, row := range rows {
			for column, cell := range row {
				cells++
				if site.StartsFormula(cell) {
					t.Errorf("%s: the cell %q of %s starts a formula", name, cell, column)
				}
			}
		}
	}
	if cells < 1000 {
		t.Errorf("looked at %d cells only", cells)
	}
}

func TestTheJSONOfATableSaysWhatItsCSVSays(t *testing.T) {
	files := makeAll(t, testRecord(), testConfig())
	for _, name := range []string{"incidents", "amounts", "actors", "involvements", "sources", "events"} {
		t.Run(name, func(t *testing.T) {
			header, rows := rowsOf(t, dataOf(t, files, "data/"+name+".csv"))
			var table [][]json.RawMessage
			if err := json.Unmarshal(dataOf(t, files, "data/"+name+".json"), &table); err != nil {
				t.Fatal(err)
			}
			if len(table) != len(rows)+1 || len(rows) == 0 {
				t.Fatalf("%d rows in JSON, %d in CSV", len(table)-1, len(rows))
			}
			var columns []string
			for _, cell := range table[0] {
				columns = append(columns, cellOf(t, cell))
			}
			if !slices.Equal(columns, header) {
				t.Fatalf("the JSON has the columns %v, the CSV %v", columns, header)
			}
			for i, row := range rows {
				if len(table[i+1]) != len(header) {
					t.Fatalf("row %d has %d cells, want %d", i, len(table[i+1]), len(header))
				}
				for j, value := range table[i+1] {
					if got, want := row[header[j]], cellOf(t, value); got != want {
						t.Errorf("row %d, %s: CSV %q, JSON %q", i, header[j], got, want)
					}
				}
			}
		})
	}
}

// cellOf gives the cell that a JSON value should have become.
func cellOf(t *testing.T, value json.RawMessage) string {
	t.Helper()
	var list []string
	var text string
	switch {
	case json.Unmarshal(value, &list) == nil:
		text = strings.Join(list, listSeparator)
	case json.Unmarshal(value, &text) == nil:
	default:
		return string(value)
	}
	if site.StartsFormula(text) {
		text = "'" + text
	}
	return text
}

func TestAReaderCanRecomputeEveryTotalFromTheCSV(t *testing.T) {
	for _, c := range []struct {
		name string
		make func(t *testing.T) (*site.Site, *site.Statistics)
	}{
		{"fixture", func(t *testing.T) (*site.Site, *site.Statistics) { return fixture(t, testRecord(), testConfig()) }},
		{"generated", func(t *testing.T) (*site.Site, *site.Statistics) { return generated(t, 60) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			linked, counted := c.make(t)
			files := makeOutputs(t, linked, counted)
			checkTotals(t, "data/amounts.csv", dataOf(t, files, "data/amounts.csv"), counted.All())
			groups := 0
			for _, dimension := range site.Dimensions {
				for _, group := range linked.Groups[dimension] {
					if !group.HasData() {
						continue
					}
					groups++
					name := site.File(site.GroupDataPath(dimension, group.Key, "csv"))
					checkTotals(t, name, dataOf(t, files, name), counted.ByGroup(group))
				}
			}
			if groups < 5 {
				t.Errorf("looked at %d groups only", groups)
			}
		})
	}
}

// checkTotals adds up the rows of a ledger and compares with the totals.
func checkTotals(t *testing.T, name string, data []byte, want *site.Summary) {
	t.Helper()
	_, rows := rowsOf(t, data)
	for _, total := range slices.Concat(want.Kinds, want.Classes) {
		column, counted, key := "kind", "counted", string(total.Kind)
		if total.Kind == "" {
			column, counted, key = "class", "counted_in_class", string(total.Class)
		}
		var value, low, high site.Money
		entries, unpriced, left := map[string]bool{}, 0, 0
		for _, row := range rows {
			switch {
			case row[column] != key:
			case row[counted] != "true":
				left++
			default:
				entries[row["incident"]] = true
				if row["usd"] == "" {
					unpriced++
				} else {
					value, low, high = value.Add(mustMoney(row["usd"])), low.Add(mustMoney(row["low"])), high.Add(mustMoney(row["high"]))
				}
			}
		}
		if !value.Equal(total.Value) || !low.Equal(total.Low) || !high.Equal(total.High) {
			t.Errorf("%s, %s: %s (%s to %s), want %s (%s to %s)", name, key, value, low, high, total.Value, total.Low, total.High)
		}
		if len(entries) != total.Entries || unpriced != len(total.Unpriced) || left != len(total.Apart)+len(total.Excluded) {
			t.Errorf("%s, %s: %d entries, %d unpriced, %d left out, want %d, %d, %d", name, key,
				len(entries), unpriced, left, total.Entries, len(total.Unpriced), len(total.Apart)+len(total.Excluded))
		}
	}
}

func TestEveryReasonForLeavingAnAmountOutIsWrittenDown(t *testing.T) {
	_, rows := rowsOf(t, dataOf(t, makeAll(t, testRecord(), testConfig()), "data/amounts.csv"))
	got := map[string]string{}
	for _, row := range rows {
		got[row["incident"]+"#"+row["amount"]] = row["not_counted_in_class"]
	}
	for amount, want := range map[string]string{
		"harbour-bridge-theft#stolen": "",
		"harbour-bridge-theft#part":   string(site.ExcludedPart),
		"harbour-bridge-theft#seized": string(site.ExcludedStage),
		"quiet-freeze#again":          string(site.ExcludedSameFunds),
		"nothing-happened#stolen":     string(site.ExcludedWithdrawn),
		"several-years#stolen":        "alleged",
		"several-years#all":           string(site.ExcludedAggregate),
		"left-out#stolen":             string(site.ExcludedByEditor),
	} {
		if reason, there := got[amount]; !there || reason != want {
			t.Errorf("%s: %q, want %q", amount, reason, want)
		}
	}
}

func TestTheDataPackageDescribesEveryColumn(t *testing.T) {
	files := makeAll(t, testRecord(), testConfig())
	var described struct {
		Name, Title string
		Resources   []struct {
			Name, Path, Format string
			Dialect            struct{ ItemType string }
			Schema             struct{ Fields []field }
		}
	}
	if err := json.Unmarshal(dataOf(t, files, "data/datapackage.json"), &described); err != nil {
		t.Fatal(err)
	}
	if described.Name != "test-record" || len(described.Resources) != 12 {
		t.Errorf("the package %q has %d resources", described.Name, len(described.Resources))
	}
	for _, resource := range described.Resources {
		data := dataOf(t, files, "data/"+resource.Path)
		if resource.Format == "json" {
			checkResource(t, resource.Path, data, resource.Schema.Fields, resource.Dialect.ItemType)
			continue
		}
		header, _ := rowsOf(t, data)
		var names []string
		for _, field := range resource.Schema.Fields {
			names = append(names, field.Name)
			if field.Description == "" || field.Type == "" {
				t.Errorf("%s: the column %s is not described", resource.Name, field.Name)
			}
		}
		if !slices.Equal(names, header) {
			t.Errorf("%s: the package names %v, the file has %v", resource.Name, names, header)
		}
	}
}

// checkResource compares the rows of a JSON file with what the package says of
// them.
func checkResource(t *testing.T, name string, data []byte, fields []field, itemType string) {
	t.Helper()
	var rows [][]any
	if err := json.Unmarshal(data, &rows); err != nil || itemType != "array" {
		t.Fatalf("%s has rows of the type %q: %v", name, itemType, err)
	}
	for n, row := range rows {
		if len(row) != len(fields) {
			t.Fatalf("%s: row %d has %d cells, the package names %d", name, n, len(row), len(fields))
		}
		for i, value := range row {
			if n == 0 {
				if value != fields[i].Name {
					t.Errorf("%s: the column %v, the package says %s", name, value, fields[i].Name)
				}
				continue
			}
			fits := value == nil
			switch value.(type) {
			case string:
				fits = fields[i].Type == "string" || fields[i].Type == "date" || fields[i].Type == "number"
			case float64:
				fits = fields[i].Type == "integer"
			case bool:
				fits = fields[i].Type == "boolean"
			case []any:
				fits = fields[i].Type == "array"
			}
			if !fits {
				t.Errorf("%s: row %d has %v for the %s %s", name, n, value, fields[i].Type, fields[i].Name)
			}
		}
	}
}

func TestGroupAndTotalFilesHoldTheTotalsOfThePages(t *testing.T) {
	linked, counted := fixture(t, testRecord(), testConfig())
	files := makeOutputs(t, linked, counted)
	type totals []struct{ Kind, Usd string }
	find := func(list totals, kind string) string {
		for _, total := range list {
			if total.Kind == kind {
				return total.Usd
			}
		}
		return "none"
	}
	var all struct {
		All   struct{ Kinds totals }
		Years []struct {
			Year  int
			Kinds totals
		}
	}
	if err := json.Unmarshal(dataOf(t, files, "data/totals.json"), &all); err != nil {
		t.Fatal(err)
	}
	if got, want := find(all.All.Kinds, "stolen"), counted.All().Kind("stolen").Value.String(); got != want {
		t.Errorf("stolen in all: %s, want %s", got, want)
	}
	if len(all.Years) != len(counted.Years()) || len(all.Years) == 0 {
		t.Errorf("%d years, want %d", len(all.Years), len(counted.Years()))
	}
	var group struct {
		Label   string
		Entries []string
		Kinds   []struct {
			Kind, Usd                          string
			Amounts, Unpriced, Apart, Excluded int
		}
	}
	if err := json.Unmarshal(dataOf(t, files, "data/types/theft.json"), &group); err != nil {
		t.Fatal(err)
	}
	if group.Label != "Theft" || len(group.Entries) != 4 {
		t.Errorf("the group %q has %d entries", group.Label, len(group.Entries))
	}
	theft := linked.Groups[site.ByType][slices.IndexFunc(linked.Groups[site.ByType], func(g *site.Group) bool { return g.Key == "theft" })]
	for i, entry := range theft.Entries {
		if group.Entries[i] != entry.ID {
			t.Errorf("entry %d is %s, want %s", i, group.Entries[i], entry.ID)
		}
	}
	stolen := group.Kinds[0]
	if stolen.Kind != "stolen" || stolen.Usd != "39860000" || stolen.Amounts != 1 || stolen.Unpriced != 0 || stolen.Apart != 1 || stolen.Excluded != 4 {
		t.Errorf("stolen in thefts: %+v", stolen)
	}
}

func TestTheRowsOfAGroupAreTheAmountsOfItsEntries(t *testing.T) {
	record := testRecord()
	silent := plain("no-money", "Nobody named a sum", "2023")
	silent.Chains = []string{"ethereum"}
	record.Incidents = append(record.Incidents, silent)
	files := makeAll(t, record, testConfig())
	header, rows := rowsOf(t, dataOf(t, files, "data/chains/ethereum.csv"))
	_, all := rowsOf(t, dataOf(t, files, "data/amounts.csv"))
	var got, want []string
	for _, row := range rows {
		got = append(got, row["incident"]+"#"+row["amount"])
		at := slices.IndexFunc(all, func(of map[string]string) bool {
			return of["incident"] == row["incident"] && of["amount"] == row["amount"]
		})
		if row["incident"] == "no-money" {
			if row["kind"] != "" || row["usd"] != "" || row["counted"] != "false" || row["not_counted"] != "the entry states no amount" {
				t.Errorf("the entry without an amount says %v", row)
			}
			continue
		}
		for _, column := range header {
			if value := all[at][column]; value != row[column] {
				t.Errorf("%s#%s: %s is %q, in amounts it is %q", row["incident"], row["amount"], column, row[column], value)
			}
		}
	}
	want = []string{"quiet-freeze#frozen", "quiet-freeze#again", "harbour-bridge-theft#stolen", "harbour-bridge-theft#part",
		"harbour-bridge-theft#frozen", "harbour-bridge-theft#seized", "harbour-bridge-theft#lost", "no-money#"}
	if !slices.Equal(got, want) {
		t.Errorf("the rows are %v, want %v", got, want)
	}
	for _, column := range header {
		if _, shared := all[0][column]; !shared {
			t.Errorf("amounts has no column %s", column)
		}
	}
}
