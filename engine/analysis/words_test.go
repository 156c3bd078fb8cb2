package analysis

import (
	"testing"

	"github.com/normwalk/normwalk/engine/exercise"
)

func TestSentences(t *testing.T) {
	for _, c := range []struct {
		tally exercise.Tally
		would bool
		want  string
	}{
		{exercise.Tally{Helped: 12, Latency: 5, Irrelevant: 3}, false, "most say it helped: 12 of 20; leaning"},
		{exercise.Tally{Helped: 2, Latency: 18}, true, "most say it would have added latency: 18 of 20; broad agreement"},
		{exercise.Tally{Irrelevant: 20}, true, "all 20 say it would have been irrelevant; broad agreement"},
		{exercise.Tally{Helped: 8, Latency: 6, Irrelevant: 6}, false, "more say it helped than anything else: 8 of 20; divided"},
		{exercise.Tally{Helped: 10, Latency: 10}, false, "a tie of helped and latency: 10 each of 20"},
		{exercise.Tally{Helped: 2, Irrelevant: 1, Abstained: 9}, false, "too few to say: 2 helped, 1 irrelevant"},
	} {
		i := Item{Standing: Judged, Tally: c.tally, Counterfactual: c.would, Figures: FiguresOf(c.tally)}
		if got := i.Sentence(exercise.Room); got != c.want {
			t.Errorf("%+v: %q, want %q", c.tally, got, c.want)
		}
	}
	if got := (&Item{Standing: SetAside}).Sentence(exercise.Solo); got != "set aside: you say it doesn't apply" {
		t.Error(got)
	}
	if got := (&Item{Standing: Hidden, Hidden: 1}).Sentence(exercise.Room); got != "not revealed yet: 1 answer" {
		t.Error(got)
	}
	if got := (&Item{Standing: Judged}).Sentence(exercise.Room); got != "nobody gave a verdict" {
		t.Error(got)
	}
	p := Point{Kind: RoomFindsHelp, Room: exercise.Helped, Votes: 3, Judged: 4, Verdict: exercise.Latency}
	if got := p.Sentence(exercise.Room); got != "too few to say, but 3 of 4 say it helped; the analyst reads it as latency" {
		t.Error(got)
	}
	p.Kind = RoomSetAside
	if got := p.Sentence(exercise.Solo); got != "you set it aside; the analyst reads it as latency" {
		t.Error(got)
	}
	shares := SharesOf(exercise.Tally{Helped: 3, Latency: 1})
	if shares.Of(exercise.Helped).Value != .75 || shares.Of(exercise.Irrelevant) != number(0) || shares.Of(exercise.Abstain).Undefined != NotCounts {
		t.Errorf("%+v", shares)
	}
	if Phrase(exercise.Abstain, true) != "nothing" || Broad.String() != "broad agreement" || Response.Title() == Pursuit.Title() {
		t.Error("a word is missing")
	}
}
