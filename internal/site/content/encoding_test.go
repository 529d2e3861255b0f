package content

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"blotter/internal/site"
)

const plainEntry = "---\ntitle: Ronin bridge drained\nsumary: x\n---\nText with <b>.\n"

// wantPlain are the problems of plainEntry.
const wantPlain = `content/incidents/abc.md:3:1: error: "sumary" is not a key of an entry (unknown-key)
content/incidents/abc.md:5:11: error: "<b>" is HTML, which is not rendered (raw-html)
`

// read reads one entry and gives its problems without the hints.
func read(t *testing.T, text string) (*site.Incident, string) {
	t.Helper()
	incident, problems := loader().Incident("content/incidents/abc.md", []byte(text), Shared{})
	site.SortProblems(problems)
	for i := range problems {
		problems[i].Hint = ""
	}
	return incident, report(problems)
}

func TestBytesThatEditorProgramsLeaveAreReadOrReported(t *testing.T) {
	const file = "content/incidents/abc.md"
	tests := []struct {
		name, text, want string
	}{
		{"plain", plainEntry, wantPlain},
		{"a byte order mark is passed over", "\ufeff" + plainEntry, wantPlain},
		{"Windows line ends move no line and no column", strings.ReplaceAll(plainEntry, "\n", "\r\n"), wantPlain},
		{"both at once", "\ufeff" + strings.ReplaceAll(plainEntry, "\n", "\r\n"), wantPlain},
		{"spaces after the fences", "--- \ntitle: Ronin bridge drained\nsumary: x\n---\t\nText with <b>.\n", wantPlain},
		{"an empty file", "", file + ":1:1: error: the file is empty (empty-file)\n"},
		{"a file of blanks", "\n \t\n", file + ":1:1: error: the file is empty (empty-file)\n"},
		{"a mark alone", "\ufeff", file + ":1:1: error: the file is empty (empty-file)\n"},
		{"UTF-16", "\xff\xfe-\x00-\x00-\x00", file + ":1:1: error: the file is written in UTF-16 (encoding)\n"},
		{"a zero byte", "---\ntitle: a\x00b\n---\n", file + ":2:9: error: the file has a zero byte, so it is not text (encoding)\n"},
		{"Windows-1252 and the other mistakes too", "---\ntitle: Caf\xe9\nsumary: x\n---\n",
			file + ":2:11: error: the byte 0xe9 is not UTF-8 (encoding)\n" + file + ":3:1: error: \"sumary\" is not a key of an entry (unknown-key)\n"},
		{"the column counts characters", "---\ntitle: Ünïcödé\nx_a: é\xe9\n---\n",
			file + ":3:7: error: the byte 0xe9 is not UTF-8 (encoding)\n"},
		{"an old line end", "---\ntitle: a\rb\n---\n", file + ":2:9: error: the line break U+000D (carriage return) is not read as one everywhere (encoding)\n"},
		{"a line end only YAML knows", "---\ntitle: a\u2028b\nsumary: x\n---\n",
			file + ":2:9: error: the line break U+2028 (line separator) is not read as one everywhere (encoding)\n" + file + ":3:1: error: \"sumary\" is not a key of an entry (unknown-key)\n"},
		{"a control character in YAML", "---\ntitle: a\x01b\n---\n", file + ":2:9: error: the file has the control character U+0001 (encoding)\n"},
		{"no line feed at the end", "---\ntitle: x\n---", ""},
		{"nothing but fences", "---\n---", ""},
		{"one fence alone", "---", file + ":1:1: error: the front matter has no end (front-matter)\n"},
		{"a longer rule is no fence", "----\ntitle: x\n----\n", file + ":1:1: error: the file does not begin with front matter (front-matter)\n"},
		{"a file beyond the limit", "---\ntitle: x\n---\n" + strings.Repeat("word ", 1<<18), file + ": error: the file is larger than 1048576 bytes (too-large)\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if _, got := read(t, test.text); got != test.want {
				t.Errorf("got:\n%swant:\n%s", got, test.want)
			}
		})
	}
}

func TestTheIndentedFenceStaysInTheText(t *testing.T) {
	incident, problems := read(t, "---\nstatus_note: |\n  First.\n  ---\n  Second.\n---\nBody.\n")
	if problems != "" {
		t.Fatal(problems)
	}
	if got, want := incident.StatusNote, "First.\n---\nSecond."; got != want {
		t.Errorf("StatusNote = %q, want %q", got, want)
	}
	if got, want := incident.Body.Text(), "Body."; got != want {
		t.Errorf("Body.Text = %q, want %q", got, want)
	}
}

func TestALinkThatLeadsOutOfTheFolderIsNotFollowed(t *testing.T) {
	outside := filepath.Join(t.TempDir(), "secret.md")
	folder := t.TempDir()
	for path, text := range map[string]string{outside: plainEntry, filepath.Join(folder, "content/incidents/an-entry.md"): "---\ntitle: x\n---\n"} {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, link := range []struct{ to, name string }{{outside, "content/incidents/secret.md"}, {filepath.Dir(outside), "content/pages"}} {
		if err := os.Symlink(link.to, filepath.Join(folder, link.name)); err != nil {
			t.Fatal(err)
		}
	}
	_, record, problems := load(t, os.DirFS(folder))
	if len(record.Incidents) != 1 || record.Incidents[0].ID != "an-entry" {
		t.Errorf("read %d incidents, want an-entry alone", len(record.Incidents))
	}
	want := `content/incidents/secret.md: error: a symbolic link is not followed (stray-file)
    hint: put the file itself here
content/pages: error: a symbolic link is not followed (stray-file)
    hint: put the file itself here
`
	if got := report(problems); !strings.HasSuffix(got, want) {
		t.Errorf("got:\n%swant at the end:\n%s", got, want)
	}
}

// vanishing is a folder in which a file is listed and cannot be opened.
type vanishing struct {
	fstest.MapFS
	gone string
}

func (v vanishing) Open(name string) (fs.File, error) {
	if name == v.gone {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return v.MapFS.Open(name)
}

func TestAFileThatVanishesIsAnErrorAndNoProblem(t *testing.T) {
	folder := fstest.MapFS{
		"content/incidents/an-entry.md": {Data: []byte("---\ntitle: x\n---\n")},
		"content/sources/shared.yaml":   {Data: []byte("a: {url: https://example.org/}\n")},
	}
	for _, gone := range []string{"content/incidents/an-entry.md", "content/sources/shared.yaml"} {
		_, _, err := loader().Load(context.Background(), vanishing{folder, gone})
		if !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "reading "+gone) {
			t.Errorf("without %s: err = %v, want one that names the file", gone, err)
		}
	}
}

func TestLoadingStopsWhenItsContextEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	folder := fstest.MapFS{"content/incidents/an-entry.md": {Data: []byte("---\ntitle: x\n---\n")}}
	if _, _, err := loader().Load(ctx, folder); !errors.Is(err, context.Canceled) {
		t.Errorf("err = %v, want that the context was cancelled", err)
	}
}

func TestAnEmptyFolderIsAnEmptyRecord(t *testing.T) {
	cfg, record, problems := load(t, fstest.MapFS{})
	if len(problems) != 0 || len(record.Incidents)+len(record.Actors)+len(record.Pages)+len(record.Sources) != 0 {
		t.Errorf("got %d problems and %+v, want none", len(problems), record)
	}
	if got, want := cfg.BaseURL, "https://example.org/"; got != want {
		t.Errorf("BaseURL = %q, want %q", got, want)
	}
}

func TestPrintableTextIsFoundByteForByte(t *testing.T) {
	plain := []byte("A line of text, as long as several steps are.\n\tAnd ~ another.")
	for at := range plain {
		for c := range 256 {
			text := bytes.Clone(plain)
			text[at] = byte(c)
			want := slices.IndexFunc(text, func(c byte) bool { return (c < ' ' || c >= 0x7f) && c != '\n' && c != '\t' })
			if want < 0 {
				want = len(text)
			}
			if got := printable(text); got != want {
				t.Fatalf("of %q %d bytes are printable, want %d", text, got, want)
			}
		}
	}
}
