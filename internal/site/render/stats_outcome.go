package render

import (
	"slices"
	"strings"

	"blotter/internal/site"
	"blotter/internal/site/render/chart"
)

// outcomePages tell what became of the money taken.
func (e *edition) outcomePages() []site.Output {
	o := e.stats.Outcomes()
	if len(o.Each) == 0 {
		return nil
	}
	path := site.StatsPath("outcome")
	each := e.eachList(o)
	outputs := e.statsOutputs(path, true, func() *statsView { return e.outcomeView(o, &each) })
	if e.flowIsDrawn(&o.Flow) {
		outputs = append(outputs, wordless(e.drawingOutput(path, "flow", func() chart.Chart { return e.flowChart(&o.Flow) }))...)
	}
	if each.rows.size > sampleSize {
		outputs = append(outputs, e.longTable(each)...)
	}
	if len(o.Loose) > sampleSize {
		outputs = append(outputs, e.longTable(e.looseList(outcomeTitle, o.Loose))...)
	}
	return append(outputs, e.edgePages(outcomeTitle, &o.Flow)...)
}

const outcomeTitle = "What became of the money"

// eachList lists what became of every amount taken.
func (e *edition) eachList(o *site.Outcomes) longTable {
	return longTable{
		path: site.StatsPath("outcome", "each"), title: "Amount by amount", parent: "outcome", above: outcomeTitle, pageSize: site.LedgerPage,
		rows: tableSource{
			caption: "What became of each amount taken, the greatest first", head: outcomeHead, size: len(o.Each),
			row:    func(cells []Cell, i int) []Cell { return e.outcomeRow(cells, o.Each[i]) },
			inputs: func(in *inputs, i int) { e.outcomeInputs(in, o.Each[i]) },
		},
	}
}

func (e *edition) outcomeView(o *site.Outcomes, each *longTable) *statsView {
	v := e.statsPage("outcome", outcomeTitle, "Money taken, followed over the entries that say what came next: held by somebody, then at its end. Only stages that entries tie to each other are followed; nothing is guessed at.")
	v.Blocks = append(v.Blocks, e.flowBlock(&o.Flow, v.Path))
	if block, ok := e.madeWholeBlock(&o.Flow); ok {
		v.Blocks = append(v.Blocks, block)
	}
	block := StatsBlock{ID: "each", Heading: each.title, Text: []Remark{{Before: "A share is measured in units of the asset where both ends are known in it, because dollars of two days measure prices; else in dollars."}}}
	block.Tables = []TableView{each.sample()}
	if each.rows.size > sampleSize {
		block.Text = append(block.Text, Remark{"These are the " + number(sampleSize) + " greatest. ", "All " + number(each.rows.size), e.href(each.path), "."})
	}
	v.Blocks = append(v.Blocks, block)
	if len(o.Loose) > 0 {
		v.Blocks = append(v.Blocks, e.looseBlock(outcomeTitle, o.Loose))
	}
	return v
}

var outcomeHead = []Column{{Text: "Entry"}, {Text: "Date", Dates: true}, {Text: "Taken", Numbers: true}, {Text: "Share held or returned", Numbers: true}, {Text: "Where it is now"}, {Text: "How measured"}}

// outcomeRow appends the row of what became of an amount.
func (e *edition) outcomeRow(cells []Cell, o *site.Outcome) []Cell {
	line := o.Taken
	return append(cells,
		Cell{Text: line.Entry.Title, Href: e.amountHref(line), Note: route(line.Amount.From, line.Amount.To)}, Cell{Text: line.Entry.Date.Short()},
		figureCell(line.Amount.Reading), shareCell(o), Cell{Text: endsWords(o)}, Cell{Text: upper(sentence(o.Why))})
}

// shareCell gives the share that is held or at its end; a word where there is
// none to give.
func shareCell(o *site.Outcome) Cell {
	switch o.Basis {
	case site.NoStage:
		return Cell{Text: "nothing recorded"}
	case site.NotComparable:
		return Cell{Text: "not comparable"}
	}
	words := o.Share.String()
	switch {
	case o.AtLeast:
		words = "at least " + words
	case o.Approx:
		words = "about " + words
	}
	cell := Cell{Text: words, Note: "in dollars"}
	if o.Basis == site.InAsset {
		cell.Note = o.LastQuantity.Display() + " of " + o.TakenQuantity.Display() + " " + o.Asset
	}
	return cell
}

// endsWords tells where the parts of the money are: "seized $94M, still
// missing $22M".
func endsWords(o *site.Outcome) string {
	if o.Basis == site.NoStage {
		return "not recorded"
	}
	words := make([]string, 0, len(o.Ends))
	for _, end := range o.Ends {
		kind := "still missing"
		if end.Kind != "" {
			kind = lower(end.Kind.Label())
		}
		words = append(words, kind+" "+end.Value.Short())
	}
	return strings.Join(words, ", ")
}

const flowTitle = "Money taken, held, and at its end"

// flowBlock draws the flow, with every stream as a row.
func (e *edition) flowBlock(f *site.Flow, page string) StatsBlock {
	rows := make([]TableRow, len(f.Edges))
	for i := range f.Edges {
		edge := &f.Edges[i]
		rows[i] = TableRow{Cells: []Cell{
			{Text: edge.From.Label()}, {Text: edge.To.Label()},
			{HTML: moneyHTML(edge.Value), Href: e.href(edgePath(edge))}, {Text: number(len(edge.Outcomes))},
		}}
	}
	table := newTable(flowTitle, []Column{{Text: "From"}, {Text: "To"}, {Text: "Dollars of the day it was taken", Numbers: true}, {Text: "Amounts", Numbers: true}}, rows)
	block := StatsBlock{ID: "flow", Heading: "All of it", Text: []Remark{{Before: "All sums are in dollars of the day on which the money was taken, so that a part never grows beyond the whole."}}}
	if n := len(f.Unpriced); n > 0 {
		block.Text = append(block.Text, Remark{Before: count(n, "amount", "amounts") + " taken without a stated figure " + are(n) + " not in it."})
	}
	view := chartView(e.flowChart(f), flowTitle, table)
	if view.Wide == "" {
		block.Tables = []TableView{table}
		return block
	}
	view.File = e.drawingHref(page, "flow")
	block.Charts = []ChartView{view}
	return block
}

// flowIsDrawn reports whether there is a flow to draw.
func (e *edition) flowIsDrawn(f *site.Flow) bool { return e.flowChart(f).Wide() != "" }

func edgePath(edge *site.FlowEdge) string {
	return site.StatsPath("outcome", site.Slug(string(edge.From)+" to "+string(edge.To)))
}

// flowChart puts the nodes in three layers: taken, held, and where it ended.
func (e *edition) flowChart(f *site.Flow) chart.Flow {
	flow := chart.Flow{Frame: chart.Frame{ID: "flow-drawing", Title: flowTitle}, Layers: []chart.Layer{{Label: "Taken"}, {Label: "Held"}, {Label: "Now"}}}
	var held site.Money
	var ends []site.FlowNode
	sums := map[site.FlowNode]site.Money{}
	for i := range f.Edges {
		edge := &f.Edges[i]
		if edge.To == site.FlowHeld {
			held = held.Add(edge.Value)
		} else {
			if !slices.Contains(ends, edge.To) {
				ends = append(ends, edge.To)
			}
			sums[edge.To] = sums[edge.To].Add(edge.Value)
		}
		flow.Streams = append(flow.Streams, chart.Stream{From: string(edge.From), To: string(edge.To), Figure: moneyFigure(edge.Value)})
	}
	flow.Layers[0].Nodes = []chart.Node{{Key: string(site.FlowTaken), Label: "All taken", Class: "taken", Href: e.href(classPath(site.Taken)), Figure: moneyFigure(f.Taken)}}
	if held.Known() {
		flow.Layers[1].Nodes = []chart.Node{{Key: string(site.FlowHeld), Label: "Frozen, seized", Class: "held", Href: e.endHref(f, site.FlowHeld), Figure: moneyFigure(held)}}
	}
	for _, node := range ends {
		flow.Layers[2].Nodes = append(flow.Layers[2].Nodes, chart.Node{Key: string(node), Label: node.Label(), Class: nodeClass(node), Href: e.endHref(f, node), Figure: moneyFigure(sums[node])})
	}
	return flow
}

// endHref gives the page of the amounts behind an end that one stream alone
// leads to; empty where several do, whose pages the table names.
func (e *edition) endHref(f *site.Flow, node site.FlowNode) string {
	href := ""
	for i := range f.Edges {
		if f.Edges[i].To != node {
			continue
		}
		if href != "" {
			return ""
		}
		href = e.href(edgePath(&f.Edges[i]))
	}
	return href
}

// nodeClass gives the class of money that colours a node.
func nodeClass(node site.FlowNode) string {
	switch {
	case node == site.FlowMissing, node == site.FlowNoStage, node == site.FlowNotComparable:
		return "none"
	case strings.HasPrefix(string(node), string(site.FlowStill)):
		return string(site.Held)
	}
	return string(site.Kind(node).Class())
}

// edgePages list the amounts behind each stream of the flow.
func (e *edition) edgePages(above string, f *site.Flow) []site.Output {
	var outputs []site.Output
	for i := range f.Edges {
		edge := &f.Edges[i]
		title := edge.From.Label() + " to " + lower(edge.To.Label())
		outputs = append(outputs, e.longTable(longTable{
			path: edgePath(edge), title: title, parent: "outcome", above: above, pageSize: site.LedgerPage,
			rows: tableSource{
				caption: title + ": " + edge.Value.Short() + " in dollars of the day it was taken", head: streamHead, size: len(edge.Outcomes),
				row: func(cells []Cell, i int) []Cell {
					o := edge.Outcomes[i]
					return append(cells, Cell{Text: o.Taken.Entry.Title, Href: e.amountHref(o.Taken)}, Cell{Text: o.Taken.Entry.Date.Short()},
						figureCell(o.Taken.Amount.Reading), Cell{HTML: moneyHTML(edgePart(edge, o))}, shareCell(o))
				},
				inputs: func(in *inputs, i int) { e.outcomeInputs(in, edge.Outcomes[i]) },
			},
		})...)
	}
	return outputs
}

// streamHead is that of a stream: where the rest of the money is, and how that
// was measured, is told amount by amount.
var streamHead = []Column{{Text: "Entry"}, {Text: "Date", Dates: true}, {Text: "Taken", Numbers: true}, {Text: "Of it here", Numbers: true}, {Text: "Share held or returned", Numbers: true}}

// edgePart gives what one outcome adds to a stream of the flow.
func edgePart(edge *site.FlowEdge, o *site.Outcome) site.Money {
	switch edge.To {
	case site.FlowNotComparable, site.FlowNoStage:
		return o.Taken.Value
	}
	var sum site.Money
	for _, end := range o.Ends {
		held := end.Held || end.Kind.Class() == site.Held
		var to site.FlowNode
		switch {
		case end.Kind == "":
			to = site.FlowMissing
		case end.Kind.Class() == site.Held:
			to = site.StillHeld(end.Kind)
		default:
			to = site.FlowNode(end.Kind)
		}
		if edge.From == site.FlowTaken && (edge.To == site.FlowHeld && held || edge.To == to && !held) || edge.From == site.FlowHeld && edge.To == to && held {
			sum = sum.Add(end.Value)
		}
	}
	return sum
}

// madeWholeBlock tells of other money that owners got in place of theirs.
func (e *edition) madeWholeBlock(f *site.Flow) (StatsBlock, bool) {
	if len(f.MadeWholeLines) == 0 {
		return StatsBlock{}, false
	}
	words := count(len(f.MadeWholeLines), "amount", "amounts")
	if f.MadeWhole.Known() {
		words = f.MadeWhole.Short() + " in " + words
	}
	block := StatsBlock{ID: "made-whole", Heading: "Made whole from other money", Text: []Remark{{Before: words + ": this is not the money that was taken, so it stands beside the flow."}}}
	block.Tables = []TableView{e.linesSource("Compensated from other money", linesCounted, f.MadeWholeLines).whole()}
	return block, true
}

// looseBlock lists what is held or at its end and follows no money taken.
func (e *edition) looseBlock(above string, lines []*site.Line) StatsBlock {
	list := e.looseList(above, lines)
	block := StatsBlock{
		ID: "loose", Heading: list.title,
		Text:   []Remark{{Before: "These amounts follow no amount taken: the record does not tell the deed, or no source ties the two."}},
		Tables: []TableView{list.sample()},
	}
	if len(lines) > sampleSize {
		block.Text = append(block.Text, Remark{"These are the " + number(sampleSize) + " greatest. ", "All " + number(len(lines)), e.href(list.path), "."})
	}
	return block
}

func (e *edition) looseList(above string, lines []*site.Line) longTable {
	return longTable{
		path: site.StatsPath("outcome", "loose"), title: "Held or returned, and taken nowhere in this record", parent: "outcome", above: above,
		rows: e.linesSource("Amounts that follow no amount taken", linesCounted, lines), pageSize: site.LedgerPage, data: "amounts",
	}
}
