package preview

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// entry gives the text of an entry with a title and an amount.
func entry(title, amount string) string {
	return fmt.Sprintf(`---
title: %s loses money to strangers
summary: Somebody entered the wallets of %s and left with all that was in them.
type: theft
status: reported
date: 2024-05
published: 2026-01-22
amounts:
  - {kind: stolen, usd: %s, precision: approx, by: %s, sources: [post]}
sources:
  post: {url: "https://example.com/post", title: What happened, publisher: The Post, date: 2024-06-01, kind: news}
---

Prose about it [@post].
`, title, title, amount, title)
}

// house is a site folder with a preview of it.
type house struct {
	t      *testing.T
	dir    string
	server *Server
	stop   func() // ends the preview and waits for it
}

// newFolder makes a site folder with one entry and a page.
func newFolder(t *testing.T) *house {
	h := &house{t: t, dir: t.TempDir()}
	h.write("config.yaml", "title: A record\nbase_url: https://example.org/\n")
	h.write("content/incidents/2024/alpha-theft.md", entry("Alpha", "1M"))
	h.write("content/pages/about.md", "---\ntitle: About\n---\nWhat this is.\n")
	return h
}

// open starts a preview of the folder.
func (h *house) open(options Options) *house {
	h.t.Helper()
	options.Source = h.dir
	if options.Addr == "" {
		options.Addr = "127.0.0.1:0"
	}
	server, err := Listen(options)
	if err != nil {
		h.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(ctx) }()
	h.server = server
	h.stop = func() {
		cancel()
		if err := <-ended; err != nil {
			h.t.Errorf("the preview ends with %v", err)
		}
		ended <- nil // for the next who stops it
	}
	h.t.Cleanup(func() { h.stop() })
	return h
}

func (h *house) path(file string) string { return filepath.Join(h.dir, filepath.FromSlash(file)) }

func (h *house) write(file, text string) {
	h.t.Helper()
	h.must(os.MkdirAll(filepath.Dir(h.path(file)), 0o755))
	h.must(os.WriteFile(h.path(file), []byte(text), 0o644))
}

func (h *house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// client keeps no connection, so that tests can count what is left open.
var client = &http.Client{
	Transport:     &http.Transport{DisableKeepAlives: true},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	Timeout:       time.Minute,
}

// get asks for an address and gives the answer with its body.
func (h *house) get(address string) (*http.Response, string) {
	h.t.Helper()
	response, err := client.Get(h.server.Origin() + address)
	if err != nil {
		h.t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		h.t.Fatal(err)
	}
	return response, string(body)
}

// event is one server-sent event.
type event struct{ name, data string }

// stream is the event stream of a page.
type stream struct {
	t      *testing.T
	events chan event
}

// look opens a page and the stream that its script would open.
func (h *house) look(address string) *stream {
	h.t.Helper()
	_, page := h.get(address)
	_, source, ok := strings.Cut(page, `<script type="module" src="`+own+"client.js?")
	if !ok {
		h.t.Fatalf("%s has no script of the preview", address)
	}
	query, _, _ := strings.Cut(source, `"`)
	return h.listen(strings.ReplaceAll(query, "&amp;", "&"))
}

func (h *house) listen(query string) *stream {
	h.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	h.t.Cleanup(cancel)
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, h.server.Origin()+own+"events?"+query, nil)
	h.must(err)
	response, err := client.Do(request)
	h.must(err)
	s := &stream{h.t, make(chan event, 100)}
	go func() {
		defer response.Body.Close()
		defer close(s.events)
		var e event
		for lines := bufio.NewScanner(response.Body); lines.Scan(); {
			field, value, _ := strings.Cut(lines.Text(), ": ")
			switch field {
			case "event":
				e.name = value
			case "data":
				e.data = value
				s.events <- e
			}
		}
	}()
	return s
}

// next gives the next event.
func (s *stream) next() event {
	s.t.Helper()
	e, ok := <-s.events
	if !ok {
		s.t.Fatal("the stream of events ended")
	}
	return e
}

// notice gives the next notice, passing over reloads.
func (s *stream) notice() notice {
	s.t.Helper()
	for {
		if e := s.next(); e.name == "problems" {
			var n notice
			if err := json.Unmarshal([]byte(e.data), &n); err != nil {
				s.t.Fatal(err)
			}
			return n
		}
	}
}

// until waits, rebuild by rebuild, for something to be so.
func (s *stream) until(what string, so func(notice) bool) {
	s.t.Helper()
	for deadline := time.Now().Add(30 * time.Second); ; {
		if so(s.notice()) {
			return
		}
		if time.Now().After(deadline) {
			s.t.Fatalf("it never came to be that %s", what)
		}
	}
}

// reloaded waits for the stream to ask for a reload.
func (s *stream) reloaded() {
	s.t.Helper()
	for s.next().name != "reload" {
	}
}

// watching is a stream that is told of every rebuild.
func (h *house) watching() *stream {
	h.t.Helper()
	return h.listen(url.Values{"page": {"/"}}.Encode())
}
