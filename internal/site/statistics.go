package site

import "strconv"

// MonthSummary is the totals of one month. Entries known to the year only are
// in no month; YearSummary.NoMonth has them.
type MonthSummary struct {
	Year, Month int
	Group       *Group // nil for a month without entries
	*Summary
}

// Ranking is the largest amounts of one kind.
type Ranking struct {
	Kind   Kind
	Ranked []Ranked // greatest first
	// Rest is how many counted lines with a figure stand below the last place.
	Rest  int
	Total *Total // of the kind, with the lines without a figure
}

// Ranked is an amount with its place. How exactly the figure is known stands
// in Line.Amount.Precision: a place between "about" and "at least" is open.
type Ranked struct {
	Place int  // from 1; equal figures share a place and the next is left out
	Tied  bool // another line has the same figure
	Line  *Line
}

// RoleTable is the actors who have one role.
type RoleTable struct {
	Role string    // key of Roles
	Rows []RoleRow // by the number of entries, then by name
}

// RoleRow is an actor in one role, with the totals of the entries in which the
// actor has it. Entries with several actors are in several rows, so rows add
// to more than the whole.
type RoleRow struct {
	Profile   *Profile
	Entries   []*Entry        // oldest first, withdrawn ones left out
	Standings []StandingCount // in the order of Standings; no standing comes last
	// Totals adds up the entries when it is asked: of the actors in a role, who
	// are thousands, pages show the first few.
	Totals func() *Summary
}

// StandingCount is the entries in which an actor has a role with a standing.
type StandingCount struct {
	Standing string // key of Standings; empty = none said
	Entries  []*Entry
}

// Delay is how long after the deed something followed, over the entries that
// date both.
type Delay struct {
	From, To string // keys of EventTypes
	// Cases are the measured delays, shortest first.
	Cases []DelayCase
	// Median and quartiles of the shortest and of the longest delay that the
	// dates allow, each interpolated between neighbours (as QUARTILE.INC of a
	// spreadsheet does). The truth lies between the two.
	LowerQuartile, Median, UpperQuartile DelaySpan
	// Unclear are entries that date both and where the dates allow no span: an
	// end is open, or the one is after the other.
	Unclear []*Entry
}

// DelayCase is the delay in one entry.
type DelayCase struct {
	Entry     *Entry
	From, To  Date
	Low, High int // days; equal when both dates are days
}

// DelaySpan is a shortest and a longest possible delay.
type DelaySpan struct{ Low, High QuarterDays }

// String gives "12", or "10 to 14".
func (s DelaySpan) String() string {
	if s.Low == s.High {
		return s.Low.String()
	}
	return s.Low.String() + " to " + s.High.String()
}

// QuarterDays is a time in quarters of a day, so that medians and quartiles of
// whole days are exact. It is never negative.
type QuarterDays int

// String gives the time in days: "12", "12.5", "12.25".
func (q QuarterDays) String() string {
	return strconv.Itoa(int(q/4)) + [4]string{"", ".25", ".5", ".75"}[q%4]
}

// Days gives the time in days for the geometry of charts.
func (q QuarterDays) Days() float64 { return float64(q) / 4 }

// EnforcementRow is what one authority did, over the entries in which it is
// an authority. An entry with several authorities is in the row of each.
type EnforcementRow struct {
	Profile   *Profile
	Entries   []*Entry // oldest first, withdrawn ones left out
	Sanctions []*Entry // those of the type sanction or with an event "sanctioned"
	Charges   []*Entry // those with an event charged, arrested, pleaded, convicted or sentenced, or of the type conviction
	*Summary           // its kinds frozen, seized, forfeited, fined, disgorged, settled
}

// Disagreement is an amount whose sources give different figures.
type Disagreement struct {
	Line *Line // Low and High are the band
	// Factor is High as a share of Low: 200 % when one reading is twice the
	// other. Not set when the lowest reading is zero.
	Factor    Share
	HasFactor bool
	// Readings are the preferred reading and all claims, lowest first; those
	// without a dollar figure last.
	Readings []Said
}

// Said is one reading of an amount.
type Said struct {
	*Reading
	Preferred bool
	Rejected  string // why the record does not follow it; empty = it stands
	Note      string
}

// Measure is one figure about the quality of the record: how many of its
// entries or sources have something, and which.
type Measure struct {
	Key        string // "unarchived", "single-source"
	Label      string // "Sources without an archived copy"
	Definition string // one sentence
	Good       bool   // more is better
	Count, Of  int
	Entries    []*Entry  // those counted, oldest first; of a measure of sources, those that cite them
	Sources    []CitedIn // those counted, where it is a measure of sources
	Lines      []*Line   // those counted, where it is a measure of amounts
}

// Share gives Count of Of; false when Of is zero.
func (m *Measure) Share() (Share, bool) {
	return CountShare(m.Count, m.Of)
}

// CitedIn is a source with the entry that cites it.
type CitedIn struct {
	Entry *Entry
	*Source
}

// PublisherCount is how a publisher is cited.
type PublisherCount struct {
	Group    *Group // its entries
	Sources  int    // sources of the publisher over all entries
	Archived int    // those with an archived copy
	Dead     int    // those whose address is dead
	Kinds    []KeyCount
}

// KeyCount is how often a key of a vocabulary occurs.
type KeyCount struct {
	Key   string
	Count int
}

// ExclusionList is all lines that enter no total for one reason, greatest
// first. For ExcludedStage it holds the lines that their class leaves out too.
type ExclusionList struct {
	Reason Reason
	Lines  []*Line
}

// SoFar compares the newest year with the same days of the year before, so
// that a year that is not over is not compared with a whole one.
type SoFar struct {
	AsOf         Day // the newest day on which the record was changed
	This, Before PeriodSummary
	// Unclear are entries of the two years whose dates do not say on which side
	// of the day they lie, oldest first. They are in neither sum.
	Unclear []*Entry
}

// PeriodSummary is the totals of a run of days.
type PeriodSummary struct {
	First, Last Day
	Entries     []*Entry // those whose possible days all lie in the period, oldest first
	*Summary
}

// Figure is a counted figure for prose.
type Figure struct {
	Text  string // "$4.4M"; "no stated amount" where nobody gives a figure
	Href  string // link to the page of the set
	Total *Total // nil where the set has none of the kind
}
