package main

import "testing"

func TestALargeRecordMayTakeMoreThanTheRoomOfASmallOne(t *testing.T) {
	for _, c := range []struct {
		live uint64
		want int64
	}{{0, room}, {1000, room}, {210 << 20, room}, {300 << 20, 450 << 20}, {2 << 30, 5694 << 20}} {
		if got := boundFor(c.live); got != c.want {
			t.Errorf("with %d bytes alive the bound is %d, want %d", c.live, got, c.want)
		}
	}
}
