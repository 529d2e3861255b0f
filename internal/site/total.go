package site

// Line is one amount of one entry in the ledger, with what it counts for.
type Line struct {
	Entry  *Entry
	Amount *Amount
	// Value is the preferred dollar figure; Low and High the band over all
	// readings that are not rejected. Not stated where nobody gives a figure.
	Value, Low, High Money
	// Excluded says why the amount enters no total at all; empty = it may.
	Excluded Reason
	// ClassExcluded says why it does not enter the total of its class though
	// it enters the total of its kind: a later stage of money that the class
	// holds already (seized after frozen).
	ClassExcluded Reason
	// Apart is "disputed" or "alleged" where the entry's status keeps the
	// amount out of the main figure and shows it beside it; else empty.
	Apart string
}

// Why gives the reason why the line is not in the total of its class: that
// for which it is in no total, else that for which its class leaves it out.
func (l *Line) Why() Reason {
	if l.Excluded != NotExcluded {
		return l.Excluded
	}
	return l.ClassExcluded
}

// Reason says why an amount is not added.
type Reason string

// The reasons, in the order pages list them.
const (
	NotExcluded       Reason = ""
	ExcludedPart      Reason = "part of another amount"
	ExcludedSameFunds Reason = "same money as in another entry"
	ExcludedStage     Reason = "later stage of money already in the class"
	ExcludedAggregate Reason = "a sum over many incidents"
	ExcludedByEditor  Reason = "left out by the editors"
	ExcludedWithdrawn Reason = "the entry is withdrawn"
)

// Total is a sum of one kind or one class over a stated set of entries, with
// the lines behind it.
type Total struct {
	Class Class
	Kind  Kind // empty = the whole class

	Value, Low, High Money // not stated when no line has a figure
	Entries          int   // distinct entries with a counted line, priced or not
	Lines            []*Line
	Unpriced         []*Line // counted, and nobody states a figure
	// ApartValue is the sum of Apart: disputed and alleged entries, which the
	// main figure leaves out.
	ApartValue Money
	Apart      []*Line
	Excluded   []*Line // left out, with the reason in the line
}

// Empty reports whether nothing of the kind or class is in the set at all.
func (t *Total) Empty() bool { return t.Size() == 0 }

// Size gives how many lines the total has, whether it adds them or not.
func (t *Total) Size() int {
	return len(t.Lines) + len(t.Unpriced) + len(t.Apart) + len(t.Excluded)
}

// Summary is all totals of one set of entries.
type Summary struct {
	Entries int     // entries of the set, withdrawn ones left out
	Classes []Total // in the order of Classes, empty ones left out
	Kinds   []Total // in the order of Kinds, empty ones left out
}

// Class gives the total of a class; nil if the set has none of it.
func (s *Summary) Class(c Class) *Total {
	for i := range s.Classes {
		if s.Classes[i].Class == c {
			return &s.Classes[i]
		}
	}
	return nil
}

// Kind gives the total of a kind; nil if the set has none of it.
func (s *Summary) Kind(k Kind) *Total {
	for i := range s.Kinds {
		if s.Kinds[i].Kind == k {
			return &s.Kinds[i]
		}
	}
	return nil
}

// Statistics is everything counted about a site. The number on a page, in a
// CSV and in a JSON file is the same value of this struct. The ledger is
// there; everything else is counted once, when it is first asked for, so that
// a page costs what it shows. Any goroutine may ask; the answer is read-only.
type Statistics struct {
	Lines [][]Line        // the ledger: by Entry.Index, in the order of the entry's amounts
	All   func() *Summary // over all entries
	// ByGroup gives the summary of a group of the site.
	ByGroup func(*Group) *Summary
	// Years are the summaries by year, oldest first, every year between the
	// first and the last present; Undated holds the entries whose date lies in
	// no single year.
	Years   func() []YearSummary
	Undated func() *Summary
	// UndatedEntries are the entries behind Undated, oldest first.
	UndatedEntries func() []*Entry
	// Months are the summaries by month, oldest first, every month between the
	// first and the last present.
	Months func() []MonthSummary
	SoFar  func() *SoFar // nil for a record without a day

	Largest       func() []Ranking // by kind, in the order of Kinds
	Outcomes      func() *Outcomes
	Roles         func() []RoleTable // in the order of Roles, those nobody has left out
	Delays        func() []Delay     // in the order of what follows the deed
	Enforcement   func() []EnforcementRow
	Disagreements func() []Disagreement // those that differ most first
	Quality       func() []Measure
	Publishers    func() []PublisherCount // most sources first
	Exclusions    func() []ExclusionList  // in the order of the reasons

	// Over sums any set of entries, each given once, in any order. Evaluate
	// answers the query of a Hole; its error is for the editor who wrote it.
	Over     func(entries []*Entry) *Summary
	Evaluate func(query string) (Figure, error)
}

// YearSummary is the totals of one year.
type YearSummary struct {
	Year  int
	Group *Group // nil for a year without entries
	*Summary
	// Coarse counts the entries known to the year only: they stand in the
	// year's figures and in none of its months.
	Coarse int
	// NoMonth is the totals of the entries known to the year only, and
	// NoMonthEntries are all of those, oldest first: with the months they make
	// up the year.
	NoMonth        *Summary
	NoMonthEntries []*Entry
}
