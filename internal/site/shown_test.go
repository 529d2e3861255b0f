package site

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestAnOutputTellsTheWordsItSaysAndOfTheEntriesItSays(t *testing.T) {
	one := func(index int) func(int) bool { return func(i int) bool { return i == index } }
	entries := ShowsWords(HeadlineWords|SummaryWords, []int32{700, 3, 0, 3, 129})
	for _, c := range []struct {
		what  string
		shown Shown
		words Words
		of    int
		want  bool
	}{
		{"of what is not known", Shown{}, BodyWords, 5, true},
		{"of no words", ShowsNoWords(), AllWords, 5, false},
		{"of all entries", ShowsWordsOfAll(HeadlineWords), HeadlineWords, 5, true},
		{"of other words of all entries", ShowsWordsOfAll(HeadlineWords), BodyWords, 5, false},
		{"of the first entry", entries, HeadlineWords, 0, true},
		{"of one in between", entries, SummaryWords | BodyWords, 129, true},
		{"of the last", entries, AllWords, 700, true},
		{"of an entry that is not shown", entries, AllWords, 4, false},
		{"of words that are not shown", entries, BodyWords | StatusWords, 3, false},
	} {
		if got := c.shown.Tells(c.words, one(c.of)); got != c.want {
			t.Errorf("%s: %v, want %v", c.what, got, c.want)
		}
		again, rest, ok := ReadShown(string(c.shown.AppendBinary(nil)) + "rest")
		if !ok || rest != "rest" || again != c.shown {
			t.Errorf("%s: read back %+v, %q, %v", c.what, again, rest, ok)
		}
	}
}

func TestWhatIsNoShownIsNotReadAsOne(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		indexes := make([]int32, random.IntN(40))
		for i := range indexes {
			indexes[i] = random.Int32N(5000)
		}
		shown := ShowsWords(AllWords, indexes)
		data := shown.AppendBinary(nil)
		cut := data[:random.IntN(len(data))]
		if _, _, ok := ReadShown(string(cut)); ok {
			t.Errorf("%x was read, which is %x cut off", cut, data)
		}
		for i := range 5000 {
			_, want := slices.BinarySearch(indexes, int32(i))
			if got := shown.Tells(BodyWords, func(index int) bool { return index == i }); got != want {
				t.Fatalf("%v tells of %d: %v", indexes, i, got)
			}
		}
	}
}

func TestReadingsThatDifferInMoreThanWordsAreNotReworded(t *testing.T) {
	whole := Incident{
		ID: "a", Title: "Title", Summary: "Summary", StatusNote: "Note", Case: "open", Version: "1",
		Events: []Event{{Text: "Text"}}, Amounts: []Amount{{Note: "Note"}}, Sources: []Source{{Title: "Title"}},
	}
	for _, c := range []struct {
		change func(*Incident)
		want   Words
		only   bool
	}{
		{func(*Incident) {}, BodyWords, true},
		{func(in *Incident) { in.Title = "x" }, BodyWords | HeadlineWords, true},
		{func(in *Incident) { in.Summary, in.Version = "x", "2" }, BodyWords | SummaryWords, true},
		{func(in *Incident) { in.StatusNote = "x" }, BodyWords | StatusWords, true},
		{func(in *Incident) { in.Body = BodyOf([]byte("<p>x</p>"), "x") }, BodyWords, true},
		{func(in *Incident) { in.Case = "closed" }, BodyWords, false},
		{func(in *Incident) { in.Events = []Event{{Text: "Other"}} }, BodyWords, false},
		{func(in *Incident) { in.Amounts = []Amount{{Note: "Other"}} }, BodyWords, false},
		{func(in *Incident) { in.Sources = []Source{{Title: "Other"}} }, BodyWords, false},
		{func(in *Incident) { in.Title, in.Type = "x", "theft" }, BodyWords | HeadlineWords, false},
	} {
		other := whole
		c.change(&other)
		if got, only := Reworded(&whole, &other); got != c.want || only != c.only {
			t.Errorf("%+v: %v, %v, want %v, %v", other, got, only, c.want, c.only)
		}
	}
}
