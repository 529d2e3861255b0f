package site

// Kind says what happened to money: stolen, frozen, fined. Each kind belongs
// to one Class; a total is of one kind or of one class, never of a mixture.
type Kind string

// Class groups kinds that may be added.
type Class string

// The classes, in the order pages show them.
const (
	Taken     Class = "taken"
	Attempted Class = "attempted"
	Moved     Class = "moved"
	Held      Class = "held"
	Final     Class = "final"
	MadeWhole Class = "made-whole"
	Paid      Class = "paid"
	Penalty   Class = "penalty"
	Asked     Class = "asked"
)

// Classes are the classes of money with the words pages use.
var Classes = NewVocabulary(
	Term{Key: "taken", Label: "Taken", Plural: "stolen, defrauded or lost", Definition: "Money that left its owners against their will."},
	Term{Key: "attempted", Label: "Attempted", Plural: "attempted or at risk", Definition: "Money that could have been taken and was not."},
	Term{Key: "moved", Label: "Moved", Plural: "laundered, converted or received", Definition: "Money on its way after the deed. It often overlaps with money taken."},
	Term{Key: "held", Label: "Held", Plural: "frozen or seized", Definition: "Money that somebody else has stopped. It often overlaps with money taken."},
	Term{Key: "final", Label: "Final", Plural: "forfeited, returned, recovered or destroyed", Definition: "Money whose journey has ended."},
	Term{Key: "made-whole", Label: "Made whole", Plural: "compensated", Definition: "Other money that the owners got instead of theirs."},
	Term{Key: "paid", Label: "Paid", Plural: "paid as ransom or bounty", Definition: "Money handed over on purpose, under pressure or as a reward."},
	Term{Key: "penalty", Label: "Penalty", Plural: "fined, disgorged or settled", Definition: "Money that an authority imposed or a party agreed to pay."},
	Term{Key: "asked", Label: "Asked", Plural: "demanded, sought or offered", Definition: "Money that was asked for or promised; none of it moved yet."},
)

var kindClass = map[Kind]Class{
	"stolen": Taken, "defrauded": Taken, "lost": Taken,
	"attempted": Attempted, "at-risk": Attempted,
	"laundered": Moved, "converted": Moved, "received": Moved,
	"frozen": Held, "seized": Held,
	"forfeited": Final, "returned": Final, "recovered": Final, "destroyed": Final,
	"compensated": MadeWhole,
	"ransom-paid": Paid, "bounty-paid": Paid,
	"fined": Penalty, "disgorged": Penalty, "settled": Penalty,
	"ransom-demanded": Asked, "forfeiture-sought": Asked, "bounty-offered": Asked,
}

// Kinds are the kinds of money with their words, in the order of their
// classes.
var Kinds = NewVocabulary(
	Term{Key: "stolen", Label: "Stolen", Definition: "Taken by somebody without a right to it."},
	Term{Key: "defrauded", Label: "Defrauded", Definition: "Handed over by owners who were deceived."},
	Term{Key: "lost", Label: "Lost", Definition: "Gone from its owners, by theft, fraud or mistake, without a finding which."},
	Term{Key: "attempted", Label: "Attempted", Definition: "What a failed or stopped attempt aimed at."},
	Term{Key: "at-risk", Label: "At risk", Definition: "What a flaw exposed."},
	Term{Key: "laundered", Label: "Laundered", Definition: "Moved so as to hide where it came from."},
	Term{Key: "converted", Label: "Converted", Definition: "Exchanged into another asset."},
	Term{Key: "received", Label: "Received", Definition: "Arrived with somebody named."},
	Term{Key: "frozen", Label: "Frozen", Definition: "Kept from moving, its ownership unchanged."},
	Term{Key: "seized", Label: "Seized", Definition: "Taken into the hands of an authority."},
	Term{Key: "forfeited", Label: "Forfeited", Definition: "Ownership passed to a state by a judgment or a plea."},
	Term{Key: "returned", Label: "Returned", Definition: "Given back to its owners."},
	Term{Key: "recovered", Label: "Recovered", Definition: "Back under the control of its owners or their trustee."},
	Term{Key: "destroyed", Label: "Destroyed", Definition: "Put beyond anybody's reach."},
	Term{Key: "compensated", Label: "Compensated", Definition: "Replaced from other money."},
	Term{Key: "ransom-paid", Label: "Ransom paid", Definition: "Paid to somebody who held data or systems hostage."},
	Term{Key: "bounty-paid", Label: "Bounty paid", Definition: "Paid or left to somebody for giving the rest back or for information."},
	Term{Key: "fined", Label: "Fined", Definition: "Imposed as a punishment."},
	Term{Key: "disgorged", Label: "Disgorged", Definition: "Gains given up by order."},
	Term{Key: "settled", Label: "Settled", Definition: "Agreed to end a claim."},
	Term{Key: "ransom-demanded", Label: "Ransom demanded", Definition: "Asked for by somebody who holds data or systems hostage."},
	Term{Key: "forfeiture-sought", Label: "Forfeiture sought", Definition: "Asked of a court by an authority; not decided."},
	Term{Key: "bounty-offered", Label: "Bounty offered", Definition: "Promised for a return or for information."},
)

// Class gives the class of a kind; "" if the kind is unknown.
func (k Kind) Class() Class { return kindClass[k] }

// Label gives the word of a kind: "Stolen".
func (k Kind) Label() string { return Kinds.Label(string(k)) }

// Label gives the word of a class: "Taken".
func (c Class) Label() string { return Classes.Label(string(c)) }

// Words gives what a class is made of: "frozen or seized".
func (c Class) Words() string { return Classes.Plural(string(c)) }
