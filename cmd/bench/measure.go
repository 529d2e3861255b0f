package main

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"blotter/internal/site/generate"
)

// measurement is all that is measured at one size.
type measurement struct {
	entries, runs int
	seed          uint64
	program       string
	folder        string
	hugo          bool
}

// figures are what one process took.
type figures struct {
	wall, cpu time.Duration
	memory    int64 // peak resident bytes
}

// row is a line of the table: the medians of several runs.
type row struct {
	name string
	figures
}

func (m *measurement) run() error {
	source := filepath.Join(m.folder, "source")
	edited, err := m.writeSource(source)
	if err != nil {
		return err
	}
	out := filepath.Join(m.folder, "out")
	var rows []row
	add := func(name string, prepare func(n int) error, command func(n int) []string) error {
		r, err := m.median(name, prepare, command)
		rows = append(rows, r)
		return err
	}
	ours := func(int) []string { return []string{m.program, "--source", source, "--out", out, "--quiet"} }
	// A cold build has neither state nor output. Removing a tree just made
	// slows the file system down, so each cold run gets a new output folder.
	cold := func(n int) []string {
		return []string{m.program, "--source", source, "--out", fmt.Sprintf("%s-%d", out, n), "--quiet"}
	}
	forget := func(int) error { return os.RemoveAll(filepath.Join(source, ".blotter")) }
	if err := add("cold", forget, cold); err != nil {
		return err
	}
	files, size, err := weigh(out + "-0")
	if err != nil {
		return err
	}
	copyOf := func(n int) []string { return []string{"cp", "-r", out + "-0", fmt.Sprintf("%s-copy-%d", out, n)} }
	if err := add("cp -r of the site", nil, copyOf); err != nil {
		return err
	}
	if _, err := measure(ours(0)); err != nil {
		return err
	}
	edit := func(n int) error { return edited(n) }
	// The first warm build makes the spare copy of the site; it is not counted.
	if err := edit(1000); err != nil {
		return err
	}
	if _, err := measure(ours(0)); err != nil {
		return err
	}
	if err := add("one title edited", edit, ours); err != nil {
		return err
	}
	if err := add("nothing changed", nil, ours); err != nil {
		return err
	}
	if m.hugo {
		if err := m.writeHugo(source, filepath.Join(m.folder, "hugo")); err != nil {
			return err
		}
		hugo := func(n int) []string {
			return []string{"hugo", "--quiet", "--minify", "--source", filepath.Join(m.folder, "hugo"), "--destination", fmt.Sprintf("%s-hugo-%d", out, n), "--ignoreCache"}
		}
		if err := add("Hugo, cold", nil, hugo); err != nil {
			return err
		}
	}
	m.print(rows, files, size)
	return nil
}

// writeSource writes the generated record and gives a function that edits the
// title of one entry in its middle.
func (m *measurement) writeSource(dir string) (edit func(n int) error, err error) {
	var middle generate.File
	n := 0
	for file := range generate.Files(generate.Options{Seed: m.seed, Entries: m.entries}) {
		name := filepath.Join(dir, filepath.FromSlash(file.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return nil, fmt.Errorf("writing the record: %w", err)
		}
		if err := os.WriteFile(name, file.Data, 0o644); err != nil {
			return nil, fmt.Errorf("writing the record: %w", err)
		}
		if strings.HasPrefix(file.Name, "content/incidents/") {
			if n++; n == m.entries/2 {
				middle = file
			}
		}
	}
	return func(n int) error {
		text := bytes.Replace(middle.Data, []byte("\ntitle: "), []byte(fmt.Sprintf("\ntitle: Edit %d of ", n)), 1)
		return os.WriteFile(filepath.Join(dir, filepath.FromSlash(middle.Name)), text, 0o644)
	}, nil
}

// median runs a command several times, prepare before each, and gives the
// medians of its figures.
func (m *measurement) median(name string, prepare func(n int) error, command func(n int) []string) (row, error) {
	var all []figures
	for n := range m.runs {
		if prepare != nil {
			if err := prepare(n); err != nil {
				return row{}, fmt.Errorf("preparing %q: %w", name, err)
			}
		}
		f, err := measure(command(n))
		if err != nil {
			return row{}, err
		}
		all = append(all, f)
	}
	return row{name, figures{medianOf(all, func(f figures) time.Duration { return f.wall }),
		medianOf(all, func(f figures) time.Duration { return f.cpu }),
		medianOf(all, func(f figures) int64 { return f.memory })}}, nil
}

func medianOf[T cmp.Ordered](all []figures, of func(figures) T) T {
	values := make([]T, len(all))
	for i, f := range all {
		values[i] = of(f)
	}
	slices.Sort(values)
	return values[len(values)/2]
}

// measure runs a command and gives what the system counted for it.
func measure(args []string) (figures, error) {
	command := exec.Command(args[0], args[1:]...)
	var stderr bytes.Buffer
	command.Stderr = &stderr
	began := time.Now()
	err := command.Run()
	wall := time.Since(began)
	if err != nil {
		told := stderr.String()
		return figures{}, fmt.Errorf("%s: %w\n%s", strings.Join(args, " "), err, told[:min(len(told), 2000)])
	}
	f := figures{wall: wall, cpu: command.ProcessState.UserTime() + command.ProcessState.SystemTime()}
	if usage, ok := command.ProcessState.SysUsage().(*syscall.Rusage); ok {
		f.memory = usage.Maxrss * 1024
	}
	return f, nil
}

// weigh counts the files of a folder and their bytes.
func weigh(dir string) (files int, size int64, err error) {
	err = filepath.WalkDir(dir, func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err == nil {
			files++
			size += info.Size()
		}
		return err
	})
	return files, size, err
}

// print prints the table of one size and the ratios in it.
func (m *measurement) print(rows []row, files int, size int64) {
	fmt.Printf("\n%d entries: %d files, %.1f MB; medians of %d runs\n\n", m.entries, files, float64(size)/1e6, m.runs)
	fmt.Println("| | wall s | CPU s | peak MB |\n|---|---|---|---|")
	find := func(name string) *row {
		for i := range rows {
			if rows[i].name == name {
				return &rows[i]
			}
		}
		return nil
	}
	for _, r := range rows {
		fmt.Printf("| %s | %.2f | %.2f | %.0f |\n", r.name, r.wall.Seconds(), r.cpu.Seconds(), float64(r.memory)/1e6)
	}
	cold, cp, edit, hugo := find("cold"), find("cp -r of the site"), find("one title edited"), find("Hugo, cold")
	fmt.Printf("\ncold / cp -r: %.1fx wall\n", ratio(cold.wall, cp.wall))
	if hugo != nil {
		fmt.Printf("Hugo / cold: %.1fx wall, %.1fx CPU, %.1fx memory\n", ratio(hugo.wall, cold.wall), ratio(hugo.cpu, cold.cpu), float64(hugo.memory)/float64(cold.memory))
		fmt.Printf("Hugo / one title edited: %.1fx wall, %.1fx CPU\n", ratio(hugo.wall, edit.wall), ratio(hugo.cpu, edit.cpu))
	}
}

func ratio(a, b time.Duration) float64 { return a.Seconds() / max(b.Seconds(), 1e-9) }
