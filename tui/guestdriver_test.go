package tui

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"
	"github.com/muesli/termenv"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/journal"
	"github.com/normwalk/normwalk/engine/room"
)

// guestDriver plays a guest of a live room as a person would, and leads the
// room as its facilitator would.
type guestDriver struct {
	t       testing.TB
	room    *room.Room
	access  *room.Access
	host    *room.Host
	guest   *Guest
	profile termenv.Profile
	now     time.Time
	width   int
	height  int
	quit    bool
}

func newGuestDriver(t testing.TB, width, height int, groups ...string) *guestDriver {
	t.Helper()
	lib, err := builtin()
	if err != nil {
		t.Fatal(err)
	}
	store, err := journal.Open(t.Context(), filepath.Join(t.TempDir(), "normwalk.db"), journal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	d := &guestDriver{t: t, now: time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC), width: width, height: height, profile: termenv.Ascii}
	d.host = &room.Host{Journal: store, Now: func() time.Time { return d.now }, Random: fixedRandom{rand.NewChaCha8([32]byte{1})}}
	choice := room.Choice{Scenario: "wannacry-2017", Mode: exercise.Room, Track: "60-minutes", Groups: groups}
	if d.room, err = d.host.Open(t.Context(), lib, choice); err != nil {
		t.Fatal(err)
	}
	if d.access, err = d.host.Access(t.Context(), d.room.State().Setup().Exercise); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		d.room.Close()
		store.Close()
	})
	return d
}

// connect opens a terminal for somebody known, or for somebody new.
func (d *guestDriver) connect(participant, code string) *guestDriver {
	d.t.Helper()
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(d.profile)
	r.SetHasDarkBackground(true)
	ctx, cancel := context.WithCancel(d.t.Context())
	d.t.Cleanup(cancel)
	d.guest = NewGuest(ctx, GuestOptions{
		Room: d.room, Access: d.access, Participant: participant, Code: code, Via: "ssh", Renderer: r,
		NewParticipant: d.host.NewParticipant,
	})
	d.quit = false
	d.send(tea.WindowSizeMsg{Width: d.width, Height: d.height})
	d.run(d.guest.Init())
	return d
}

// run carries a command out, and what follows from it. What waits for the room
// or the clock is left out: see catchUp.
func (d *guestDriver) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	name := runtime.FuncForPC(reflect.ValueOf(cmd).Pointer()).Name()
	if !strings.Contains(name, ".follow.") && !strings.Contains(name, ".Tick.") {
		d.send(cmd())
	}
}

func (d *guestDriver) send(msg tea.Msg) {
	switch msg := msg.(type) {
	case nil:
	case tea.QuitMsg:
		d.quit = true
	case tea.BatchMsg:
		for _, cmd := range msg {
			d.run(cmd)
		}
	default:
		_, cmd := d.guest.Update(msg)
		d.run(cmd)
	}
}

// catchUp hands the guest the newest state, as following the room does.
func (d *guestDriver) catchUp() *guestDriver {
	d.send(guestStateMsg{d.room.View(exercise.Participating)})
	return d
}

// lead carries commands of the facilitator, or of others, out.
func (d *guestDriver) lead(cs ...exercise.Command) *guestDriver {
	d.t.Helper()
	for _, c := range cs {
		d.now = d.now.Add(time.Second)
		if _, err := d.room.Do(d.t.Context(), c); err != nil {
			d.t.Fatalf("%#v: %v", c, err)
		}
	}
	if d.guest != nil && d.guest.who.ID != "" {
		d.catchUp()
	}
	return d
}

func (d *guestDriver) keys(keys ...string) *guestDriver {
	named := map[string]tea.KeyMsg{
		"enter": {Type: tea.KeyEnter}, "esc": {Type: tea.KeyEsc}, "up": {Type: tea.KeyUp}, "down": {Type: tea.KeyDown},
		"backspace": {Type: tea.KeyBackspace}, "space": {Type: tea.KeySpace, Runes: []rune{' '}}, "ctrl+c": {Type: tea.KeyCtrlC},
	}
	for _, k := range keys {
		if msg, ok := named[k]; ok {
			d.send(msg)
			continue
		}
		for _, r := range k {
			d.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
		}
	}
	return d
}

func (d *guestDriver) screen() string { return ansi.Strip(d.guest.View()) }

func (d *guestDriver) shows(texts ...string) *guestDriver {
	d.t.Helper()
	for _, text := range texts {
		if !strings.Contains(d.screen(), text) {
			d.t.Errorf("%q is not on the screen:\n%s", text, d.screen())
		}
	}
	return d
}

func (d *guestDriver) hides(texts ...string) *guestDriver {
	d.t.Helper()
	for _, text := range texts {
		if strings.Contains(d.screen(), text) {
			d.t.Errorf("%q is on the screen:\n%s", text, d.screen())
		}
	}
	return d
}

// step is the id of a planned step, counted from 1.
func (d *guestDriver) step(n int) string { return d.room.State().Setup().Plan[n-1].Step }

func (d *guestDriver) item(step, row, round int) exercise.Item {
	p := d.room.State().Setup().Plan[step-1]
	return exercise.Item{Step: p.Step, Norm: p.Norms[row-1], Round: round}
}

func (d *guestDriver) ballot(item exercise.Item) exercise.Ballot {
	b, _ := d.room.State().Ballot(item, d.guest.who.ID)
	return b
}

// others join and vote on the norms of step 1, in the round that is open.
func (d *guestDriver) others(n int, groups ...string) *guestDriver {
	d.t.Helper()
	for i := range n {
		id := fmt.Sprintf("other-%02d", i)
		cs := []exercise.Command{}
		if _, ok := d.room.State().Participant(id); !ok {
			cs = append(cs, exercise.Join{Participant: id, Group: groups[i%len(groups)], Via: "browser"})
		}
		for row, id2 := range d.room.State().Setup().Plan[0].Norms {
			a := exercise.Answers()[(i*i/3+row)%3]
			cs = append(cs, exercise.Cast{Participant: id, Step: d.step(1), Norm: id2, Ballot: exercise.Ballot{Answer: a, Note: "a secret of theirs"}})
		}
		for _, c := range cs {
			if _, err := d.room.Do(d.t.Context(), c); err != nil {
				d.t.Fatal(err)
			}
		}
	}
	return d
}

// golden compares the screen with the kept one, and checks what every frame
// owes the terminal: the exact number of lines, none too long.
func (d *guestDriver) golden(name string) {
	d.t.Helper()
	d.fits()
	got := trimRight(d.screen()) + "\n"
	if d.profile != termenv.Ascii {
		got = strings.ReplaceAll(trimRight(d.guest.View()), "\x1b", "^[") + "\n"
	}
	name = filepath.Join("testdata", "frames", fmt.Sprintf("%s-%dx%d.txt", name, d.width, d.height))
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			d.t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		d.t.Fatalf("%v; make it with go test ./tui -update", err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		d.t.Errorf("%s differs (-kept +now); if that is meant, go test ./tui -update:\n%s", name, diff)
	}
}

func (d *guestDriver) fits() {
	d.t.Helper()
	lines := strings.Split(d.guest.View(), "\n")
	if len(lines) != d.height-1 {
		d.t.Errorf("the frame has %d lines in a window of %d", len(lines), d.height)
	}
	for i, l := range lines {
		if w := ansi.StringWidth(l); w > d.width {
			d.t.Errorf("line %d has %d cells in a window of %d: %q", i+1, w, d.width, ansi.Strip(l))
		}
	}
}
