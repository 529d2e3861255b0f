// Package site is the vocabulary of Blotter: the words that the stages speak
// to each other. What an editor writes becomes an Incident, an Actor or a
// TextPage (together a Record); linking makes a Site of Entries, Profiles and
// Groups from them; counting makes Statistics; rendering and indexing make
// Outputs, which are files not yet written.
//
// The package imports nothing but the standard library and the decimal
// package. It reads no files and knows no clock. Values that passed a stage
// are never written again, so goroutines read them freely.
package site
