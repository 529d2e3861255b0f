package build

import (
	"testing"

	"blotter/internal/site"
)

func TestAValueThatCannotBeReadIsToldOnce(t *testing.T) {
	at := func(file, field, rule string) site.Problem {
		return site.Problem{Place: site.Place{File: file}, Field: field, Rule: rule}
	}
	loaded := []site.Problem{at("a.md", "date", "date-form"), at("a.md", "amounts[0].usd", "amount-form")}
	for _, c := range []struct {
		name    string
		checked site.Problem
		told    bool
	}{
		{"the same field is missing for the check", at("a.md", "date", "required"), false},
		{"an amount without its unreadable figure", at("a.md", "amounts[0]", "amount-figure"), false},
		{"another amount without a figure", at("a.md", "amounts[1]", "amount-figure"), true},
		{"the same field of another file", at("b.md", "date", "required"), true},
		{"another rule on the field", at("a.md", "date", "future-date"), true},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := len(afterLoad(loaded[:2:2], []site.Problem{c.checked}))
			want := len(loaded)
			if c.told {
				want++
			}
			if got != want {
				t.Errorf("got %d problems, want %d", got, want)
			}
		})
	}
}
