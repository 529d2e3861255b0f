package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
)

// Buffer is where outputs are made.
type Buffer = bytes.Buffer

// Digest is the first 16 bytes of a SHA-256: enough to tell versions apart
// for good.
type Digest [16]byte

// DigestOf gives the digest of the parts, each with its length before it, so
// that moving a byte from one part to the next gives another digest.
func DigestOf(parts ...[]byte) Digest {
	h := sha256.New()
	var size [8]byte
	for _, p := range parts {
		for i, n := 0, uint64(len(p)); i < 8; i++ {
			size[i] = byte(n >> (8 * i))
		}
		h.Write(size[:])
		h.Write(p)
	}
	var d Digest
	copy(d[:], h.Sum(nil))
	return d
}

// String gives the digest in hexadecimal digits.
func (d Digest) String() string { return hex.EncodeToString(d[:]) }

// VersionOf gives the version of an entry: the first 8 hex digits of the
// SHA-256 of its file's bytes. It is what "cite this" names.
func VersionOf(file []byte) string {
	sum := sha256.Sum256(file)
	return hex.EncodeToString(sum[:4])
}
