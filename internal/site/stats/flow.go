package stats

import (
	"cmp"
	"slices"

	"blotter/internal/site"
)

// ends splits the money taken by the last stage it has reached. Each stage
// keeps what no later stage takes on; what no stage holds is missing. It gives
// nothing where the taking has no figure, or where the stages tell of more
// than was taken.
func ends(o *site.Outcome, y yardstick, stages []*site.Line, before map[*site.Line]*site.Line) []site.OutcomeEnd {
	if !o.Taken.Value.Known() {
		return nil
	}
	kept := make(map[*site.Line]site.Money, len(stages))
	for _, line := range stages {
		kept[line] = y.inDollars(line)
	}
	for _, line := range stages {
		if from := before[line]; from != nil && kept[from].Known() {
			value := y.inDollars(line)
			kept[from] = kept[from].Sub(value.Max(site.MoneyFromCents(0))).Max(site.MoneyFromCents(0))
		}
	}
	missing := o.Taken.Value
	var all []site.OutcomeEnd
	for _, line := range stages {
		value := kept[line]
		if !value.Known() || value.IsZero() {
			continue
		}
		missing = missing.Sub(value)
		all = addEnd(all, site.OutcomeEnd{Kind: line.Amount.Kind, Held: wasHeld(line, before), Value: value})
	}
	if missing.Cmp(site.MoneyFromCents(0)) < 0 {
		return nil
	}
	slices.SortFunc(all, func(a, b site.OutcomeEnd) int {
		return cmp.Or(cmp.Compare(kindRank[a.Kind], kindRank[b.Kind]), site.CompareBool(a.Held, b.Held))
	})
	if !missing.IsZero() {
		all = append(all, site.OutcomeEnd{Value: missing})
	}
	return all
}

// addEnd adds to the end of the same kind.
func addEnd(all []site.OutcomeEnd, end site.OutcomeEnd) []site.OutcomeEnd {
	for i := range all {
		if all[i].Kind == end.Kind && all[i].Held == end.Held {
			all[i].Value = all[i].Value.Add(end.Value)
			return all
		}
	}
	return append(all, end)
}

// wasHeld reports whether a final stage came after one of the class held.
func wasHeld(line *site.Line, before map[*site.Line]*site.Line) bool {
	if isHeld(line) {
		return false
	}
	for at := before[line]; at != nil; at = before[at] {
		if isHeld(at) {
			return true
		}
	}
	return false
}

// flow sums the ends of all outcomes.
func flow(outcomes []*site.Outcome) site.Flow {
	var f site.Flow
	edges := map[[2]site.FlowNode]*site.FlowEdge{}
	add := func(o *site.Outcome, from, to site.FlowNode, value site.Money) {
		at := [2]site.FlowNode{from, to}
		if edges[at] == nil {
			edges[at] = &site.FlowEdge{From: from, To: to}
		}
		edge := edges[at]
		edge.Value = edge.Value.Add(value)
		if n := len(edge.Outcomes); n == 0 || edge.Outcomes[n-1] != o {
			edge.Outcomes = append(edge.Outcomes, o)
		}
	}
	for _, o := range outcomes {
		for _, line := range o.MadeWhole {
			f.MadeWhole = f.MadeWhole.Add(line.Value)
			f.MadeWholeLines = append(f.MadeWholeLines, line)
		}
		if !o.Taken.Value.Known() {
			f.Unpriced = append(f.Unpriced, o)
			continue
		}
		f.Taken = f.Taken.Add(o.Taken.Value)
		addEnds(o, add)
	}
	for _, edge := range edges {
		f.Edges = append(f.Edges, *edge)
	}
	slices.SortFunc(f.Edges, func(a, b site.FlowEdge) int {
		return cmp.Or(cmp.Compare(nodeRank(a.From), nodeRank(b.From)), cmp.Compare(nodeRank(a.To), nodeRank(b.To)))
	})
	return f
}

// addEnds adds the edges of one outcome.
func addEnds(o *site.Outcome, add func(o *site.Outcome, from, to site.FlowNode, value site.Money)) {
	switch {
	case o.Basis == site.NoStage:
		add(o, site.FlowTaken, site.FlowNoStage, o.Taken.Value)
		return
	case len(o.Ends) == 0:
		add(o, site.FlowTaken, site.FlowNotComparable, o.Taken.Value)
	}
	for _, end := range o.Ends {
		switch {
		case end.Kind == "":
			add(o, site.FlowTaken, site.FlowMissing, end.Value)
		case end.Kind.Class() == site.Held:
			add(o, site.FlowTaken, site.FlowHeld, end.Value)
			add(o, site.FlowHeld, site.StillHeld(end.Kind), end.Value)
		case end.Held:
			add(o, site.FlowTaken, site.FlowHeld, end.Value)
			add(o, site.FlowHeld, site.FlowNode(end.Kind), end.Value)
		default:
			add(o, site.FlowTaken, site.FlowNode(end.Kind), end.Value)
		}
	}
}

// nodeRank gives the order of nodes: taken, held, what is still held, the
// final kinds, missing, nothing recorded, not comparable.
func nodeRank(node site.FlowNode) int {
	switch node {
	case site.FlowTaken:
		return 0
	case site.FlowHeld:
		return 1
	case site.FlowMissing:
		return 200
	case site.FlowNoStage:
		return 201
	case site.FlowNotComparable:
		return 202
	}
	for rank, kind := range kindOrder {
		switch node {
		case site.StillHeld(kind):
			return 2 + rank
		case site.FlowNode(kind):
			return 100 + rank
		}
	}
	return 300
}
