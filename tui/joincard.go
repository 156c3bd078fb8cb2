package tui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/room"
)

// joinPage shows how to get in. Before the first step it is where a live room
// begins.
type joinPage struct{}

func (p *joinPage) head(a *App) (string, string) {
	return a.session.scenario().Title + " · join", ""
}

func (p *joinPage) body(a *App, width, height int) []string {
	s := a.session
	in := whoIsIn(a.style, s.state, s.room.Connected())
	if s.live.astray {
		in = append(paint(a.style.warn, wrap("This address is stale: this computer left its network. Go back to it, or leave and resume with --lan.", cardText)), in...)
	}
	return joinCard(a.style, a.Renderer, *s.invitation(), in, width, height)
}

// astrayMsg says whether people are shown an address that is no longer true.
type astrayMsg struct {
	session *session
	astray  bool
}

// findAstray looks at the computer's addresses while the join card is open.
func (a *App) findAstray() tea.Cmd {
	s := a.session
	if _, open := a.top().(*joinPage); !open || s == nil || s.live == nil || s.live.served.Astray == nil {
		return nil
	}
	return func() tea.Msg { return astrayMsg{s, s.live.served.Astray()} }
}

// whoIsIn says how many take part, and when nobody else can.
func whoIsIn(st *styles, s *exercise.State, connected int) []string {
	in := "nobody is in yet"
	switch n := s.Joined(); {
	case n == 1:
		in = "1 person is in"
	case n > 1:
		in = fmt.Sprintf("%d people are in", n)
	}
	if n := s.Joined(); n > 0 && connected < n {
		in += fmt.Sprintf(", %d connected now", connected)
	}
	out := []string{st.good.Render("● " + in)}
	if s.Locked() {
		out = append(out, st.warn.Render("LOCKED: nobody else can join"))
	}
	if s.Paused() {
		out = append(out, st.warn.Render("PAUSED"))
	}
	return out
}

// cardText is the least width of the words beside the QR code.
const cardText = 36

// joinCard is the way in: a QR code as large as there is room for, the address,
// the room's code in large letters, and the command for a terminal. in says who
// is there already.
func joinCard(st *styles, r *lipgloss.Renderer, inv room.Invitation, in []string, width, height int) []string {
	var code []string
	if inv.URL != "" {
		code = qrCode(st, r, inv.JoinURL(), width-cardText-4, height)
	}
	if code == nil {
		return middle(indent(joinText(st, inv, in, false, width-6, height), 3), height)
	}
	left := ansi.StringWidth(code[0]) + 4
	text := joinText(st, inv, in, true, width-left-1, height)
	return beside(indent(middle(code, height), 1), middle(text, height), left)
}

// middle sets lines into the middle of height lines.
func middle(lines []string, height int) []string {
	above := max(0, (height-len(lines))/2)
	return fill(append(make([]string, above), lines...), height)
}

// joinText is the card in words. Where lines are few, empty ones go first.
func joinText(st *styles, inv room.Invitation, in []string, scanned bool, width, height int) []string {
	out := joinLines(st, inv, in, scanned, true, width, height)
	if len(out) > height {
		out = joinLines(st, inv, in, scanned, false, width, height)
	}
	return out
}

func joinLines(st *styles, inv room.Invitation, in []string, scanned, roomy bool, width, height int) []string {
	var out []string
	gap := func() { out = append(out, "") }
	address := func(about, text string) {
		out = append(out, st.dim.Render(about))
		out = append(out, paint(st.strong, strings.Split(ansi.Hardwrap(text, width, false), "\n"))...)
	}
	out = append(out, st.title.Render("Join in: no name, no account"))
	gap()
	switch {
	case inv.URL == "":
	case scanned:
		address("scan the code, or open", inv.URL)
	default:
		address("on a phone or a laptop, open", inv.URL)
	}
	if roomy {
		gap()
	}
	out = append(out, st.dim.Render("room code"))
	out = append(out, paint(st.accent.Bold(true), codeLetters(inv.Code, width, height))...)
	if roomy {
		gap()
	}
	if ssh := inv.SSH(); ssh != "" {
		address("or in a terminal", ssh)
		if roomy {
			gap()
		}
	}
	gap()
	if inv.Alone {
		out = append(out, paint(st.warn, wrap("Only this computer can join. With --lan phones can.", width))...)
	}
	return append(out, in...)
}

// codeLetters is the room's code as large as there is room for.
func codeLetters(code string, width, height int) []string {
	for _, size := range []struct{ scale, height int }{{2, 24}, {1, 15}} {
		lines := bigLetters(code, size.scale)
		if lines != nil && ansi.StringWidth(lines[0]) <= width && height >= size.height {
			return lines
		}
	}
	return []string{strings.Join(strings.Split(code, ""), "  ")}
}

// opening reports whether the page stands where the exercise begins.
func (p *joinPage) opening(a *App) bool {
	return a.session.state.Current() == "" && a.session.state.Phase() == exercise.Running
}

func (p *joinPage) keys(a *App) []key.Binding {
	k := a.key
	if p.opening(a) {
		out := []key.Binding{k.Begin, k.Brief}
		for _, b := range a.liveKeys() {
			if b.Help().Key != k.Join.Help().Key {
				out = append(out, b)
			}
		}
		return append(out, k.Changes, as(k.Back, p.away(a)), k.Theme, k.Quit)
	}
	return []key.Binding{as(k.Enter, "back"), k.Lock, k.People, k.Back, k.Theme, k.Quit}
}

func (p *joinPage) away(a *App) string {
	if len(a.pages) > 2 {
		return "back"
	}
	return a.outside()
}

func (p *joinPage) update(a *App, msg tea.KeyMsg) tea.Cmd {
	k := a.key
	switch {
	case key.Matches(msg, k.Back) && len(a.pages) > 2, key.Matches(msg, k.Join) && len(a.pages) > 2:
		a.pop()
	case key.Matches(msg, k.Back):
		return a.leave()
	case key.Matches(msg, k.Enter) && p.opening(a):
		return a.begin()
	case key.Matches(msg, k.Enter):
		a.pop()
	case key.Matches(msg, k.Brief) && p.opening(a):
		a.push(&briefPage{})
	case key.Matches(msg, k.Changes) && p.opening(a):
		a.push(&changesPage{})
	case key.Matches(msg, k.Join):
	default:
		cmd, _ := a.liveKey(msg)
		return cmd
	}
	return nil
}
