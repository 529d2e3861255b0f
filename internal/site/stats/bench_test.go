package stats_test

import (
	"testing"

	"blotter/internal/site/link"
	"blotter/internal/site/stats"
)

func BenchmarkLink10000(b *testing.B) {
	rec, cfg := bigRecord(10_000)
	for b.Loop() {
		link.Site(rec, cfg)
	}
}

func BenchmarkCount10000(b *testing.B) {
	s := linked(bigRecord(10_000))
	for b.Loop() {
		stats.Count(s)
	}
}
