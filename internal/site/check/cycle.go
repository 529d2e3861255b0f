package check

import (
	"slices"
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
	nodes []node
	edges map[node][]edge
}

// node is an entry or an actor, or an amount of an entry.
type node struct{ id, amount string }

func (n node) String() string {
	if n.amount == "" {
		return n.id
	}
	return n.id + "#" + n.amount
}

// edge leads from a field of a file to another node.
type edge struct {
	to    node
	file  string
	field string          // empty = that of the amount
	by    amountReference // where an amount leads on
}

// path gives the path of the field that leads on.
func (e edge) path() string {
	if e.field == "" {
		return e.by.path()
	}
	return e.field
}

func (g *graph) add(from node, e edge) {
	if g.edges == nil {
		g.edges = map[node][]edge{}
	}
	if len(g.edges[from]) == 0 {
		g.nodes = append(g.nodes, from)
	}
	g.edges[from] = append(g.edges[from], e)
}

// report reports the first ring that each node leads into, with the way round.
// A ring is reported once.
func (g *graph) report(r *report, what string) {
	walk := walk{graph: g, state: map[node]visit{}}
	for _, node := range g.nodes {
		if !g.leadsOn(node) {
			continue
		}
		if ring := walk.from(node); ring != nil {
			r.file = ring[0].file
			r.say(ring[0].path(), what+" goes in a ring: "+wayRound(ring), "take out the line that points the wrong way")
		}
	}
}

// leadsOn reports whether there are two steps or more from a node. Most chains
// have one, and are no ring.
func (g *graph) leadsOn(from node) bool {
	return slices.ContainsFunc(g.edges[from], func(e edge) bool { return len(g.edges[e.to]) > 0 })
}

// wayRound gives the nodes of a ring as a line, the middle of a long one left
// out.
func wayRound(ring []edge) string {
	const most = 6
	last := ring[len(ring)-1].to.String()
	names := []string{last}
	for _, e := range ring {
		names = append(names, e.to.String())
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
	state map[node]visit
	path  []edge
}

// from gives the first ring that a node leads into, through nodes where the
// walk has not been; nil if there is none.
func (w *walk) from(start node) []edge {
	type step struct {
		at   node
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
		edges := w.edges[top.at]
		if top.next == len(edges) {
			w.state[top.at] = closed
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
			g.add(node{id: incident.ID}, edge{to: node{id: other.ID}, file: incident.File, field: "duplicate_of"})
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
					g.add(node{id: incident.ID}, edge{to: node{id: other.ID}, file: incident.File, field: under("relations", i, "target")})
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
	e := entry{desk: d}
	for _, incident := range d.Incidents {
		e.Incident = incident
		for ref := range e.amountReferences() {
			target, known := d.target(ref.to, incident)
			from := node{incident.ID, incident.Amounts[ref.n].ID}
			if !known || target == from {
				continue
			}
			leads := edge{to: target, file: incident.File, by: ref}
			if ref.field == "after" {
				stages.add(from, leads)
			} else {
				counting.add(from, leads)
			}
		}
	}
	counting.report(r, "counting by part_of and same_funds")
	stages.report(r, "after")
}

// target gives the node of a reference, by the entry's present id; false if
// there is no such entry.
func (d *desk) target(ref site.AmountRef, here *site.Incident) (node, bool) {
	if ref.Entry != "" {
		here = d.incident(ref.Entry)
	}
	if here == nil {
		return node{}, false
	}
	return node{here.ID, ref.Amount}, true
}

func (d *desk) actorCycles(r *report) {
	var g graph
	for _, actor := range d.Actors {
		if other := d.actor(actor.PartOf); actor.PartOf != "" && other != nil && other != actor {
			g.add(node{id: actor.ID}, edge{to: node{id: other.ID}, file: actor.File, field: "part_of"})
		}
	}
	g.report(r, "part_of")
}
