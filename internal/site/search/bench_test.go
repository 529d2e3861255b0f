package search

import "testing"

func BenchmarkIndex10000(b *testing.B) {
	s, st := generatedSite(b, 10_000)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Outputs(s, st); err != nil {
			b.Fatal(err)
		}
	}
}
