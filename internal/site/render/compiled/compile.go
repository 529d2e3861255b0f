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
