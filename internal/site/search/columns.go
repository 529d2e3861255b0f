package search

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"blotter/internal/site"
)

// columnFiles adds a file for each facet and those for ranges, totals and the
// table:
//
//   - a facet begins with its values as JSON, [key, label], and then has for
//     each entry the number of its values and their places among them;
//   - "date": for each entry the first day as the difference, zigzag, from that
//     of the entry before, and one more than the days to the last; a 0 in the
//     second for a date that nobody knows;
//   - "amount": for each entry a sum as writeSum writes it;
//   - "money": see moneyColumn;
//   - "table": its length; id, title, date, type, status of each entry, a line
//     each, split by tabs, below a line with their names.
//
// Known are the sums of all but the last where they are known; nil = they are
// not. It gives them.
func (w *writer) columnFiles(s *site.Site, st *site.Statistics, known []site.Digest) ([]site.Digest, error) {
	type column struct {
		name string
		make raw
	}
	var columns []column
	for _, f := range site.Facets {
		columns = append(columns, column{f.Name, func(out []byte) ([]byte, error) { return facetColumn(out, s, f) }})
	}
	columns = append(columns, column{"money", func(out []byte) ([]byte, error) { return moneyColumn(out, s, st) }},
		column{"date", func(out []byte) ([]byte, error) { return dateColumn(out, s), nil }},
		column{"amount", func(out []byte) ([]byte, error) { return amountColumn(out, s), nil }},
		column{tableName, func(out []byte) ([]byte, error) { return tableColumn(out, s), nil }})
	sums, failed := make([]site.Digest, len(columns)), make([]error, len(columns))
	parallel(len(columns), func(i int) {
		if i < len(known) {
			sums[i] = known[i]
			return
		}
		room := rooms.Get().(*[]byte)
		defer rooms.Put(room)
		*room, failed[i] = columns[i].make((*room)[:0])
		sums[i] = sumOf(*room)
	})
	for i, c := range columns {
		// Made once more when it is asked for: meanwhile nobody holds it.
		w.named(c.name, sums[i], c.make)
	}
	return sums[:len(sums)-1], errors.Join(failed...)
}

// tableName is the name of the column that holds a line for each entry.
const tableName = "table"

// appendJSON appends a value as JSON with its length before it.
func appendJSON(out []byte, value any) ([]byte, error) {
	text, err := json.Marshal(value)
	if err != nil {
		return out, fmt.Errorf("writing a file of the search index: %w", err)
	}
	return append(binary.AppendUvarint(out, uint64(len(text))), text...), nil
}

// facetColumn gives the values of a facet, and for each entry the places of its
// own.
func facetColumn(out []byte, s *site.Site, facet site.Facet) ([]byte, error) {
	facets := facet.Values(s)
	values := make([][2]string, len(facets))
	ends := make([]uint32, len(s.Entries)+1) // where the places of an entry end, one entry late
	for i, value := range facets {
		values[i] = [2]string{value.Key, value.Label}
		for _, entry := range value.Entries {
			ends[entry.Index+1]++
		}
	}
	for i := range s.Entries {
		ends[i+1] += ends[i]
	}
	places := make([]uint32, ends[len(s.Entries)])
	for place, value := range facets {
		for _, entry := range value.Entries {
			places[ends[entry.Index]] = uint32(place)
			ends[entry.Index]++
		}
	}
	out, err := appendJSON(out, values)
	start := uint32(0)
	for _, end := range ends[:len(s.Entries)] {
		out = binary.AppendUvarint(out, uint64(end-start))
		for _, place := range places[start:end] {
			out = binary.AppendUvarint(out, uint64(place))
		}
		start = end
	}
	return out, err
}

func dateColumn(column []byte, s *site.Site) []byte {
	before := site.Day(0)
	for _, entry := range s.Entries {
		first, last := before, before-1
		if _, ok := entry.Date.Anchor(); ok {
			first, last = entry.Date.First(), entry.Date.Last()
		}
		column = binary.AppendVarint(column, int64(first-before))
		column = binary.AppendUvarint(column, uint64(last-first+1))
		before = first
	}
	return column
}

func amountColumn(column []byte, s *site.Site) []byte {
	for _, entry := range s.Entries {
		var usd site.Money
		if !entry.Withdrawn() {
			headline, _ := entry.Headline()
			usd = headline.USDLow
		}
		column = writeSum(column, usd)
	}
	return column
}

func tableColumn(out []byte, s *site.Site) []byte {
	start := len(out)
	out = appendTable(out, s, func(text string) string { return text })
	// As many tabs and lines as there are cells: no text has one of its own.
	lines := len(s.Entries) + 1
	if bytes.Count(out[start:], []byte{'\t'}) != 4*lines || bytes.Count(out[start:], []byte{'\n'}) != lines {
		out = appendTable(out[:start], s, strings.NewReplacer("\t", " ", "\n", " ").Replace)
	}
	return slices.Insert(out, start, binary.AppendUvarint(nil, uint64(len(out)-start))...)
}

func appendTable(out []byte, s *site.Site, plain func(string) string) []byte {
	out = append(out, "id\ttitle\tdate\ttype\tstatus\n"...)
	for _, entry := range s.Entries {
		out = append(append(out, entry.ID...), '\t')
		out = append(append(out, plain(entry.Title)...), '\t')
		out, _ = entry.Date.AppendText(out) // which never fails
		out = append(append(out, '\t'), plain(entry.Type)...)
		out = append(append(out, '\t'), plain(entry.Status)...)
		out = append(out, '\n')
	}
	return out
}
