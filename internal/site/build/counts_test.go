package build_test

import (
	"strconv"
	"strings"
	"testing"
)

// linkedCount is a whole number in a cell of a table that is a link.
type linkedCount struct {
	href, column string
	number       int
}

func linkedCounts(page *element) []linkedCount {
	var counts []linkedCount
	for _, table := range page.all("table") {
		head := table.first("thead").all("th")
		for _, row := range table.first("tbody").all("tr") {
			for i, cell := range row.all("td") {
				link := cell.first("a")
				if link == nil || link.first("data") != nil || i+1 >= len(head) {
					continue
				}
				if n, err := strconv.Atoi(strings.ReplaceAll(link.words(), ",", "")); err == nil {
					counts = append(counts, linkedCount{link.attributes["href"], head[i+1].words(), n})
				}
			}
		}
	}
	return counts
}

// partOfLedger gives the end of the caption under which a ledger lists what a
// column counts, and whether a line of amounts.csv belongs there.
func partOfLedger(column string) (caption string, belongs func(*csvAmount, filter) bool) {
	why := func(line *csvAmount, asked filter) string {
		if asked.kind != "" {
			return line.whyKind
		}
		return line.whyClass
	}
	apart := func(why string) bool { return why == "alleged" || why == "disputed" }
	switch column {
	case "Counted":
		return ": counted", func(line *csvAmount, asked filter) bool { return why(line, asked) == "" && line.usd != nil }
	case "No figure":
		return ": counted aloud, because nobody states a figure", func(line *csvAmount, asked filter) bool { return why(line, asked) == "" && line.usd == nil }
	case "Alleged or disputed":
		return ": apart, because the entry is alleged or disputed", func(line *csvAmount, asked filter) bool { return apart(why(line, asked)) }
	case "Not added":
		return ": not added", func(line *csvAmount, asked filter) bool { return why(line, asked) != "" && !apart(why(line, asked)) }
	}
	return "", nil
}

// checkCount counts what a link opens: amounts under the caption that the
// column speaks of, else different entries.
func checkCount(t *testing.T, from string, number linkedCount, reader *siteReader, ledger *ledger) {
	t.Helper()
	to, fragment, _ := strings.Cut(number.href, "#")
	if to == "" {
		to = from
	}
	if fragment == "parts" {
		fragment = "" // counts the parts that an actor has in the entries below it
	}
	opened := section(reader.page(to), fragment)
	if opened == nil {
		t.Errorf("%s: %d leads to %s, which has no such part", from, number.number, number.href)
		return
	}
	caption, belongs := partOfLedger(number.column)
	if belongs == nil {
		if got := listedIn(opened, number.column); got != number.number {
			t.Errorf("%s: %d under %q leads to %s, which lists %d", from, number.number, number.column, number.href, got)
		}
		return
	}
	rows := 0
	for _, table := range opened.all("table") {
		if strings.HasSuffix(table.first("caption").words(), caption) {
			rows += len(table.first("tbody").all("tr"))
		}
	}
	again := 0
	asked, ok := filterOf(to, fragment)
	for _, line := range ledger.amounts {
		if asked.covers(line, ledger) && belongs(line, asked) {
			again++
		}
	}
	if !ok || rows != number.number || again != number.number {
		t.Errorf("%s: %d under %q leads to %s, which lists %d; amounts.csv gives %d", from, number.number, number.column, number.href, rows, again)
	}
}

// listedIn counts what a part of a page lists: the rows of its table where the
// column is of documents, amounts or cases, which may share an entry, else the
// different entries of its list, or without one of its tables.
func listedIn(part *element, column string) int {
	if column == "Cases" || column == "Dates unclear" {
		n := 0
		for _, row := range part.first("tbody").all("tr") {
			if unclear := row.all("td")[2].words() == "unclear"; unclear == (column == "Dates unclear") {
				n++
			}
		}
		return n
	}
	if column == "Sanctions" || column == "Charges" {
		n := 0
		for _, row := range part.first("tbody").all("tr") {
			if acts := strings.ToLower(row.all("td")[1].words()); strings.Contains(acts, strings.ToLower(strings.TrimSuffix(column, "s"))) {
				n++
			}
		}
		return n
	}
	if head := part.first("thead"); column == "Number" && head != nil && head.all("th")[1].words() == "Documents" {
		n := 0
		for _, row := range part.first("tbody").all("tr") {
			n += len(row.all("td")[0].all("a"))
		}
		return n
	}
	var names []*element
	for _, list := range part.all("ol") {
		if list.attributes["class"] == "record" {
			names = append(names, list.all("h3")...)
		}
	}
	if len(names) == 0 {
		for _, table := range part.all("table") {
			names = append(names, table.first("tbody").all("th")...)
		}
	}
	if column == "Documents" || column == "Number" {
		return len(names)
	}
	entries := map[string]bool{}
	for _, name := range names {
		if link := name.first("a"); link != nil {
			address, _, _ := strings.Cut(link.attributes["href"], "#")
			entries[address] = true
		}
	}
	return len(entries)
}
