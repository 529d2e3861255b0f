package cache

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"blotter/internal/site"
)

func somePlaces() map[string]Located {
	files := map[string]Located{}
	for i := range 3 {
		fields := map[string]site.Place{}
		for n, field := range []string{"title", "amounts[2].usd", ""}[:i] {
			fields[field] = site.Place{File: nameOf(i), Line: n, Column: 10 * n}
		}
		files[nameOf(i)] = Located{bytesOf(i), fields}
	}
	return files
}

func TestPlacesComeBackAsTheyWere(t *testing.T) {
	for _, want := range []map[string]Located{{}, somePlaces()} {
		got, err := DecodePlaces(EncodePlaces(program, want), program)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(got, want); diff != "" {
			t.Errorf("places read back (-), written (+):\n%s", diff)
		}
	}
}

func TestPlacesThatAreCutOffAlteredOrForeignAreRefused(t *testing.T) {
	data := EncodePlaces(program, somePlaces())
	if _, err := DecodePlaces(data, "another program"); !errors.Is(err, ErrForeign) {
		t.Errorf("the error is %v, want ErrForeign", err)
	}
	for n := range len(data) {
		if _, err := DecodePlaces(data[:n], program); !errors.Is(err, ErrDamaged) {
			t.Fatalf("cut off at %d the error is %v, want ErrDamaged", n, err)
		}
		data[n] ^= 4
		if _, err := DecodePlaces(data, program); !errors.Is(err, ErrDamaged) {
			t.Fatalf("with byte %d altered the error is %v, want ErrDamaged", n, err)
		}
		data[n] ^= 4
	}
}

func FuzzDecodePlaces(f *testing.F) {
	f.Add(EncodePlaces(program, somePlaces()))
	f.Fuzz(func(t *testing.T, data []byte) {
		if files, err := DecodePlaces(data, program); err == nil {
			if again, err := DecodePlaces(EncodePlaces(program, files), program); err != nil || cmp.Diff(again, files) != "" {
				t.Errorf("what was read is not what is written and read again: %v", err)
			}
		}
	})
}
