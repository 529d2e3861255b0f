package index

import (
	"strconv"

	"blotter/internal/site"
)

// appendStrings appends texts as a JSON array.
func appendStrings(dst []byte, texts []string) []byte {
	dst = append(dst, '[')
	for i, text := range texts {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = site.AppendJSON(dst, text)
	}
	return append(dst, ']')
}

// appendMoney appends dollars as a JSON string of digits.
func appendMoney(dst []byte, amount site.Money) []byte {
	dst = append(dst, '"')
	dst, _ = amount.AppendText(dst) // its error is always nil
	return append(dst, '"')
}

func appendBool(dst []byte, value bool) []byte { return strconv.AppendBool(dst, value) }

func appendInt(dst []byte, value int) []byte { return strconv.AppendInt(dst, int64(value), 10) }
