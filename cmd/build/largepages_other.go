//go:build !linux

package main

// takeLargePages does nothing where the runtime alone deals with pages.
func takeLargePages() {}
