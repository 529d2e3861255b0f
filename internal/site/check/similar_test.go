package check

import (
	"math/rand/v2"
	"testing"

	"blotter/internal/site"
)

// entered gives an entry that somebody may have entered twice.
func entered(id, title, date string, involved ...site.Involvement) *site.Incident {
	day, err := site.ParseDate(date)
	if err != nil {
		panic(err)
	}
	return &site.Incident{ID: id, File: "content/incidents/" + id + ".md", Title: title, Date: day, Involved: involved}
}

func TestTheSameStoryEnteredTwiceIsTold(t *testing.T) {
	harbour := site.Involvement{Actor: "harbour-exchange", Role: "victim"}
	harbourByName := site.Involvement{Name: "Harbour  exchange", Role: "victim"}
	orbit := site.Involvement{Name: "Orbit Bank", Role: "victim"}
	lazarus := site.Involvement{Name: "Lazarus", Role: "perpetrator"}
	treasury := site.Involvement{Name: "Treasury", Role: "authority"}
	actors := []*site.Actor{{ID: "harbour-exchange", File: "content/actors/harbour-exchange.md", Name: "Harbour Exchange"}}
	for _, c := range []struct {
		name string
		a, b *site.Incident
		want bool
	}{
		{"one victim, two reports with two sums", entered("a", "Harbour Exchange vault loses 4M", "2022-03-23", harbour), entered("b", "Hackers drain 5.1 million USD from Harbour Exchange vault", "2022-03-29", harbour), true},
		{"one victim, by id and by name", entered("a", "Harbour Exchange vault drained", "2022-03-23", harbour), entered("b", "Harbour Exchange vault hacked", "2022-03-24", harbourByName), true},
		{"one victim, a month and a day in it", entered("a", "Harbour Exchange vault drained", "2022-03", harbour), entered("b", "Harbour Exchange vault hacked", "2022-03-24", harbour), true},
		{"nobody is named, and the titles name the same", entered("a", "Harbour vault drained of 100 ETH", "2022-03-23"), entered("b", "Harbour vault hacked for 2M USD", "2022-03-24"), true},
		{"one of them names nobody", entered("a", "Harbour vault drained", "2022-03-23", harbour), entered("b", "Harbour vault in Lisbon hacked", "2022-03-24"), true},
		{"victims on one side only, and one accused", entered("a", "Lazarus drains Harbour vault", "2022-03-23", harbour, lazarus), entered("b", "Lazarus robs Harbour vault", "2022-03-24", lazarus), true},
		{"the same number of a case", entered("a", "Fine in Harbour matter 12", "2022-03-23", harbour), entered("b", "Harbour matter 12 ends in a fine", "2022-03-24", harbour), true},

		{"two victims of one group in one week", entered("a", "Lazarus drains vault of Harbour", "2022-03-23", harbour, lazarus), entered("b", "Lazarus drains vault of Orbit", "2022-03-24", orbit, lazarus), false},
		{"two cases before one authority", entered("a", "Treasury bans Harbour exchange", "2022-03-23", harbour, treasury), entered("b", "Treasury bans Orbit exchange", "2022-03-24", orbit, treasury), false},
		{"nobody is named, and the titles name two", entered("a", "Harbour mixer vault drained", "2022-03-23"), entered("b", "Orbit mixer vault drained", "2022-03-24"), false},
		{"two numbers of cases", entered("a", "Harbour matter 12 closed", "2022-03-23", harbour), entered("b", "Harbour matter 13 closed", "2022-03-24", harbour), false},
		{"two years", entered("a", "Harbour audit of 2020 falsified", "2022-03-23", harbour), entered("b", "Harbour audit of 2021 falsified", "2022-03-24", harbour), false},
		{"two weeks between them", entered("a", "Harbour Exchange vault drained", "2022-03-09", harbour), entered("b", "Harbour Exchange vault hacked", "2022-03-24", harbour), false},
	} {
		for range 2 {
			record := &site.Record{Incidents: []*site.Incident{c.a, c.b}, Actors: actors}
			r := report{rule: &similarTitle, severity: site.Warning}
			checkSimilarTitle(newDesk(record, site.DefaultConfig()), &r)
			if got := len(r.problems) == 1; got != c.want {
				t.Errorf("%s: told %v, want %v: %v", c.name, got, c.want, r.problems)
			}
			c.a, c.b = entered("a", c.b.Title, c.b.Date.String(), c.b.Involved...), entered("b", c.a.Title, c.a.Date.String(), c.a.Involved...)
		}
	}
}

func TestDigitsAreFoundWhereverTheyStand(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	const signs = "09/:ab \x00\x7f\x80\xb0\xb9\xff1"
	for range 20000 {
		text := make([]byte, random.IntN(30))
		for i := range text {
			if text[i] = signs[random.IntN(len(signs))]; random.IntN(3) > 0 && text[i] <= '9' && text[i] >= '0' {
				text[i] = signs[2+random.IntN(len(signs)-3)]
			}
		}
		at := random.IntN(len(text) + 1)
		want := at
		for want < len(text) && (text[want] < '0' || text[want] > '9') {
			want++
		}
		if got := nextDigit(string(text), at); got != want {
			t.Fatalf("the next digit of %q from %d is at %d, want %d", text, at, got, want)
		}
	}
}
