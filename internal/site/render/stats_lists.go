package render

import (
	"path"
	"strings"

	"blotter/internal/site"
)

// longTable is a table on pages of its own, as many as it takes.
type longTable struct {
	path, title   string
	parent, above string  // part of the address and title of the page above
	way           []Crumb // in place of those two for the way to the page; nil = those
	rows          tableSource
	pageSize      int
	// data names a table of the record's own data files that has the rows;
	// empty = the list gets files of its own. Then only the first cell of a row
	// tells words of an entry, its title.
	data string
}

func (e *edition) longTable(l longTable) []site.Output {
	of := max((l.rows.size+l.pageSize-1)/l.pageSize, 1)
	outputs := make([]site.Output, of)
	for i := range outputs {
		page := listPage{Path: site.Numbered(l.path, i+1), Number: i + 1, Of: of}
		outputs[i] = e.declared(page.Path, "stats", func(in *inputs) func() view {
			e.longTableInputs(in, &l, page)
			return func() view { return e.longTablePage(&l, page) }
		})
	}
	if l.data != "" {
		return outputs
	}
	declare := func(in *inputs) error {
		in.Text(l.title)
		l.rows.declare(in, 0, l.rows.size)
		in.shown = in.shown[:0] // what an entry is called is not in them
		return nil
	}
	return append(outputs, e.tableOutputs(l.path, declare, func() (string, []tableSource) { return l.title, []tableSource{l.rows.byID()} })...)
}

// byID is a list of entries for its files, with their ids in the place of their
// titles, as in all data of parts of the record: a title stands in the table of
// entries, and an edit of one need not write every list anew.
func (s tableSource) byID() tableSource {
	row := s.row
	s.row = func(cells []Cell, i int) []Cell {
		first := len(cells)
		cells = row(cells, i)
		address, _, _ := strings.Cut(cells[first].Href, "#")
		cells[first].Text = path.Base(address)
		return cells
	}
	return s
}

func (e *edition) longTablePage(l *longTable, page listPage) *statsView {
	title := l.title + pageSuffix(page)
	v := &statsView{Frame: e.frame(page.Path, title, l.rows.caption+"."), Heading: title, Ways: e.statsWays(l.parent)}
	way := l.way
	if way == nil {
		way = []Crumb{{site.StatsPath(l.parent), l.above}}
	}
	v.Crumbs = e.numberedCrumbs(page, append(append([]Crumb{{site.StatsPath(), "Statistics"}}, way...), Crumb{l.path, l.title})...)
	if page.Of > 1 {
		v.Pager = e.pager(l.path, "Pages of the list", page.Number, page.Of)
	}
	from := (page.Number - 1) * l.pageSize
	block := StatsBlock{ID: "list", Heading: "The list", Tables: []TableView{e.long(l.rows, from, min(from+l.pageSize, l.rows.size))}}
	if l.data != "" {
		e.offerData(&block, l.data)
	} else {
		block.CSV, block.JSON = e.href(site.StatsDataPath(l.path, "csv")), e.href(site.StatsDataPath(l.path, "json"))
		block.Files = "The list with the ids of its entries"
	}
	v.Blocks = []StatsBlock{block}
	return v
}

// sample gives the first rows of a list that has pages of its own.
func (l *longTable) sample() TableView { return l.rows.table(0, min(l.rows.size, sampleSize)) }

// entriesSource lists entries with their date, type and status.
func (e *edition) entriesSource(caption string, entries []*site.Entry) tableSource {
	return tableSource{
		caption: caption, head: []Column{{Text: "Entry"}, {Text: "Date", Dates: true}, {Text: "Type"}, {Text: "Status"}}, size: len(entries),
		row: func(cells []Cell, i int) []Cell {
			entry := entries[i]
			return append(cells, Cell{Text: entry.Title, Href: e.href(entry.Path)}, Cell{Text: entry.Date.Short()},
				Cell{Text: e.cfg.Types.Label(entry.Type)}, Cell{Text: site.Statuses.Label(entry.Status)})
		},
		inputs: func(in *inputs, i int) { e.entryInputs(in, entries[i]) },
	}
}

// linesSource lists amounts of several classes as one part of a ledger does.
func (e *edition) linesSource(caption string, part ledgerPart, lines []*site.Line) tableSource {
	return tableSource{
		caption: caption, head: ledgerHeads[part], size: len(lines),
		row:    func(cells []Cell, i int) []Cell { return e.markedRow(cells, part, lines[i]) },
		inputs: func(in *inputs, i int) { e.lineInputs(in, part, lines[i]) },
	}
}

// exclusionPages list what enters no total, reason by reason.
func (e *edition) exclusionPages() []site.Output {
	if len(e.stats.Exclusions()) == 0 {
		return nil
	}
	const title = "Amounts that are not added"
	var outputs []site.Output
	lists := make([]longTable, len(e.stats.Exclusions()))
	for i := range lists {
		list := &e.stats.Exclusions()[i]
		lists[i] = longTable{
			path: site.StatsPath("left-out", site.Slug(string(list.Reason))), title: upper(string(list.Reason)), parent: "left-out", above: title,
			rows: e.linesSource("Not added: "+string(list.Reason), linesExcluded, list.Lines), pageSize: site.LedgerPage, data: "amounts",
		}
		if len(list.Lines) > site.LedgerPage {
			outputs = append(outputs, e.longTable(lists[i])...)
		}
	}
	return append(outputs, e.statsOutputs(site.StatsPath("left-out"), true, func() *statsView {
		v := e.statsPage("left-out", title, "The same money is added once. Every amount that the record names and no total adds stands here, with the reason.")
		for i := range lists {
			v.Blocks = append(v.Blocks, e.exclusionBlock(&lists[i], site.Slug(string(e.stats.Exclusions()[i].Reason))))
		}
		return v
	})...)
}

// exclusionBlock is a list of what is not added, or the beginning of one that
// is long.
func (e *edition) exclusionBlock(l *longTable, key string) StatsBlock {
	words := count(l.rows.size, "amount", "amounts")
	block := StatsBlock{ID: key, Heading: l.title}
	if l.rows.size <= site.LedgerPage {
		block.Text, block.Tables = []Remark{{Before: words + "."}}, []TableView{l.rows.whole()}
		return block
	}
	block.Text, block.Tables = []Remark{{words + ", the greatest of them here. ", "All of them", e.href(l.path), "."}}, []TableView{l.sample()}
	return block
}
