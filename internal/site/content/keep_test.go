package content

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unsafe"
)

func TestTextsThatAreKeptStayAsTheyWere(t *testing.T) {
	var k keeper
	var texts, kept []string
	for n := range 20_000 {
		text := []string{"", "theft", fmt.Sprint("short ", n%700), strings.Repeat(fmt.Sprint("long ", n), 1+n%300)}[n%4]
		texts, kept = append(texts, text), append(kept, k.text(text))
	}
	if !slices.Equal(kept, texts) {
		t.Error("a text is not what it was when it was given away")
	}
	var lists [][]string
	for n := range 1000 {
		lists = append(lists, k.list([]string{fmt.Sprint(n % 40), fmt.Sprint(n % 3)}))
	}
	for n, list := range lists {
		if want := []string{fmt.Sprint(n % 40), fmt.Sprint(n % 3)}; !slices.Equal(list, want) || cap(list) != 2 {
			t.Errorf("list %d is %v with room for %d, want %v and no room", n, list, cap(list), want)
		}
	}
}

func TestAnEntryDoesNotHoldItsFile(t *testing.T) {
	parts := map[string]string{"title": "Harbour Bridge", "summary": "What happened there", "tag": "bridges"}
	d := loader().decoder("content/incidents/abc.md")
	text := "title: Harbour Bridge\nsummary: What happened there\ntag: bridges\n"
	if !d.parse("yaml", []byte(text)) {
		t.Fatal(d.problems)
	}
	defer d.close()
	for field, want := range parts {
		value := findField(d.root, field)
		kept := d.line(value)
		if kept != want {
			t.Errorf("%s is %q, want %q", field, kept, want)
		}
		if unsafe.StringData(kept) == unsafe.StringData(value.Value) {
			t.Errorf("%s is still a part of the front matter", field)
		}
	}
}
