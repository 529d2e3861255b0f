package check

import (
	"strings"

	"blotter/internal/site"
)

var vocabulary = Rule{
	ID: "vocabulary", Severity: site.Error, Fixed: true,
	What:   "Words that pages and totals rely on come from a vocabulary: those of the format, and types, techniques, chains and sectors from config.yaml.",
	Why:    "A misspelt kind would fall out of every total, and two spellings of one technique would be two pages.",
	Bad:    "amounts:\n  - kind: stollen",
	Good:   "amounts:\n  - kind: stolen",
	entry:  checkVocabulary,
	actor:  checkActorVocabulary,
	source: checkSourceVocabulary,
}

// words is a vocabulary with what a message says of it.
type words struct {
	site.Vocabulary
	thing string // "a status"
	from  string // the vocabulary of config.yaml; empty = part of the format
}

var (
	statuses       = words{site.Statuses, "a status", ""}
	reviews        = words{site.Reviews, "a state of review", ""}
	cases          = words{site.Cases, "a state of a case", ""}
	roles          = words{site.Roles, "a role", ""}
	standings      = words{site.Standings, "a standing", ""}
	confidences    = words{site.Confidences, "a confidence", ""}
	kinds          = words{site.Kinds, "a kind of amount", ""}
	precisions     = words{site.Precisions, "a precision", ""}
	bases          = words{site.USDBases, "a basis of a dollar figure", ""}
	eventTypes     = words{site.EventTypes, "a type of event", ""}
	updateTypes    = words{site.UpdateTypes, "a type of update", ""}
	relationTypes  = words{site.RelationTypes, "a type of relation", ""}
	sourceKinds    = words{site.SourceKinds, "a kind of source", ""}
	sourceStatuses = words{site.SourceStatuses, "a status of a source", ""}
	actorKinds     = words{site.ActorKinds, "a kind of actor", ""}
)

// miss gives the message and the hint for a word that the vocabulary lacks;
// nothing for an empty word, which is another rule.
func (w words) miss(word string) (message, hint string, missed bool) {
	if word == "" || w.Has(word) {
		return "", "", false
	}
	keys := w.Keys()
	plain := strings.NewReplacer(" ", "-", "_", "-").Replace(strings.ToLower(strings.TrimSpace(word)))
	near := site.Nearest(plain, keys)
	switch {
	case w.from != "" && near != "":
		hint = "write " + near + ", or add the word to vocabularies: " + w.from + " in config.yaml"
	case w.from != "":
		hint = "add it to vocabularies: " + w.from + " in config.yaml, with a label and a definition"
	case near != "":
		hint = "write " + near
	default:
		hint = "write one of " + strings.Join(keys, ", ")
	}
	return site.Quote(word) + " is not " + w.thing, hint, true
}

// word reports a word that the vocabulary lacks.
func (r *report) word(field, word string, w words) {
	if message, hint, missed := w.miss(word); missed {
		r.say(field, message, hint)
	}
}

// wordIn reports a word in an element of a list.
func (r *report) wordIn(list string, n int, field, word string, w words) {
	if message, hint, missed := w.miss(word); missed {
		r.say(under(list, n, field), message, hint)
	}
}

// words reports the words of a list.
func (r *report) words(field string, list []string, w words) {
	for i, word := range list {
		if message, hint, missed := w.miss(word); missed {
			r.say(nth(field, i), message, hint)
		}
	}
}

func checkVocabulary(e *entry) {
	cfg := e.desk.cfg
	chains := words{cfg.Chains, "a chain of this record", "chains"}
	e.word("type", e.Type, words{cfg.Types, "a type of this record", "types"})
	e.word("status", e.Status, statuses)
	e.word("case", e.Case, cases)
	e.word("review", e.Review.State, reviews)
	e.words("techniques", e.Techniques, words{cfg.Techniques, "a technique of this record", "techniques"})
	e.words("chains", e.Chains, chains)
	e.words("sectors", e.Sectors, words{cfg.Sectors, "a sector of this record", "sectors"})
	for i, code := range e.Countries {
		e.country(nth("countries", i), code)
	}
	for i := range e.Addresses {
		e.wordIn("addresses", i, "chain", e.Addresses[i].Chain, chains)
	}
	for i := range e.Transactions {
		e.wordIn("transactions", i, "chain", e.Transactions[i].Chain, chains)
	}
	e.amountWords()
	e.partWords()
}

func (e *entry) amountWords() {
	for i := range e.Amounts {
		a := &e.Amounts[i]
		e.readingWords(i, noClaim, &a.Reading)
		for j := range a.Claims {
			e.readingWords(i, j, &a.Claims[j].Reading)
		}
	}
}

// noClaim stands for the place of a claim in the path of an amount itself.
const noClaim = -1

func (e *entry) readingWords(n, claim int, reading *site.Reading) {
	for _, w := range [...]struct {
		field, word string
		words       *words
	}{{"kind", string(reading.Kind), &kinds}, {"precision", reading.Precision, &precisions}, {"usd_basis", reading.Basis, &bases}} {
		if message, hint, missed := w.words.miss(w.word); missed {
			e.say(readingField(n, claim, w.field), message, hint)
		}
	}
}

// readingField gives the path of a field of an amount or of one of its claims.
func readingField(n, claim int, field string) string {
	if claim == noClaim {
		return under("amounts", n, field)
	}
	return nth("amounts", n) + "." + under("claims", claim, field)
}

func (e *entry) partWords() {
	for i := range e.Involved {
		v := &e.Involved[i]
		e.wordIn("actors", i, "role", v.Role, roles)
		e.wordIn("actors", i, "standing", v.Standing, standings)
		e.wordIn("actors", i, "confidence", v.Confidence, confidences)
	}
	for i := range e.Events {
		e.wordIn("events", i, "type", e.Events[i].Type, eventTypes)
	}
	for i := range e.Relations {
		e.wordIn("relations", i, "type", e.Relations[i].Type, relationTypes)
	}
	for i := range e.Updates {
		e.wordIn("updates", i, "type", e.Updates[i].Type, updateTypes)
	}
}

func checkActorVocabulary(a *actor) {
	a.word("kind", a.Kind, actorKinds)
	a.country("country", a.Country)
}

func checkSourceVocabulary(s *source) {
	for _, w := range [...]struct {
		field, word string
		words       *words
	}{{"kind", s.Kind, &sourceKinds}, {"status", s.Status, &sourceStatuses}} {
		if message, hint, missed := w.words.miss(w.word); missed {
			s.say(w.field, message, hint)
		}
	}
}

// country reports a code that is no country. Codes are too short for the
// nearest one to be the one that was meant, so a hint comes from names.
func (r *report) country(field, code string) {
	if code == "" || site.Countries.Has(code) {
		return
	}
	hint := "write the two letters of ISO 3166-1, such as US"
	if known := countryMeant(code); known != "" {
		hint = "write " + known
	}
	r.say(field, site.Quote(code)+" is not a country", hint)
}

// commonCodes are codes that people write for another.
var commonCodes = map[string]string{"UK": "GB", "USA": "US", "UAE": "AE", "EL": "GR", "PRC": "CN", "DPRK": "KP", "ROK": "KR"}

// countryMeant gives the code for a code in another case, a name or a common
// other code; empty if the text is none of these.
func countryMeant(text string) string {
	upper := strings.ToUpper(strings.TrimSpace(text))
	if site.Countries.Has(upper) {
		return upper
	}
	if code, ok := commonCodes[upper]; ok {
		return code
	}
	if len(upper) < 4 {
		return ""
	}
	names := make([]string, len(site.Countries.Terms))
	for i, term := range site.Countries.Terms {
		names[i] = strings.ToUpper(term.Label)
	}
	near := site.Nearest(upper, names)
	for i, name := range names {
		if near != "" && name == near {
			return site.Countries.Terms[i].Key
		}
	}
	return ""
}
