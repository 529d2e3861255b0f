package main

import (
	"fmt"
	"strings"
	"time"
)

// gate is something that has to hold at gateEntries entries: a ratio within
// one run, or a time.
type gate struct {
	what       string
	now        float64
	least, aim float64
	unit       string // behind each number: "x", " s" or " ms"
	atMost     bool   // the number must not be above, instead of not below
	also       string // the same by the processor's time, where that says more
	unmeasured bool
}

// gateEntries is the size that the gates are for.
const gateEntries = 10_000

// verdict says in words whether the gate is reached.
func (g gate) verdict() string {
	reached := func(bound float64) bool { return g.now >= bound }
	if g.atMost {
		reached = func(bound float64) bool { return g.now <= bound }
	}
	switch {
	case g.unmeasured:
		return "not measured"
	case reached(g.aim):
		return "reached, and the aim too"
	case reached(g.least):
		return "reached"
	}
	return "not reached"
}

func (g gate) String() string {
	bound := func(n float64) string {
		if g.atMost {
			return fmt.Sprintf("at most %v%s", n, g.unit)
		}
		return fmt.Sprintf("%v%s", n, g.unit)
	}
	now := fmt.Sprintf("%.2f%s", g.now, g.unit)
	if g.unmeasured {
		now = "-"
	}
	return fmt.Sprintf("| %s | %s | %s | %s | %s | %s |", g.what, now, g.also, bound(g.least), bound(g.aim), g.verdict())
}

// print prints what was measured at one size.
func (m *measurement) print() {
	fmt.Printf("\n## %d entries\n\nOur site: %d files, %.1f MB.", m.entries, m.ours.files, float64(m.ours.bytes)/1e6)
	if m.hugos.files > 0 {
		fmt.Printf(" Hugo's: %d files, %.1f MB.", m.hugos.files, float64(m.hugos.bytes)/1e6)
	}
	fmt.Printf(" Medians of %d runs.\n\n| | wall s | CPU s | peak MB |\n|---|---|---|---|\n", m.runs)
	for _, r := range m.rows {
		fmt.Printf("| %s | %.2f | %.2f | %.0f |\n", r.name, r.wall.Seconds(), r.cpu.Seconds(), float64(r.memory)/1e6)
	}
	fmt.Printf("| title edited while the preview runs, save to reload, median of %d | %.3f | %.3f | %.0f |\n",
		previewEdits, m.preview.wall.Seconds(), m.preview.cpu.Seconds(), float64(m.preview.memory)/1e6)
	fmt.Printf("\nThe slowest of the %d edits took %.3f s.\n", previewEdits, m.preview.slowest.Seconds())
	for _, name := range []string{coldRow, editRow} {
		m.printStages(name)
	}
	if m.entries == gateEntries {
		m.printGates()
	}
}

func (m *measurement) printStages(name string) {
	var parts []string
	for _, s := range m.find(name).stages {
		parts = append(parts, fmt.Sprintf("%s %d", s.name, s.took.Milliseconds()))
	}
	fmt.Printf("\nStages, %s, ms: %s.\n", name, strings.Join(parts, ", "))
}

// find gives a row; an empty one where it was not measured.
func (m *measurement) find(name string) row {
	for _, r := range m.rows {
		if r.name == name {
			return r
		}
	}
	return row{}
}

// printGates prints each gate with what is reached.
func (m *measurement) printGates() {
	cold, copied, edit, unchanged, hugo := m.find(coldRow), m.find(copyRow), m.find(editRow), m.find(unchangedRow), m.find(hugoRow)
	byCPU := func(a, b row) string { return fmt.Sprintf("%.2fx", ratio(a.cpu, b.cpu)) }
	idle := unchanged.wall.Seconds()
	if m.written > 0 {
		idle = 1e9 // it wrote files, and whatever it took does not count
	}
	gates := []gate{
		{what: "cold build, Hugo / ours", now: ratio(hugo.wall, cold.wall), least: 3.5, aim: 6, unit: "x", also: byCPU(hugo, cold), unmeasured: !m.hugo},
		{what: "peak memory, Hugo / ours", now: float64(hugo.memory) / float64(max(cold.memory, 1)), least: 4, aim: 6, unit: "x", unmeasured: !m.hugo},
		{what: "cold build / `cp -r` of the same tree", now: ratio(cold.wall, copied.wall), least: 8, aim: 5, unit: "x", atMost: true, also: byCPU(cold, copied)},
		{what: "title edit, new process, Hugo cold / ours", now: ratio(hugo.wall, edit.wall), least: 30, aim: 80, unit: "x", also: byCPU(hugo, edit), unmeasured: !m.hugo},
		{what: "title edit while the preview runs, save to reload event", now: float64(m.preview.wall.Microseconds()) / 1000, least: 150, aim: 60, unit: " ms", atMost: true,
			also: fmt.Sprintf("%d ms", m.preview.cpu.Milliseconds())},
		{what: fmt.Sprintf("nothing changed, new process (%d files written)", m.written), now: idle, least: 0.6, aim: 0.2, unit: " s", atMost: true,
			also: fmt.Sprintf("%.2f s", unchanged.cpu.Seconds())},
	}
	fmt.Print("\n| gate | now | by CPU | at least | aim | |\n|---|---|---|---|---|---|\n")
	for _, g := range gates {
		fmt.Println(g)
	}
}

// printGrowth prints the gate between two sizes, if both were measured.
func printGrowth(all []*measurement) {
	var small, large *measurement
	for _, m := range all {
		switch m.entries {
		case gateEntries:
			small = m
		case 10 * gateEntries:
			large = m
		}
	}
	g := gate{what: "CPU of a cold build at 100,000 / at 10,000", least: 13, aim: 11, unit: "x", atMost: true, unmeasured: small == nil || large == nil}
	if !g.unmeasured {
		g.now = ratio(large.find(coldRow).cpu, small.find(coldRow).cpu)
	}
	fmt.Printf("\n| gate | now | by CPU | at least | aim | |\n|---|---|---|---|---|---|\n%v\n", g)
}

func ratio(a, b time.Duration) float64 { return a.Seconds() / max(b.Seconds(), 1e-9) }
