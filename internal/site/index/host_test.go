package index

import (
	"encoding/xml"
	"path"
	"slices"
	"strings"
	"testing"

	"blotter/internal/site"
)

// mapOf reads a sitemap: address -> day of the last change.
func mapOf(t *testing.T, data []byte) (root string, found map[string]string) {
	t.Helper()
	var read struct {
		XMLName xml.Name
		Inner   []struct {
			Loc     string `xml:"loc"`
			Lastmod string `xml:"lastmod"`
		} `xml:",any"`
	}
	if err := xml.Unmarshal(data, &read); err != nil {
		t.Fatalf("the sitemap is not XML: %v", err)
	}
	found = map[string]string{}
	for _, each := range read.Inner {
		if _, twice := found[each.Loc]; twice {
			t.Errorf("the sitemap holds %s twice", each.Loc)
		}
		found[each.Loc] = each.Lastmod
	}
	return read.XMLName.Local, found
}

func TestTheSitemapNamesEveryEntryWithItsLastChange(t *testing.T) {
	root, found := mapOf(t, dataOf(t, makeAll(t, testRecord(), testConfig()), "sitemap.xml"))
	if root != "urlset" {
		t.Errorf("the root is %s", root)
	}
	for address, want := range map[string]string{
		"":                                "2026-11-25",
		"incidents/harbour-bridge-theft/": "2026-11-25",
		"incidents/quiet-freeze/":         "2026-11-23",
		"incidents/2021/":                 "2026-11-23",
		"actors/harbour/":                 "2026-11-25",
		"countries/kp/":                   "2026-11-25",
		"types/":                          "2026-11-25",
		"about/":                          "",
	} {
		if got, there := found["https://record.example/base/"+address]; !there || got != want {
			t.Errorf("%q: %q, %v, want %q", address, got, there, want)
		}
	}
	if _, there := found["https://record.example/base/incidents/twin/"]; there {
		t.Error("the sitemap names a redirect")
	}
}

func TestALargeSitemapIsSplit(t *testing.T) {
	linked, counted := fixture(t, testRecord(), testConfig())
	x := newIndexer("", linked, counted)
	all := x.addresses()
	outputs := x.mapOutputs(slices.Clone(all), 7)
	var named map[string]string
	listed := 0
	for _, o := range outputs {
		var buffer site.Buffer
		if err := o.Fill(&buffer); err != nil {
			t.Fatal(err)
		}
		root, found := mapOf(t, buffer.Bytes())
		if o.Path == "sitemap.xml" {
			if named = found; root != "sitemapindex" {
				t.Errorf("the root of the index is %s", root)
			}
			continue
		}
		if listed += len(found); len(found) > 7 {
			t.Errorf("%s holds %d addresses", o.Path, len(found))
		}
	}
	if listed != len(all) || len(named) != len(outputs)-1 || len(named) != (len(all)+6)/7 {
		t.Errorf("%d maps hold %d of %d addresses", len(named), listed, len(all))
	}
	if got := named["https://record.example/base/sitemap-1.xml"]; got != "2026-11-25" {
		t.Errorf("the first map changed on %q", got)
	}
}

func TestOldAddressesLeadOn(t *testing.T) {
	files := makeAll(t, testRecord(), testConfig())
	list := string(dataOf(t, files, "_redirects"))
	for _, want := range []string{
		"/base/incidents/harbor-bridge-hack/ /base/incidents/harbour-bridge-theft/ 301\n",
		"/base/incidents/twin/ /base/incidents/harbour-bridge-theft/ 301\n",
		"/base/actors/harbor/ /base/actors/harbour/ 301\n",
	} {
		if !strings.Contains(list, want) {
			t.Errorf("the list lacks %q:\n%s", want, list)
		}
	}
	page := string(dataOf(t, files, "incidents/twin/index.html"))
	for _, want := range []string{
		`<meta http-equiv="refresh" content="0; url=/base/incidents/harbour-bridge-theft/">`,
		`<link rel="canonical" href="https://record.example/base/incidents/harbour-bridge-theft/">`,
		`<meta name="robots" content="noindex">`,
		`<a href="/base/incidents/harbour-bridge-theft/">Harbour bridge drained</a>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s:\n%s", want, page)
		}
	}
}

func TestARedirectNeverReplacesAPage(t *testing.T) {
	linked, counted := fixture(t, testRecord(), testConfig())
	linked.Redirects = append(linked.Redirects, site.Redirect{From: "/incidents/quiet-freeze/", To: "/incidents/left-out/", Reason: "alias"})
	if _, there := makeOutputs(t, linked, counted)["incidents/quiet-freeze/index.html"]; there {
		t.Error("the redirect took the address of an entry")
	}
}

func TestHostsAreToldWhatToSendAlong(t *testing.T) {
	files := makeAll(t, testRecord(), testConfig())
	headers := string(dataOf(t, files, "_headers"))
	for _, want := range []string{
		"/base/*\n  Content-Security-Policy: default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'\n",
		"  X-Content-Type-Options: nosniff\n", "  Referrer-Policy: strict-origin-when-cross-origin\n",
		"/base/static/*\n  Cache-Control: public, max-age=31536000, immutable\n",
		"/base/search/t/*\n  Cache-Control: public, max-age=31536000, immutable\n",
	} {
		if !strings.Contains(headers, want) {
			t.Errorf("the headers lack %q:\n%s", want, headers)
		}
	}
	if got, want := string(dataOf(t, files, "robots.txt")), "User-agent: *\nAllow: /\n\nSitemap: https://record.example/base/sitemap.xml\n"; got != want {
		t.Errorf("robots.txt says %q, want %q", got, want)
	}
}

func TestTheGuideForProgramsLeadsToFilesThatExist(t *testing.T) {
	files := makeAll(t, testRecord(), testConfig())
	guide := string(dataOf(t, files, "llms.txt"))
	if !strings.HasPrefix(guide, "# Test & record\n\n> A record made for tests.") || !strings.Contains(guide, `[About \[this\] record](https://record.example/base/about/): What it is.`) {
		t.Errorf("the guide begins otherwise:\n%s", guide)
	}
	links := 0
	for _, part := range strings.Split(guide, "](https://record.example/base/")[1:] {
		address, _, _ := strings.Cut(part, ")")
		if path.Ext(address) == "" {
			continue // a page
		}
		links++
		dataOf(t, files, address)
	}
	if links < 12 {
		t.Errorf("the guide has %d links to data only", links)
	}
	for line := range strings.Lines(guide) {
		if strings.ContainsAny(line, "\x01") || strings.Contains(line, "<script") && !strings.Contains(line, `\<script`) {
			t.Errorf("the guide shows hostile text as it is: %q", line)
		}
	}
}

func TestTheCitationsOfAllEntriesAreOneFile(t *testing.T) {
	bib := string(dataOf(t, makeAll(t, testRecord(), testConfig()), "cite/all.bib"))
	if got, want := strings.Count("\n"+bib, "\n@online{"), 5; got != want {
		t.Errorf("the file holds %d records, want %d", got, want)
	}
	for _, id := range []string{"harbour-bridge-theft", "quiet-freeze", "several-years"} {
		if !strings.Contains(bib, "@online{"+id+",") {
			t.Errorf("the file does not cite %s", id)
		}
	}
}
