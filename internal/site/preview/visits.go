package preview

import (
	"maps"
	"net/url"
	"sync"
)

// visits remembers which files the pages in browsers have fetched besides
// themselves: the search page is the same after an edit, its index is not. The
// zero value is ready.
type visits struct {
	mutex sync.Mutex
	pages map[string]map[string]string // by address: the stamp of each address it fetched
}

// mostVisits bounds the pages remembered, and the files of each.
const mostVisits = 1000

// begin says that a page is given out anew.
func (v *visits) begin(page string) {
	v.mutex.Lock()
	defer v.mutex.Unlock()
	if v.pages == nil || len(v.pages) >= mostVisits {
		v.pages = map[string]map[string]string{}
	}
	v.pages[page] = map[string]string{}
}

// took says that a page, named by the Referer header, fetched a file with that
// stamp.
func (v *visits) took(referer, address, stamp string) {
	page, err := url.Parse(referer)
	if err != nil {
		return
	}
	v.mutex.Lock()
	defer v.mutex.Unlock()
	if files := v.pages[page.Path]; files != nil && len(files) < mostVisits {
		files[address] = stamp
	}
}

// files gives what a page fetched.
func (v *visits) files(page string) map[string]string {
	v.mutex.Lock()
	defer v.mutex.Unlock()
	return maps.Clone(v.pages[page])
}
