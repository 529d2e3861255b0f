package site

// CompareBool is cmp.Compare for booleans: it gives -1, 0 or 1 and puts false
// before true.
func CompareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}
