package content

import (
	"context"
	"fmt"
	"io/fs"
	"runtime"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"blotter/internal/site"
)

// manyFiles is a folder with good and bad files of every sort.
func manyFiles() fstest.MapFS {
	folder := fstest.MapFS{
		"content/sources/a.yaml":             {Data: []byte("shared: {url: https://example.org/, title: Shared}\nbad: {url: x}\n")},
		"content/pages/about.md":             {Data: []byte("---\ntitle: About\n---\nText [@shared].\n")},
		"content/actors/b/lazarus.md":        {Data: []byte("---\nname: Lazarus\n---\n")},
		"content/actors/broken.md":           {Data: []byte("---\nname: 'x\n---\n")},
		"content/incidents/2022/same.md":     {Data: []byte("---\ntitle: One\n---\n")},
		"content/incidents/2023/same.md":     {Data: []byte("---\ntitle: Two\n---\n")},
		"content/incidents/broken-one.md":    {Data: []byte("---\ntitle: a: b\n---\n")},
		"content/incidents/no-fence.md":      {Data: []byte("Words.\n")},
		"content/incidents/2024/a/b/deep.md": {Data: []byte("---\ntitle: Deep\n---\n")},
	}
	for n := range 60 {
		folder[fmt.Sprintf("content/incidents/2025/entry-%02d.md", n)] = &fstest.MapFile{
			Data: fmt.Appendf(nil, "---\ntitle: Entry %d\nsumary: x\namounts: [{kind: stolen, usd: %dM}]\n---\nText <i> [@shared].\n", n, n),
		}
	}
	return folder
}

func TestLoadingGivesTheSameWhateverTheScheduling(t *testing.T) {
	folder := manyFiles()
	type outcome struct {
		Record   *site.Record
		Problems []site.Problem
	}
	var first outcome
	for run := range 8 {
		func() {
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1 + run%4))
			record, problems, err := loader().Load(context.Background(), folder)
			if err != nil {
				t.Fatal(err)
			}
			if run == 0 {
				first = outcome{record, problems}
				return
			}
			if diff := cmp.Diff(outcome{record, problems}, first, same); diff != "" {
				t.Fatalf("run %d (-), run 0 (+):\n%s", run, diff)
			}
		}()
	}
}

func TestTheRecordIsSortedAndNamesWhatIsBroken(t *testing.T) {
	_, record, _ := load(t, manyFiles())
	var files []string
	for _, incident := range record.Incidents {
		files = append(files, incident.File)
	}
	if got, want := files[0], "content/incidents/2024/a/b/deep.md"; got != want {
		t.Errorf("the first file is %s, want %s", got, want)
	}
	if got, want := files[len(files)-2:], []string{"content/incidents/2022/same.md", "content/incidents/2023/same.md"}; !slices.Equal(got, want) {
		t.Errorf("the last files are %v, want %v", got, want)
	}
	if got, want := record.Broken, []string{"broken", "broken-one", "no-fence"}; !slices.Equal(got, want) {
		t.Errorf("Broken = %v, want %v", got, want)
	}
	if len(record.Actors) != 1 || len(record.Pages) != 1 || len(record.Sources) != 2 {
		t.Errorf("%d actors, %d pages, %d sources, want 1, 1, 2", len(record.Actors), len(record.Pages), len(record.Sources))
	}
	if source := record.Sources[1]; source.Key != "shared" || !source.Shared || source.File != "content/sources/a.yaml" {
		t.Errorf("the second source is %+v, want shared of content/sources/a.yaml", source)
	}
}

func TestProblemsWithAFieldAreLocated(t *testing.T) {
	const file = "content/incidents/abc.md"
	folder := fstest.MapFS{
		file: {Data: []byte(`---
title: A title
amounts:
  - {kind: stolen, usd: 1M}
  - kind: frozen
    usd: 2M
    claims:
      - usd: 3M
actors: &a
  - {actor: x}
events:
  - date: 2022
sources:
  ronin: {url: https://example.org/}
  ronin.2: {title: Two}
techniques: one
check: {a.b: c}
addresses: *a
---

Prose.
`)},
		"content/incidents/list.md":   {Data: []byte("---\nsources:\n  - {id: one, url: https://example.org/}\n  - {id: two, title: x}\n---\n")},
		"content/incidents/toml.md":   {Data: []byte("+++\ntitle = 'x'\n[[amounts]]\nkind = 'a'\n[[amounts]]\n  kind = 'b'\n+++\n")},
		"content/incidents/json.md":   {Data: []byte("{\n  \"amounts\": [\n    {\"kind\": \"a\"}, {\"kind\": \"b\"}]\n}\n\nText.")},
		"content/incidents/broken.md": {Data: []byte("---\ntitle: a: b\n---\nText.\n")},
		"content/sources/s.yaml":      {Data: []byte("# all\nun: {url: https://example.org/,\n  title: UN}\n")},
		"config.yaml":                 {Data: []byte("title: x\ncheck: {some-rule: off}\n")},
	}
	tests := []struct {
		file, field string
		want        string
	}{
		{file, "title", "2:8"}, {file, "amounts", "4:3"}, {file, "amounts[0].usd", "4:25"}, {file, "amounts[1]", "5:5"},
		{file, "amounts[1].claims[0].usd", "8:14"}, {file, "amounts[1].precision", "5:5"}, {file, "amounts[7].usd", "4:3"},
		{file, "actors[0].standing", "10:5"}, {file, "events[0].date", "12:11"}, {file, "sources.ronin.url", "14:16"},
		{file, "sources.ronin.2.title", "15:20"}, {file, "sources.ronin.title", "14:10"}, {file, "sources[1]", "15:12"},
		{file, "techniques[0]", "16:13"}, {file, "check.a.b", "17:14"}, {file, "addresses[0].actor", "10:13"},
		{file, "summary", "1:1"}, {file, "nothing[3].at.all", "1:1"}, {file, "amounts[x].usd", "4:3"}, {file, "amounts[0", "4:3"}, {file, "body", "21:1"},
		{"content/incidents/list.md", "sources.two.title", "4:22"}, {"content/incidents/list.md", "sources.two.url", "4:5"},
		{"content/incidents/toml.md", "amounts[1].kind", "6:10"}, {"content/incidents/toml.md", "amounts[1].usd", "5:1"},
		{"content/incidents/json.md", "amounts[1].kind", "3:29"}, {"content/incidents/json.md", "body", "6:1"},
		{"content/incidents/broken.md", "title", "1:1"}, {"content/incidents/broken.md", "body", "4:1"},
		{"content/sources/s.yaml", "un.title", "3:10"}, {"content/sources/s.yaml", "un.publisher", "2:5"}, {"config.yaml", "check.some-rule", "2:20"},
		{"content/incidents/gone.md", "title", "0:0"}, {file, "", "0:0"},
	}
	var problems []site.Problem
	for _, test := range tests {
		problems = append(problems, site.Problem{Place: site.Place{File: test.file}, Field: test.field})
	}
	Locate(folder, problems)
	for i, test := range tests {
		if got := fmt.Sprintf("%d:%d", problems[i].Line, problems[i].Column); got != test.want {
			t.Errorf("%s %q is located at %s, want %s", test.file, test.field, got, test.want)
		}
	}
}

func TestAKnownPlaceIsKept(t *testing.T) {
	problems := []site.Problem{{Place: site.Place{File: "content/incidents/abc.md", Line: 7, Column: 3}, Field: "title"}}
	Locate(fstest.MapFS{"content/incidents/abc.md": {Data: []byte("---\ntitle: x\n---\n")}}, problems)
	if problems[0].Line != 7 || problems[0].Column != 3 {
		t.Errorf("the place is %v, want 7:3", problems[0].Place)
	}
}

func TestIDsAreFoundInAllFoldersOfTheirSort(t *testing.T) {
	folder := manyFiles()
	for _, test := range []struct{ dir, id, want string }{
		{"content/incidents/2031", "deep", "content/incidents/2024/a/b/deep.md"},
		{"content/actors", "deep", ""},
		{"content/actors", "lazarus", "content/actors/b/lazarus.md"},
		{"content/incidents", "free", ""},
	} {
		got, err := FindID(folder, test.dir, test.id)
		if err != nil || got != test.want {
			t.Errorf("FindID(%s, %s) = %q, %v, want %q", test.dir, test.id, got, err, test.want)
		}
	}
}

func TestAnIDIsAnAddressAndNoYear(t *testing.T) {
	for id, want := range map[string]bool{
		"abc": true, "ronin-bridge-theft": true, "2022-theft": true, "ab": false, "": false, "2022": false, "20220": false,
		"Abc": false, "a_b": false, "a/b": false, "../a": false, "ábc": false, "a b": false, "abc\n": false,
	} {
		if got := ValidID(id); got != want {
			t.Errorf("ValidID(%q) = %v, want %v", id, got, want)
		}
	}
}

func TestReadingStopsAtTheLimit(t *testing.T) {
	cfg := site.DefaultConfig()
	cfg.Limits.EntryBytes = 100
	l := New(cfg, nil)
	for _, size := range []int{0, 1, 99, 100, 101, 102, 5000} {
		folder := fstest.MapFS{"a.md": {Data: make([]byte, size)}}
		data, err := l.Read(folder, "a.md")
		if err != nil {
			t.Fatal(err)
		}
		if got, want := len(data), min(size, 101); got != want {
			t.Errorf("of %d bytes %d are read, want %d", size, got, want)
		}
	}
	if _, err := l.Read(fstest.MapFS{}, "a.md"); err == nil {
		t.Error("reading a file that is not there gives no error")
	}
	if _, err := l.Read(fstest.MapFS{"a.md": {Mode: fs.ModeDir}}, "a.md"); err == nil {
		t.Error("reading a folder gives no error")
	}
}

func TestEveryRuleThatIsReportedIsExplained(t *testing.T) {
	explained := map[string]bool{}
	for _, rule := range Rules() {
		if explained[rule.ID] {
			t.Errorf("the rule %s is explained twice", rule.ID)
		}
		explained[rule.ID] = true
		if rule.What == "" || rule.Why == "" || rule.Bad == "" || rule.Good == "" {
			t.Errorf("the rule %s is not explained whole", rule.ID)
		}
	}
	reported := rulesOfTheFixtures(t)
	for rule := range explained {
		switch rule {
		case "config-missing", "empty-file", "encoding", "too-large", "hidden-character": // tested apart: no fixture of plain text can hold them
		default:
			if !reported[rule] {
				t.Errorf("no fixture breaks the rule %s", rule)
			}
		}
	}
	for rule := range reported {
		if !explained[rule] && !bodyRules()[rule] {
			t.Errorf("the rule %s is reported and not explained", rule)
		}
	}
}
