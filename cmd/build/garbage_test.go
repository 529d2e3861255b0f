package main

import "testing"

func TestALargeRecordMayTakeMoreThanTheRoomOfASmallOne(t *testing.T) {
	for _, c := range []struct {
		live uint64
		want int
	}{{0, 5700}, {1000, 5700}, {116 << 20, 100}, {200 << 20, 26}, {232 << 20, 50}, {2 << 30, 183}} {
		if got := percentFor(c.live); got != c.want {
			t.Errorf("with %d bytes alive the heap may grow by %d percent, want %d", c.live, got, c.want)
		}
	}
}
