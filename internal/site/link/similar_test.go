package link_test

import (
	"fmt"
	"slices"
	"testing"

	"blotter/internal/site"
)

// background makes entries that share nothing but a chain and an authority.
func background(n int) []*site.Incident {
	var all []*site.Incident
	for i := range n {
		all = append(all, incident(fmt.Sprintf("background-%02d", i), fmt.Sprintf("20%02d-06-01", i%25),
			involving(site.Involvement{Name: "Department of Justice", Role: "authority"}),
			func(in *site.Incident) { in.Chains = []string{"ethereum"} }))
	}
	return all
}

func alike(id, date string, changes ...func(*site.Incident)) *site.Incident {
	return incident(id, date, append(changes,
		involving(site.Involvement{Name: "Lazarus Group", Role: "perpetrator"}, site.Involvement{Name: "Department of Justice", Role: "authority"}),
		func(in *site.Incident) {
			in.Techniques = append(in.Techniques, "key-compromise")
			in.Chains = append(in.Chains, "ethereum")
		})...)
}

func TestSimilarEntriesShareWhatIsRareAndSayWhat(t *testing.T) {
	s := join(append(background(30), alike("ronin", "2022-03-23"), alike("harmony", "2022-03-25"))...)
	got := s.Similar(s.ByID["ronin"])
	if len(got) != 1 || got[0].Entry.ID != "harmony" {
		t.Fatalf("similar to ronin = %v, want harmony alone", got)
	}
	want := []string{"same actor: Lazarus Group", "same technique: key-compromise", "same chain: ethereum", "within a week"}
	// Everybody is on the chain, and the authority stands in every entry: a
	// trait that all share says nothing.
	want = slices.Delete(want, 2, 3)
	if !slices.Equal(got[0].Reasons, want) {
		t.Errorf("reasons = %q, want %q", got[0].Reasons, want)
	}
}

func TestAnAuthorityInHalfOfTheRecordMakesNothingSimilar(t *testing.T) {
	all := background(20)
	for i := range 20 {
		all = append(all, incident(fmt.Sprintf("other-%02d", i), fmt.Sprintf("19%02d", 50+i)))
	}
	s := join(all...)
	for _, entry := range s.Entries {
		if similar := s.Similar(entry); len(similar) > 0 {
			t.Errorf("%s is like %s for %q", entry.ID, similar[0].Entry.ID, similar[0].Reasons)
		}
	}
}

func TestSimilarLeavesOutRelatedAndWithdrawnEntriesAndStopsAtFour(t *testing.T) {
	all := append(background(60), alike("ronin", "2022-03-23", relating(site.Relation{Type: "related", Target: "related"})),
		alike("related", "2022-03-25"), alike("withdrawn", "2022-03-24", func(in *site.Incident) { in.Status = "withdrawn" }))
	for i := range 8 {
		all = append(all, alike(fmt.Sprint("like-", i), fmt.Sprintf("2022-0%d-01", i+1)))
	}
	s := join(all...)
	var got []string
	for _, near := range s.Similar(s.ByID["ronin"]) {
		got = append(got, near.Entry.ID)
	}
	if want := []string{"like-3", "like-2", "like-4", "like-1"}; !slices.Equal(got, want) {
		t.Errorf("similar = %q, want the four nearest in time %q", got, want)
	}
	if len(s.Similar(s.ByID["withdrawn"])) != 0 {
		t.Error("a withdrawn entry recommends others")
	}
}
