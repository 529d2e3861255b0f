package preview

import (
	"container/list"
	"sync"

	"blotter/internal/site"
)

// shelfBytes bounds what finished pages may cost in memory.
const shelfBytes = 64 << 20

// shelf keeps finished bytes by path and inputs, so that a page that no edit
// touched is made once. What was not asked for the longest goes first.
type shelf struct {
	mutex  sync.Mutex
	most   int
	bytes  int
	byPath map[string]*list.Element
	order  *list.List // of *finished, the last asked for in front
}

type finished struct {
	path   string
	inputs site.Digest
	data   []byte
}

func newShelf(most int) *shelf {
	return &shelf{most: most, byPath: map[string]*list.Element{}, order: list.New()}
}

// take gives the bytes of a path if they were made of these inputs.
func (s *shelf) take(path string, inputs site.Digest) ([]byte, bool) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	element := s.byPath[path]
	if element == nil || element.Value.(*finished).inputs != inputs {
		return nil, false
	}
	s.order.MoveToFront(element)
	return element.Value.(*finished).data, true
}

// put keeps the bytes of a path in place of those it had.
func (s *shelf) put(path string, inputs site.Digest, data []byte) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.drop(s.byPath[path])
	if len(data) > s.most {
		return
	}
	s.byPath[path] = s.order.PushFront(&finished{path, inputs, data})
	s.bytes += len(data)
	for s.bytes > s.most {
		s.drop(s.order.Back())
	}
}

func (s *shelf) drop(element *list.Element) {
	if element == nil {
		return
	}
	gone := s.order.Remove(element).(*finished)
	delete(s.byPath, gone.path)
	s.bytes -= len(gone.data)
}
