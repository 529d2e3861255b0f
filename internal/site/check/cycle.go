package check

import (
	"strings"

	"blotter/internal/site"
)

var cycle = Rule{
	ID: "cycle", Severity: site.Error, Fixed: true,
	What: "Following part_of, same_funds, after, duplicate_of or a relation from one to the next never leads back to the start.",
	Why:  "In a ring every amount would leave the counting to another, and nothing would be counted.",
	Bad:  "duplicate_of: ronin-bridge-theft",
	Good: "duplicate_of: ronin-validator-theft",
	record: func(d *desk, r *report) {
		d.duplicateCycles(r)
		d.relationCycles(r)
		d.amountCycles(r)
		d.actorCycles(r)
	},
}

// graph is what leads to what, as far as it leads anywhere. Nodes keep the
// order in which they were put in, so that one record gives one report.
type graph struct {
	nodes []string
	edges map[string][]edge
}

// edge leads from a field of a file to another node.
type edge struct{ to, file, field string }

func (g *graph) add(from string, e edge) {
	if g.edges == nil {
		g.edges = map[string][]edge{}
	}
	if len(g.edges[from]) == 0 {
		g.nodes = append(g.nodes, from)
	}
	g.edges[from] = append(g.edges[from], e)
}

// report reports the first ring that each node leads into, with the way round.
// A ring is reported once.
func (g *graph) report(r *report, what string) {
	walk := walk{graph: g, state: map[string]visit{}}
	for _, node := range g.nodes {
		if ring := walk.from(node); ring != nil {
			r.file = ring[0].file
			r.say(ring[0].field, what+" goes in a ring: "+wayRound(ring), "take out the line that points the wrong way")
		}
	}
}

// wayRound gives the nodes of a ring as a line, the middle of a long one left
// out.
func wayRound(ring []edge) string {
	const most = 6
	last := ring[len(ring)-1].to
	names := []string{last}
	for _, e := range ring {
		names = append(names, e.to)
	}
	if len(names) > most {
		names = append(append(names[:most-2:most-2], "..."), last)
	}
	return strings.Join(names, " -> ")
}

type visit uint8

const (
	unseen visit = iota
	open
	closed
)

// walk goes through a graph in depth and keeps where it has been.
type walk struct {
	*graph
	state map[string]visit
	path  []edge
}

// from gives the first ring that a node leads into, through nodes where the
// walk has not been; nil if there is none.
func (w *walk) from(start string) []edge {
	type step struct {
		node string
		next int // of the node's edges
	}
	if w.state[start] == closed {
		return nil
	}
	var ring []edge
	w.state[start], w.path = open, w.path[:0]
	stack := []step{{start, 0}}
	for len(stack) > 0 {
		top := &stack[len(stack)-1]
		edges := w.edges[top.node]
		if top.next == len(edges) {
			w.state[top.node] = closed
			stack = stack[:len(stack)-1]
			w.path = w.path[:max(len(w.path)-1, 0)]
			continue
		}
		e := edges[top.next]
		top.next++
		switch w.state[e.to] {
		case unseen:
			w.state[e.to] = open
			w.path = append(w.path, e)
			stack = append(stack, step{e.to, 0})
		case open:
			if ring == nil {
				ring = ringOf(w.path, e)
			}
		}
	}
	return ring
}

// ringOf cuts the ring that an edge closes out of the way to it.
func ringOf(path []edge, last edge) []edge {
	from := len(path)
	for from > 0 && path[from-1].to != last.to {
		from--
	}
	return append(append([]edge{}, path[from:]...), last)
}

func (d *desk) duplicateCycles(r *report) {
	var g graph
	for _, incident := range d.Incidents {
		if other := d.incident(incident.DuplicateOf); incident.DuplicateOf != "" && other != nil && other != incident {
			g.add(incident.ID, edge{other.ID, incident.File, "duplicate_of"})
		}
	}
	g.report(r, "duplicate_of")
}

// relationCycles looks at the relations that have a direction.
func (d *desk) relationCycles(r *report) {
	for _, kind := range []string{"part-of", "follows", "caused-by"} {
		var g graph
		for _, incident := range d.Incidents {
			for i := range incident.Relations {
				relation := &incident.Relations[i]
				if relation.Type != kind {
					continue
				}
				if other := d.incident(relation.Target); other != nil && other != incident {
					g.add(incident.ID, edge{other.ID, incident.File, under("relations", i, "target")})
				}
			}
		}
		g.report(r, "the relation "+kind)
	}
}

// amountCycles looks at part_of and same_funds together, because both leave
// the counting to another amount, and at the stages apart.
func (d *desk) amountCycles(r *report) {
	var counting, stages graph
	e := entry{desk: d, sourceOf: map[string]*site.Source{}, amountOf: map[string]*site.Amount{}}
	for _, incident := range d.Incidents {
		e.Incident = incident
		for ref := range e.amountReferences() {
			target := d.whole(ref.to, incident)
			from := incident.ID + "#" + incident.Amounts[ref.n].ID
			if target == "" || target == from {
				continue
			}
			if ref.field == "after" {
				stages.add(from, edge{target, incident.File, ref.path()})
			} else {
				counting.add(from, edge{target, incident.File, ref.path()})
			}
		}
	}
	counting.report(r, "counting by part_of and same_funds")
	stages.report(r, "after")
}

// whole gives a reference with the entry's present id; empty if there is no
// such entry.
func (d *desk) whole(ref site.AmountRef, here *site.Incident) string {
	if ref.Entry != "" {
		here = d.incident(ref.Entry)
	}
	if here == nil {
		return ""
	}
	return here.ID + "#" + ref.Amount
}

func (d *desk) actorCycles(r *report) {
	var g graph
	for _, actor := range d.Actors {
		if other := d.actor(actor.PartOf); actor.PartOf != "" && other != nil && other != actor {
			g.add(actor.ID, edge{other.ID, actor.File, "part_of"})
		}
	}
	g.report(r, "part_of")
}
