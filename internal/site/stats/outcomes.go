package stats

import (
	"blotter/internal/site"
)

// tracer follows the money taken through its later stages.
type tracer struct {
	book  *book
	taken trail              // to the money taken
	stage trail              // to the nearest stage held or final
	fund  map[*site.Line]int // of held and final lines
}

// outcomes says what became of the money taken. A stage belongs to the money
// that its `after`, its whole, or another telling of it leads back to; where
// that is two sums taken, to the first.
func (b *book) outcomes() *site.Outcomes {
	out := &site.Outcomes{}
	t := &tracer{book: b, taken: newTrail(b.funds, takes), stage: newTrail(b.funds, isStage), fund: map[*site.Line]int{}}
	byTaken := map[*site.Line]*site.Outcome{}
	for i := range b.ranked {
		if line := b.ranked[i].line; takes(line) {
			o := &site.Outcome{Taken: line}
			out.Each = append(out.Each, o)
			byTaken[line] = o
		}
	}
	for i := range b.ranked {
		line, fund := b.ranked[i].line, b.funds.of[b.ranked[i].number]
		if !stands(line) || line.Amount.Kind.Class() == site.Taken {
			continue
		}
		if isStage(line) {
			t.fund[line] = fund
		}
		if o := byTaken[t.taken.at(fund)]; o != nil {
			addStage(o, line)
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
	before := make(map[*site.Line]*site.Line, len(stages))
	followed := map[*site.Line]bool{}
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
	fund := t.fund[line]
	if !isHeld(line) {
		for _, n := range t.book.funds.lines(fund) {
			if other := &t.book.flat[n]; isStage(other) && isHeld(other) {
				return other
			}
		}
	}
	return t.stage.before(fund)
}

// trail leads from a fund back to the nearest line of a sort: through earlier
// stages first, then through wholes.
type trail struct {
	funds *funds
	is    func(*site.Line) bool
	known map[int]*site.Line // by fund; chains may be long
}

func newTrail(f *funds, is func(*site.Line) bool) trail {
	return trail{f, is, map[int]*site.Line{}}
}

// at gives the first line of the sort in a fund or before it.
func (t *trail) at(fund int) *site.Line {
	if line, known := t.known[fund]; known {
		return line
	}
	var found *site.Line
	for _, n := range t.funds.lines(fund) {
		if t.is(&t.funds.book.flat[n]) {
			found = &t.funds.book.flat[n]
			break
		}
	}
	if found == nil {
		found = t.before(fund)
	}
	t.known[fund] = found
	return found
}

// before gives the first line of the sort before a fund.
func (t *trail) before(fund int) *site.Line {
	for _, edges := range []map[int][]int{t.funds.before, t.funds.wholes} {
		for _, to := range edges[fund] {
			if line := t.at(to); line != nil {
				return line
			}
		}
	}
	return nil
}
