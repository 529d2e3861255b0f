// Package cache is the form in which a build keeps its entries for the next
// one, so that a new process decodes only the files that changed: what comes
// in are the incidents, actors and pages that files came to, each with its
// path and the digest of the file's bytes; what goes out are the same values
// again; and, for the files that have warnings, where their fields stand. It
// reads and writes what it is handed and opens nothing itself.
//
// Prose is the larger half of a record, and most of it is read once or never.
// It stays in the file, and a site.Prose of this package reads it from there.
//
// The form is for the same program and the same setting alone, names both,
// and carries a checksum for each block of facts and each prose. What is cut
// off, altered or foreign is refused, never guessed at. Because an entry is
// asked for by the digest of its file's bytes, one that is refused or left
// behind is only read anew.
package cache
