package stats

import (
	"cmp"
	"slices"

	"blotter/internal/site"
)

// outcomes follows the money taken through its later stages. A stage belongs
// to the money that its `after`, its whole, or another telling of it leads
// back to; where that is two sums taken, to the first.
func (b *book) outcomes() site.Outcomes {
	var out site.Outcomes
	byTaken := map[*site.Line]*site.Outcome{}
	for i := range b.ranked {
		if line := b.ranked[i].line; takes(line) {
			o := &site.Outcome{Taken: line}
			out.Each = append(out.Each, o)
			byTaken[line] = o
		}
	}
	for i := range b.ranked {
		line := b.ranked[i].line
		class := line.Amount.Kind.Class()
		if line.Excluded != site.NotExcluded || line.Apart != "" || class == site.Taken {
			continue
		}
		o := byTaken[b.takenBefore(line)]
		switch {
		case o != nil:
			addStage(o, line, class)
		case class == site.Held || class == site.Final:
			out.Loose = append(out.Loose, line)
		}
	}
	for _, o := range out.Each {
		b.finish(o)
	}
	out.Flow = flow(out.Each)
	return out
}

// takes reports whether a line begins an outcome: money taken that the main
// figure of its class holds.
func takes(line *site.Line) bool {
	return line.Amount.Kind.Class() == site.Taken && line.Why() == site.NotExcluded && line.Apart == ""
}

func addStage(o *site.Outcome, line *site.Line, class site.Class) {
	switch class {
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

// takenBefore gives the line of money taken that a line's money leads back
// to; nil if there is none.
func (b *book) takenBefore(line *site.Line) *site.Line {
	var found *site.Line
	b.funds.walkBack(b.funds.of[b.numbers[line]], func(fund int) bool {
		for _, n := range b.funds.lines(fund) {
			if takes(&b.flat[n]) {
				found = &b.flat[n]
				return false
			}
		}
		return true
	})
	return found
}

// finish finds the last stages of an outcome and measures them.
func (b *book) finish(o *site.Outcome) {
	stages := slices.Concat(o.Held, o.Final)
	slices.SortFunc(stages, func(a, c *site.Line) int {
		return cmp.Compare(b.rank[b.numbers[a]], b.rank[b.numbers[c]])
	})
	isStage := make(map[*site.Line]bool, len(stages))
	for _, line := range stages {
		isStage[line] = true
	}
	before := make(map[*site.Line]*site.Line, len(stages))
	followed := map[*site.Line]bool{}
	for _, line := range stages {
		if stage := b.stageBefore(line, isStage); stage != nil {
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

// stageBefore gives the nearest of the stages that a stage's money leads back
// to; nil where it comes straight from the money taken. Of two tellings of one
// money the held one comes before the final one.
func (b *book) stageBefore(line *site.Line, isStage map[*site.Line]bool) *site.Line {
	if len(isStage) < 2 {
		return nil
	}
	own := b.funds.of[b.numbers[line]]
	var found *site.Line
	b.funds.walkBack(own, func(fund int) bool {
		for _, n := range b.funds.lines(fund) {
			stage := &b.flat[n]
			if fund == own && !(isHeld(stage) && !isHeld(line)) {
				continue // another telling of the same stage
			}
			if isStage[stage] {
				found = stage
				return false
			}
		}
		return true
	})
	return found
}

func isHeld(line *site.Line) bool { return line.Amount.Kind.Class() == site.Held }

// walkBack visits a fund and those its money comes from, the nearest first:
// earlier stages, then wholes. It stops when visit says so.
func (f *funds) walkBack(fund int, visit func(fund int) bool) {
	queue := []int{fund}
	seen := map[int]bool{fund: true}
	for len(queue) > 0 {
		fund, queue = queue[0], queue[1:]
		if !visit(fund) {
			return
		}
		for _, edges := range []map[int][]int{f.before, f.wholes} {
			for _, to := range edges[fund] {
				if !seen[to] {
					seen[to] = true
					queue = append(queue, to)
				}
			}
		}
	}
}
