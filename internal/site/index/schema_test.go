package index

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"blotter/internal/site"
	"blotter/internal/site/content"
	"blotter/internal/site/generate"
	"blotter/internal/site/markdown"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// incidentSchemaOf compiles the schema that is published.
func incidentSchemaOf(t *testing.T, files map[string]made) *jsonschema.Schema {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(dataOf(t, files, "data/incident.schema.json")))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	id := document.(map[string]any)["$id"].(string)
	if err := compiler.AddResource(id, document); err != nil {
		t.Fatal(err)
	}
	compiled, err := compiler.Compile(id)
	if err != nil {
		t.Fatalf("the schema is not a JSON Schema: %v", err)
	}
	return compiled
}

// checkIncidents checks every entry's JSON against the schema and gives their
// number.
func checkIncidents(t *testing.T, files map[string]made) int {
	t.Helper()
	compiled, checked := incidentSchemaOf(t, files), 0
	for path, file := range files {
		if !strings.HasSuffix(path, "/index.json") {
			continue
		}
		checked++
		document, err := jsonschema.UnmarshalJSON(bytes.NewReader(file.data))
		if err != nil {
			t.Errorf("%s is not JSON: %v\n%s", path, err, file.data)
			continue
		}
		if err := compiled.Validate(document); err != nil {
			t.Errorf("%s does not fit its schema: %v", path, err)
		}
	}
	return checked
}

func TestEveryIncidentFileFitsThePublishedSchema(t *testing.T) {
	files := makeAll(t, testRecord(), testConfig())
	if got, want := checkIncidents(t, files), 5; got != want {
		t.Errorf("checked %d entries, want %d", got, want)
	}
}

func TestEveryGeneratedIncidentFitsThePublishedSchema(t *testing.T) {
	linked, counted := generated(t, 80)
	files := makeOutputs(t, linked, counted)
	if got := checkIncidents(t, files); got != len(linked.Entries) || got < 70 {
		t.Errorf("checked %d entries of %d", got, len(linked.Entries))
	}
}

// generated loads a record from files, as a build does.
func generated(t testing.TB, entries int) (*site.Site, *site.Statistics) {
	t.Helper()
	files := fstest.MapFS{}
	for name, data := range generate.Map(generate.Options{Seed: 7, Entries: entries}) {
		files[name] = &fstest.MapFile{Data: data}
	}
	cfg, problems, err := content.LoadConfig(files)
	if err != nil || site.HasErrors(problems) {
		t.Fatalf("loading the config: %v %v", err, problems)
	}
	record, problems, err := content.New(cfg, markdown.New()).Load(t.Context(), files)
	if err != nil || site.HasErrors(problems) {
		t.Fatalf("loading the record: %v %v", err, problems)
	}
	return fixture(t, record, cfg)
}

func TestTheSchemaRefusesWhatIsNotAnIncident(t *testing.T) {
	files := makeAll(t, testRecord(), testConfig())
	compiled := incidentSchemaOf(t, files)
	good := dataOf(t, files, "incidents/harbour-bridge-theft/index.json")
	for _, c := range []struct{ name, from, to string }{
		{"an amount as a number", `"39860000"`, `39860000`},
		{"an unknown key", `"title":`, `"headline":`},
		{"an unknown kind", `"kind":"stolen"`, `"kind":"gone"`},
		{"an unknown status", `"status":"confirmed"`, `"status":"sure"`},
		{"a version that is none", `"version":"`, `"version":"z`},
		{"a day that is none", `"published":"2026-11-22"`, `"published":"2026-11-32"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			bad := strings.Replace(string(good), c.from, c.to, 1)
			if bad == string(good) {
				t.Fatalf("%s is not in the file", c.from)
			}
			document, err := jsonschema.UnmarshalJSON(strings.NewReader(bad))
			if err != nil {
				t.Fatal(err)
			}
			if compiled.Validate(document) == nil {
				t.Error("the schema accepts it")
			}
		})
	}
}

func TestAnIncidentFileSaysEveryFactOfTheEntry(t *testing.T) {
	files := makeAll(t, testRecord(), testConfig())
	data := dataOf(t, files, "incidents/harbour-bridge-theft/index.json")
	for _, fact := range []string{
		`"$schema":"https://record.example/base/data/incident.schema.json"`,
		`"url":"https://record.example/base/incidents/harbour-bridge-theft/"`,
		`"usd":"39860000"`, `"quantity":"173600.000000000000000001"`, `"high":"625000000"`, `"counted":true`,
		`"usd":"5800000","usd_to":"6200000"`, `"part_of":"stolen"`, `"not_counted":"part of another amount"`, `"after":"frozen"`,
		`"rejected":"counts coins that stayed"`, `"standing":"attributed"`, `"confidence":"medium"`, `"since":"2022-04"`, `"date":"../2022-05"`,
		`"type":"follows","label":"Follows","target":"quiet-freeze"`, `"was":"$600M","now":"$620M"`, `"aliases":["harbor-bridge-hack","bridge-hack"]`,
		`"cve":"CVE-2022-1"`, `"x_count":39860000`, `"x_more":{"a":[1.10,"</script>"]}`, `"text":"It went.\nAll of it."`, `"by":"M. Editor"`, `"hash":"0xc28fad5e"`,
	} {
		if !bytes.Contains(data, []byte(fact)) {
			t.Errorf("the file does not hold %s\n%s", fact, data)
		}
	}
}

func TestAnUnstatedFactIsMissingAndNotZero(t *testing.T) {
	files := makeAll(t, testRecord(), testConfig())
	var entry struct{ Amounts []map[string]any }
	if err := json.Unmarshal(dataOf(t, files, "incidents/harbour-bridge-theft/index.json"), &entry); err != nil {
		t.Fatal(err)
	}
	lost := entry.Amounts[slices.IndexFunc(entry.Amounts, func(a map[string]any) bool { return a["id"] == "lost" })]
	for _, key := range []string{"usd", "low", "high", "quantity", "asset", "date"} {
		if value, said := lost[key]; said {
			t.Errorf("the amount nobody put a figure on says %s: %v", key, value)
		}
	}
	if lost["counted"] != true {
		t.Error("the amount nobody put a figure on is not counted aloud")
	}
}

func TestTheJSONOfAnEntrySaysWhatItsRowsInAmountsSay(t *testing.T) {
	for _, c := range []struct {
		name  string
		files map[string]made
	}{
		{"fixture", makeAll(t, testRecord(), testConfig())},
		{"generated", func() map[string]made { s, st := generated(t, 60); return makeOutputs(t, s, st) }()},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, rows := rowsOf(t, dataOf(t, c.files, "data/amounts.csv"))
			for _, row := range rows {
				var entry struct{ Amounts []map[string]json.RawMessage }
				if err := json.Unmarshal(dataOf(t, c.files, "incidents/"+row["incident"]+"/index.json"), &entry); err != nil {
					t.Fatal(err)
				}
				at := slices.IndexFunc(entry.Amounts, func(a map[string]json.RawMessage) bool { return cellOf(t, a["id"]) == row["amount"] })
				said := fullAmount(t, entry.Amounts[at])
				for _, column := range []string{
					"kind", "class", "usd", "precision", "usd_basis", "usd_at", "asset", "quantity", "date", "by", "from", "to", "note", "part_of", "same_funds",
					"after", "aggregate", "sources", "low", "high", "counted", "not_counted", "counted_in_class", "not_counted_in_class",
				} {
					if said[column] != row[column] {
						t.Errorf("%s#%s: %s is %q in the JSON, %q in amounts", row["incident"], row["amount"], column, said[column], row[column])
					}
				}
			}
		})
	}
}

// fullAmount gives an amount of an entry's JSON as cells, with what the schema
// lets it leave out.
func fullAmount(t *testing.T, amount map[string]json.RawMessage) map[string]string {
	t.Helper()
	said := map[string]string{}
	for key, value := range amount {
		said[key] = cellOf(t, value)
	}
	usual := func(key, value string) {
		if _, there := amount[key]; !there {
			said[key] = value
		}
	}
	usual("low", said["usd"])
	usual("high", said["usd"])
	usual("precision", "exact")
	usual("aggregate", "false")
	usual("counted_in_class", said["counted"])
	usual("not_counted_in_class", said["not_counted"])
	if said["usd"] != "" {
		usual("usd_basis", "stated")
	}
	return said
}

func TestAnEntryLeavesOutWhatFollowsFromTheRest(t *testing.T) {
	data := string(dataOf(t, makeAll(t, testRecord(), testConfig()), "incidents/left-out/index.json"))
	for _, key := range []string{"low", "high", "precision", "usd_basis", "aggregate", "counted_in_class", "not_counted_in_class", "claims", "review", "updated", "updates", "events"} {
		if strings.Contains(data, `"`+key+`"`) {
			t.Errorf("the entry says %s, which is as usual: %s", key, data)
		}
	}
	if strings.Contains(data, ": ") || strings.Contains(data, "\n ") || !strings.Contains(data, `"counted":false,"not_counted":"left out by the editors"`) {
		t.Errorf("the entry is %s", data)
	}
}
