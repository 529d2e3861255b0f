package search

import (
	"encoding/binary"
	"encoding/json"
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
func (w *writer) columnFiles(s *site.Site, st *site.Statistics) error {
	type column struct {
		name string
		make func() ([]byte, error)
	}
	var columns []column
	for _, f := range site.Facets {
		columns = append(columns, column{f.Name, func() ([]byte, error) { return facetColumn(s, f) }})
	}
	columns = append(columns, column{"money", func() ([]byte, error) { return moneyColumn(s, st) }},
		column{"date", func() ([]byte, error) { return dateColumn(s), nil }},
		column{"amount", func() ([]byte, error) { return amountColumn(s), nil }},
		column{"table", func() ([]byte, error) { return tableColumn(s), nil }})
	made, failed := make([][]byte, len(columns)), make([]error, len(columns))
	parallel(len(columns), func(i int) { made[i], failed[i] = columns[i].make() })
	for i, c := range columns {
		if failed[i] != nil {
			return failed[i]
		}
		w.named(c.name, made[i])
	}
	return nil
}

// jsonHead gives a value as JSON with its length before it.
func jsonHead(value any) ([]byte, error) {
	text, err := json.Marshal(value)
	if err != nil {
		return nil, fmt.Errorf("writing a file of the search index: %w", err)
	}
	return append(binary.AppendUvarint(nil, uint64(len(text))), text...), nil
}

// facetColumn gives the values of a facet, and for each entry the places of its
// own.
func facetColumn(s *site.Site, facet site.Facet) ([]byte, error) {
	of := make([][]int, len(s.Entries))
	values := [][2]string{}
	for place, value := range facet.Values(s) {
		for _, entry := range value.Entries {
			of[entry.Index] = append(of[entry.Index], place)
		}
		values = append(values, [2]string{value.Key, value.Label})
	}
	column, err := jsonHead(values)
	for _, places := range of {
		column = binary.AppendUvarint(column, uint64(len(places)))
		slices.Sort(places)
		for _, place := range places {
			column = binary.AppendUvarint(column, uint64(place))
		}
	}
	return column, err
}

func dateColumn(s *site.Site) (column []byte) {
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

func amountColumn(s *site.Site) (column []byte) {
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

func tableColumn(s *site.Site) []byte {
	var b strings.Builder
	plain := strings.NewReplacer("\t", " ", "\n", " ")
	b.WriteString("id\ttitle\tdate\ttype\tstatus\n")
	for _, entry := range s.Entries {
		for i, cell := range []string{entry.ID, entry.Title, entry.Date.String(), entry.Type, entry.Status} {
			if i > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(plain.Replace(cell))
		}
		b.WriteByte('\n')
	}
	return append(binary.AppendUvarint(nil, uint64(b.Len())), b.String()...)
}
