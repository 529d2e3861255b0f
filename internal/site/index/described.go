package index

import (
	"iter"
	"slices"

	"blotter/internal/site"
)

// Tables describes the tables that Outputs writes, for the page on data.
func Tables(s *site.Site, st *site.Statistics) []site.DataTable {
	x := &indexer{site: s, stats: st, cfg: s.Config}
	return []site.DataTable{
		described(x.incidentTable(), slices.Values(s.Entries)),
		described(x.amountTable(), x.lines()),
		described(x.actorTable(), slices.Values(s.Profiles)),
		described(x.involvementTable(), x.involvements()),
		described(x.sourceTable(), x.sources()),
		described(x.eventTable(), x.events()),
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
