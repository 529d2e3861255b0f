// Package search makes the search index of a linked and counted site: small
// files below /search/ that the client in static/js/search reads without a
// server. Inside, text becomes tokens (fold.go, number.go, words.go, chunk.go),
// entries and pages become gists (document.go, collect.go, gist.go), gists
// become postings (merge.go, postings.go), these become a catalogue of parts
// (blocks.go, catalogue.go), and the parts become files (cards.go, columns.go,
// spelling.go, writer.go, pack.go). The catalogue of the next record is made
// from the last where few documents changed (identity.go, follow.go, amend.go,
// openblock.go, stems.go), in the same process or another (memory.go,
// memoryfile.go, cataloguefile.go, part.go).
//
// # Tokens
//
// The analyzer exists twice, here and in static/js/search/index.js, and
// both must give the same tokens for every text; a test runs the JavaScript
// over the same vectors. The specification:
//
//   - Text is cut at white space into chunks.
//   - In a chunk, "0x" with four or more hexadecimal digits, and a run of 20 or
//     more ASCII letters and digits with a digit among them, is an address: the
//     token is "@" and the first 12 characters after 0x in lower case. What
//     follows an ellipsis behind it is left out.
//   - The rest gets a hyphen at the joints of camelCase and is folded: NFKD,
//     marks dropped, lower case, a few letters spelt out, quotes and dashes
//     made plain.
//   - A date 2023-05-23 or 2023-05 gives "d2023-05-23", "d2023-05" and its year
//     as a number.
//   - A number gives "#", its digits without zeros at the end, "e" and the
//     power of ten: 4400000 and 4.4M are "#44e5". A number from 10,000 up with
//     more than two digits also gives its rounding, "#44e5~". The rules for
//     groups and decimals are in number.go.
//   - Anything else is words of letters and digits; "'s" is dropped. Words tied
//     by one of - _ . ' & also give the joined form of up to four of them.
//   - Runs of Chinese, Japanese and Korean signs give overlapping pairs.
//   - A word of a-z is stemmed by Porter2 when the site is in English.
//
// Each part has a position of its own; a joined form spans those of its parts.
//
// # Files
//
// Every file is compressed with raw deflate. All but the first are named by a
// hash of what they hold before that, so that they never change under their
// names; the first holds the hashes, and a browser asks for it anew. Numbers are
// varints, low bits first.
//
//	index.bin     the length of the root, the root (JSON, see root), and the
//	              files that travel with it: see pack.go
//	t/N-HASH.bin  terms: their count; for each the length shared with the term
//	              before; for each the length of the rest; the rests; for each
//	              the number of its documents; then the documents of each term;
//	              then a byte of impact, 1 to 15, for each document
//	h/N-HASH.bin  the documents and impacts of one term too big for a block
//	p/N-HASH.bin  positions of block N: for each term their bytes; then for each
//	              term how many follow the first in each of its documents; of
//	              the first ones the 256s; a byte for the rest of each; and the
//	              differences to those that follow
//	q/N-HASH.bin  positions of heavy term N
//	c/N-HASH.bin  cards of as many documents as the root says: their length,
//	              and JSON
//	f/NAME-HASH.bin  a column: see columns.go
//	s/N-HASH.bin  the words of N letters, for spelling
//
// The documents of a term ascend; each is written as the difference from the
// one before. Documents are the entries, oldest first, and after them the pages.
package search
