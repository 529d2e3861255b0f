package site

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestDatesStayAsCloseAsTheyWereWritten(t *testing.T) {
	tests := []struct{ text, display, short, dateTime, first, last string }{
		{"2022", "2022", "2022", "2022", "2022-01-01", "2022-12-31"},
		{"2022-03", "March 2022", "Mar 2022", "2022-03", "2022-03-01", "2022-03-31"},
		{"2022-03-23", "23 March 2022", "23 Mar 2022", "2022-03-23", "2022-03-23", "2022-03-23"},
		{"2022-03-01", "1 March 2022", "1 Mar 2022", "2022-03-01", "2022-03-01", "2022-03-01"},
		{"2024-02", "February 2024", "Feb 2024", "2024-02", "2024-02-01", "2024-02-29"},
		{"1900-02", "February 1900", "Feb 1900", "1900-02", "1900-02-01", "1900-02-28"},
		{"2000-02-29", "29 February 2000", "29 Feb 2000", "2000-02-29", "2000-02-29", "2000-02-29"},
		{"2022-03~", "about March 2022", "about Mar 2022", "2022-03", "2022-03-01", "2022-03-31"},
		{"2022-03?", "March 2022 (uncertain)", "Mar 2022?", "2022-03", "2022-03-01", "2022-03-31"},
		{"2022%", "about 2022 (uncertain)", "about 2022?", "2022", "2022-01-01", "2022-12-31"},
		{"2022-03-23/2022-03-29", "23–29 March 2022", "23–29 Mar 2022", "2022-03-23", "2022-03-23", "2022-03-29"},
		{"2022-03-28/2022-04-02", "28 March – 2 April 2022", "28 Mar – 2 Apr 2022", "2022-03-28", "2022-03-28", "2022-04-02"},
		{"2021-12-28/2022-01-02", "28 December 2021 – 2 January 2022", "28 Dec 2021 – 2 Jan 2022", "2021-12-28", "2021-12-28", "2022-01-02"},
		{"2022-03/2022-05", "March–May 2022", "Mar–May 2022", "2022-03", "2022-03-01", "2022-05-31"},
		{"2021-11/2022-02", "November 2021 – February 2022", "Nov 2021 – Feb 2022", "2021-11", "2021-11-01", "2022-02-28"},
		{"2011/2014", "2011–2014", "2011–2014", "2011", "2011-01-01", "2014-12-31"},
		{"2022-03/2023", "March 2022 – 2023", "Mar 2022 – 2023", "2022-03", "2022-03-01", "2023-12-31"},
		{"2022-03-23/2022-05", "23 March 2022 – May 2022", "23 Mar 2022 – May 2022", "2022-03-23", "2022-03-23", "2022-05-31"},
		{"2022/2022-03", "2022 – March 2022", "2022 – Mar 2022", "2022", "2022-01-01", "2022-03-31"},
		{"2022-03-23/2022-03-23", "23 March 2022", "23 Mar 2022", "2022-03-23", "2022-03-23", "2022-03-23"},
		{"2022-03~/2022-05~", "about March–May 2022", "about Mar–May 2022", "2022-03", "2022-03-01", "2022-05-31"},
		{"2022-03~/2022-05", "about March 2022 – May 2022", "about Mar 2022 – May 2022", "2022-03", "2022-03-01", "2022-05-31"},
		{"../2022-05", "before May 2022", "before May 2022", "", "0001-01-01", "2022-05-31"},
		{"../2022-05~", "before about May 2022", "before about May 2022", "", "0001-01-01", "2022-05-31"},
		{"2022-05/..", "since May 2022", "since May 2022", "2022-05", "2022-05-01", "9999-12-31"},
		{"2022-12?/..", "since December 2022 (uncertain)", "since Dec 2022?", "2022-12", "2022-12-01", "9999-12-31"},
		{"unknown", "date unknown", "date unknown", "", "0001-01-01", "9999-12-31"},
		{"0001-01-01", "1 January 1", "1 Jan 1", "0001-01-01", "0001-01-01", "0001-01-01"},
		{"9999", "9999", "9999", "9999", "9999-01-01", "9999-12-31"},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			date, err := ParseDate(test.text)
			if err != nil {
				t.Fatal(err)
			}
			got := []string{date.String(), date.Display(), date.Short(), date.DateTime(), date.First().String(), date.Last().String()}
			want := []string{test.text, test.display, test.short, test.dateTime, test.first, test.last}
			if !slices.Equal(got, want) {
				t.Errorf("got  %q\nwant %q", got, want)
			}
		})
	}
}

func TestParseDateSaysWhatIsWrongAndWhatToWrite(t *testing.T) {
	const plain, doubt = "or an interval such as", "2022-03~ for about"
	tests := []struct{ name, text, why, hint string }{
		{"month 13", "2022-13", "there is no month 13", plain},
		{"month 0", "2022-00-01", "there is no month 00", plain},
		{"a season", "2022-21", "there is no month 21", plain},
		{"29 February", "2022-02-29", "February 2022 has 28 days", plain},
		{"29 February 1900", "1900-02-29", "February 1900 has 28 days", plain},
		{"30 February in a leap year", "2024-02-30", "February 2024 has 29 days", plain},
		{"31 April", "2022-04-31", "April 2022 has 30 days", plain},
		{"32 March", "2022-03-32", "March 2022 has 31 days", plain},
		{"day 0", "2022-03-00", "there is no day 00", plain},
		{"year 0", "0000", "there is no year 0000", plain},
		{"a year past the calendar", "10000", "the year is not four digits", plain},
		{"a year before the calendar", "-0044", "the year is not four digits", plain},
		{"one digit", "2022-3-5", "the month is not two digits", plain},
		{"one digit for the day", "2022-03-5", "the day is not two digits", plain},
		{"no hyphens", "20220323", "the year is not four digits", plain},
		{"words", "23 March 2022", "the year is not four digits", plain},
		{"a hyphen too many", "2022-03-23-", "more than a year, a month and a day", plain},
		{"a time", "2022-03-23T10:00:00Z", "the day is not two digits", "without a time"},
		{"slashes for hyphens", "2022/03/23", "more than one slash", "write a day as 2022-03-23"},
		{"a slash for a hyphen", "2022/03", `"03": the year is not four digits`, "write a month as 2022-03"},
		{"the wrong way round", "2022-05/2022-03", "the interval ends before it begins", "the earlier end first"},
		{"the wrong way round by a day", "2022-03-24/2022-03-23", "the interval ends before it begins", "the earlier end first"},
		{"a wrong first end", "2022-13/2023-01", `"2022-13": there is no month 13`, plain},
		{"a wrong second end", "2022-03-01/2022-02-30", `"2022-02-30": February 2022 has 28 days`, plain},
		{"two open ends", "../..", "both ends are open", "write unknown"},
		{"an empty end", "2022-03/", "one side of the slash is empty", plain},
		{"an unknown end", "unknown/2022-03", `"unknown": the year is not four digits`, plain},
		{"dots for a slash", "2022-03-23..2022-03-29", "more than a year", "write an interval as"},
		{"a dash for a slash", "2022-03-23–2022-03-29", "more than a year", "write an interval as"},
		{"doubt in front", "~2022", "the year is not four digits", doubt},
		{"circa", "c. 2022", "the year is not four digits", doubt},
		{"two marks of doubt", "2022?~", "the year is not four digits", doubt},
		{"doubt alone", "?", "the year is not four digits", "write unknown"},
		{"doubt of an open end", "2022/..?", `"..?": the year is not four digits`, doubt},
		{"unknown with a capital", "Unknown", "the year is not four digits", "write unknown"},
		{"nothing", "", "it is empty", "write unknown"},
		{"wide digits", "２０２２", "the year is not four digits", plain},
		{"a digit of another script", "202٢", "the year is not four digits", plain},
		{"a sign for a digit", "2022-+3", "the month is not two digits", plain},
		{"a flood", strings.Repeat("2022-03/", 10_000), "it is too long", "slash"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			date, err := ParseDate(test.text)
			var wrong *ParseError
			if !errors.As(err, &wrong) || !date.IsZero() {
				t.Fatalf("ParseDate(%.30q) = %v, %v, want a ParseError", test.text, date, err)
			}
			if !strings.Contains(wrong.Why, test.why) || !strings.Contains(wrong.Hint, test.hint) {
				t.Errorf("ParseDate(%.30q): %s\n hint: %s\nwant %s\n hint: %s", test.text, wrong.Why, wrong.Hint, test.why, test.hint)
			}
			if len(err.Error()) > 300 {
				t.Errorf("the message has %d bytes", len(err.Error()))
			}
		})
	}
}

// on parses a date that the test knows to be one; "" is absent.
func on(t testing.TB, text string) Date {
	t.Helper()
	var date Date
	if err := date.UnmarshalText([]byte(text)); err != nil {
		t.Fatal(err)
	}
	return date
}

func TestDatesGoByTheEarliestDayThenTheCoarserFirst(t *testing.T) {
	want := []string{
		"../2021", "2021", "2021-12-31", "2022/..", "2022/2023", "../2022", "2022", "2022?", "2022/2022-03",
		"2022-01/2022-02", "2022-01", "2022-01~", "2022-01-01/2022-01", "2022-01-01/2022-01-05", "2022-01-01",
		"../2022-03", "2022-03", "2022-03-01", "2022-03-23", "2022-05/..", "unknown", "",
	}
	dates := make([]Date, len(want))
	for i, text := range want {
		dates[i] = on(t, text)
	}
	for i := range dates {
		for j := range dates {
			if got, want := dates[i].Compare(dates[j]), max(-1, min(1, i-j)); got != want {
				t.Errorf("%q against %q = %d, want %d", dates[i], dates[j], got, want)
			}
		}
	}
}

func TestADateIsFiledUnderTheFirstDayOfItsFirstStatedEnd(t *testing.T) {
	for text, want := range map[string]string{
		"2022": "2022-01-01", "2022-03~": "2022-03-01", "2022-03-23": "2022-03-23", "2022-03/2022-05": "2022-03-01",
		"../2022-05": "2022-05-01", "2022-05/..": "2022-05-01", "unknown": "", "": "",
	} {
		day, ok := on(t, text).Anchor()
		if day.String() != want || ok != (want != "") {
			t.Errorf("the anchor of %q is %v, %v, want %q", text, day, ok, want)
		}
	}
}

func TestADateLiesInAPeriodOnlyWhenEveryPossibleDayDoes(t *testing.T) {
	tests := []struct{ text, want string }{
		{"2022", "2022 - -"},
		{"2022-03", "2022 2022-3 -"},
		{"2022-03-23", "2022 2022-3 2022-03-23"},
		{"2022-03-23/2022-03-29", "2022 2022-3 -"},
		{"2022-03/2022-05", "2022 - -"},
		{"2021-03/2022-03", "- - -"},
		{"2021-12-31/2022-01-01", "- - -"},
		{"2022-03-23/2022-03-23", "2022 2022-3 2022-03-23"},
		{"../2022", "- - -"},
		{"2022-05/..", "- - -"},
		{"../0001-01-01", "- - -"},
		{"9999-12-31/..", "- - -"},
		{"unknown", "- - -"},
		{"", "- - -"},
	}
	for _, test := range tests {
		date, got := on(t, test.text), [3]string{"-", "-", "-"}
		if year, ok := date.InYear(); ok {
			got[0] = fmt.Sprint(year)
		}
		if year, month, ok := date.InMonth(); ok {
			got[1] = fmt.Sprintf("%d-%d", year, month)
		}
		if day, ok := date.InDay(); ok {
			got[2] = day.String()
		}
		if strings.Join(got[:], " ") != test.want {
			t.Errorf("%q lies in %v, want %s", test.text, got, test.want)
		}
	}
}

func TestOverlaps(t *testing.T) {
	tests := []struct {
		name, a, b string
		want       bool
	}{
		{"a day in its month", "2022-03-23", "2022-03", true},
		{"two months", "2022-03", "2022-04", false},
		{"intervals that share a day", "2022-03-23/2022-03-29", "2022-03-29/2022-04-02", true},
		{"intervals that touch", "2022-03-23/2022-03-28", "2022-03-29/2022-04-02", false},
		{"before counts its end in", "../2022-05", "2022-05-31", true},
		{"before and after", "../2022-05", "2022-06/..", false},
		{"two open beginnings", "../2022", "../2012", true},
		{"unknown overlaps nothing", "unknown", "2022", false},
		{"not even unknown", "unknown", "unknown", false},
		{"absent overlaps nothing", "", "2022/..", false},
	}
	for _, test := range tests {
		a, b := on(t, test.a), on(t, test.b)
		if a.Overlaps(b) != test.want || b.Overlaps(a) != test.want {
			t.Errorf("%s: %q and %q: %v and %v, want %v", test.name, a, b, a.Overlaps(b), b.Overlaps(a), test.want)
		}
	}
}

func TestPrecisionAndDoubt(t *testing.T) {
	tests := []struct {
		text                   string
		precision              Precision
		approximate, uncertain bool
	}{
		{"2022", PrecisionYear, false, false},
		{"2022-03~", PrecisionMonth, true, false},
		{"2022-03-23?", PrecisionDay, false, true},
		{"2022-03-23%", PrecisionDay, true, true},
		{"2022-03-23/2022-05~", PrecisionMonth, true, false},
		{"2022?/2022-05-03", PrecisionYear, false, true},
		{"../2022-05", PrecisionMonth, false, false},
		{"2022-05-03/..", PrecisionDay, false, false},
		{"unknown", PrecisionNone, false, false},
		{"", PrecisionNone, false, false},
	}
	for _, test := range tests {
		date := on(t, test.text)
		if date.Precision() != test.precision || date.Approximate() != test.approximate || date.Uncertain() != test.uncertain {
			t.Errorf("%q: %v, %v, %v, want %v, %v, %v", test.text, date.Precision(), date.Approximate(), date.Uncertain(),
				test.precision, test.approximate, test.uncertain)
		}
	}
}

func TestAbsentAndUnknownAreTwoThings(t *testing.T) {
	absent, unknown := Date{}, on(t, "unknown")
	if !absent.IsZero() || absent.Unknown() || absent.String() != "" || absent.Display() != "" || absent.Short() != "" {
		t.Errorf("absent: %+v %q", absent, absent.Display())
	}
	if unknown.IsZero() || !unknown.Unknown() || unknown.Bounded() || absent.Bounded() {
		t.Errorf("unknown: %+v", unknown)
	}
	got, err := json.Marshal(struct {
		Absent  Date `json:",omitzero"`
		Unknown Date `json:",omitzero"`
	}{absent, unknown})
	if err != nil || string(got) != `{"Unknown":"unknown"}` {
		t.Errorf("JSON: %s, %v", got, err)
	}
}

func TestABadTextLeavesTheOldDate(t *testing.T) {
	date, day := on(t, "2022-03"), DayOf(2022, 3, 23)
	if err := date.UnmarshalText([]byte("March")); err == nil || date != on(t, "2022-03") {
		t.Errorf("got %v, %v", date, err)
	}
	if err := day.UnmarshalText([]byte("2022-03")); err == nil || day != DayOf(2022, 3, 23) {
		t.Errorf("got %v, %v", day, err)
	}
}

func TestDaysBetween(t *testing.T) {
	tests := []struct {
		name, a, b string
		low, high  int
		ok         bool
	}{
		{"two days", "2022-03-23", "2022-03-29", 6, 6, true},
		{"over a leap day", "2024-02-28", "2024-03-01", 2, 2, true},
		{"two months", "2022-03", "2022-05", 31, 91, true},
		{"one month may go either way", "2022-03", "2022-03", -30, 30, true},
		{"backwards", "2022-03-29", "2022-03-23", -6, -6, true},
		{"an open end", "2022-03", "2022-05/..", 0, 0, false},
		{"an open beginning", "../2022-03", "2022-05", 0, 0, false},
		{"unknown", "unknown", "2022-05", 0, 0, false},
		{"absent", "2022-05", "", 0, 0, false},
	}
	for _, test := range tests {
		low, high, ok := DaysBetween(on(t, test.a), on(t, test.b))
		if low != test.low || high != test.high || ok != test.ok {
			t.Errorf("%s: %d to %d, %v, want %d to %d, %v", test.name, low, high, ok, test.low, test.high, test.ok)
		}
	}
}

// anyDate draws dates of every form, close together so that ties happen.
func anyDate() *rapid.Generator[Date] {
	part := rapid.Custom(func(t *rapid.T) string {
		day := DayOf(rapid.OneOf(rapid.IntRange(2020, 2022), rapid.IntRange(1, 9999)).Draw(t, "year"),
			rapid.IntRange(1, 12).Draw(t, "month"), rapid.IntRange(1, 28).Draw(t, "day"))
		length := rapid.SampledFrom([]int{4, 7, 10}).Draw(t, "length")
		return day.String()[:length] + rapid.SampledFrom(qualityMarks[:]).Draw(t, "mark")
	})
	return rapid.Custom(func(t *rapid.T) Date {
		a, b := part.Draw(t, "a"), part.Draw(t, "b")
		text := rapid.SampledFrom([]string{a, a + "/" + b, "../" + a, a + "/..", "unknown", ""}).Draw(t, "text")
		var date Date
		if err := date.UnmarshalText([]byte(text)); err != nil {
			text = b + "/" + a // the ends were the wrong way round
			if err := date.UnmarshalText([]byte(text)); err != nil {
				t.Fatal(err)
			}
		}
		return date
	})
}

func TestDatesComeBackFromEveryForm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		date := anyDate().Draw(t, "date")
		text, err := date.MarshalText()
		appended, appendErr := date.AppendText([]byte("before"))
		if err != nil || appendErr != nil || string(appended) != "before"+string(text) {
			t.Fatalf("%q and %q, %v, %v", text, appended, err, appendErr)
		}
		back := Date{form: dateUnknown}
		if err := back.UnmarshalText(text); err != nil || back != date {
			t.Errorf("%q came back as %v, %v", text, back, err)
		}
		packed := date.AppendBinary([]byte("before"))
		decoded, rest, err := DecodeDate(append(packed[len("before"):], "after"...))
		if err != nil || decoded != date || string(rest) != "after" {
			t.Errorf("%v came back as %v with rest %q, %v", date, decoded, rest, err)
		}
		for cut := range len(packed) - len("before") {
			if date, _, err := DecodeDate(packed[len("before"):][:cut]); err == nil {
				t.Errorf("%d bytes of %v came back as %v", cut, text, date)
			}
		}
	})
}

func TestCompareIsATotalOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := anyDate().Draw(t, "a"), anyDate().Draw(t, "b"), anyDate().Draw(t, "c")
		if a.Compare(b) != -b.Compare(a) {
			t.Errorf("%q and %q: %d and %d", a, b, a.Compare(b), b.Compare(a))
		}
		if (a.Compare(b) == 0) != (a == b) {
			t.Errorf("%q and %q are equal to one of Compare and ==", a, b)
		}
		if a.Compare(b) <= 0 && b.Compare(c) <= 0 && a.Compare(c) > 0 {
			t.Errorf("%q, %q, %q go round in a circle", a, b, c)
		}
	})
}

func TestEveryPeriodOfADateHoldsItsAnchor(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		date := anyDate().Draw(t, "date")
		if date.First() > date.Last() {
			t.Errorf("%q begins at %v and ends at %v", date, date.First(), date.Last())
		}
		anchor, ok := date.Anchor()
		if ok && (anchor < date.First() || anchor > date.Last()) {
			t.Errorf("%q runs from %v to %v and is filed under %v", date, date.First(), date.Last(), anchor)
		}
		if year, in := date.InYear(); in && year != anchor.Year() {
			t.Errorf("%q lies in %d and is filed under %v", date, year, anchor)
		}
	})
}

func FuzzParseDate(f *testing.F) {
	for _, text := range []string{"2022", "2022-03?", "2024-02-29~", "2022-03-23%/2022-03-29", "../2022-05", "2022-05/..", "unknown", "2022-13", "２０２２"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		date, err := ParseDate(text)
		if err != nil {
			if !date.IsZero() || err.Error() == "" {
				t.Errorf("ParseDate(%q) = %v, %v", text, date, err)
			}
			return
		}
		if back, err := ParseDate(date.String()); err != nil || back != date {
			t.Errorf("%q is %v and then %v, %v", text, date, back, err)
		}
		if date.String() != trimASCII(text) {
			t.Errorf("%q is written back as %q", text, date)
		}
		if date.First() > date.Last() || date.Display() == "" || date.Short() == "" {
			t.Errorf("%q is %q, %v to %v", text, date.Display(), date.First(), date.Last())
		}
	})
}

func BenchmarkDate(b *testing.B) {
	b.Run("parse", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := ParseDate("2022-03-23/2022-03-29"); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("compare", func(b *testing.B) {
		x, y := on(b, "2022-03-23"), on(b, "2022-03")
		b.ReportAllocs()
		for b.Loop() {
			x.Compare(y)
		}
	})
	b.Run("display", func(b *testing.B) {
		x := on(b, "2022-03-23/2022-03-29")
		b.ReportAllocs()
		for b.Loop() {
			x.Display()
		}
	})
}
