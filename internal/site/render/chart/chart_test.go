package chart

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// mark is an element of a drawing as the test reads it back.
type mark struct {
	name string
	at   map[string]string
	text string
}

// read parses the markup of a chart and gives the drawings in it, each as its
// marks with the svg element first.
func read(t testing.TB, markup string) [][]mark {
	t.Helper()
	var drawings [][]mark
	var open []int // positions in the last drawing
	decoder := xml.NewDecoder(strings.NewReader(markup))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return drawings
		}
		if err != nil {
			t.Fatalf("the drawing is not well-formed: %v\n%s", err, markup)
		}
		switch token := token.(type) {
		case xml.StartElement:
			if token.Name.Local == "div" {
				continue
			}
			if token.Name.Local == "svg" {
				drawings = append(drawings, nil)
			}
			m := mark{name: token.Name.Local, at: map[string]string{}}
			for _, a := range token.Attr {
				m.at[a.Name.Local] = a.Value
			}
			last := len(drawings) - 1
			open = append(open, len(drawings[last]))
			drawings[last] = append(drawings[last], m)
		case xml.EndElement:
			if token.Name.Local != "div" {
				open = open[:len(open)-1]
			}
		case xml.CharData:
			if len(open) > 0 {
				drawings[len(drawings)-1][open[len(open)-1]].text += string(token)
			}
		}
	}
}

type box struct{ x1, y1, x2, y2 float64 }

var (
	pathCommand = regexp.MustCompile(`([A-Za-z])([^A-Za-z]*)`)
	coordinate  = regexp.MustCompile(`-?[0-9.]+`)
)

// boxOf gives the stretch that a mark covers; false where it has none.
func boxOf(t testing.TB, m mark) (box, bool) {
	t.Helper()
	v := func(name string) float64 {
		value, err := strconv.ParseFloat(m.at[name], 64)
		if err != nil {
			t.Fatalf("<%s %s=%q>: not a number", m.name, name, m.at[name])
		}
		return value
	}
	switch m.name {
	case "rect":
		return box{v("x"), v("y"), v("x") + v("width"), v("y") + v("height")}, true
	case "circle":
		return box{v("cx") - v("r"), v("cy") - v("r"), v("cx") + v("r"), v("cy") + v("r")}, true
	case "line":
		return box{min(v("x1"), v("x2")), min(v("y1"), v("y2")), max(v("x1"), v("x2")), max(v("y1"), v("y2"))}, true
	case "text":
		at := anchor(m.at["text-anchor"])
		width := widthOf(m.text)
		if part := m.at["class"]; part == "figure" || part == "stage" {
			width = figureWidth(m.text)
		}
		from, to := stretch(width, at, v("x"))
		return box{from, v("y") - 0.75*textSize, to, v("y") + 0.25*textSize}, true
	case "path":
		b := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
		for _, command := range pathCommand.FindAllStringSubmatch(m.at["d"], -1) {
			for i, text := range coordinate.FindAllString(command[2], -1) {
				value, err := strconv.ParseFloat(text, 64)
				if err != nil {
					t.Fatalf("path %q: %v", m.at["d"], err)
				}
				if command[1] == "H" || command[1] != "V" && i%2 == 0 {
					b.x1, b.x2 = min(b.x1, value), max(b.x2, value)
				} else {
					b.y1, b.y2 = min(b.y1, value), max(b.y2, value)
				}
			}
		}
		return b, true
	}
	return box{}, false
}

var ugly = regexp.MustCompile(`NaN|Inf|\d\.\d\d|="-0"|[0-9]e[+-]?[0-9]`)

// check holds what is true of every drawing: it is well-formed, its numbers
// are numbers with one decimal, no mark is outside the view box, no label lies
// on another, and it is named.
func check(t testing.TB, chart Chart) {
	t.Helper()
	markup := "<div>" + string(chart.Wide()+chart.Narrow())
	if bars, ok := chart.(Bars); ok {
		markup += string(bars.Small())
	}
	markup += "</div>"
	if strings.Contains(markup, "style=") {
		t.Error("the drawing has a style attribute, which the content security policy forbids")
	}
	if summary := chart.Summary(); !strings.HasSuffix(summary, ".") {
		t.Errorf("summary %q is not a sentence", summary)
	}
	for _, drawing := range read(t, markup) {
		frame := drawing[0]
		var x, y, width, height float64
		if _, err := fmt.Sscan(frame.at["viewBox"], &x, &y, &width, &height); err != nil {
			t.Fatalf("viewBox %q: %v", frame.at["viewBox"], err)
		}
		linked := false
		var labels []mark
		var boxes []box
		for _, m := range drawing[1:] {
			linked = linked || m.name == "a"
			for name, value := range m.at {
				if name != "href" && name != "aria-label" && name != "id" && name != "data-class" && ugly.MatchString(value) {
					t.Fatalf("<%s %s=%q> is not a number with one decimal", m.name, name, value)
				}
			}
			b, ok := boxOf(t, m)
			if !ok {
				continue
			}
			const rounding = 0.11
			if b.x1 < -rounding || b.y1 < -rounding || b.x2 > width+rounding || b.y2 > height+rounding {
				t.Fatalf("%s: <%s %v> %q covers %v, outside of %v by %v", frame.at["viewBox"], m.name, m.at, m.text, b, width, height)
			}
			if m.name != "text" {
				continue
			}
			for i, other := range boxes {
				if b.x1 < other.x2-0.2 && other.x1 < b.x2-0.2 && b.y1 < other.y2-0.2 && other.y1 < b.y2-0.2 {
					t.Fatalf("%s: label %q lies on label %q", frame.at["viewBox"], m.text, labels[i].text)
				}
			}
			labels, boxes = append(labels, m), append(boxes, b)
		}
		if linked && frame.at["class"] == "small" {
			t.Error("a drawing that is drawn once has links, for which there is no room")
		}
		if want := map[bool]string{true: "group", false: "img"}[linked]; frame.at["role"] != want {
			t.Errorf("role %q, want %q", frame.at["role"], want)
		}
		if drawing[1].name != "title" || drawing[2].name != "desc" ||
			frame.at["aria-labelledby"] != drawing[1].at["id"]+" "+drawing[2].at["id"] {
			t.Errorf("the drawing is not labelled by its title and desc: %v", frame.at)
		}
	}
}

// numbers are values that break drawings.
var numbers = []float64{0, 1, 2, 3, 12, 0.004, 0.01, 99.99, 1e3, 4.4e6, 1.46e9, 3e12, 1e18, 1e300, math.Inf(1), math.Inf(-1), -5, math.NaN(), math.SmallestNonzeroFloat64}

// words are texts that break markup and layouts.
var words = []string{"", "2023", "undated", "Ronin", "$1.46B", `"><script>alert(1)</script>`, "a & b <c>", "\x00\x07\x1b", "\xff\xfe", "العربية\u202e", "北朝鮮のハッカー集団による窃盗事件の一覧",
	strings.Repeat("Wide label ", 40), strings.Repeat("W", 300), "é̂̃̄", "line\nbreak\ttab"}

var addresses = []string{"", "/incidents/2023/", `/x"onmouseover="alert(1)`, "javascript:alert(1)", "data:text/html,x", "//host/", "https://example.org/?a=1&b=2", "#row"}

// picker makes data of all sorts from a stream of choices.
type picker struct{ random *rand.Rand }

func (p picker) number() float64 {
	if p.random.IntN(2) == 0 {
		return numbers[p.random.IntN(len(numbers))]
	}
	return math.Exp(p.random.Float64()*40 - 5)
}
func (p picker) word() string    { return words[p.random.IntN(len(words))] }
func (p picker) address() string { return addresses[p.random.IntN(len(addresses))] }
func (p picker) figure() Figure  { return Figure{p.number(), p.word()} }
func (p picker) many() int       { return []int{0, 1, 2, 3, 7, 16, 40, 200}[p.random.IntN(8)] }
func (p picker) frame() Frame    { return Frame{"chart-1", p.word()} }

func (p picker) chart() Chart {
	switch p.random.IntN(6) {
	case 0:
		return p.bars()
	case 1:
		line := Line{Frame: p.frame(), Unit: Unit(p.random.IntN(3)), Noun: p.word(), Class: p.word()}
		for range p.many() {
			line.Points = append(line.Points, Point{p.word(), p.figure(), p.figure(), p.figure()})
		}
		return line
	case 2:
		ranked := RankedDots{Frame: p.frame(), Unit: Unit(p.random.IntN(3)), Noun: p.word()}
		for range p.many() {
			ranked.Rows = append(ranked.Rows, Dot{p.word(), p.address(), p.word(), p.figure(), p.figure(), p.figure(), []Figure{p.figure(), p.figure()}})
		}
		return ranked
	case 3:
		plot := DotPlot{Frame: p.frame()}
		for range min(p.many(), 16) {
			row := DotRow{Label: p.word(), Class: p.word(), Median: p.figure(), Lower: p.figure(), Upper: p.figure()}
			for range p.many() {
				row.Dots = append(row.Dots, Case{p.number(), p.number(), p.word()})
			}
			plot.Rows = append(plot.Rows, row)
		}
		return plot
	case 4:
		calendar := Calendar{Frame: p.frame(), Noun: p.word(), Class: p.word()}
		for year := range min(p.many(), 40) {
			line := CalendarYear{Year: 1990 + year, Href: p.address(), Coarse: Cell{p.random.IntN(5) - 1, p.address()}}
			for month := range line.Months {
				line.Months[month] = Cell{p.random.IntN(60) - 20, p.address()}
			}
			calendar.Years = append(calendar.Years, line)
		}
		return calendar
	}
	return p.flow()
}

func (p picker) bars() Bars {
	bars := Bars{Frame: p.frame(), Unit: Unit(p.random.IntN(3)), Noun: p.word(), Low: p.random.IntN(2) == 0}
	for range p.random.IntN(6) {
		bars.Series = append(bars.Series, Series{p.word(), p.word(), p.random.IntN(6) - 1})
	}
	for range p.many() {
		bucket := Bucket{Label: p.word(), Href: p.address(), Total: p.figure(), Unknown: p.random.IntN(4) - 1, Apart: p.random.IntN(5) == 0}
		for range p.random.IntN(7) {
			bucket.Parts = append(bucket.Parts, p.figure())
		}
		bars.Buckets = append(bars.Buckets, bucket)
	}
	return bars
}

func (p picker) flow() Flow {
	flow := Flow{Frame: p.frame()}
	var keys []string
	for layer := range p.random.IntN(5) {
		l := Layer{Label: p.word()}
		for node := range p.random.IntN(5) {
			key := fmt.Sprint(layer, "-", node%3)
			keys = append(keys, key)
			l.Nodes = append(l.Nodes, Node{key, p.word(), p.word(), p.address(), p.figure()})
		}
		flow.Layers = append(flow.Layers, l)
	}
	for range p.random.IntN(12) {
		if len(keys) > 0 {
			flow.Streams = append(flow.Streams, Stream{keys[p.random.IntN(len(keys))], keys[p.random.IntN(len(keys))], p.figure()})
		}
	}
	return flow
}

func TestEveryDrawingStaysInItsViewBoxWhateverTheData(t *testing.T) {
	for seed := range uint64(600) {
		p := picker{rand.New(rand.NewPCG(seed, 1))}
		chart := p.chart()
		t.Run(fmt.Sprintf("%d %T", seed, chart), func(t *testing.T) { check(t, chart) })
	}
}

func FuzzChart(f *testing.F) {
	f.Add(uint64(1), uint64(2))
	f.Fuzz(func(t *testing.T, a, b uint64) {
		check(t, picker{rand.New(rand.NewPCG(a, b))}.chart())
	})
}

func TestCoordinatesHaveOneDecimalAtMost(t *testing.T) {
	for value, want := range map[float64]string{0: "0", -0.04: "0", 0.05: "0.1", -0.26: "-0.3", 12: "12", 12.34: "12.3", -7.96: "-8", 1e9: "1000000000", 123456789012.34: "123456789012.3"} {
		if got := number(value); got != want {
			t.Errorf("number(%v) = %s, want %s", value, got, want)
		}
	}
}

func TestASmallDrawingHasOneOutlineForEachSeries(t *testing.T) {
	bars := Bars{Frame: Frame{"b", "By year"}, Noun: "entries", Series: []Series{{Class: "taken", Label: "Taken"}, {Class: "held", Label: "Held"}}}
	for _, year := range []string{"2021", "2022", "2023"} {
		bars.Buckets = append(bars.Buckets, Bucket{Label: year, Total: Figure{3, "3"}, Parts: []Figure{{1, "1"}, {2, "2"}}})
	}
	outlines := 0
	for _, m := range read(t, string(bars.Small()))[0] {
		if m.name == "path" {
			outlines++
			if boxes := strings.Count(m.at["d"], "M"); boxes != 3 {
				t.Errorf("an outline has %d bars, want 3: %s", boxes, m.at["d"])
			}
		}
	}
	if outlines != 2 {
		t.Errorf("the drawing has %d outlines, want one for each of 2 series", outlines)
	}
}

func TestDrawingTheSameDataGivesTheSameBytes(t *testing.T) {
	for seed := range uint64(100) {
		first := picker{rand.New(rand.NewPCG(seed, 2))}.chart()
		again := picker{rand.New(rand.NewPCG(seed, 2))}.chart()
		if first.Wide() != again.Wide() || first.Narrow() != again.Narrow() || first.Summary() != again.Summary() {
			t.Fatalf("seed %d draws two different charts", seed)
		}
	}
}

func TestHostileLabelsAreTextAndHostileAddressesAreNoLinks(t *testing.T) {
	const attack = `"><script>alert(1)</script><a href='javascript:x'>`
	hostile := []Chart{
		Bars{Frame: Frame{"b", attack}, Noun: attack, Series: []Series{{Class: attack, Label: attack}, {Class: attack, Label: attack}}, Buckets: []Bucket{{Label: attack, Href: "javascript:alert(1)", Total: Figure{1, attack}, Parts: []Figure{{1, attack}}}}},
		Line{Frame: Frame{"l", attack}, Noun: attack, Class: attack, Points: []Point{{attack, Figure{1, attack}, Figure{0.5, attack}, Figure{2, attack}}}},
		RankedDots{Frame: Frame{"r", attack}, Noun: attack, Rows: []Dot{{Label: attack, Href: "data:text/html,x", Class: attack, Value: Figure{1, attack}}}},
		DotPlot{Frame: Frame{"d", attack}, Rows: []DotRow{{Label: attack, Class: attack, Dots: []Case{{1, 2, attack}}, Median: Figure{1, attack}}}},
		Calendar{Frame: Frame{"c", attack}, Noun: attack, Class: attack, Years: []CalendarYear{{Year: 2023, Href: "javascript:alert(1)", Months: [12]Cell{{3, " javascript:x"}}}}},
		Flow{Frame: Frame{"f", attack}, Layers: []Layer{{attack, []Node{{"a", attack, attack, "vbscript:x", Figure{1, attack}}}}}},
	}
	for _, chart := range hostile {
		markup := string(chart.Wide() + chart.Narrow())
		if strings.Contains(markup, "<script") || strings.Contains(markup, "<a ") {
			t.Errorf("%T: the data became markup: %s", chart, markup)
		}
		check(t, chart)
	}
}
