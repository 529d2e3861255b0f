package render

import (
	"fmt"
	"sync/atomic"

	"blotter/internal/site"
)

// The tables of a page of statistics as CSV and JSON are made by the very
// functions that make those of the page, so that they cannot say anything
// else. Neither the page nor a file is kept: each is made when its turn comes.

// tableSource is a table whose rows are made one by one when they are asked
// for, so that a page may show some of them and a file write all, and nobody
// has to hold them.
type tableSource struct {
	caption string
	head    []Column
	size    int
	row     func(cells []Cell, i int) []Cell // appends the cells of a row
	// inputs declares what a row is made from; nil = it does not.
	inputs func(in *inputs, i int)
}

// table gives the rows from one number to before another.
func (s tableSource) table(from, to int) TableView {
	rows := make([]TableRow, to-from)
	cells := make([]Cell, 0, len(rows)*len(s.head))
	for i := range rows {
		first := len(cells)
		cells = s.row(cells, from+i)
		rows[i].Cells = cells[first:len(cells):len(cells)]
	}
	return newTable(s.caption, s.head, rows)
}

// long is table for a page that declares its inputs: its rows are made while it
// is written.
func (e *edition) long(s tableSource, from, to int) TableView {
	return longTableView(s.caption, s.head, &LongRows{from: from, to: to, set: e.parts["tr"], row: s.row})
}

// whole gives all rows.
func (s tableSource) whole() TableView { return s.table(0, s.size) }

// sources are all tables of a page in their order, those under drawings too.
func (v *statsView) sources() []tableSource {
	var sources []tableSource
	add := func(tables ...TableView) {
		for _, t := range tables {
			if len(t.Rows) > 0 {
				sources = append(sources, tableSource{caption: t.Caption, head: t.Head, size: len(t.Rows), row: func(cells []Cell, i int) []Cell { return append(cells, t.Rows[i].Cells...) }})
			}
		}
	}
	for i := range v.Blocks {
		block := &v.Blocks[i]
		for j := range block.Charts {
			add(block.Charts[j].Table)
		}
		add(block.Tables...)
		for j := range block.Folded {
			add(block.Folded[j].Table)
		}
	}
	return sources
}

// statsOutputs plans a page of statistics, and where it has tables the files
// of them. build makes the view anew whenever one of the three is made.
func (e *edition) statsOutputs(path string, hasTables bool, build func() *statsView) []site.Output {
	if !hasTables {
		return []site.Output{e.later(path, "stats", func() view { return build() })}
	}
	// The files have what the page has, so the digest of its view is theirs; who
	// needs it first takes it.
	var kept atomic.Pointer[site.Output]
	ready := func() (site.Output, error) {
		v := build()
		e.linkTables(v, path)
		output, err := e.finished("stats", v)
		kept.Store(&site.Output{Inputs: output.Inputs, Shown: output.Shown})
		return output, err
	}
	declare := func(in *inputs) error {
		if kept.Load() == nil {
			if _, err := ready(); err != nil {
				return err
			}
		}
		in.Digest(kept.Load().Inputs)
		in.said = &kept.Load().Shown
		return nil
	}
	page := site.Output{Path: site.File(path), Media: "text/html", Prepare: ready}
	return append([]site.Output{page}, e.tableOutputs(path, declare, func() (string, []tableSource) {
		v := build()
		return v.Heading, v.sources()
	})...)
}

// linkTables links a page to the files of the tables at an address.
func (e *edition) linkTables(v *statsView, path string) {
	v.link(e.href(site.StatsDataPath(path, "csv")), e.href(site.StatsDataPath(path, "json")))
}

// link names the files of the page's figures.
func (v *statsView) link(csv, json string) {
	v.CSV, v.JSON = csv, json
	if csv == "" {
		return
	}
	v.Data = append(v.Data, Feed{"text/csv", v.Heading + ": the tables", csv})
	if json != "" {
		v.Data = append(v.Data, Feed{"application/json", v.Heading + ": the tables", json})
	}
}

// tableOutputs plans the two files of tables that belong to the page at an
// address. declare covers what they are made from; nil = their bytes do.
func (e *edition) tableOutputs(path string, declare func(*inputs) error, tables func() (title string, of []tableSource)) []site.Output {
	file := func() *dataFile {
		f := &dataFile{url: e.cfg.URL(path), licence: e.cfg.Licence.Name}
		if day := e.lastChange(); day != site.NoDay {
			f.asOf = day.String()
		}
		f.title, f.tables = tables()
		return f
	}
	csv, json := site.StatsDataPath(path, "csv"), site.StatsDataPath(path, "json")
	if declare != nil {
		return []site.Output{
			e.declaredData(csv, "text/csv", declare, func(out *site.Buffer) { file().csv(out) }),
			e.declaredData(json, "application/json", declare, func(out *site.Buffer) { file().json(out) }),
		}
	}
	bytesOf := func(write func(*dataFile, *site.Buffer)) func() ([]byte, error) {
		return func() ([]byte, error) {
			var out site.Buffer
			write(file(), &out)
			return out.Bytes(), nil
		}
	}
	return []site.Output{
		e.dataOutput(csv, "text/csv", bytesOf((*dataFile).csv)),
		e.dataOutput(json, "application/json", bytesOf((*dataFile).json)),
	}
}

// declaredData plans a file whose inputs are declared.
func (e *edition) declaredData(path, media string, declare func(*inputs) error, write func(*site.Buffer)) site.Output {
	return site.Output{Path: site.File(path), Media: media, Prepare: func() (site.Output, error) {
		in := spaces.Get().(*inputs)
		defer spaces.Put(in)
		in.reset()
		in.Text(e.Program, path, e.lastChange().String())
		in.Digest(e.everywhere)
		if err := declare(in); err != nil {
			return site.Output{Path: site.File(path)}, err
		}
		return site.Output{Path: site.File(path), Media: media, Inputs: in.Sum(), Shown: in.told(listWordsShown), Make: func(buffer *site.Buffer) error {
			write(buffer)
			return nil
		}}, nil
	}}
}

// dataOutput plans a file whose bytes write makes.
func (e *edition) dataOutput(path, media string, write func() ([]byte, error)) site.Output {
	return site.Output{Path: site.File(path), Media: media, Prepare: func() (site.Output, error) {
		data, err := write()
		if err != nil {
			return site.Output{}, fmt.Errorf("writing %s: %w", path, err)
		}
		return site.Output{
			Path: site.File(path), Media: media, Inputs: site.DigestOf([]byte(e.Program), data),
			Make: func(buffer *site.Buffer) error {
				buffer.Write(data) // never fails
				return nil
			},
		}, nil
	}}
}
