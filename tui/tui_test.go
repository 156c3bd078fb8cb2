package tui

import (
	"context"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"
	"github.com/muesli/termenv"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/journal"
	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/engine/room"
	"github.com/normwalk/normwalk/scenarios"
)

var update = flag.Bool("update", false, "write the golden frames anew")

// builtin loads the content once for all tests; nothing changes a Library.
var builtin = sync.OnceValues(func() (*library.Library, error) { return library.Load(scenarios.FS(), nil) })

// driver plays the App as a person would: it presses keys, waits until all is
// recorded, and looks at the screen.
type driver struct {
	t     testing.TB
	app   *App
	now   time.Time
	saved []string
	quit  bool
	frame func() string // what is looked at, if not the App
	wait  tea.Cmd       // what the App is waiting for in a live room
}

type fixedRandom struct{ *rand.ChaCha8 }

func (r fixedRandom) Read(b []byte) (int, error) { return r.ChaCha8.Read(b) }

func newDriver(t testing.TB, width, height int) *driver {
	t.Helper()
	return newDriverOf(t, width, height, func(*Options) {})
}

// newDriverOf plays an App whose options are changed by set.
func newDriverOf(t testing.TB, width, height int, set func(*Options)) *driver {
	t.Helper()
	ctx := context.Background()
	lib, err := builtin()
	if err != nil {
		t.Fatal(err)
	}
	store, err := journal.Open(ctx, filepath.Join(t.TempDir(), "normwalk.db"), journal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	d := &driver{t: t, now: time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)}
	now := func() time.Time { return d.now }
	options := Options{
		Library: lib, Renderer: plainRenderer(), Now: now,
		Host: &room.Host{Journal: store, Now: now, Random: fixedRandom{rand.NewChaCha8([32]byte{1})}},
		Export: func(_ context.Context, exercise, format string) (string, error) {
			d.saved = append(d.saved, exercise+"."+format)
			return "/reports/" + exercise + "." + format, nil
		},
		Formats: []Format{{"md", "report"}, {"csv", "for R"}},
	}
	set(&options)
	d.app = New(ctx, options)
	t.Cleanup(func() {
		if d.app.session != nil {
			d.app.session.room.Close()
		}
		store.Close()
	})
	d.run(d.app.follow())
	d.send(tea.WindowSizeMsg{Width: width, Height: height})
	d.send(d.app.look())
	return d
}

// plainRenderer draws without colours, as on a dark terminal.
func plainRenderer() *lipgloss.Renderer {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(termenv.Ascii)
	r.SetHasDarkBackground(true)
	return r
}

// run carries a command out, but for the one that waits for the room: see sync.
func (d *driver) run(cmd tea.Cmd) {
	switch {
	case cmd == nil:
	case waits(cmd):
		d.wait = cmd
	default:
		d.send(cmd())
	}
}

// waits reports whether a command waits for the room's next state.
func waits(cmd tea.Cmd) bool {
	return reflect.ValueOf(cmd).Pointer() == reflect.ValueOf(tap{}.wait).Pointer()
}

// sync takes the room's states until the App has the newest one.
func (d *driver) sync() *driver {
	s := d.app.session
	for s.state.Seq() < s.room.State().Seq() {
		d.send(d.wait())
	}
	return d
}

// send gives the App a message, and then every message that follows from it.
func (d *driver) send(msg tea.Msg) {
	if _, ok := msg.(tea.QuitMsg); ok {
		d.quit = true
		return
	}
	if batch, ok := msg.(tea.BatchMsg); ok {
		for _, cmd := range batch {
			d.run(cmd)
		}
		return
	}
	_, cmd := d.app.Update(msg)
	d.run(cmd)
}

// keys presses keys: names such as enter, or text that is typed letter by
// letter. "reveal" is enter, and enter again where norms are still open.
func (d *driver) keys(keys ...string) *driver {
	named := map[string]tea.KeyMsg{
		"enter": {Type: tea.KeyEnter}, "esc": {Type: tea.KeyEsc}, "tab": {Type: tea.KeyTab}, "up": {Type: tea.KeyUp},
		"down": {Type: tea.KeyDown}, "left": {Type: tea.KeyLeft}, "right": {Type: tea.KeyRight}, "backspace": {Type: tea.KeyBackspace},
		"pgdown": {Type: tea.KeyPgDown}, "pgup": {Type: tea.KeyPgUp}, "space": {Type: tea.KeySpace, Runes: []rune{' '}}, "ctrl+c": {Type: tea.KeyCtrlC},
	}
	for _, k := range keys {
		d.now = d.now.Add(time.Second)
		if k == "reveal" {
			d.send(named["enter"])
			if strings.Contains(d.screen(), "enter again reveals") {
				d.send(named["enter"])
			}
			continue
		}
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

// repeat presses one key a number of times.
func (d *driver) repeat(key string, n int) *driver {
	for range n {
		d.keys(key)
	}
	return d
}

// start opens WannaCry from the home page and goes to its first step.
func (d *driver) start(mode exercise.Mode) *driver {
	d.keys("down", "down", "enter")
	if mode == exercise.Solo {
		d.keys("right")
	}
	return d.keys("enter").repeat("right", 5).keys("enter")
}

func (d *driver) view() string {
	if d.frame != nil {
		return d.frame()
	}
	return d.app.View()
}

func (d *driver) screen() string { return ansi.Strip(d.view()) }

// shows fails unless all texts are on the screen.
func (d *driver) shows(texts ...string) *driver {
	d.t.Helper()
	screen := d.screen()
	for _, text := range texts {
		if !strings.Contains(screen, text) {
			d.t.Errorf("%q is not on the screen:\n%s", text, screen)
		}
	}
	return d
}

func (d *driver) hides(texts ...string) *driver {
	d.t.Helper()
	screen := d.screen()
	for _, text := range texts {
		if strings.Contains(screen, text) {
			d.t.Errorf("%q is on the screen:\n%s", text, screen)
		}
	}
	return d
}

// golden compares the screen with the kept one of that name and size.
func (d *driver) golden(name string) {
	d.t.Helper()
	d.fits()
	name = filepath.Join("testdata", "frames", fmt.Sprintf("%s-%dx%d.txt", name, d.app.width, d.app.height))
	got := trimRight(d.screen()) + "\n"
	if *update {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			d.t.Fatal(err)
		}
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

// fits checks what every frame owes the terminal: the exact number of lines,
// none too long, and a free last line.
func (d *driver) fits() {
	d.t.Helper()
	lines := strings.Split(d.view(), "\n")
	if len(lines) != d.app.height-1 {
		d.t.Errorf("the frame has %d lines in a window of %d", len(lines), d.app.height)
	}
	for i, l := range lines {
		if w := ansi.StringWidth(l); w > d.app.width {
			d.t.Errorf("line %d has %d cells in a window of %d: %q", i+1, w, d.app.width, ansi.Strip(l))
		}
	}
}

func trimRight(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}
