package generate

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// entry is one entry while it is drawn and written.
type entry struct {
	*rand.Rand
	cast *Cast
	n    int

	id, kind, asset, chain, technique, victim, thief, authority string
	year, month, day                                            int
	dollars                                                     int64 // whole thousands of dollars
	sources                                                     []string
}

// money is the kind of the main amount of each type of incident.
var money = map[string]string{
	"theft": "stolen", "fraud": "defrauded", "freeze": "frozen", "seizure": "seized", "sanction": "laundered",
	"settlement": "settled", "conviction": "forfeited", "recovery": "recovered", "ransomware": "ransom-paid",
}

var types = []string{"theft", "theft", "theft", "theft", "fraud", "freeze", "seizure", "sanction", "settlement", "conviction", "recovery", "ransomware"}

// draw decides what the entry tells.
func (e *entry) draw() {
	e.kind, e.asset, e.chain = pick(e.Rand, types), pick(e.Rand, assets), pick(e.Rand, chains)
	e.technique = pick(e.Rand, techniques)
	e.victim, e.thief, e.authority = e.cast.draw(e.Rand), e.cast.draw(e.Rand), e.cast.draw(e.Rand)
	e.year, e.month, e.day = 2011+e.IntN(14), 1+e.IntN(12), 1+e.IntN(28)
	e.dollars = int64(1+e.IntN(999)) * pick(e.Rand, []int64{1, 1, 10, 10, 100, 1000})
	e.id = e.idOf()
	e.sources = []string{"first", "second", "third"}[:1+e.IntN(3)]
}

func (e *entry) idOf() string { return fmt.Sprintf("%s-of-entry-%06d", e.kind, e.n) }

// date writes the date with the precision that sources happen to give.
func (e *entry) date() string {
	switch e.n % 12 {
	case 3:
		return fmt.Sprintf("%04d", e.year)
	case 5:
		return fmt.Sprintf("%04d-%02d", e.year, e.month)
	case 7:
		return fmt.Sprintf("%04d-%02d~", e.year, e.month)
	case 9:
		return fmt.Sprintf("%04d-%02d-%02d/%04d-%02d-28", e.year, e.month, e.day, e.year, e.month)
	}
	return e.dayDate()
}

func (e *entry) dayDate() string { return fmt.Sprintf("%04d-%02d-%02d", e.year, e.month, e.day) }

func (e *entry) write(b *strings.Builder) {
	line := func(format string, args ...any) { fmt.Fprintf(b, format+"\n", args...) }
	line("---")
	line("title: %s %s of %s in matter %d", sentence(e.Rand, 2), e.kind, e.asset, e.n)
	line("summary: %s", sentence(e.Rand, 14))
	status := pick(e.Rand, []string{"confirmed", "confirmed", "confirmed", "reported", "alleged"})
	if len(e.sources) == 1 && status == "confirmed" {
		status = "reported"
	}
	line("type: %s\nstatus: %s\ndate: %s", e.kind, status, e.date())
	line("published: 2026-%02d-%02d\nreview: %s", 1+e.IntN(10), 1+e.IntN(28), pick(e.Rand, []string{"unreviewed", "reviewed"}))
	e.writeActors(line)
	e.writeAmounts(line)
	e.writeEvents(line)
	line("techniques: [%s]\nchains: [%s]\ncountries: [%s, %s]\nsectors: [%s]", e.technique, e.chain, pick(e.Rand, countries[:8]), pick(e.Rand, countries[8:]), pick(e.Rand, sectors))
	line("tags: [%s, %s]", pick(e.Rand, tags[:10]), pick(e.Rand, tags[10:]))
	if e.n%3 == 0 {
		line("addresses:\n  - {chain: %s, address: \"0x%016x%016x%08x\", role: receiver, sources: [first]}", e.chain, e.Uint64(), e.Uint64(), e.Uint32())
	}
	e.writeSources(line)
	if e.n > 10 && e.n%4 == 1 {
		line("relations:\n  - {type: %s, target: %s}", pick(e.Rand, []string{"follows", "related", "same-actor", "caused-by"}), e.earlier())
	}
	if e.n%25 == 4 {
		line("updates:\n  - {date: 2026-11-%02d, type: correction, text: %s, fields: [amounts], sources: [first]}", 1+e.IntN(20), sentence(e.Rand, 9))
	}
	line("---\n")
	e.writeBody(b)
}

// earlier gives the id of an entry with a smaller number, which it draws again
// as that entry draws itself.
func (e *entry) earlier() string {
	n := e.IntN(e.n)
	other := &entry{Rand: rand.New(rand.NewPCG(e.cast.seed, uint64(n)+1)), cast: e.cast, n: n}
	other.draw()
	return other.id
}

func (e *entry) writeActors(line func(string, ...any)) {
	line("actors:")
	line("  - {actor: %s, role: victim, sources: [first]}", e.victim)
	if e.thief != e.victim {
		line("  - {actor: %s, role: perpetrator, standing: %s, by: Made-up Police, sources: [first]}", e.thief, pick(e.Rand, []string{"alleged", "attributed", "charged"}))
	}
	if e.authority != e.victim && e.authority != e.thief {
		line("  - {actor: %s, role: authority, sources: [first]}", e.authority)
	}
	line("  - {name: %s Desk, role: responder, sources: [first]}", pick(e.Rand, actorFirst))
}

func (e *entry) writeAmounts(line func(string, ...any)) {
	main := money[e.kind]
	line("amounts:\n  - kind: %s\n    usd: %d000", main, e.dollars)
	line("    asset: %s\n    quantity: \"%d.%02d\"\n    precision: %s\n    by: Made-up Research\n    sources: [first]", e.asset, e.dollars/2+1, e.IntN(100), pick(e.Rand, []string{"exact", "approx", "at-least"}))
	if e.n%2 == 0 {
		line("    claims:\n      - {usd: %d000, by: Made-up Exchange, precision: approx, sources: [first]}", e.dollars+e.dollars/10)
	}
	if e.kind == "theft" && e.n%3 == 0 {
		line("  - {id: part, kind: stolen, usd: %d000, part_of: stolen, by: Made-up Research, sources: [first]}", e.dollars/3+1)
		line("  - {kind: frozen, usd: %d000, after: stolen, by: Made-up Exchange, sources: [first]}", e.dollars/5+1)
		line("  - {kind: seized, usd: %d000, after: frozen, by: Made-up Police, sources: [first]}", e.dollars/8+1)
		line("  - {kind: returned, usd: %d000, after: seized, by: Made-up Police, sources: [first]}", e.dollars/16+1)
	}
	if e.n%17 == 0 {
		line("  - {id: year, kind: lost, usd: %d000, scope: aggregate, by: Made-up Research, sources: [first]}", e.dollars*9)
	}
	if e.n%11 == 0 {
		line("  - {kind: bounty-offered, precision: unknown, by: Made-up Exchange, sources: [first]}")
	}
}

func (e *entry) writeEvents(line func(string, ...any)) {
	line("events:")
	line("  - {date: %s, type: occurred, text: %s, sources: [first]}", e.dayDate(), sentence(e.Rand, 8))
	line("  - {date: %04d-%02d, type: disclosed, text: %s, sources: [first]}", e.year+1, e.month, sentence(e.Rand, 8))
	if e.n%3 == 0 {
		line("  - {date: %04d, type: frozen, text: %s, sources: [first]}", e.year+1, sentence(e.Rand, 8))
	}
}

func (e *entry) writeSources(line func(string, ...any)) {
	line("sources:")
	for i, key := range e.sources {
		publisher := publishers[(e.n*7+i*3)%len(publishers)]
		line("  %s: {url: \"https://%s.example/%d/%d\", title: %s, publisher: %s, date: %s, kind: %s, archive: \"https://archive.example/%d-%d\"}",
			key, strings.ToLower(strings.ReplaceAll(publisher, " ", "-")), e.n, i, sentence(e.Rand, 6), publisher, e.dayDate(), pick(e.Rand, []string{"news", "official", "research", "party"}), e.n, i)
	}
}

// writeBody writes 250 to 400 words with headings, a list, and a citation in
// each paragraph.
func (e *entry) writeBody(b *strings.Builder) {
	words := 250 + e.IntN(150)
	for paragraph := 0; words > 0; paragraph++ {
		if paragraph == 2 {
			b.WriteString("## What followed\n\n")
		}
		if paragraph == 3 {
			for range 3 {
				fmt.Fprintf(b, "- %s\n", sentence(e.Rand, 7))
			}
			b.WriteString("\n")
			words -= 21
		}
		for range 4 {
			n := 10 + e.IntN(10)
			b.WriteString(sentence(e.Rand, n) + ". ")
			words -= n
		}
		fmt.Fprintf(b, "See *%s* [@%s].\n\n", pick(e.Rand, words1), pick(e.Rand, e.sources))
	}
	fmt.Fprintf(b, "All of it rests on [@%s].\n\n", strings.Join(e.sources, "; @"))
	if e.n%10 == 0 {
		b.WriteString("The matter is also told elsewhere [@yearbook].\n")
	}
}

// sentence gives n words, the first with a capital, without a full stop.
func sentence(r *rand.Rand, n int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = word(r)
	}
	words[0] = strings.ToUpper(words[0][:1]) + words[0][1:]
	return strings.Join(words, " ")
}

// word draws from some hundreds of roots and endings with the skew of real
// prose: a few words make half the text, thousands occur now and then.
func word(r *rand.Rand) string {
	x := r.Float64()
	if x < 0.4 {
		return common[int(x/0.4*float64(len(common)))]
	}
	y := r.Float64()
	root := words1[int(y*y*float64(len(words1)))]
	if x < 0.8 {
		return root
	}
	return root + pick(r, endings)
}
