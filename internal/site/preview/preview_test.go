package preview

import (
	"errors"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
)

func TestASaveReloadsThePageThatShowsItAndNoOther(t *testing.T) {
	h := newFolder(t).open(Options{})
	alpha, about := h.look("/incidents/alpha-theft/"), h.look("/about/")
	if first, other := alpha.notice(), about.notice(); first.Count.Errors+other.Count.Errors != 0 {
		t.Fatalf("the fixture has errors: %+v", first.Errors)
	}
	h.write("content/incidents/2024/alpha-theft.md", entry("Alpha", "7M"))
	alpha.reloaded()
	if _, page := h.get("/incidents/alpha-theft/"); !strings.Contains(page, "$7M") {
		t.Error("the page does not show the new amount")
	}
	// The next rebuild proves that the last one asked nothing of this page.
	h.write("content/pages/about.md", "---\ntitle: About\n---\nWhat this was.\n")
	var names []string
	for len(names) == 0 || names[len(names)-1] != "reload" {
		names = append(names, about.next().name)
	}
	if got := strings.Join(names, " "); got != "problems problems reload" {
		t.Errorf("the other page is told %q, want two rebuilds and then a reload", got)
	}
}

func TestAPageThatIsOlderThanThePreviewIsReloadedAtOnce(t *testing.T) {
	h := newFolder(t).open(Options{})
	h.listen("page=/about/&stamp=of-yesterday").reloaded()
}

func TestWhateverHappensToFilesThePreviewFollows(t *testing.T) {
	const alpha, beta = "/incidents/alpha-theft/", "/incidents/beta-theft/"
	h := newFolder(t).open(Options{})
	events := h.watching()
	shows := func(address, words string) func(notice) bool {
		return func(notice) bool {
			response, page := h.get(address)
			return response.StatusCode == http.StatusOK && strings.Contains(page, words)
		}
	}
	missing := func(address string) func(notice) bool {
		return func(notice) bool { response, _ := h.get(address); return response.StatusCode == http.StatusNotFound }
	}
	rename := func(from, to string) { h.t.Helper(); h.must(os.Rename(h.path(from), h.path(to))) }
	steps := []struct {
		name string
		do   func()
		so   func(notice) bool
	}{
		{"an edit in place", func() { h.write("content/incidents/2024/alpha-theft.md", entry("Alpha", "2M")) }, shows(alpha, "$2M")},
		{"an editor that saves beside the file and renames", func() {
			h.write("content/incidents/2024/.alpha-theft.md.swp", "notes")
			h.write("content/incidents/2024/4913", "")
			h.must(os.Remove(h.path("content/incidents/2024/4913")))
			rename("content/incidents/2024/alpha-theft.md", "content/incidents/2024/alpha-theft.md~")
			h.write("content/incidents/2024/alpha-theft.tmp", entry("Alpha", "3M"))
			rename("content/incidents/2024/alpha-theft.tmp", "content/incidents/2024/alpha-theft.md")
		}, shows(alpha, "$3M")},
		{"a new file", func() { h.write("content/incidents/2024/beta-theft.md", entry("Beta", "4M")) }, shows(beta, "$4M")},
		{"a file that is deleted", func() { h.must(os.Remove(h.path("content/incidents/2024/beta-theft.md"))) }, missing(beta)},
		{"a new folder with folders and files in it", func() { h.write("content/incidents/a/b/c/beta-theft.md", entry("Beta", "5M")) }, shows(beta, "$5M")},
		{"an edit deep in the new folder", func() { h.write("content/incidents/a/b/c/beta-theft.md", entry("Beta", "6M")) }, shows(beta, "$6M")},
		{"a folder that is renamed, and an edit in it", func() {
			rename("content/incidents/a", "content/incidents/z")
			h.write("content/incidents/z/b/c/beta-theft.md", entry("Beta", "8M"))
		}, shows(beta, "$8M")},
		{"an edit in the renamed folder, later", func() { h.write("content/incidents/z/b/c/beta-theft.md", entry("Beta", "9M")) }, shows(beta, "$9M")},
		{"a file that becomes another entry", func() { rename("content/incidents/z/b/c/beta-theft.md", "content/incidents/z/b/c/gamma-theft.md") }, shows("/incidents/gamma-theft/", "$9M")},
		{"a folder that is deleted", func() { h.must(os.RemoveAll(h.path("content/incidents/z"))) }, missing("/incidents/gamma-theft/")},
		{"a template in a new folder", func() { h.write("templates/parts/footer.html", "<footer>The new foot</footer>") }, shows("/about/", "The new foot")},
		{"a template taken away", func() { h.must(os.RemoveAll(h.path("templates"))) }, func(notice) bool { _, page := h.get("/about/"); return !strings.Contains(page, "The new foot") }},
		{"a static file", func() { h.write("static/root/hello.txt", "Hello") }, shows("/hello.txt", "Hello")},
		{"the config", func() { h.write("config.yaml", "title: Another name\n") }, shows("/about/", "Another name")},
		{"the config, saved by renaming", func() {
			h.write("config.new", "title: A third name\n")
			rename("config.new", "config.yaml")
		}, shows("/about/", "A third name")},
		{"all content taken away", func() { h.must(os.RemoveAll(h.path("content"))) }, missing("/about/")},
		{"and put back", func() { h.write("content/pages/about.md", "---\ntitle: About\n---\nBack again.\n") }, shows("/about/", "Back again")},
	}
	for _, step := range steps {
		step.do()
		events.until(step.name+" shows", step.so)
	}
}

func TestAMistakeIsLaidOverTheLastGoodPageUntilItIsMended(t *testing.T) {
	const file = "content/incidents/2024/alpha-theft.md"
	h := newFolder(t).open(Options{})
	events := h.look("/incidents/alpha-theft/")
	events.until("there are no mistakes", func(n notice) bool { return n.Count.Errors == 0 })

	h.write(file, entry("Alpha", "4.4 milion USD"))
	broken := events.notice()
	if broken.Count.Errors != 1 || len(broken.Errors) != 1 || !broken.Page {
		t.Fatalf("the notice is %+v, want one error over a page", broken)
	}
	mistake := broken.Errors[0]
	if want := file + ":9:25"; mistake.Place != want {
		t.Errorf("the place is %s, want %s", mistake.Place, want)
	}
	if mistake.Rule != "amount-form" || !strings.Contains(mistake.Message, "4.4 milion USD") || !strings.Contains(mistake.Hint, "4.4M") {
		t.Errorf("the mistake is told as %+v", mistake)
	}
	response, page := h.get("/incidents/alpha-theft/")
	if response.StatusCode != http.StatusOK || !strings.Contains(page, "$1M") {
		t.Errorf("under a mistake the page has the status %d, want the last good page", response.StatusCode)
	}

	h.write(file, entry("Alpha", "4.4M"))
	if mended := events.notice(); mended.Count.Errors != 0 || len(mended.Errors) != 0 {
		t.Errorf("after mending the notice is %+v, want none", mended)
	}
	events.reloaded()
	if _, page = h.get("/incidents/alpha-theft/"); !strings.Contains(page, "$4.4M") {
		t.Error("the mended page is not shown")
	}
}

func TestAMistakeThatIsTakenBackReloadsNothing(t *testing.T) {
	const file = "content/incidents/2024/alpha-theft.md"
	h := newFolder(t).open(Options{})
	events := h.look("/incidents/alpha-theft/")
	for _, amount := range []string{"nonsense", "1M"} {
		h.write(file, entry("Alpha", amount))
		events.until(amount+" is told", func(n notice) bool { return (n.Count.Errors > 0) == (amount == "nonsense") })
	}
	h.write(file, entry("Alpha", "2M"))
	if e := events.next(); e.name != "problems" {
		t.Errorf("before the edit that shows the page is told %q, want nothing but rebuilds", e.name)
	}
	events.reloaded()
}

func TestABrokenTemplateIsToldAndEndsNothing(t *testing.T) {
	h := newFolder(t).open(Options{})
	events := h.look("/about/")
	events.notice()
	h.write("templates/text.html", "{{if}}")
	events.until("the template is told", func(n notice) bool {
		return n.Count.Errors == 1 && strings.Contains(n.Errors[0].Message, "text.html")
	})
	if response, _ := h.get("/about/"); response.StatusCode != http.StatusOK {
		t.Errorf("under a broken template the status is %d, want the last good page", response.StatusCode)
	}
	h.write("templates/text.html", "<h1>{{.NoSuchField}}</h1>")
	events.until("the template can be read", func(n notice) bool { return n.Count.Errors == 0 })
	if response, page := h.get("/about/"); response.StatusCode != http.StatusInternalServerError || !strings.Contains(page, "NoSuchField") {
		t.Errorf("a page that cannot be made has the status %d, want 500 and the reason", response.StatusCode)
	}
	later := h.look("/about/")
	h.write("templates/text.html", "<h1>Mended</h1>")
	later.reloaded()
	if _, page := h.get("/about/"); !strings.Contains(page, "<h1>Mended</h1>") {
		t.Error("the mended template is not shown")
	}
}

func TestAFolderThatBeginsWithMistakesIsShownWhenTheyAreMended(t *testing.T) {
	h := newFolder(t)
	h.write("content/incidents/2024/alpha-theft.md", entry("Alpha", "nonsense"))
	h.open(Options{})
	response, _ := h.get("/")
	if response.StatusCode != http.StatusServiceUnavailable || response.Header.Get("Content-Security-Policy") == "" {
		t.Errorf("with nothing to show the status is %d, want 503 under a policy", response.StatusCode)
	}
	events := h.look("/")
	if n := events.notice(); n.Page || n.Count.Errors != 1 {
		t.Errorf("the notice is %+v, want one error and no page", n)
	}
	h.write("content/incidents/2024/alpha-theft.md", entry("Alpha", "1M"))
	events.reloaded()
	if response, _ := h.get("/"); response.StatusCode != http.StatusOK {
		t.Errorf("after mending the status is %d, want 200", response.StatusCode)
	}
}

func TestDraftsAreShownOnlyWhenAskedFor(t *testing.T) {
	for _, drafts := range []bool{false, true} {
		h := newFolder(t)
		h.write("content/incidents/2024/beta-theft.md", strings.Replace(entry("Beta", "1M"), "status:", "review: draft\nstatus:", 1))
		h.open(Options{Drafts: drafts})
		if response, _ := h.get("/incidents/beta-theft/"); (response.StatusCode == http.StatusOK) != drafts {
			t.Errorf("with drafts %v the draft has the status %d", drafts, response.StatusCode)
		}
	}
}

func TestAPageIsReloadedWhenAFileItFetchedChanged(t *testing.T) {
	h := newFolder(t).open(Options{})
	events := h.look("/search/")
	events.notice()
	request, err := http.NewRequest(http.MethodGet, h.server.Origin()+"/search/index.bin", nil)
	h.must(err)
	request.Header.Set("Referer", h.server.Origin()+"/search/?q=alpha")
	response, err := client.Do(request)
	h.must(err)
	response.Body.Close()
	if response.StatusCode != http.StatusOK {
		t.Fatalf("the search index has the status %d, want 200", response.StatusCode)
	}
	h.write("content/pages/about.md", "---\ntitle: About\n---\nA word that no index has: xylophone.\n")
	events.reloaded()
}

func TestEveryRebuildIsReported(t *testing.T) {
	reports := make(chan Rebuild, 10)
	h := newFolder(t).open(Options{Report: func(r Rebuild) { reports <- r }})
	if first := <-reports; !first.First || !first.Shown || first.Entries != 1 || len(first.Stages) == 0 {
		t.Errorf("the first report is %+v, want one entry shown", first)
	}
	const file = "content/incidents/2024/alpha-theft.md"
	h.write("content/incidents/2024/alpha-theft.new", entry("Alpha", "2M"))
	h.must(os.Rename(h.path("content/incidents/2024/alpha-theft.new"), h.path(file)))
	if next := <-reports; next.First || !next.Shown || strings.Join(next.Changed, " ") != file {
		t.Errorf("the report of a save names %q, want %s alone", next.Changed, file)
	}
	h.write(file, entry("Alpha", "nonsense"))
	if next := <-reports; next.Shown || len(next.Problems) != 1 || next.Entries != 1 {
		t.Errorf("the report of a mistake is %+v, want one problem and the last edition kept", next)
	}
}

func TestAPortInUseIsToldWithTheWayOut(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	h := newFolder(t)
	_, err = Listen(Options{Source: h.dir, Addr: taken.Addr().String()})
	_, port, _ := net.SplitHostPort(taken.Addr().String())
	if err == nil || !strings.Contains(err.Error(), port) || !strings.Contains(err.Error(), "--addr") {
		t.Errorf("the error is %v, want one that names the port and --addr", err)
	}
}

func TestAFolderThatIsNoSiteIsAnError(t *testing.T) {
	if _, err := Listen(Options{Source: t.TempDir(), Addr: "127.0.0.1:0"}); err == nil || !strings.Contains(err.Error(), "config.yaml") {
		t.Errorf("the error is %v, want one that names config.yaml", err)
	}
	if _, err := Listen(Options{Source: t.TempDir() + "/nowhere", Addr: "127.0.0.1:0"}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the error is %v, want that the folder is not there", err)
	}
}

func TestAnAddressWithoutAHostIsThisMachine(t *testing.T) {
	for _, test := range []struct{ addr, host, port string }{
		{"127.0.0.1:1313", "127.0.0.1", "1313"}, {":1313", "127.0.0.1", "1313"}, {"1313", "127.0.0.1", "1313"},
		{"0.0.0.0:80", "0.0.0.0", "80"}, {"[::1]:1313", "::1", "1313"}, {"localhost:1", "localhost", "1"},
	} {
		host, port, err := splitAddr(test.addr)
		if err != nil || host != test.host || port != test.port {
			t.Errorf("splitAddr(%q) = %q, %q, %v, want %q, %q", test.addr, host, port, err, test.host, test.port)
		}
	}
	if _, _, err := splitAddr("a:b:c"); err == nil {
		t.Error("a:b:c is taken for an address")
	}
}
