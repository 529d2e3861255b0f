//go:build !linux && !darwin

package publish

// exchange is what this system cannot do.
func exchange(string, string) error { return errNoExchange }
