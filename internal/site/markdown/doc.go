// Package markdown turns the prose of an entry, an actor or a page into a
// site.Body: HTML that is safe to show, the plain words, and the headings,
// citations, links and figures with their places. It knows tables, footnotes,
// definition lists, citations such as [@ronin] and holes for counted figures
// such as {{total "stolen" year="2022"}}.
//
// Raw HTML is never rendered, and an address is written only when its kind is
// allowed: http, https, mailto, one of the site's own, incident:ID or actor:ID.
// Everything else is a site.Problem at a line and a column of the file. The
// package reads no files and keeps nothing between two bodies. Plain prose is
// rendered without goldmark; see plain.go.
package markdown
