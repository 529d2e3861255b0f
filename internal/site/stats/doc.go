// Package stats counts a linked site. It makes a ledger of one line for each
// amount, decides what each line counts for, and sums lines of one kind or one
// class over sets of entries. Everything else it says, such as what became of
// the money taken or how long a theft stayed unseen, is read off the same
// lines, and each figure keeps the lines or entries it was made from.
//
// The rules are those of the page on methodology:
//
//   - A total is of one kind or one class. Kinds are never mixed.
//   - Withdrawn entries, parts, retold money, sums over many incidents, and
//     what the editors leave out are not added; each exclusion has its reason.
//   - Disputed and alleged entries are summed apart.
//   - The value is the preferred figure, the lower bound of a range; the band
//     runs over all readings that are not rejected. An amount without a figure
//     is counted aloud and adds nothing to value or band.
//   - In one kind, and in one class, the same money is added once, whatever
//     the graph of parts, retellings and stages looks like. See funds.go.
//
// It reads no files and uses no floating point.
package stats
