package site

// Quote quotes an editor's words for a message: invisible characters and bidi
// controls become visible escapes, and a long text is cut to one line.
func Quote(text string) string { return quoteShort(text) }
