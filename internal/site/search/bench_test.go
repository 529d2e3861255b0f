package search

import (
	"testing"

	"blotter/internal/site"
)

func BenchmarkIndex10000(b *testing.B) {
	s, st := generatedSite(b, 10_000)
	b.ReportAllocs()
	for b.Loop() {
		outputs, err := Indexer{Program: "bench"}.Outputs(s, st)
		if err != nil {
			b.Fatal(err)
		}
		parallel(len(outputs), func(i int) {
			var buffer site.Buffer
			if err := outputs[i].Fill(&buffer); err != nil {
				b.Error(err)
			}
		})
	}
}
