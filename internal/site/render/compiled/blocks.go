package compiled

import (
	"fmt"
	"reflect"
	"text/template/parse"
)

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
