package index

import (
	"encoding/json"
	"fmt"
	"iter"
	"slices"

	"blotter/internal/site"
)

// The addresses of the data files that others point at.
const (
	dataPath    = "/data/"
	schemaPath  = "/data/incident.schema.json"
	packagePath = "/data/datapackage.json"
	totalsPath  = "/data/totals.json"
)

// dataOutputs are the record as a whole: tables, totals, schema, description.
func (x *indexer) dataOutputs() []site.Output {
	outputs, resources := x.tableOutputs()
	return append(outputs, x.totalsOutput(), x.packageOutput(resources),
		jsonOutput(schemaPath, x.common, func() any { return x.incidentSchema() }).Showing(site.ShowsNoWords()))
}

// tableOutputs are the tables of the record, and what the data package says of
// each of their files.
func (x *indexer) tableOutputs() (outputs []site.Output, resources []resource) {
	incidents := x.incidentTable()
	outputs, resources = addTable(outputs, resources, incidents, slices.Values(x.site.Entries), x.all, site.AllWords)
	csv, json := x.pieces(incidents)
	outputs[0].Reword, outputs[1].Reword = csv.reword, json.reword
	outputs, resources = addTable(outputs, resources, x.amounts, x.lines(), x.all, 0)
	outputs, resources = addTable(outputs, resources, x.actorTable(), slices.Values(x.site.Profiles), x.digestProfiles(), 0)
	outputs, resources = addTable(outputs, resources, x.involvementTable(), x.involvements(), x.all, 0)
	outputs, resources = addTable(outputs, resources, x.sourceTable(), x.sources(), x.all, 0)
	return addTable(outputs, resources, x.eventTable(), x.events(), x.all, 0)
}

func (x *indexer) totalsOutput() site.Output {
	return output(totalsPath, "application/json", x.all, x.writeTotals).Showing(site.ShowsNoWords())
}

func (x *indexer) packageOutput(resources []resource) site.Output {
	return jsonOutput(packagePath, x.common, func() any { return x.dataPackage(resources) }).Showing(site.ShowsNoWords())
}

// addTable plans the two files of a table and describes them; words are those
// of every entry that they tell.
func addTable[T any](outputs []site.Output, resources []resource, t *table[T], rows iter.Seq[T], inputs site.Digest, words site.Words) ([]site.Output, []resource) {
	path, shown := dataPath+t.name, site.ShowsWordsOfAll(words)
	outputs = append(outputs,
		output(path+".csv", "text/csv", inputs, func(out *site.Buffer) { t.csv(out, rows) }).Showing(shown),
		output(path+".json", "application/json", inputs, func(out *site.Buffer) { t.json(out, rows) }).Showing(shown),
	)
	return outputs, append(resources,
		resource{Name: t.name, Type: "table", Path: t.name + ".csv", Title: t.title, Description: t.doc,
			Format: "csv", MediaType: "text/csv", Encoding: "utf-8", Schema: map[string]any{"fields": t.fields("csv")}},
		resource{Name: t.name + "-json", Type: "table", Path: t.name + ".json", Title: t.title + " (JSON)", Description: t.doc,
			Format: "json", MediaType: "application/json", Encoding: "utf-8", Dialect: map[string]any{"header": true, "itemType": "array"},
			Schema: map[string]any{"fields": t.fields("json")}},
	)
}

// resource is a file in the words of Frictionless Data Resource.
type resource struct {
	Name        string `json:"name"`
	Type        string `json:"type"`
	Path        string `json:"path"`
	Title       string `json:"title"`
	Description string `json:"description"`
	Format      string `json:"format"`
	MediaType   string `json:"mediatype"`
	Encoding    string `json:"encoding"`
	Dialect     any    `json:"dialect,omitempty"`
	Schema      any    `json:"schema"`
}

// dataPackage describes the data in the words of Frictionless Data Package.
func (x *indexer) dataPackage(resources []resource) any {
	description := x.cfg.Description
	if description != "" {
		description += " "
	}
	made := map[string]any{
		"$schema":     "https://datapackage.org/profiles/2.0/datapackage.json",
		"name":        site.Slug(x.cfg.Title),
		"title":       x.cfg.Title,
		"description": description + "Amounts are exact. A cell that a spreadsheet would take for a formula begins with an apostrophe.",
		"homepage":    x.cfg.URL("/"),
		"resources":   resources,
	}
	if licence := x.licence(); licence != nil {
		named := map[string]string{"title": licence.Name}
		if licence.URL != "" {
			named["path"] = licence.URL
		}
		made["licenses"] = []any{named}
	}
	if publisher := x.publisher(); publisher != "" {
		made["contributors"] = []any{map[string]any{"title": publisher, "roles": []string{"publisher"}}}
	}
	return made
}

// jsonOutput plans a JSON file of a value; maps come out by key.
func jsonOutput(path string, inputs site.Digest, value func() any) site.Output {
	return site.Output{Path: site.File(path), Media: "application/json", Inputs: inputs, Make: func(out *site.Buffer) error {
		encoder := json.NewEncoder(out)
		encoder.SetIndent("", " ")
		if err := encoder.Encode(value()); err != nil {
			return fmt.Errorf("encoding %s: %w", path, err)
		}
		return nil
	}}
}

// licence gives the licence of the content; nil when the config names none.
func (x *indexer) licence() *site.Licence {
	if x.cfg.Licence.Name == "" {
		return nil
	}
	return &x.cfg.Licence
}

// publisher gives who keeps the record.
func (x *indexer) publisher() string { return firstOf(x.cfg.Publisher, x.cfg.Title) }

// firstOf gives the first text that is not empty.
func firstOf(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}

func contains(texts []string, text string) bool { return slices.Contains(texts, text) }
