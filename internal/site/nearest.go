package site

// Nearest gives the candidate that an editor most likely meant by a word:
// the one with the fewest edits (a letter added, dropped or changed, or two
// neighbours swapped), at most a third of the word's length, the first of
// equals in the order given. It is empty when none is near.
func Nearest(word string, candidates []string) string {
	best, fewest := "", len(word)/3+1
	for _, candidate := range candidates {
		if edits := editDistance(word, candidate, fewest); edits < fewest {
			best, fewest = candidate, edits
		}
	}
	return best
}

// editDistance gives the optimal string alignment distance of two words in
// bytes; any number of at least limit where it reaches limit.
func editDistance(a, b string, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit {
		return limit
	}
	before, previous, current := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range previous {
		previous[j] = j
	}
	for i := 1; i <= len(a); i++ {
		current[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			current[j] = min(previous[j]+1, current[j-1]+1, previous[j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				current[j] = min(current[j], before[j-2]+1)
			}
			least = min(least, current[j])
		}
		if least >= limit {
			return limit
		}
		before, previous, current = previous, current, before
	}
	return previous[len(b)]
}
