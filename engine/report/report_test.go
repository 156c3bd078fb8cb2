package report

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/normwalk/normwalk/engine/exercise"
)

func TestSolo(t *testing.T) {
	w := newWalk(t, exercise.Solo)
	w.must(
		exercise.Enter{Step: "ha-01"},
		solo("ha-01", "h", exercise.Ballot{Answer: exercise.Latency, Reason: "trust", Delay: "hours", Note: "who to call?"}),
		solo("ha-01", "d", exercise.Ballot{Answer: exercise.Abstain}),
		exercise.Reveal{Step: "ha-01"},
		exercise.SecondRound{Step: "ha-01"},
		solo("ha-01", "h", exercise.Ballot{Answer: exercise.Helped}),
		exercise.Reveal{Step: "ha-01"},
		exercise.Skip{Step: "ha-02"},
		exercise.Enter{Step: "ha-03"},
		solo("ha-03", "d", exercise.Ballot{Answer: exercise.Irrelevant}),
		exercise.SetAside{Step: "ha-03", Norm: "states-2015/h"},
		exercise.Reveal{Step: "ha-03"},
		exercise.Enter{Step: "ha-04"},
		solo("ha-04", "h", exercise.Ballot{Answer: exercise.Helped}),
		exercise.AddNote{Note: exercise.Note{Kind: exercise.TakeAway, Text: "Keep the list of numbers current.", Step: "ha-01"}},
		exercise.Finish{},
	)
	golden(t, w)
	goldenHTML(t, w)
}

func TestHandsWithGroupsAndTwoRounds(t *testing.T) {
	w := newWalk(t, exercise.Hands, "Government", "Technical community")
	remark := hands("ha-01", "h", "Technical community", 2, 6, 0, 0)
	remark.Reason, remark.Delay, remark.Note = "trust", "hours", "We would have rung a friend first."
	w.must(
		exercise.Enter{Step: "ha-01"},
		hands("ha-01", "h", "Government", 7, 1, 2, 0), remark, hands("ha-01", "h", "", 4, 3, 2, 1),
		hands("ha-01", "d", "Government", 0, 7, 2, 1), hands("ha-01", "d", "Technical community", 0, 6, 2, 0),
		exercise.Reveal{Step: "ha-01"},
		exercise.SecondRound{Step: "ha-01"},
		hands("ha-01", "h", "Government", 8, 1, 1, 0), hands("ha-01", "h", "Technical community", 5, 3, 0, 0), hands("ha-01", "h", "", 6, 2, 1, 1),
		exercise.Reveal{Step: "ha-01"},
		exercise.Enter{Step: "ha-02"},
		exercise.AddNorm{Step: "ha-02", Norm: "firms-2018/1"},
		exercise.AddNorm{Step: "ha-02", Norm: "states-2015/h"},
		hands("ha-02", "c", "", 5, 5, 5, 0),
		exercise.Count{Step: "ha-02", Norm: "firms-2018/1", Tally: exercise.Tally{Abstained: 12}},
		exercise.Reveal{Step: "ha-02"},
		exercise.Enter{Step: "ha-03"},
		hands("ha-03", "d", "Government", 2, 1, 0, 0),
		hands("ha-03", "h", "", 9, 9, 1, 0),
		exercise.Reveal{Step: "ha-03"},
		exercise.Enter{Step: "ha-04"},
		hands("ha-04", "h", "", 11, 7, 2, 0),
		exercise.AddNote{Note: exercise.Note{Kind: exercise.Unintended, Text: "A formal request\nwakes the lawyers.", Step: "ha-01"}},
		exercise.AddNote{Note: exercise.Note{Kind: exercise.ParkingLot, Text: "Who pays?"}},
		exercise.AddNote{Note: exercise.Note{Kind: exercise.FollowUp, Text: "Test the night number", Owner: "Response team", Due: "before summer", Step: "ha-01"}},
		exercise.AddNote{Note: exercise.Note{Kind: exercise.FollowUp, Text: "Ask the maker"}},
		exercise.Propose{Step: "ha-03", Text: "Say within a day that you have received a request."},
		exercise.Finish{},
	)
	golden(t, w)
	goldenHTML(t, w)
}

func TestInterim(t *testing.T) {
	w := newWalk(t, exercise.Room, "Government", "Academia")
	w.must(exercise.Enter{Step: "ha-01"})
	answers := []exercise.Answer{exercise.Helped, exercise.Latency, exercise.Helped}
	for i, p := range []string{"p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9"} {
		group := "Government"
		if i%3 == 0 {
			group = "Academia"
		}
		w.must(
			exercise.Join{Participant: p, Group: group, Via: "browser"},
			exercise.Cast{Participant: p, Step: "ha-01", Norm: "states-2015/h", Ballot: exercise.Ballot{Answer: answers[i%3], Reason: exercise.Reasons()[i%2]}},
		)
	}
	w.must(
		exercise.Cast{Participant: "p1", Step: "ha-01", Norm: "states-2015/d", Ballot: exercise.Ballot{Answer: exercise.Latency, Note: "Nothing criminal yet."}},
		exercise.Reveal{Step: "ha-01"},
		exercise.Enter{Step: "ha-03"},
		exercise.Cast{Participant: "p1", Step: "ha-03", Norm: "states-2015/h", Ballot: exercise.Ballot{Answer: exercise.Latency, Note: "not for others' eyes yet"}},
	)
	golden(t, w)
	goldenHTML(t, w)
	got := w.report() + w.page()
	if strings.Contains(got, "not for others") {
		t.Error("a ballot's note is in the report before the reveal")
	}
	if strings.Contains(got, "| Academia |") || strings.Contains(got, ">Academia</td>") {
		t.Error("a group of three ballots is shown alone")
	}
}

// Groups that are large enough are shown, and the rest of a room is one group.
func TestGroupsOfARoom(t *testing.T) {
	w := newWalk(t, exercise.Room, "Government", "Academia", "Youth")
	w.must(exercise.Enter{Step: "ha-01"})
	for group, n := range map[string]int{"Government": 6, "Academia": 4, "Youth": 1} {
		for i := range n {
			p := fmt.Sprint(group, i)
			w.must(exercise.Join{Participant: p, Group: group}, exercise.Cast{
				Participant: p, Step: "ha-01", Norm: "states-2015/h", Ballot: exercise.Ballot{Answer: exercise.Helped},
			})
		}
	}
	w.must(exercise.Reveal{Step: "ha-01"})
	got := w.report()
	for _, want := range []string{"| Government | H\u00a06, L\u00a00, I\u00a00 |", "| no group, or a group of fewer than five | H\u00a05, L\u00a00, I\u00a00 |"} {
		if !strings.Contains(got, want) {
			t.Errorf("the report has no %q", want)
		}
	}
	if strings.Contains(got, "| Academia |") || strings.Contains(got, "| Youth |") {
		t.Error("a group of fewer than five is shown alone")
	}
}

// What a role may see makes a report too, and it gives nothing more away.
func TestRedacted(t *testing.T) {
	w := newWalk(t, exercise.Hands)
	w.must(
		exercise.Enter{Step: "ha-01"}, hands("ha-01", "h", "", 9, 0, 0, 0), exercise.Reveal{Step: "ha-01"},
		exercise.Enter{Step: "ha-03"}, hands("ha-03", "d", "", 1, 7, 0, 0),
		exercise.AddNote{Note: exercise.Note{Kind: exercise.TakeAway, Text: "for the facilitator"}},
	)
	w.state = w.state.For(exercise.Projector)
	golden(t, w)
}

func TestEmpty(t *testing.T) {
	golden(t, newWalk(t, exercise.Room))
}

func TestUnopenedIsRefused(t *testing.T) {
	for _, f := range []format{Markdown, HTML} {
		var b bytes.Buffer
		err := f(&b, &exercise.State{}, testScenario(t), testNorms(t))
		if !errors.Is(err, exercise.ErrNotOpen) || b.Len() > 0 {
			t.Errorf("got error %v and %d bytes", err, b.Len())
		}
	}
}

type brokenWriter struct{ error }

func (w brokenWriter) Write([]byte) (int, error) { return 0, w.error }

func TestWriterErrorIsReturned(t *testing.T) {
	w, full := newWalk(t, exercise.Solo), errors.New("disk full")
	for _, f := range []format{Markdown, HTML} {
		if err := f(brokenWriter{full}, w.state, w.scenario, w.norms); !errors.Is(err, full) {
			t.Errorf("got error %v, want %v", err, full)
		}
	}
}

// Until a step is revealed none of the analyst's words on it are in the report.
func TestReadingsAreHeldBack(t *testing.T) {
	for _, finish := range []bool{false, true} {
		w := newWalk(t, exercise.Hands)
		w.must(exercise.Enter{Step: "ha-01"}, hands("ha-01", "h", "", 0, 9, 0, 0), exercise.Enter{Step: "ha-03"})
		if finish {
			w.must(exercise.Finish{})
		}
		if got := w.report() + w.page(); strings.Contains(got, "Analyst's") || strings.Contains(got, "Analyst&#39;s") || !strings.Contains(got, "held back until the reveal") {
			t.Errorf("finished %t: the analyst's reading is in the report before the reveal, or its absence isn't explained:\n%s", finish, got)
		}
	}
}

// What was said in the first round is kept beside what was said in the second.
func TestRemarksOfBothRounds(t *testing.T) {
	for _, mode := range exercise.Modes() {
		w := newWalk(t, mode)
		say := func(note string) {
			var c exercise.Command = solo("ha-01", "h", exercise.Ballot{Answer: exercise.Latency, Reason: "trust", Note: note})
			if mode == exercise.Hands {
				count := hands("ha-01", "h", "", 1, 9, 0, 0)
				count.Note = note
				c = count
			}
			w.must(c)
		}
		if mode == exercise.Room {
			w.must(exercise.Join{Participant: "p0"})
		}
		w.must(exercise.Enter{Step: "ha-01"})
		say("before the talk")
		w.must(exercise.Reveal{Step: "ha-01"}, exercise.SecondRound{Step: "ha-01"})
		say("after the talk")
		w.must(exercise.Reveal{Step: "ha-01"})
		for _, got := range []string{w.report(), w.page()} {
			if !strings.Contains(got, "before the talk") || !strings.Contains(got, "after the talk") {
				t.Errorf("%s: a remark is lost:\n%s", mode, got)
			}
		}
	}
}
