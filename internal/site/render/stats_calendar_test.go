package render

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"blotter/internal/site"
)

func TestADateKnownToTheYearStandsInNoMonthOfTheCalendar(t *testing.T) {
	record := &site.Record{Incidents: []*site.Incident{
		plainIncident("dated-theft", "A theft of one day", "2022-03-23", "stolen"),
		plainIncident("undated-theft", "A theft of some day", "2022", "stolen"),
	}}
	tables := tablesOf(testPages(t, testConfig(), record)["stats/calendar/index.html"])
	rows := tables["Entries by month of the incident"]
	if len(rows) != 1 || len(rows[0]) != 15 {
		t.Fatalf("the calendar has the rows %q, want one of a year, its months, no month and all", rows)
	}
	var got []string
	for _, cell := range rows[0][1:] {
		got = append(got, anyTag.ReplaceAllString(cell, ""))
	}
	want := "0 0 1 0 0 0 0 0 0 0 0 0 1 2"
	if strings.Join(got, " ") != want {
		t.Errorf("the calendar counts %q, want %q: January is not where a year begins to be known", got, want)
	}
}

func TestTheCalendarLeadsToWhereAYearListsWhatLiesInNoMonth(t *testing.T) {
	cfg := testConfig()
	cfg.PageSize = 2
	record := &site.Record{}
	for i, date := range []string{"2022", "2022-02-01/2022-05-01", "2022-01-03", "2022-04-05", "2022-06-07"} {
		name := string(rune('a' + i))
		record.Incidents = append(record.Incidents, plainIncident(name+"-theft", "A theft by the name of "+name, date, "stolen"))
	}
	pages := testPages(t, cfg, record)
	if want := `href="/base/incidents/2022/page-2/#no-month"`; !strings.Contains(pages["stats/calendar/index.html"], want) {
		t.Errorf("the calendar has no %s", want)
	}
	for path, want := range map[string]int{"incidents/2022/index.html": 0, "incidents/2022/page-2/index.html": 1, "incidents/2022/page-3/index.html": 1} {
		if got := strings.Count(pages[path], "no-month"); got != want {
			t.Errorf("%s has the place %d times, want %d", path, got, want)
		}
	}
}

func TestTheOrderOfTheFilesChangesNoByteOfAnyPage(t *testing.T) {
	cfg := testConfig()
	record := ledgerRecord()
	record.Incidents = append(record.Incidents, busyRecord(30).Incidents...)
	made := func(incidents []*site.Incident) map[string]string {
		files := map[string]string{}
		for _, media := range []string{"text/html", "image/svg+xml", "text/csv", "application/json"} {
			maps.Copy(files, testFiles(t, cfg, &site.Record{Incidents: incidents, Actors: record.Actors, Pages: record.Pages, Sources: record.Sources}, media))
		}
		return files
	}
	want := made(record.Incidents)
	turned := slices.Clone(record.Incidents)
	slices.Reverse(turned)
	got := made(turned)
	if len(got) != len(want) || len(want) < 100 {
		t.Fatalf("%d files in another order, %d before", len(got), len(want))
	}
	for path, text := range want {
		if got[path] != text {
			t.Errorf("%s is another when the files are read in another order", path)
		}
	}
}
