package publish

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"

	"blotter/internal/site"
)

// A manifest is what a build remembers of the site it published, so that the
// next one need not read it: for each path its size, its time, what tells its
// bytes and the digest of what they were made from; and of the spare copy, so
// that the next one need not list it. It lies outside the site and may be
// deleted at any moment. It counts only for a site whose marker names the
// digest of the same tree.
type manifest struct {
	tree  site.Digest
	files []record                       // by path, each path once
	index atomic.Pointer[map[string]int] // path -> position in files, once somebody asks for most of them

	in *folderList // the folders of files

	// spare is what the spare copy has at the paths of files: inodes, or
	// absent; nil = nobody knows what the spare copy holds.
	spare   []uint64
	only    []onlyRecord   // what else it has and is no folder
	folders []folderRecord // those of in, in their order, then those that only the spare copy has; nil = nobody knows
}

// record is what is remembered of one file.
type record struct {
	path     string
	size     int64
	modified int64  // nanoseconds since 1970
	inode    uint64 // 0 = not known
	bytes    fingerprint
	inputs   site.Digest // zero = not known
}

// onlyRecord is a file of the spare copy that the site has not.
type onlyRecord struct {
	path  string
	inode uint64
}

// folderRecord is what is remembered of one folder: its stamps in the site and
// in the spare copy, zero where nothing is told or no such folder is.
type folderRecord struct {
	path        string
	here, spare folderStamp
}

// manifestHeader names the format; another version is another header.
const manifestHeader = "blotter manifest 3\n"

var errManifest = errors.New("the manifest is damaged or not ours")

// manifestName gives the file that remembers the site in an output folder:
// one folder of state serves any number of outputs.
func manifestName(state, output string) string {
	sum := sha256.Sum256([]byte(output))
	return filepath.Join(state, "published-"+hex.EncodeToString(sum[:6]))
}

// find gives the position of a path among the files.
func (m *manifest) find(path string) (at int, known bool) {
	if m == nil {
		return 0, false
	}
	if index := m.index.Load(); index != nil {
		at, known = (*index)[path]
		return at, known
	}
	return slices.BinarySearchFunc(m.files, path, func(file record, path string) int { return strings.Compare(file.path, path) })
}

// expectMany says that most paths are going to be looked for.
func (m *manifest) expectMany() {
	if m.index.Load() != nil {
		return
	}
	index := make(map[string]int, len(m.files))
	for at := range m.files {
		index[m.files[at].path] = at
	}
	m.index.Store(&index)
}

// treeDigest gives the digest of a site: of its paths, in order, and their
// bytes.
func treeDigest(files []record) site.Digest {
	sum, lines := sha256.New(), make([]byte, 0, 1<<14)
	for i := range files {
		if len(lines) > cap(lines)/2 {
			sum.Write(lines)
			lines = lines[:0]
		}
		lines = binary.AppendUvarint(lines, uint64(len(files[i].path)))
		lines = append(lines, files[i].path...)
		lines = append(lines, files[i].bytes[:]...)
	}
	sum.Write(lines)
	return site.Digest(sum.Sum(nil)[:16])
}

// encode gives the manifest as bytes: header, tree, the files, what the spare
// copy has, the folders, and what tells all those bytes from damaged ones.
func (m *manifest) encode() []byte {
	out := make([]byte, 0, len(manifestHeader)+64+len(m.files)*112+len(m.folders)*40)
	out = append(out, manifestHeader...)
	out = append(out, m.tree[:]...)
	out = binary.AppendUvarint(out, uint64(len(m.files)))
	for i := range m.files {
		file := &m.files[i]
		out = appendText(out, file.path)
		out = binary.AppendVarint(out, file.size)
		out = binary.AppendVarint(out, file.modified)
		out = binary.AppendUvarint(out, file.inode)
		out = append(out, file.bytes[:]...)
		out = append(out, file.inputs[:]...)
	}
	out = binary.AppendUvarint(out, uint64(len(m.spare)))
	for i, inode := range m.spare {
		out = binary.AppendUvarint(out, inode^m.files[i].inode) // mostly the same file
	}
	out = binary.AppendUvarint(out, uint64(len(m.only)))
	for _, file := range m.only {
		out = binary.AppendUvarint(appendText(out, file.path), file.inode)
	}
	out = binary.AppendUvarint(out, uint64(len(m.folders)))
	for i := range m.folders {
		folder := &m.folders[i]
		if i >= len(m.in.list) { // the others are told by the files
			out = appendText(out, folder.path)
		}
		out = appendStamp(appendStamp(out, folder.here), folder.spare)
	}
	sum := fingerprintOf(out)
	return append(out, sum[:]...)
}

func appendText(out []byte, text string) []byte {
	return append(binary.AppendUvarint(out, uint64(len(text))), text...)
}

func appendStamp(out []byte, s folderStamp) []byte {
	return binary.AppendUvarint(binary.AppendVarint(out, s.modified), s.inode)
}

// decodeManifest reads what encode wrote.
func decodeManifest(data []byte) (*manifest, error) {
	body := len(data) - len(fingerprint{})
	if body < len(manifestHeader)+16 || !bytes.HasPrefix(data, []byte(manifestHeader)) {
		return nil, errManifest
	}
	if sum := fingerprintOf(data[:body]); !bytes.Equal(sum[:], data[body:]) {
		return nil, errManifest
	}
	in := reader{rest: data[len(manifestHeader):body], text: string(data[len(manifestHeader):body])}
	m := &manifest{tree: in.digest()}
	m.files = make([]record, in.length())
	for i := range m.files {
		m.files[i] = record{in.path(), in.number(), in.number(), in.unsigned(), fingerprint(in.digest()), in.digest()}
		in.bad = in.bad || i > 0 && m.files[i-1].path >= m.files[i].path
	}
	m.in = foldersOf(m.files)
	in.readSpare(m)
	if in.bad || len(in.rest) > 0 {
		return nil, errManifest
	}
	return m, nil
}

// readSpare reads what the spare copy holds.
func (r *reader) readSpare(m *manifest) {
	if count := r.length(); count == len(m.files) {
		m.spare = make([]uint64, count)
	} else if count > 0 {
		r.bad = true
	}
	for i := range m.spare {
		m.spare[i] = r.unsigned() ^ m.files[i].inode
	}
	m.only = make([]onlyRecord, r.length())
	for i := range m.only {
		m.only[i] = onlyRecord{r.path(), r.unsigned()}
	}
	count := r.length()
	if count == 0 {
		m.spare = nil
		return
	}
	r.bad = r.bad || count < len(m.in.list)
	m.folders = make([]folderRecord, count)
	for i := range m.folders {
		folder := &m.folders[i]
		if i < len(m.in.list) {
			folder.path = m.in.list[i]
		} else {
			folder.path = r.path()
		}
		folder.here, folder.spare = folderStamp{r.number(), r.unsigned()}, folderStamp{r.number(), r.unsigned()}
	}
}

// reader takes values off a manifest. Text is the same bytes as a string, so
// that all paths share one piece of memory.
type reader struct {
	rest []byte
	text string
	bad  bool
}

func (r *reader) take(n int) []byte {
	if n < 0 || n > len(r.rest) {
		r.bad, r.rest = true, nil
		return nil
	}
	taken := r.rest[:n]
	r.rest = r.rest[n:]
	return taken
}

func (r *reader) digest() (d site.Digest) {
	copy(d[:], r.take(len(d)))
	return d
}

func (r *reader) number() int64 {
	n, size := binary.Varint(r.rest)
	r.take(max(size, 0))
	r.bad = r.bad || size <= 0
	return n
}

func (r *reader) unsigned() uint64 {
	n, size := binary.Uvarint(r.rest)
	r.take(max(size, 0))
	r.bad = r.bad || size <= 0
	return n
}

// length reads a count of things that take at least a byte each.
func (r *reader) length() int {
	n, size := binary.Uvarint(r.rest)
	r.take(max(size, 0))
	if size <= 0 || n > uint64(len(r.rest)) {
		r.bad = true
		return 0
	}
	return int(n)
}

func (r *reader) path() string {
	n := r.length()
	at := len(r.text) - len(r.rest)
	if r.take(n); r.bad {
		return ""
	}
	return r.text[at : at+n]
}

// readManifest gives the manifest of the site with a tree digest; nil when
// there is none that can be relied on.
func readManifest(name string, tree site.Digest) *manifest {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil
	}
	m, err := decodeManifest(data)
	if err != nil || m.tree != tree {
		return nil
	}
	return m
}

// writeAside writes a file next to its name and gives what puts it in its
// place, so that nobody ever reads half of it.
func writeAside(name string, data []byte) (place func() error, err error) {
	if err := os.MkdirAll(filepath.Dir(name), folderMode); err != nil {
		return nil, err
	}
	aside := name + ".new"
	if err := os.WriteFile(aside, data, fileMode); err != nil {
		return nil, errors.Join(err, os.Remove(aside))
	}
	return func() error { return os.Rename(aside, name) }, nil
}

// The marker is the file that makes an output folder ours. It is part of the
// site, so it depends on nothing but the site.
const (
	markerName   = ".blotter"
	markerHeader = "This folder is written by blotter. Its content is replaced by the next build.\n"
)

func marker(tree site.Digest) []byte {
	return fmt.Appendf(nil, "%ssite %s\n", markerHeader, tree)
}

// readMarker gives the digest that the marker names; a zero one when it names
// none. The second result reports whether the data is a marker at all.
func readMarker(data []byte) (tree site.Digest, ours bool) {
	rest, ours := bytes.CutPrefix(data, []byte(markerHeader))
	if digits, found := bytes.CutPrefix(rest, []byte("site ")); ours && found {
		if raw, err := hex.DecodeString(string(bytes.TrimSpace(digits))); err == nil && len(raw) == len(tree) {
			tree = site.Digest(raw)
		}
	}
	return tree, ours
}
