package site

import "strings"

// Outcomes is what became of the money taken.
type Outcomes struct {
	// Each has one outcome for each counted line of the class taken, greatest
	// first. Lines of entries that are disputed or alleged have none.
	Each []*Outcome
	Flow Flow
	// Loose are counted lines of the classes held and final that follow no
	// money taken in this record, greatest first.
	Loose []*Line
}

// Outcome is what became of the money of one line. Stages are tied to it by
// `after`, over any number of entries; money that no entry ties to it is not
// guessed at.
type Outcome struct {
	Taken *Line
	// Stages by class: every line of the kind's own total, so that money frozen
	// and then seized is in Held twice. Last tells the end.
	Moved, Held, Final, MadeWhole, Paid []*Line
	// Last are the held and final lines after which no such line comes: the
	// last stage, as far as the record knows.
	Last []*Line
	// Share is the last stage as a share of the money taken.
	Share Share
	Basis Basis
	// Why says in words how Share was measured, or why there is none.
	Why string
	// Unmeasured are lines of Last that Share leaves out because they have no
	// figure on its basis.
	Unmeasured []*Line
	// AtLeast says that the share is a lower bound: a line is unmeasured or
	// known as a lower bound. Approx says that a figure behind it is rounded.
	AtLeast, Approx bool
	// Asset with both quantities is set where Basis is InAsset.
	Asset                       string
	TakenQuantity, LastQuantity Quantity
	// Ends says where the money is, in dollars of the day it was taken; they
	// add to the figure of Taken. Empty where Basis is NotComparable or the
	// taken line has no figure.
	Ends []OutcomeEnd
}

// Basis is in what a share recovered is measured.
type Basis string

// The bases. Units of the asset come first, because dollars of two days
// measure prices.
const (
	InAsset       Basis = "asset"
	InDollars     Basis = "dollars"
	NotComparable Basis = "not-comparable"
	NoStage       Basis = "no-stage" // nothing held or final is recorded
)

// OutcomeEnd is a part of the money taken and where it is now.
type OutcomeEnd struct {
	// Kind is the last stage, a kind of the class held or final; empty = still
	// missing.
	Kind  Kind
	Held  bool // a final end that was held before
	Value Money
}

// Flow is the outcomes summed, in dollars of the days on which money was
// taken. Taken is the sum of the edges that leave FlowTaken, and what enters
// FlowHeld leaves it.
type Flow struct {
	Taken Money // of the lines with a figure
	Edges []FlowEdge
	// MadeWhole is other money that owners got, in dollars as stated; it stands
	// beside the flow, because it is not the money taken.
	MadeWhole      Money
	MadeWholeLines []*Line
	Unpriced       []*Outcome // taken, and nobody says how much
}

// FlowEdge is money that went from one state to another.
type FlowEdge struct {
	From, To FlowNode
	Value    Money
	Outcomes []*Outcome // those it is made of, greatest taken first
}

// FlowNode is a state of money: one of those below, or a kind of the class
// final, or "still-frozen" and "still-seized".
type FlowNode string

// The nodes that are no kinds.
const (
	FlowTaken         FlowNode = "taken"
	FlowHeld          FlowNode = "held"
	FlowMissing       FlowNode = "missing"  // the rest of money of which some was held or ended
	FlowNoStage       FlowNode = "no-stage" // money of which nothing later is recorded
	FlowNotComparable FlowNode = "not-comparable"
	FlowStill         FlowNode = "still-" // before a kind of the class held
)

// Label gives the words of a node.
func (n FlowNode) Label() string {
	switch n {
	case FlowTaken, FlowHeld:
		return Class(n).Label()
	case FlowMissing:
		return "Still missing"
	case FlowNoStage:
		return "No recovery recorded"
	case FlowNotComparable:
		return "Not comparable"
	}
	if kind, still := strings.CutPrefix(string(n), string(FlowStill)); still {
		return "Still " + strings.ToLower(Kind(kind).Label())
	}
	return Kind(n).Label()
}

// StillHeld gives the node of money whose last stage is a kind of the class
// held.
func StillHeld(k Kind) FlowNode { return FlowStill + FlowNode(k) }
