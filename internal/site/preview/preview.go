// Package preview shows a site while it is written: it watches a site folder,
// runs the pipeline of package build after every save, makes the pages that
// somebody looks at, and tells the browser when the page it shows has changed.
// Mistakes in the content are laid over the page; the last good edition stays
// below them until they are mended.
//
// It writes nothing to disk and serves nothing but the outputs of the
// pipeline, to nobody but this machine unless told otherwise.
package preview

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"time"

	"blotter/internal/site"
	"blotter/internal/site/build"
)

// Options say what to show, where, and to whom to tell of it.
type Options struct {
	Source string // the site folder
	// Addr is the host and port to listen on. Without a host, ":1313" or
	// "1313", it is 127.0.0.1; port 0 is any that is free.
	Addr   string
	Drafts bool // show drafts too
	// Report is told of every rebuild, by one goroutine; may be nil.
	Report func(Rebuild)
}

// Rebuild is what came of one run of the pipeline.
type Rebuild struct {
	First    bool     // it is the one at the start
	Changed  []string // what set it off, slash paths below the site folder; "." is anything
	Entries  int      // of the edition shown; 0 = there is none yet
	Shown    bool     // it is shown: false where problems or an error kept the last edition
	Problems []site.Problem
	Err      error // machine trouble, or a mistake in the templates
	Took     time.Duration
	Stages   []build.Stage
}

// Server is a preview. Make it with Listen.
type Server struct {
	options  Options
	plan     build.Options
	hosts    hosts
	listener net.Listener
	watch    *watcher
	shelf    *shelf
	visits   visits

	mutex   sync.Mutex
	state   state
	renewed chan struct{} // closed when state is replaced
}

// state is what the preview shows at one moment. It is never changed.
type state struct {
	shown    *shown // the last good edition; nil = none yet
	problems []site.Problem
	err      error
	number   int // of the rebuild, from 1; 0 = none is through yet
}

// Listen opens the address and begins to watch the site folder. It errors when
// the folder is no site, the address is taken, or the folder cannot be
// watched. Call Serve, which also closes what is opened here.
func Listen(options Options) (*Server, error) {
	source, err := build.OpenSource(options.Source)
	if err != nil {
		return nil, err
	}
	if err := source.Close(); err != nil {
		return nil, fmt.Errorf("closing the site folder: %w", err)
	}
	host, port, err := splitAddr(options.Addr)
	if err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", net.JoinHostPort(host, port))
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, fmt.Errorf("port %s of %s is in use, perhaps by another preview: stop that one, or name another address with --addr %s:PORT", port, host, host)
	}
	if err != nil {
		return nil, fmt.Errorf("listening on %s: %w", net.JoinHostPort(host, port), err)
	}
	watch, err := newWatcher(options.Source)
	if err != nil {
		listener.Close()
		return nil, fmt.Errorf("watching %s: %w", options.Source, err)
	}
	s := &Server{
		options: options, hosts: newHosts(host), listener: listener, watch: watch,
		shelf: newShelf(shelfBytes), renewed: make(chan struct{}),
	}
	s.plan = build.Options{Source: options.Source, Origin: s.Origin(), Drafts: options.Drafts, Memory: &build.Memory{}}
	return s, nil
}

// splitAddr reads an address; a host that is not named is this machine alone.
func splitAddr(addr string) (host, port string, err error) {
	if !strings.Contains(addr, ":") {
		addr = ":" + addr
	}
	if host, port, err = net.SplitHostPort(addr); err != nil {
		return "", "", fmt.Errorf("%q is not an address: write 127.0.0.1:1313", addr)
	}
	if host == "" {
		host = "127.0.0.1"
	}
	return host, port, nil
}

// Origin gives the scheme, host and port under which the preview is reached
// from this machine.
func (s *Server) Origin() string {
	address := s.listener.Addr().(*net.TCPAddr)
	host := address.IP.String()
	if address.IP.IsUnspecified() {
		host = "127.0.0.1"
	}
	return "http://" + net.JoinHostPort(host, fmt.Sprint(address.Port))
}

// idle is how long nothing is saved before garbage is collected: then nobody
// waits for it, as the one who saves next would.
const idle = 300 * time.Millisecond

// Serve answers requests and rebuilds after every change until ctx ends, which
// is no error. When it returns, nothing that Listen or Serve began is left.
func (s *Server) Serve(ctx context.Context) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	server := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: 10 * time.Second,
		// Streams of events end with the preview.
		BaseContext: func(net.Listener) context.Context { return ctx },
	}
	var group sync.WaitGroup
	group.Go(func() { s.watch.run(ctx) })
	group.Go(func() {
		if err := server.Serve(s.listener); !errors.Is(err, http.ErrServerClosed) {
			cancel(fmt.Errorf("serving: %w", err))
		}
	})
	s.rebuild(ctx, batch{})
	pause := time.NewTimer(idle)
	defer pause.Stop()
	for ctx.Err() == nil {
		select {
		case <-ctx.Done():
		case changed := <-s.watch.changes:
			s.rebuild(ctx, changed)
			pause.Reset(idle)
		case <-pause.C:
			group.Go(runtime.GC)
		}
	}
	patience, done := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
	defer done()
	if server.Shutdown(patience) != nil {
		server.Close()
	}
	group.Wait()
	if err := context.Cause(ctx); !errors.Is(err, context.Canceled) && !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return nil
}

// rebuild runs the pipeline and shows what comes of it.
func (s *Server) rebuild(ctx context.Context, changed batch) {
	began := time.Now()
	s.plan.Memory.Changed(changed.paths...)
	edition, err := build.Plan(ctx, s.plan)
	if ctx.Err() != nil {
		return
	}
	next, _ := s.now()
	next.problems, next.err, next.number = edition.Result.Problems, err, next.number+1
	good := err == nil && !edition.Result.Failed()
	if good {
		next.shown = show(edition)
	}
	s.renew(next)
	if s.options.Report == nil {
		return
	}
	rebuild := Rebuild{First: next.number == 1, Changed: changed.lasting, Shown: good, Problems: next.problems, Err: err, Took: time.Since(began), Stages: edition.Result.Stages}
	if next.shown != nil {
		rebuild.Entries = next.shown.edition.Result.Entries
	}
	s.options.Report(rebuild)
}

// now gives the state and a channel that is closed when there is another.
func (s *Server) now() (state, <-chan struct{}) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.state, s.renewed
}

// renew replaces the state and wakes everybody who waits for another.
func (s *Server) renew(next state) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.state = next
	close(s.renewed)
	s.renewed = make(chan struct{})
}
