package render

import (
	"html/template"

	"blotter/internal/site"
)

// LedgerView is the amounts behind a total, so that a reader can add them up
// again: what counts, what has no figure, what stands apart, what is left out
// and why.
type LedgerView struct {
	ID      string // anchor
	Heading string
	Total   TotalView
	Tables  []TableView
}

// part of a ledger: how a line enters its total.
type ledgerPart int

const (
	linesCounted ledgerPart = iota
	linesUnpriced
	linesApart
	linesExcluded
)

// ledgerParts gives the lines of a total by part, in the order that ledgers
// show them.
func ledgerParts(t *site.Total) [len(ledgerHeads)][]*site.Line {
	return [...][]*site.Line{linesCounted: t.Lines, linesUnpriced: t.Unpriced, linesApart: t.Apart, linesExcluded: t.Excluded}
}

// eachLine does something with the lines of a total from one place to before
// another, in the order that ledgers show them.
func eachLine(t *site.Total, from, to int, do func(part ledgerPart, line *site.Line)) {
	for part, of := range ledgerParts(t) {
		for _, line := range of[min(max(from, 0), len(of)):min(max(to, 0), len(of))] {
			do(ledgerPart(part), line)
		}
		from, to = from-len(of), to-len(of)
	}
}

// ledgerSize gives how many rows the ledgers of all classes have.
func ledgerSize(s *site.Summary) int {
	size := 0
	for i := range s.Classes {
		size += s.Classes[i].Size()
	}
	return size
}

// ledger gives the amounts behind a total. Where is "in 2022" or the like.
func (e *edition) ledger(t *site.Total, where string) LedgerView {
	v := LedgerView{ID: string(t.Class), Heading: totalWords(t), Total: e.totalView(t, "")}
	v.Tables = e.ledgerTables(t, 0, t.Size(), where)
	return v
}

// totalWords gives what a total is of: "Stolen, defrauded or lost", "Stolen".
func totalWords(t *site.Total) string {
	if t.Kind != "" {
		return t.Kind.Label()
	}
	return upper(t.Class.Words())
}

// ledgerTables gives a table for each part of a total that has lines between
// two places of its ledger: all of it, or a page of a longer one.
func (e *edition) ledgerTables(t *site.Total, from, to int, where string) []TableView {
	var tables []TableView
	for part, of := range ledgerParts(t) {
		if first, last := min(max(from, 0), len(of)), min(max(to, 0), len(of)); first < last {
			tables = append(tables, e.ledgerTable(t, ledgerPart(part), first, last, where))
		}
		from, to = from-len(of), to-len(of)
	}
	return tables
}

func (e *edition) ledgerTable(t *site.Total, part ledgerPart, from, to int, where string) TableView {
	caption := totalWords(t)
	if where != "" {
		caption += " " + where
	}
	lines := ledgerParts(t)[part]
	table := longTableView(caption+partCaptions[part], ledgerHeads[part], &LongRows{from: from, to: to, made: func(i int) (template.HTML, error) {
		row := e.madeRow(part, lines[i])
		return row.html, row.err
	}})
	if part == linesCounted && to-from == len(t.Lines) && len(t.Lines) > 1 {
		table.Foot = ledgerFoot(t)
	}
	return table
}

// partCaptions and ledgerHeads are the words of the tables of a ledger, by
// part.
var (
	partCaptions = [...]string{
		linesCounted:  ": counted",
		linesUnpriced: ": counted aloud, because nobody states a figure",
		linesApart:    ": apart, because the entry is alleged or disputed",
		linesExcluded: ": not added",
	}
	ledgerHeads = [...][]Column{
		linesCounted:  {{Text: "Entry"}, {Text: "Date", Dates: true}, {Text: "Kind"}, {Text: readFigure, Numbers: true}, {Text: "Said by"}},
		linesUnpriced: {{Text: "Entry"}, {Text: "Date", Dates: true}, {Text: "Kind"}, {Text: "Figure", Numbers: true}, {Text: "Said by"}},
		linesApart:    {{Text: "Entry"}, {Text: "Date", Dates: true}, {Text: "Kind"}, {Text: readFigure, Numbers: true}, {Text: "Status"}},
		linesExcluded: {{Text: "Entry"}, {Text: "Date", Dates: true}, {Text: "Kind"}, {Text: "Figure", Numbers: true}, {Text: "Why"}},
	}
)

// readFigure heads the figures of amounts, each with its quantity and, where
// readings differ, the least and the greatest of them under it.
const readFigure = "Figure, with all readings"

// ledgerRow appends an amount as a row of a ledger.
func (e *edition) ledgerRow(row []Cell, part ledgerPart, line *site.Line) []Cell {
	entry, amount := line.Entry, line.Amount
	var cells [5]Cell
	cells[0] = Cell{Text: entry.Title, Href: e.amountHref(line), Note: route(amount.From, amount.To)}
	cells[1] = Cell{Text: entry.Date.Short()}
	cells[2] = Cell{Text: amount.Kind.Label()}
	cells[3] = figureCell(amount.Reading)
	switch part {
	case linesCounted:
		cells[3].addBand(line)
		cells[4].Text = amount.By
	case linesUnpriced:
		cells[4].Text = amount.By
	case linesApart:
		cells[3].addBand(line)
		cells[4].Text = site.Statuses.Label(entry.Status)
	case linesExcluded:
		cells[4] = e.whyCell(line)
	}
	return append(row, cells[:]...)
}

// markedRow is ledgerRow for a list in which amounts of several classes stand
// together.
func (e *edition) markedRow(row []Cell, part ledgerPart, line *site.Line) []Cell {
	first := len(row)
	row = e.ledgerRow(row, part, line)
	row[first+2].Class = string(line.Amount.Kind.Class())
	return row
}

// figureCell gives a figure with the word for its precision.
func figureCell(r site.Reading) Cell {
	figure := readingFigure(r)
	cell := Cell{HTML: figure.Sum}
	if figure.Before != "" {
		cell.HTML = plain(figure.Before+" ") + figure.Sum
	}
	if r.Priced() && r.Quantity.Known() {
		cell.Note = r.Quantity.Display() + " " + r.Asset
	}
	return cell
}

// addBand puts the least and the greatest reading under a figure, where they
// say more than it does.
func (c *Cell) addBand(line *site.Line) {
	band := bandFigures(line.Low, line.High)
	if line.Low.Short() == line.Amount.USDLow.Short() && line.High.Short() == line.Amount.USDHigh.Short() {
		band = ""
	}
	if band != "" && c.Note != "" {
		band = "\n" + band // the style sheet keeps the line
	}
	c.Note += band
}

// bandCell gives the least and the greatest reading, where they differ.
func bandCell(low, high site.Money) Cell {
	if !low.Known() || low.Equal(high) {
		return Cell{}
	}
	return Cell{HTML: rangeHTML(low, high)}
}

// whyCell says why a line is not added, with a link to the amount that its
// money is counted as, where the entry names one.
func (e *edition) whyCell(line *site.Line) Cell {
	why := line.Why()
	cell := Cell{Text: upper(string(why))}
	var ref site.AmountRef
	switch why {
	case site.ExcludedPart:
		ref = line.Amount.PartOf
	case site.ExcludedSameFunds:
		ref = line.Amount.SameFunds
	case site.ExcludedStage:
		ref = line.Amount.After
	}
	word, href := e.amountLink(line.Entry, ref)
	if word == "" {
		return cell
	}
	cell.Note = "of " + word
	if href[0] != '#' { // else it stands beside the amount, to which the row leads
		cell.Href = href
	}
	if why == site.ExcludedSameFunds {
		cell.Note = "as " + word
	}
	return cell
}

func ledgerFoot(t *site.Total) TableRow {
	return TableRow{Cells: []Cell{
		{Text: "Sum"}, {}, {}, {HTML: longMoneyHTML(t.Value), Note: bandFigures(t.Low, t.High)}, {},
	}}
}

// sumCell gives a total as a cell of a table: the sum, and under it how many
// amounts have no figure. Amounts that are apart or not added are on the page
// that the sum leads to; where there is nothing else the cell is empty, but
// for the sum of what is apart.
func (e *edition) sumCell(t *site.Total, href string) Cell {
	if t == nil {
		return Cell{}
	}
	cell := Cell{HTML: moneyHTML(t.Value)}
	if href != "" {
		cell.Href = e.href(href)
	}
	unpriced := number(len(t.Unpriced)) + "\u00a0unstated"
	switch {
	case cell.HTML != "" && len(t.Unpriced) > 0:
		cell.Note = "+\u00a0" + unpriced
	case len(t.Unpriced) > 0:
		cell.Text = unpriced
	case cell.HTML == "" && t.ApartValue.Known():
		cell.Text, cell.Note = t.ApartValue.Short(), "apart"
	case cell.HTML == "":
		return Cell{}
	}
	return cell
}

// upper gives a word or sentence with a capital at its beginning.
func upper(words string) string {
	for i, r := range words {
		if i > 0 {
			break
		}
		if 'a' <= r && r <= 'z' {
			return string(r-'a'+'A') + words[1:]
		}
	}
	return words
}
