package site

// StatsChapter is a page of statistics that the navigation of the statistics
// names.
type StatsChapter struct {
	Part  string // the last part of its address: see Path
	Title string
}

// Path gives the address of the page.
func (c StatsChapter) Path() string {
	if c.Part == "" {
		return StatsPath()
	}
	return StatsPath(c.Part)
}

// Chapters gives the pages of statistics that have something to show, in the
// order of the navigation. The overview, whose Part is empty, always has.
func (s *Statistics) Chapters() []StatsChapter {
	chapters := []StatsChapter{{"", "Overview"}}
	for _, c := range []struct {
		StatsChapter
		there bool
	}{
		{StatsChapter{"largest", "Largest"}, len(s.Largest()) > 0},
		{StatsChapter{"outcome", "Outcome of funds"}, len(s.Outcomes().Each) > 0},
		{StatsChapter{"actors", "Actors"}, len(s.Roles()) > 0},
		{StatsChapter{"delays", "Delays"}, len(s.Delays()) > 0},
		{StatsChapter{"enforcement", "Enforcement"}, len(s.Enforcement()) > 0},
		{StatsChapter{"disagreements", "Claims that differ"}, len(s.Disagreements()) > 0},
		{StatsChapter{"calendar", "Calendar"}, len(s.Years()) > 0},
		{StatsChapter{"left-out", "Not added"}, len(s.Exclusions()) > 0},
		{StatsChapter{"quality", "Quality"}, len(s.Quality()) > 0},
		{StatsChapter{"publishers", "Publishers"}, len(s.Publishers()) > 0},
	} {
		if c.there {
			chapters = append(chapters, c.StatsChapter)
		}
	}
	return chapters
}
