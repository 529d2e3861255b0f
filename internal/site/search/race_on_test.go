//go:build race

package search

// sampled is how many of n cases a test takes: the race detector makes the
// JavaScript engine ten times as slow, and races are not what it can have.
func sampled(n int) int { return n/16 + 1 }
