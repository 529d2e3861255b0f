package generate

import (
	"bytes"
	"maps"
	"testing"
)

func TestTheSameSeedGivesTheSameBytes(t *testing.T) {
	a, b := Map(Options{Seed: 7, Entries: 60}), Map(Options{Seed: 7, Entries: 60})
	if !maps.EqualFunc(a, b, bytes.Equal) {
		t.Error("two records of one seed differ")
	}
	if c := Map(Options{Seed: 8, Entries: 60}); maps.EqualFunc(a, c, bytes.Equal) {
		t.Error("records of two seeds are the same")
	}
}

func TestARecordHasAsManyEntriesAsAsked(t *testing.T) {
	entries := 0
	for file := range Files(Options{Seed: 1, Entries: 123}) {
		if bytes.HasPrefix([]byte(file.Name), []byte("content/incidents/")) {
			entries++
		}
	}
	if entries != 123 {
		t.Errorf("got %d entries, want 123", entries)
	}
}
