package build

import (
	"testing"
	"time"

	"blotter/internal/site"
	"blotter/internal/site/generate"
)

// BenchmarkLoadFromTheStateFolder loads and checks a record of 5,000 entries
// that an earlier process kept, one of which was edited since.
func BenchmarkLoadFromTheStateFolder(b *testing.B) {
	s := siteFolder{b, b.TempDir(), &Memory{}}
	for file, data := range generate.Map(generate.Options{Seed: 1, Entries: 5000}) {
		s.write(file, string(data))
	}
	options := Options{Source: s.dir, Out: b.TempDir(), asks: true}
	plan := func() *planning {
		p, err := begin(options)
		if err != nil {
			b.Fatal(err)
		}
		if err := p.load(b.Context()); err != nil {
			b.Fatal(err)
		}
		p.close()
		return p
	}
	p := plan()
	if notes := p.kept.close(); len(notes) > 0 {
		b.Fatal(notes)
	}
	known := inputsNow(options, stamped{}, always)
	known.began += int64(time.Hour) // as if all had been written long before
	edited := p.record.Incidents[0].File
	for _, stage := range []string{"load", "check"} {
		b.Run(stage, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				b.StopTimer()
				options.inputs = inputsNow(options, known.reliable(), always)
				for i := range options.inputs.files {
					if file := &options.inputs.files[i]; file.name == edited {
						file.bytes = site.Digest{1}
					}
				}
				if stage == "load" {
					b.StartTimer()
				}
				p := plan()
				b.StartTimer()
				if stage == "check" {
					if err := p.check(b.Context()); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}
