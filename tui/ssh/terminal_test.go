package ssh

import (
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"golang.org/x/time/rate"
)

// pieces is a reader that gives one piece at a time.
type pieces [][]byte

func (p *pieces) Read(b []byte) (int, error) {
	if len(*p) == 0 {
		return 0, io.EOF
	}
	n := copy(b, (*p)[0])
	if (*p)[0] = (*p)[0][n:]; len((*p)[0]) == 0 {
		*p = (*p)[1:]
	}
	return n, nil
}

// sifted is what a program reads of the pieces, and what was found out meanwhile
// or within wait: that is told beside the reading.
func sifted(t *testing.T, wait time.Duration, in ...string) (typed, found string) {
	t.Helper()
	var p pieces
	for _, s := range in {
		p = append(p, []byte(s))
	}
	answers := make(chan string, 8)
	k := &keyboard{Reader: &p, ctx: t.Context(), pace: rate.NewLimiter(rate.Inf, 0), waiting: true, closed: func() {}, found: func(dark bool) {
		answers <- map[bool]string{true: "dark", false: "light"}[dark]
	}}
	b, err := io.ReadAll(k)
	if err != nil {
		t.Fatal(err)
	}
	select {
	case found = <-answers:
	case <-time.After(wait):
	}
	return string(b), found
}

func TestTheTerminalsAnswerIsNoKey(t *testing.T) {
	for _, end := range []string{"\x07", "\x1b\\"} {
		answer := "\x1b]11;rgb:fafa/f0f0/ffff" + end
		if typed, found := sifted(t, patience, "h"+answer+"l"); typed != "hl" || found != "light" {
			t.Errorf("%q: %q, %s", end, typed, found)
		}
		for i := 2; i < len(answer); i++ { // a lone ESC is a key
			if typed, found := sifted(t, patience, "h"+answer[:i], answer[i:]+"l"); typed != "hl" || found != "light" {
				t.Fatalf("in two pieces, %q and %q: %q, %s", answer[:i], answer[i:], typed, found)
			}
		}
	}
}

func TestWhatIsNoAnswerStays(t *testing.T) {
	for _, c := range []struct{ in, typed, found string }{
		{"hli\x1b[A\x1b", "hli\x1b[A\x1b", ""},
		{"\x1b]11;rgb:1e/1e/2e\x07", "", "dark"},
		{"\x1b]11;rgb:0/0/0\x07a\x1b]11;b", "a\x1b]11;b", "dark"},
		{"\x1b]11;nonsense\x07x", "x", ""},
		{"\x1b]11;rgb:12345/0/0\x07x", "x", ""},
		{"\x1b]11;" + strings.Repeat("y", 100), "\x1b]11;" + strings.Repeat("y", 100), ""},
		{"\x1b]10;rgb:0/0/0\x07", "\x1b]10;rgb:0/0/0\x07", ""},
	} {
		wait := 20 * time.Millisecond
		if c.found != "" {
			wait = patience
		}
		if typed, found := sifted(t, wait, c.in); typed != c.typed || found != c.found {
			t.Errorf("%q: %q, %q", c.in, typed, found)
		}
	}
}

// Whatever comes in whatever pieces, nothing but an answer is swallowed.
func FuzzKeyboard(f *testing.F) {
	f.Add("h\x1b]11;rgb:0/0/0\x07l", 3)
	f.Add("\x1b\x1b]\x1b]1", 2)
	f.Fuzz(func(t *testing.T, text string, at int) {
		if strings.Contains(text, answerStart) || strings.Contains(text, "\x1b]") || at < 0 || at > len(text) {
			return
		}
		if typed, _ := sifted(t, 0, text[:at], text[at:]); typed != text {
			t.Errorf("%q became %q", text, typed)
		}
	})
}

func TestSizesAreWithinReason(t *testing.T) {
	for _, c := range [][4]int{{0, 0, 80, 24}, {-1, 50, 80, 24}, {100, 30, 100, 30}, {1 << 30, 1 << 30, 400, 150}, {1, 1, 1, 1}} {
		if got := sized(c[0], c[1]); got.Width != c[2] || got.Height != c[3] {
			t.Errorf("%dx%d: %+v", c[0], c[1], got)
		}
	}
}

func TestPlaces(t *testing.T) {
	for user, want := range map[string]struct {
		at   place
		code string
	}{
		"7kq2m": {seat, "7kq2m"}, "7KQ2M": {seat, "7kq2m"}, "": {seat, ""}, "root": {seat, "root"}, "console": {console, ""}, "CONSOLE": {console, ""},
		"screen": {screen, ""}, "Screen-7KQ2M": {screen, "7kq2m"}, "consoles": {seat, "consoles"}, "screens": {seat, "screens"},
	} {
		if at, code := placeOf(user); at != want.at || code != want.code {
			t.Errorf("%q: %v %q", user, at, code)
		}
	}
}

func TestTheGateRemembersTheBusyAndForgetsTheQuiet(t *testing.T) {
	now := time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
	g := newGate(Limits{}.orDefault(), func() time.Time { return now })
	addr := func(i int) net.Addr {
		return &net.TCPAddr{IP: net.IPv4(10, byte(i>>16), byte(i>>8), byte(i)), Port: 1000}
	}
	busy := addr(1 << 20)
	for range triesAtOnce {
		if !g.try(busy) {
			t.Fatal("refused too early")
		}
	}
	if g.try(busy) {
		t.Error("a passphrase may be tried for ever")
	}
	for i := range 3 * mostKnown {
		leave, ok := g.enter(addr(i))
		if !ok {
			t.Fatalf("connection %d is refused", i)
		}
		leave()
	}
	if len(g.from) > mostKnown+1 {
		t.Errorf("%d addresses are remembered", len(g.from))
	}
	if g.try(busy) {
		t.Error("whoever tried too often is forgotten")
	}
	now = now.Add(time.Minute)
	if !g.try(busy) {
		t.Error("and never may try again")
	}
	v6 := func(last byte) net.Addr { return &net.TCPAddr{IP: net.IP{0xfd, 15: last}, Port: 1} }
	if network(v6(1)) != network(v6(200)) || network(v6(1)) == network(addr(1)) {
		t.Error("addresses of one host count apart, or two hosts as one")
	}
}

func TestTwoHundredBehindOneAddress(t *testing.T) {
	now := time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
	g := newGate(Limits{}.orDefault(), func() time.Time { return now })
	for i := range 200 {
		if _, ok := g.enter(&net.TCPAddr{IP: net.IPv4(192, 168, 1, 1), Port: i + 1}); !ok {
			t.Fatalf("number %d is refused", i)
		}
	}
}
