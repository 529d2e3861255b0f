package build_test

import (
	"context"
	"fmt"
	"math/big"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"blotter/internal/site/build"
)

// A number is its list, seen from outside: this test has nothing but the files
// a reader gets. It opens the link behind every sum on every page, and behind
// every count of the statistics, adds up or counts what it finds there, and adds
// up or counts amounts.csv by the words of the address, once more and by itself.

func TestEveryLinkBehindEveryNumberOfTheSiteOpensWhatItCounts(t *testing.T) {
	out, source := filepath.Join(t.TempDir(), "site"), copySite(t)
	prose := "---\ntitle: Totals in prose\n---\n\nOf {{total \"stolen\"}}, {{total \"stolen\" year=\"2022\"}} in one year, with {{total \"taken\" year=\"2024\"}} in another; {{total \"held\"}} held.\n"
	if err := os.WriteFile(filepath.Join(source, "content", "pages", "totals-in-prose.md"), []byte(prose), 0o644); err != nil {
		t.Fatal(err)
	}
	result, err := build.Run(context.Background(), build.Options{Source: source, Out: out})
	if err != nil || !result.Published {
		t.Fatalf("the real content does not build: %v %v", err, result.Problems)
	}
	reader := &siteReader{t: t, dir: os.DirFS(out), pages: map[string]*element{}}
	ledger := readLedger(t, reader.dir)
	kinds := map[string]int{}
	for _, from := range reader.allPages() {
		if strings.HasPrefix(from, "/stats/") {
			for _, number := range linkedCounts(reader.page(from)) {
				checkCount(t, from, number, reader, ledger)
				kinds["a count"]++
			}
		}
		for _, sum := range linkedSums(reader.page(from)) {
			to, fragment, _ := strings.Cut(sum.href, "#")
			evidence := section(reader.page(to), fragment)
			if evidence == nil {
				t.Errorf("%s: %s leads to %s, which has no such part", from, sum.value, sum.href)
				continue
			}
			which := "a ledger"
			if strings.HasPrefix(to, "/stats/outcome/") {
				which = "a stream of the flow"
				checkStream(t, from, sum, evidence, ledger)
			} else {
				checkLedger(t, from, sum, to, fragment, evidence, ledger)
			}
			kinds[which]++
		}
	}
	if n := len(linkedSums(reader.page("/totals-in-prose/"))); n != 4 {
		t.Errorf("a page asks for 4 totals and shows %d", n)
	}
	t.Logf("sums opened and counted again: %v", kinds)
	if kinds["a ledger"] < 1500 || kinds["a stream of the flow"] < 5 || kinds["a count"] < 800 {
		t.Errorf("only %v sums were found: the pages or this reader have changed", kinds)
	}
}

// checkLedger adds up the rows that a link opens, and the rows of amounts.csv
// which the address of the link speaks of.
func checkLedger(t *testing.T, from string, sum linkedSum, to, fragment string, evidence *element, ledger *ledger) {
	t.Helper()
	asked, ok := filterOf(to, fragment)
	if !ok {
		t.Errorf("%s: %s leads to %s, which is no page of amounts", from, sum.value, sum.href)
		return
	}
	listed, added := map[string]bool{}, new(big.Rat)
	for _, table := range evidence.all("table") {
		if caption := table.first("caption").words(); !strings.HasSuffix(caption, ": counted") {
			continue
		}
		for _, row := range table.first("tbody").all("tr") {
			key := amountKey(row)
			line := ledger.amounts[key]
			if line == nil || listed[key] {
				t.Errorf("%s: %s lists %q, which amounts.csv does not have, or lists it twice", from, sum.href, key)
				continue
			}
			listed[key] = true
			shown := rational(row.all("td")[2].first("data").attributes["value"])
			if shown == nil || line.usd == nil || shown.Cmp(line.usd) != 0 {
				t.Errorf("%s: %s lists %s with another figure than amounts.csv", from, sum.href, key)
				continue
			}
			added.Add(added, shown)
		}
	}
	want := rational(sum.value)
	if added.Cmp(want) != 0 {
		t.Errorf("%s: the rows behind %s (%s) come to %s", from, sum.value, sum.href, added.FloatString(2))
	}
	again := new(big.Rat)
	for key, line := range ledger.amounts {
		if line.usd == nil || !asked.takes(line, ledger) {
			continue
		}
		again.Add(again, line.usd)
		if !listed[key] {
			t.Errorf("%s: %s does not list %s, which it adds by amounts.csv", from, sum.href, key)
		}
	}
	if again.Cmp(want) != 0 {
		t.Errorf("%s: amounts.csv gives %s for %s, the page says %s", from, again.FloatString(2), sum.href, sum.value)
	}
}

// checkStream adds up the parts of a stream of the flow. A part is of money
// that was taken and counts, and never more than all of it.
func checkStream(t *testing.T, from string, sum linkedSum, evidence *element, ledger *ledger) {
	t.Helper()
	added := new(big.Rat)
	for _, row := range evidence.first("tbody").all("tr") {
		line := ledger.amounts[amountKey(row)]
		if line == nil || line.class != "taken" || !line.inKind || line.usd == nil {
			t.Errorf("%s: %s lists %q, which is no counted money taken", from, sum.href, amountKey(row))
			continue
		}
		part := rational(row.all("td")[2].first("data").attributes["value"])
		if part.Cmp(line.usd) > 0 {
			t.Errorf("%s: %s takes %s out of %s", from, sum.href, part.FloatString(2), line.usd.FloatString(2))
		}
		added.Add(added, part)
	}
	if added.Cmp(rational(sum.value)) != 0 {
		t.Errorf("%s: the rows behind %s (%s) come to %s", from, sum.value, sum.href, added.FloatString(2))
	}
}

// filter is the set of amounts that the address of a page of evidence names.
type filter struct {
	kind, class string // one of the two
	dates       string // "2022", "undated", "so-far", "so-far-before"; empty = all
	actor, role string
	trait       string // "chains/ethereum"
}

var (
	wholePage = regexp.MustCompile(`^/stats/(kinds/)?([a-z-]+)/$`)
	yearPage  = regexp.MustCompile(`^/stats/(\d{4}|undated)/([a-z-]+)/(?:([a-z-]+)/)?(?:page-\d+/)?$`)
	soFarPage = regexp.MustCompile(`^/stats/so-far/([a-z-]+?)(-before)?/$`)
	rolePage  = regexp.MustCompile(`^/stats/actors/(.+)-as-([a-z]+)/(?:([a-z-]+)/)?$`)
	authority = regexp.MustCompile(`^/stats/enforcement/([^/]+)/(?:([a-z-]+)/)?$`)
	sharedBy  = regexp.MustCompile(`^/stats/authorities/(?:page-\d+/)?#([a-z-]+?)-by-(.+)$`)
	actorPage = regexp.MustCompile(`^/actors/([^/]+)/(?:([a-z-]+)/)?$`)
	monthPage = regexp.MustCompile(`^/incidents/(\d{4})/(\d{2})/$`)
	traitPage = regexp.MustCompile(`^/((?:types|techniques|chains|countries|sectors|tags|sources)/[^/]+)/(?:([a-z-]+)/)?$`)
)

// filterOf reads an address as a reader would.
func filterOf(to, fragment string) (filter, bool) {
	if m := soFarPage.FindStringSubmatch(to); m != nil {
		return filter{class: m[1], dates: "so-far" + m[2]}, true
	}
	if m := rolePage.FindStringSubmatch(to); m != nil {
		return filter{class: fragment + m[3], actor: m[1], role: m[2]}, true
	}
	if m := sharedBy.FindStringSubmatch(to + "#" + fragment); m != nil {
		return kindOrClass(m[1], filter{actor: m[2], role: "authority"}), true
	}
	if m := authority.FindStringSubmatch(to); m != nil {
		return kindOrClass(fragment+m[2], filter{actor: m[1], role: "authority"}), true
	}
	if m := yearPage.FindStringSubmatch(to); m != nil {
		return filter{class: m[2], dates: m[1], kind: m[3] + fragment}, true
	}
	if m := wholePage.FindStringSubmatch(to); m != nil && m[1] != "" {
		return filter{kind: m[2]}, true
	} else if m != nil {
		return filter{class: m[2]}, true
	}
	if m := actorPage.FindStringSubmatch(to); m != nil {
		return filter{class: fragment + m[2], actor: m[1]}, true
	}
	if m := monthPage.FindStringSubmatch(to); m != nil {
		return filter{class: fragment, dates: m[1] + "-" + m[2]}, true
	}
	if m := traitPage.FindStringSubmatch(to); m != nil {
		return filter{class: fragment + m[2], trait: m[1]}, true
	}
	return filter{}, false
}

// kindOrClass adds to a filter the kind or the class that a word names.
func kindOrClass(word string, f filter) filter {
	if _, ok := classOf[word]; ok {
		f.kind = word
	} else {
		f.class = word
	}
	return f
}

// takes reports whether a total adds a line, or counts it without a figure.
func (f filter) takes(line *csvAmount, l *ledger) bool {
	return f.covers(line, l) && (f.kind != "" && line.inKind || f.kind == "" && line.inClass)
}

// covers reports whether a line is in the set of a total, added or not.
func (f filter) covers(line *csvAmount, l *ledger) bool {
	if f.kind != "" && line.kind != f.kind || f.kind == "" && line.class != f.class {
		return false
	}
	from, to := l.first[line.incident], l.last[line.incident]
	switch {
	case f.dates == "undated":
		if from != "" && to != "" && from[:4] == to[:4] {
			return false
		}
	case strings.HasPrefix(f.dates, "so-far"):
		end := l.newest
		if f.dates != "so-far" {
			end = fmt.Sprintf("%04d%s", year(end)-1, end[4:])
		}
		if from < end[:4]+"-01-01" || to == "" || to > end {
			return false
		}
	case f.dates != "" && (from == "" || to == "" || !strings.HasPrefix(from, f.dates) || !strings.HasPrefix(to, f.dates)):
		return false
	}
	if f.trait != "" && !l.traits[line.incident+" "+f.trait] {
		return false
	}
	return f.actor == "" || slices.ContainsFunc(l.roles[line.incident+" "+f.actor], func(role string) bool { return f.role == "" || role == f.role })
}

func year(day string) (n int) {
	for _, digit := range day[:4] {
		n = 10*n + int(digit-'0')
	}
	return n
}

// amountKey gives the amount that the first cell of a row links to.
func amountKey(row *element) string {
	link := row.first("a")
	if link == nil {
		return ""
	}
	entry, anchor, _ := strings.Cut(link.attributes["href"], "#amount-")
	return path.Base(entry) + "#" + anchor
}

// linkedSum is a figure of money that is a link.
type linkedSum struct{ href, value string }

func linkedSums(page *element) []linkedSum {
	var sums []linkedSum
	for _, link := range page.all("a") {
		for _, figure := range link.all("data") {
			sums = append(sums, linkedSum{link.attributes["href"], figure.attributes["value"]})
		}
	}
	return sums
}

// section gives the part of a page that an anchor names: the element, or where
// it is a heading what the heading stands over.
func section(page *element, fragment string) *element {
	if fragment == "" {
		return page
	}
	found := page.find(func(e *element) bool { return e.attributes["id"] == fragment })
	if found != nil && strings.HasPrefix(found.name, "h") {
		return found.parent
	}
	return found
}
