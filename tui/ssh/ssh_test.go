package ssh

import (
	"strings"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"github.com/normwalk/normwalk/engine/exercise"
)

func TestJoinVoteLeaveAndComeBack(t *testing.T) {
	h := open(t, nil, "Academia", "Government")
	key := newKey(t)
	s := h.terminal("somebody", key)
	s.shows("Room code").keys("wrong", "enter").shows("not the code")
	s.keys(h.access.Code, "enter").shows("Your stakeholder group").keys("down", "enter").shows("You are participant 1")
	step := h.step(1)
	h.do(exercise.Enter{Step: step.Step})
	s.shows("step 1 of 8").keys("l").shows("● recorded")
	id := h.room.State().Participants()[0].ID
	item := exercise.Item{Step: step.Step, Norm: step.Norms[0], Round: 1}
	if b, _ := h.room.State().Ballot(item, id); b.Answer != exercise.Latency {
		t.Errorf("recorded %+v", b)
	}
	if !h.room.IsConnected(id) {
		t.Error("they don't count as connected")
	}
	s.keys("q").shows("Leave?").keys("enter").shows("You have left. Everything recorded is kept.")
	if err := s.ends(); err != nil {
		t.Errorf("it ends with %v", err)
	}
	eventually(t, "nobody is connected", func() bool { return h.room.Connected() == 0 })

	h.terminal("another name", key).shows("[L]", "● recorded", "you are participant 1 ")
	if n := h.room.State().Joined(); n != 1 {
		t.Errorf("%d people joined", n)
	}
	if p := h.room.State().Participants()[0]; p.Group != "Academia" || p.Via != "ssh" {
		t.Errorf("joined as %+v", p)
	}
}

func TestTheUserNameMayBeTheCode(t *testing.T) {
	h := open(t, nil)
	h.terminal(strings.ToLower(h.access.Code), newKey(t)).shows("You are participant 1")
	h.terminal(h.access.Code, newKey(t)).shows("You are participant 2")
}

func TestWithoutAKeyEverybodyIsNew(t *testing.T) {
	h := open(t, nil)
	s := h.terminal(h.access.Code, keyless()).shows("You are participant 1")
	s.keys("q").shows("no SSH key").keys("enter")
	s.ends()
	h.terminal(h.access.Code, keyless()).shows("You are participant 2")
}

func TestTheConsoleNeedsThePassphrase(t *testing.T) {
	h := open(t, nil)
	if _, err := h.dial("console", newKey(t)); err == nil {
		t.Error("a key opens the console")
	}
	if _, err := h.dial("console", gossh.Password("wrong")); err == nil {
		t.Error("a wrong password opens the console")
	}
	asked := 0
	if _, err := h.dial("Console", newKey(t), answers(h.access.Code, &asked)); err == nil || asked != mostTries {
		t.Errorf("the room's code was taken %d times for the passphrase: %v", asked, err)
	}
	h.terminal("console", answers(h.access.Passphrase, &asked)).shows("this is the console")
	h.terminal("console", newKey(t), gossh.Password(h.access.Passphrase)).shows("this is the console").keys("q")
	for _, user := range []string{"console ", "consol", "screen"} {
		if strings.Contains(h.terminal(user, newKey(t)).shows("Room code").raw(), "the console") {
			t.Errorf("%q gets the console", user)
		}
	}
}

func TestThePassphraseCannotBeTriedForLong(t *testing.T) {
	now := time.Now()
	h := open(t, func(o *Options) { o.Now = func() time.Time { return now } }) // tries don't come back with time
	asked, wrong := 0, 0
	for range 10 {
		if _, err := h.dial("console", answers("wrong", &asked)); err == nil {
			t.Fatal("let in")
		}
		wrong++
	}
	if _, err := h.dial("console", answers(h.access.Passphrase, &asked)); err == nil {
		t.Errorf("after %d connections with wrong passphrases the right one is tried at once", wrong)
	}
}

func TestTheScreenAsksForTheCode(t *testing.T) {
	h := open(t, nil)
	h.terminal("screen", newKey(t)).shows("Room code").keys(h.access.Code, "enter").shows("this is the screen")
	h.terminal("screen-"+strings.ToLower(h.access.Code), keyless()).shows("this is the screen")
	h.terminal("screen-wrong", keyless()).shows("Room code")
}
