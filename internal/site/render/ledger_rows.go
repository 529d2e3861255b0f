package render

import (
	"fmt"
	"html/template"
	"sync"

	"blotter/internal/site"
	"blotter/internal/site/render/compiled"
)

// MadeRow is a row that many tables share: an amount stands in the ledgers of
// its class, its kind, its year and every value of its entry. Like Row it is
// made once, and a table takes its digest for its content.
type MadeRow struct {
	view TableRow
	sum  site.Digest
	set  *compiled.Template

	once sync.Once
	html template.HTML
	err  error
}

// HTML gives the tr element.
func (r *MadeRow) HTML() (template.HTML, error) {
	r.once.Do(func() {
		if r.html, r.err = r.set.HTML(&r.view); r.err != nil {
			r.err = fmt.Errorf("making a row of a table: %w", r.err)
		}
	})
	return r.html, r.err
}

func (r *MadeRow) digest() site.Digest { return r.sum }

// madeRows holds the rows of a line by its part in a total. A line has one part
// in the total of its class and perhaps another in that of its kind.
type madeRows [len(ledgerHeads)]*MadeRow

// ledgerOf gives the rows of the amounts of an entry, the same to everybody.
func (e *edition) ledgerOf(entry *site.Entry) []madeRows {
	kept := &e.ledgers[entry.Index]
	if rows := kept.Load(); rows != nil {
		return *rows
	}
	lines := e.stats.Lines[entry.Index]
	rows := make([]madeRows, len(lines))
	for i := range lines {
		for _, why := range []site.Reason{lines[i].Excluded, lines[i].Why()} {
			part := partOf(&lines[i], why)
			if rows[i][part] == nil {
				rows[i][part] = e.newMadeRow(part, &lines[i])
			}
		}
	}
	kept.CompareAndSwap(nil, &rows)
	return *kept.Load()
}

// partOf gives the part of a line in a total from which it is left out for a
// reason, or for none.
func partOf(line *site.Line, why site.Reason) ledgerPart {
	switch {
	case why != site.NotExcluded:
		return linesExcluded
	case line.Apart != "":
		return linesApart
	case !line.Value.Known():
		return linesUnpriced
	}
	return linesCounted
}

func (e *edition) newMadeRow(part ledgerPart, line *site.Line) *MadeRow {
	row := &MadeRow{view: e.ledgerRow(part, line), set: e.parts["tr"]}
	for i := range row.view.Cells {
		row.view.Cells[i].Numbers = ledgerHeads[part][i].Numbers
	}
	sum, err := digestOf(row.view)
	if err != nil {
		e.fail(fmt.Errorf("digesting an amount of %s: %w", line.Entry.ID, err))
	}
	row.sum = site.DigestOf(e.common[:], sum[:])
	return row
}

// madeRow gives the shared row of a line.
func (e *edition) madeRow(part ledgerPart, line *site.Line) TableRow {
	if i := line.Entry.Index; i < len(e.ledgers) {
		for j := range e.stats.Lines[i] {
			if &e.stats.Lines[i][j] != line {
				continue
			}
			if made := e.ledgerOf(line.Entry)[j][part]; made != nil {
				return TableRow{Made: made}
			}
		}
	}
	return e.ledgerRow(part, line)
}
