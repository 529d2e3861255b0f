// Package index makes everything of a site that is not a page: the record as
// data (CSV, JSON, a JSON file for each entry, their schema and description),
// the feeds, the sitemap, the redirects, and the files that tell a web server
// and other programs how to treat the site. A linked site and its statistics
// come in, outputs go out; it writes nothing.
//
// What a file holds is told once: describe.go and table.go hold the means to
// describe an object or a table, and from one description come the JSON, the
// CSV, the JSON Schema and the field list of the data package, so that none of
// them can say something that another does not do.
//
// Figures never pass through floats: an amount is a string of decimal digits
// in JSON and plain digits in CSV. A fact nobody stated is an empty cell in
// CSV, null in a row of JSON and a missing key in an object, never a zero.
//
// A record of ten thousand entries has tens of megabytes of data, so what it
// says it says once: a table names its columns once, the files of a group have
// what its totals need, an entry leaves out what its schema gives as usual.
package index
