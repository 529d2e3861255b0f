package check

import "math/bits"

// numbersIn gives the numbers of a text that are no figures: those of years,
// cases and rounds.
func numbersIn(text string, assets map[string]bool) []string {
	var numbers []string
	for at := nextDigit(text, 0); at < len(text); {
		end := numberEnd(text, at)
		if _, next, ok := readFigure(text, at, end, assets); ok {
			end = next
		} else {
			numbers = append(numbers, text[at:end])
		}
		at = nextDigit(text, end)
	}
	return numbers
}

// nextDigit gives where the next digit stands, or the end of the text. It looks
// at eight bytes at once, because most of them are letters.
func nextDigit(text string, at int) int {
	const each, high = 0x0101010101010101, 0x8080808080808080
	for ; at+8 <= len(text); at += 8 {
		s := text[at : at+8]
		eight := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
		// What is left of a digit is less than ten, and sets the high bit of
		// its byte; bytes behind it may be wrong, so that the first counts.
		eight ^= each * '0'
		if found := (eight - each*10) &^ eight & high; found != 0 {
			return at + bits.TrailingZeros64(found)/8
		}
	}
	for at < len(text) && (text[at] < '0' || text[at] > '9') {
		at++
	}
	return at
}

// numberEnd gives the end of a number that begins at a place: digits with
// commas or points between them.
func numberEnd(text string, at int) int {
	end := at
	for end < len(text) {
		switch c := text[end]; {
		case c >= '0' && c <= '9':
		case (c == ',' || c == '.') && end+1 < len(text) && text[end+1] >= '0' && text[end+1] <= '9':
		default:
			return end
		}
		end++
	}
	return end
}
