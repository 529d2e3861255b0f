package build

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"blotter/internal/site/generate"
)

// BenchmarkTitleEditInThePreview measures what lies between a save and the
// answer to whether the page that is looked at changed: the plan with a warm
// memory, and the digest of that page.
func BenchmarkTitleEditInThePreview(b *testing.B) {
	for _, entries := range []int{1000, 10000} {
		b.Run(fmt.Sprint(entries), func(b *testing.B) { benchmarkEdits(b, entries) })
	}
}

func benchmarkEdits(b *testing.B, entries int) {
	s := siteFolder{b, b.TempDir(), &Memory{}}
	for file, data := range generate.Map(generate.Options{Seed: 1, Entries: entries}) {
		s.write(file, string(data))
	}
	options := Options{Source: s.dir, Origin: "http://127.0.0.1:1313", Memory: s.memory}
	edition, err := Plan(b.Context(), options)
	if err != nil {
		b.Fatal(err)
	}
	entry := edition.Site.Entries[entries/2]
	text, err := s.read(entry.File)
	if err != nil {
		b.Fatal(err)
	}
	at := titleLine.FindIndex(text)
	path := strings.TrimPrefix(entry.Path, "/") + "index.html"
	took := map[string]time.Duration{}
	b.ReportAllocs()
	for n := 0; b.Loop(); n++ {
		b.StopTimer()
		s.write(entry.File, string(bytes.Join([][]byte{text[:at[0]], fmt.Appendf(nil, "title: Another title for the %dth time", n), text[at[1]:]}, nil)))
		b.StartTimer()
		if edition, err = Plan(b.Context(), options); err != nil {
			b.Fatal(err)
		}
		clock := time.Now()
		page, there, err := edition.Find(path)
		if err != nil || !there {
			b.Fatal("there is no page ", path, ": ", err)
		}
		if _, err := page.Ready(); err != nil {
			b.Fatal(err)
		}
		took["page"] += time.Since(clock)
		for _, stage := range edition.Result.Stages {
			took[stage.Name] += stage.Took
		}
	}
	for name, sum := range took {
		b.ReportMetric(float64(sum.Microseconds())/1000/float64(b.N), strings.ReplaceAll(name, " ", "-")+"-ms/op")
	}
}
