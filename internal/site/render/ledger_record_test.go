package render

import (
	"fmt"

	"blotter/internal/site"
)

// ledgerRecord is a record in which every way of counting occurs: stages,
// parts, the same money told twice, an aggregate, a range, unknown figures,
// alleged and disputed entries, dates of all precisions, several authorities.
func ledgerRecord() *site.Record {
	record := testRecord()
	theft := plainIncident("quay-theft", "Quay exchange robbed of 1,000 BTC", "2019-05-07", "theft")
	coins := reading("stolen", "40M", "approx", "Quay", "s")
	coins.Asset, coins.Quantity = "BTC", mustQuantity("1000")
	seized := reading("seized", "500M", "at-least", "Harbour Police", "s")
	seized.Asset, seized.Quantity = "BTC", mustQuantity("785")
	theft.Amounts = []site.Amount{
		{ID: "stolen", Reading: coins, From: "customers", Claims: []site.Claim{{Reading: reading("", "30M", "exact", "a blog", "s")}, {Reading: reading("", "90M", "exact", "a rumour", "s"), Rejected: "it counts a second wallet"}}},
		{ID: "hot-wallet", Reading: reading("stolen", "10M", "exact", "Quay", "s"), PartOf: site.AmountRef{Amount: "stolen"}},
	}
	theft.Events = []site.Event{
		{ID: "event-1", Date: mustDate("2019-05-07"), Type: "occurred", Text: "The coins leave"},
		{ID: "event-2", Date: mustDate("2019-05"), Type: "disclosed", Text: "Quay says so"},
		{ID: "event-3", Date: mustDate("2022-02-08"), Type: "seized", Text: "Most of it is seized"},
	}
	theft.Involved = []site.Involvement{
		{Name: "Quay", Role: "victim"}, {Name: "Grey Group", Role: "perpetrator", Standing: "attributed", By: "Lantern Labs"},
		{Name: "A. Thief", Role: "perpetrator", Standing: "charged", By: "Harbour Police"},
	}
	theft.Updates = []site.Update{{Date: site.DayOf(2026, 11, 26), Type: "correction", Text: "The number of coins was wrong", Fields: []string{"amounts"}, Was: "1,100", Now: "1,000"}}
	theft.Chains, theft.Countries = []string{"ethereum"}, []string{"VN"}

	seizure := plainIncident("quay-seizure", "Police seize coins of the Quay theft", "2022-02-08", "seizure")
	seizure.Amounts = []site.Amount{
		{ID: "seized", Reading: seized, After: site.AmountRef{Entry: "quay-theft", Amount: "stolen"}},
		{ID: "again", Reading: reading("stolen", "40M", "exact", "the police", "s"), SameFunds: site.AmountRef{Entry: "quay-theft", Amount: "stolen"}},
		{ID: "fined", Reading: reading("fined", "1M-2M", "range", "a court", "s")},
		{ID: "fined-2", Reading: reading("fined", "1M", "exact", "a court", "s")},
	}
	seizure.Involved = []site.Involvement{
		{Name: "Harbour Police", Role: "authority"}, {Name: "A. Thief", Role: "perpetrator", Standing: "convicted", By: "a court"},
		{Name: "Quay", Role: "responder"},
	}
	seizure.Events = []site.Event{{ID: "event-1", Date: mustDate("2022-02-08"), Type: "charged", Text: "A. Thief is charged"}}
	seizure.Techniques = []string{"phishing"}

	year := plainIncident("a-year-of-thefts", "All thefts of one year", "2022", "theft")
	year.Amounts = []site.Amount{{ID: "stolen", Reading: reading("stolen", "3B", "approx", "Lantern Labs", "s"), Aggregate: true}}
	alleged := plainIncident("alleged-theft", "A theft that somebody alleges", "2023-07", "theft")
	alleged.Status = "alleged"
	alleged.Amounts = []site.Amount{{ID: "stolen", Reading: reading("stolen", "7M", "exact", "somebody", "s")}}
	silent := plainIncident("silent-theft", "A theft without a figure", "2023-08-01", "theft")
	silent.Amounts = []site.Amount{{ID: "stolen", Reading: reading("stolen", "", "unknown", "", "s")}, {ID: "lost", Reading: reading("lost", "6M", "exact", "", "s")}}
	record.Incidents = append(record.Incidents, theft, seizure, year, alleged, silent)
	return record
}

// busyRecord has one actor in many entries, under one technique.
func busyRecord(entries int) *site.Record {
	record := &site.Record{}
	for i := range entries {
		incident := plainIncident(fmt.Sprintf("theft-%03d", i), fmt.Sprintf("The theft number %d", i), fmt.Sprintf("%d-%02d", 2000+i/12, i%12+1), "theft")
		incident.Amounts = []site.Amount{{ID: "stolen", Reading: reading("stolen", fmt.Sprint(i+1)+"M", "exact", "somebody", "s")}}
		standing := []string{"alleged", "charged", "convicted"}[i%3]
		incident.Involved = []site.Involvement{{Name: "Grey Group", Role: "perpetrator", Standing: standing, By: "somebody"}}
		incident.Techniques = []string{"phishing"}
		record.Incidents = append(record.Incidents, incident)
	}
	return record
}
