package render

import (
	"fmt"
	"slices"
	"testing"

	"blotter/internal/site"
)

func TestListsFromAShelfStayApart(t *testing.T) {
	var s shelf[int]
	var lists [][]int
	for n := range 40 {
		list := s.room(n % 5)
		for i := range n%5 + 1 { // one more than there is room for
			list = append(list, 100*n+i)
		}
		lists = append(lists, list)
	}
	for n, list := range lists {
		for i, got := range list {
			if got != 100*n+i {
				t.Errorf("list %d has %d at %d, want %d", n, got, i, 100*n+i)
			}
		}
	}
	s.clear()
	if held := s.room(16); slices.ContainsFunc(held[:16], func(n int) bool { return n != 0 }) {
		t.Errorf("the shelf holds %v after it was cleared", held[:16])
	}
}

func TestTextsOfADeskAreNeverWrittenAgain(t *testing.T) {
	e := &edition{Renderer: &Renderer{cfg: testConfig()}}
	var kept, want []string
	for page := range 300 { // many more than one piece of memory holds
		d := e.atDesk()
		for n := range 20 {
			kept = append(kept, d.text("page ", fmt.Sprint(page), ", text ", fmt.Sprint(n)))
			want = append(want, fmt.Sprintf("page %d, text %d", page, n))
		}
		d.putBack()
	}
	if !slices.Equal(kept, want) {
		t.Error("a text changed after its page was made")
	}
}

func TestADeskThatIsPutBackHoldsNothing(t *testing.T) {
	linked, counted := testSite(t, testConfig(), testRecord())
	e, err := testRenderer(t, linked.Config).edition(linked, counted)
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{edition: e, piece: textsOfPages}
	for _, entry := range linked.Entries {
		d.incidentView(entry, linked.Similar(entry))
	}
	d.putBack()
	if d.edition != nil || d.view.Title != "" || d.prose != (prose{}) {
		t.Error("the desk still holds a page")
	}
	if n := len(d.amounts.lent) + len(d.sources.lent) + len(d.links.lent); n > 0 {
		t.Errorf("%d places of its shelves are lent", n)
	}
	if first := d.sources.room(1)[:1][0]; first.Title != "" || first.Href != "" {
		t.Errorf("a shelf still holds the source %q", first.Title)
	}
	if first := d.happen.room(1)[:1][0]; first != (*site.Event)(nil) {
		t.Errorf("a shelf still holds an event of %q", first.Text)
	}
}
