// Package link joins a record into one site: the ids and names that entries
// write become pointers, and every list that a page shows is made once. It
// gives each actor a profile, sorts the entries into groups, turns relations
// round for the other end, and finds similar entries.
//
// Similar entries are looked for when a page asks. A Memory keeps a site for the
// next edit, which mostly changes words.
//
// It reads no files and never fails: what leads nowhere has been reported by
// the check before it and is left out. After it nothing is written again.
package link
