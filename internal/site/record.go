package site

// Record is everything the loader read: the files of content/, each by
// itself. Slices are sorted by id.
type Record struct {
	Incidents []*Incident
	Actors    []*Actor
	Pages     []*TextPage
	Sources   []*Source // content/sources, by key
	// Broken are the ids of the files of content/incidents and content/actors
	// that could not be decoded at all, sorted. Each has a problem of its own;
	// a link to one of them is not dead.
	Broken []string
}

// Output is a file of the published site before it is written. Make may be
// called from any goroutine, once or never; what it writes depends on nothing
// but what Inputs covers.
type Output struct {
	Path   string // slash path below the output folder: "incidents/x/index.html"
	Media  string // media type without parameters: "text/html"
	Inputs Digest // covers everything the bytes depend on, the program included
	Make   func(*Buffer) error
	Shown  Shown // the words of which entries the bytes may tell
	// Reword, where set, is a quicker Make for when nothing differs but the
	// words of the entries that told names by their indexes, from the record
	// of which the output had the last bytes. False says that it cannot, and
	// the buffer is to be emptied.
	Reword func(last []byte, told func(index int) bool, out *Buffer) bool
	// Prepare, where set, gives the output with Inputs, Shown and Make. It serves
	// outputs whose inputs are costly to gather: that work waits until the
	// output's turn comes, goes on on all cores, and is forgotten after. Use
	// Ready, which knows both sorts.
	Prepare func() (Output, error)
}

// Ready gives the output with Inputs, Shown and Make, preparing it where it has to
// be. The error says that it cannot be made.
func (o Output) Ready() (Output, error) {
	if o.Prepare == nil {
		return o, nil
	}
	return o.Prepare()
}

// Showing gives the output with what it shows, whatever Prepare says of that.
func (o Output) Showing(shown Shown) Output {
	o.Shown = shown
	if prepare := o.Prepare; prepare != nil {
		o.Prepare = func() (Output, error) {
			ready, err := prepare()
			ready.Shown = shown
			return ready, err
		}
	}
	return o
}

// Fill prepares the output where it has to be and makes it into the buffer.
func (o Output) Fill(buffer *Buffer) error {
	ready, err := o.Ready()
	if err != nil {
		return err
	}
	return ready.Make(buffer)
}

// Part is a share of a site's outputs that is listed apart from the others, so
// that who wants one page need not list them all. Where several parts may hold
// a path, the first that has it does.
type Part struct {
	Prefix string // every path in it begins with it: "incidents/", "404.html"; empty = any path
	// Outputs lists the part once, whoever calls it, from any goroutine. It
	// errors when an output cannot be planned.
	Outputs func() ([]Output, error)
	// Below, where set, lists at least those of the part's outputs that lie below
	// the addresses that wanted is true of ("/tags/bridge/"), and is quicker at
	// it than Outputs. It gives them in the order that Outputs has, and errors
	// as that does.
	Below func(wanted func(address string) bool) ([]Output, error)
	// Loose says that words, and not facts alone, decide which outputs the part
	// has.
	Loose bool
}

// Assets maps the name of a static file, "site.css", to the address under
// which it is published, "/static/site.1f2e3d4c.css".
type Assets map[string]string

// Path gives the address of a static file; the plain one if it has no other.
func (a Assets) Path(name string) string {
	if path, ok := a[name]; ok {
		return path
	}
	return "/static/" + name
}
