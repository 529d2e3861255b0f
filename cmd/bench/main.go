// Command bench measures blotter as whole processes: cold, with nothing
// changed, after one edit, and while the preview runs, at the sizes asked for;
// the folder copied by cp as the floor; and Hugo with the same entries beside
// it when hugo is on the PATH. It prints medians and ratios of one run, and of
// each gate whether it is reached: on a machine that is not quiet the ratios
// hold, the times do not.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
)

// mostForHugo is the largest record that Hugo is measured with.
const mostForHugo = 20_000

func main() {
	sizes := flag.String("entries", "1000,10000", "the sizes to measure, with commas")
	runs := flag.Int("runs", 3, "runs of each measurement; the median is printed")
	folder := flag.String("dir", "", "where to work; it needs room for some copies of each site (default a temporary folder)")
	withHugo := flag.Bool("hugo", true, fmt.Sprintf("measure Hugo beside it when it is on the PATH; up to %d entries, above which it takes minutes and many GB", mostForHugo))
	seed := flag.Uint64("seed", 1, "the seed of the record")
	flag.Parse()
	if err := bench(*sizes, *runs, *folder, *seed, *withHugo); err != nil {
		fmt.Fprintf(os.Stderr, "bench: %v\n", err)
		os.Exit(1)
	}
}

func bench(sizes string, runs int, folder string, seed uint64, withHugo bool) error {
	if folder == "" {
		temporary, err := os.MkdirTemp("", "blotter-bench-")
		if err != nil {
			return fmt.Errorf("making a folder to work in: %w", err)
		}
		defer os.RemoveAll(temporary)
		folder = temporary
	}
	program := filepath.Join(folder, "blotter")
	if out, err := exec.Command("go", "build", "-o", program, "./cmd/build").CombinedOutput(); err != nil {
		return fmt.Errorf("building blotter: %w\n%s", err, out)
	}
	if _, err := exec.LookPath("hugo"); err != nil {
		withHugo = false
	}
	var all []*measurement
	fmt.Printf("%s, %d cores, %s\n", machine(), runtime.NumCPU(), runtime.Version())
	for _, text := range strings.Split(sizes, ",") {
		entries, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil {
			return fmt.Errorf("--entries: %w", err)
		}
		m := &measurement{entries: entries, runs: runs, seed: seed, program: program, hugo: withHugo && entries <= mostForHugo,
			folder: filepath.Join(folder, strconv.Itoa(entries))}
		if err := m.run(); err != nil {
			return fmt.Errorf("measuring %d entries: %w", entries, err)
		}
		all = append(all, m)
	}
	printGrowth(all)
	return nil
}

// machine names the processor, as far as the system tells.
func machine() string {
	data, err := os.ReadFile("/proc/cpuinfo")
	if err == nil {
		for line := range strings.Lines(string(data)) {
			if name, ok := strings.CutPrefix(line, "model name"); ok {
				return strings.Trim(name, " \t:\n")
			}
		}
	}
	return runtime.GOOS + "/" + runtime.GOARCH
}
