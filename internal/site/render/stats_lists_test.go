package render

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"blotter/internal/site"
)

// crowdedRecord has more amounts in one year than a page lists, of two kinds,
// and many authorities with one entry each beside busier ones.
func crowdedRecord() *site.Record {
	record := &site.Record{}
	for i := range 450 {
		incident := plainIncident(fmt.Sprintf("theft-%03d", i), fmt.Sprintf("The theft number %d", i), "2020-05", "theft")
		kind := site.Kind("stolen")
		if i%3 == 2 {
			kind = "lost"
		}
		incident.Amounts = []site.Amount{{ID: string(kind), Reading: reading(kind, fmt.Sprint(i+1)+"M", "exact", "somebody", "s")}}
		incident.Events = []site.Event{{ID: "event-1", Date: mustDate("2020-05-01"), Type: "occurred", Text: "It happens"}}
		if i%5 > 0 {
			incident.Events = append(incident.Events, site.Event{ID: "event-2", Date: mustDate(fmt.Sprintf("2020-06-%02d", i%30+1)), Type: "disclosed", Text: "It is told"})
		}
		if i%7 == 0 { // one of them before the deed
			incident.Events = append(incident.Events, site.Event{ID: "event-3", Date: mustDate(fmt.Sprintf("2020-0%d-02", 4+i%14/7)), Type: "discovered", Text: "It is found"})
		}
		record.Incidents = append(record.Incidents, incident)
	}
	record.Incidents[0].Involved = []site.Involvement{{Name: "Middling Bureau", Role: "responder"}, {Name: "Minor Bureau", Role: "responder"}}
	for i := range 150 {
		incident := plainIncident(fmt.Sprintf("freeze-%03d", i), fmt.Sprintf("The freeze number %d", i), "2021-05", "freeze")
		incident.Amounts = []site.Amount{
			{ID: "frozen", Reading: reading("frozen", fmt.Sprint(i+1)+"M", "exact", "somebody", "s")},
			{ID: "seized", Reading: reading("seized", fmt.Sprint(i+1)+"M", "exact", "somebody", "s"), After: site.AmountRef{Amount: "frozen"}},
		}
		incident.Involved = []site.Involvement{{Name: fmt.Sprintf("Bureau %03d", i), Role: "authority"}, {Name: "Busy Bureau", Role: "authority"}}
		// These two have another role besides, so that their own pages do not do.
		if i%5 == 0 {
			incident.Involved = append(incident.Involved, site.Involvement{Name: "Middling Bureau", Role: "authority"})
		}
		if i%15 == 0 {
			incident.Involved = append(incident.Involved, site.Involvement{Name: "Minor Bureau", Role: "authority"})
		}
		incident.Events = []site.Event{{ID: "event-1", Date: mustDate("2021-06"), Type: "charged", Text: "Somebody is charged"}}
		record.Incidents = append(record.Incidents, incident)
	}
	return record
}

// listedFrom gives the number of rows counted and their sum in a part of a
// list, from the page that a link opens to the last on which the part goes on.
func listedFrom(t *testing.T, pages map[string]string, href string) (rows int, sum site.Money) {
	t.Helper()
	path, anchor, _ := strings.Cut(strings.TrimPrefix(href, "/base"), "#")
	first, n := path, 1
	if m := regexp.MustCompile(`^(.*/)page-(\d+)/$`).FindStringSubmatch(path); m != nil {
		first = m[1]
		fmt.Sscan(m[2], &n)
	}
	for ; ; n++ {
		page, ok := pages[site.File(site.Numbered(first, n))]
		if ok && anchor != "" {
			_, page, ok = strings.Cut(page, ` id="`+anchor+`"`)
			page, _, _ = strings.Cut(page, "</section>")
			page, _, _ = strings.Cut(page, `</div><div id="`) // the next figure of a page that many share
		}
		if !ok {
			return rows, sum
		}
		for caption, shown := range tablesOf(page) {
			if strings.HasSuffix(caption, ": counted") {
				for _, row := range shown {
					rows, sum = rows+1, sum.Add(exact(t, row[3]))
				}
			}
		}
	}
}

func TestAListOfManyAmountsIsTheListsOfItsYears(t *testing.T) {
	cfg := testConfig()
	_, counted := testSite(t, cfg, crowdedRecord())
	pages := testPages(t, cfg, crowdedRecord())
	check := func(path string, total *site.Total) {
		t.Helper()
		rows, sum := 0, site.Money{}
		for caption, shown := range tablesOf(pages[site.File(path)]) {
			if !strings.HasSuffix(caption, ": each figure leads to its amounts") {
				continue
			}
			for _, row := range shown {
				if link := regexp.MustCompile(`href="([^"]*)"`).FindStringSubmatch(row[1]); link != nil {
					n, of := listedFrom(t, pages, link[1])
					rows, sum = rows+n, sum.Add(of)
				}
			}
		}
		if rows != len(total.Lines) || !sum.Equal(total.Value) {
			t.Errorf("%s leads to %d amounts of %s, want %d of %s", path, rows, sum.Long(), len(total.Lines), total.Value.Long())
		}
	}
	check(classPath("taken"), counted.All().Class("taken"))
	check(classPath("held"), counted.All().Class("held"))
	check(kindPath("stolen"), counted.All().Kind("stolen"))
	if got := site.YearKindPath("2020", counted.Years()[0].Summary, "lost"); got != "/stats/2020/taken/page-2/#lost" {
		t.Errorf("the amounts lost begin at %s", got)
	}
	if got := site.YearKindPath("2021", counted.Years()[1].Summary, "seized"); got != "/stats/2021/held/seized/" {
		t.Errorf("amounts that their class leaves out are listed at %s", got)
	}
	for kind, want := range map[site.Kind]int{"stolen": 300, "lost": 150} {
		total := counted.Years()[0].Kind(kind)
		if rows, sum := listedFrom(t, pages, "/base"+site.YearKindPath("2020", counted.Years()[0].Summary, kind)); rows != want || !sum.Equal(total.Value) {
			t.Errorf("the year lists %d amounts %s of %s, want %d of %s", rows, kind, sum.Long(), want, total.Value.Long())
		}
	}
}

func TestTheListOfManyCasesHasThoseOfEveryDelay(t *testing.T) {
	cfg := testConfig()
	_, counted := testSite(t, cfg, crowdedRecord())
	pages := testPages(t, cfg, crowdedRecord())
	if !strings.Contains(pages["stats/delays/index.html"], `href="/base/stats/delays/cases/"`) {
		t.Fatal("the delays do not lead to the list of their cases")
	}
	measured, open, entries := map[string]int{}, map[string]int{}, 0
	for n := 1; ; n++ {
		page, ok := pages[site.File(site.Numbered("/stats/delays/cases/", n))]
		if !ok {
			break
		}
		for caption, rows := range tablesOf(page) {
			head := headOf(page, caption)
			for _, row := range rows {
				entries++
				for i, cell := range row[2:] {
					switch cell {
					case "":
					case unclear:
						open[head[2+i]]++
					default:
						measured[head[2+i]]++
					}
				}
			}
		}
	}
	for _, d := range counted.Delays() {
		words := upper(delayWords(&d))
		if measured[words] != len(d.Cases) || open[words] != len(d.Unclear) || len(d.Cases) == 0 {
			t.Errorf("%s: %d cases and %d unclear are listed, want %d and %d", words, measured[words], open[words], len(d.Cases), len(d.Unclear))
		}
	}
	if entries < 300 || len(counted.Delays()) != 2 {
		t.Errorf("the list has only %d entries for %d delays", entries, len(counted.Delays()))
	}
}

func TestAuthoritiesOfFewEntriesSharePagesAndKeepTheirLists(t *testing.T) {
	cfg := testConfig()
	pages := testPages(t, cfg, crowdedRecord())
	if pages["stats/enforcement/busy-bureau/index.html"] == "" || pages["stats/enforcement/bureau-007/index.html"] != "" {
		t.Error("a page of its own is for an authority with many entries")
	}
	sums := 0
	index := pages["stats/enforcement/index.html"]
	for _, row := range tablesOf(index)["Authorities by the number of entries"] {
		for _, cell := range row[4:] {
			link := regexp.MustCompile(`href="([^"]*)"`).FindStringSubmatch(cell)
			if link == nil {
				continue
			}
			sums++
			if _, sum := listedFrom(t, pages, link[1]); !strings.Contains(link[1], "authorities/") {
				continue // its own page: see the test of the pages behind sums
			} else if !sum.Equal(exact(t, cell)) {
				t.Errorf("%s lists %s for %s", link[1], sum.Long(), cell)
			}
		}
	}
	if sums < 250 {
		t.Errorf("only %d sums of authorities lead to their amounts", sums)
	}
	for path, page := range pages {
		if n := len(regexp.MustCompile(`<tr>`).FindAllString(page, -1)); strings.HasPrefix(path, "stats/") && n > 2*listSize {
			t.Errorf("%s has %d rows", path, n)
		}
	}
}
