package stats

import (
	"cmp"
	"slices"

	"blotter/internal/site"
)

// deed is the type of event that delays run from.
const deed = "occurred"

// followers are the types of events that delays run to, in the order in which
// they tend to come.
var followers = []string{"discovered", "disclosed", "attributed", "frozen", "returned"}

// delays measures how long after the deed each follower came.
func delays(entries []*site.Entry) []site.Delay {
	all := make([]site.Delay, len(followers))
	for i, follower := range followers {
		all[i] = site.Delay{From: deed, To: follower}
	}
	for _, entry := range entries {
		if entry.Withdrawn() {
			continue
		}
		from := deedDate(entry)
		if from.IsZero() {
			continue
		}
		for i := range all {
			measure(&all[i], entry, from)
		}
	}
	all = slices.DeleteFunc(all, func(d site.Delay) bool { return len(d.Cases)+len(d.Unclear) == 0 })
	for i := range all {
		quartiles(&all[i])
	}
	return all
}

// measure adds an entry to a delay, if it dates the follower.
func measure(delay *site.Delay, entry *site.Entry, from site.Date) {
	to := followerDate(entry, delay.To)
	if to.IsZero() {
		return
	}
	low, high, ok := site.DaysBetween(from, to)
	if !ok || high < 0 {
		delay.Unclear = append(delay.Unclear, entry)
		return
	}
	// Both in one month may mean that the follower came first; it did not.
	delay.Cases = append(delay.Cases, site.DelayCase{Entry: entry, From: from, To: to, Low: max(low, 0), High: high})
}

// deedDate gives the day of the deed: that of the first event which says so,
// else the date of an entry about money taken or aimed at. The date of a
// freeze or a fine is not the date of a deed, also where the entry retells
// what was taken.
func deedDate(entry *site.Entry) site.Date {
	if date := firstEvent(entry, deed); !date.IsZero() {
		return date
	}
	for i := range entry.Amounts {
		a := &entry.Amounts[i]
		own := a.SameFunds.IsZero() && a.PartOf.Entry == "" && !a.Aggregate
		if class := a.Kind.Class(); own && (class == site.Taken || class == site.Attempted) {
			return entry.Date
		}
	}
	return site.Date{}
}

// followerDate gives the first date of an event of a type, or of an amount of
// the kind of that name.
func followerDate(entry *site.Entry, follower string) site.Date {
	first := firstEvent(entry, follower)
	for i := range entry.Amounts {
		if a := &entry.Amounts[i]; string(a.Kind) == follower {
			first = earlier(first, a.Date)
		}
	}
	return first
}

func firstEvent(entry *site.Entry, eventType string) (first site.Date) {
	for i := range entry.Events {
		if event := &entry.Events[i]; event.Type == eventType {
			first = earlier(first, event.Date)
		}
	}
	return first
}

// earlier gives the date that comes first; absent and unknown dates come
// last, as Date.Compare has it.
func earlier(a, b site.Date) site.Date {
	if b.Compare(a) < 0 {
		return b
	}
	return a
}

// quartiles sorts the cases and reads the quartiles off the shortest and off
// the longest delays, each sorted by itself.
func quartiles(delay *site.Delay) {
	slices.SortStableFunc(delay.Cases, func(a, b site.DelayCase) int {
		return cmp.Or(cmp.Compare(a.Low, b.Low), cmp.Compare(a.High, b.High))
	})
	lows := make([]int, len(delay.Cases))
	highs := make([]int, len(delay.Cases))
	for i, c := range delay.Cases {
		lows[i], highs[i] = c.Low, c.High
	}
	slices.Sort(highs)
	span := func(quarter int) site.DelaySpan {
		return site.DelaySpan{Low: quantile(lows, quarter), High: quantile(highs, quarter)}
	}
	delay.LowerQuartile, delay.Median, delay.UpperQuartile = span(1), span(2), span(3)
}

// quantile gives the first, second or third quartile of sorted days,
// interpolated between the two neighbours of its place (R's type 7, the
// QUARTILE.INC of spreadsheets). The place is a multiple of a quarter, so the
// result is exact in quarters of a day.
func quantile(sorted []int, quarter int) site.QuarterDays {
	if len(sorted) == 0 {
		return 0
	}
	place := (len(sorted) - 1) * quarter // in quarters
	below, rest := sorted[place/4], place%4
	if rest == 0 {
		return site.QuarterDays(4 * below)
	}
	above := sorted[place/4+1]
	return site.QuarterDays(4*below + rest*(above-below))
}
