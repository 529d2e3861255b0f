package index

import (
	"path"
	"slices"

	"blotter/internal/site"
)

// DatasetFormats are the forms in which Dataset gives the tables.
var DatasetFormats = []string{"csv", "json"}

// Dataset plans the tables of the record in one of the DatasetFormats, without
// the rest of a site: their paths are names of files, "amounts.csv", and their
// bytes those that the site has below /data/. The data package beside them
// describes these files only; JSON has the totals besides.
func Dataset(s *site.Site, st *site.Statistics, format string) []site.Output {
	x := newIndexer("", s, st)
	outputs, resources := x.tableOutputs()
	outputs = slices.DeleteFunc(outputs, func(o site.Output) bool { return path.Ext(o.Path) != "."+format })
	resources = slices.DeleteFunc(resources, func(r resource) bool { return r.Format != format })
	if format == "json" {
		outputs = append(outputs, x.totalsOutput())
	}
	outputs = append(outputs, x.packageOutput(resources))
	for i := range outputs {
		outputs[i].Path = path.Base(outputs[i].Path)
	}
	return outputs
}
