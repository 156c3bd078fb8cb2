package pack

import (
	"strings"
	"testing"
)

// A table of a few long rows breaks between them: kept whole it would leave the
// page before it empty.
func TestLongTablesBreak(t *testing.T) {
	row := func(n int) []text { return []text{"1", text(strings.Repeat("word ", n))} }
	for _, c := range []struct {
		rows  [][]text
		whole bool
	}{
		{[][]text{row(5), row(5)}, true},
		{[][]text{row(100), row(100), row(100), row(100)}, false},
		{[][]text{row(1), row(1), row(1), row(1), row(1), row(1), row(1)}, false},
	} {
		if got := (table{rows: c.rows}).small(); got != c.whole {
			t.Errorf("%d rows, the first of %d letters: kept whole is %t", len(c.rows), len(c.rows[0][1]), got)
		}
	}
}
