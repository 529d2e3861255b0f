package build

import (
	"path/filepath"
	"testing"
)

func TestABuildWithAMistakeLetsGoOfTheOutput(t *testing.T) {
	e := newEdited(t, 11, 5)
	options := Options{Source: e.dir, Out: filepath.Join(t.TempDir(), "public")}
	run(t, options)
	file := e.one(incidents)
	good := e.files[file]
	e.write(file, []byte("---\ntitle: 'never closed\n---\n"))
	if result := run(t, options); !result.Failed() || result.Published {
		t.Fatalf("a broken entry is published: %+v", result.Problems)
	}
	press, err := openAhead(t.Context(), options).wait()
	if err != nil {
		t.Fatalf("after a build with a mistake: %v", err)
	}
	press.Abort()
	e.write(file, good)
	if result := run(t, options); result.Failed() || !result.Published {
		t.Errorf("the mended entry is not published: %+v", result.Problems)
	}
}
