package stats_test

import (
	"fmt"
	"math/rand/v2"

	"blotter/internal/site"
	"blotter/internal/site/link"
)

// bigRecord makes n incidents with three amounts each that share actors,
// techniques, chains, countries and publishers as a real record does.
func bigRecord(n int) (*site.Record, *site.Config) {
	random := rand.New(rand.NewPCG(1, 2))
	pick := func(word string, of int) string { return fmt.Sprintf("%s-%d", word, random.IntN(of)) }
	kinds := []string{"stolen", "stolen", "defrauded", "frozen", "seized", "returned", "laundered", "fined"}
	rec := &site.Record{}
	for i := range n {
		in := &site.Incident{
			ID: fmt.Sprintf("incident-%05d", i), Title: "Incident", Status: "confirmed", Type: pick("type", 11),
			Date:       site.DayOf(2012, 1, 1+random.IntN(5200)).Date(),
			Techniques: []string{pick("technique", 30)}, Chains: []string{pick("chain", 12)},
			Countries: []string{pick("c", 60)}, Tags: []string{pick("tag", 900), pick("tag", 900)},
		}
		for range 4 {
			actor := random.IntN(n/4 + 1)
			role := actor // most actors have one role, some have many
			if actor%10 == 0 {
				role = random.IntN(len(site.Roles.Terms))
			}
			in.Involved = append(in.Involved, site.Involvement{
				Name: fmt.Sprint("Actor ", actor), Role: site.Roles.Terms[role%len(site.Roles.Terms)].Key})
		}
		for k := range 3 {
			value := site.MoneyFromCents(random.Int64N(1e12))
			in.Amounts = append(in.Amounts, site.Amount{ID: fmt.Sprint("amount-", k),
				Reading: site.Reading{Kind: site.Kind(kinds[random.IntN(len(kinds))]), USDLow: value, USDHigh: value}})
			in.Sources = append(in.Sources, site.Source{Key: fmt.Sprint(k), Publisher: pick("Publisher", 400)})
		}
		if i%3 == 0 && i > 0 {
			in.Amounts[1].After = site.AmountRef{Entry: fmt.Sprintf("incident-%05d", random.IntN(i)), Amount: "amount-0"}
		}
		rec.Incidents = append(rec.Incidents, in)
	}
	return rec, site.DefaultConfig()
}

func linked(rec *site.Record, cfg *site.Config) *site.Site {
	s, _ := link.Site(rec, cfg)
	return s
}
