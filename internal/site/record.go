package site

// Record is everything the loader read: the files of content/, each by
// itself. Slices are sorted by id.
type Record struct {
	Incidents []*Incident
	Actors    []*Actor
	Pages     []*TextPage
	Sources   []*Source // content/sources, by key
}

// Output is a file of the published site before it is written. Make may be
// called from any goroutine, once or never; what it writes depends on nothing
// but what Inputs covers.
type Output struct {
	Path   string // slash path below the output folder: "incidents/x/index.html"
	Media  string // media type without parameters: "text/html"
	Inputs Digest // covers everything the bytes depend on, the program included
	Make   func(*Buffer) error
}
