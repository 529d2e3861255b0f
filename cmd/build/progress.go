package main

import (
	"io"
	"os"
	"sync"
	"time"

	"github.com/mattn/go-isatty"
	"github.com/schollz/progressbar/v3"
)

// progress shows a bar on a terminal once the work has taken a second, and
// nothing in a pipe.
type progress struct {
	mu    sync.Mutex
	out   io.Writer // nil = show nothing
	began time.Time
	bar   *progressbar.ProgressBar
}

func newProgress(out io.Writer, quiet bool) *progress {
	p := &progress{began: time.Now()}
	if file, ok := out.(*os.File); ok && !quiet && isatty.IsTerminal(file.Fd()) {
		p.out = out
	}
	return p
}

// tell says that done of total outputs are made; the total grows with what is
// listed. Any goroutine may call it.
func (p *progress) tell(done, total int) {
	if p.out == nil || time.Since(p.began) < time.Second {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.bar == nil {
		p.bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(p.out), progressbar.OptionSetDescription("making pages"),
			progressbar.OptionShowCount(), progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionSetWidth(30))
	}
	if total > p.bar.GetMax() {
		p.bar.ChangeMax(total)
	}
	if int64(done) > p.bar.State().CurrentNum {
		p.bar.Set(done)
	}
}

// end takes the bar away.
func (p *progress) end() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.bar != nil {
		p.bar.Clear()
	}
}
