package render

import (
	"io/fs"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"blotter"
	"blotter/internal/site"
)

func styleSheet(t *testing.T) string {
	t.Helper()
	data, err := fs.ReadFile(blotter.Files, "static/css/site.css")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// schemes gives the colours of the light and of the dark scheme by name.
func schemes(t *testing.T) map[string]map[string]string {
	t.Helper()
	blocks := regexp.MustCompile(`:root \{([^}]*)\}`).FindAllStringSubmatch(styleSheet(t), 2)
	if len(blocks) != 2 {
		t.Fatalf("the style sheet has %d schemes, want 2", len(blocks))
	}
	found := map[string]map[string]string{}
	for i, name := range []string{"light", "dark"} {
		found[name] = map[string]string{}
		for _, pair := range regexp.MustCompile(`--([\w-]+): (#[0-9a-f]{6});`).FindAllStringSubmatch(blocks[i][1], -1) {
			found[name][pair[1]] = pair[2]
		}
	}
	return found
}

// luminance and contrast are those of WCAG 2.2.
func luminance(colour string) float64 {
	channel := func(at int) float64 {
		n, _ := strconv.ParseUint(colour[at:at+2], 16, 8)
		c := float64(n) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(1) + 0.7152*channel(3) + 0.0722*channel(5)
}

func contrast(a, b string) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestEveryColourOfTextCanBeReadOnEveryGroundInBothSchemes(t *testing.T) {
	inks := append([]string{"ink", "muted", "link"}, site.Classes.Keys()...)
	for scheme, colours := range schemes(t) {
		for _, ink := range inks {
			for _, ground := range []string{"paper", "sheet", "tint", "mark"} {
				if colours[ink] == "" || colours[ground] == "" {
					t.Errorf("%s: no colour %s or %s", scheme, ink, ground)
					continue
				}
				if got := contrast(colours[ink], colours[ground]); got < 4.5 {
					t.Errorf("%s: %s on %s has a contrast of %.2f, want 4.5 at least", scheme, ink, ground, got)
				}
			}
		}
	}
}

func TestEveryClassOfMoneyHasItsColour(t *testing.T) {
	sheet := styleSheet(t)
	for _, class := range site.Classes.Keys() {
		if rule := `[data-class="` + class + `"] { --c: var(--` + class + `) }`; !strings.Contains(sheet, rule) {
			t.Errorf("the style sheet lacks %s", rule)
		}
	}
}

func TestTheFaceOfTheWordsIsSmallAndComesWithItsLicence(t *testing.T) {
	face, err := fs.Stat(blotter.Files, "static/font/serif.woff2")
	if err != nil {
		t.Fatal(err)
	}
	if face.Size() > 45*1024 {
		t.Errorf("the face has %d bytes, want 45 KB at most", face.Size())
	}
	licence, err := fs.ReadFile(blotter.Files, "static/font/LICENSE.txt")
	if err != nil || !strings.Contains(string(licence), "SIL OPEN FONT LICENSE") {
		t.Errorf("the licence of the face is not beside it: %v", err)
	}
}
