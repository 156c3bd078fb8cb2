package inert

import "testing"

func TestLine(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"plain, naïve, 中文, 👩‍💻", "plain, naïve, 中文, 👩‍💻"},
		{"a\x1b[31mred\x1b]0;title\a", "a␛[31mred␛]0;title␇"},
		{"two\nlines\tand\r", "two⏎lines and␍"},
		{"gnp\u202eexe", "gnp‹U+202E›exe"},
		{"\u009b2J", "‹U+009B›2J"},
		{"del\x7f", "del␡"},
		{"bad\xffbyte", "bad‹U+FFFD›byte"},
	} {
		if got := Line(c.in); got != c.want {
			t.Errorf("Line(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}
