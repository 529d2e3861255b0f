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

// FileDigest gives the digest of a file's bytes alone: the first half of what
// sha256sum says.
func FileDigest(file []byte) Digest {
	sum := sha256.Sum256(file)
	return Digest(sum[:len(Digest{})])
}

// Version gives the version of an entry whose file has this FileDigest: its
// first 8 hex digits. It is what "cite this" names.
func (d Digest) Version() string { return hex.EncodeToString(d[:4]) }

// VersionOf gives the version of an entry whose file has these bytes.
func VersionOf(file []byte) string { return FileDigest(file).Version() }
