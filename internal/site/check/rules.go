package check

// rules are all rules, in the order in which "explain" could be read as a
// book: first what must be there, last what is kept for good.
var rules = []*Rule{
	&required, &configRule,
}
