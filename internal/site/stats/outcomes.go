package stats

import (
	"blotter/internal/site"
)

// tracer follows the money taken through its later stages.
type tracer struct {
	book  *book
	taken trail // to the money taken
	stage trail // to the nearest stage held or final
}

// outcomes says what became of the money taken. A stage belongs to the money
// that its `after`, its whole, or another telling of it leads back to; where
// that is two sums taken, to the first.
func (b *book) outcomes() *site.Outcomes {
	out := &site.Outcomes{}
	t := &tracer{book: b, taken: newTrail(b.funds, takes), stage: newTrail(b.funds, isStage)}
	byTaken := make([]*site.Outcome, len(b.flat)) // by number of the line
	for i := range b.ranked {
		if line := b.ranked[i].line; takes(line) {
			o := &site.Outcome{Taken: line}
			out.Each = append(out.Each, o)
			byTaken[b.ranked[i].number] = o
		}
	}
	for i := range b.ranked {
		line, fund := b.ranked[i].line, b.funds.of[b.ranked[i].number]
		if !stands(line) || line.Amount.Kind.Class() == site.Taken {
			continue
		}
		if taken := t.taken.at(fund); taken >= 0 && byTaken[taken] != nil {
			addStage(byTaken[taken], line)
		} else if isStage(line) {
			out.Loose = append(out.Loose, line)
		}
	}
	for _, o := range out.Each {
		t.finish(o)
	}
	out.Flow = flow(out.Each)
	return out
}

// stands reports whether a line is in the main figure of its kind.
func stands(line *site.Line) bool { return line.Excluded == site.NotExcluded && line.Apart == "" }

// takes reports whether a line begins an outcome: money taken that the main
// figure of its class holds.
func takes(line *site.Line) bool {
	return stands(line) && line.ClassExcluded == site.NotExcluded && line.Amount.Kind.Class() == site.Taken
}

// isStage reports whether a line is a stage that an outcome can end with.
func isStage(line *site.Line) bool {
	class := line.Amount.Kind.Class()
	return stands(line) && (class == site.Held || class == site.Final)
}

func isHeld(line *site.Line) bool { return line.Amount.Kind.Class() == site.Held }

func addStage(o *site.Outcome, line *site.Line) {
	switch line.Amount.Kind.Class() {
	case site.Moved:
		o.Moved = append(o.Moved, line)
	case site.Held:
		o.Held = append(o.Held, line)
	case site.Final:
		o.Final = append(o.Final, line)
	case site.MadeWhole:
		o.MadeWhole = append(o.MadeWhole, line)
	case site.Paid:
		o.Paid = append(o.Paid, line)
	}
}

// finish finds the last stages of an outcome and measures them.
func (t *tracer) finish(o *site.Outcome) {
	stages := append(append([]*site.Line(nil), o.Held...), o.Final...)
	var before map[*site.Line]*site.Line
	var followed map[*site.Line]bool
	if len(stages) > 0 {
		before, followed = make(map[*site.Line]*site.Line, len(stages)), map[*site.Line]bool{}
	}
	for _, line := range stages {
		if stage := t.stageBefore(line); stage != nil {
			before[line] = stage
			followed[stage] = true
		}
	}
	for _, line := range stages {
		if !followed[line] {
			o.Last = append(o.Last, line)
		}
	}
	y := chooseYardstick(o)
	y.share(o)
	if o.Basis != site.NotComparable {
		o.Ends = ends(o, y, stages, before)
	}
}

// stageBefore gives the nearest stage that a stage's money leads back to; nil
// where it comes straight from the money taken. Of two tellings of one money
// the held one comes before the final one.
func (t *tracer) stageBefore(line *site.Line) *site.Line {
	fund := t.book.funds.of[t.book.numberOf(line)]
	if !isHeld(line) {
		for _, n := range t.book.funds.lines(fund) {
			if other := &t.book.flat[n]; isStage(other) && isHeld(other) {
				return other
			}
		}
	}
	if before := t.stage.before(fund); before >= 0 {
		return &t.book.flat[before]
	}
	return nil
}

// trail leads from a fund back to the nearest line of a sort: through earlier
// stages first, then through wholes.
type trail struct {
	funds *funds
	is    func(*site.Line) bool
	known []int32 // by fund: the number of the line and 1 more, -1 = none, 0 = not asked yet; chains may be long
}

func newTrail(f *funds, is func(*site.Line) bool) trail {
	return trail{f, is, make([]int32, len(f.of))}
}

// at gives the number of the first line of the sort in a fund or before it; -1
// where there is none.
func (t *trail) at(fund int) int {
	switch known := t.known[fund]; {
	case known > 0:
		return int(known) - 1
	case known < 0:
		return -1
	}
	found := t.within(fund)
	if found < 0 {
		found = t.before(fund)
	}
	t.known[fund] = int32(found) + 1
	if found < 0 {
		t.known[fund] = -1
	}
	return found
}

// within gives the number of the first line of the sort in a fund.
func (t *trail) within(fund int) int {
	if len(t.funds.members[fund]) == 0 {
		if t.is(&t.funds.book.flat[fund]) {
			return fund
		}
		return -1
	}
	for _, n := range t.funds.lines(fund) {
		if t.is(&t.funds.book.flat[n]) {
			return n
		}
	}
	return -1
}

// before gives the number of the first line of the sort before a fund.
func (t *trail) before(fund int) int {
	for _, edges := range []map[int][]int{t.funds.before, t.funds.wholes} {
		for _, to := range edges[fund] {
			if n := t.at(to); n >= 0 {
				return n
			}
		}
	}
	return -1
}
