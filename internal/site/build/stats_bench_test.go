package build

import (
	"bytes"
	"testing"

	"blotter/internal/site"
	"blotter/internal/site/generate"
)

// BenchmarkStatistics measures the pages of statistics of a record with 2,000
// entries: listing them, taking their digests, and making them all.
func BenchmarkStatistics(b *testing.B) {
	s := siteFolder{b, b.TempDir(), &Memory{}}
	for file, data := range generate.Map(generate.Options{Seed: 1, Entries: 2000}) {
		s.write(file, string(data))
	}
	plan := func(b *testing.B) []site.Part {
		edition, err := Plan(b.Context(), Options{Source: s.dir})
		if err != nil {
			b.Fatal(err)
		}
		var parts []site.Part
		for _, part := range edition.Parts {
			if part.Prefix == "stats/" {
				parts = append(parts, part)
			}
		}
		return parts
	}
	list := func(b *testing.B, parts []site.Part) (outputs []site.Output) {
		for _, part := range parts {
			more, err := part.Outputs()
			if err != nil {
				b.Fatal(err)
			}
			outputs = append(outputs, more...)
		}
		return outputs
	}
	b.Run("list", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			b.StopTimer()
			parts := plan(b)
			b.StartTimer()
			list(b, parts)
		}
	})
	outputs := list(b, plan(b))
	b.Run("digests", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for _, output := range outputs {
				if _, err := output.Ready(); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
	b.Run("make", func(b *testing.B) {
		b.ReportAllocs()
		var buffer bytes.Buffer
		made := 0
		for b.Loop() {
			made = 0
			for _, output := range outputs {
				buffer.Reset()
				if err := output.Fill(&buffer); err != nil {
					b.Fatal(err)
				}
				made += buffer.Len()
			}
		}
		b.ReportMetric(float64(len(outputs)), "files")
		b.ReportMetric(float64(made)/1e6, "MB")
	})
}
