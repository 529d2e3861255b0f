package site

import "testing"

func TestInputsTellWhereEachValueEnds(t *testing.T) {
	sums := map[Digest]string{}
	for name, fill := range map[string]func(*Inputs){
		"nothing":            func(*Inputs) {},
		"two texts":          func(in *Inputs) { in.Text("ab", "c") },
		"two others":         func(in *Inputs) { in.Text("a", "bc") },
		"one text":           func(in *Inputs) { in.Text("abc") },
		"an empty one after": func(in *Inputs) { in.Text("abc", "") },
		"a number":           func(in *Inputs) { in.Number(3) },
		"its negative":       func(in *Inputs) { in.Number(-3) },
		"a digest":           func(in *Inputs) { in.Digest(DigestOf([]byte("abc"))) },
	} {
		var in Inputs
		fill(&in)
		if other, taken := sums[in.Sum()]; taken {
			t.Errorf("%s and %s have one digest", name, other)
		}
		sums[in.Sum()] = name
	}
}
