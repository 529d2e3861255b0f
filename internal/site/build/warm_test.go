package build

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"blotter/internal/site"
	"blotter/internal/site/cache"
	"blotter/internal/site/content"
	"blotter/internal/site/markdown"
)

// run builds and gives the result.
func run(t *testing.T, options Options) *Result {
	t.Helper()
	result, err := Run(t.Context(), options)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// copied writes the files of the folder, and nothing that was kept beside
// them, into a new folder.
func (e *edited) copied() string {
	e.t.Helper()
	dir := e.t.TempDir()
	for name, data := range e.files {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			e.t.Fatal(err)
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			e.t.Fatal(err)
		}
	}
	return dir
}

// coldRun builds a copy of the folder.
func (e *edited) coldRun(options Options) *Result {
	e.t.Helper()
	options.Source = e.copied()
	return run(e.t, options)
}

// tree reads a published folder.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	folder := os.DirFS(dir)
	err := fs.WalkDir(folder, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(folder, name)
		files[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// expectSame compares two sites byte for byte.
func expectSame(t *testing.T, what string, got, want map[string]string) {
	t.Helper()
	if diff := cmp.Diff(slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want))); diff != "" {
		t.Fatalf("%s: files (-), those of a cold build (+):\n%s", what, diff)
	}
	// The mark of the folder comes last: it differs wherever anything does.
	for _, name := range slices.Backward(slices.Sorted(maps.Keys(want))) {
		if got[name] != want[name] {
			t.Fatalf("%s: %s is not that of a cold build:\n%s", what, name, cmp.Diff(got[name], want[name]))
		}
	}
}

// made plans a site and makes all its files, publishing none.
func made(t *testing.T, options Options) (*Result, map[string]string) {
	t.Helper()
	edition, err := Plan(t.Context(), options)
	if err != nil {
		t.Fatal(err)
	}
	return edition.Result, fill(t, edition)
}

func TestAnyEditsPublishTheSiteOfAColdBuild(t *testing.T) {
	const edits, entries = 200, 30
	e := newEdited(t, 5, entries)
	known := e.edits()
	names := slices.Sorted(maps.Keys(known))
	out := filepath.Join(t.TempDir(), "out")
	var log []string
	published := 0
	for len(log) < edits || published == 0 {
		if published%2 == 1 {
			// One entry in other words, which the memory takes a short way for.
			log = append(log, []string{"change a title", "change prose", "change a word and nothing else"}[e.IntN(3)])
			known[log[len(log)-1]]()
		} else {
			for range 1 + e.IntN(19) {
				log = append(log, names[e.IntN(len(names))])
				known[log[len(log)-1]]()
			}
		}
		options := Options{Drafts: e.IntN(4) == 0}
		if e.IntN(4) == 0 {
			options.BaseURL = "https://another.example/place/"
		}
		problems, failed := e.expectCold(options, out, log)
		if failed {
			e.mend(problems)
			continue
		}
		published++
		if e.IntN(4) == 0 {
			e.damage()
		}
	}
	if published < 10 {
		t.Errorf("%d builds were published, want at least 10", published)
	}
	// At the end the cold build is one that publishes.
	for failed, problems := true, []site.Problem(nil); failed; {
		e.mend(problems)
		problems, failed = e.expectCold(Options{}, out, log)
	}
	cold := Options{Out: filepath.Join(t.TempDir(), "cold")}
	e.coldRun(cold)
	expectSame(t, "after all edits", tree(t, out), tree(t, cold.Out))
}

// expectCold builds the folder as a new process and as a running preview do,
// and compares both with the site that is made of the same files in a folder
// where nothing was kept.
func (e *edited) expectCold(options Options, out string, log []string) (problems []site.Problem, failed bool) {
	e.t.Helper()
	after := ", after " + strings.Join(log, ", ")
	cold, warm, remembered := options, options, Options{Source: e.dir, Memory: e.memory}
	cold.Source = e.copied()
	warm.Source, warm.Out = e.dir, out
	result := run(e.t, warm)
	want, files := made(e.t, cold)
	inMemory, memoryFiles := made(e.t, remembered)
	if diff := cmp.Diff(result.Problems, want.Problems); diff != "" {
		e.t.Fatalf("problems%s (-), of a cold build (+):\n%s", after, diff)
	}
	if want.Failed() {
		return want.Problems, true
	}
	published := tree(e.t, out)
	delete(published, ".blotter") // the mark of the folder is no output
	expectSame(e.t, "from the state folder"+after, published, files)
	if options.Drafts || options.BaseURL != "" {
		return want.Problems, false // a memory belongs to one set of options
	}
	if diff := cmp.Diff(inMemory.Problems, want.Problems); diff != "" {
		e.t.Fatalf("problems from memory%s (-), of a cold build (+):\n%s", after, diff)
	}
	expectSame(e.t, "from memory"+after, memoryFiles, files)
	return want.Problems, false
}

// damage flips a bit of a file of the state folder, or cuts it off.
func (e *edited) damage() {
	e.t.Helper()
	kept, err := filepath.Glob(filepath.Join(e.dir, stateFolder, "*"))
	if err != nil || len(kept) == 0 {
		e.t.Fatal("nothing was kept: ", err)
	}
	name := kept[e.IntN(len(kept))]
	data, err := os.ReadFile(name)
	if err != nil || len(data) == 0 {
		e.t.Fatalf("%s has %d bytes: %v", name, len(data), err)
	}
	if at := e.IntN(len(data)); e.IntN(2) == 0 {
		data = data[:at]
	} else {
		data[at] ^= 1 << e.IntN(8)
	}
	if err := os.WriteFile(name, data, 0o644); err != nil {
		e.t.Fatal(err)
	}
}

// decoded counts the files that a build of the folder would decode.
func decoded(t *testing.T, dir string) int {
	t.Helper()
	source, err := OpenSource(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer source.Close()
	memory := &Memory{}
	options := Options{Source: dir, Out: "never made"}
	cfg, _, err := memory.loadConfig(source, options)
	if err != nil {
		t.Fatal(err)
	}
	loader, kept := content.New(cfg, markdown.New()), memory.openKept(options)
	loader.Cache = kept
	if _, _, err := memory.load(t.Context(), loader, source.Content, nil); err != nil {
		t.Fatal(err)
	}
	kept.finish(errors.New("nobody wants what this wrote"))
	return kept.decoded
}

func TestOnlyChangedFilesAreDecodedByTheNextProcess(t *testing.T) {
	e := newEdited(t, 7, 30)
	options := Options{Source: e.dir, Out: filepath.Join(t.TempDir(), "out")}
	files := 0
	for name := range e.files {
		if strings.HasSuffix(name, ".md") {
			files++
		}
	}
	if got := decoded(t, e.dir); got != files {
		t.Errorf("at first %d files are decoded, want all %d", got, files)
	}
	expect := func(after string, want int) {
		t.Helper()
		if got := decoded(t, e.dir); got != want {
			t.Errorf("after %s %d files are decoded, want %d", after, got, want)
		}
		if notes := run(t, options).Notes; len(notes) > 0 {
			t.Errorf("after %s there are notes: %q", after, notes)
		}
	}
	run(t, options)
	all := stateFile(t, e, allEntries)
	expect("a build", 0)
	name := e.one(incidents)
	e.change(name, titleLine, "title: Another title")
	expect("an edit", 1)
	expect("a build that knows the edit", 0)
	e.change(e.one(actors), regexp.MustCompile("(?m)^name: .*$"), "name: Another name")
	expect("an edit of an actor", 1)
	expect("a build that knows both", 0)
	if !bytes.Equal(stateFile(t, e, allEntries), all) {
		t.Error("two edits wrote all entries again")
	}
	e.change("config.yaml", titleLine, "title: Another record")
	expect("an edit of the record's title", 0)
	for at := range 70 {
		e.write(fmt.Sprintf("%sadded-%d.md", actors, at), []byte("---\nname: Somebody\n---\n"))
	}
	expect("many edits", 70)
	expect("a build that knows them", 0)
	if bytes.Equal(stateFile(t, e, allEntries), all) {
		t.Error("many edits did not write all entries again")
	}
	if _, err := os.Stat(filepath.Join(e.dir, stateFolder, sinceEntries)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("what changed before all were written is still kept: %v", err)
	}
}

func TestAnEditKeepsTheWordsThatChangedBesideAll(t *testing.T) {
	e := newEdited(t, 7, 300)
	options := Options{Source: e.dir, Out: filepath.Join(t.TempDir(), "out")}
	run(t, options)
	all := stateFile(t, e, allWords)
	firstWord := regexp.MustCompile(`(?m)^title: "?\w+`)
	e.change(e.one(incidents), firstWord, "title: Another")
	run(t, options)
	since := stateFile(t, e, sinceWords)
	if !bytes.Equal(stateFile(t, e, allWords), all) || len(since) > len(all)/2 {
		t.Errorf("an edit wrote all parts of the search index, or %d bytes beside %d", len(since), len(all))
	}
	e.change("config.yaml", titleLine, "title: Another record")
	run(t, options)
	if !bytes.Equal(stateFile(t, e, allWords), all) || !bytes.Equal(stateFile(t, e, sinceWords), since) {
		t.Error("an edit of the record's title wrote words")
	}
	if err := os.WriteFile(filepath.Join(e.dir, stateFolder, sinceWords), since[:len(since)/2], 0o644); err != nil {
		t.Fatal(err)
	}
	e.change(e.one(incidents), firstWord, "title: Second")
	if notes := run(t, options).Notes; len(notes) != 1 || !strings.Contains(notes[0], "words-since is damaged") {
		t.Errorf("the notes are %q, want one that the later words are damaged", notes)
	}
	cold := filepath.Join(t.TempDir(), "cold")
	e.coldRun(Options{Out: cold})
	expectSame(t, "after damage", tree(t, options.Out), tree(t, cold))
}

// stateFile reads a file of the state folder.
func stateFile(t *testing.T, e *edited, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(e.dir, stateFolder, name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestAFileWithProblemsIsDecodedByEveryProcess(t *testing.T) {
	e := newEdited(t, 7, 5)
	e.change(e.one(incidents), titleLine, "title: A title\ncolour: red")
	options := Options{Source: e.dir, Out: filepath.Join(t.TempDir(), "out")}
	first := run(t, options).Problems
	if len(first) == 0 {
		t.Fatal("the file has no problem")
	}
	if diff := cmp.Diff(run(t, options).Problems, first); diff != "" {
		t.Errorf("problems of the second process (-), of the first (+):\n%s", diff)
	}
}

// warn gives an entry a source that nothing cites: a warning that names a field
// and no line, which is looked for afterwards.
func warn(e *edited) {
	unused := "sources:\n  unused: {url: \"https://example.com/unused\", title: A document, publisher: Nobody, date: 2024, kind: news}"
	e.change(e.one(incidents), regexp.MustCompile(`(?m)^sources:$`), unused)
}

func TestLinesOfWarningsAreKept(t *testing.T) {
	e := newEdited(t, 7, 5)
	warn(e)
	options := Options{Source: e.dir, Out: filepath.Join(t.TempDir(), "out")}
	first := run(t, options).Problems
	source, err := OpenSource(e.dir)
	if err != nil {
		t.Fatal(err)
	}
	defer source.Close()
	memory := &Memory{}
	kept := memory.openKept(options)
	for file, data := range e.files {
		kept.Get(file, site.Digest{}, site.FileDigest(data))
	}
	var bare []site.Problem
	for _, p := range first {
		if p.Field != "" {
			p.Line, p.Column = 0, 0
			bare = append(bare, p)
		}
	}
	kept.locate(noFiles{t}, bare, memory)
	for _, p := range bare {
		if !slices.Contains(first, p) {
			t.Errorf("%v is not where it was", p)
		}
	}
	if len(bare) == 0 {
		t.Error("no warning names a field")
	}
}

// noFiles is a folder that nobody may look into.
type noFiles struct{ t *testing.T }

func (n noFiles) Open(name string) (fs.File, error) {
	n.t.Errorf("%s is opened", name)
	return nil, fs.ErrNotExist
}

func TestACheckAndAPreviewReadWhatWasKeptAndKeepNothing(t *testing.T) {
	e := newEdited(t, 7, 5)
	for _, options := range []Options{{Outputs: true}, {Memory: &Memory{}}} {
		options.Source = e.dir
		run(t, options)
		if _, err := os.Stat(filepath.Join(e.dir, stateFolder)); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("the state folder is there: %v", err)
		}
	}
	run(t, Options{Source: e.dir, Out: filepath.Join(t.TempDir(), "out")})
	for what, options := range map[string]Options{"check": {Outputs: true}, "preview": {Memory: &Memory{}}} {
		kept := (&Memory{}).openKept(Options{Source: e.dir, Memory: options.Memory})
		if kept.all == nil || kept.all.Len() == 0 || kept.keeps {
			t.Errorf("%s: it reads nothing, or would write", what)
		}
	}
}

func TestWhatWasKeptAndIsNoUseIsToldInOneLine(t *testing.T) {
	file := func(e *edited, name string) string { return filepath.Join(e.dir, stateFolder, name) }
	rewrite := func(e *edited, name string, change func([]byte) []byte) {
		if err := os.WriteFile(file(e, name), change(stateFile(e.t, e, name)), 0o644); err != nil {
			e.t.Fatal(err)
		}
	}
	tests := []struct {
		name, want string
		since      bool // with entries that changed since all were written
		spoil      func(e *edited)
	}{
		{"cut off", "entries is damaged", false, func(e *edited) {
			rewrite(e, allEntries, func(data []byte) []byte { return data[:len(data)/2] })
		}},
		{"emptied", "entries is damaged", false, func(e *edited) { rewrite(e, allEntries, func([]byte) []byte { return nil }) }},
		{"a flipped bit in an entry", "entries is damaged", false, func(e *edited) {
			rewrite(e, allEntries, func(data []byte) []byte {
				at := bytes.Index(data, []byte("https://"))
				data[at] ^= 1
				return data
			})
		}},
		{"another version", "entries was written by another version", false, func(e *edited) {
			rewrite(e, allEntries, func([]byte) []byte { return foreign(e.t) })
		}},
		{"another base path", "under another base path", false, func(e *edited) {
			e.change("config.yaml", regexp.MustCompile("(?m)^base_url: .*$"), "base_url: https://record.example/below/")
		}},
		{"other limits", "other limits", false, func(e *edited) {
			e.write("config.yaml", append(e.files["config.yaml"], "limits: {depth: 20}\n"...))
		}},
		{"other shared sources", "other shared sources", false, func(e *edited) {
			e.change("content/sources/shared.yaml", regexp.MustCompile("title: [^,]*"), "title: Almanac")
		}},
		{"the later file cut off", "entries-since is damaged", true, func(e *edited) {
			rewrite(e, sinceEntries, func(data []byte) []byte { return data[:len(data)-1] })
		}},
		{"the places cut off", "places is damaged", false, func(e *edited) {
			rewrite(e, keptPlaces, func(data []byte) []byte { return data[:len(data)-1] })
		}},
		{"the words cut off", "words is damaged", false, func(e *edited) {
			rewrite(e, allWords, func(data []byte) []byte { return data[:len(data)/2] })
		}},
		{"later words that are none", "words-since is damaged", false, func(e *edited) {
			if err := os.WriteFile(file(e, sinceWords), stateFile(e.t, e, allWords)[:999], 0o644); err != nil {
				e.t.Fatal(err)
			}
		}},
		{"both cut off", "entries is damaged", true, func(e *edited) {
			rewrite(e, allEntries, func(data []byte) []byte { return data[:9] })
			rewrite(e, sinceEntries, func(data []byte) []byte { return data[:9] })
		}},
	}
	e := newEdited(t, 7, 5)
	warn(e)
	options := Options{Source: e.dir, Out: filepath.Join(t.TempDir(), "out")}
	run(t, options)
	colds, cold, coldFiles := t.TempDir(), "", map[string][]byte(nil)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if test.since {
				e.change(e.one(incidents), titleLine, "title: Another title of "+test.name)
				run(t, options)
			}
			test.spoil(e)
			// A note that is no content: the site stays as it is, but the build
			// cannot know that before it has read all.
			e.write("content/README.md", []byte(test.name))
			if !maps.EqualFunc(e.files, coldFiles, bytes.Equal) {
				cold, coldFiles = filepath.Join(colds, test.name), maps.Clone(e.files)
				e.coldRun(Options{Out: cold})
			}
			notes := run(t, options).Notes
			if len(notes) != 1 || !strings.Contains(notes[0], test.want) || strings.Contains(notes[0], "\n") {
				t.Errorf("the notes are %q, want one line with %q", notes, test.want)
			}
			expectSame(t, test.name, tree(t, options.Out), tree(t, cold))
			if again := run(t, options).Notes; len(again) > 0 {
				t.Errorf("the next build notes %q, want nothing", again)
			}
		})
	}
}

func TestAStateFolderThatCannotBeWrittenIsToldAndTheSiteIsRight(t *testing.T) {
	e := newEdited(t, 7, 5)
	if err := os.MkdirAll(filepath.Join(e.dir, stateFolder, allEntries), 0o755); err != nil {
		t.Fatal(err)
	}
	warm, cold := Options{Source: e.dir, Out: filepath.Join(t.TempDir(), "out")}, Options{Out: filepath.Join(t.TempDir(), "cold")}
	e.coldRun(cold)
	notes := run(t, warm).Notes
	if len(notes) != 2 || !strings.HasPrefix(notes[1], "the next build will read every entry anew: ") {
		t.Errorf("the notes are %q, want one on reading and one on writing", notes)
	}
	expectSame(t, "with a folder in place of the entries", tree(t, warm.Out), tree(t, cold.Out))
	left, err := filepath.Glob(filepath.Join(e.dir, stateFolder, "*.new"))
	if err != nil || len(left) > 0 {
		t.Errorf("%q is left over: %v", left, err)
	}
}

// foreign gives a file of entries of another program.
func foreign(t *testing.T) []byte {
	t.Helper()
	file, err := os.Create(filepath.Join(t.TempDir(), "foreign"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	writer, err := cache.NewWriter(file, "another program", site.Digest{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(file.Name())
	if err != nil {
		t.Fatal(err)
	}
	return data
}
