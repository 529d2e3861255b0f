package main

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"blotter/internal/site"
	"blotter/internal/site/build"
	"blotter/internal/site/preview"
)

func TestTheLineOfARebuildSaysWhatChangedAndWhatCameOfIt(t *testing.T) {
	mistake := site.Problem{Place: site.Place{File: "content/x.md", Line: 3, Column: 1}, Rule: "title-length", Severity: site.Error, Message: "too short", Hint: "write more"}
	mild := mistake
	mild.Severity = site.Warning
	for _, test := range []struct {
		name    string
		rebuild preview.Rebuild
		want    string
	}{
		{"the first", preview.Rebuild{First: true, Shown: true, Entries: 92}, "92 entries, 18 ms"},
		{"one file", preview.Rebuild{Changed: []string{"content/incidents/x.md"}, Shown: true, Entries: 1}, "content/incidents/x.md changed: 1 entry, 18 ms"},
		{"two files and a warning", preview.Rebuild{Changed: []string{"a", "b"}, Shown: true, Entries: 92, Problems: []site.Problem{mild}}, "a and b changed: 92 entries, 1 warning, 18 ms"},
		{"many files", preview.Rebuild{Changed: []string{"a", "b", "c", "d"}, Shown: true, Entries: 92}, "a and 3 more changed: 92 entries, 18 ms"},
		{"nobody knows what", preview.Rebuild{Changed: []string{".", "a"}, Shown: true, Entries: 92}, "many files changed: 92 entries, 18 ms"},
		{"a mistake", preview.Rebuild{Changed: []string{"a"}, Entries: 92, Problems: []site.Problem{mistake}}, "a changed: 1 error, the last good pages stay, 18 ms"},
		{"a mistake from the start", preview.Rebuild{First: true, Problems: []site.Problem{mistake}}, "1 error, nothing to show yet, 18 ms"},
	} {
		test.rebuild.Took = 18 * time.Millisecond
		if got := rebuildLine(test.rebuild); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestWarningsAndStagesArePrintedWhenAskedFor(t *testing.T) {
	rebuild := preview.Rebuild{
		Problems: []site.Problem{{Severity: site.Warning, Message: "a mild thing"}, {Severity: site.Error, Message: "a bad thing", Hint: "mend it"}},
		Stages:   []build.Stage{{Name: "load", Took: time.Millisecond}},
		Err:      errors.New("the template is broken"),
	}
	for _, verbose := range []bool{false, true} {
		var out, errs bytes.Buffer
		tellRebuild(&out, &errs, rebuild, verbose)
		text := errs.String()
		for _, always := range []string{"a bad thing", "hint: mend it", "the template is broken"} {
			if !strings.Contains(text, always) {
				t.Errorf("with verbose %v the terminal lacks %q:\n%s", verbose, always, text)
			}
		}
		for _, asked := range []string{"a mild thing", "load"} {
			if strings.Contains(text, asked) != verbose {
				t.Errorf("with verbose %v the terminal has %q: %v", verbose, asked, !verbose)
			}
		}
	}
}
