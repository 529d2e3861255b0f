package compiled

import (
	"fmt"
	"reflect"
	"slices"
	"text/template/parse"
)

// pipeline compiles a pipeline; what it declares is up to the caller.
func (c *compiler) pipeline(s *scope, pipe *parse.PipeNode) (value, error) {
	return c.commands(s, pipe.Cmds)
}

// commands compiles commands, each of which takes the one before as its last
// argument.
func (c *compiler) commands(s *scope, commands []*parse.CommandNode) (value, error) {
	var v value
	for i, command := range commands {
		name, isFunction := command.Args[0].(*parse.IdentifierNode)
		if !isFunction && (i > 0 || len(command.Args) > 1) {
			return v, fmt.Errorf("%s takes arguments", command)
		}
		if !isFunction {
			var err error
			if v, err = c.argument(s, command.Args[0]); err != nil {
				return v, err
			}
			continue
		}
		arguments := make([]value, 0, len(command.Args))
		for _, node := range command.Args[1:] {
			argument, err := c.argument(s, node)
			if err != nil {
				return v, err
			}
			arguments = append(arguments, argument)
		}
		if i > 0 {
			arguments = append(arguments, v)
		}
		var err error
		if v, err = function(name.Ident, arguments); err != nil {
			return v, fmt.Errorf("%s: %w", command, err)
		}
	}
	return v, nil
}

// function gives the result of a function of text/template.
func function(name string, arguments []value) (value, error) {
	switch {
	case (name == "and" || name == "or") && len(arguments) > 0:
		return shortCircuit(name == "or", arguments)
	case name == "not" && len(arguments) == 1:
		holds, err := arguments[0].condition()
		if err != nil {
			return value{}, err
		}
		return boolean(func(m *machine, dot reflect.Value) bool { return !holds(m, dot) }), nil
	case name == "eq" && len(arguments) > 1:
		return equalsAny(arguments)
	case slices.Contains([]string{"ne", "lt", "le", "gt", "ge"}, name) && len(arguments) == 2:
		return compares(name, arguments[0], arguments[1])
	case name == "len" && len(arguments) == 1:
		return lengthOf(arguments[0])
	case name == "index" && len(arguments) == 2:
		return elementOf(arguments[0], arguments[1])
	}
	return value{}, fmt.Errorf("the function %s is not understood", name)
}

// boolean gives a value from its truth.
func boolean(holds condition) value {
	return value{typ: reflect.TypeFor[bool](), holds: holds, base: func(m *machine, dot reflect.Value) reflect.Value {
		return reflect.ValueOf(holds(m, dot))
	}}
}

// shortCircuit gives and, or: the first argument that decides, else the last.
// When the arguments have several types only the truth of the result is known,
// which is all that if asks for.
func shortCircuit(decides bool, arguments []value) (value, error) {
	last := len(arguments) - 1
	conditions := make([]condition, len(arguments))
	getters := make([]getter, len(arguments))
	result := value{typ: arguments[0].typ, addressable: arguments[0].addressable}
	for i, argument := range arguments {
		var err error
		if conditions[i], err = argument.condition(); err != nil {
			return value{}, err
		}
		getters[i] = argument.getter()
		if argument.typ != result.typ || argument.addressable != result.addressable {
			result.typ = nil
		}
	}
	result.holds = func(m *machine, dot reflect.Value) bool {
		for _, holds := range conditions {
			if holds(m, dot) == decides {
				return decides
			}
		}
		return !decides
	}
	if result.typ == nil {
		return result, nil
	}
	isTrue, err := result.truth()
	if err != nil {
		return value{}, err
	}
	result.base = func(m *machine, dot reflect.Value) reflect.Value {
		for _, get := range getters[:last] {
			if v := get(m, dot); isTrue(v) == decides {
				return v
			}
		}
		return getters[last](m, dot)
	}
	return result, nil
}

// comparison gives less than, equal or more than: -1, 0, 1.
type comparison func(m *machine, dot reflect.Value) int

// comparing gives the comparison of two values of one basic kind.
func comparing(a, b value) (comparison, error) {
	if a.typ == nil || b.typ == nil {
		return nil, fmt.Errorf("a value without a type of its own")
	}
	left, right := a.getter(), b.getter()
	switch {
	case a.typ.Kind() == reflect.String && b.typ.Kind() == reflect.String:
		return ordering(left, right, reflect.Value.String), nil
	case isInt(a.typ) && isInt(b.typ):
		return ordering(left, right, reflect.Value.Int), nil
	case isUint(a.typ) && isUint(b.typ):
		return ordering(left, right, reflect.Value.Uint), nil
	}
	return nil, fmt.Errorf("comparing a %s with a %s is not understood", a.typ, b.typ)
}

func isInt(t reflect.Type) bool { return t.Kind() >= reflect.Int && t.Kind() <= reflect.Int64 }

func isUint(t reflect.Type) bool { return t.Kind() >= reflect.Uint && t.Kind() <= reflect.Uintptr }

func ordering[T string | int64 | uint64](left, right getter, read func(reflect.Value) T) comparison {
	return func(m *machine, dot reflect.Value) int {
		a, b := read(left(m, dot)), read(right(m, dot))
		switch {
		case a < b:
			return -1
		case a > b:
			return 1
		}
		return 0
	}
}

// equalsAny gives eq, which is true if the first argument equals any of the
// others.
func equalsAny(arguments []value) (value, error) {
	comparisons := make([]comparison, len(arguments)-1)
	for i, other := range arguments[1:] {
		var err error
		if comparisons[i], err = comparing(arguments[0], other); err != nil {
			return value{}, err
		}
	}
	return boolean(func(m *machine, dot reflect.Value) bool {
		equal := false
		for _, compare := range comparisons { // all of them: any may fail
			equal = compare(m, dot) == 0 || equal
		}
		return equal
	}), nil
}

func compares(name string, a, b value) (value, error) {
	compare, err := comparing(a, b)
	if err != nil {
		return value{}, err
	}
	tests := map[string]func(int) bool{
		"ne": func(order int) bool { return order != 0 },
		"lt": func(order int) bool { return order < 0 },
		"le": func(order int) bool { return order <= 0 },
		"gt": func(order int) bool { return order > 0 },
		"ge": func(order int) bool { return order >= 0 },
	}
	test := tests[name]
	return boolean(func(m *machine, dot reflect.Value) bool { return test(compare(m, dot)) }), nil
}

// lengthOf gives len.
func lengthOf(of value) (value, error) {
	of, err := of.indirect()
	if err != nil {
		return value{}, err
	}
	switch of.typ.Kind() {
	case reflect.String, reflect.Slice, reflect.Array, reflect.Map:
	default:
		return value{}, fmt.Errorf("the length of a %s is not understood", of.typ)
	}
	get := of.getter()
	return value{typ: reflect.TypeFor[int](), base: func(m *machine, dot reflect.Value) reflect.Value {
		return reflect.ValueOf(get(m, dot).Len())
	}}, nil
}

// elementOf gives index of a slice or an array.
func elementOf(of, at value) (value, error) {
	of, err := of.indirect()
	if err != nil {
		return value{}, err
	}
	isSlice := of.typ.Kind() == reflect.Slice
	if !isSlice && of.typ.Kind() != reflect.Array || at.typ == nil || !isInt(at.typ) {
		return value{}, fmt.Errorf("an element of a %s is not understood", of.typ)
	}
	list, position := of.getter(), at.getter()
	return value{typ: of.typ.Elem(), addressable: isSlice || of.addressable, base: func(m *machine, dot reflect.Value) reflect.Value {
		list, n := list(m, dot), position(m, dot).Int()
		if n < 0 || n >= int64(list.Len()) {
			failf("index %d of %d elements", n, list.Len())
		}
		return list.Index(int(n))
	}}, nil
}
