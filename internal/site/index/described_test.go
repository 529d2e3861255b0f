package index

import (
	"strings"
	"testing"

	"blotter/internal/site"
)

func TestTablesDescribesEveryColumnOfEveryTableItWrites(t *testing.T) {
	s, st := fixture(t, testRecord(), testConfig())
	outputs, err := Outputs(s, st)
	if err != nil {
		t.Fatal(err)
	}
	described := Tables(s, st)
	for _, table := range described {
		found := false
		for _, output := range outputs {
			if output.Path != "data/"+table.Name+".csv" && !(table.Parts && output.Path == "data/types/theft.csv") {
				continue
			}
			found = true
			var file site.Buffer
			if err := output.Fill(&file); err != nil {
				t.Fatal(err)
			}
			var names []string
			for _, column := range table.Columns {
				names = append(names, column.Key)
				if column.Value == "" {
					t.Errorf("%s: the column %s is not explained", table.Name, column.Key)
				}
			}
			if got, want := strings.Join(names, ","), firstLine(file.String()); got != want {
				t.Errorf("%s: Tables gives the columns %s, the file has %s", table.Name, got, want)
			}
		}
		if !found {
			t.Errorf("Tables describes %s, and Outputs writes no such file", table.Name)
		}
	}
	if len(described) < 7 {
		t.Errorf("Tables describes %d tables, want all 7", len(described))
	}
}

// firstLine gives the header of a CSV file.
func firstLine(file string) string {
	line, _, _ := strings.Cut(file, "\r\n")
	return line
}
