package site

import (
	"reflect"
	"testing"
)

// texts are the fields of an incident in which two readings of the same facts
// may differ. Who adds a field to an incident decides here which it is.
var texts = map[string]bool{
	"Version": true, "Title": true, "Summary": true, "StatusNote": true, "Body": true, "Review": true, "Case": true,
	"Events": true, "Responses": true, "Addresses": true, "Transactions": true,
	"External": true, "Authors": true, "Language": true, "Extra": true,
	"Involved.Note": true, "Amounts.Note": true, "Updates.Text": true,
	"Sources.Key": true, "Sources.URL": true, "Sources.Title": true, "Sources.Author": true, "Sources.Date": true,
	"Sources.Accessed": true, "Sources.Archive": true, "Sources.Kind": true, "Sources.Language": true, "Sources.Status": true,
	"Sources.Quote": true, "Sources.Shared": true, "Sources.File": true,
}

// facts are the other fields.
var facts = map[string]bool{
	"ID": true, "File": true, "Type": true, "Status": true, "Date": true, "Published": true, "Techniques": true, "Chains": true,
	"Countries": true, "Sectors": true, "Tags": true, "Relations": true, "Aliases": true, "DuplicateOf": true,
	"Involved.Actor": true, "Involved.Name": true, "Involved.Role": true, "Involved.Standing": true, "Involved.By": true,
	"Involved.Confidence": true, "Involved.Since": true, "Involved.Sources": true,
	"Amounts.ID": true, "Amounts.Reading": true, "Amounts.From": true, "Amounts.To": true, "Amounts.Claims": true, "Amounts.PartOf": true,
	"Amounts.SameFunds": true, "Amounts.After": true, "Amounts.Aggregate": true, "Amounts.Counts": true,
	"Updates.Date": true, "Updates.Type": true, "Updates.Fields": true, "Updates.Was": true, "Updates.Now": true, "Updates.Sources": true,
	"Sources.Publisher": true,
}

func TestEveryFieldOfAnIncidentIsATextOrAFact(t *testing.T) {
	inside := map[string]func(*Incident) reflect.Value{
		"Involved": func(in *Incident) reflect.Value { return reflect.ValueOf(&in.Involved[0]).Elem() },
		"Amounts":  func(in *Incident) reflect.Value { return reflect.ValueOf(&in.Amounts[0]).Elem() },
		"Updates":  func(in *Incident) reflect.Value { return reflect.ValueOf(&in.Updates[0]).Elem() },
		"Sources":  func(in *Incident) reflect.Value { return reflect.ValueOf(&in.Sources[0]).Elem() },
	}
	whole := func() *Incident {
		return &Incident{Involved: make([]Involvement, 1), Amounts: make([]Amount, 1), Updates: make([]Update, 1), Sources: make([]Source, 1)}
	}
	look := func(name string, field func(*Incident) reflect.Value) {
		if texts[name] == facts[name] {
			t.Errorf("%s is to be a text or a fact", name)
			return
		}
		before, after := whole(), whole()
		fill(t, field(after))
		if got, want := SameFacts(before, after), texts[name]; got != want {
			t.Errorf("with another %s the facts are the same: %v, want %v", name, got, want)
		}
	}
	incident := reflect.TypeFor[Incident]()
	for i := range incident.NumField() {
		name := incident.Field(i).Name
		part := inside[name]
		if part == nil {
			look(name, func(in *Incident) reflect.Value { return reflect.ValueOf(in).Elem().Field(i) })
			continue
		}
		for j := range part(whole()).NumField() {
			look(name+"."+part(whole()).Type().Field(j).Name, func(in *Incident) reflect.Value { return part(in).Field(j) })
		}
		longer := whole()
		list := reflect.ValueOf(longer).Elem().Field(i)
		list.Set(reflect.AppendSlice(list, list))
		if SameFacts(whole(), longer) {
			t.Errorf("one more of %s is no other fact", name)
		}
	}
}

// fill gives a field some value that is not its zero.
func fill(t *testing.T, field reflect.Value) {
	switch value := field.Addr().Interface().(type) {
	case *Date:
		*value, _ = ParseDate("2022-03")
		return
	case *Day:
		*value = DayOf(2022, 3, 4)
		return
	case *Money:
		*value = MoneyFromCents(100)
		return
	case *Prose:
		*value = ProseOf(nil, "x")
		return
	}
	switch field.Kind() {
	case reflect.String:
		field.SetString("x")
	case reflect.Bool:
		field.SetBool(true)
	case reflect.Slice:
		field.Set(reflect.MakeSlice(field.Type(), 1, 1))
	case reflect.Pointer:
		field.Set(reflect.New(field.Type().Elem()))
	case reflect.Struct:
		fill(t, field.Field(0))
	default:
		t.Fatalf("a %s cannot be filled", field.Type())
	}
}
