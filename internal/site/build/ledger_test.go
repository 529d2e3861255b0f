package build_test

import (
	"bytes"
	"encoding/csv"
	"io/fs"
	"math/big"
	"strings"
	"testing"

	"blotter/internal/site"
)

// ledger is what the test takes from the CSV files.
type ledger struct {
	amounts     map[string]*csvAmount // by entry#amount
	first, last map[string]string     // by entry: its days, empty where open
	newest      string                // the newest day of the record
	roles       map[string][]string   // by entry and actor
	traits      map[string]bool       // by entry and address of the value
}

type csvAmount struct {
	incident, kind, class string
	usd                   *big.Rat // nil = no figure
	inKind, inClass       bool
	whyKind, whyClass     string // why not
}

func readLedger(t *testing.T, dir fs.FS) *ledger {
	t.Helper()
	l := &ledger{amounts: map[string]*csvAmount{}, first: map[string]string{}, last: map[string]string{}, roles: map[string][]string{}, traits: map[string]bool{}}
	for _, row := range readCSV(t, dir, "data/amounts.csv") {
		l.amounts[row["incident"]+"#"+row["amount"]] = &csvAmount{
			incident: row["incident"], kind: row["kind"], class: row["class"], usd: rational(row["usd"]),
			inKind: row["counted"] == "true", inClass: row["counted_in_class"] == "true",
			whyKind: row["not_counted"], whyClass: row["not_counted_in_class"],
		}
	}
	for _, row := range readCSV(t, dir, "data/incidents.csv") {
		l.first[row["id"]], l.last[row["id"]] = row["date_from"], row["date_to"]
		l.newest = max(l.newest, row["updated"])
		l.traits[row["id"]+" types/"+row["type"]] = true
		for _, column := range []string{"techniques", "chains", "countries", "sectors", "tags"} {
			for value := range strings.SplitSeq(row[column], ";") {
				l.traits[row["id"]+" "+column+"/"+site.Slug(value)] = true
			}
		}
	}
	for _, row := range readCSV(t, dir, "data/sources.csv") {
		l.traits[row["incident"]+" sources/"+site.Slug(row["publisher"])] = true
	}
	for _, row := range readCSV(t, dir, "data/involvements.csv") {
		key := row["incident"] + " " + row["actor"]
		l.roles[key] = append(l.roles[key], row["role"])
	}
	return l
}

// readCSV gives the rows of a table by the names of its columns.
func readCSV(t *testing.T, dir fs.FS, name string) []map[string]string {
	t.Helper()
	data, err := fs.ReadFile(dir, name)
	if err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil || len(records) < 2 {
		t.Fatalf("%s: %d rows, %v", name, len(records), err)
	}
	rows := make([]map[string]string, 0, len(records)-1)
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, cell := range record {
			row[records[0][i]] = cell
		}
		rows = append(rows, row)
	}
	return rows
}

// rational reads an exact figure; nil where there is none.
func rational(text string) *big.Rat {
	value, ok := new(big.Rat).SetString(text)
	if !ok {
		return nil
	}
	return value
}
