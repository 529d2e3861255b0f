// Package check finds what is wrong in meaning with a record: words that no
// vocabulary has, ids that lead nowhere, figures that contradict each other,
// people accused without a source. What cannot be read at all is reported by
// the loader before. Each rule is one small function with a Rule that explains
// it and a fixture in testdata/rules; see rules.go for the list.
//
// It takes a site.Record and a site.Config and gives site.Problems with a
// field each, to which the loader finds the line. It reads no files and knows
// no clock, and it gives the same problems in the same order for the same
// record.
package check
