package tui

import (
	"fmt"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"github.com/normwalk/normwalk/tui/wording"
)

// handOverPage says how another terminal takes the console over. The secret is
// hidden until it is asked for, in case the page is on the projector.
type handOverPage struct {
	shown bool
}

func (p *handOverPage) head(*App) (string, string) { return "A second console", "" }

func (p *handOverPage) body(a *App, width, height int) []string {
	st, s := a.style, a.session
	text := min(width-4, widest)
	var out []string
	para := func(t string) { out = append(append(out, wrap(t, text)...), "") }
	para(st.warn.Render("Don't project this page. Whoever has the passphrase leads the room."))
	inv, pass := s.invitation(), s.live.served.Passphrase
	switch {
	case inv.SSHConsole() == "":
		para("This room takes no terminals, so there is no second console.")
	case pass == "":
		para("The passphrase is shown on the first console only: on the laptop that serves the room.")
	default:
		command, word := st.dim.Render("hidden"), st.dim.Render("hidden · space shows both")
		if p.shown {
			command, word = st.strong.Render(inv.SSHConsole()), st.strong.Render(pass)
		}
		for _, x := range [][2]string{{"on the other laptop", command}, {"passphrase", word}, {"this laptop's key, to compare when ssh asks", inv.HostKey}} {
			if x[1] == "" {
				continue
			}
			out = append(out, st.dim.Render(x[0]), "  "+x[1])
			if height >= 24 {
				out = append(out, "")
			}
		}
		if height < 24 {
			out = append(out, "")
		}
	}
	para("Both consoles then lead the same room, and each follows what the other does. Closing the second leaves the room as it is.")
	para("If this laptop or this program fails: start it again with " + st.strong.Render("normwalk resume") +
		" here. The room comes back with the same code, and every recorded vote is there. Phones find it again by themselves; in a terminal the same ssh command is run again. Whoever has an SSH key is then back at their votes, and without one is somebody new.")
	return append([]string{""}, indent(out, 2)...)
}

func (p *handOverPage) secret(a *App) bool {
	s := a.session
	return s.live.served.Passphrase != "" && s.invitation().SSHConsole() != ""
}

func (p *handOverPage) keys(a *App) []key.Binding {
	out := []key.Binding{}
	if p.secret(a) {
		name := "show the passphrase"
		if p.shown {
			name = "hide the passphrase"
		}
		out = append(out, as(a.key.PageDown, name))
	}
	return append(out, a.key.Back, a.key.Quit)
}

func (p *handOverPage) update(a *App, msg tea.KeyMsg) tea.Cmd {
	switch {
	case key.Matches(msg, a.key.PageDown) && p.secret(a):
		p.shown = !p.shown
	case key.Matches(msg, a.key.Back), key.Matches(msg, a.key.Enter):
		a.pop()
	}
	return nil
}

// remotePage is a line for the chat of people who aren't in the room. It
// starts at the window's edge, so that it can be marked with the mouse.
type remotePage struct{}

func (p *remotePage) head(*App) (string, string) { return "For people who aren't in the room", "" }

func (p *remotePage) line(a *App) string {
	s := a.session
	step, title := 0, ""
	if x, ok := s.state.Step(s.state.Current()); ok {
		step, title = x.Index+1, wording.Step(s.scenario(), x.ID).Title
	}
	return s.invitation().RemoteLine(s.scenario().Title, step, len(s.state.Steps()), title)
}

func (p *remotePage) body(a *App, width, _ int) []string {
	st := a.style
	line := p.line(a)
	out := append([]string{""}, indent(wrap("Paste this line into the chat of the call. It names the step, so send it again when the room moves on; the address stays the same.", min(width-4, widest)), 2)...)
	out = append(out, "")
	out = append(out, paint(st.strong, wrap(line, width))...)
	out = append(out, "")
	if w := ansi.StringWidth(line); w > width {
		out = append(out, indent(paint(st.dim, wrap(fmt.Sprintf("It is all on one line in a window of %d columns.", w), width-4)), 2)...)
	}
	out = append(out, indent(paint(st.dim, wrap("Their ballots are marked as remote. The address must be one that they can reach: on a local network without internet only people on it can.", min(width-4, widest))), 2)...)
	return out
}

func (p *remotePage) keys(a *App) []key.Binding {
	return []key.Binding{a.key.Back, a.key.Quit}
}

func (p *remotePage) update(a *App, msg tea.KeyMsg) tea.Cmd {
	if key.Matches(msg, a.key.Back) || key.Matches(msg, a.key.Enter) {
		a.pop()
	}
	return nil
}
