package search

import (
	"bytes"
	"compress/flate"
	"io"
	"math/rand/v2"
	"testing"

	"blotter/internal/site"
)

func TestACompressorThatWasUsedBeforeGivesTheSameBytes(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	letters := []byte("etaoin shrdlu")
	for _, level := range []int{levelOf("p/0", 1), levelOf("t/0", 1), levelOf("h/0", 1e5), levelOf(firstFile, 1)} {
		var texts [][]byte
		for size := 1; size < 200_000; size = size*3 + 1 {
			text := make([]byte, size)
			for i := range text {
				text[i] = letters[random.IntN(len(letters))]
			}
			texts = append(texts, text, text[size/2:])
		}
		var alone [][]byte
		for _, text := range texts {
			var out site.Buffer
			deflateWith(newCompressor(&out, level), text)
			alone = append(alone, bytes.Clone(out.Bytes()))
			back, err := io.ReadAll(flate.NewReader(bytes.NewReader(out.Bytes())))
			if err != nil || !bytes.Equal(back, text) {
				t.Fatalf("level %d: %d bytes are not read again: %v", level, len(text), err)
			}
		}
		for range 3 {
			for _, n := range random.Perm(len(texts)) {
				var out site.Buffer
				deflate(&out, texts[n], level)
				if !bytes.Equal(out.Bytes(), alone[n]) {
					t.Fatalf("level %d: %d bytes are compressed to others by a compressor that was used before", level, len(texts[n]))
				}
			}
		}
	}
}
