package content

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"go.yaml.in/yaml/v4"

	"blotter/internal/site"
	"blotter/internal/site/generate"
)

// onlyRead leaves out what nobody reads of a node.
var onlyRead = cmpopts.IgnoreFields(yaml.Node{}, "HeadComment", "LineComment", "FootComment")

func TestATreeReadHereIsTheTreeOfThePackage(t *testing.T) {
	texts := [][]byte{
		[]byte("a: [b, {'c': \"d\"}]\ne:\n- f\n- |\n  g\n- >-\n  h\ni:\n\"j\": 2022\n"),
		[]byte("# no value in brackets\n- {}\n- []\n- é: ü\n"),
	}
	for file := range generate.Files(generate.Options{Entries: 20, Seed: 3}) {
		d := &decoder{limits: site.DefaultConfig().Limits, firstLine: 1}
		if head, ok := d.split(file.Data); ok {
			texts = append(texts, head.text)
		}
	}
	for _, text := range texts {
		d := &decoder{firstLine: 1}
		got, want := d.parsePlain(text), d.packageTree(text)
		if got == nil {
			t.Fatalf("%q is left to the package", text)
		}
		if diff := cmp.Diff(got, want, onlyRead); diff != "" {
			t.Errorf("%q: got (-), want (+):\n%s", text, diff)
		}
		d.close()
	}
}

func TestAnEntryStaysWhenItsTreeIsUsedForTheNext(t *testing.T) {
	whole := func() *site.Incident {
		incident, _ := loader().Incident("content/incidents/abc.md", []byte(wholeYAML), Shared{})
		return incident
	}
	first := whole()
	read(t, "---\ntitle: Another\nsummary: Other words\nactors: [{name: Another}]\nsources: {a: {title: Another}}\n---\n")
	if diff := cmp.Diff(first, whole(), same); diff != "" {
		t.Errorf("after another entry (-), anew (+):\n%s", diff)
	}
}

func TestWhatIsNotPlainIsReadByThePackage(t *testing.T) {
	incident, problems := read(t, "---\ntitle: &name A title\nsummary: *name\nstatus_note: \"\\x41\"\n---\n")
	if problems != "" {
		t.Fatal(problems)
	}
	if incident.Summary != "A title" || incident.StatusNote != "A" {
		t.Errorf("the summary is %q and the note %q, want those behind the anchor and the escape", incident.Summary, incident.StatusNote)
	}
}
