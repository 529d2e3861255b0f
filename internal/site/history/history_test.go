package history_test

import (
	"context"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"blotter/internal/site/history"
)

// repository makes a repository whose folder "record" is a site folder with
// one entry, committed twice with different texts.
func repository(t *testing.T) (site string) {
	t.Helper()
	root := t.TempDir()
	site = filepath.Join(root, "record")
	git := func(args ...string) {
		t.Helper()
		command := exec.Command("git", append([]string{"-C", root, "-c", "user.name=Editor", "-c", "user.email=editor@example.org", "-c", "commit.gpgsign=false"}, args...)...)
		if out, err := command.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	write := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(filepath.Join(site, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(site, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	git("init", "--quiet")
	write("config.yaml", "title: A record\n")
	write("content/incidents/x.md", "the first text")
	git("add", ".")
	git("commit", "--quiet", "-m", "first")
	write("content/incidents/x.md", "the second text")
	git("commit", "--quiet", "-a", "-m", "second")
	return site
}

func TestAtReadsTheFolderAsItStood(t *testing.T) {
	dir := repository(t)
	for revision, want := range map[string]string{"HEAD": "the second text", "HEAD~1": "the first text"} {
		folder, err := history.At(context.Background(), dir, revision)
		if err != nil {
			t.Fatal(err)
		}
		got, err := fs.ReadFile(folder, "content/incidents/x.md")
		if err != nil || string(got) != want {
			t.Errorf("at %s the entry is %q, %v; want %q", revision, got, err, want)
		}
	}
}

func TestAtSaysWhatIsWrong(t *testing.T) {
	dir := repository(t)
	for _, c := range []struct{ name, dir, revision, want string }{
		{"a revision that is not there", dir, "no-such-branch", "no-such-branch"},
		{"an option in place of a revision", dir, "--output=/tmp/x", "not a revision"},
		{"no revision", dir, "", "not a revision"},
		{"a folder in no repository", t.TempDir(), "HEAD", "HEAD"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := history.At(context.Background(), c.dir, c.revision)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got the error %v, want one with %q", err, c.want)
			}
		})
	}
}
