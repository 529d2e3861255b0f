package check

import (
	"testing"

	"blotter/internal/site"
)

func TestOneMistakeIsToldOnce(t *testing.T) {
	at := func(field, rule, hint string) site.Problem {
		return site.Problem{Place: site.Place{File: "x.md"}, Field: field, Rule: rule, Hint: hint}
	}
	for _, c := range []struct {
		name          string
		loaded, found site.Problem
		told          bool
	}{
		{"a date that cannot be read is not missing", at("date", "date-form", ""), at("date", "required", ""), false},
		{"nor is a part of a list that cannot be read", at("events", "value-type", ""), at("events[0].text", "required", ""), false},
		{"nor is a key that is misspelt", at("sumary", "unknown-key", "write summary"), at("summary", "required", ""), false},
		{"nor is one in a list", at("amounts[0].kid", "unknown-key", "write kind"), at("amounts[0].kind", "required", ""), false},
		{"a figure that cannot be read is there", at("amounts[0].usd", "amount-form", ""), at("amounts[0].usd_at", "usd-detail", ""), false},
		{"a source whose key cannot be read is there", at("sources", "source-key", ""), at("amounts[0].sources[0]", "unknown-source", ""), false},
		{"a list of which nothing could be read is not empty", at("sources.Ronin post", "source-key", ""), at("sources", "required", ""), false},
		{"another field is told", at("date", "date-form", ""), at("title", "required", ""), true},
		{"a field that only begins alike is told", at("date", "date-form", ""), at("dateline", "required", ""), true},
		{"another amount is told", at("amounts[0].usd", "amount-form", ""), at("amounts[1].usd", "amount-figure", ""), true},
		{"the prose has no field", at("", "raw-html", ""), at("", "dead-link", ""), true},
	} {
		got := Beside([]site.Problem{c.loaded}, []site.Problem{c.found})
		if told := len(got) == 1; told != c.told {
			t.Errorf("%s: told %t, want %t", c.name, told, c.told)
		}
		c.found.File = "y.md"
		if got := Beside([]site.Problem{c.loaded}, []site.Problem{c.found}); len(got) != 1 {
			t.Errorf("%s: a problem of another file is not told", c.name)
		}
	}
}
