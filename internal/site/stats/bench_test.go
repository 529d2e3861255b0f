package stats_test

import (
	"testing"

	"blotter/internal/site/link"
	"blotter/internal/site/stats"
)

func BenchmarkLink10000(b *testing.B) {
	rec, cfg := bigRecord(10_000)
	b.ReportAllocs()
	for b.Loop() {
		link.Site(rec, cfg)
	}
}

// BenchmarkCount10000 writes the ledger, which is all that an entry's page
// needs.
func BenchmarkCount10000(b *testing.B) {
	s := linked(bigRecord(10_000))
	b.ReportAllocs()
	for b.Loop() {
		stats.Count(s)
	}
}

// BenchmarkCountAll10000 asks for everything, as a build does.
func BenchmarkCountAll10000(b *testing.B) {
	s := linked(bigRecord(10_000))
	b.ReportAllocs()
	for b.Loop() {
		st := stats.Count(s)
		for _, groups := range s.Groups {
			for _, group := range groups {
				st.ByGroup(group)
			}
		}
		st.All()
		st.Years()
		st.Months()
		st.SoFar()
		st.Largest()
		st.Outcomes()
		st.Roles()
		st.Delays()
		st.Enforcement()
		st.Disagreements()
		st.Quality()
		st.Publishers()
		st.Exclusions()
	}
}
