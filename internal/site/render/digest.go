package render

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"reflect"
	"sync"

	"blotter/internal/site"
)

// digested is a part of a view that knows its own digest, because many pages
// share it or because it is rendered only once: a Row, the header. Hashing a
// page takes the digest and does not look inside.
type digested interface{ digest() site.Digest }

// mentioning is a digested value that names entries: the text has their
// addresses.
type mentioning interface{ mentions() string }

var digestedType = reflect.TypeFor[digested]()

// digestOf gives the digest of a view: two views of one type have the same
// digest only if every field of them is equal. A view is made of strings,
// numbers, booleans, slices, arrays and structs of these, interfaces that hold
// them, and digested values; anything else (a map, a function, a pointer into
// the site) is an error, because its content could change behind the digest.
func digestOf(view any) (site.Digest, error) {
	sum, _, err := digestAnd(view, nil)
	return sum, err
}

// digestAnd is digestOf, and gives the indexes of the entries to which any text
// of the view leads; of finds an entry's index by its id.
func digestAnd(view any, of func(id string) (index int, known bool)) (sum site.Digest, mentioned []int32, err error) {
	value := reflect.ValueOf(view)
	if value.Kind() == reflect.Pointer && !value.Type().Implements(digestedType) {
		value = value.Elem()
	}
	feed, err := plans.of(value.Type())
	if err != nil {
		return site.Digest{}, nil, err
	}
	buffer := buffers.Get().(*[]byte)
	defer buffers.Put(buffer)
	*buffer, err = feed(append((*buffer)[:0], value.Type().String()...), value)
	if of != nil {
		mentioned = mentionedIn(*buffer, of)
	}
	return site.DigestOf(*buffer), mentioned, err
}

// mentionedIn finds the entries whose addresses stand in some bytes.
func mentionedIn(data []byte, of func(id string) (index int, known bool)) []int32 {
	const before = "/incidents/"
	var mentioned []int32
	for {
		at := bytes.Index(data, []byte(before))
		if at < 0 {
			return mentioned
		}
		data = data[at+len(before):]
		end := bytes.IndexByte(data, '/')
		if end < 0 {
			return mentioned
		}
		if index, known := of(string(data[:end])); known {
			mentioned = append(mentioned, int32(index))
		}
	}
}

var buffers = sync.Pool{New: func() any { return new([]byte) }}

// feeder appends the bytes that stand for a value of one type.
type feeder func(dst []byte, v reflect.Value) ([]byte, error)

// planBook keeps one feeder a type: looking at a type costs far more than
// walking a value of it.
type planBook struct {
	mutex sync.RWMutex
	known map[reflect.Type]feeder
}

var plans = planBook{known: map[reflect.Type]feeder{}}

func (b *planBook) of(t reflect.Type) (feeder, error) {
	b.mutex.RLock()
	feed, ok := b.known[t]
	b.mutex.RUnlock()
	if ok {
		return feed, nil
	}
	feed, err := b.plan(t)
	if err != nil {
		return nil, err
	}
	b.mutex.Lock()
	b.known[t] = feed
	b.mutex.Unlock()
	return feed, nil
}

// plan makes the feeder of a type. Every value is written so that its end is
// known: numbers as varints, strings and slices with their length before them.
func (b *planBook) plan(t reflect.Type) (feeder, error) {
	if t.Implements(digestedType) {
		return feedDigested, nil
	}
	switch t.Kind() {
	case reflect.String:
		return func(dst []byte, v reflect.Value) ([]byte, error) {
			text := v.String()
			return append(binary.AppendUvarint(dst, uint64(len(text))), text...), nil
		}, nil
	case reflect.Bool:
		return func(dst []byte, v reflect.Value) ([]byte, error) {
			if v.Bool() {
				return append(dst, 1), nil
			}
			return append(dst, 0), nil
		}, nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return func(dst []byte, v reflect.Value) ([]byte, error) { return binary.AppendVarint(dst, v.Int()), nil }, nil
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return func(dst []byte, v reflect.Value) ([]byte, error) { return binary.AppendUvarint(dst, v.Uint()), nil }, nil
	case reflect.Float32, reflect.Float64:
		return func(dst []byte, v reflect.Value) ([]byte, error) {
			return binary.AppendUvarint(dst, math.Float64bits(v.Float())), nil
		}, nil
	case reflect.Slice, reflect.Array:
		return b.planList(t), nil
	case reflect.Struct:
		return b.planStruct(t)
	case reflect.Interface:
		return b.feedInterface, nil
	}
	return nil, fmt.Errorf("a view must not hold a %s (%s)", t.Kind(), t)
}

// planList looks the element's feeder up when it is first needed, so that a
// type may hold a list of itself.
func (b *planBook) planList(t reflect.Type) feeder {
	element := t.Elem()
	return func(dst []byte, v reflect.Value) ([]byte, error) {
		dst = binary.AppendUvarint(dst, uint64(v.Len()))
		if v.Len() == 0 {
			return dst, nil
		}
		feed, err := b.of(element)
		for i := 0; i < v.Len() && err == nil; i++ {
			dst, err = feed(dst, v.Index(i))
		}
		return dst, err
	}
}

func (b *planBook) planStruct(t reflect.Type) (feeder, error) {
	fields := make([]feeder, t.NumField())
	for i := range fields {
		field := t.Field(i)
		if !field.IsExported() && !field.Anonymous {
			return nil, fmt.Errorf("the view %s hides its field %s from templates", t, field.Name)
		}
		feed, err := b.of(field.Type)
		if err != nil {
			return nil, fmt.Errorf("%s.%s: %w", t, field.Name, err)
		}
		fields[i] = feed
	}
	return func(dst []byte, v reflect.Value) ([]byte, error) {
		var err error
		for i := 0; i < len(fields) && err == nil; i++ {
			dst, err = fields[i](dst, v.Field(i))
		}
		return dst, err
	}, nil
}

// feedInterface writes the type's name before the value, so that the number 1
// and the word "1" differ.
func (b *planBook) feedInterface(dst []byte, v reflect.Value) ([]byte, error) {
	if v.IsNil() {
		return append(dst, 0), nil
	}
	v = v.Elem()
	feed, err := b.of(v.Type())
	if err != nil {
		return dst, err
	}
	name := v.Type().String()
	dst = append(binary.AppendUvarint(dst, uint64(len(name))), name...)
	return feed(dst, v)
}

func feedDigested(dst []byte, v reflect.Value) ([]byte, error) {
	if v.Kind() == reflect.Pointer && v.IsNil() {
		return append(dst, 0), nil
	}
	part := v.Interface().(digested)
	sum := part.digest()
	dst = append(append(dst, 1), sum[:]...)
	if row, ok := part.(mentioning); ok {
		dst = append(dst, row.mentions()...)
	}
	return dst, nil
}
