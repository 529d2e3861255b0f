package site

import "reflect"

// SameFacts reports whether two readings of one file of content/incidents tell
// the same: they may differ in texts that their own page and lists show, and
// in nothing that joins an entry to others, places it, or adds money up. What
// is built on facts alone holds for both.
func SameFacts(a, b *Incident) bool {
	return a == b || reflect.DeepEqual(factsOf(a), factsOf(b))
}

// factsOf gives an incident without its texts. A field that is not named here
// is a fact.
func factsOf(incident *Incident) Incident {
	facts := *incident
	facts.Version, facts.Title, facts.Summary, facts.StatusNote, facts.Body = "", "", "", "", Body{}
	facts.Review, facts.Case = Review{}, ""
	facts.Events, facts.Responses, facts.Addresses, facts.Transactions = nil, nil, nil, nil
	facts.External, facts.Authors, facts.Language, facts.Extra = nil, nil, "", nil
	facts.Sources = make([]Source, len(incident.Sources))
	for i := range incident.Sources {
		facts.Sources[i].Publisher = incident.Sources[i].Publisher // makes a group
	}
	facts.Amounts = append([]Amount(nil), incident.Amounts...)
	for i := range facts.Amounts {
		facts.Amounts[i].Note = ""
	}
	facts.Involved = append([]Involvement(nil), incident.Involved...)
	for i := range facts.Involved {
		facts.Involved[i].Note = ""
	}
	facts.Updates = append([]Update(nil), incident.Updates...)
	for i := range facts.Updates {
		facts.Updates[i].Text = ""
	}
	return facts
}

// sameButForWords reports whether two readings of one file differ in nothing
// but Words.
func sameButForWords(a, b *Incident) bool {
	return reflect.DeepEqual(withoutWords(a), withoutWords(b))
}

func withoutWords(incident *Incident) Incident {
	rest := *incident
	rest.Version, rest.Title, rest.Summary, rest.StatusNote, rest.Body = "", "", "", "", Body{}
	return rest
}
