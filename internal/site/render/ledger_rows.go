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

// buildLedger makes the rows of every amount.
func (e *edition) buildLedger() {
	set := e.parts["tr"]
	if set == nil {
		e.fail(fmt.Errorf("no template parts/tr.html"))
		return
	}
	e.ledgers = make([][]madeRows, len(e.stats.Lines))
	inParallel(len(e.stats.Lines), func(i int) {
		lines := e.stats.Lines[i]
		e.ledgers[i] = make([]madeRows, len(lines))
		for j := range lines {
			for _, why := range []site.Reason{lines[j].Excluded, lines[j].Why()} {
				part := partOf(&lines[j], why)
				if e.ledgers[i][j][part] == nil {
					e.ledgers[i][j][part] = e.newMadeRow(set, part, &lines[j])
				}
			}
		}
	})
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

func (e *edition) newMadeRow(set *compiled.Template, part ledgerPart, line *site.Line) *MadeRow {
	row := &MadeRow{view: e.ledgerRow(part, line), set: set}
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
			if &e.stats.Lines[i][j] == line && e.ledgers[i][j][part] != nil {
				return TableRow{Made: e.ledgers[i][j][part]}
			}
		}
	}
	return e.ledgerRow(part, line)
}
