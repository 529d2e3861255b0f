package index

import (
	"testing"

	"blotter/internal/site"
)

// benchmarkEntries is the size of the record that is measured.
const benchmarkEntries = 2_000

// BenchmarkPlan measures what every build pays, whatever changed: the digests.
func BenchmarkPlan(b *testing.B) {
	linked, counted := generated(b, benchmarkEntries)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Outputs(linked, counted); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkMake measures what a cold build pays besides, on one core.
func BenchmarkMake(b *testing.B) {
	linked, counted := generated(b, benchmarkEntries)
	outputs, err := Outputs(linked, counted)
	if err != nil {
		b.Fatal(err)
	}
	var buffer site.Buffer
	b.ReportAllocs()
	for b.Loop() {
		for _, output := range outputs {
			buffer.Reset()
			if err := output.Fill(&buffer); err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(buffer.Len()))
		}
	}
	b.ReportMetric(float64(len(outputs)), "files")
}
