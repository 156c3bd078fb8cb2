package analysis

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/normwalk/normwalk/engine/exercise"
)

// drawn is a board as text, a line for each norm.
func drawn(b Board) string {
	var out strings.Builder
	for _, r := range b.Rows {
		out.WriteString(string(r.Norm.ID) + " ")
		for _, i := range r.Cells {
			out.WriteString(i.Mark())
		}
		out.WriteString("\n")
	}
	return out.String()
}

// The board has what was revealed, and nothing of what is open or was passed
// over.
func TestTheBoardHasWhatWasRevealed(t *testing.T) {
	b := handsWalk(t).shared().Board(3)
	if diff := cmp.Diff([]int{0, 1}, b.Steps); diff != "" {
		t.Errorf("steps: %s", diff)
	}
	if diff := cmp.Diff("d/a x=\nc/a H=\nc/b IA\nc/h H \n", drawn(b)); diff != "" {
		t.Errorf("marks: %s", diff)
	}
	if diff := cmp.Diff(exercise.Tally{Helped: 21 + 4, Latency: 7 + 4, Irrelevant: 4}, b.Rows[1].Tally); diff != "" {
		t.Errorf("the latest round counts: %s", diff)
	}
	if b.Judged() != 5 {
		t.Errorf("%d cells are judged", b.Judged())
	}
	var divided []string
	for _, i := range b.Divided {
		divided = append(divided, i.Step+" "+string(i.Norm))
	}
	if diff := cmp.Diff([]string{"two c/a", "two d/a"}, divided); diff != "" {
		t.Errorf("divided: %s", diff)
	}
	if n := len(handsWalk(t).shared().Board(1).Divided); n != 1 {
		t.Errorf("%d divided items, one was asked for", n)
	}
	want := "H helped; I irrelevant; = split; A only abstentions; x doesn't apply"
	if got := b.Legend(); got != want {
		t.Errorf("the legend is %q", got)
	}
}

// A vote that is open again is not on the board, whoever asks and even when the
// exercise is finished; and too few verdicts don't look like the room's.
func TestTheBoardHidesWhatIsOpen(t *testing.T) {
	w := newWalk(t, exercise.Room).join("", 9).must(exercise.Enter{Step: "one"}).
		cast("one", "c/a", "", 5, 0, 0, 0).cast("one", "c/b", "", 0, 2, 0, 0).must(exercise.Reveal{Step: "one"})
	shown := func() string {
		return drawn(Shared(w.state.For(exercise.Projector), w.scenario, w.norms).Board(3))
	}
	if diff := cmp.Diff("d/a ·\nc/a H\nc/b l\n", shown()); diff != "" {
		t.Error(diff)
	}
	w.must(exercise.SecondRound{Step: "one"}).must(exercise.Cast{
		Participant: w.state.Participants()[0].ID, Step: "one", Norm: "c/a", Ballot: exercise.Ballot{Answer: exercise.Irrelevant},
	})
	if diff := cmp.Diff("d/a ·\nc/a H\nc/b l\n", shown()); diff != "" {
		t.Errorf("while the second vote is open: %s", diff)
	}
	if b := w.of().Board(3); b.Rows[1].Tally.Irrelevant != 0 {
		t.Error("an open vote counts")
	}
	w.must(exercise.Reveal{Step: "one"}, exercise.OpenVote{Step: "one"}, exercise.Finish{})
	for _, r := range Shared(w.state.For(exercise.Projector), w.scenario, w.norms).Board(3).Rows {
		if r.Norm.ID == "c/a" && r.Tally.Irrelevant != 0 {
			t.Error("a vote that was open at the end counts")
		}
	}
	if text := (Board{}).Legend(); text != "" {
		t.Errorf("nothing has the legend %q", text)
	}
}
