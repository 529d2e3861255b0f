package check

import (
	"cmp"
	"slices"

	"blotter/internal/site"
)

var similarTitle = Rule{
	ID: "similar-title", Severity: site.Warning,
	What:   "Two entries with near-equal titles within ten days that concern the same party are related.",
	Why:    "The same incident is often entered twice, from two reports with two dates and two figures. Entries of a series have titles of one form as well; they are told apart by the party that lost or that is accused, or by a number such as that of a case, a round or a year.",
	Bad:    "title: Ronin bridge hacked for 100M USD\ndate: 2022-03-29",
	Good:   "relations:\n  - {type: related, target: ronin-bridge-theft}",
	record: checkSimilarTitle,
	titles: true,
}

const (
	nearDays = 10
	// comparedDays is how far apart the anchors of near dates may be: a month is
	// anchored at its first day.
	comparedDays = nearDays + 31
	// mostCompared bounds the work where thousands of entries have one date.
	mostCompared = 200
)

// dated is an entry with the words of its title that tell it apart.
type dated struct {
	*site.Incident
	anchor site.Day
	words  []int32 // sorted, each once
}

func checkSimilarTitle(d *desk, r *report) {
	entries, words := d.datedEntries()
	titles := titles{entries: entries, having: make([][]int32, words), shared: make([]int32, len(entries))}
	for i := range entries {
		for _, j := range titles.alike(i) {
			if a, b := &entries[j], &entries[i]; d.mayBeOne(a, b) && !d.related(a.Incident, b.Incident) {
				r.file = b.File
				r.say("title", "the title "+site.Quote(b.Title)+" is near that of "+site.Quote(a.ID)+", "+site.Quote(a.Title)+", of "+a.Date.String(), mergeHint)
				break
			}
		}
	}
}

// mayBeOne reports whether two entries with titles of like words may tell one
// incident: near dates, the same parties, no number that sets them apart.
// Figures of money may differ, because reports differ in them.
func (d *desk) mayBeOne(a, b *dated) bool {
	return daysApart(a.Date, b.Date) <= nearDays && d.concernOne(a, b) && d.sameNumbers(a.Title, b.Title)
}

// concernOne reports whether two entries concern the same party: one that lost
// something, where both name such, else one that is accused or profits. Where
// an entry names nobody the title has to do: all of its words stand in the
// other, which may say more.
func (d *desk) concernOne(a, b *dated) bool {
	for _, concerned := range []func(*site.Involvement) bool{losing, acting} {
		if one, both := d.haveInCommon(a.Incident, b.Incident, concerned); both {
			return one
		}
	}
	few, many := a.words, b.words
	if len(few) > len(many) {
		few, many = many, few
	}
	return !slices.ContainsFunc(few, func(word int32) bool { return !slices.Contains(many, word) })
}

func losing(i *site.Involvement) bool { return i.Role == "victim" || i.Role == "claimant" }

// acting leaves out those who have to do with many incidents by their office
// or their trade.
func acting(i *site.Involvement) bool {
	switch i.Role {
	case "perpetrator", "facilitator", "launderer", "beneficiary", "operator":
		return true
	}
	return false
}

// haveInCommon reports whether one of those involved in an entry in some way is
// involved in another in that way, and whether both have any such.
func (d *desk) haveInCommon(a, b *site.Incident, concerned func(*site.Involvement) bool) (one, both bool) {
	for i := range a.Involved {
		if !concerned(&a.Involved[i]) {
			continue
		}
		for j := range b.Involved {
			if concerned(&b.Involved[j]) {
				if both = true; d.party(&a.Involved[i]) == d.party(&b.Involved[j]) {
					return true, true
				}
			}
		}
	}
	return false, both
}

// party gives who is involved, by id where there is a file and by folded name
// else.
func (d *desk) party(involved *site.Involvement) string {
	id := involved.Actor
	if id == "" {
		id = fold(involved.Name)
		if found := d.foldedActor(id); found != nil {
			id = found.ID
		}
	} else if found := d.actor(id); found != nil {
		id = found.ID
	}
	return id
}

// sameNumbers reports whether two titles have a number in common that is no
// sum of money, as far as both have any.
func (d *desk) sameNumbers(a, b string) bool {
	of, in := numbersIn(a, d.assets()), numbersIn(b, d.assets())
	return len(of) == 0 || len(in) == 0 || slices.ContainsFunc(of, func(number string) bool { return slices.Contains(in, number) })
}

// titles finds titles that share words, without comparing each with all of
// its time.
type titles struct {
	entries []dated
	having  [][]int32 // the entries with a word, oldest first, by word
	shared  []int32   // how many words an entry shares with the present one
	met     []int32   // the entries that share any
}

// alike gives the entries before the ith, and near it in time, whose titles
// are near to its own: the nearest in time first. It is asked for one entry
// after another.
func (t *titles) alike(i int) []int32 {
	entry := &t.entries[i]
	t.met = t.met[:0]
	for _, word := range entry.words {
		having := t.having[word]
		for k := len(having) - 1; k >= 0; k-- {
			j := having[k]
			if i-int(j) > mostCompared || entry.anchor-t.entries[j].anchor > comparedDays {
				break
			}
			if t.shared[j] == 0 {
				t.met = append(t.met, j)
			}
			t.shared[j]++
		}
		t.having[word] = append(having, int32(i))
	}
	alike := t.met[:0]
	for _, j := range t.met {
		shared := int(t.shared[j])
		t.shared[j] = 0
		if sameName(shared, len(t.entries[j].words), len(entry.words)) {
			alike = append(alike, j)
		}
	}
	slices.SortFunc(alike, func(a, b int32) int { return cmp.Compare(b, a) })
	return alike
}

// datedEntries gives the entries that are dated to a month or closer, oldest
// first, and how many words there are in their titles.
func (d *desk) datedEntries() (entries []dated, words int) {
	book := d.titles()
	// Days and places in one number: the record has its entries by id, so that
	// those of one day stay in that order.
	order := make([]int64, 0, len(d.Incidents))
	for i, incident := range d.Incidents {
		anchor, filed := incident.Date.Anchor()
		if !filed || incident.Date.Precision() < site.PrecisionMonth || !incident.Date.Bounded() || incident.DuplicateOf != "" || incident.Withdrawn() {
			continue
		}
		order = append(order, int64(anchor)<<32|int64(i))
	}
	slices.Sort(order)
	entries = make([]dated, len(order))
	for i, n := range order {
		entries[i] = dated{d.Incidents[uint32(n)], site.Day(n >> 32), book.titles[uint32(n)].words}
	}
	return entries, len(book.numbers)
}

// daysApart gives the least possible number of days between two bounded dates.
func daysApart(a, b site.Date) int {
	return max(0, int(b.First()-a.Last()), int(a.First()-b.Last()))
}
