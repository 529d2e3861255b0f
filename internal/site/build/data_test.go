package build_test

import (
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"blotter/internal/site/build"
)

// builtSite publishes the real content and gives its files.
func builtSite(t *testing.T) (*siteReader, fs.FS) {
	t.Helper()
	out := filepath.Join(t.TempDir(), "site")
	result, err := build.Run(context.Background(), build.Options{Source: copySite(t), Out: out})
	if err != nil || !result.Published {
		t.Fatalf("the real content does not build: %v %v", err, result.Problems)
	}
	return &siteReader{t: t, dir: os.DirFS(out), pages: map[string]*element{}}, os.DirFS(out)
}

func TestEveryListHasItsDataAndTheDataHoldsTheWholeList(t *testing.T) {
	reader, dir := builtSite(t)
	t.Run("the page on data leads to every file of the record", func(t *testing.T) {
		linked := map[string]bool{}
		for _, link := range reader.page("/data/").all("a") {
			linked[link.attributes["href"]] = true
		}
		for _, pattern := range []string{"data/*.csv", "data/*.json"} {
			files, _ := fs.Glob(dir, pattern)
			if len(files) < 6 {
				t.Errorf("there are %d files %s", len(files), pattern)
			}
			for _, file := range files {
				if !linked["/"+file] {
					t.Errorf("the page on data does not lead to %s", file)
				}
			}
		}
	})
	t.Run("of a value, a year, a month", func(t *testing.T) { checkLists(t, reader, dir) })
	t.Run("of the statistics", func(t *testing.T) { checkOffers(t, reader, dir) })
	t.Run("of the search engines", func(t *testing.T) { checkSitemap(t, reader, dir) })
	t.Run("no file is of no page", func(t *testing.T) {
		named := map[string]bool{}
		for _, address := range reader.allPages() {
			for _, link := range append(reader.page(address).all("a"), reader.page(address).all("link")...) {
				named[link.attributes["href"]] = true
			}
		}
		for _, pattern := range []string{"data/*/*.csv", "data/*/*.json", "feeds/*/*.atom"} {
			files, _ := fs.Glob(dir, pattern)
			if len(files) < 50 {
				t.Errorf("there are %d files %s", len(files), pattern)
			}
			for _, file := range files {
				if !named["/"+file] {
					t.Errorf("no page leads to %s", file)
				}
			}
		}
	})
}

var listPage = regexp.MustCompile(`^/(incidents/\d{4}(/\d\d)?|(types|actors|techniques|chains|countries|sectors|tags|sources)/[^/]+)/$`)

// checkLists opens the data that each page of a list links, and looks there
// for each entry that the page lists.
func checkLists(t *testing.T, reader *siteReader, dir fs.FS) {
	files, entries := 0, 0
	for _, address := range reader.allPages() {
		if !listPage.MatchString(address) {
			continue
		}
		page := reader.page(address)
		meta := page.find(func(e *element) bool { return e.name == "ul" && e.attributes["class"] == "meta" })
		var held []map[string]bool // by file
		if meta != nil {
			for _, link := range meta.all("a") {
				href := link.attributes["href"]
				switch path.Ext(href) {
				case ".csv":
					files++
					file := map[string]bool{}
					for _, row := range readCSV(t, dir, href[1:]) {
						file[row["incident"]] = true
					}
					held = append(held, file)
				case ".json":
					files++
					file := map[string]bool{}
					for _, id := range entriesOf(t, dir, href) {
						file[id] = true
					}
					held = append(held, file)
				}
			}
		}
		for _, list := range page.all("ol") {
			if list.attributes["class"] != "record" {
				continue
			}
			for _, name := range list.all("h3") {
				entries++
				id := path.Base(name.first("a").attributes["href"])
				if len(held) == 0 || slices.ContainsFunc(held, func(file map[string]bool) bool { return !file[id] }) {
					t.Errorf("%s lists %s, which its data does not hold", address, id)
				}
			}
		}
	}
	t.Logf("%d entries of lists looked for in %d files", entries, files)
	if files < 400 || entries < 1500 {
		t.Errorf("only %d entries and %d files were looked at: the pages or this reader have changed", entries, files)
	}
}

// checkOffers looks on every page of the statistics for a link to its data, and
// for what each such link leads to.
func checkOffers(t *testing.T, reader *siteReader, dir fs.FS) {
	pages := 0
	for _, address := range reader.allPages() {
		if !strings.HasPrefix(address, "/stats/") {
			continue
		}
		pages++
		offers := 0
		for _, link := range reader.page(address).first("main").all("a") {
			href := link.attributes["href"]
			if !strings.HasPrefix(href, "/") || path.Ext(href) != ".csv" && path.Ext(href) != ".json" {
				continue
			}
			offers++
			if _, err := fs.Stat(dir, href[1:]); err != nil {
				t.Errorf("%s offers %s, which is no file", address, href)
			}
		}
		if offers == 0 {
			t.Errorf("%s offers no data", address)
		}
	}
	if pages < 80 {
		t.Errorf("there are %d pages of statistics only", pages)
	}
}

// checkSitemap opens every page that the sitemap names, and looks in it for the
// entries, the pages that the header and the footer lead to, and the pages of
// statistics.
func checkSitemap(t *testing.T, reader *siteReader, dir fs.FS) {
	data, err := fs.ReadFile(dir, "sitemap.xml")
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{}
	for _, match := range regexp.MustCompile(`<loc>https://example\.org([^<]*)</loc>`).FindAllStringSubmatch(string(data), -1) {
		if named[match[1]] {
			t.Errorf("the sitemap names %s twice", match[1])
		}
		named[match[1]] = true
		if _, err := fs.Stat(dir, path.Join(match[1], "index.html")[1:]); err != nil {
			t.Errorf("the sitemap names %s, which is no page", match[1])
		}
	}
	for _, address := range []string{"/", "/incidents/", "/stats/", "/search/"} {
		for _, navigation := range reader.page(address).all("nav") {
			for _, link := range navigation.all("a") {
				href, _, _ := strings.Cut(link.attributes["href"], "#")
				if strings.HasPrefix(href, "/") && strings.HasSuffix(href, "/") && !strings.Contains(href, "/page-") && !named[href] {
					t.Errorf("the navigation of %s leads to %s, which the sitemap does not name", address, href)
				}
			}
		}
	}
	if !named["/stats/quality/"] || !named["/search/"] || len(named) < 600 {
		t.Errorf("the sitemap names %d pages only, or not those of the statistics and of the search", len(named))
	}
}

// entriesOf gives the ids that the JSON of a group, or of one entry, is about.
func entriesOf(t *testing.T, dir fs.FS, href string) []string {
	t.Helper()
	data, err := fs.ReadFile(dir, href[1:])
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		ID      string
		Entries []string
	}
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatalf("%s: %v", href, err)
	}
	return slices.DeleteFunc(append(file.Entries, file.ID), func(id string) bool { return strings.TrimSpace(id) == "" })
}
