package cache

import (
	"bytes"
	"encoding/binary"
	"maps"
	"slices"

	"blotter/internal/site"
)

// Located says where fields stand in a file with these bytes.
type Located struct {
	Bytes  site.Digest
	Fields map[string]site.Place // by field; all of the one file
}

const placesHeader = "blotter places 1\n"

// EncodePlaces writes where fields stand, by file, for DecodePlaces.
func EncodePlaces(program string, files map[string]Located) []byte {
	var c coder
	c.data = append(c.data, placesHeader...)
	c.text(&program)
	c.length(len(files))
	for _, file := range slices.Sorted(maps.Keys(files)) {
		located := files[file]
		c.text(&file)
		c.digest(&located.Bytes)
		c.length(len(located.Fields))
		for _, field := range slices.Sorted(maps.Keys(located.Fields)) {
			place := located.Fields[field]
			c.text(&field)
			c.number(&place.Line)
			c.number(&place.Column)
		}
	}
	return binary.LittleEndian.AppendUint32(c.data, sumOf(c.data))
}

// DecodePlaces reads what EncodePlaces wrote, sharing its memory. The error is
// ErrDamaged or ErrForeign.
func DecodePlaces(data []byte, program string) (map[string]Located, error) {
	const sum = 4
	body := len(data) - sum
	if body < len(placesHeader) || !bytes.HasPrefix(data, []byte(placesHeader)) ||
		sumOf(data[:body]) != binary.LittleEndian.Uint32(data[body:]) {
		return nil, ErrDamaged
	}
	c := coder{data: data[:body], at: len(placesHeader), reading: true}
	var maker string
	if c.text(&maker); maker != program {
		return nil, ErrForeign
	}
	files := map[string]Located{}
	for range c.length(0) {
		var file string
		located := Located{Fields: map[string]site.Place{}}
		c.text(&file)
		c.digest(&located.Bytes)
		for range c.length(0) {
			var field string
			place := site.Place{File: file}
			c.text(&field)
			c.number(&place.Line)
			c.number(&place.Column)
			located.Fields[field] = place
		}
		files[file] = located
	}
	if c.bad || c.left() > 0 {
		return nil, ErrDamaged
	}
	return files, nil
}
