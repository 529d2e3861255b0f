//go:build !linux

package publish

// openFolder opens a folder for publishing.
func openFolder(name string) (folder, error) { return openPortable(name) }
