package stats

import "blotter/internal/site"

// counted is the kinds of which a fund, or what it comes from, is counted:
// in the main figure and apart from it.
type counted struct{ main, apart kindSet }

func (c counted) or(d counted) counted { return counted{c.main | d.main, c.apart | d.apart} }

// with adds a line.
func (c counted) with(line *site.Line) counted {
	if line.Apart != "" {
		c.apart |= setOf(line.Amount.Kind)
	} else {
		c.main |= setOf(line.Amount.Kind)
	}
	return c
}

// inTheWayOf gives the kinds that a line must not be added to.
func (c counted) inTheWayOf(line *site.Line) kindSet {
	if line.Apart != "" {
		return c.main | c.apart
	}
	return c.main
}

// exclude lets the lines that tell of money already counted give way.
func (f *funds) exclude() {
	for _, fund := range keysOf(f.members, f.wholes, f.before) {
		if f.of[fund] == fund {
			f.excludeWithin(fund)
		}
	}
}

func (f *funds) excludeWithin(fund int) {
	var whole, stage, told counted
	for _, w := range f.wholes[fund] {
		whole = whole.or(f.seen(w, fromPart))
	}
	for _, s := range f.before[fund] {
		stage = stage.or(f.seen(s, fromStage))
	}
	for _, n := range f.lines(fund) {
		if !f.counts[n] {
			continue
		}
		line := &f.book.flat[n]
		giveWay(line, whole, site.ExcludedPart)
		giveWay(line, told, site.ExcludedSameFunds)
		giveWay(line, stage, site.ExcludedStage)
		told = told.with(line)
	}
}

// giveWay keeps a line out of the totals in which its money is counted.
func giveWay(line *site.Line, counted counted, why site.Reason) {
	way := counted.inTheWayOf(line)
	switch kind := line.Amount.Kind; {
	case line.Excluded != site.NotExcluded:
	case way&setOf(kind) != 0:
		line.Excluded, line.ClassExcluded = why, site.NotExcluded
	case way&classMates(kind) != 0 && line.ClassExcluded == site.NotExcluded:
		line.ClassExcluded = why
	}
}

// The sides from which a fund is seen by a line whose money is in it.
const (
	fromPart  = iota // from a part of it: the fund, its wholes, its earlier stages
	fromStage        // from a later stage of all of it: its parts as well
	fromWhole        // from what it is a part of: itself and its parts
)

// seen gives what is counted of the money of a fund. It asks what lines count
// for by themselves, not whether they gave way: what a line gave way to is in
// the way of the next one too, so the order does not matter. The edges have
// no rings, so it ends.
func (f *funds) seen(fund, side int) counted {
	if known, ok := f.memo[side][fund]; ok {
		return known
	}
	all := f.own(fund)
	if side != fromWhole {
		for _, whole := range f.wholes[fund] {
			all = all.or(f.seen(whole, fromPart))
		}
		for _, stage := range f.before[fund] {
			all = all.or(f.seen(stage, side))
		}
	}
	if side != fromPart {
		for _, part := range f.parts[fund] {
			if !f.laterInClass(part) {
				all = all.or(f.seen(part, fromWhole))
			}
		}
	}
	f.memo[side][fund] = all
	return all
}

// own gives what the lines of a fund count for by themselves.
func (f *funds) own(fund int) (all counted) {
	for _, n := range f.lines(fund) {
		if f.counts[n] {
			all = all.with(&f.book.flat[n])
		}
	}
	return all
}

// laterInClass reports whether a fund is a later stage within one class. Such
// a part of a whole is not money of the whole's own stage.
func (f *funds) laterInClass(fund int) bool {
	mine := f.kinds(fund)
	for _, stage := range f.before[fund] {
		for kinds := range mine.all() {
			if f.kinds(stage)&classMates(kinds) != 0 {
				return true
			}
		}
	}
	return false
}

// kinds gives the kinds of all lines of a fund.
func (f *funds) kinds(fund int) (all kindSet) {
	for _, n := range f.lines(fund) {
		all |= setOf(f.book.flat[n].Amount.Kind)
	}
	return all
}
