package main

import "testing"

func TestALargeRecordMayTakeMoreThanTheRoomOfASmallOne(t *testing.T) {
	for _, c := range []struct {
		live uint64
		want int
	}{{0, 6150}, {1000, 6150}, {125 << 20, 100}, {200 << 20, 25}, {250 << 20, 50}, {2 << 30, 181}} {
		if got := percentFor(c.live); got != c.want {
			t.Errorf("with %d bytes alive the heap may grow by %d percent, want %d", c.live, got, c.want)
		}
	}
}
