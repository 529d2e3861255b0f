package main

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// figures are what one process took.
type figures struct {
	wall, cpu time.Duration
	memory    int64 // peak resident bytes
	stages    []stage
}

// stage is one step of a build, as --verbose tells it.
type stage struct {
	name string
	took time.Duration
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
		medianOf(all, func(f figures) int64 { return f.memory }), mediansOfStages(all)}}, nil
}

// mediansOfStages gives the median of each stage that the first run had.
func mediansOfStages(all []figures) []stage {
	var medians []stage
	for n, first := range all[0].stages {
		took := medianOf(all, func(f figures) time.Duration {
			if n < len(f.stages) && f.stages[n].name == first.name {
				return f.stages[n].took
			}
			return first.took
		})
		medians = append(medians, stage{first.name, took})
	}
	return medians
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
	if memory, ok := peakOf(command.ProcessState); ok {
		f.memory = memory
	}
	f.stages = stagesOf(stderr.String())
	return f, nil
}

// stagesOf reads the lines of --verbose: a name and how long it took. Other
// lines are no stages.
func stagesOf(told string) []stage {
	var stages []stage
	for line := range strings.Lines(told) {
		name, took, found := strings.Cut(strings.TrimSpace(line), "  ")
		if !found {
			continue
		}
		if d, err := time.ParseDuration(strings.TrimSpace(took)); err == nil {
			stages = append(stages, stage{name, d})
		}
	}
	return stages
}

// weigh counts the files of a folder and their bytes.
func weigh(dir string) (site weight, err error) {
	err = filepath.WalkDir(dir, func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err == nil {
			site.files++
			site.bytes += info.Size()
		}
		return err
	})
	return site, err
}
