package check_test

import (
	"slices"
	"strings"
	"testing"

	"blotter/internal/site"
	"blotter/internal/site/check"
)

// edited gives a record of one entry and the same after an edit.
func edited(edit func(*site.Incident)) (before, now *site.Record, cfg *site.Config) {
	before, cfg = soundRecord(1)
	now, _ = soundRecord(1)
	edit(now.Incidents[0])
	return before, now, cfg
}

func rulesOf(problems []site.Problem) []string {
	var rules []string
	for _, p := range problems {
		rules = append(rules, p.Rule)
	}
	return rules
}

func TestPromise1NoPublishedFactChangesInSilence(t *testing.T) {
	money := site.MoneyFromCents(1_000_000_00)
	for _, c := range []struct {
		name string
		edit func(*site.Incident)
		part string // the name under fields that tells it; empty = nothing to tell
	}{
		{"a title", func(i *site.Incident) { i.Title += " and Bybit" }, "title"},
		{"a date", func(i *site.Incident) { i.Date = (i.Published - 40).Date() }, "date"},
		{"a type", func(i *site.Incident) { i.Type = "fraud" }, "type"},
		{"a status", func(i *site.Incident) { i.Status = "reported" }, "status"},
		{"a figure", func(i *site.Incident) { i.Amounts[0].USDLow, i.Amounts[0].USDHigh = money, money }, "usd"},
		{"a kind", func(i *site.Incident) { i.Amounts[0].Kind = "lost" }, "amounts[0].kind"},
		{"a precision", func(i *site.Incident) { i.Amounts[0].Precision = "approx" }, "amounts"},
		{"a band", func(i *site.Incident) {
			i.Amounts[0].Claims = []site.Claim{{Reading: site.Reading{USDLow: money, USDHigh: money}}}
		}, "stolen"},
		{"whether it counts", func(i *site.Incident) { i.Amounts[0].Aggregate = true }, "amounts.stolen"},
		{"an amount that goes", func(i *site.Incident) { i.Amounts = i.Amounts[:1] }, "amounts"},
		{"an actor", func(i *site.Incident) { i.Involved[1].Name = "Somebody else" }, "actors"},
		{"a role", func(i *site.Incident) { i.Involved[1].Role = "launderer" }, "role"},
		{"a standing", func(i *site.Incident) { i.Involved[1].Standing = "charged" }, "standing"},
		{"an actor that goes", func(i *site.Incident) { i.Involved = i.Involved[:1] }, "actors"},
		{"the summary", func(i *site.Incident) { i.Summary += " It was a Friday." }, ""},
		{"a source", func(i *site.Incident) { i.Sources = i.Sources[:1] }, ""},
		{"the order of the actors", func(i *site.Incident) { slices.Reverse(i.Involved) }, ""},
	} {
		before, now, cfg := edited(c.edit)
		got := check.Since(before, now, cfg)
		if silent := slices.Contains(rulesOf(got), "silent-edit"); silent != (c.part != "") {
			t.Errorf("%s: silent %t, want %t: %v", c.name, silent, c.part != "", got)
		}
		if c.part == "" {
			continue
		}
		for _, line := range []struct {
			name   string
			update site.Update
			told   bool
		}{
			{"a line that names it", site.Update{Date: before.Incidents[0].Published + 5, Type: "correction", Text: "We were wrong.", Fields: []string{c.part}}, true},
			{"a line that names nothing", site.Update{Date: before.Incidents[0].Published, Type: "correction", Text: "We were wrong."}, true},
			{"a line about something else", site.Update{Date: before.Incidents[0].Published + 5, Type: "correction", Text: "We were wrong.", Fields: []string{"summary"}}, false},
			{"a line of the past", site.Update{Date: before.Incidents[0].Published - 5, Type: "correction", Text: "We were wrong."}, false},
		} {
			now.Incidents[0].Updates = []site.Update{line.update}
			if told := len(check.Since(before, now, cfg)) == 0; told != line.told {
				t.Errorf("%s with %s: told %t, want %t", c.name, line.name, told, line.told)
			}
		}
	}
}

func TestAnOldLineDoesNotTellANewChange(t *testing.T) {
	before, now, cfg := edited(func(i *site.Incident) { i.Title += " and Bybit" })
	line := site.Update{Date: before.Incidents[0].Published + 5, Type: "correction", Text: "We were wrong."}
	before.Incidents[0].Updates, now.Incidents[0].Updates = []site.Update{line}, []site.Update{line}
	if got := rulesOf(check.Since(before, now, cfg)); !slices.Equal(got, []string{"silent-edit"}) {
		t.Errorf("rules %v, want silent-edit", got)
	}
}

func TestAMergeIsTold(t *testing.T) {
	before, cfg := soundRecord(2)
	now, _ := soundRecord(2)
	now.Incidents = now.Incidents[1:]
	now.Incidents[0].Aliases = []string{before.Incidents[0].ID}
	got := check.Since(before, now, cfg)
	if len(got) != 1 || got[0].Rule != "silent-edit" || got[0].Field != "aliases" {
		t.Errorf("problems %v, want one about the merge", got)
	}
}

func TestADraftMayChange(t *testing.T) {
	before, now, cfg := edited(func(i *site.Incident) { i.Title, i.Published = "Another title for it", i.Published+9 })
	before.Incidents[0].Review.State = "draft"
	if got := check.Since(before, now, cfg); len(got) != 0 {
		t.Errorf("problems %v of an entry that nobody could see", got)
	}
}

func TestANameThatGotAFileIsNoChange(t *testing.T) {
	before, now, cfg := edited(func(i *site.Incident) { i.Involved[1].Actor, i.Involved[1].Name = "that-group", "" })
	now.Actors = []*site.Actor{{ID: "that-group", Name: before.Incidents[0].Involved[1].Name}}
	if got := check.Since(before, now, cfg); len(got) != 0 {
		t.Errorf("problems %v, want none", got)
	}
}

func TestPromise2NoPublishedAddressDies(t *testing.T) {
	for _, c := range []struct {
		name string
		edit func(*site.Record)
		want string // a part of the message; empty = none
	}{
		{"a file that goes", func(r *site.Record) { r.Incidents = r.Incidents[1:] }, "was published and is gone"},
		{"a new id without an alias", func(r *site.Record) { r.Incidents[0].ID = "renamed" }, "was published and is gone"},
		{"a draft again", func(r *site.Record) { r.Incidents[0].Review.State = "draft" }, "is a draft now"},
		{"an alias that goes", func(r *site.Record) { r.Incidents[1].Aliases = nil }, `"old-address" led here`},
		{"a new id with an alias", func(r *site.Record) {
			r.Incidents[0].ID, r.Incidents[0].Aliases = "renamed", []string{r.Incidents[0].ID}
		}, ""},
		{"an alias of another entry", func(r *site.Record) {
			into := r.Incidents[1]
			into.Aliases = append(into.Aliases, r.Incidents[0].ID)
			into.Updates = []site.Update{{Date: into.Published, Type: "update", Text: "Two entries told one theft."}}
			r.Incidents = r.Incidents[1:]
		}, ""},
		{"another folder", func(r *site.Record) { r.Incidents[0].File = "content/incidents/2022/x.md" }, ""},
		{"a file that cannot be read today", func(r *site.Record) {
			r.Broken = []string{r.Incidents[0].ID}
			r.Incidents = r.Incidents[1:]
		}, ""},
	} {
		before, cfg := soundRecord(3)
		now, _ := soundRecord(3)
		before.Incidents[1].Aliases, now.Incidents[1].Aliases = []string{"old-address"}, []string{"old-address"}
		c.edit(now)
		got := check.Since(before, now, cfg)
		switch {
		case c.want == "" && len(got) > 0:
			t.Errorf("%s: problems %v, want none", c.name, got)
		case c.want != "" && (len(got) != 1 || got[0].Rule != "dead-address" || !strings.Contains(got[0].Message, c.want)):
			t.Errorf("%s: problems %v, want one of dead-address with %q", c.name, got, c.want)
		}
	}
}
