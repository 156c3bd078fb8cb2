package ssh

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	gossh "golang.org/x/crypto/ssh"

	"github.com/normwalk/normwalk/engine/exercise"
)

// heap is what is in use, in MB.
func heap() int {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc >> 20)
}

// Whoever is on the network, also without the code, can send more than a session
// reads. It must not be kept.
func TestWhatIsNotReadIsNotKept(t *testing.T) {
	h := open(t, nil)
	before := heap()
	for round := range 10 {
		ch, requests, err := h.mustDial("nobody", keyless()).OpenChannel("session", nil)
		if err != nil {
			t.Fatal(err)
		}
		go gossh.DiscardRequests(requests)
		s := h.terminal("nobody", keyless()).shows("Room code")
		ways := []struct {
			where string
			w     io.Writer
		}{{"a session", s.in}, {"a channel without a session", ch}, {"a channel, beside the keys", ch.Stderr()}}
		for i := range ways { // who comes first cuts the others off too: each is first at times
			where, w := ways[(round+i)%3].where, ways[(round+i)%3].w
			cut := make(chan error, 1)
			go func() {
				_, err := w.Write(make([]byte, 4<<20))
				cut <- err
			}()
			select {
			case err := <-cut:
				if err == nil {
					t.Errorf("%s takes four megabytes", where)
				}
			case <-time.After(patience):
				t.Fatalf("%s: who sends too much stays", where)
			}
		}
	}
	// Of 120 megabytes, and much more as the library keeps them.
	eventually(t, "little of it is kept", func() bool { return heap() < before+30 })
}

// A client may lean on a key, and paste.
func TestAPasteIsTaken(t *testing.T) {
	h := open(t, nil)
	step := h.step(1)
	h.do(exercise.Enter{Step: step.Step})
	s := h.terminal(h.access.Code, newKey(t)).shows("step 1 of 8").keys("h").shows("● recorded").keys("n").shows("Note on")
	s.keys("\x1b[200~" + strings.Repeat("a", 3000) + "\x1b[201~").keys("enter")
	item := exercise.Item{Step: step.Step, Norm: step.Norms[0], Round: 1}
	id := h.room.State().Participants()[0].ID
	eventually(t, "the note is recorded", func() bool {
		b, _ := h.room.State().Ballot(item, id)
		return len(b.Note) == exercise.MaxRemark
	})
}

func TestTheEnvironmentIsBounded(t *testing.T) {
	h := open(t, nil)
	sess, err := h.mustDial("nobody", keyless()).NewSession()
	if err != nil {
		t.Fatal(err)
	}
	taken := 0
	for range 10 * mostSettings {
		if sess.Setenv("NO_COLOR", "1") == nil {
			taken++
		}
	}
	if taken > mostSettings {
		t.Errorf("%d variables are kept", taken)
	}
}

// The code can't be guessed by connecting again and again: neither by the user
// name nor at the question.
func TestWrongCodesAreThrottled(t *testing.T) {
	now := time.Now()
	h := open(t, func(o *Options) { o.Now = func() time.Time { return now } }) // tries don't come back with time
	wrong := strings.Map(func(r rune) rune { return 'A' + (r+1)%26 }, h.access.Code)
	for range codesAtOnce {
		s := h.terminal(wrong, keyless()).shows("Room code")
		s.client.Close()
	}
	s := h.terminal(h.access.Code, keyless()).shows("Room code")
	s.keys(h.access.Code, "enter").shows("Too many wrong codes")
	s.ends()
	if n := h.room.State().Joined(); n != 0 {
		t.Errorf("%d people joined", n)
	}
	h.terminal("screen-"+h.access.Code, keyless()).shows("Room code")
}

// People who connect under their own name use up no tries.
func TestANameIsNoWrongCode(t *testing.T) {
	now := time.Now()
	h := open(t, func(o *Options) { o.Now = func() time.Time { return now } })
	for range codesAtOnce + 5 {
		s := h.terminal("participant", keyless()).shows("Room code")
		s.client.Close()
	}
	h.terminal(h.access.Code, keyless()).shows("You are participant 1")
}

func TestWhoDoesNotTypeTheCodeIsLetGo(t *testing.T) {
	t.Parallel()
	h := open(t, func(o *Options) { o.Limits.Code = long })
	inside := h.terminal(h.access.Code, newKey(t)).shows("You are participant 1")
	beamer := h.terminal("screen-"+h.access.Code, newKey(t)).shows("this is the screen")
	typed := h.terminal("me", newKey(t)).shows("Room code").keys(h.access.Code, "enter").shows("You are participant 2")
	silent := []*term{h.terminal("me", newKey(t)), h.terminal("screen", newKey(t))}
	for _, s := range silent {
		s.shows("Room code", "Nobody has typed the room's code").ends()
	}
	h.do(exercise.Enter{Step: h.step(1).Step})
	inside.shows("step 1 of 8")
	typed.shows("step 1 of 8")
	beamer.keys("q")
	if err := beamer.ends(); err != nil {
		t.Errorf("the screen was let go: %v", err)
	}
}

// pretender shows somebody else's public key, and signs with their own.
type pretender struct {
	gossh.Signer
	public gossh.PublicKey
}

// PublicKey is the other's.
func (p pretender) PublicKey() gossh.PublicKey { return p.public }

// A public key is public: to show one, without its private key, must not lead
// to its owner's ballots, whatever the client proves afterwards.
func TestAKeyThatIsOnlyShownIsNobodys(t *testing.T) {
	h := open(t, nil)
	signer := func() gossh.Signer {
		_, key, err := ed25519.GenerateKey(rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		s, err := gossh.NewSignerFromKey(key)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	owner := signer()
	h.terminal(h.access.Code, gossh.PublicKeys(owner)).shows("You are participant 1")
	own := signer()
	pretends := pretender{own, owner.PublicKey()}
	for _, then := range [][]gossh.AuthMethod{
		{gossh.PublicKeys(pretends), keyless()},
		{gossh.PublicKeys(pretends, own)},
		{gossh.PublicKeys(pretends), gossh.Password("")},
	} {
		if c, err := h.dial(h.access.Code, then...); err == nil {
			s := h.terminalOn(c, "xterm", nil).shows("You are participant")
			if strings.Contains(s.raw(), "participant 1.") {
				t.Error("who shows a key gets its owner's seat")
			}
			c.Close()
		}
	}
	h.terminal(h.access.Code, gossh.PublicKeys(owner)).shows("You are participant 1")
}

// What people type stands in the values of faults, and not in the log.
func TestTheLogQuotesNobody(t *testing.T) {
	const secret = "what somebody typed"
	for name, model := range map[string]func(context.Context, *lipgloss.Renderer) tea.Model{
		"the factory": func(context.Context, *lipgloss.Renderer) tea.Model { panic(secret) },
		"an error":    func(context.Context, *lipgloss.Renderer) tea.Model { panic(errors.New(secret)) },
		"the model":   func(context.Context, *lipgloss.Renderer) tea.Model { return quoting(secret) },
	} {
		h := open(t, func(o *Options) { o.Screen = model })
		h.terminal("screen-"+h.access.Code, newKey(t)).shows("Something went wrong").ends()
		eventually(t, "the fault is logged", func() bool {
			h.mu.Lock()
			defer h.mu.Unlock()
			return len(h.faults) == 1
		})
		if strings.Contains(h.faults[0], secret) || !strings.Contains(h.faults[0], "review_test.go") {
			t.Errorf("%s: %s", name, h.faults[0])
		}
	}
}

// quoting is a model whose fault quotes a text.
type quoting string

func (quoting) Init() tea.Cmd                         { return nil }
func (q quoting) Update(tea.Msg) (tea.Model, tea.Cmd) { panic("it says " + string(q)) }
func (q quoting) View() string                        { return "" }
