package site

// The vocabularies below are part of the format: rules, totals and pages rely
// on them, so they are fixed here and not in a config. Types, techniques,
// chains and sectors are a record's own and stand in its config.

// Statuses say how sure the record is that an incident is as told.
var Statuses = NewVocabulary(
	Term{Key: "alleged", Label: "Alleged", Definition: "Somebody says so; nobody independent has confirmed it. Totals show it apart."},
	Term{Key: "reported", Label: "Reported", Definition: "Reliable sources report it; no primary source confirms it yet."},
	Term{Key: "confirmed", Label: "Confirmed", Definition: "A party to the incident, an authority, a court or the chain itself confirms it."},
	Term{Key: "disputed", Label: "Disputed", Definition: "Sources of weight contradict each other on whether or how it happened. Totals show it apart."},
	Term{Key: "withdrawn", Label: "Withdrawn", Definition: "The record no longer stands by the entry. It stays at its address and leaves every total."},
)

// Reviews say who has looked an entry over.
var Reviews = NewVocabulary(
	Term{Key: "draft", Label: "Draft", Definition: "Not public yet."},
	Term{Key: "unreviewed", Label: "Unreviewed", Definition: "Public; no second editor has gone through it."},
	Term{Key: "reviewed", Label: "Reviewed", Definition: "A second editor has checked each figure against its source."},
)

// Cases say how far the matter itself has come.
var Cases = NewVocabulary(
	Term{Key: "open", Label: "Open", Definition: "Funds or proceedings are outstanding."},
	Term{Key: "partly-recovered", Label: "Partly recovered", Definition: "Some of the money is back with its owners."},
	Term{Key: "recovered", Label: "Recovered", Definition: "All or nearly all of the money is back with its owners."},
	Term{Key: "closed", Label: "Closed", Definition: "Nothing further is expected."},
)

// Roles say what an actor did in an incident, in the order pages show them.
var Roles = NewVocabulary(
	Term{Key: "perpetrator", Label: "Carried out", Plural: "perpetrator", Definition: "Did the deed, or is said to have done it."},
	Term{Key: "facilitator", Label: "Facilitated", Plural: "facilitator", Definition: "Made the deed possible."},
	Term{Key: "launderer", Label: "Laundered", Plural: "launderer", Definition: "Hid where the money came from or went."},
	Term{Key: "beneficiary", Label: "Benefited", Plural: "beneficiary", Definition: "Gained from it."},
	Term{Key: "victim", Label: "Victims", Plural: "victim", Definition: "Lost money or control."},
	Term{Key: "operator", Label: "Operated", Plural: "operator", Definition: "Ran the service in or through which it happened."},
	Term{Key: "intermediary", Label: "Passed through", Plural: "intermediary", Definition: "Handled the money without a stated part in the deed."},
	Term{Key: "responder", Label: "Responded", Plural: "responder", Definition: "Stopped, froze, traced or returned money."},
	Term{Key: "investigator", Label: "Investigated", Plural: "investigator", Definition: "Established what happened."},
	Term{Key: "authority", Label: "Authorities", Plural: "authority", Definition: "Acted with public power: prosecuted, designated, seized, judged."},
	Term{Key: "claimant", Label: "Claimed", Plural: "claimant", Definition: "Claims the money or the deed."},
)

// Standings say what has been established about an actor's part. Charged is
// not convicted: the word stands beside the name everywhere.
var Standings = NewVocabulary(
	Term{Key: "alleged", Label: "alleged", Definition: "Somebody says so."},
	Term{Key: "attributed", Label: "attributed", Definition: "An authority or a research firm names the actor."},
	Term{Key: "claimed", Label: "claimed", Definition: "The actor says so itself."},
	Term{Key: "charged", Label: "charged", Definition: "A prosecutor has brought charges; no court has found guilt."},
	Term{Key: "designated", Label: "designated", Definition: "An authority has put the actor on a sanctions list; that is not a finding of guilt."},
	Term{Key: "convicted", Label: "convicted", Definition: "A court has found guilt, or the actor pleaded guilty before one."},
	Term{Key: "acquitted", Label: "acquitted", Definition: "A court has found no guilt, or set a conviction aside."},
	Term{Key: "cleared", Label: "cleared", Definition: "The suspicion, charge, designation or sentence was withdrawn, or pardoned."},
)

// Confidences say how sure the party that names an actor is.
var Confidences = NewVocabulary(Term{Key: "high", Label: "high confidence"}, Term{Key: "medium", Label: "medium confidence"}, Term{Key: "low", Label: "low confidence"})

// EventTypes say what a dated event was.
var EventTypes = NewVocabulary(
	Term{Key: "occurred", Label: "occurred"}, Term{Key: "discovered", Label: "discovered"}, Term{Key: "disclosed", Label: "disclosed"},
	Term{Key: "attributed", Label: "attributed"}, Term{Key: "moved", Label: "moved"}, Term{Key: "laundered", Label: "laundered"},
	Term{Key: "frozen", Label: "frozen"}, Term{Key: "seized", Label: "seized"}, Term{Key: "forfeited", Label: "forfeited"},
	Term{Key: "sanctioned", Label: "sanctioned"}, Term{Key: "delisted", Label: "delisted"}, Term{Key: "charged", Label: "charged"}, Term{Key: "arrested", Label: "arrested"},
	Term{Key: "pleaded", Label: "pleaded"}, Term{Key: "convicted", Label: "convicted"}, Term{Key: "sentenced", Label: "sentenced"},
	Term{Key: "ruled", Label: "ruled"}, Term{Key: "returned", Label: "returned"}, Term{Key: "compensated", Label: "compensated"},
	Term{Key: "settled", Label: "settled"}, Term{Key: "denied", Label: "denied"}, Term{Key: "other", Label: "also"},
)

// UpdateTypes say why an entry changed after it was published.
var UpdateTypes = NewVocabulary(
	Term{Key: "update", Label: "Update", Definition: "Something new happened."},
	Term{Key: "correction", Label: "Correction", Definition: "The entry was wrong."},
	Term{Key: "clarification", Label: "Clarification", Definition: "The entry was right and could be misread."},
	Term{Key: "retraction", Label: "Retraction", Definition: "The entry, or a part of it, is withdrawn."},
	Term{Key: "dispute", Label: "Dispute", Definition: "Somebody concerned contests the entry."},
)

// RelationTypes name how one entry stands to another. Plural holds the word
// seen from the other end.
var RelationTypes = NewVocabulary(
	Term{Key: "part-of", Label: "Part of", Plural: "Includes"},
	Term{Key: "follows", Label: "Follows", Plural: "Followed by"},
	Term{Key: "caused-by", Label: "Caused by", Plural: "Led to"},
	Term{Key: "same-actor", Label: "Same actor", Plural: "Same actor"},
	Term{Key: "same-funds", Label: "Same funds", Plural: "Same funds"},
	Term{Key: "related", Label: "Related", Plural: "Related"},
)

// SourceKinds say what a source is to the incident.
var SourceKinds = NewVocabulary(
	Term{Key: "official", Label: "official", Definition: "A public authority."},
	Term{Key: "court", Label: "court", Definition: "A court or a filing to one."},
	Term{Key: "party", Label: "party", Definition: "Somebody who took part: victim, exchange, protocol, accused."},
	Term{Key: "onchain", Label: "on chain", Definition: "A transaction, an address, a block."},
	Term{Key: "research", Label: "research", Definition: "An analyst, a security firm, a data set."},
	Term{Key: "news", Label: "news", Definition: "A newsroom."},
	Term{Key: "social", Label: "social", Definition: "A post on a social network."},
)

// SourceStatuses say what became of a source's address.
var SourceStatuses = NewVocabulary(
	Term{Key: "live", Label: "live"}, Term{Key: "dead", Label: "dead link"},
	Term{Key: "changed", Label: "changed since"}, Term{Key: "paywalled", Label: "paywall"},
)

// ActorKinds say what an actor is.
var ActorKinds = NewVocabulary(
	Term{Key: "person", Label: "Person", Plural: "People"}, Term{Key: "group", Label: "Group", Plural: "Groups"},
	Term{Key: "company", Label: "Company", Plural: "Companies"}, Term{Key: "exchange", Label: "Exchange", Plural: "Exchanges"},
	Term{Key: "protocol", Label: "Protocol", Plural: "Protocols"}, Term{Key: "service", Label: "Service", Plural: "Services"},
	Term{Key: "organisation", Label: "Organisation", Plural: "Organisations"}, Term{Key: "agency", Label: "Agency", Plural: "Agencies"},
	Term{Key: "court", Label: "Court", Plural: "Courts"}, Term{Key: "state", Label: "State", Plural: "States"},
)

// Precisions say how exactly a figure is known. Label is the word set before
// the figure; an exact figure has none.
var Precisions = NewVocabulary(
	Term{Key: "exact", Label: "", Definition: "The figure as stated."},
	Term{Key: "approx", Label: "about", Definition: "The source rounds or estimates."},
	Term{Key: "at-least", Label: "at least", Definition: "The source gives a lower bound."},
	Term{Key: "at-most", Label: "at most", Definition: "The source gives an upper bound."},
	Term{Key: "range", Label: "between", Definition: "The source gives both bounds; totals take the lower one and show the band."},
	Term{Key: "unknown", Label: "not stated", Definition: "There is an amount and nobody says how much."},
)

// USDBases say what a dollar figure measures.
var USDBases = NewVocabulary(
	Term{Key: "stated", Label: "as stated by the source", Definition: "The dollar figure the source gives."},
	Term{Key: "at-event", Label: "at the price of the event", Definition: "Converted at the price of the day it happened."},
	Term{Key: "at-source", Label: "at the price when the source wrote", Definition: "Converted at the price of the day of the source."},
	Term{Key: "at-seizure", Label: "at the price of the seizure", Definition: "Converted at the price of the day it was seized."},
	Term{Key: "notional", Label: "notional", Definition: "A face value that no market would have paid."},
	Term{Key: "realised", Label: "realised", Definition: "What was in fact received for it."},
)
