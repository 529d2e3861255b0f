package chart

import (
	"fmt"
	"html/template"
	"math"
	"strings"
)

// Flow shows the same money from stage to stage: taken, held, final. Layers
// stand from left to right, and streams lead from one layer to a later one.
type Flow struct {
	Frame
	Layers  []Layer
	Streams []Stream
}

// Layer is one stage.
type Layer struct {
	Label string
	Nodes []Node
}

// Node is one sum in a stage. Its height is the greatest of its figure and of
// what flows in and out.
type Node struct {
	Key    string // named by streams; unique in the flow
	Label  string
	Class  string // class of money, for the colour
	Href   string
	Figure Figure
}

// Stream is money that went from one node to another.
type Stream struct {
	From, To string // keys; a stream that leads nowhere or backwards is left out
	Figure   Figure
}

// Wide draws the flow.
func (f Flow) Wide() template.HTML { return f.draw(wide) }

// Narrow does the same for phones.
func (f Flow) Narrow() template.HTML { return f.draw(narrow) }

// Summary gives each stage with its figures.
func (f Flow) Summary() string {
	var layers []string
	for _, layer := range f.Layers {
		var nodes []string
		for _, node := range layer.Nodes {
			nodes = append(nodes, node.Label+" "+node.Figure.Text)
		}
		if len(nodes) > 0 {
			layers = append(layers, layer.Label+": "+listed(nodes))
		}
	}
	if len(layers) == 0 {
		return "No money to follow."
	}
	return sentence(strings.Join(layers, "; "))
}

// placed is a node with its place on the sheet.
type placed struct {
	Node
	layer          int
	x, y           float64
	value, height  float64
	inflow, outlet float64 // how much of its height streams have used, as money
}

// placing is a flow on its sheet.
type placing struct {
	nodes   []*placed
	byKey   map[string]*placed // look-up only
	streams []Stream
	scale   float64 // SVG units a unit of money
	height  float64
	room    float64 // width of the words of a node
	gap     float64 // height of the words above a node, and of the space between nodes
}

const (
	nodeWidth = 12.0
	// lineHeight is that of the words of a node.
	lineHeight = 15.0
	// leastNode is the least height of a node, so that small sums are seen.
	leastNode = 3.0
)

// place finds the place of each node; nil where there is nothing to draw.
func (f Flow) place(v view) *placing {
	p := &placing{byKey: map[string]*placed{}}
	for i, layer := range f.Layers {
		for _, node := range layer.Nodes {
			if _, taken := p.byKey[node.Key]; taken {
				continue
			}
			n := &placed{Node: node, layer: i, value: node.Figure.amount()}
			p.nodes = append(p.nodes, n)
			p.byKey[node.Key] = n
		}
	}
	inflow, outflow := map[*placed]float64{}, map[*placed]float64{}
	for _, s := range f.Streams {
		from, to := p.byKey[s.From], p.byKey[s.To]
		if from == nil || to == nil || from.layer >= to.layer || s.Figure.amount() == 0 {
			continue
		}
		p.streams = append(p.streams, s)
		outflow[from] += s.Figure.amount()
		inflow[to] += s.Figure.amount()
	}
	most := 0.0
	sums := make([]float64, len(f.Layers))
	for _, n := range p.nodes {
		n.value = min(max(n.value, inflow[n], outflow[n]), largest)
		sums[n.layer] += n.value
		most = max(most, sums[n.layer])
	}
	if most == 0 {
		return nil
	}
	p.scale = 240 / most
	p.room = v.width/2 - 6
	if len(f.Layers) > 2 {
		p.room = v.width/float64(len(f.Layers)-1)*2/3 - 6
	}
	p.gap = 2*lineHeight + 10
	for _, n := range p.nodes {
		if _, second := wrap(n.Label, p.room); second != "" {
			p.gap = 3*lineHeight + 10
		}
	}
	p.stack(len(f.Layers), v.width)
	return p
}

// wrap breaks a label into two lines where it does not fit on one.
func wrap(text string, width float64) (first, second string) {
	if widthOf(text) <= width {
		return text, ""
	}
	words := strings.Fields(text)
	taken := 0
	for taken < len(words) && widthOf(strings.Join(words[:taken+1], " ")) <= width {
		taken++
	}
	if taken == 0 || taken == len(words) {
		return fit(text, width), ""
	}
	return strings.Join(words[:taken], " "), fit(strings.Join(words[taken:], " "), width)
}

// stack puts the nodes of each layer under each other.
func (p *placing) stack(layers int, width float64) {
	below := make([]float64, layers)
	for i := range below {
		below[i] = 22
	}
	for _, n := range p.nodes {
		n.height = max(n.value*p.scale, leastNode)
		n.y = below[n.layer] + p.gap
		if layers > 1 {
			n.x = float64(n.layer) / float64(layers-1) * (width - nodeWidth)
		}
		below[n.layer] = n.y + n.height
		p.height = max(p.height, below[n.layer])
	}
}

func (f Flow) draw(v view) template.HTML {
	p := f.place(v)
	if p == nil {
		return ""
	}
	c := newCanvas(v)
	for i, layer := range f.Layers {
		at, x := p.side(i, len(f.Layers), v.width)
		c.text("stage", at, x, 10, fitFigure(layer.Label, p.room))
	}
	for _, s := range p.streams {
		p.stream(c, s)
	}
	for _, n := range p.nodes {
		at, x := p.side(n.layer, len(f.Layers), v.width)
		from := map[anchor]float64{start: x, middle: x - p.room/2, end: x - p.room}[at]
		c.link(n.Href, n.Label+": "+n.Figure.Text, from, n.y-p.gap+4, p.room, p.gap-4+n.height, func() {
			first, second := wrap(n.Label, p.room)
			if second != "" {
				c.text("label", at, x, n.y-9-2*lineHeight, first)
				first = second
			}
			c.text("label", at, x, n.y-9-lineHeight, first)
			c.text("figure", at, x, n.y-9, fitFigure(n.Figure.Text, p.room))
			c.rect("mark", n.Class, n.x, n.y, nodeWidth, n.height, n.Label+": "+n.Figure.Text)
		})
	}
	return c.finish(f.Frame, f.Summary(), p.height+4)
}

// side says where the words of a layer stand: the first begins at the left
// edge, the last ends at the right one.
func (p *placing) side(layer, layers int, width float64) (anchor, float64) {
	switch {
	case layer == 0:
		return start, 0
	case layer == layers-1:
		return end, width
	}
	return middle, float64(layer)/float64(layers-1)*(width-nodeWidth) + nodeWidth/2
}

// stream draws one stream as a ribbon between two nodes.
func (p *placing) stream(c *canvas, s Stream) {
	from, to := p.byKey[s.From], p.byKey[s.To]
	value := s.Figure.amount()
	thick := max(value*p.scale, 1)
	y1 := from.y + min(from.outlet*p.scale, max(0, from.height-thick))
	y2 := to.y + min(to.inflow*p.scale, max(0, to.height-thick))
	from.outlet += value
	to.inflow += value
	x1, x2 := from.x+nodeWidth, to.x
	bend := math.Abs(x2-x1) / 2
	var d outline
	d.command("M", x1, y1).command("C", x1+bend, y1, x2-bend, y2, x2, y2)
	d.command("L", x2, y2+thick).command("C", x2-bend, y2+thick, x1+bend, y1+thick, x1, y1+thick).command("Z")
	c.path("stream", from.Class, &d, fmt.Sprintf("%s to %s: %s", from.Label, to.Label, s.Figure.Text))
}
