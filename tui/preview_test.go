package tui

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"
	"github.com/muesli/termenv"

	"github.com/normwalk/normwalk/engine/advice"
	"github.com/normwalk/normwalk/engine/inert"
	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/scenarios"
)

// desk is a preview beside an editor: it presses keys, saves the file and looks
// at the screen.
type desk struct {
	t       *testing.T
	body    string
	preview *Preview
	saved   chan struct{}
	quit    bool
}

const draftName = "estonia-2007.toml"

// untouched is the draft of the file as it comes with the program; to read it
// takes most of a test's time.
var untouched = sync.OnceValue(func() advice.Draft {
	body, _ := fs.ReadFile(scenarios.FS(), draftName) // newDesk has read it
	return advice.Read(scenarios.FS(), library.File{Name: draftName, Body: body})
})

// newDesk previews a built-in scenario, with a problem of the test's own put
// into it if there is one.
func newDesk(t *testing.T, width, height int, old, new string) *desk {
	t.Helper()
	body, err := fs.ReadFile(scenarios.FS(), draftName)
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{t: t, body: string(body), saved: make(chan struct{}, 1)}
	d.edit(old, new)
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(termenv.Ascii)
	d.preview = NewPreview(PreviewOptions{File: draftName, Renderer: r, Saved: d.saved, Load: func() advice.Draft {
		if d.body == string(body) {
			return untouched()
		}
		return advice.Read(scenarios.FS(), library.File{Name: draftName, Body: []byte(d.body)})
	}})
	d.preview.Update(tea.WindowSizeMsg{Width: width, Height: height})
	return d
}

func (d *desk) edit(old, new string) {
	d.t.Helper()
	if old != "" && !strings.Contains(d.body, old) {
		d.t.Fatalf("%q is not in the file", old)
	}
	d.body = strings.Replace(d.body, old, new, 1)
}

// save edits the file and lets the preview read it.
func (d *desk) save(old, new string) *desk {
	d.t.Helper()
	d.edit(old, new)
	d.saved <- struct{}{}
	d.preview.Update(d.preview.Init()())
	return d
}

func (d *desk) keys(keys ...string) *desk {
	named := map[string]tea.KeyMsg{
		"enter": {Type: tea.KeyEnter}, "esc": {Type: tea.KeyEsc}, "up": {Type: tea.KeyUp}, "down": {Type: tea.KeyDown},
		"left": {Type: tea.KeyLeft}, "right": {Type: tea.KeyRight}, "space": {Type: tea.KeySpace, Runes: []rune{' '}},
	}
	for _, k := range keys {
		d.preview.View() // what a page is is known once it was drawn
		msg, ok := named[k]
		if !ok {
			msg = tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(k)}
		}
		if _, cmd := d.preview.Update(msg); cmd != nil {
			_, d.quit = cmd().(tea.QuitMsg)
		}
	}
	return d
}

func (d *desk) to(step int) *desk {
	for range step {
		d.keys("right")
	}
	return d
}

func (d *desk) screen() string { return ansi.Strip(d.preview.View()) }

func (d *desk) shows(texts ...string) *desk {
	d.t.Helper()
	for _, text := range texts {
		if !strings.Contains(d.screen(), text) {
			d.t.Errorf("%q is not on the screen:\n%s", text, d.screen())
		}
	}
	return d
}

func (d *desk) hides(texts ...string) *desk {
	d.t.Helper()
	for _, text := range texts {
		if strings.Contains(d.screen(), text) {
			d.t.Errorf("%q is on the screen:\n%s", text, d.screen())
		}
	}
	return d
}

// Lines of the file are no matter of the frames: they change with its content.
var (
	lineNumber = regexp.MustCompile(`(line|[!•]) +\d+`)
	digit      = regexp.MustCompile(`\d`)
)

// golden compares the screen with the kept one, after a look at what every
// frame owes the terminal.
func (d *desk) golden(name string) {
	d.t.Helper()
	p := d.preview
	d.fits()
	name = filepath.Join("testdata", "frames", fmt.Sprintf("%s-%dx%d.txt", name, p.width, p.height))
	got := lineNumber.ReplaceAllStringFunc(trimRight(d.screen())+"\n", func(s string) string {
		return digit.ReplaceAllString(s, "N")
	})
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

func (d *desk) fits() {
	d.t.Helper()
	lines := strings.Split(d.preview.View(), "\n")
	if len(lines) != d.preview.height-1 {
		d.t.Errorf("the frame has %d lines in a window of %d", len(lines), d.preview.height)
	}
	for i, l := range lines {
		if w := ansi.StringWidth(l); w > d.preview.width {
			d.t.Errorf("line %d has %d cells in a window of %d: %q", i+1, w, d.preview.width, ansi.Strip(l))
		}
	}
}

// brokenPhase is a problem of the third step.
const goodPhase, brokenPhase = "id = \"ee-03\"\nphase = \"A\"", "id = \"ee-03\"\nphase = \"Z\""

func TestPreviewFrames(t *testing.T) {
	views := map[string]func(*desk){
		"preview-briefing": func(*desk) {},
		"preview-step":     func(d *desk) { d.to(5) },
		"preview-readings": func(d *desk) { d.to(5).keys("f", "enter", "space") },
		"preview-broken":   func(d *desk) { d.to(3).save(goodPhase, brokenPhase) },
		"preview-list":     func(d *desk) { d.keys("p", "down") },
		"preview-keys":     func(d *desk) { d.to(5).keys("?") },
	}
	for name, way := range views {
		t.Run(name, func(t *testing.T) {
			for _, size := range [][2]int{{80, 24}, {100, 30}, {160, 45}} {
				d := newDesk(t, size[0], size[1], "", "")
				way(d)
				d.golden(name)
			}
			small := newDesk(t, 60, 20, "", "")
			way(small)
			small.fits()
		})
	}
}

// A save that breaks the file leaves the last good version on screen, at the
// same place; mending it brings the new one.
func TestPreviewKeepsTheLastGoodVersion(t *testing.T) {
	d := newDesk(t, 100, 30, "", "")
	d.to(3).shows("step 3 of 16", "✓ no problems").hides("Broken on")
	d.save(goodPhase, brokenPhase).shows("step 3 of 16", "! 1 problem · this is the last good version", `there is no phase "Z"`)
	d.save("schema = 1", "schema = = 1").shows("step 3 of 16", "last good version").hides(`no phase "Z"`)
	d.keys("p").shows("expected a value").keys("enter").shows("briefing", "expected a value")
	d.save("schema = = 1", "schema = 1").save(brokenPhase, goodPhase).shows("✓ no problems", "briefing")
}

// The place is the step, not its number.
func TestPreviewKeepsItsPlace(t *testing.T) {
	d := newDesk(t, 100, 30, "", "")
	d.to(3)
	title := d.preview.at().Title
	d.shows("step 3 of 16", title)
	from := strings.Index(d.body, "[[steps]]\nid = \"ee-02\"")
	to := strings.Index(d.body, "[[steps]]\nid = \"ee-03\"")
	third := d.body[to:]
	second := strings.Replace(d.body[from:to], `"ee-02"`, `"ee-02b"`, 1)
	d.save(third, second+third).shows("step 4 of 17", title)
	// What was shown is gone: what stands in its place is shown.
	d.keys("left").shows("step 3 of 17").save(second, "").shows("step 3 of 16", title)
}

func TestPreviewOfABrokenFile(t *testing.T) {
	d := newDesk(t, 80, 24, "schema = 1", "schema = = 1")
	d.shows(draftName, "there is no earlier version to show", "! 1 problem", "line 2").fits()
	d.keys("right", "left", "enter", "f", "p", "enter", "space").fits()
	d.save("schema = = 1", "schema = 1").shows("Estonia 2007 · briefing")
}

func TestPreviewKeys(t *testing.T) {
	d := newDesk(t, 100, 60, "", "")
	d.keys("left").shows("briefing").to(1).shows("step 1 of 16", "To judge").hides("because", "For the facilitator")
	d.keys("enter").shows("because").hides("To judge").keys("right").shows("step 2 of 16", "because")
	d.keys("enter", "f").shows("For the facilitator").hides("because").keys("f").hides("For the facilitator")
	d.to(40).shows("step 16 of 16")
	d.keys("p").shows("Problems and advice").keys("esc").shows("step 16 of 16")
	d.keys("p", "down", "enter").shows("step 7 of 16", "The fact rests only on what nobody read: S61")
	// All keys, of the scenario and of the list; any key goes back.
	d.keys("?").shows("All keys", "problems and advice", "notes", "dark or light", "quit").hides("what nobody read")
	d.keys("x").shows("step 7 of 16").keys("p", "?").shows("All keys", "go there").hides("readings").keys("esc").shows("Problems and advice")
	d.keys("esc").shows("step 7 of 16")
	if d.keys("q"); !d.quit {
		t.Error("q doesn't quit")
	}
}

// Nothing is cut from a long remark in the list, and the chosen one is in sight.
func TestPreviewListWraps(t *testing.T) {
	for _, width := range []int{80, 100, 160} {
		d := newDesk(t, width, 24, "\ndate = \"2007-04-27", "\ndate = \"2007-04-27T13:30")
		d.keys("p")
		said := inert.Line(d.preview.draft.Remarks[0].What)
		together := func(s string) string { return strings.Join(strings.Fields(s), "") } // lines break at hyphens too
		if len(said) < 100 || strings.Count(together(d.screen()), together(said)) != 2 {
			t.Errorf("in %d columns:\n%s", width, d.screen())
		}
	}
}

// Text of a file that isn't content doesn't act on the terminal.
func TestPreviewIsInert(t *testing.T) {
	d := newDesk(t, 100, 30, `title = "Estonia 2007"`, `title = "Estonia \u001b[31m" # `)
	if strings.Contains(d.screen(), "\x1b") {
		t.Error("an escape character is on the screen")
	}
	d.shows("U+001B")
}

func TestPreviewNeedsRoom(t *testing.T) {
	d := newDesk(t, 40, 10, "", "")
	d.shows("This window has 40 × 10").fits()
}

// In a small window what a key opens lies below the edge: it is turned to.
func TestPreviewTurnsToWhatIsOpened(t *testing.T) {
	d := newDesk(t, 80, 24, "", "").to(4)
	d.hides("because").keys("enter").shows("because", "UN 13(b)  Consider").keys("enter").hides("because")
	d.keys("f").shows("For the facilitator").keys("f").hides("For the facilitator")
	// Where all of it fits nothing moves.
	d = newDesk(t, 100, 60, "", "").to(4)
	before := strings.SplitN(d.screen(), "\n", 8)[:7]
	if after := strings.SplitN(d.keys("f").screen(), "\n", 8)[:7]; strings.Join(before, "\n") != strings.Join(after, "\n") {
		t.Errorf("it moved:\n%s", d.screen())
	}
}
