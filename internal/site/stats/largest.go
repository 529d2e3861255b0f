package stats

import (
	"blotter/internal/site"
)

// rankingSize is how many places a ranking shows; ties of the last are shown
// too.
const rankingSize = 20

// rankings lists the largest amounts of each kind.
func rankings(all *site.Summary) []site.Ranking {
	var rankings []site.Ranking
	for i := range all.Kinds {
		if total := &all.Kinds[i]; len(total.Lines) > 0 {
			rankings = append(rankings, ranking(total))
		}
	}
	return rankings
}

// ranking reads the places off a total, whose lines stand greatest first.
func ranking(total *site.Total) site.Ranking {
	lines := total.Lines
	tied := func(i, k int) bool {
		return i >= 0 && k < len(lines) && lines[i].Value.Equal(lines[k].Value)
	}
	shown := min(len(lines), rankingSize)
	for shown < len(lines) && tied(shown-1, shown) {
		shown++
	}
	r := site.Ranking{Kind: total.Kind, Total: total, Rest: len(lines) - shown}
	for i, line := range lines[:shown] {
		ranked := site.Ranked{Place: i + 1, Tied: tied(i-1, i) || tied(i, i+1), Line: line}
		if tied(i-1, i) {
			ranked.Place = r.Ranked[i-1].Place
		}
		r.Ranked = append(r.Ranked, ranked)
	}
	return r
}

// exclusions lists by reason what no total, or not that of its class, holds.
func exclusions(b *book) []site.ExclusionList {
	reasons := []site.Reason{
		site.ExcludedPart, site.ExcludedSameFunds, site.ExcludedStage,
		site.ExcludedAggregate, site.ExcludedByEditor, site.ExcludedWithdrawn,
	}
	var lists []site.ExclusionList
	for _, reason := range reasons {
		list := site.ExclusionList{Reason: reason}
		for i := range b.ranked {
			if line := b.ranked[i].line; line.Why() == reason {
				list.Lines = append(list.Lines, line)
			}
		}
		if len(list.Lines) > 0 {
			lists = append(lists, list)
		}
	}
	return lists
}
