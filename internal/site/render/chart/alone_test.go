package chart

import (
	"math/rand/v2"
	"os"
	"regexp"
	"strings"
	"testing"
)

func TestAFileOfItsOwnHasItsWordsAndNeedsNoStylesheet(t *testing.T) {
	bars := Bars{
		Frame: Frame{"b", "Stolen by <year>"}, Unit: Dollars, Noun: "stolen", Series: []Series{{Class: "taken", Label: "Stolen"}, {Class: "taken", Label: "Lost", Tint: 1}},
		Buckets: []Bucket{{Label: "2023", Href: "/stats/2023/", Total: Figure{5e6, "$5M"}, Parts: []Figure{{3e6, "$3M"}, {2e6, "$2M"}}}},
	}
	file := string(Alone(bars, "Source: Test record, https://record.example/"))
	for _, want := range []string{`xmlns="http://www.w3.org/2000/svg"`, "Stolen by &lt;year&gt;</text>", "all in 2023.</text>", "Source: Test record", `fill="#a3242b"`, `font-weight="600"`} {
		if !strings.Contains(file, want) {
			t.Errorf("the file lacks %q:\n%s", want, file)
		}
	}
	for _, bad := range []string{" class=", "style", "<a ", "var("} {
		if strings.Contains(file, bad) {
			t.Errorf("the file holds %q, which means nothing outside the site", bad)
		}
	}
	if Alone(Bars{}, "Source") != nil {
		t.Error("a chart without data gave a file")
	}
}

func TestFilesOfTheirOwnAreWellFormedWhateverTheData(t *testing.T) {
	for seed := range uint64(300) {
		chart := picker{rand.New(rand.NewPCG(seed, 3))}.chart()
		if file := Alone(chart, words[seed%uint64(len(words))]); file != nil {
			for _, drawing := range read(t, string(file)) {
				if ugly.MatchString(drawing[0].at["viewBox"]) {
					t.Fatalf("seed %d: viewBox %q", seed, drawing[0].at["viewBox"])
				}
			}
		}
	}
}

func TestTheColoursOfFilesAreThoseOfTheSite(t *testing.T) {
	css, err := os.ReadFile("../../../../static/css/site.css")
	if err != nil {
		t.Fatal(err)
	}
	light, _, _ := strings.Cut(string(css), "prefers-color-scheme: dark")
	of := map[string]string{"paper": paperColour, "ink": inkColour, "muted": mutedColour, "rule": ruleColour}
	for class, colour := range classColours {
		of[class] = colour
	}
	for name, colour := range of {
		found := regexp.MustCompile(`--` + name + `: (#[0-9a-f]{6})`).FindStringSubmatch(light)
		if found == nil || found[1] != colour {
			t.Errorf("--%s is %v in the stylesheet, %s in files", name, found, colour)
		}
	}
}
