package site

// DataTable is a table of the record that is offered as a file, in words: the
// index stage, which writes the files, describes them, and the page on data
// shows the description.
type DataTable struct {
	Name    string // of the file, without extension: "amounts"
	Parts   bool   // not one file but one for each of the groups that have data
	Title   string // "Amounts"
	About   string // what a row is
	Rows    int    // of the one file
	Columns []Pair // name and meaning, in their order
}
