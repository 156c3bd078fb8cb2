package dataset

import "testing"

func TestCellsAreDefused(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"plain", "plain"},
		{"a = b, 3 - 2 @ x", "a = b, 3 - 2 @ x"},
		{"=1+1", "'=1+1"},
		{"+1", "'+1"},
		{"-1", "'-1"},
		{"@SUM(A1)", "'@SUM(A1)"},
		{"\t=1", "' =1"},
		{"\r\n=1", "' =1"},
		{"  =1", "'  =1"},
		{"\u00a0=1", "'\u00a0=1"},
		{`"=1`, `'"=1`},
		{"“=1", "'“=1"},
		{"＝1", "'＝1"},
		{"＠x", "'＠x"},
		{"−1", "'−1"},
		{"ok;=cmd|' /C calc'!A0", "ok;'=cmd|' /C calc'!A0"},
		{"'twas", "''twas"},
		{"it's", "it's"},
		{"two\r\nlines\u2028more", "two lines more"},
		{"esc\x1b[2J", "esc␛[2J"},
		{"\u200b=1", "‹U+200B›=1"},
		{"\u200d=1", "'\u200d=1"},
	} {
		if got := safe(c.in); got != c.want {
			t.Errorf("safe(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}
