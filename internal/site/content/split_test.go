package content

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"blotter/internal/site"
	"blotter/internal/site/generate"
)

// sameSplit fails the test when a file is split otherwise than the package
// splits it. It says whether it is split here.
func sameSplit(t *testing.T, data []byte) bool {
	t.Helper()
	got, ok := plainSplit(data)
	if !ok {
		return false
	}
	d := &decoder{limits: site.DefaultConfig().Limits, firstLine: 1}
	want, known := d.packageSplit(data)
	if !known || len(d.problems) > 0 || d.indented > 0 {
		t.Errorf("%q is split, but the package says %v, %v", data, known, d.problems)
	}
	if diff := cmp.Diff(got, want, cmp.AllowUnexported(header{})); diff != "" {
		t.Errorf("%q (-here +package):\n%s", data, diff)
	}
	return true
}

var splits = []struct {
	text  string
	plain bool
}{
	{"---\na: b\n---\nText.\n", true},
	{"---\na: b\n---\n", true},
	{"---\na: b\n---", true},
	{"---\n\n---\nText.", true},
	{"---\na: b\n---\n---\nText with a rule above.\n---\n", true},
	{"---\na: |\n  é\n\n---\n\n\nText.", true},
	{"---\na: b---c\n---\nText.", false},
	{"---\na: |\n  ---\n---\nText.", false},
	{"---\na: b\n--- \nText.", false},
	{"---\na: b\n----\n---\nText.", false},
	{"---\n---\nText.", false},
	{"--- \na: b\n---\nText.", false},
	{"\n---\na: b\n---\nText.", false},
	{"+++\na = 1\n+++\nText.", false},
	{"---yaml\na: b\n---\nText.", false},
	{"---\na: b\n", false},
	{"", false},
}

func TestAFileIsSplitAsThePackageSplitsIt(t *testing.T) {
	for _, c := range splits {
		if got := sameSplit(t, []byte(c.text)); got != c.plain {
			t.Errorf("%q is split here: %v, want %v", c.text, got, c.plain)
		}
	}
	for file := range generate.Files(generate.Options{Entries: 20, Seed: 3}) {
		if file.Data[0] == '-' && !sameSplit(t, file.Data) {
			t.Errorf("%s is left to the package", file.Name)
		}
	}
}

func FuzzSplit(f *testing.F) {
	for _, c := range splits {
		f.Add([]byte(c.text))
	}
	f.Fuzz(func(t *testing.T, data []byte) { sameSplit(t, data) })
}
