package preview

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"blotter/internal/site"
)

// settled waits until a count is no more than it was, which the runtime may
// need a moment for.
func settled(count func() int, want int) int {
	got := count()
	for deadline := time.Now().Add(10 * time.Second); got > want && time.Now().Before(deadline); got = count() {
		runtime.Gosched()
	}
	return got
}

// handles counts what this process has open; 0 where the system does not say.
func handles() int {
	open, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return 0
	}
	return len(open)
}

func TestAThousandRapidSavesLeaveNothingOpen(t *testing.T) {
	h := newFolder(t).open(Options{})
	events := h.watching()
	events.notice()
	watches, goroutines, files := len(h.server.watch.notify.WatchList()), runtime.NumGoroutine(), handles()
	for n := range 1000 {
		switch n % 4 {
		case 0:
			h.write("content/incidents/2024/alpha-theft.md", entry("Alpha", fmt.Sprintf("%d", 1000+n)))
		case 1:
			h.write("content/incidents/passing/beta-theft.md", entry("Beta", "1M"))
		case 2:
			h.must(os.RemoveAll(h.path("content/incidents/passing")))
		case 3:
			h.write("content/incidents/2024/new.tmp", entry("Alpha", fmt.Sprintf("%d", 1000+n)))
			h.must(os.Rename(h.path("content/incidents/2024/new.tmp"), h.path("content/incidents/2024/alpha-theft.md")))
		}
	}
	h.write("content/pages/about.md", "---\ntitle: About\n---\nThe last save.\n")
	events.until("the last save shows", func(notice) bool { _, page := h.get("/about/"); return strings.Contains(page, "The last save") })
	if _, page := h.get("/incidents/alpha-theft/"); !strings.Contains(page, "1,999") && !strings.Contains(page, "1999") {
		t.Error("the entry does not show its last save")
	}
	if got := settled(func() int { return len(h.server.watch.notify.WatchList()) }, watches); got != watches {
		t.Errorf("%d watches, before the saves %d", got, watches)
	}
	if got := settled(runtime.NumGoroutine, goroutines); got > goroutines {
		t.Errorf("%d goroutines, before the saves %d", got, goroutines)
	}
	if got := settled(handles, files); got > files {
		t.Errorf("%d open files, before the saves %d", got, files)
	}
}

func TestAPreviewThatEndsLeavesNothingOpen(t *testing.T) {
	newFolder(t).open(Options{}).stop() // what the runtime opens once
	goroutines, files := runtime.NumGoroutine(), handles()
	for range 3 {
		h := newFolder(t).open(Options{})
		events := h.look("/about/") // a stream that is open at the end
		events.notice()
		h.stop()
		for range events.events {
		}
		if _, err := client.Get(h.server.Origin()); err == nil {
			t.Error("the preview answers after its end")
		}
	}
	if got := settled(runtime.NumGoroutine, goroutines); got > goroutines {
		t.Errorf("%d goroutines, before %d", got, goroutines)
	}
	if got := settled(handles, files); got > files {
		t.Errorf("%d open files, before %d", got, files)
	}
}

func TestTheShelfKeepsWhatWasAskedForLast(t *testing.T) {
	s := newShelf(10)
	one, two := site.DigestOf([]byte("1")), site.DigestOf([]byte("2"))
	s.put("a", one, []byte("aaaa"))
	s.put("b", one, []byte("bbbb"))
	if _, ok := s.take("a", two); ok {
		t.Error("bytes of other inputs are given")
	}
	s.take("a", one)
	s.put("c", one, []byte("cccc"))
	for path, want := range map[string]bool{"a": true, "b": false, "c": true} {
		if _, ok := s.take(path, one); ok != want {
			t.Errorf("%s stands on the shelf: %v, want %v", path, ok, want)
		}
	}
	s.put("a", two, []byte("AAAAA"))
	if data, _ := s.take("a", two); string(data) != "AAAAA" || s.bytes != 9 {
		t.Errorf("the shelf gives %q and holds %d bytes, want AAAAA and 9", data, s.bytes)
	}
	s.put("d", one, make([]byte, 11))
	if _, ok := s.take("d", one); ok || s.bytes > s.most {
		t.Errorf("the shelf holds %d bytes, at most %d", s.bytes, s.most)
	}
}
