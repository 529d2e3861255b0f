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

// BenchmarkEdit10000 is the search part of a build in a new process after the
// title of one entry was edited: what was kept is opened, all files are listed,
// what is new is kept, and the files that are others are made.
func BenchmarkEdit10000(b *testing.B) {
	s, st := generatedSite(b, 10_000)
	after := edited(s, 7000)
	known := map[string]site.Digest{}
	for _, entry := range s.Entries {
		known[entry.File] = site.DigestOf([]byte(entry.Title))
	}
	sum := func(incident *site.Incident) (site.Digest, bool) { return known[incident.File], true }
	var first Memory
	read := site.DigestOf([]byte("all of it"))
	outputs, err := Indexer{Program: "bench", Memory: &first, Sum: sum, Read: read}.Outputs(s, st)
	if err != nil {
		b.Fatal(err)
	}
	_, whole := kept(b, &first)
	published := map[string]site.Digest{}
	for _, output := range outputs {
		published[output.Path] = output.Inputs
	}
	known[after.Entries[7000].File] = site.DigestOf([]byte("another title"))
	b.ReportAllocs()
	for b.Loop() {
		var memory Memory
		if err, _ := memory.Open(program, whole, nil); err != nil {
			b.Fatal(err)
		}
		outputs, err := Indexer{Program: "bench", Memory: &memory, Sum: sum, Reworded: read}.Outputs(after, st)
		if err != nil {
			b.Fatal(err)
		}
		if all, since := kept(b, &memory); all || since == nil {
			b.Fatal("nothing was kept, or all")
		}
		made := 0
		for _, output := range outputs {
			if published[output.Path] != output.Inputs {
				made++
				var buffer site.Buffer
				if err := output.Fill(&buffer); err != nil {
					b.Fatal(err)
				}
			}
		}
		b.ReportMetric(float64(made), "files")
	}
}
