package plain

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/room"
)

func invitation() room.Invitation {
	return room.Invitation{Code: "K7QPX", URL: "http://192.168.1.10:8080", SSHHost: "192.168.1.10", SSHPort: 2323, HostKey: "SHA256:mVPwvezndPv/ARoIadVY98vAC0g+P/5633yTC4d/wXE"}
}

// A playedRoom is a live room with the console's lines typed one at a time.
type playedRoom struct {
	t    *testing.T
	room *room.Room
	live *Live
}

func openLive(t *testing.T, groups ...string) *playedRoom {
	_, r := open(t, room.Choice{Mode: exercise.Room, Groups: groups})
	return &playedRoom{t, r, &Live{Invitation: invitation(), Passphrase: "four-word-pass", Notices: make(chan string, 4)}}
}

func (p *playedRoom) do(cs ...exercise.Command) {
	p.t.Helper()
	for _, c := range cs {
		if _, err := p.room.Do(context.Background(), c); err != nil {
			p.t.Fatalf("%#v: %v", c, err)
		}
	}
}

func (p *playedRoom) join(n int, group string) {
	for i := range n {
		p.do(exercise.Join{Participant: fmt.Sprintf("%s%d", group, i), Group: group, Via: "browser"})
	}
}

func (p *playedRoom) cast(who string, id norm.ID, b exercise.Ballot) {
	p.do(exercise.Cast{Participant: who, Step: p.room.State().Current(), Norm: id, Ballot: b})
}

// lines is what is said to some lines.
func (p *playedRoom) lines(lines ...string) (out, trouble string, err error) {
	var o, e bytes.Buffer
	err = Run(context.Background(), Options{
		In: strings.NewReader(strings.Join(lines, "\n") + "\n"), Out: &o, Err: &e,
		Room: p.room, Live: p.live, Now: p.room.Now,
	})
	unwrap := strings.NewReplacer("\n  ", " ")
	return unwrap.Replace(o.String()), unwrap.Replace(e.String()), err
}

// Before the reveal the console knows how many voted, and nothing of what.
func TestLiveVote(t *testing.T) {
	p := openLive(t, "Policy", "Youth")
	p.join(6, "Policy")
	p.join(2, "Youth")
	out, trouble, err := p.lines("", "begin", "13h policy 3 1 0", "quit")
	if err != nil || trouble != "" {
		t.Fatalf("%v: %s", err, trouble)
	}
	contains(t, "the start", out,
		"The room code is K7QPX. Letter by letter: K 7 Q P X.", "Phones and laptops join at: http://192.168.1.10:8080\n",
		"http://192.168.1.10:8080/j/K7QPX", "ssh -p 2323 k7qpx@192.168.1.10", "http://192.168.1.10:8080/screen/K7QPX",
		"Before the first step.", "0 of 8 who joined are connected.",
		"Step 1 of ", "0 of 8 have voted on all 2 norms, 0 on at least one.",
		"Recorded. 13(h), Policy: 3 helped", "4 hands beside 0 votes from devices.",
		"people come back to their votes by themselves", "normwalk resume ")
	for i := range 5 {
		p.cast(fmt.Sprintf("Policy%d", i), "un-gge-2015/h", exercise.Ballot{Answer: exercise.Latency, Reason: "trust", Note: "hush"})
	}
	p.cast("Youth0", "un-gge-2015/h", exercise.Ballot{Answer: exercise.Irrelevant, Note: "hush hush"})
	p.cast("Youth0", "un-gge-2015/k", exercise.Ballot{Answer: exercise.Irrelevant})

	out, _, _ = p.lines("wait 7", "", "parking", "wash", "divided", "norms", "cell 13h 1", "people all", "quit")
	contains(t, "the status", out, "7 votes recorded at this step.",
		"1 of 8 have voted on all 2 norms, 6 on at least one.", "In so far: 13(h) 6 votes and 4 hands; 13(k) 1 vote.",
		"By group: Policy 6, Youth 2.", "By the way they joined: browser 8.", "Participant 8: Youth, browser, not connected.")
	for _, secret := range []string{"hush", "trust", "Participant 7: latency", "added latency", p.live.Passphrase} {
		if strings.Contains(strings.ReplaceAll(out, wordsOfNoBallot, ""), secret) {
			t.Errorf("before the reveal the console says %q:\n%s", secret, out)
		}
	}

	out, _, _ = p.lines("reveal", "comments", "comments 13k", "again", "", "quit")
	contains(t, "the reveal", out, "3 helped, 6 added latency, 1 irrelevant, 0 abstained",
		"Reasons: trust 5.", "6 comments, for you alone: comments reads them.", "13(h), added latency: “hush”", "Nobody wrote a comment here.",
		"The second vote is open.")
	if strings.Contains(strings.Split(out, "comments reads them")[0], "hush") {
		t.Error("a comment is read out without being asked for")
	}
	if strings.Contains(out, "Youth: ") {
		t.Error("a group of one is told apart")
	}
}

// What the console may say before a reveal that has a verdict's name in it: an
// explanation of the hot wash's order.
const wordsOfNoBallot = "those that added latency first"

func TestLiveCommands(t *testing.T) {
	p := openLive(t)
	p.join(3, "")
	out, trouble, err := p.lines("close", "begin", "begin", "close", "", "open", "timer", "timer 1:30", "timer", "timer 99999", "timer off", "pause", "", "continue", "lock", "lock", "unlock",
		"remove 2", "remove 2", "remove 17", "n parking check the dates", "n parking later", "pin 15", "archive 16", "pin 99", "n change 15 parking check both dates", "parking",
		"remote", "console", "console show", "reveal", "open", "open again", "people", "wait 1 1", "quit")
	contains(t, "the dialogue", out,
		"Recorded. The vote at this step is closed", "The vote is closed, and not revealed. 0 of 3 have voted on all 2 norms",
		"Recorded. The vote at this step is open.", "No timer is set: timer 3", "Recorded. The timer is set to 1 min 30 s.", "1 min 30 s left of 1 min 30 s.", "Recorded. No timer is set.",
		"Recorded. The room is paused", "The vote is held back by the pause.", "Recorded. The room goes on.",
		"Recorded. The room is locked", "Nothing changed. The room is locked", "Recorded. The room is open: people can join.",
		"Recorded. Participant 2 takes no part any more", "Nothing changed. Participant 2",
		"http://192.168.1.10:8080/r/K7QPX (room code K7QPX)\n",
		"ssh -p 2323 console@192.168.1.10", "Passphrase: four-word-pass\n", "\nKey: SHA256:mVPwvezndPv/ARoIadVY98vAC0g+P/5633yTC4d/wXE\n", "2 who joined are connected. 1 removed.")
	contains(t, "the complaints", trouble, "There is no step yet: begin goes to the first", "The exercise has begun", "“99999” is no length for a timer",
		"There is no participant “17”", "There is no note “99”", "“open again” opens the same vote all the same")
	if !errors.Is(err, errWaited) {
		t.Errorf("a wait in vain ends a script with %v", err)
	}
	if warned := strings.Index(out, "make sure that nobody can read this screen"); warned < 0 || warned > strings.Index(out, "four-word-pass") {
		t.Error("the passphrase comes without a warning")
	}
	st, _ := p.room.State().Step(p.room.State().Current())
	if st.Phase != exercise.Voting || st.Reopened != 1 {
		t.Errorf("the step is %s, reopened %d times", st.Phase, st.Reopened)
	}
}

// The parking lot has pinned points first, and those that are dealt with last;
// to rewrite one leaves it where it is.
func TestParkingLot(t *testing.T) {
	p := openLive(t)
	p.join(1, "")
	p.lines("n parking one", "n parking two", "n takeaway three", "n parking \x1b[31mfour", "quit")
	var ids []int64
	for _, n := range p.room.State().Notes() {
		ids = append(ids, n.ID)
	}
	p.do(exercise.Propose{Text: "a norm of theirs", Participant: "0"})
	out, trouble, _ := p.lines(fmt.Sprintf("archive %d", ids[0]), fmt.Sprintf("pin %d", ids[3]), fmt.Sprintf("n change %d parking vier", ids[3]), "parking", "quit")
	want := []string{fmt.Sprintf("Pinned. Note %d: vier.", ids[3]), fmt.Sprintf("\nNote %d: two.", ids[1]), fmt.Sprintf("Dealt with. Note %d: one.", ids[0]), "Norm that was missing: a norm of theirs."}
	at := -1
	for _, w := range want {
		i := strings.LastIndex(out, w)
		if i < at || i < 0 {
			t.Errorf("%q is not in its place:\n%s\n%s", w, out, trouble)
		}
		at = i
	}
	if list := out[strings.LastIndex(out, "Pinned."):]; strings.Contains(list, "three") {
		t.Error("a take-away stands in the parking lot")
	}
}

// Empty seats are left out of the count when that is asked for by name.
func TestEmptySeats(t *testing.T) {
	p := openLive(t)
	p.join(4, "")
	defer p.room.Here("3")()
	p.do(exercise.Enter{Step: p.room.State().Steps()[0].ID})
	p.cast("0", "un-gge-2015/h", exercise.Ballot{Answer: exercise.Helped})
	out, trouble, err := p.lines("people", "empty", "people", "empty drop", "empty drop", "people", "", "quit")
	if err != nil || trouble != "" {
		t.Fatalf("%v: %s", err, trouble)
	}
	contains(t, "the dialogue", out, "1 of 4 who joined are connected.", "At 2 seats nobody is connected, and no vote came from them at this step; empty says more.",
		"“empty drop” leaves them out of the count", "Recorded. 2 empty seats left out of the count.", "No seat is empty",
		"1 of 2 who joined are connected. 2 left out of the count.", "1 on at least one.")
	if before, _, _ := strings.Cut(out, "empty drop\n"); strings.Contains(before, "Recorded") {
		t.Error("seats are left out without being asked for by name")
	}
}

// Votes from seats that are empty now are in both numbers.
func TestVotesFromEmptySeats(t *testing.T) {
	p := openLive(t)
	p.join(4, "")
	steps := p.room.State().Steps()
	p.do(exercise.Enter{Step: steps[0].ID})
	for i := range 3 {
		for _, id := range steps[0].Norms {
			p.cast(fmt.Sprint(i), id, exercise.Ballot{Answer: exercise.Helped})
		}
	}
	p.do(exercise.Enter{Step: steps[1].ID}, exercise.Vacate{Participants: []string{"0", "1"}}, exercise.Enter{Step: steps[0].ID})
	out, _, _ := p.lines("status", "quit")
	contains(t, "the dialogue", out, "3 of 4 have voted")
}

// The card says when the computer has left the network that it names.
func TestAStaleAddressIsSaid(t *testing.T) {
	p := openLive(t)
	gone := false
	p.live.Astray = func() bool { return gone }
	if _, trouble, _ := p.lines("card", "quit"); trouble != "" {
		t.Errorf("trouble: %s", trouble)
	}
	gone = true
	_, trouble, _ := p.lines("card", "quit")
	contains(t, "the trouble", trouble, "This computer is no longer at 192.168.1.10", "normwalk resume --lan")
}

// A group that is too small has no counts, which is not the same as zeros.
func TestTooSmallGroupsHaveNoZeros(t *testing.T) {
	p := openLive(t, "Policy", "Youth")
	p.join(6, "Policy")
	p.join(2, "Youth")
	p.join(5, "")
	p.do(exercise.Enter{Step: p.room.State().Steps()[0].ID})
	for _, who := range p.room.State().Participants() {
		p.cast(who.ID, "un-gge-2015/h", exercise.Ballot{Answer: exercise.Helped})
	}
	out, _, _ := p.lines("reveal", "wash", "gaps", "quit")
	contains(t, "the groups", out, "Policy, 1 item: 6 helped", "Youth: not shown: groups of fewer than 5 stay together.")
}

// Norms that people propose are announced once, and not the facilitator's own.
func TestProposalsAreAnnounced(t *testing.T) {
	p := openLive(t)
	p.join(1, "")
	p.do(exercise.Propose{Text: "a norm of theirs", Participant: "0"})
	out, _, _ := p.lines("propose a norm of mine", "", "parking", "quit")
	if got := strings.Count(out, "1 norm proposed by participants; parking reads all."); got != 1 || strings.Contains(out, "2 norms") {
		t.Errorf("it is announced %d times:\n%s", got, out)
	}
}

// Before the first step no time is used.
func TestNoTimeIsSpentOnJoining(t *testing.T) {
	out, _, _ := openLive(t).lines("", "quit")
	if _, status, _ := strings.Cut(out, "Before the first step."); !strings.Contains(status, "connected.") || strings.Contains(status, "used") {
		t.Errorf("the status:\n%s", out)
	}
}

// What went wrong elsewhere is said before the next prompt.
func TestNotices(t *testing.T) {
	p := openLive(t)
	notices := make(chan string, 1)
	notices <- "the server for terminals has stopped"
	p.live.Notices = notices
	_, trouble, _ := p.lines("quit")
	contains(t, "the console", trouble, "The server for terminals has stopped.")
}

// A wait ends with the vote that it waits for, and with the program.
func TestWait(t *testing.T) {
	p := openLive(t)
	p.join(2, "")
	p.do(exercise.Enter{Step: p.room.State().Steps()[0].ID})
	in, typist := io.Pipe()
	defer typist.Close()
	ctx, cancel := context.WithCancel(t.Context())
	out, say := io.Pipe()
	ended := make(chan error)
	go func() {
		ended <- Run(ctx, Options{In: in, Out: say, Err: io.Discard, Room: p.room, Live: p.live, Now: p.room.Now})
		say.Close()
	}()
	said := bufio.NewScanner(out)
	if _, err := io.WriteString(typist, "wait 2 60\n"); err != nil {
		t.Fatal(err)
	}
	p.cast("0", "un-gge-2015/h", exercise.Ballot{Answer: exercise.Helped})
	p.cast("1", "un-gge-2015/h", exercise.Ballot{Answer: exercise.Helped})
	for said.Scan() && said.Text() != "2 votes recorded at this step." {
	}
	go func() {
		for said.Scan() {
		}
	}()
	if _, err := io.WriteString(typist, "wait 3 60\n"); err != nil {
		t.Fatal(err)
	}
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("ended with %v", err)
	}
}

// The live room's words are no commands elsewhere.
func TestLiveCommandsAreOfLiveRooms(t *testing.T) {
	_, r := open(t, room.Choice{Mode: exercise.Hands})
	out, trouble, _ := play(t, r, false, "", "pause", "people", "console show", "help", "quit")
	if strings.Count(trouble, "nothing was recorded") != 3 || strings.Contains(out, "lets nobody join") {
		t.Errorf("out:\n%s\ntrouble:\n%s", out, trouble)
	}
}

// An exercise that is no longer served can be led all the same.
func TestUnserved(t *testing.T) {
	p := openLive(t)
	p.live = nil
	out, trouble, err := p.lines("begin", "13h 6 0 0", "remote", "console", "reveal", "quit")
	if err != nil {
		t.Fatal(err)
	}
	contains(t, "the dialogue", out, "The room is not served", "all say: helped")
	contains(t, "the complaints", trouble, "no pages that somebody elsewhere could open", "takes no terminals")
}

// A report that is saved in the middle of a vote doesn't tell what is in.
func TestReportBeforeTheReveal(t *testing.T) {
	p := openLive(t)
	p.join(6, "")
	p.do(exercise.Enter{Step: p.room.State().Steps()[0].ID})
	for i := range 6 {
		p.cast(fmt.Sprint(i), "un-gge-2015/h", exercise.Ballot{Answer: exercise.Latency, Reason: "capacity", Note: "hush"})
	}
	var saved string
	err := Run(t.Context(), Options{
		In: strings.NewReader("report\nquit\n"), Out: io.Discard, Err: io.Discard, Room: p.room, Live: p.live, Now: p.room.Now,
		Save: func(name string, body []byte) (string, error) { saved = string(body); return name, nil },
	})
	if err != nil || saved == "" {
		t.Fatalf("nothing saved: %v", err)
	}
	if strings.Contains(saved, "hush") || strings.Contains(saved, "6 (100%)") {
		t.Errorf("the report tells of the open vote:\n%s", saved)
	}
}

// The projector follows this console into the hot wash and out of it.
func TestTheProjectorFollowsIntoTheHotWash(t *testing.T) {
	p := openLive(t)
	p.join(2, "")
	for _, c := range []struct {
		lines []string
		want  bool
	}{{[]string{"begin", "13h 1 0 0", "reveal"}, false}, {[]string{"wash"}, true}, {[]string{"wash", "go 1"}, false}} {
		if _, trouble, err := p.lines(append(c.lines, "quit")...); err != nil {
			t.Fatalf("%v: %s", err, trouble)
		}
		if got := p.room.Washing(); got != c.want {
			t.Errorf("after %v the projector shows the hot wash: %t", c.lines, got)
		}
	}
}

// Hands of a live room belong to nobody's group unless one is named.
func TestHandsOfTheWholeRoom(t *testing.T) {
	p := openLive(t, "Policy", "Youth")
	out, trouble, err := p.lines("begin", "13h 12 5 2", "13h youth 1 0 0", "quit")
	if err != nil || trouble != "" {
		t.Fatalf("%v: %s", err, trouble)
	}
	contains(t, "the counts", out, "12 helped", "Recorded. 13(h), Youth: 1 helped")
}
