package search

// The score of a word in a document is BM25F: a word counts by the field it
// stands in, less in a long field, and each further time counts for less. It is
// computed here to four bits, so that the client needs neither counts nor
// lengths. All of it is whole numbers: the same on every machine.

// weights and slopes say what a field is worth, and how much (in thousandths)
// its length takes off.
var (
	weights = [fieldCount]int{10, 8, 5, 3, 1}
	slopes  = [fieldCount]int{300, 200, 200, 500, 750}
)

const (
	saturation  = 4 // at this weighted count a word has half of the greatest impact
	mostImpact  = 15
	thousandths = 1000
)

// average is the mean length of each field in thousandths, rounded to two
// digits so that one entry more does not move the impacts of the others.
type average [fieldCount]int

func averageOf(lengths [fieldCount]int, documents int) (a average) {
	for f, sum := range lengths {
		a[f] = max(twoDigits(sum*thousandths/max(documents, 1)), thousandths)
	}
	return a
}

func twoDigits(n int) int {
	unit := 1
	for n/unit >= 100 {
		unit *= 10
	}
	return (n + unit/2) / unit * unit
}

// norms reads the lengths with which a gist begins, and gives what a count in
// each field of the document is divided by, in thousandths.
func (a average) norms(r *reader) (norms [fieldCount]int) {
	for f := range norms {
		norms[f] = thousandths - slopes[f] + slopes[f]*int(r.number())*thousandths/a[f]
	}
	return norms
}

// scorer gives the impacts of one document. Most terms stand in one field, few
// times: what these come to it computes once.
type scorer struct {
	norms [fieldCount]int
	known [fieldCount][8]uint8 // 0 = not computed
}

// impact gives the impact of a term, from 1 to 15: of one that stands few times
// in one field only, or where few is 0 so often in each field.
func (s *scorer) impact(only field, few uint8, all *counts) uint8 {
	if few == 0 {
		return impact(all, &s.norms)
	}
	known := &s.known[only][few]
	if *known == 0 {
		var one counts
		one[only] = few
		*known = impact(&one, &s.norms)
	}
	return *known
}

func impact(all *counts, norms *[fieldCount]int) uint8 {
	sum := 0
	for f, n := range all {
		if n > 0 {
			sum += weights[f] * int(n) * thousandths * thousandths / norms[f]
		}
	}
	limit := sum + saturation*thousandths
	return uint8(max((mostImpact*sum+limit/2)/limit, 1))
}
