package rehearsal

import (
	"strings"
	"testing"

	"github.com/normwalk/normwalk/engine/exercise"
)

func TestGrid(t *testing.T) {
	for _, c := range []struct{ name, sent, want string }{
		{"text", "one\r\ntwo", "one\ntwo\n\n"},
		{"colours", "\x1b[1;38;5;33mone\x1b[0m two", "one two\n\n\n"},
		{"over it", "one\rtw", "twe\n\n\n"},
		{"erase to the end", "one two\r\x1b[3Cx\x1b[K", "onex\n\n\n"},
		{"up and home", "one\r\ntwo\x1b[A\rO\x1b[3;2Hz", "One\ntwo\n z\n"},
		{"clear", "one\x1b[2J\x1b[Htwo", "two\n\n\n"},
		{"scroll", "1\r\n2\r\n3\r\n4", "2\n3\n4\n"},
		{"title and modes", "\x1b]0;title\x07\x1b[?25l\x1b]11;?\x1b\\one\x1b[?2004h", "one\n\n\n"},
		{"letters of several bytes", "▸ ● é", "▸ ● é\n\n\n"},
		{"too far", "\x1b[99;99Hx\x1b[99Ay", "\n\n         x\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			whole, bytewise := newGrid(3, 10), newGrid(3, 10)
			whole.Write([]byte(c.sent))
			for i := range len(c.sent) {
				bytewise.Write([]byte{c.sent[i]})
			}
			for _, g := range []*grid{whole, bytewise} {
				if got := g.text(); got != c.want {
					t.Errorf("%q, want %q", got, c.want)
				}
			}
		})
	}
}

func FuzzGrid(f *testing.F) {
	f.Add([]byte("\x1b[2J\x1b[999;999Hé\x1b]0;x"))
	f.Fuzz(func(t *testing.T, b []byte) {
		g := newGrid(4, 8)
		g.Write(b)
		if len(g.rows) != 4 || strings.Count(g.text(), "\n") != 4 {
			t.Error("the grid has another size")
		}
	})
}

func TestARowSaysWhatIsRecorded(t *testing.T) {
	g := newGrid(3, 100)
	g.Write([]byte("   13(a)  Cooperate    [H]  L   I   A  ● recorded\r\n ▸ 13(h)  Respond       H  [L]  I   A  ● recorded\r\n"))
	if !shows(g, "13(h)", exercise.Latency) {
		t.Error("a recorded vote isn't seen")
	}
	if shows(g, "13(h)", exercise.Helped) || shows(g, "13(a)", exercise.Helped) {
		t.Error("a vote is seen that the row doesn't show")
	}
	if n := under(g, []string{"13(a)", "13(h)"}); n != 1 {
		t.Errorf("the cursor is on %d", n)
	}
	g.Write([]byte("\x1b[2;1H ▸ 13(h)  Respond       H   L   I   A  … saving  "))
	if shows(g, "13(h)", exercise.Latency) {
		t.Error("a vote that is on its way counts as recorded")
	}
}
