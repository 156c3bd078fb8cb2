package ssh

import (
	"bytes"
	"context"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/ssh"
	"github.com/muesli/termenv"
	"golang.org/x/time/rate"
)

// renderer is that of one session. It asks the terminal nothing: see keyboard.
func renderer(sess ssh.Session, out io.Writer) *lipgloss.Renderer {
	env := environ(sess.Environ())
	r := lipgloss.NewRenderer(out, termenv.WithEnvironment(env), termenv.WithTTY(true))
	if term := env.Getenv("TERM"); term == "" || term == "dumb" || env.Getenv("NO_COLOR") != "" {
		r.SetColorProfile(termenv.Ascii)
	}
	r.SetHasDarkBackground(true)
	return r
}

// patient gives a client so long to read what it is sent, and then lets it go.
type patient struct {
	io.Writer
	limit time.Duration
	drop  func()
}

// Write writes to the client.
func (p *patient) Write(b []byte) (int, error) {
	t := time.AfterFunc(p.limit, p.drop)
	defer t.Stop()
	return p.Writer.Write(b)
}

// backgroundMsg says whether the terminal's background is dark.
type backgroundMsg bool

// answersOSC reports whether a terminal is worth asking for its background:
// some show the question instead.
func answersOSC(term string) bool {
	return strings.HasPrefix(term, "xterm") || strings.HasPrefix(term, "alacritty") || strings.HasPrefix(term, "foot") || strings.HasPrefix(term, "tmux")
}

const (
	question    = "\x1b]11;?\x07"
	answerStart = "\x1b]11;"
	mostAnswer  = 64 // bytes; a longer one is none
)

// keyboard reads what a client sends. It takes the terminal's answer about its
// background out of what was typed: the program would take it for keys. The
// answer may come at any time, in pieces, or never.
type keyboard struct {
	io.Reader
	ctx     context.Context // of the session
	pace    *rate.Limiter
	pressed func()          // after something was read; may be nil
	closed  func()          // when nothing more will come
	found   func(dark bool) // with the answer
	waiting bool
	held    []byte // what may be the start of an answer
	ready   []byte // to be read next
}

// await asks the terminal for its background.
func (k *keyboard) await(out io.Writer) {
	k.waiting = true
	_, _ = io.WriteString(out, question) // a client that is gone is noticed elsewhere
}

// Read reads what was typed.
func (k *keyboard) Read(p []byte) (int, error) {
	for len(k.ready) == 0 {
		n, err := k.Reader.Read(p)
		if n > 0 && k.pressed != nil {
			k.pressed()
		}
		if e := k.pace.WaitN(k.ctx, n); e != nil {
			return 0, e // the session is over
		}
		if err != nil {
			k.closed()
		}
		if !k.waiting || err != nil && n == 0 {
			return n, err
		}
		k.ready = k.sift(append(k.held, p[:n]...))
	}
	n := copy(p, k.ready)
	k.ready = k.ready[n:]
	return n, nil
}

// sift gives what is not the answer, and holds back what may yet become it.
func (k *keyboard) sift(b []byte) []byte {
	k.held = nil
	at := bytes.Index(b, []byte(answerStart))
	if at < 0 {
		for n := min(len(answerStart)-1, len(b)); n > 1; n-- { // not a lone ESC: that is a key
			if bytes.HasSuffix(b, []byte(answerStart[:n])) {
				k.held = bytes.Clone(b[len(b)-n:])
				return b[:len(b)-n]
			}
		}
		return b
	}
	rest := b[at+len(answerStart):]
	end := bytes.IndexAny(rest, "\x07\x1b")
	switch {
	case end < 0 && len(rest) > mostAnswer:
		k.waiting = false // nothing that we know
		return b
	case end < 0 || rest[end] == 0x1b && end+1 == len(rest):
		k.held = bytes.Clone(b[at:])
		return b[:at]
	}
	k.waiting = false
	if dark, ok := isDark(string(rest[:end])); ok {
		go k.found(dark) // which waits until the program takes it
	}
	end++
	if rest[end-1] == 0x1b {
		end++ // ESC \
	}
	return append(b[:at:at], rest[min(end, len(rest)):]...)
}

// isDark reads a colour such as rgb:1e1e/1e1e/2e2e.
func isDark(color string) (dark, ok bool) {
	parts := strings.Split(strings.TrimPrefix(color, "rgb:"), "/")
	if len(parts) != 3 {
		return false, false
	}
	var light float64
	for i, weight := range []float64{0.299, 0.587, 0.114} {
		if len(parts[i]) == 0 || len(parts[i]) > 4 {
			return false, false
		}
		n, err := strconv.ParseUint(parts[i], 16, 16)
		if err != nil {
			return false, false
		}
		light += weight * float64(n) / float64(uint64(1)<<(4*len(parts[i]))-1)
	}
	return light < 0.5, true
}
