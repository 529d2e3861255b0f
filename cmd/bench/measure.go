package main

import (
	"bytes"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"blotter/internal/site/generate"
)

// measurement is all that is measured at one size.
type measurement struct {
	entries, runs int
	seed          uint64
	program       string
	folder        string
	hugo          bool

	source, out string
	middle      generate.File // the entry that is edited
	rows        []row
	ours, hugos weight
	written     int // files that a build with nothing to do wrote
	preview     previewFigures
}

// row is a line of the table: the medians of several runs.
type row struct {
	name string
	figures
}

// weight is how much a site is.
type weight struct {
	files int
	bytes int64
}

// The names of the rows.
const (
	coldRow      = "cold"
	copyRow      = "`cp -r` of the site"
	editRow      = "one title edited, new process"
	unchangedRow = "nothing changed, new process"
	hugoRow      = "Hugo, cold"
)

func (m *measurement) run() error {
	m.source, m.out = filepath.Join(m.folder, "source"), filepath.Join(m.folder, "out")
	steps := []func() error{m.writeSource, m.measureCold, m.measureWarm, m.measurePreview}
	if m.hugo {
		steps = append(steps, m.measureHugo)
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	m.print()
	return nil
}

// build gives the command that builds into a folder.
func (m *measurement) build(out string) []string {
	return []string{m.program, "--source", m.source, "--out", out, "--quiet", "--verbose"}
}

// add measures a row.
func (m *measurement) add(name string, prepare func(n int) error, command func(n int) []string) error {
	r, err := m.median(name, prepare, command)
	m.rows = append(m.rows, r)
	return err
}

// measureCold builds with neither state nor output, and copies the site. On
// some file systems removing a tree just made slows down what comes after it,
// so each run gets a new folder.
func (m *measurement) measureCold() error {
	forget := func(int) error { return os.RemoveAll(filepath.Join(m.source, ".blotter")) }
	one := func(n int) string { return fmt.Sprintf("%s-%d", m.out, n) }
	if err := m.add(coldRow, forget, func(n int) []string { return m.build(one(n)) }); err != nil {
		return err
	}
	var err error
	if m.ours, err = weigh(one(0)); err != nil {
		return err
	}
	return m.add(copyRow, nil, func(n int) []string { return []string{"cp", "-r", one(0), fmt.Sprintf("%s-copy-%d", m.out, n)} })
}

// measureWarm builds after an edit, and after none.
func (m *measurement) measureWarm() error {
	// The first warm build makes the spare copy of the site, and the one after
	// it is the first that finds it; neither is counted.
	for n := range 3 {
		if n > 0 {
			if err := m.edit(1000 + n); err != nil {
				return err
			}
		}
		if _, err := measure(m.build(m.out)); err != nil {
			return err
		}
	}
	ours := func(int) []string { return m.build(m.out) }
	if err := m.add(editRow, m.edit, ours); err != nil {
		return err
	}
	if err := m.add(unchangedRow, nil, ours); err != nil {
		return err
	}
	// A build that writes anything exchanges the folder for another.
	before, err := os.Stat(m.out)
	if err != nil {
		return err
	}
	if _, err := measure(ours(0)); err != nil {
		return err
	}
	after, err := os.Stat(m.out)
	if err == nil && !os.SameFile(before, after) {
		m.written = m.ours.files
	}
	return err
}

// measureHugo builds the same entries with Hugo.
func (m *measurement) measureHugo() error {
	source := filepath.Join(m.folder, "hugo")
	if err := m.writeHugo(m.source, source); err != nil {
		return err
	}
	out := func(n int) string { return fmt.Sprintf("%s-hugo-%d", m.out, n) }
	err := m.add(hugoRow, nil, func(n int) []string {
		return []string{"hugo", "--quiet", "--minify", "--source", source, "--destination", out(n), "--ignoreCache"}
	})
	if err == nil {
		m.hugos, err = weigh(out(0))
	}
	return err
}

// writeSource writes the generated record and remembers an entry in its
// middle.
func (m *measurement) writeSource() error {
	n := 0
	for file := range generate.Files(generate.Options{Seed: m.seed, Entries: m.entries}) {
		name := filepath.Join(m.source, filepath.FromSlash(file.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return fmt.Errorf("writing the record: %w", err)
		}
		if err := os.WriteFile(name, file.Data, 0o644); err != nil {
			return fmt.Errorf("writing the record: %w", err)
		}
		if strings.HasPrefix(file.Name, "content/incidents/") {
			if n++; n == max(m.entries/2, 1) {
				m.middle = file
			}
		}
	}
	return nil
}

// edit saves the entry in the middle under another title.
func (m *measurement) edit(n int) error {
	text := bytes.Replace(m.middle.Data, []byte("\ntitle: "), []byte(fmt.Sprintf("\ntitle: Edit %d of ", n)), 1)
	return os.WriteFile(filepath.Join(m.source, filepath.FromSlash(m.middle.Name)), text, 0o644)
}

// edited gives the address of the page of that entry.
func (m *measurement) edited() string {
	return "/incidents/" + strings.TrimSuffix(path.Base(m.middle.Name), ".md") + "/"
}
