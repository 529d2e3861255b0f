package publish

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// The test program runs itself as the build that is killed. The child tells
// each step it is about to take with a byte on its output, so that the parent
// chooses the moment by steps and not by the clock.
const (
	childDir     = "BLOTTER_TEST_PUBLISH_TO"
	childEdition = "BLOTTER_TEST_EDITION"
	childBuilds  = "BLOTTER_TEST_BUILDS"
)

func TestMain(m *testing.M) {
	dir := os.Getenv(childDir)
	if dir == "" {
		os.Exit(m.Run())
	}
	if err := publishAsChild(dir); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// publishAsChild publishes one edition after the other.
func publishAsChild(dir string) error {
	edition, err := strconv.Atoi(os.Getenv(childEdition))
	if err != nil {
		return err
	}
	builds, err := strconv.Atoi(os.Getenv(childBuilds))
	if err != nil {
		return err
	}
	tell := func(string) error {
		_, err := os.Stdout.Write([]byte{'.'})
		return err
	}
	for range builds {
		if _, err := tryPublish(dir, killOptions(dir), watched(machine{openFolder, exchange}, tell), editionOf(edition)); err != nil {
			return err
		}
		edition++
	}
	return nil
}

func killOptions(dir string) Options {
	return Options{State: filepath.Join(filepath.Dir(dir), "state")}
}

// editionOf gives a site that shares some files with the edition before, and
// has others that come and go.
func editionOf(n int) pages {
	content := pages{"index.html": fmt.Sprint("edition ", n), "about/index.html": "about"}
	for i := range 9 {
		if i%3 != n%3 {
			content[fmt.Sprintf("incidents/entry-%d/index.html", i)] = fmt.Sprint("entry ", i, " of edition ", n/(i+1))
		}
	}
	return content
}

// whole gives the edition that is published; it fails the test when the site
// is not wholly that edition. -1 = no site.
func whole(t *testing.T, dir string) int {
	t.Helper()
	if _, err := os.Lstat(dir); errors.Is(err, fs.ErrNotExist) {
		return -1
	}
	found := read(t, dir)
	edition, err := strconv.Atoi(strings.TrimPrefix(found["index.html"], "edition "))
	if err != nil {
		t.Fatalf("the site is %v", found)
	}
	if want := editionOf(edition); !maps.Equal(found, want) {
		t.Fatalf("the site is %v, want all of edition %d, %v", found, edition, want)
	}
	return edition
}

// killAfter starts a child that publishes editions and kills it once it has
// taken some steps.
func killAfter(t *testing.T, dir string, edition, builds, steps int) {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	child := exec.Command(program)
	child.Env = append(os.Environ(), childDir+"="+dir, childEdition+"="+strconv.Itoa(edition), childBuilds+"="+strconv.Itoa(builds))
	child.Stderr = os.Stderr
	output, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := io.CopyN(io.Discard, output, int64(steps)); err != nil && !errors.Is(err, io.EOF) {
		t.Fatal(err)
	}
	if err := child.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		t.Fatal(err)
	}
	// The error is that it was killed, unless it was done before.
	var exit *exec.ExitError
	if err := child.Wait(); err != nil && (!errors.As(err, &exit) || exit.Exited()) {
		t.Fatalf("the child was not killed but said %v", err)
	}
}

// stepsOf counts the steps of a build.
func stepsOf(t *testing.T, builds int) int {
	t.Helper()
	dir, steps := filepath.Join(t.TempDir(), "public"), 0
	count := watched(machine{openFolder, exchange}, func(string) error { steps++; return nil })
	for edition := range builds {
		if _, err := tryPublish(dir, killOptions(dir), count, editionOf(edition+1)); err != nil {
			t.Fatal(err)
		}
	}
	return steps
}

func TestABuildKilledAtAnyMomentLeavesTheOldSiteOrTheNewOne(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	lot := rand.New(rand.NewPCG(1, 2))
	publish(t, dir, killOptions(dir), editionOf(0))
	const builds = 4
	steps := stepsOf(t, builds)
	edition, moved := 0, 0
	for range 24 {
		killAfter(t, dir, edition+1, builds, lot.IntN(steps))
		now := whole(t, dir)
		if now < edition || now > edition+builds {
			t.Fatalf("edition %d was published after %d", now, edition)
		}
		if now > edition {
			moved++
		}
		edition = now
		// Every other time a whole build follows, and finds nothing in its way.
		if lot.IntN(2) == 0 {
			edition++
			publish(t, dir, killOptions(dir), editionOf(edition))
			if got := whole(t, dir); got != edition {
				t.Fatalf("edition %d is published, want %d", got, edition)
			}
		}
	}
	if moved == 0 || moved == 24 {
		t.Errorf("%d of 24 kills came after a build was done, so the moments were badly chosen", moved)
	}
}

func TestAFirstBuildKilledAtAnyMomentLeavesNoSiteOrAWholeOne(t *testing.T) {
	lot := rand.New(rand.NewPCG(3, 4))
	steps := stepsOf(t, 1)
	absent := 0
	for range 30 {
		dir := filepath.Join(t.TempDir(), "public")
		killAfter(t, dir, 1, 1, lot.IntN(steps))
		if whole(t, dir) < 0 {
			absent++
		}
		publish(t, dir, killOptions(dir), editionOf(2))
		if got := whole(t, dir); got != 2 {
			t.Fatalf("edition %d is published, want 2", got)
		}
	}
	if absent == 0 {
		t.Error("every kill came too late")
	}
}
