package stats_test

import (
	"strings"
	"testing"

	"blotter/internal/site"
)

// The builders below write amounts and incidents as an editor would.

func usd(t testing.TB, text string) (low, high site.Money) {
	t.Helper()
	low, high, err := site.ParseMoneyRange(text)
	if err != nil {
		t.Fatal(err)
	}
	return low, high
}

func date(t testing.TB, text string) site.Date {
	t.Helper()
	parsed, err := site.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

func ref(text string) site.AmountRef {
	if entry, amount, ok := strings.Cut(text, "#"); ok {
		return site.AmountRef{Entry: entry, Amount: amount}
	}
	return site.AmountRef{Amount: text}
}

// money writes an amount of "kind usd", such as "stolen 4.4M"; "-" stands for
// no figure. Its id is the kind.
func money(t testing.TB, text string, changes ...func(*site.Amount)) site.Amount {
	t.Helper()
	kind, figure, _ := strings.Cut(text, " ")
	a := site.Amount{ID: kind, Reading: site.Reading{Kind: site.Kind(kind), Precision: "exact"}}
	if figure != "-" {
		a.USDLow, a.USDHigh = usd(t, figure)
	}
	for _, change := range changes {
		change(&a)
	}
	return a
}

func id(text string) func(*site.Amount)     { return func(a *site.Amount) { a.ID = text } }
func after(text string) func(*site.Amount)  { return func(a *site.Amount) { a.After = ref(text) } }
func partOf(text string) func(*site.Amount) { return func(a *site.Amount) { a.PartOf = ref(text) } }
func sameFunds(text string) func(*site.Amount) {
	return func(a *site.Amount) { a.SameFunds = ref(text) }
}
func aggregate(a *site.Amount)                 { a.Aggregate = true }
func precision(word string) func(*site.Amount) { return func(a *site.Amount) { a.Precision = word } }
func counts(yes bool) func(*site.Amount)       { return func(a *site.Amount) { a.Counts = &yes } }

func asset(t testing.TB, text string) func(*site.Amount) {
	t.Helper()
	number, name, _ := strings.Cut(text, " ")
	quantity, err := site.ParseQuantity(number)
	if err != nil {
		t.Fatal(err)
	}
	return func(a *site.Amount) { a.Asset, a.Quantity = name, quantity }
}

func valuedAt(t testing.TB, text string) func(*site.Amount) {
	t.Helper()
	day := date(t, text)
	return func(a *site.Amount) { a.USDAt = day }
}

// claim adds another reading, "usd by".
func claim(t testing.TB, text string, rejected string) func(*site.Amount) {
	t.Helper()
	figure, by, _ := strings.Cut(text, " ")
	c := site.Claim{Rejected: rejected}
	c.USDLow, c.USDHigh = usd(t, figure)
	c.By = by
	return func(a *site.Amount) { a.Claims = append(a.Claims, c) }
}

func incident(t testing.TB, name, when string, amounts ...site.Amount) *site.Incident {
	t.Helper()
	return &site.Incident{ID: name, Title: name, Status: "confirmed", Type: "theft", Date: date(t, when), Amounts: amounts}
}

func with(in *site.Incident, changes ...func(*site.Incident)) *site.Incident {
	for _, change := range changes {
		change(in)
	}
	return in
}

func status(text string) func(*site.Incident) { return func(in *site.Incident) { in.Status = text } }

func record(incidents ...*site.Incident) *site.Record { return &site.Record{Incidents: incidents} }

// lineOf finds the line of "entry#amount".
func lineOf(t testing.TB, s *site.Site, st *site.Statistics, name string) *site.Line {
	t.Helper()
	at := ref(name)
	entry := s.ByID[at.Entry]
	if entry == nil {
		t.Fatalf("no entry %q", at.Entry)
	}
	for i := range st.Lines[entry.Index] {
		if line := &st.Lines[entry.Index][i]; line.Amount.ID == at.Amount {
			return line
		}
	}
	t.Fatalf("no amount %q", name)
	return nil
}

// value gives the value of the total of a kind or class, "none" where the set
// has none of it.
func value(sum *site.Summary, what string) string {
	total := sum.Class(site.Class(what))
	if site.Kinds.Has(what) {
		total = sum.Kind(site.Kind(what))
	}
	switch {
	case total == nil:
		return "none"
	case !total.Value.Known():
		return "unpriced"
	}
	return total.Value.Short()
}
