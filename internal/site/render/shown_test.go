package render

import (
	"bytes"
	"fmt"
	"testing"

	"blotter/internal/site"
	"blotter/internal/site/link"
	"blotter/internal/site/stats"
)

// madePage is a page with what it says it shows.
type madePage struct {
	data  []byte
	shown site.Shown
}

// makePages makes every page of a record.
func makePages(t *testing.T, r *Renderer, record *site.Record) (*site.Site, map[string]madePage) {
	t.Helper()
	linked, _ := link.Site(record, r.cfg)
	outputs, err := r.Outputs(linked, stats.Count(linked))
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string]madePage{}
	for _, output := range outputs {
		ready, err := output.Ready()
		if err != nil {
			t.Fatal(err)
		}
		var buffer site.Buffer
		if err := ready.Make(&buffer); err != nil {
			t.Fatal(err)
		}
		pages[output.Path] = madePage{bytes.Clone(buffer.Bytes()), ready.Shown}
	}
	return linked, pages
}

func TestWhateverWordsChangeThePagesThatShowThemSaySo(t *testing.T) {
	edits := map[site.Words]func(*site.Incident){
		site.HeadlineWords: func(in *site.Incident) { in.Title += ", anew" },
		site.SummaryWords:  func(in *site.Incident) { in.Summary += " Anew." },
		site.StatusWords:   func(in *site.Incident) { in.StatusNote += "Anew." },
		site.BodyWords:     func(in *site.Incident) { in.Body = site.BodyOf([]byte("<p>Anew.</p>"), "Anew.") },
	}
	for _, size := range []int{2, 8} {
		cfg := testConfig()
		cfg.PageSize = size
		r := testRenderer(t, cfg)
		linked, before := makePages(t, r, tangledRecord())
		changed, spared := 0, 0
		for n, incident := range tangledRecord().Incidents {
			if n > 7 {
				break // the others are all alike
			}
			for words, edit := range edits {
				if size > 2 && words != site.HeadlineWords {
					continue // longer pages show no other words
				}
				words |= site.BodyWords
				record := tangledRecord()
				edit(record.Incidents[n])
				record.Incidents[n].Version = fmt.Sprint("after ", n)
				telling := linked.Telling(map[string]site.Words{incident.ID: words})
				_, after := makePages(t, r, record)
				for path, page := range after {
					switch same := bytes.Equal(before[path].data, page.data); {
					case !page.shown.Tells(words, func(index int) bool { return telling[index] != 0 }):
						if spared++; !same {
							t.Errorf("%s shows other words after a change of %v of %s, and says that it shows none of them", path, words, incident.ID)
						}
					case !same:
						changed++
					}
				}
			}
		}
		if changed < 50 || spared < 500 {
			t.Errorf("%d pages changed and %d were spared, too few to show anything", changed, spared)
		}
	}
}
