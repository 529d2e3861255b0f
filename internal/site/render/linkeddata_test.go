package render

import (
	"encoding/json"
	"reflect"
	"testing"
)

func TestTheLinkedDataOfAnEntryNamesEachThingOnce(t *testing.T) {
	publisher := ThingRef{Type: "Organization", ID: "https://e.example/#publisher", Name: "The Desk", URL: "https://e.example/"}
	text := linkedData(&NewsArticle{
		ID: "https://e.example/incidents/a/", Headline: "A \"b\" </script>", Published: "2026-11-22", Modified: "2026-11-23", Language: "en",
		Authors: []ThingRef{{ID: publisher.ID}}, Publisher: publisher, Version: "8b4c8a57", Temporal: "2022",
		Corrections: []string{"https://e.example/incidents/a/#update-1"},
	}, BreadcrumbList{[]ListItem{{"Record", "https://e.example/"}, {"A", ""}}})
	const want = `{"@context": "https://schema.org", "@graph": [{
		"@type": "NewsArticle", "@id": "https://e.example/incidents/a/", "headline": "A \"b\" </script>",
		"datePublished": "2026-11-22", "dateModified": "2026-11-23", "inLanguage": "en",
		"author": [{"@id": "https://e.example/#publisher"}],
		"publisher": {"@type": "Organization", "@id": "https://e.example/#publisher", "name": "The Desk", "url": "https://e.example/"},
		"version": "8b4c8a57", "temporalCoverage": "2022",
		"correction": ["https://e.example/incidents/a/#update-1"]
	}, {"@type": "BreadcrumbList", "itemListElement": [
		{"@type": "ListItem", "position": 1, "name": "Record", "item": "https://e.example/"}, {"@type": "ListItem", "position": 2, "name": "A"}
	]}]}`
	if got, want := decoded(t, string(text)), decoded(t, want); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

func TestLinkedDataLeavesOutWhatNobodyKnows(t *testing.T) {
	got := linkedData(Dataset{Name: "Record", Creator: ThingRef{Type: "Organization", Name: "Desk"}}, &NewsArticle{ID: "x"})
	const want = `{"@context":"https://schema.org","@graph":[{"@type":"Dataset","name":"Record","creator":{"@type":"Organization","name":"Desk"}},{"@type":"NewsArticle","@id":"x","author":[],"publisher":{"@id":""}}]}`
	if string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func decoded(t *testing.T, text string) any {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return v
}
