package room

import (
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
)

func TestAccessIsTheSameAfterARestart(t *testing.T) {
	path := filepath.Join(t.TempDir(), "j.db")
	h := newHost(t, path)
	id := open(t, h, Choice{Scenario: "wannacry-2017", Mode: exercise.Room}).State().Setup().Exercise
	a, err := h.Access(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	key, err := h.Identity(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := h.Journal.Close(); err != nil {
		t.Fatal(err)
	}
	again := newHost(t, path)
	b, err := again.Access(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	if a.Code != b.Code || a.Passphrase != b.Passphrase || a.Token("x") != b.Token("x") {
		t.Error("after a restart the room has another code, passphrase or key")
	}
	if same, err := again.Identity(ctx); err != nil || string(same) != string(key) {
		t.Errorf("after a restart SSH clients see another host: %v", err)
	}
	block, _ := pem.Decode(key)
	if block == nil {
		t.Fatal("the host key is no PEM")
	}
	if _, err := x509.ParsePKCS8PrivateKey(block.Bytes); err != nil {
		t.Errorf("the host key: %v", err)
	}
}

func TestForgottenAccessIsMadeAnew(t *testing.T) {
	h := newHost(t, filepath.Join(t.TempDir(), "j.db"))
	id := open(t, h, Choice{Scenario: "wannacry-2017", Mode: exercise.Room}).State().Setup().Exercise
	a, err := h.Access(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	if err := h.Forget(ctx, id); err != nil {
		t.Fatal(err)
	}
	b, err := h.Access(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	_, known := b.Participant(a.Token("p"))
	if a.Code == b.Code || a.Passphrase == b.Passphrase || a.Alias("x") == b.Alias("x") || known {
		t.Errorf("%+v after %+v", b, a)
	}
}

func TestAccessAdmitsWhoMayComeIn(t *testing.T) {
	h := newHost(t, filepath.Join(t.TempDir(), "j.db"))
	rooms := make([]*Access, 2)
	for i := range rooms {
		var err error
		id := open(t, h, Choice{Scenario: "wannacry-2017", Mode: exercise.Room}).State().Setup().Exercise
		if rooms[i], err = h.Access(ctx, id); err != nil {
			t.Fatal(err)
		}
	}
	a, other := rooms[0], rooms[1]
	for _, typed := range []string{a.Code, strings.ToLower(a.Code), " " + a.Code[:2] + "-" + a.Code[2:] + "\n"} {
		if !a.Admits(typed) {
			t.Errorf("the room's code, typed as %q, is refused", typed)
		}
	}
	for _, typed := range []string{"", other.Code, a.Code + "2", a.Code[:4], a.Passphrase} {
		if a.Admits(typed) {
			t.Errorf("%q is no code of this room", typed)
		}
	}
	if !a.Facilitates(a.Passphrase) || !a.Facilitates(strings.ToUpper(strings.ReplaceAll(a.Passphrase, "-", " "))) {
		t.Error("the facilitator's passphrase is refused")
	}
	for _, typed := range []string{"", a.Code, other.Passphrase, a.Passphrase[1:]} {
		if a.Facilitates(typed) {
			t.Errorf("%q opens the console", typed)
		}
	}
	token := a.Token("x")
	if id, ok := a.Participant(token); !ok || id != "x" {
		t.Errorf("a good token is %q's, %t", id, ok)
	}
	forged := []string{"", ".", "x", "x.", "y" + token[1:], token + "A", token[:len(token)-1], other.Token("x"), "." + token}
	for _, f := range forged {
		if id, ok := a.Participant(f); ok {
			t.Errorf("the forged token %q is taken for %q's", f, id)
		}
	}
	if again := a.Alias("key"); again != a.Alias("key") || again == a.Alias("yek") || again == other.Alias("key") {
		t.Error("an alias is the same in one room, and another in the next")
	}
}

func TestServingSettingsAreReplaced(t *testing.T) {
	h := newHost(t, filepath.Join(t.TempDir(), "j.db"))
	id := open(t, h, Choice{Scenario: "wannacry-2017", Mode: exercise.Room}).State().Setup().Exercise
	if _, ok, err := h.Serving(ctx, id); ok || err != nil {
		t.Errorf("settings that nobody kept: %t, %v", ok, err)
	}
	for _, want := range []string{"one", "two"} {
		if err := h.KeepServing(ctx, id, []byte(want)); err != nil {
			t.Fatal(err)
		}
		if got, ok, err := h.Serving(ctx, id); string(got) != want || !ok || err != nil {
			t.Errorf("got %q, %t, %v, want %q", got, ok, err, want)
		}
	}
}

func TestWhoIsConnected(t *testing.T) {
	r := open(t, newHost(t, filepath.Join(t.TempDir(), "j.db")), Choice{Scenario: "wannacry-2017", Mode: exercise.Room})
	gone := r.Here("x")
	again := r.Here("x")
	defer r.Here("y")()
	gone()
	gone() // twice is once
	if !r.IsConnected("x") || r.Connected() != 2 {
		t.Errorf("x has one connection left, and y one: %d connected", r.Connected())
	}
	again()
	if r.IsConnected("x") || r.Connected() != 1 {
		t.Errorf("x is gone: %d connected", r.Connected())
	}
}

// Seats that nobody is at are those of people who neither are connected nor have
// voted; whoever is connected again is counted again.
func TestWhoIsAbsent(t *testing.T) {
	r := open(t, newHost(t, filepath.Join(t.TempDir(), "j.db")), Choice{Scenario: "wannacry-2017", Mode: exercise.Room})
	step := r.State().Steps()[0]
	for _, id := range []string{"here", "voted", "away"} {
		do(t, r, exercise.Join{Participant: id})
	}
	defer r.Here("here")()
	do(t, r, exercise.Enter{Step: step.ID},
		exercise.Cast{Participant: "voted", Step: step.ID, Norm: step.Norms[0], Ballot: exercise.Ballot{Answer: exercise.Helped}})
	if got := r.Absent(); !slices.Equal(got, []string{"away"}) {
		t.Errorf("absent are %v", got)
	}
	do(t, r, exercise.Vacate{Participants: r.Absent()})
	if got := r.State().Joined(); got != 2 || len(r.Absent()) != 0 {
		t.Errorf("%d are counted, absent are %v", got, r.Absent())
	}
	r.Here("away")()
	if got := r.State().Joined(); got != 3 {
		t.Errorf("%d are counted once the third was back", got)
	}
}

// A seat at which somebody is connected is not empty, whatever its state was when
// the facilitator looked; nor once somebody connects while it is being vacated.
func TestNobodyWhoIsConnectedIsLeftOut(t *testing.T) {
	r := open(t, newHost(t, filepath.Join(t.TempDir(), "j.db")), Choice{Scenario: "wannacry-2017", Mode: exercise.Room})
	do(t, r, exercise.Join{Participant: "x"}, exercise.Join{Participant: "y"})
	absent := r.Absent()
	defer r.Here("x")()
	do(t, r, exercise.Vacate{Participants: absent})
	if x, _ := r.State().Participant("x"); x.Away || r.State().Joined() != 1 || !slices.Equal(absent, []string{"x", "y"}) {
		t.Errorf("x is %+v, %d are counted; absent were %v", x, r.State().Joined(), absent)
	}
	seq := r.State().Seq()
	defer r.Here("stranger")()
	if _, ok := r.State().Participant("stranger"); ok || r.State().Seq() != seq {
		t.Error("whoever is connected without having joined has a seat")
	}
	for i := range 60 {
		id := fmt.Sprint("racer", i)
		do(t, r, exercise.Join{Participant: id})
		gone := make(chan func())
		go func() {
			time.Sleep(time.Duration(i%10) * 100 * time.Microsecond)
			gone <- r.Here(id)
		}()
		do(t, r, exercise.Vacate{Participants: []string{id}})
		defer (<-gone)()
		if p, _ := r.State().Participant(id); p.Away {
			t.Fatalf("%s is connected and not counted", id)
		}
	}
}

func TestInvitation(t *testing.T) {
	i := Invitation{Code: "KX7MP", URL: "http://192.0.2.7:8080", SSHHost: "192.0.2.7", SSHPort: 2323}
	for got, want := range map[string]string{
		i.JoinURL():                        "http://192.0.2.7:8080/j/KX7MP",
		i.RemoteURL():                      "http://192.0.2.7:8080/r/KX7MP",
		i.ScreenURL():                      "http://192.0.2.7:8080/screen/KX7MP",
		i.SSH():                            "ssh -p 2323 kx7mp@192.0.2.7",
		i.SSHScreen():                      "ssh -p 2323 screen-kx7mp@192.0.2.7",
		i.SSHConsole():                     "ssh -p 2323 console@192.0.2.7",
		i.RemoteLine("WannaCry", 0, 8, ""): "WannaCry. Vote here: http://192.0.2.7:8080/r/KX7MP (room code KX7MP)",
		i.RemoteLine("WannaCry", 3, 8, "The worm"):         "WannaCry, step 3 of 8: The worm. Vote here: http://192.0.2.7:8080/r/KX7MP (room code KX7MP)",
		Invitation{SSHHost: "h", SSHPort: 22}.SSHConsole(): "ssh console@h",
		Invitation{Code: "KX7MP"}.SSH():                    "",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// What is shared between watchers is made once for each state.
func TestViewIsMadeOnce(t *testing.T) {
	r := open(t, newHost(t, filepath.Join(t.TempDir(), "j.db")), Choice{Scenario: "wannacry-2017", Mode: exercise.Room})
	first := r.View(exercise.Projector)
	if r.View(exercise.Projector) != first {
		t.Error("the same state is made again for each who asks")
	}
	do(t, r, exercise.Join{Participant: "x"})
	if second := r.View(exercise.Projector); second == first || second.Joined() != 1 {
		t.Errorf("a view stays behind: %d joined", second.Joined())
	}
	if len(r.View(exercise.Participating).Participants()) != 0 || len(r.View(exercise.Facilitator).Participants()) != 1 {
		t.Error("one role is given another's view")
	}
}
