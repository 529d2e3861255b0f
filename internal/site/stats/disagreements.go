package stats

import (
	"cmp"
	"slices"

	"blotter/internal/site"
)

// disagreements lists the amounts whose standing readings differ, those that
// differ by the greatest factor first. Amounts that a total leaves out are
// among them, but not those of withdrawn entries nor money told elsewhere.
func disagreements(b *book) []site.Disagreement {
	var all []site.Disagreement
	for i := range b.ranked {
		line := b.ranked[i].line
		told := line.Excluded == site.ExcludedWithdrawn || line.Excluded == site.ExcludedSameFunds
		if told || len(line.Amount.Claims) == 0 || line.Low.Cmp(line.High) >= 0 {
			continue
		}
		d := site.Disagreement{Line: line, Readings: readings(line.Amount)}
		d.Factor, d.HasFactor = line.High.Share(line.Low)
		all = append(all, d)
	}
	slices.SortStableFunc(all, func(a, c site.Disagreement) int {
		switch {
		case a.HasFactor != c.HasFactor:
			return site.CompareBool(a.HasFactor, c.HasFactor) // from nothing to something is the most
		case a.HasFactor:
			return cmp.Compare(c.Factor.Tenths(), a.Factor.Tenths())
		}
		return 0
	})
	return all
}

// readings lists all readings of an amount, lowest first.
func readings(amount *site.Amount) []site.Said {
	said := []site.Said{{Reading: &amount.Reading, Preferred: true, Note: amount.Note}}
	for i := range amount.Claims {
		claim := &amount.Claims[i]
		said = append(said, site.Said{Reading: &claim.Reading, Rejected: claim.Rejected, Note: claim.Note})
	}
	slices.SortStableFunc(said, func(a, b site.Said) int {
		return cmp.Or(
			site.CompareBool(b.Priced(), a.Priced()),
			a.USDLow.Cmp(b.USDLow), a.USDHigh.Cmp(b.USDHigh))
	})
	return said
}
