package index

import (
	"bytes"
	"testing"

	"blotter/internal/site"
)

// reworded are the outputs that can be made out of the bytes they had.
func reworded(t *testing.T, record *site.Record) (*site.Site, map[string]site.Output) {
	t.Helper()
	linked, counted := fixture(t, record, testConfig())
	outputs, err := Outputs(linked, counted)
	if err != nil {
		t.Fatal(err)
	}
	able := map[string]site.Output{}
	for _, o := range outputs {
		if o.Reword != nil {
			able[o.Path] = o
		}
	}
	return linked, able
}

func TestAFileMadeOutOfItsLastBytesIsThatMadeOfTheRecord(t *testing.T) {
	_, before := reworded(t, testRecord())
	if len(before) < 3 {
		t.Fatalf("only %d files can be made out of their last bytes", len(before))
	}
	last := map[string][]byte{}
	for path, o := range before {
		var buffer bytes.Buffer
		if err := o.Make(&buffer); err != nil {
			t.Fatal(err)
		}
		last[path] = buffer.Bytes()
	}
	ids := testRecord().Incidents
	for n := range ids {
		// Words that look like the beginnings of rows must not part a file in
		// the wrong place.
		next := ids[(n+1)%len(ids)].ID
		for _, words := range []string{
			"Other words", "", "with \"quotes\", commas\nand lines", "\n" + next + ",", "\r\n" + next + ",x", ",\n[\"" + next + "\",", "@online{" + next + ",", "=1+2",
		} {
			record, others := testRecord(), map[int]bool{n: true}
			changed(record.Incidents[n], func(i *site.Incident) { i.Title, i.Summary = words, words })
			if n%2 == 1 { // two at once
				changed(record.Incidents[0], func(i *site.Incident) { i.Summary = words })
				others[0] = true
			}
			linked, after := reworded(t, record)
			told := func(index int) bool {
				for i, incident := range record.Incidents {
					if others[i] && linked.Entries[index].Incident == incident {
						return true
					}
				}
				return false
			}
			for path, o := range after {
				var want, got bytes.Buffer
				if err := o.Make(&want); err != nil {
					t.Fatal(err)
				}
				if o.Reword(last[path], told, &got) && !bytes.Equal(got.Bytes(), want.Bytes()) {
					t.Errorf("%s after %q in entry %d is not what the record makes:\n%s", path, words, n, got.Bytes())
				}
				// Back again, from bytes that hold the strange words.
				got.Reset()
				if before[path].Reword(want.Bytes(), told, &got) && !bytes.Equal(got.Bytes(), last[path]) {
					t.Errorf("%s after %q in entry %d is taken back is not what the record makes:\n%s", path, words, n, got.Bytes())
				}
				if got.Reset(); words == "Other words" && !o.Reword(last[path], told, &got) {
					t.Errorf("%s cannot be made out of its last bytes after plain words in entry %d", path, n)
				}
			}
		}
	}
}

func TestAFileIsNotMadeOutOfOtherBytes(t *testing.T) {
	_, able := reworded(t, testRecord())
	for path, o := range able {
		for _, last := range []string{"", "nothing of it"} {
			var buffer bytes.Buffer
			if o.Reword([]byte(last), func(int) bool { return true }, &buffer) {
				t.Errorf("%s was made out of %q", path, last)
			}
		}
	}
}
