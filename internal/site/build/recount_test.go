package build_test

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"math/big"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"blotter/internal/site/build"
)

// The recount reads the entry files by itself, with another reader and other
// arithmetic than the program's, and adds by the published rules. It shares no
// code with the stages it watches.

// counted is an amount as the recount sees it.
type counted struct {
	entry, id, kind string
	dollars         *big.Rat // nil = no figure
	status          string
	withdrawn       bool
	aggregate       bool
	excluded        bool   // said or implied by its own fields, but for part_of
	after, partOf   string // entry#id
}

var classOf = map[string]string{
	"stolen": "taken", "defrauded": "taken", "lost": "taken", "attempted": "attempted", "at-risk": "attempted",
	"laundered": "moved", "converted": "moved", "received": "moved", "frozen": "held", "seized": "held",
	"forfeited": "final", "returned": "final", "recovered": "final", "destroyed": "final", "compensated": "made-whole",
	"ransom-paid": "paid", "bounty-paid": "paid", "fined": "penalty", "disgorged": "penalty", "settled": "penalty",
	"ransom-demanded": "asked", "forfeiture-sought": "asked", "bounty-offered": "asked",
}

func TestANumberIsItsListTheStatisticsPageEqualsARecountFromTheFiles(t *testing.T) {
	amounts := readAmounts(t, "../../../content/incidents")
	sums, unpriced := map[string]*big.Rat{}, map[string]int{}
	for _, a := range amounts {
		if a.excluded || a.withdrawn || (a.partOf != "" && !amounts[a.partOf].aggregate) || a.status == "alleged" || a.status == "disputed" || entersEarlier(amounts, a) {
			continue
		}
		class := classOf[a.kind]
		if a.dollars == nil {
			unpriced[class]++
			continue
		}
		if sums[class] == nil {
			sums[class] = new(big.Rat)
		}
		sums[class].Add(sums[class], a.dollars)
	}
	out := t.TempDir()
	result, err := build.Run(context.Background(), build.Options{Source: copySite(t), Out: filepath.Join(out, "site")})
	if err != nil || !result.Published {
		t.Fatalf("the real content does not build: %v %v", err, result.Problems)
	}
	page, err := os.ReadFile(filepath.Join(out, "site", "stats", "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	if len(sums) < 5 {
		t.Fatalf("the recount found money of %d classes only", len(sums))
	}
	for class, sum := range sums {
		shown := regexp.MustCompile(`href="?/stats/` + class + `/"?><b><data value="?([0-9.]+)`).FindSubmatch(page)
		if shown == nil {
			t.Errorf("the statistics page shows no total of the class %s", class)
			continue
		}
		got, ok := new(big.Rat).SetString(string(shown[1]))
		if !ok || got.Cmp(sum) != 0 {
			t.Errorf("the page says %s for the class %s, a recount from the files gives %s", shown[1], class, sum.FloatString(2))
		}
		if n := unpriced[class]; n > 0 && !bytes.Contains(page, []byte(fmt.Sprintf("%d amount", n))) {
			t.Errorf("the page does not say that %d amounts of the class %s have no figure", n, class)
		}
	}
}

// entersEarlier reports whether the money of an amount is in its class already
// through an earlier stage that counts.
func entersEarlier(amounts map[string]counted, a counted) bool {
	seen := map[string]bool{}
	for next := a.after; next != "" && !seen[next]; {
		seen[next] = true
		earlier, ok := amounts[next]
		if !ok {
			return false
		}
		if classOf[earlier.kind] == classOf[a.kind] && !earlier.excluded && !earlier.withdrawn {
			return true
		}
		next = earlier.after
	}
	return false
}

// readAmounts reads the front matter of every entry as plain YAML.
func readAmounts(t *testing.T, dir string) map[string]counted {
	t.Helper()
	amounts := map[string]counted{}
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		_, rest, _ := strings.Cut(string(data), "---\n")
		front, _, _ := strings.Cut(rest, "\n---\n")
		var e struct {
			Status      string
			DuplicateOf string `yaml:"duplicate_of"`
			Review      any
			Amounts     []map[string]any
		}
		if err := yaml.Unmarshal([]byte(front), &e); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		id := strings.TrimSuffix(path.Base(filepath.ToSlash(name)), ".md")
		if e.DuplicateOf != "" || e.Review == "draft" {
			return nil
		}
		kinds := map[string]int{}
		for _, fields := range e.Amounts {
			a := counted{entry: id, kind: text(fields["kind"]), status: e.Status, withdrawn: e.Status == "withdrawn"}
			kinds[a.kind]++
			a.id = text(fields["id"])
			if a.id == "" {
				a.id = a.kind
				if n := kinds[a.kind]; n > 1 {
					a.id = fmt.Sprintf("%s-%d", a.kind, n)
				}
			}
			a.dollars = dollars(t, text(fields["usd"]))
			_, same := fields["same_funds"]
			a.aggregate = fields["scope"] == "aggregate"
			counts, said := fields["counts"].(bool)
			a.excluded = same || a.aggregate || (said && !counts)
			a.after, a.partOf = reference(id, fields["after"]), reference(id, fields["part_of"])
			amounts[id+"#"+a.id] = a
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return amounts
}

// reference gives the amount that a field names, with its entry.
func reference(entry string, field any) string {
	name := text(field)
	if name == "" || strings.Contains(name, "#") {
		return name
	}
	return entry + "#" + name
}

func text(value any) string {
	if value == nil {
		return ""
	}
	return fmt.Sprint(value)
}

// dollars reads a figure: "4.4M", "635000000", the lower end of "5.8M-6.2M".
func dollars(t *testing.T, figure string) *big.Rat {
	t.Helper()
	figure, high, ranged := strings.Cut(strings.TrimSpace(figure), "-")
	if figure == "" {
		return nil
	}
	sizes := map[string]int64{"K": 1e3, "M": 1e6, "B": 1e9, "T": 1e12}
	last := figure[len(figure)-1:]
	if sizes[last] == 0 && ranged {
		last = high[len(high)-1:]
	} else {
		figure = strings.TrimSuffix(figure, last+"")
		if sizes[last] == 0 {
			figure += last
		}
	}
	value, ok := new(big.Rat).SetString(strings.ReplaceAll(figure, ",", ""))
	if !ok {
		t.Fatalf("the recount cannot read the figure %q", figure)
	}
	if size := sizes[last]; size != 0 {
		value.Mul(value, new(big.Rat).SetInt64(size))
	}
	return value
}

// copySite copies config.yaml and content/ to a folder of the test, because a
// build leaves its state beside them.
func copySite(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS("../../../content")); err != nil {
		t.Fatal(err)
	}
	config, err := os.ReadFile("../../../config.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "config.yaml"), config, 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}
