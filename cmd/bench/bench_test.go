package main

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func TestAGateSaysInWordsWhetherItIsReached(t *testing.T) {
	for _, c := range []struct {
		gate
		want string
	}{
		{gate{now: 3.4, least: 3.5, aim: 6}, "not reached"},
		{gate{now: 3.5, least: 3.5, aim: 6}, "reached"},
		{gate{now: 6.1, least: 3.5, aim: 6}, "reached, and the aim too"},
		{gate{now: 0.7, least: 0.6, aim: 0.2, atMost: true}, "not reached"},
		{gate{now: 0.3, least: 0.6, aim: 0.2, atMost: true}, "reached"},
		{gate{now: 0.2, least: 0.6, aim: 0.2, atMost: true}, "reached, and the aim too"},
		{gate{now: 0.2, least: 0.6, aim: 0.2, atMost: true, unmeasured: true}, "not measured"},
	} {
		if got := c.verdict(); got != c.want {
			t.Errorf("%v: %q, want %q", c.gate, got, c.want)
		}
	}
}

func TestTheStagesOfABuildAreRead(t *testing.T) {
	told := "note: .blotter/places is damaged: what it kept is made anew\nload               98.5ms\nplan search        1.2s\n12 entries  in all\n"
	want := []stage{{"load", 98500 * time.Microsecond}, {"plan search", 1200 * time.Millisecond}}
	if got := stagesOf(told); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestTheAddressOfThePreviewIsRead(t *testing.T) {
	got, err := originOf(strings.NewReader("12 entries, 3 ms\nthe preview is at http://127.0.0.1:4711/ (Ctrl-C ends it)\n"))
	if want := "http://127.0.0.1:4711"; err != nil || got != want {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
	if got, err := originOf(strings.NewReader("error: the address is taken\n")); err == nil {
		t.Errorf("of a preview that ended the address is %q", got)
	}
}
