package compiled

import (
	"encoding"
	"encoding/json"
	"fmt"
	"html/template"
	"reflect"
	"slices"
	"text/template/parse"
)

// getter gives the value of an expression.
type getter func(m *machine, dot reflect.Value) reflect.Value

// value is an expression whose type is known: fields at path, one within the
// other, of what base gives.
type value struct {
	typ reflect.Type // nil = only its truth is known
	// addressable tells whether html/template would see a value that has an
	// address: then it has the methods of a pointer to it too.
	addressable bool
	base        getter // nil = the dot
	path        []int

	holds  condition // the truth of a comparison and the like; nil = follows from the type
	text   textGetter
	append appender // beside text, for HTML that need not be a text first
}

// appender appends the value of an expression to a page.
type appender func(m *machine, dot reflect.Value, dst []byte) []byte

// textGetter gives the value of an expression of a string type.
type textGetter func(m *machine, dot reflect.Value) string

// getter gives the function that evaluates the expression.
func (v value) getter() getter {
	base := v.base
	switch {
	case base == nil && len(v.path) == 0:
		return func(_ *machine, dot reflect.Value) reflect.Value { return dot }
	case base == nil && len(v.path) == 1:
		first := v.path[0]
		return func(_ *machine, dot reflect.Value) reflect.Value { return dot.Field(first) }
	case base == nil && len(v.path) == 2:
		first, second := v.path[0], v.path[1]
		return func(_ *machine, dot reflect.Value) reflect.Value { return dot.Field(first).Field(second) }
	case len(v.path) == 0:
		return base
	}
	path := v.path
	return func(m *machine, dot reflect.Value) reflect.Value {
		if base != nil {
			dot = base(m, dot)
		}
		for _, field := range path {
			dot = dot.Field(field)
		}
		return dot
	}
}

// texts gives the function that evaluates an expression of a string type.
func (v value) texts() textGetter {
	switch {
	case v.text != nil:
		return v.text
	case v.base == nil && len(v.path) == 0:
		return func(_ *machine, dot reflect.Value) string { return dot.String() }
	case v.base == nil && len(v.path) == 1:
		first := v.path[0]
		return func(_ *machine, dot reflect.Value) string { return dot.Field(first).String() }
	case v.base == nil && len(v.path) == 2:
		first, second := v.path[0], v.path[1]
		return func(_ *machine, dot reflect.Value) string { return dot.Field(first).Field(second).String() }
	}
	get := v.getter()
	return func(m *machine, dot reflect.Value) string { return get(m, dot).String() }
}

// indirect follows pointers, as html/template does before it looks for a field
// or ranges.
func (v value) indirect() (value, error) {
	if v.typ == nil {
		return v, fmt.Errorf("a value without a type of its own")
	}
	for v.typ.Kind() == reflect.Pointer {
		get, pointer := v.getter(), v.typ
		v = value{typ: pointer.Elem(), addressable: true, base: func(m *machine, dot reflect.Value) reflect.Value {
			target := get(m, dot).Elem()
			if !target.IsValid() {
				failf("a nil %s", pointer)
			}
			return target
		}}
	}
	if v.typ.Kind() == reflect.Interface || v.typ == reflect.TypeFor[reflect.Value]() {
		return v, fmt.Errorf("the type of a %s is only known later", v.typ)
	}
	return v, nil
}

// field gives what the template calls value.name: a method if there is one,
// else a field.
func (v value) field(name string) (value, error) {
	whole := v
	v, err := v.indirect()
	if err != nil {
		return v, err
	}
	receiver := v.typ
	if v.addressable {
		receiver = reflect.PointerTo(receiver)
	}
	if method, ok := receiver.MethodByName(name); ok {
		return v.method(whole, method)
	}
	if v.typ.Kind() != reflect.Struct {
		return v, fmt.Errorf("%s has nothing called %s", v.typ, name)
	}
	found, ok := v.typ.FieldByName(name)
	if !ok || !found.IsExported() {
		return v, fmt.Errorf("%s has nothing called %s", v.typ, name)
	}
	for _, place := range found.Index {
		if v, err = v.indirect(); err != nil {
			return v, err
		}
		v = value{typ: v.typ.Field(place).Type, addressable: v.addressable, base: v.base, path: append(slices.Clone(v.path), place)}
	}
	return v, nil
}

// Methods of these two forms are called without reflection: they give the
// parts that pages share.
type (
	htmlMethod        interface{ HTML() template.HTML }
	failingHTMLMethod interface {
		HTML() (template.HTML, error)
	}
	// appendingHTMLMethod appends what the method HTML gives. It stands in for
	// that where the HTML goes into the page as it is.
	appendingHTMLMethod interface {
		htmlMethod
		AppendHTML(dst []byte) []byte
	}
	failingAppendMethod interface {
		failingHTMLMethod
		AppendHTML(dst []byte) ([]byte, error)
	}
)

var errorType = reflect.TypeFor[error]()

// method gives the result of a method without arguments. The receiver is v, or
// its address if it has one, or whole, if that is the pointer already.
func (v value) method(whole value, method reflect.Method) (value, error) {
	typ := method.Type
	if typ.NumIn() != 1 || typ.NumOut() < 1 || typ.NumOut() > 2 || typ.NumOut() == 2 && typ.Out(1) != errorType {
		return v, fmt.Errorf("the method %s is not one that gives a value", method.Name)
	}
	get := v.getter()
	receiver := get
	switch {
	case whole.typ.Kind() == reflect.Pointer && whole.typ.Elem() == v.typ:
		receiver = whole.getter() // may be nil: the method decides
	case v.addressable:
		receiver = func(m *machine, dot reflect.Value) reflect.Value { return get(m, dot).Addr() }
	}
	result := value{typ: typ.Out(0)}
	if typ.In(0).Implements(reflect.TypeFor[appendingHTMLMethod]()) && method.Name == "HTML" {
		result.append = func(m *machine, dot reflect.Value, dst []byte) []byte {
			return receiver(m, dot).Interface().(appendingHTMLMethod).AppendHTML(dst)
		}
	}
	if typ.In(0).Implements(reflect.TypeFor[failingAppendMethod]()) && method.Name == "HTML" {
		result.append = func(m *machine, dot reflect.Value, dst []byte) []byte {
			dst, err := receiver(m, dot).Interface().(failingAppendMethod).AppendHTML(dst)
			if err != nil {
				panic(failure{err})
			}
			return dst
		}
	}
	switch {
	case typ.In(0).Implements(reflect.TypeFor[htmlMethod]()) && method.Name == "HTML":
		result.text = func(m *machine, dot reflect.Value) string {
			return string(receiver(m, dot).Interface().(htmlMethod).HTML())
		}
	case typ.In(0).Implements(reflect.TypeFor[failingHTMLMethod]()) && method.Name == "HTML":
		result.text = func(m *machine, dot reflect.Value) string {
			html, err := receiver(m, dot).Interface().(failingHTMLMethod).HTML()
			if err != nil {
				panic(failure{err})
			}
			return string(html)
		}
	default:
		result.base = func(m *machine, dot reflect.Value) reflect.Value {
			results := receiver(m, dot).Method(method.Index).Call(nil)
			if len(results) == 2 && !results[1].IsNil() {
				panic(failure{results[1].Interface().(error)})
			}
			return results[0]
		}
		return result, nil
	}
	text := result.text
	result.base = func(m *machine, dot reflect.Value) reflect.Value {
		return reflect.ValueOf(template.HTML(text(m, dot)))
	}
	return result, nil
}

// truth gives the function that tells whether a value of the expression's type
// is true to "if".
func (v value) truth() (func(reflect.Value) bool, error) {
	if v.typ == nil {
		return nil, fmt.Errorf("a value without a type of its own")
	}
	switch v.typ.Kind() {
	case reflect.String:
		return func(v reflect.Value) bool { return v.String() != "" }, nil
	case reflect.Slice, reflect.Array, reflect.Map:
		return func(v reflect.Value) bool { return v.Len() > 0 }, nil
	case reflect.Bool:
		return reflect.Value.Bool, nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return func(v reflect.Value) bool { return v.Int() != 0 }, nil
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return func(v reflect.Value) bool { return v.Uint() != 0 }, nil
	case reflect.Float32, reflect.Float64:
		return func(v reflect.Value) bool { return v.Float() != 0 }, nil
	case reflect.Pointer:
		return func(v reflect.Value) bool { return !v.IsNil() }, nil
	case reflect.Struct:
		return func(reflect.Value) bool { return true }, nil
	}
	return nil, fmt.Errorf("whether a %s is true is not understood", v.typ)
}

// condition gives the truth of the expression.
func (v value) condition() (condition, error) {
	if v.holds != nil {
		return v.holds, nil
	}
	isTrue, err := v.truth()
	if err != nil {
		return nil, err
	}
	if v.typ.Kind() == reflect.String {
		text := v.texts()
		return func(m *machine, dot reflect.Value) bool { return text(m, dot) != "" }, nil
	}
	get := v.getter()
	return func(m *machine, dot reflect.Value) bool { return isTrue(get(m, dot)) }, nil
}

// constant gives an expression that is always the same.
func constant(of any) value {
	made := reflect.ValueOf(of)
	return value{typ: made.Type(), base: func(*machine, reflect.Value) reflect.Value { return made }}
}

// argument compiles a node that stands for a value.
func (c *compiler) argument(s *scope, node parse.Node) (value, error) {
	switch node := node.(type) {
	case *parse.DotNode:
		return s.dot, nil
	case *parse.FieldNode:
		return fields(s.dot, node.Ident)
	case *parse.VariableNode:
		found, err := s.find(node.Ident[0])
		if err != nil {
			return value{}, err
		}
		return fields(found.value, node.Ident[1:])
	case *parse.ChainNode:
		if _, isPipe := node.Node.(*parse.PipeNode); !isPipe {
			break
		}
		start, err := c.argument(s, node.Node)
		if err != nil {
			return value{}, err
		}
		return fields(start, node.Field)
	case *parse.PipeNode:
		if len(node.Decl) > 0 {
			break
		}
		return c.pipeline(s, node)
	case *parse.StringNode:
		return constant(node.Text), nil
	case *parse.BoolNode:
		return constant(node.True), nil
	case *parse.NumberNode:
		if n, ok := wholeNumber(node); ok {
			return constant(n), nil
		}
	}
	return value{}, fmt.Errorf("%s is not understood", node)
}

func fields(v value, names []string) (value, error) {
	var err error
	for _, name := range names {
		if v, err = v.field(name); err != nil {
			return v, err
		}
	}
	return v, nil
}

// wholeNumber gives the number of a node that is written as digits.
func wholeNumber(node *parse.NumberNode) (int, bool) {
	for i, digit := range []byte(node.Text) {
		if (digit < '0' || digit > '9') && (i > 0 || digit != '-') {
			return 0, false
		}
	}
	return int(node.Int64), node.IsInt && int64(int(node.Int64)) == node.Int64
}

// speaks tells whether a value of a type says itself how it is printed. The
// escapers ask it before they look at what it is.
func speaks(t reflect.Type) bool {
	for _, voice := range voices {
		if t.Implements(voice) {
			return true
		}
	}
	return false
}

var voices = []reflect.Type{
	reflect.TypeFor[fmt.Formatter](), reflect.TypeFor[fmt.Stringer](), errorType,
	reflect.TypeFor[json.Marshaler](), reflect.TypeFor[encoding.TextMarshaler](),
}
