package compiled

import (
	"fmt"
	"html/template"
	"io"
	"reflect"
	"text/template/parse"
)

// Compile makes a program of a template for views of one type. It errors when
// the template cannot be escaped, or uses anything this package does not know;
// either way html/template has the last word. The template counts as executed
// afterwards: its set can no longer be changed or cloned. Nobody else may
// execute a template of the set for the first time meanwhile.
func Compile(t *template.Template, view reflect.Type) (*Program, error) {
	if err := trusted(); err != nil {
		return nil, err
	}
	// The first execution escapes the set. The tree is gone if that went
	// wrong; how the execution ends does not matter.
	_ = t.Execute(refusal{}, nil)
	c := &compiler{set: t, bodies: map[call]*body{}}
	p := &Program{view: view}
	dot := view
	if view.Kind() == reflect.Pointer && view.Elem().Kind() == reflect.Struct && !speaks(view) {
		p.indirect, dot = true, view.Elem()
	}
	main, err := c.template(call{t.Name(), dot, p.indirect})
	if err != nil {
		return nil, fmt.Errorf("compiling %s for %s: %w", t.Name(), view, err)
	}
	p.main = main
	return p, nil
}

// refusal ends an execution at its first byte.
type refusal struct{}

func (refusal) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

// compiler makes one program.
type compiler struct {
	set    *template.Template
	bodies map[call]*body
}

// call names a template together with what it is called with. The same
// template is compiled once for each type of dot, and apart for values that
// have an address: they have the methods of a pointer too.
type call struct {
	name        string
	dot         reflect.Type // nil = called without a value
	addressable bool
}

// scope is what a part of a template sees while it is compiled.
type scope struct {
	dot   value
	names []variable // the innermost last
	body  *body
}

// variable is a variable in its place among those of its template.
type variable struct {
	name  string
	place int
	value value
}

// inner gives a scope whose variables end with it.
func (s *scope) inner() *scope {
	names := s.names[:len(s.names):len(s.names)]
	return &scope{s.dot, names, s.body}
}

// within gives an inner scope with another dot.
func (s *scope) within(dot value) *scope {
	inner := s.inner()
	inner.dot = value{typ: dot.typ, addressable: dot.addressable}
	return inner
}

// declare makes room for a variable and gives the action that sets it.
func (s *scope) declare(name string, v value) variable {
	place := s.body.variables
	s.body.variables++
	made := value{typ: v.typ, addressable: v.addressable, base: func(m *machine, _ reflect.Value) reflect.Value {
		return m.variables[m.base+place]
	}}
	declared := variable{name, place, made}
	s.names = append(s.names, declared)
	return declared
}

func (s *scope) find(name string) (variable, error) {
	for i := len(s.names) - 1; i >= 0; i-- {
		if s.names[i].name == name {
			return s.names[i], nil
		}
	}
	return variable{}, fmt.Errorf("the variable %s is not known here", name)
}

// template gives the body of a template for one kind of call. A template that
// calls itself finds its own body, unfinished.
func (c *compiler) template(of call) (*body, error) {
	if made, ok := c.bodies[of]; ok {
		return made, nil
	}
	found := c.set.Lookup(of.name)
	if found == nil || found.Tree == nil || found.Tree.Root == nil {
		// Also a template that html/template derived for another context: it
		// is not in the public set.
		return nil, fmt.Errorf("there is no template %q", of.name)
	}
	made := &body{}
	c.bodies[of] = made
	s := &scope{dot: value{typ: of.dot, addressable: of.addressable}, body: made}
	s.declare("$", s.dot)
	var err error
	made.run, err = c.list(s, found.Tree.Root)
	return made, err
}

// list compiles the nodes of a list; nil is an empty one.
func (c *compiler) list(s *scope, list *parse.ListNode) (action, error) {
	var actions []action
	if list == nil {
		list = &parse.ListNode{}
	}
	for _, node := range list.Nodes {
		next, err := c.node(s, node)
		if err != nil {
			return nil, err
		}
		if next != nil {
			actions = append(actions, next)
		}
	}
	switch len(actions) {
	case 0:
		return func(*machine, reflect.Value) {}, nil
	case 1:
		return actions[0], nil
	case 2:
		first, second := actions[0], actions[1]
		return func(m *machine, dot reflect.Value) { first(m, dot); second(m, dot) }, nil
	case 3:
		first, second, third := actions[0], actions[1], actions[2]
		return func(m *machine, dot reflect.Value) { first(m, dot); second(m, dot); third(m, dot) }, nil
	}
	return func(m *machine, dot reflect.Value) {
		for _, next := range actions {
			next(m, dot)
		}
	}, nil
}

func (c *compiler) node(s *scope, node parse.Node) (action, error) {
	switch node := node.(type) {
	case *parse.TextNode:
		text := string(node.Text)
		return func(m *machine, _ reflect.Value) { m.out = append(m.out, text...) }, nil
	case *parse.CommentNode:
		return nil, nil
	case *parse.ActionNode:
		if len(node.Pipe.Decl) > 0 {
			return c.assign(s, node.Pipe)
		}
		return c.print(s, node.Pipe)
	case *parse.IfNode:
		return c.choose(s, &node.BranchNode)
	case *parse.WithNode:
		return c.with(s, &node.BranchNode)
	case *parse.RangeNode:
		return c.loop(s, &node.BranchNode)
	case *parse.TemplateNode:
		return c.include(s, node)
	}
	return nil, fmt.Errorf("%s is not understood", node)
}

// assign compiles {{$name := pipeline}} and {{$name = pipeline}}.
func (c *compiler) assign(s *scope, pipe *parse.PipeNode) (action, error) {
	v, err := c.pipeline(s, pipe)
	if err != nil {
		return nil, err
	}
	if v.typ == nil || len(pipe.Decl) != 1 {
		return nil, fmt.Errorf("%s has no type of its own", pipe)
	}
	var target variable
	if pipe.IsAssign {
		if target, err = s.find(pipe.Decl[0].Ident[0]); err != nil {
			return nil, err
		}
		if target.value.typ != v.typ || target.value.addressable != v.addressable {
			return nil, fmt.Errorf("%s changes the type of a variable", pipe)
		}
	} else {
		target = s.declare(pipe.Decl[0].Ident[0], v)
	}
	get, place := v.getter(), target.place
	return func(m *machine, dot reflect.Value) {
		set := get(m, dot)
		m.variables[m.base+place] = set
	}, nil
}

// choose compiles if.
func (c *compiler) choose(s *scope, node *parse.BranchNode) (action, error) {
	s = s.inner()
	declare, v, err := c.head(s, node.Pipe)
	if err != nil {
		return nil, err
	}
	holds, err := v.condition()
	if err != nil {
		return nil, err
	}
	then, err := c.list(s.inner(), node.List)
	if err != nil {
		return nil, err
	}
	otherwise, err := c.list(s.inner(), node.ElseList)
	if err != nil {
		return nil, err
	}
	switch {
	case declare != nil:
		return func(m *machine, dot reflect.Value) {
			declare(m, dot)
			if holds(m, dot) {
				then(m, dot)
			} else {
				otherwise(m, dot)
			}
		}, nil
	case node.ElseList == nil:
		return func(m *machine, dot reflect.Value) {
			if holds(m, dot) {
				then(m, dot)
			}
		}, nil
	}
	return func(m *machine, dot reflect.Value) {
		if holds(m, dot) {
			then(m, dot)
		} else {
			otherwise(m, dot)
		}
	}, nil
}

// head compiles the pipeline of if and with. With a declaration it gives the
// action that sets the variable, and the variable as the value.
func (c *compiler) head(s *scope, pipe *parse.PipeNode) (declare action, v value, err error) {
	if len(pipe.Decl) == 0 {
		v, err = c.pipeline(s, pipe)
		return nil, v, err
	}
	declare, err = c.assign(s, pipe)
	if err != nil {
		return nil, value{}, err
	}
	set, err := s.find(pipe.Decl[0].Ident[0])
	return declare, set.value, err
}

// with compiles with: the value becomes the dot if it is true.
func (c *compiler) with(s *scope, node *parse.BranchNode) (action, error) {
	s = s.inner()
	declare, v, err := c.head(s, node.Pipe)
	if err != nil {
		return nil, err
	}
	isTrue, err := v.truth()
	if err != nil {
		return nil, err
	}
	then, err := c.list(s.within(v), node.List)
	if err != nil {
		return nil, err
	}
	otherwise, err := c.list(s.inner(), node.ElseList)
	if err != nil {
		return nil, err
	}
	get := v.getter()
	return func(m *machine, dot reflect.Value) {
		if declare != nil {
			declare(m, dot)
		}
		if inner := get(m, dot); isTrue(inner) {
			then(m, inner)
		} else {
			otherwise(m, dot)
		}
	}, nil
}

// loop compiles range over a slice or an array.
func (c *compiler) loop(s *scope, node *parse.BranchNode) (action, error) {
	if node.Pipe.IsAssign {
		return nil, fmt.Errorf("%s sets variables from outside", node.Pipe)
	}
	v, err := c.pipeline(s, node.Pipe)
	if err != nil {
		return nil, err
	}
	if v, err = v.indirect(); err != nil {
		return nil, err
	}
	if v.typ.Kind() != reflect.Slice && v.typ.Kind() != reflect.Array {
		return nil, fmt.Errorf("range over a %s is not understood", v.typ)
	}
	element := value{typ: v.typ.Elem(), addressable: v.typ.Kind() == reflect.Slice || v.addressable}
	inside := s.within(element)
	position, current, err := counters(inside, node.Pipe, element)
	if err != nil {
		return nil, err
	}
	each, err := c.list(inside, node.List)
	if err != nil {
		return nil, err
	}
	none, err := c.list(s.inner(), node.ElseList)
	if err != nil {
		return nil, err
	}
	get := v.getter()
	return func(m *machine, dot reflect.Value) {
		list := get(m, dot)
		length := list.Len()
		if length == 0 {
			none(m, dot)
			return
		}
		for i := range length {
			element := list.Index(i)
			if position >= 0 {
				m.variables[m.base+position] = reflect.ValueOf(i)
			}
			if current >= 0 {
				m.variables[m.base+current] = element
			}
			each(m, element)
		}
	}, nil
}

// counters declares the variables of a range, and gives their places; -1 =
// there is none.
func counters(s *scope, pipe *parse.PipeNode, element value) (position, current int, err error) {
	position, current = -1, -1
	switch len(pipe.Decl) {
	case 0:
	case 1:
		current = s.declare(pipe.Decl[0].Ident[0], element).place
	case 2:
		position = s.declare(pipe.Decl[0].Ident[0], value{typ: reflect.TypeFor[int]()}).place
		current = s.declare(pipe.Decl[1].Ident[0], element).place
	default:
		return 0, 0, fmt.Errorf("%s declares too many variables", pipe)
	}
	return position, current, nil
}

// include compiles {{template}}.
func (c *compiler) include(s *scope, node *parse.TemplateNode) (action, error) {
	if node.Pipe == nil {
		called, err := c.template(call{name: node.Name})
		if err != nil {
			return nil, err
		}
		return func(m *machine, _ reflect.Value) { m.call(called, reflect.Value{}) }, nil
	}
	if len(node.Pipe.Decl) > 0 {
		return nil, fmt.Errorf("%s declares a variable", node)
	}
	v, err := c.pipeline(s, node.Pipe)
	if err != nil {
		return nil, err
	}
	if v.typ == nil {
		return nil, fmt.Errorf("%s has no type of its own", node.Pipe)
	}
	called, err := c.template(call{node.Name, v.typ, v.addressable})
	if err != nil {
		return nil, fmt.Errorf("template %s: %w", node.Name, err)
	}
	get := v.getter()
	return func(m *machine, dot reflect.Value) { m.call(called, get(m, dot)) }, nil
}
