package render

import (
	"fmt"
	"html/template"
	"sync"
	"sync/atomic"

	"blotter/internal/site"
)

// MadeRow is a row that many tables share: an amount stands in the ledgers of
// its class, its kind, its year and every value of its entry. Like Row it is
// made once, when the first of them is.
type MadeRow struct {
	html template.HTML
	err  error
}

// madeRows holds the rows of a line by its part in a total. A line has one part
// in the total of its class and perhaps another in that of its kind.
type madeRows [len(ledgerHeads)]atomic.Pointer[MadeRow]

// ledgerOf gives the place of the rows of an entry's amounts, the same to
// everybody.
func (e *edition) ledgerOf(entry *site.Entry) []madeRows {
	kept := &e.ledgers[entry.Index]
	if rows := kept.Load(); rows != nil {
		return *rows
	}
	rows := make([]madeRows, len(e.stats.Lines[entry.Index]))
	kept.CompareAndSwap(nil, &rows)
	return *kept.Load()
}

// newMadeRow makes the row of a line. A mistake in a template comes to light
// when the row is asked for.
func (e *edition) newMadeRow(part ledgerPart, line *site.Line) *MadeRow {
	view := rowViews.Get().(*TableRow)
	defer rowViews.Put(view)
	view.Cells = e.ledgerRow(view.Cells[:0], part, line)
	row := &MadeRow{}
	if row.html, row.err = e.parts["tr"].HTML(view); row.err != nil {
		row.err = fmt.Errorf("making the row of an amount of %s: %w", line.Entry.ID, row.err)
	}
	return row
}

// rowViews are used again and again: a view is needed until its row is made.
var rowViews = sync.Pool{New: func() any { return new(TableRow) }}

// madeRow gives the shared row of a line.
func (e *edition) madeRow(part ledgerPart, line *site.Line) *MadeRow {
	if i := line.Entry.Index; i < len(e.ledgers) {
		for j := range e.stats.Lines[i] {
			if &e.stats.Lines[i][j] != line {
				continue
			}
			place := &e.ledgerOf(line.Entry)[j][part]
			row := place.Load()
			if row == nil {
				row = e.newMadeRow(part, line)
				place.Store(row) // two who make it at once make the same
			}
			return row
		}
	}
	return e.newMadeRow(part, line)
}
