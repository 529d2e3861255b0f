package index

import (
	"iter"
	"slices"

	"blotter/internal/site"
)

// Tables describes the tables that Outputs writes, for the page on data: those
// of the record, and the one that each group with data has for itself.
func Tables(s *site.Site, st *site.Statistics) []site.DataTable {
	x := newDescriber(s, st)
	parts := described(x.groupTable(), func(func(*site.Line) bool) {})
	parts.Parts = true
	return []site.DataTable{
		described(x.incidentTable(), slices.Values(s.Entries)),
		described(x.amounts, x.lines()),
		described(x.actorTable(), slices.Values(s.Profiles)),
		described(x.involvementTable(), x.involvements()),
		described(x.sourceTable(), x.sources()),
		described(x.eventTable(), x.events()),
		parts,
	}
}

func described[T any](t *table[T], rows iter.Seq[T]) site.DataTable {
	d := site.DataTable{Name: t.name, Title: t.title, About: t.doc}
	for range rows {
		d.Rows++
	}
	for _, column := range t.columns {
		d.Columns = append(d.Columns, site.Pair{Key: column.name, Value: column.doc})
	}
	return d
}
