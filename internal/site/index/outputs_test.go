package index

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"blotter/internal/site"
)

func TestTheOrderOfTheFilesDoesNotMatter(t *testing.T) {
	want := makeAll(t, testRecord(), testConfig())
	for seed := range uint64(5) {
		record, lot := testRecord(), rand.New(rand.NewPCG(seed, 1))
		lot.Shuffle(len(record.Incidents), func(i, j int) {
			record.Incidents[i], record.Incidents[j] = record.Incidents[j], record.Incidents[i]
		})
		got := makeAll(t, record, testConfig())
		if !slices.Equal(slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want))) {
			t.Fatal("other files are made")
		}
		for path := range want {
			if !bytes.Equal(got[path].data, want[path].data) {
				t.Errorf("%s has other bytes", path)
			}
			if got[path].output.Inputs != want[path].output.Inputs {
				t.Errorf("%s has other inputs", path)
			}
		}
	}
}

// changed gives a new version to an entry whose file was edited.
func changed(i *site.Incident, edit func(*site.Incident)) {
	edit(i)
	i.Version = site.VersionOf(fmt.Appendf(nil, "%+v", *i))
}

// edits are changes of a record, each with a file whose bytes it changes.
var edits = []struct {
	name, file string
	edit       func(*site.Record, *site.Config)
}{
	{"nothing", "", func(*site.Record, *site.Config) {}},
	{"a title", "incidents/quiet-freeze/index.json", func(r *site.Record, _ *site.Config) {
		changed(r.Incidents[1], func(i *site.Incident) { i.Title = "A louder freeze" })
	}},
	{"a date seen in its group", "data/chains/ethereum.csv", func(r *site.Record, _ *site.Config) {
		changed(r.Incidents[1], func(i *site.Incident) { i.Date = mustDate("2021-02") })
	}},
	{"the id of an entry that another names", "incidents/harbour-bridge-theft/index.json", func(r *site.Record, _ *site.Config) {
		r.Incidents[1].ID = "louder-freeze"
		changed(r.Incidents[0], func(i *site.Incident) { i.Relations[0].Target = "louder-freeze" })
	}},
	{"a relation seen from its target", "incidents/quiet-freeze/index.json", func(r *site.Record, _ *site.Config) {
		changed(r.Incidents[0], func(i *site.Incident) { i.Relations = nil })
	}},
	{"the name of an actor", "incidents/harbour-bridge-theft/index.json", func(r *site.Record, _ *site.Config) { r.Actors[0].Name = "Harbour" }},
	{"the summary of an actor", "data/actors.csv", func(r *site.Record, _ *site.Config) { r.Actors[0].Summary = "Something else." }},
	{"the other names of an actor", "data/actors.json", func(r *site.Record, _ *site.Config) { r.Actors[0].Aliases = nil }},
	{"a shared source", "data/sources.csv", func(r *site.Record, _ *site.Config) { r.Incidents[0].Sources[1].Title = "Another title" }},
	{"a shared source seen from the entry", "incidents/harbour-bridge-theft/index.json", func(r *site.Record, _ *site.Config) { r.Incidents[0].Sources[1].Status = "live" }},
	{"money that another entry tells again", "incidents/quiet-freeze/index.json", func(r *site.Record, _ *site.Config) {
		changed(r.Incidents[0], func(i *site.Incident) { i.Status, i.StatusNote = "withdrawn", "a mistake" })
		changed(r.Incidents[1], func(i *site.Incident) { i.Amounts[1].SameFunds = site.AmountRef{} })
	}},
	{"a figure seen in its group", "data/chains/ethereum.csv", func(r *site.Record, _ *site.Config) {
		changed(r.Incidents[1], func(i *site.Incident) { i.Amounts[0] = usd("frozen", "frozen", "9501") })
	}},
	{"an update", "feeds/corrections.atom", func(r *site.Record, _ *site.Config) {
		changed(r.Incidents[1], func(i *site.Incident) {
			i.Updates = []site.Update{{Date: site.DayOf(2026, 12, 1), Type: "correction", Text: "Wrong."}}
		})
	}},
	{"an update seen in the sitemap", "sitemap.xml", func(r *site.Record, _ *site.Config) {
		changed(r.Incidents[1], func(i *site.Incident) {
			i.Updates = []site.Update{{Date: site.DayOf(2026, 12, 1), Type: "correction", Text: "Wrong."}}
		})
	}},
	{"an alias", "_redirects", func(r *site.Record, _ *site.Config) {
		changed(r.Incidents[1], func(i *site.Incident) { i.Aliases = []string{"loud-freeze"} })
	}},
	{"the title behind a redirect", "incidents/twin/index.html", func(r *site.Record, _ *site.Config) {
		changed(r.Incidents[0], func(i *site.Incident) { i.Title = "Harbour bridge emptied" })
	}},
	{"a page", "llms.txt", func(r *site.Record, _ *site.Config) { r.Pages[0].Summary = "Another." }},
	{"the address of the site", "robots.txt", func(_ *site.Record, c *site.Config) { c.BaseURL = "https://other.example/" }},
	{"the licence", "data/incident.schema.json", func(_ *site.Record, c *site.Config) { c.Licence.Name = "CC0" }},
	{"the word for a type", "feeds/types/theft.atom", func(_ *site.Record, c *site.Config) {
		c.Types = site.NewVocabulary(append([]site.Term{{Key: "theft", Label: "Robbery"}}, c.Types.Terms[1:]...)...)
	}},
	{"a word more", "data/incident.schema.json", func(_ *site.Record, c *site.Config) {
		c.Chains = site.NewVocabulary(append(c.Chains.Terms, site.Term{Key: "bitcoin", Label: "Bitcoin"})...)
	}},
	{"an entry less", "data/incidents.csv", func(r *site.Record, _ *site.Config) { r.Incidents = slices.Delete(r.Incidents, 3, 4) }},
}

func TestEqualInputsMeanEqualBytes(t *testing.T) {
	type key struct {
		path   string
		inputs site.Digest
	}
	before := makeAll(t, testRecord(), testConfig())
	seen := map[key][]byte{}
	for _, c := range edits {
		record, cfg := testRecord(), testConfig()
		c.edit(record, cfg)
		files := makeAll(t, record, cfg)
		for path, file := range files {
			at := key{path, file.output.Inputs}
			if data, there := seen[at]; there && !bytes.Equal(data, file.data) {
				t.Errorf("%s: %s has the inputs of other bytes", c.name, path)
			}
			seen[at] = file.data
		}
		if c.file != "" && bytes.Equal(files[c.file].data, before[c.file].data) {
			t.Errorf("%s: %s did not change, so the case shows nothing", c.name, c.file)
		}
	}
}

func TestAnEditLeavesOtherFilesTheirInputs(t *testing.T) {
	before := makeAll(t, testRecord(), testConfig())
	record := testRecord()
	changed(record.Incidents[4], func(i *site.Incident) { i.Title = "Left out by somebody" })
	after := makeAll(t, record, testConfig())
	for _, path := range []string{"incidents/harbour-bridge-theft/index.json", "feeds/types/freeze.atom", "data/chains/ethereum.csv", "robots.txt", "feeds/corrections.json", "data/incident.schema.json"} {
		if before[path].output.Inputs != after[path].output.Inputs {
			t.Errorf("%s would be made again", path)
		}
	}
}

func TestAnotherProgramMakesEverythingAgain(t *testing.T) {
	linked, counted := fixture(t, testRecord(), testConfig())
	inputs := map[string]site.Digest{}
	for _, program := range []string{"one", "two"} {
		outputs, err := Indexer{Program: program}.Outputs(linked, counted)
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range outputs {
			o, err := o.Ready()
			if err != nil {
				t.Fatal(err)
			}
			if inputs[o.Path] == o.Inputs {
				t.Errorf("%s does not depend on the program", o.Path)
			}
			inputs[o.Path] = o.Inputs
		}
	}
}

func TestAnEmptyRecordHasItsFilesToo(t *testing.T) {
	files := makeAll(t, &site.Record{}, site.DefaultConfig())
	for _, path := range []string{"data/incidents.csv", "data/amounts.json", "data/datapackage.json", "sitemap.xml", "feeds/incidents.json", "llms.txt"} {
		dataOf(t, files, path)
	}
	if got, want := string(dataOf(t, files, "data/sources.json")), `[
["incident","number","key","url","title","publisher","author","date","accessed","archive","kind","lang","status","quote"]
]
`; got != want {
		t.Errorf("the empty list is %q, want %q", got, want)
	}
	if read := feedOf(t, files, "feeds/corrections.atom"); read.Updated != "1970-01-01T00:00:00Z" || len(read.Entries) != 0 {
		t.Errorf("the empty feed says %+v", read)
	}
	incidentSchemaOf(t, files)
}

func TestEveryOutputHasAPlainPathAMediaTypeAndInputs(t *testing.T) {
	for path, file := range makeAll(t, testRecord(), testConfig()) {
		if strings.Contains(path, "..") || strings.HasPrefix(path, "/") || path != strings.ToLower(path) {
			t.Errorf("the path %s is not one of a site", path)
		}
		if file.output.Media == "" || strings.Contains(file.output.Media, ";") {
			t.Errorf("%s has the media type %q", path, file.output.Media)
		}
		if file.output.Inputs == (site.Digest{}) {
			t.Errorf("%s declares no inputs", path)
		}
	}
}
