package site_test

import (
	"testing"

	"blotter/internal/site"
)

func quantity(t *testing.T, text string) site.Quantity {
	t.Helper()
	if text == "" {
		return site.Quantity{}
	}
	q, err := site.ParseQuantity(text)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

func TestAPortionOfMoneyIsExactToTheCent(t *testing.T) {
	for _, c := range []struct{ why, money, part, whole, want string }{
		{"a share of a loss in dollars of its day", "71000000", "94000", "119754", "$55,730,915.04"},
		{"all of it", "71000000", "119754", "119754", "$71,000,000"},
		{"half a cent goes up", "0.01", "1", "2", "$0.01"},
		{"more than all", "100", "3", "2", "$150"},
		{"nothing of it", "100", "0", "2", "$0"},
		{"no stated part", "100", "", "2", ""},
		{"no stated whole", "100", "1", "", ""},
		{"no whole", "100", "1", "0", ""},
	} {
		money, err := site.ParseMoney(c.money)
		if err != nil {
			t.Fatal(err)
		}
		if got := money.Portion(quantity(t, c.part), quantity(t, c.whole)).Long(); got != c.want {
			t.Errorf("%s: %q, want %q", c.why, got, c.want)
		}
	}
	if got := (site.Money{}).Portion(quantity(t, "1"), quantity(t, "2")); got.Known() {
		t.Errorf("a portion of nothing stated is %s", got)
	}
}

func TestACountIsSharedOutOfAnother(t *testing.T) {
	if share, ok := site.CountShare(1, 3); !ok || share.String() != "33.3 %" {
		t.Errorf("1 of 3 = %s, %v", share, ok)
	}
	if _, ok := site.CountShare(0, 0); ok {
		t.Error("0 of 0 has a share")
	}
	if share, ok := (&site.Measure{Count: 2, Of: 2}).Share(); !ok || share.String() != "100 %" {
		t.Errorf("2 of 2 = %s, %v", share, ok)
	}
}

func TestDelaysAreWrittenInDays(t *testing.T) {
	for _, c := range []struct {
		span site.DelaySpan
		want string
	}{
		{site.DelaySpan{Low: 48, High: 48}, "12"}, {site.DelaySpan{Low: 49, High: 50}, "12.25 to 12.5"},
		{site.DelaySpan{Low: 0, High: 3}, "0 to 0.75"},
	} {
		if got := c.span.String(); got != c.want {
			t.Errorf("%v = %q, want %q", c.span, got, c.want)
		}
	}
	if got := site.QuarterDays(50).Days(); got != 12.5 {
		t.Errorf("50 quarters = %v days", got)
	}
}

func TestEachStateOfMoneyHasWords(t *testing.T) {
	for node, want := range map[site.FlowNode]string{
		site.FlowTaken: "Taken", site.FlowHeld: "Held", site.FlowMissing: "Still missing", site.FlowNoStage: "No recovery recorded",
		site.FlowNotComparable: "Not comparable", site.StillHeld("seized"): "Still seized", "returned": "Returned",
	} {
		if got := node.Label(); got != want {
			t.Errorf("%s = %q, want %q", node, got, want)
		}
	}
}

func TestASearchAddressHoldsItsFiltersInOrder(t *testing.T) {
	for _, c := range []struct {
		filters []site.Pair
		want    string
	}{
		{nil, "/search/"},
		{[]site.Pair{{Key: "year", Value: "2022"}}, "/search/?year=2022"},
		{[]site.Pair{{Key: "year", Value: "2022"}, {Key: "actor", Value: "a & b=c"}}, "/search/?year=2022&actor=a+%26+b%3Dc"},
	} {
		if got := site.SearchPath(c.filters); got != c.want {
			t.Errorf("SearchPath(%v) = %q, want %q", c.filters, got, c.want)
		}
	}
}

func TestTheAddressOfAGroupIsSafeAndLowerCase(t *testing.T) {
	for _, c := range []struct {
		dimension site.Dimension
		key, want string
	}{
		{site.ByCountry, "US", "/countries/us/"}, {site.ByMonth, "2023-05", "/incidents/2023/05/"}, {site.ByYear, "2023", "/incidents/2023/"},
		{site.ByChain, "bnb-chain", "/chains/bnb-chain/"}, {site.ByTag, "../x", "/tags/x/"},
	} {
		if got := site.GroupPath(c.dimension, c.key); got != c.want {
			t.Errorf("GroupPath(%s, %q) = %q, want %q", c.dimension, c.key, got, c.want)
		}
	}
}
