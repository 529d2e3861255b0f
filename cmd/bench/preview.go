package main

import (
	"bufio"
	"errors"
	"fmt"
	"html"
	"io"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"time"
)

// previewFigures are what an edit costs while the preview runs, from the save
// to the event that tells the browser to reload: medians of previewEdits edits.
type previewFigures struct {
	wall, slowest time.Duration
	cpu           time.Duration // of one edit, pages fetched included; 0 = not told here
	memory        int64         // peak resident bytes
}

// previewEdits is how many edits the median is taken of.
const previewEdits = 20

// previewPause lies between an edit that is shown and the next, as between two
// saves of an editor in a hurry.
const previewPause = 400 * time.Millisecond

// measurePreview starts the preview, opens the page of an entry as a browser
// does, and edits the title of that entry.
func (m *measurement) measurePreview() error {
	command := exec.Command(m.program, "serve", "--source", m.source, "--addr", "127.0.0.1:0")
	stdout, err := command.StdoutPipe()
	if err != nil {
		return err
	}
	if err := command.Start(); err != nil {
		return fmt.Errorf("starting the preview: %w", err)
	}
	origin, err := originOf(stdout)
	if err == nil {
		m.preview, err = m.editWhileServing(origin, command.Process.Pid)
	}
	// An interrupt is how a person ends it, and no failure.
	stopped := command.Process.Signal(os.Interrupt)
	_, _ = io.Copy(io.Discard, stdout)
	if waited := command.Wait(); err == nil {
		err = errors.Join(stopped, waited)
	}
	if err != nil {
		return fmt.Errorf("measuring the preview: %w", err)
	}
	if memory, ok := peakOf(command.ProcessState); ok {
		m.preview.memory = memory
	}
	return nil
}

// originOf waits for the line that says where the preview is.
func originOf(stdout io.Reader) (string, error) {
	lines := bufio.NewScanner(stdout)
	for lines.Scan() {
		if _, rest, found := strings.Cut(lines.Text(), "the preview is at "); found {
			origin, _, _ := strings.Cut(rest, "/ ")
			return origin, nil
		}
	}
	return "", errors.Join(errors.New("the preview ended before it told its address"), lines.Err())
}

func (m *measurement) editWhileServing(origin string, process int) (previewFigures, error) {
	var took []time.Duration
	cpu := cpuOf(process)
	for n := range previewEdits {
		page, err := openPage(origin, m.edited())
		if err != nil {
			return previewFigures{}, err
		}
		time.Sleep(previewPause)
		saved := time.Now()
		if err = m.edit(2000 + n); err == nil {
			err = page.await("reload")
		}
		took = append(took, time.Since(saved))
		if err = errors.Join(err, page.Close()); err != nil {
			return previewFigures{}, err
		}
	}
	slices.Sort(took)
	return previewFigures{wall: took[len(took)/2], slowest: took[len(took)-1], cpu: (cpuOf(process) - cpu) / previewEdits}, nil
}

// page is a page of the preview in a browser: its stream of events.
type page struct {
	io.Closer
	lines *bufio.Scanner
}

// previewScript is what the preview adds to a page: what its address asks for
// says which page it is and what it was made of.
var previewScript = regexp.MustCompile(`src="/([^"/]+)/client\.js\?([^"]*)"`)

// openPage fetches a page and connects to its events, as the script in it does.
func openPage(origin, address string) (*page, error) {
	response, err := http.Get(origin + address)
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(response.Body)
	if err = errors.Join(err, response.Body.Close()); err != nil {
		return nil, err
	}
	script := previewScript.FindSubmatch(text)
	if script == nil {
		return nil, fmt.Errorf("the page %s (%s) has no script of the preview", address, response.Status)
	}
	events, err := http.Get(origin + "/" + string(script[1]) + "/events?" + html.UnescapeString(string(script[2])))
	if err != nil {
		return nil, err
	}
	opened := &page{events.Body, bufio.NewScanner(events.Body)}
	// One line of a notice holds up to a hundred problems.
	opened.lines.Buffer(nil, 1<<20)
	// The first event is what is wrong now: the stream stands.
	if err := opened.await("problems"); err != nil {
		return nil, errors.Join(err, events.Body.Close())
	}
	return opened, nil
}

// await reads the stream up to an event.
func (p *page) await(event string) error {
	for p.lines.Scan() {
		if p.lines.Text() == "event: "+event {
			return nil
		}
	}
	return errors.Join(fmt.Errorf("the stream of events ended before %q", event), p.lines.Err())
}
