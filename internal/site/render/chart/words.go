package chart

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// widthOf estimates the width of a text in SVG units for the sans faces that
// systems have. It is that of the widest of them, so that labels never touch.
func widthOf(text string) float64 {
	ems := 0.0
	for _, r := range text {
		ems += emsOf(r)
	}
	return ems * textSize
}

// figureWidth is widthOf for figures and stages, which are set in semibold.
func figureWidth(text string) float64 { return widthOf(text) * 1.09 }

func emsOf(r rune) float64 {
	switch {
	case strings.ContainsRune("iljI.,:;|'!’ ()[]", r):
		return 0.36
	case strings.ContainsRune("mwMW%@", r):
		return 1
	case r >= '0' && r <= '9', r >= 'a' && r <= 'z', r == '$':
		return 0.65
	case r >= 'A' && r <= 'Z':
		return 0.78
	case unicode.Is(unicode.Mn, r):
		return 0
	case r < 0x2e80:
		return 0.72
	}
	return 1.05 // scripts whose letters fill a square
}

// fitFigure is fit for figures.
func fitFigure(text string, width float64) string { return fit(text, width/1.09) }

// fit gives the text cut to a width, with an ellipsis where something is
// missing; empty where not even three characters fit.
func fit(text string, width float64) string {
	text = strings.Join(strings.Fields(text), " ")
	if widthOf(text) <= width {
		return text
	}
	room := width - emsOf('…')*textSize
	cut := 0
	for at, r := range text {
		room -= emsOf(r) * textSize
		if room < 0 {
			break
		}
		cut = at + utf8.RuneLen(r)
		if r == utf8.RuneError {
			cut = at + 1
		}
	}
	kept := strings.TrimRight(text[:cut], " ,;:")
	if utf8.RuneCountInString(kept) < 3 {
		return ""
	}
	return kept + "…"
}

// listed joins words as a sentence does: "a, b and c".
func listed(words []string) string {
	switch len(words) {
	case 0:
		return ""
	case 1:
		return words[0]
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// sentence begins with a capital letter and ends with a full stop.
func sentence(words string) string {
	first, size := utf8.DecodeRuneInString(words)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + words[size:] + "."
}

// slots remembers which stretches of a line are taken by labels.
type slots struct {
	taken [][2]float64
	gap   float64 // least space between two labels
}

// take claims a stretch; false when it would touch one that is taken.
func (s *slots) take(from, to float64) bool {
	for _, t := range s.taken {
		if from < t[1]+s.gap && t[0] < to+s.gap {
			return false
		}
	}
	s.taken = append(s.taken, [2]float64{from, to})
	return true
}

// extent gives the stretch that a label takes at an x.
func extent(text string, at anchor, x float64) (from, to float64) {
	return stretch(widthOf(text), at, x)
}

func stretch(width float64, at anchor, x float64) (from, to float64) {
	switch at {
	case middle:
		return x - width/2, x + width/2
	case end:
		return x - width, x
	}
	return x, x + width
}
