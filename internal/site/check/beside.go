package check

import (
	"strings"

	"blotter/internal/site"
)

// Beside gives the problems of found that are news beside those that loading
// reported. A value that could not be read is left out of the record, and then
// a rule may call it missing: one mistake, told twice.
func Beside(loaded, found []site.Problem) []site.Problem {
	if len(loaded) == 0 {
		return found
	}
	byFile := map[string][]site.Problem{}
	for _, p := range loaded {
		byFile[p.File] = append(byFile[p.File], p)
	}
	news := found[:0:0]
	for _, p := range found {
		if !follows(p, byFile[p.File]) {
			news = append(news, p)
		}
	}
	return news
}

// follows reports whether a problem is there because of one of those that
// loading reported in its file.
func follows(p site.Problem, loaded []site.Problem) bool {
	for i := range loaded {
		cause := &loaded[i]
		switch {
		case cause.Field == "":
		case within(p.Field, cause.Field), p.Field == meantKey(cause):
			return true
		case p.Rule == required.ID && within(cause.Field, p.Field):
			return true // a list whose every element could not be read is not empty
		case p.Rule == unknownSource.ID && (cause.Field == "sources" || cause.Rule == "source-key"):
			return true // the source is there, and could not be read
		case aboutFigure[p.Rule] && within(cause.Field, element(p.Field)):
			return true
		}
	}
	return false
}

// aboutFigure are the rules that miss a figure which could not be read.
var aboutFigure = map[string]bool{amountFigure.ID: true, usdDetail.ID: true, quantityAsset.ID: true}

// within reports whether a field is another, or a part of it.
func within(field, whole string) bool {
	rest, ok := strings.CutPrefix(field, whole)
	return ok && (rest == "" || rest[0] == '.' || rest[0] == '[')
}

// element gives the part of a list that a field belongs to: "amounts[2]" for
// "amounts[2].claims[0].usd".
func element(field string) string {
	if end := strings.IndexByte(field, ']'); end >= 0 {
		return field[:end+1]
	}
	return field
}

// meantKey gives the field that a misspelt key most likely is; "-" for none.
func meantKey(cause *site.Problem) string {
	key, ok := strings.CutPrefix(cause.Hint, "write ")
	if cause.Rule != "unknown-key" || !ok {
		return "-"
	}
	return cause.Field[:strings.LastIndexByte(cause.Field, '.')+1] + key
}
