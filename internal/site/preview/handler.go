package preview

import (
	"bytes"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"strings"
	"time"

	"blotter/internal/site"
)

// own is the folder of addresses that belong to the preview itself. No output
// begins with a dot but .well-known.
const own = "/.blotter-preview/"

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	header.Set("Cache-Control", "no-store")
	header.Set("X-Content-Type-Options", "nosniff")
	// Unpublished work is nobody else's: no other site may read or embed it.
	header.Set("Cross-Origin-Resource-Policy", "same-origin")
	switch {
	case !s.hosts.allow(r.Host):
		http.Error(w, "This preview answers only to the address it was started with.", http.StatusForbidden)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		header.Set("Allow", "GET, HEAD")
		http.Error(w, "The preview can only be read.", http.StatusMethodNotAllowed)
	case strings.HasPrefix(r.URL.Path, own):
		s.serveOwn(w, r, strings.TrimPrefix(r.URL.Path, own))
	default:
		s.servePage(w, r)
	}
}

// serveOwn answers for the preview's own addresses.
func (s *Server) serveOwn(w http.ResponseWriter, r *http.Request, name string) {
	switch name {
	case "events":
		s.serveEvents(w, r)
	case "client.js":
		serveBytes(w, r, "text/javascript", clientScript)
	case "client.css":
		serveBytes(w, r, "text/css", clientStyle)
	default:
		http.NotFound(w, r)
	}
}

// servePage answers for the addresses of the site.
func (s *Server) servePage(w http.ResponseWriter, r *http.Request) {
	state, renewed := s.now()
	for state.number == 0 { // the first edition is under way
		select {
		case <-r.Context().Done():
			return
		case <-renewed:
		}
		state, renewed = s.now()
	}
	if state.shown == nil {
		setHeaders(w.Header(), defaultHeaders, r.URL.Path)
		s.writePage(w, r, http.StatusServiceUnavailable, []byte(waitingPage), answer{}.stamp())
		return
	}
	setHeaders(w.Header(), state.shown.headers, r.URL.Path)
	answer, err := state.shown.at(r.URL.Path)
	if err == nil && answer.redirect != "" {
		http.Redirect(w, r, (&url.URL{Path: answer.redirect, RawQuery: r.URL.RawQuery}).String(), http.StatusFound)
		return
	}
	if err == nil && answer.output == nil {
		http.NotFound(w, r)
		return
	}
	var data []byte
	if err == nil {
		data, err = s.made(answer.output)
	}
	if err != nil {
		s.writePage(w, r, http.StatusInternalServerError, fmt.Appendf(nil, troublePage, html.EscapeString(err.Error())), state.shown.stamp(r.URL.Path))
		return
	}
	if answer.output.Media == "text/html" {
		status := http.StatusOK
		if !answer.found {
			status = http.StatusNotFound
		}
		s.visits.begin(r.URL.Path)
		s.writePage(w, r, status, data, answer.stamp())
		return
	}
	s.visits.took(r.Referer(), r.URL.Path, answer.stamp())
	serveBytes(w, r, answer.output.Media, data)
}

// made gives the bytes of an output, from the shelf if they stand there.
func (s *Server) made(output *site.Output) ([]byte, error) {
	if data, ok := s.shelf.take(output.Path, output.Inputs); ok {
		return data, nil
	}
	var buffer site.Buffer
	if err := output.Make(&buffer); err != nil {
		return nil, fmt.Errorf("making %s: %w", output.Path, err)
	}
	s.shelf.put(output.Path, output.Inputs, buffer.Bytes())
	return buffer.Bytes(), nil
}

// writePage writes an HTML page with the preview's script at its end. The
// script's address says what it runs in, so that the server knows what the
// browser shows.
func (s *Server) writePage(w http.ResponseWriter, r *http.Request, status int, page []byte, stamp string) {
	query := url.Values{"page": {r.URL.Path}, "stamp": {stamp}}
	script := `<script type="module" src="` + html.EscapeString(own+"client.js?"+query.Encode()) + `"></script>`
	end := bytes.LastIndex(page, []byte("</body>"))
	if end < 0 {
		end = len(page)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Length", fmt.Sprint(len(page)+len(script)))
	w.WriteHeader(status)
	if r.Method == http.MethodHead {
		return
	}
	for _, part := range [][]byte{page[:end], []byte(script), page[end:]} {
		if _, err := w.Write(part); err != nil {
			return // the browser went away
		}
	}
}

// serveBytes writes a file that needs nothing added.
func serveBytes(w http.ResponseWriter, r *http.Request, media string, data []byte) {
	if strings.HasPrefix(media, "text/") || strings.HasSuffix(media, "json") || strings.HasSuffix(media, "xml") {
		media += "; charset=utf-8"
	}
	w.Header().Set("Content-Type", media)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
}

// waitingPage stands where no edition could be made yet.
const waitingPage = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Preview: nothing to show yet</title></head>
<body><h1>Nothing to show yet</h1><p>The site has mistakes that keep it from being made. The page appears as soon as they are mended.</p></body></html>`

// troublePage stands where a page could not be made.
const troublePage = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Preview: the page cannot be made</title></head>
<body><h1>The page cannot be made</h1><p>%s</p></body></html>`
