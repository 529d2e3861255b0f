//go:build linux || darwin

package build

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"blotter/internal/site"
	"blotter/internal/site/content"
)

func TestAStampTellsTheNextChangeOnlyWhenItIsOld(t *testing.T) {
	const second = 1_000_000_000
	read := int64(1_000 * second)
	for _, c := range []struct {
		name string
		stamp
		want bool
	}{
		{"written long before", stamp{1, read - 10*second, read - 10*second, 7}, true},
		{"written just before", stamp{1, read - second, read - second, 7}, false},
		{"written just before, with an old time set", stamp{1, read - 10*second, read - second, 7}, false},
		{"of a time to come", stamp{1, read + 10*second, read - 10*second, 7}, false},
		{"of a system that does not tell", stamp{}, false},
	} {
		if got := c.old(read); got != c.want {
			t.Errorf("%s: old is %v, want %v", c.name, got, c.want)
		}
	}
}

func TestOnlyFilesWithAnotherStampAreRead(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"config.yaml", "content/incidents/a.md", "content/incidents/b.md", "static/site.css"} {
		write(name, "first")
	}
	options := Options{Source: dir}
	first := inputsNow(options, stamped{}, always)
	if again := inputsNow(options, first.reliable(), always); len(first.namesRead()) != 4 || len(again.namesRead()) != 4 || !slices.Contains(again.listed, true) {
		t.Errorf("of four new files %v were read, then %v", first.namesRead(), again.namesRead())
	}
	// As if they had been read some hours later.
	first.began += int64(3 * time.Hour)
	known := first.reliable()
	if again := inputsNow(options, known, always); len(again.namesRead()) != 0 || slices.Contains(again.listed, true) || again.digest != first.digest {
		t.Errorf("of files that are as they were %v were read; their folders were listed: %v", again.namesRead(), again.listed)
	}
	expect := func(what string, names ...string) {
		t.Helper()
		now, cold := inputsNow(options, known, always), inputsNow(options, stamped{}, always)
		if got := now.namesRead(); !slices.Equal(got, names) {
			t.Errorf("%s: %v were read, want %v", what, got, names)
		}
		if now.digest != cold.digest || now.digest == first.digest {
			t.Errorf("%s: the digest is %v, with everything read %v, before %v", what, now.digest, cold.digest, first.digest)
		}
	}
	info, err := os.Stat(filepath.Join(dir, "static", "site.css"))
	if err != nil {
		t.Fatal(err)
	}
	write("static/site.css", "other")
	if err := os.Chtimes(filepath.Join(dir, "static", "site.css"), time.Time{}, info.ModTime()); err != nil {
		t.Fatal(err)
	}
	expect("a file of the same size with its time set back", "static/site.css")
	write("content/incidents/c.md", "first")
	expect("a new file", "content/incidents/c.md", "static/site.css")
	if err := os.Remove(filepath.Join(dir, "content", "incidents", "a.md")); err != nil {
		t.Fatal(err)
	}
	expect("a file gone", "content/incidents/c.md", "static/site.css")
	if err := os.Rename(filepath.Join(dir, "content", "incidents", "b.md"), filepath.Join(dir, "content", "incidents", "a.md")); err != nil {
		t.Fatal(err)
	}
	expect("a file under the name of another", "content/incidents/a.md", "content/incidents/c.md", "static/site.css")
	write("templates/page.html", "first")
	expect("a folder that was not there", "content/incidents/a.md", "content/incidents/c.md", "static/site.css", "templates/page.html")
	if err := os.RemoveAll(filepath.Join(dir, "static")); err != nil {
		t.Fatal(err)
	}
	expect("a folder gone", "content/incidents/a.md", "content/incidents/c.md", "templates/page.html")
}

func TestAFolderThatIsAsItWasNeedNotBeRead(t *testing.T) {
	root, run := t.TempDir(), 0
	rapid.Check(t, func(rt *rapid.T) {
		run++
		dir, clock := filepath.Join(root, fmt.Sprint(run)), time.Unix(1_000_000_000, 0)
		options := Options{Source: dir}
		// Each change gives the folders it is in a time of their own, however
		// fast one follows the other.
		touch := func(name string) {
			for ; name != dir && len(name) > len(dir); name = filepath.Dir(name) {
				clock = clock.Add(time.Second)
				if _, err := os.Lstat(name); err == nil {
					if err := os.Chtimes(name, clock, clock); err != nil {
						rt.Fatal(err)
					}
				}
			}
		}
		if err := errors.Join(os.Mkdir(dir, 0o755), os.WriteFile(filepath.Join(dir, "config.yaml"), nil, 0o644)); err != nil {
			rt.Fatal(err)
		}
		folder := rapid.SampledFrom([]string{"content", "content/a", "content/a-b", "content/a/b", "static", "templates/a"})
		known := stamped{}
		for range rapid.IntRange(1, 6).Draw(rt, "builds") {
			for range rapid.IntRange(0, 4).Draw(rt, "changes") {
				within := filepath.Join(dir, filepath.FromSlash(folder.Draw(rt, "folder")))
				file := filepath.Join(within, rapid.SampledFrom([]string{"a", "b.md", "c"}).Draw(rt, "file"))
				switch rapid.IntRange(0, 3).Draw(rt, "change") {
				case 0, 1:
					if os.MkdirAll(within, 0o755) == nil {
						_ = os.WriteFile(file, []byte("x"), 0o644) // where a folder stands it stays
					}
				case 2:
					_ = os.Remove(file)
				case 3:
					_ = os.RemoveAll(within) // not where a file stands in its way
				}
				touch(file)
			}
			got, want := inputsNow(options, known, always), inputsNow(options, stamped{}, always)
			if got == nil || want == nil || got.digest != want.digest || !slices.Equal(got.files, want.files) || !slices.Equal(got.folders, want.folders) {
				rt.Fatalf("with what is known the inputs are %+v, without %+v", got, want)
			}
			got.began += int64(time.Hour) // as if it had been a while ago
			known = got.reliable()
		}
	})
}

// namesRead gives the files that had to be read.
func (i *inputs) namesRead() (names []string) {
	for n, read := range i.read {
		if read {
			names = append(names, i.files[n].name)
		}
	}
	return names
}

func TestALinkIsReadEachTime(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"config.yaml", "elsewhere"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("first"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "static"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("../elsewhere", filepath.Join(dir, "static", "link")); err != nil {
		t.Fatal(err)
	}
	options := Options{Source: dir}
	first := inputsNow(options, stamped{}, always)
	first.began += int64(3 * time.Hour)
	if err := os.WriteFile(filepath.Join(dir, "elsewhere"), []byte("other"), 0o644); err != nil {
		t.Fatal(err)
	}
	if now := inputsNow(options, first.reliable(), always); !slices.Contains(now.namesRead(), "static/link") || now.digest == first.digest {
		t.Error("what a link leads to has changed, and nobody noticed")
	}
}

// anyInputs gives what may be kept of the inputs.
func anyInputs(t *rapid.T) stamped {
	number := rapid.Int64()
	anyStamp := rapid.Custom(func(t *rapid.T) stamp {
		return stamp{number.Draw(t, "size"), number.Draw(t, "modified"), number.Draw(t, "changed"), rapid.Uint64().Draw(t, "inode")}
	})
	anyInput := rapid.Custom(func(t *rapid.T) input {
		return input{anyStamp.Draw(t, "stamp"), site.DigestOf([]byte{rapid.Byte().Draw(t, "bytes")})}
	})
	files, folders := rapid.MapOf(rapid.String(), anyInput).Draw(t, "files"), rapid.MapOf(rapid.String(), anyStamp).Draw(t, "folders")
	var known stamped
	for _, name := range slices.Sorted(maps.Keys(files)) {
		known.files = append(known.files, stampedFile{name, files[name]})
	}
	for _, name := range slices.Sorted(maps.Keys(folders)) {
		known.folders = append(known.folders, stampedFolder{name, folders[name]})
	}
	return known
}

func TestStampsComeBackAsTheyWent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := anyInputs(t)
		got, err := decodeStamps(encodeStamps(want))
		if err != nil || !slices.Equal(got.files, want.files) || !slices.Equal(got.folders, want.folders) {
			t.Fatalf("got %v, %v, want %v", got, err, want)
		}
	})
}

func TestWordOfABuildComesBackAsItWent(t *testing.T) {
	text := rapid.String()
	rapid.Check(t, func(t *rapid.T) {
		problem := rapid.Custom(func(t *rapid.T) site.Problem {
			return site.Problem{Place: site.Place{File: text.Draw(t, "file"), Line: rapid.Int().Draw(t, "line"), Column: rapid.Int().Draw(t, "column")},
				Field: text.Draw(t, "field"), Rule: text.Draw(t, "rule"), Severity: site.Warning, Message: text.Draw(t, "message"), Hint: text.Draw(t, "hint")}
		})
		want := standing{inputs: site.DigestOf([]byte("in")), tree: site.DigestOf([]byte("tree")), entries: rapid.Int().Draw(t, "entries"),
			pages: rapid.Int().Draw(t, "pages"), problems: rapid.SliceOfN(problem, 1, 5).Draw(t, "problems")}
		got, ok := decodeStanding(want.encode())
		if diff := cmp.Diff(got, want, cmp.AllowUnexported(standing{})); !ok || diff != "" {
			t.Fatalf("whole: %v, got (-), want (+):\n%s", ok, diff)
		}
	})
}

func TestADamagedFileOfTheStateFolderIsNoticed(t *testing.T) {
	stamps := encodeStamps(stamped{
		[]stampedFile{{"config.yaml", input{stamp{1, 2, 3, 4}, site.DigestOf()}}, {"content/a.md", input{stamp{5, 6, 7, 8}, site.DigestOf()}}},
		[]stampedFolder{{"content", stamp{1, 2, 3, 4}}, {"static", nowhere}},
	})
	word := standing{entries: 3, problems: []site.Problem{{Message: "a mistake"}}}
	for what, good := range map[string][]byte{"stamps": stamps, "standing": word.encode()} {
		for at := range good {
			flipped := slices.Clone(good)
			flipped[at] ^= 1 << (at % 8)
			for _, damaged := range [][]byte{flipped, good[:at], append(slices.Clone(good), 0)} {
				_, err := decodeStamps(damaged)
				if _, whole := decodeStanding(damaged); whole || err == nil {
					t.Fatalf("%s: damage at byte %d is not noticed", what, at)
				}
			}
		}
	}
}

func TestASealedFileThatSaysTooMuchIsRefused(t *testing.T) {
	for name, write := range map[string]func(*recorder){
		"more things than bytes":      func(r *recorder) { r.number(1 << 40) },
		"fewer than none":             func(r *recorder) { r.number(-1) },
		"a text longer than the rest": func(r *recorder) { r.number(1); r.number(1 << 40) },
		"something left over":         func(r *recorder) { r.number(0); r.number(0); r.number(0) },
		"a name twice": func(r *recorder) {
			r.number(0)
			r.number(2)
			for range 2 {
				r.text("content")
				r.number(1)
				r.number(1)
				r.number(1)
				r.number(1)
			}
		},
	} {
		out := newRecorder(stampsHeader, 0)
		write(out)
		if files, err := decodeStamps(out.sealed()); err == nil {
			t.Errorf("%s: it is read as %v", name, files)
		}
	}
}

func TestWhatIsKnownByItsStampIsNotOpened(t *testing.T) {
	bytes, setting := site.DigestOf([]byte("text")), site.Digest{}
	known := &inputs{stamped: stamped{files: []stampedFile{{"content/a.md", input{bytes: bytes}}}}}
	k := &kept{inputs: known, sums: map[string]site.Digest{}}
	run := []content.Reading{{File: "content/a.md"}, {File: "content/b.md"}}
	k.Unread(setting, run)
	if run[0].Bytes != bytes {
		t.Error("the bytes that are known were not asked for")
	}
	if run[0].Known || run[1].Known || run[1].Bytes != (site.Digest{}) {
		t.Error("a file that is not known is given")
	}
}

func TestStampsThatAreNoUseAreToldInOneLine(t *testing.T) {
	e := newEdited(t, 7, 5)
	options := Options{Source: e.dir, Out: filepath.Join(t.TempDir(), "out")}
	run(t, options)
	for _, edit := range []bool{false, true} {
		if err := os.WriteFile(filepath.Join(e.dir, stateFolder, keptStamps), []byte("nonsense"), 0o644); err != nil {
			t.Fatal(err)
		}
		if edit {
			e.change(e.one(incidents), titleLine, "title: Another title")
		}
		if notes := run(t, options).Notes; len(notes) != 1 || !strings.Contains(notes[0], "stamps is damaged") || strings.Contains(notes[0], "\n") {
			t.Errorf("edited %v: the notes are %q", edit, notes)
		}
		if notes := run(t, options).Notes; len(notes) != 0 {
			t.Errorf("edited %v: the build after it notes %q", edit, notes)
		}
	}
}

func TestWhatTheLoaderReadsIsNotReadBeforeIt(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"config.yaml", "content/incidents/a.md", "content/incidents/b.md", "content/README.md"} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	options := Options{Source: dir, Out: filepath.Join(dir, "public")}
	source, err := OpenSource(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer source.Close()
	const a, b = "content/incidents/a.md", "content/incidents/b.md"
	read := []content.Reading{{File: a, Bytes: site.FileDigest([]byte(a))}, {File: b, Bytes: site.FileDigest([]byte(b))}}

	now, want := inputsNow(options, stamped{}, awaiting), inputsNow(options, stamped{}, always)
	if _, known := now.bytesOf(a); known || len(now.awaited) != 3 {
		t.Errorf("%v are awaited, want the three notes and entries", now.awaited)
	}
	now.learn(source, options, [][]content.Reading{read})
	if bytes, known := now.bytesOf(a); now.digest != want.digest || !known || bytes != read[0].Bytes {
		t.Errorf("after the loader the digest is %v, want %v as if everything had been read before", now.digest, want.digest)
	}

	options.inputs = inputsNow(options, stamped{}, awaiting)
	if err := os.Remove(filepath.Join(dir, "content", "README.md")); err != nil {
		t.Fatal(err)
	}
	options.inputs.learn(source, options, [][]content.Reading{read})
	remember(options, &Result{})
	if _, err := os.Stat(standingFile(options)); err == nil {
		t.Error("a build is remembered although a file vanished before it was read")
	}
}
