package preview

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"net/http"

	"blotter/internal/site"
)

//go:embed client.js
var clientScript []byte

//go:embed client.css
var clientStyle []byte

// serveEvents tells one page of the browser what happens, as server-sent
// events (HTML Living Standard, section 9.2): "problems" with what is wrong
// now, "reload" when the page has another content than the one shown. The page
// says in the query which address it shows and the stamp it was given.
func (s *Server) serveEvents(w http.ResponseWriter, r *http.Request) {
	page, stamp := r.URL.Query().Get("page"), r.URL.Query().Get("stamp")
	w.Header().Set("Content-Type", "text/event-stream")
	if r.Method == http.MethodHead {
		return
	}
	stream := http.NewResponseController(w)
	send := func(event string, data any) bool {
		text, err := json.Marshal(data)
		if err != nil {
			return false
		}
		if _, err := fmt.Fprintf(w, "event: %s\ndata: %s\n\n", event, text); err != nil {
			return false
		}
		return stream.Flush() == nil
	}
	// The browser asks again this many milliseconds after a stream broke.
	if _, err := fmt.Fprint(w, "retry: 500\n\n"); err != nil || stream.Flush() != nil {
		return
	}
	for told := 0; ; {
		state, renewed := s.now()
		if state.number != told {
			told = state.number
			if !send("problems", state.notice(page)) {
				return
			}
			if !s.upToDate(state, page, stamp) && !send("reload", told) {
				return
			}
		}
		select {
		case <-r.Context().Done():
			return
		case <-renewed:
		}
	}
}

// upToDate reports whether a page with that stamp, and all that it fetched, is
// what the state shows.
func (s *Server) upToDate(state state, page, stamp string) bool {
	if state.shown == nil {
		return true // there is nothing newer to show
	}
	if state.shown.stamp(page) != stamp {
		return false
	}
	for address, took := range s.visits.files(page) {
		if state.shown.stamp(address) != took {
			return false
		}
	}
	return true
}

// notice is what the overlay shows.
type notice struct {
	Number   int       `json:"number"` // of the rebuild
	Page     bool      `json:"page"`   // there is a good edition below the overlay
	Errors   []told    `json:"errors"`
	Warnings []told    `json:"warnings"` // of the file that the page tells of
	Count    noticeSum `json:"count"`
}

type noticeSum struct {
	Errors   int `json:"errors"`
	Warnings int `json:"warnings"`
}

// told is a problem in the overlay.
type told struct {
	Place   string `json:"place"` // file:line:column; empty for trouble that has none
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
	Rule    string `json:"rule,omitempty"`
}

// mostTold bounds the problems of one notice.
const mostTold = 50

// notice gives what to lay over a page.
func (s state) notice(page string) notice {
	n := notice{Number: s.number, Page: s.shown != nil, Errors: []told{}, Warnings: []told{}}
	file := ""
	if s.shown != nil {
		file = s.shown.fileOf(page)
	}
	add := func(list *[]told, problem told) {
		if len(*list) < mostTold {
			*list = append(*list, problem)
		}
	}
	if s.err != nil {
		n.Count.Errors++
		add(&n.Errors, told{Message: s.err.Error()})
	}
	for _, p := range s.problems {
		problem := told{p.Place.String(), p.Message, p.Hint, p.Rule}
		if p.Severity == site.Error {
			n.Count.Errors++
			add(&n.Errors, problem)
			continue
		}
		n.Count.Warnings++
		if p.File == file && file != "" {
			add(&n.Warnings, problem)
		}
	}
	return n
}
