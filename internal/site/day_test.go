package site

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestDayOfCountsFrom1970(t *testing.T) {
	tests := []struct {
		name             string
		year, month, day int
		want             Day
	}{
		{"the first", 1970, 1, 1, 0},
		{"the day before", 1969, 12, 31, -1},
		{"a leap day", 2024, 2, 29, 19782},
		{"day 0 is the last of the month before", 2024, 3, 0, 19782},
		{"month 13 is next January", 2023, 13, 1, 19723},
		{"the first day there is", 1, 1, 1, FirstDay},
		{"the last day there is", 9999, 12, 31, LastDay},
		{"before the first", 0, 12, 31, NoDay},
		{"after the last", 10000, 1, 1, NoDay},
		{"far past every calendar", 1 << 40, 1, 1, NoDay},
		{"far before every calendar", 2022, -1 << 40, 1, NoDay},
	}
	for _, test := range tests {
		if got := DayOf(test.year, test.month, test.day); got != test.want {
			t.Errorf("%s: DayOf(%d, %d, %d) = %d, want %d", test.name, test.year, test.month, test.day, got, test.want)
		}
	}
}

func TestEveryDayHasTheNumberThatTheStandardLibraryCounts(t *testing.T) {
	for year := 1; year <= 9999; year++ {
		for month := 1; month <= 12; month++ {
			// The 31st of a shorter month rolls over into the next.
			for _, day := range []int{1, 28, 29, 30, 31} {
				want := Day(time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
				if got := DayOf(year, month, day); got != want {
					t.Fatalf("DayOf(%d, %d, %d) = %d, want %d", year, month, day, got, want)
				}
			}
		}
	}
}

func TestParseDayTakesNothingCoarserThanADay(t *testing.T) {
	day, err := ParseDay("2023-05-23")
	if err != nil || day != DayOf(2023, 5, 23) {
		t.Errorf("got %v, %v", day, err)
	}
	tests := []struct{ text, want string }{
		{"2023-05", `"2023-05" is not a day: it names no single day`},
		{"2023-05-23~", `"2023-05-23~" is not a day: it names no single day`},
		{"2023-05-23/2023-05-24", `"2023-05-23/2023-05-24" is not a day: it names no single day`},
		{"unknown", `"unknown" is not a day: it names no single day`},
		{"2023-02-29", `"2023-02-29" is not a day: February 2023 has 28 days`},
		{"", `"" is not a day: it is empty`},
	}
	for _, test := range tests {
		if day, err := ParseDay(test.text); err == nil || err.Error() != test.want || day != NoDay {
			t.Errorf("ParseDay(%q) = %v, %v, want %s", test.text, day, err, test.want)
		}
	}
}

func TestDaysInWords(t *testing.T) {
	tests := []struct {
		day                Day
		iso, display, tiny string
	}{
		{DayOf(2023, 5, 23), "2023-05-23", "23 May 2023", "23 May 2023"},
		{DayOf(2022, 3, 1), "2022-03-01", "1 March 2022", "1 Mar 2022"},
		{FirstDay, "0001-01-01", "1 January 1", "1 Jan 1"},
		{LastDay, "9999-12-31", "31 December 9999", "31 Dec 9999"},
		{NoDay, "", "", ""},
	}
	for _, test := range tests {
		if test.day.String() != test.iso || test.day.Display() != test.display || test.day.Short() != test.tiny {
			t.Errorf("day %d = %q, %q, %q, want %q, %q, %q", int(test.day), test.day, test.day.Display(), test.day.Short(), test.iso, test.display, test.tiny)
		}
	}
}

func TestNoDayHasNoParts(t *testing.T) {
	if year, month, day := NoDay.Civil(); year != 0 || month != 0 || day != 0 {
		t.Errorf("got %d, %d, %d", year, month, day)
	}
	if NoDay.Year() != 0 || NoDay.Month() != 0 || !NoDay.Date().IsZero() {
		t.Errorf("got %d, %d, %v", NoDay.Year(), NoDay.Month(), NoDay.Date())
	}
	day := DayOf(2022, 3, 23)
	if err := day.UnmarshalText(nil); err != nil || day != NoDay {
		t.Errorf("no text is %v, %v", day, err)
	}
}

func TestADayAgreesWithTheStandardCalendar(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := Day(rapid.Int32Range(int32(FirstDay), int32(LastDay)).Draw(t, "day"))
		calendar := time.Date(1970, 1, 1+int(day), 0, 0, 0, 0, time.UTC)
		if year, month, dayOfMonth := day.Civil(); DayOf(year, month, dayOfMonth) != day ||
			year != calendar.Year() || month != int(calendar.Month()) || dayOfMonth != calendar.Day() {
			t.Errorf("day %d is %04d-%02d-%02d, the calendar says %s", int(day), year, month, dayOfMonth, calendar)
		}
		if got, want := day.String(), calendar.Format(time.DateOnly); got != want {
			t.Errorf("day %d is %s, want %s", int(day), got, want)
		}
		text, err := day.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		var back Day
		if err := back.UnmarshalText(text); err != nil || back != day {
			t.Errorf("%s came back as %v, %v", text, back, err)
		}
		if only, ok := day.Date().InDay(); !ok || only != day || day.Date().String() != day.String() {
			t.Errorf("%v as a date is %v", day, day.Date())
		}
	})
}
