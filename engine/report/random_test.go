package report

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
)

// Whatever a room does and writes, its report is well-formed, inert, and the
// same each time; and so is what the projector would show of it.
func TestEveryReportIsWellFormed(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		mode := rapid.SampledFrom(exercise.Modes()).Draw(rt, "mode")
		w := newWalk(t, mode, "Government", "G|*")
		if rapid.Bool().Draw(rt, "labels") {
			w.tlp, w.chathamHouse = rapid.SampledFrom(exercise.TLPs()).Draw(rt, "TLP"), rapid.Bool().Draw(rt, "Chatham House rule")
			w.state = &exercise.State{}
			w.open(mode, "Government", "G|*")
		}
		for range rapid.IntRange(0, 40).Draw(rt, "commands") {
			_ = w.do(command(rt)) // a refusal is as good: the state is what counts
		}
		for _, role := range []exercise.Role{exercise.Facilitator, exercise.Projector} {
			w.state = w.state.For(role)
			got := w.report()
			if again := w.report(); again != got {
				rt.Fatalf("two reports of one state differ:\n%s\n%s", got, again)
			}
			wellFormed(rt, got)
			inert(rt, got)
			html := w.page()
			if again := w.page(); again != html {
				rt.Fatal("two HTML reports of one state differ")
			}
			safeHTML(rt, html)
			short := w.in(ShortMarkdown)
			wellFormed(rt, short)
			inert(rt, short)
			safeHTML(rt, w.in(ShortHTML))
		}
	})
}

func command(t *rapid.T) exercise.Command {
	step := rapid.SampledFrom([]string{"ha-01", "ha-01", "ha-02", "ha-03", "ha-04"}).Draw(t, "step")
	id := rapid.SampledFrom([]norm.ID{"states-2015/h", "states-2015/d", "states-2015/c", "firms-2018/1"}).Draw(t, "norm")
	group := rapid.SampledFrom([]string{"", "Government", "G|*"}).Draw(t, "group")
	person := rapid.SampledFrom([]string{"p0", "p1", "p2"}).Draw(t, "person")
	reason := rapid.SampledFrom(append(exercise.Reasons(), "")).Draw(t, "reason")
	delay := rapid.SampledFrom(append(exercise.Delays(), "")).Draw(t, "delay")
	words := rapid.OneOf(rapid.String(), rapid.StringMatching("[-|\\\\<>\\[\\]()!#*_`@:/.\n\r w1é\u202e\x1b]{0,60}")).Draw(t, "words")
	n := func(what string) int { return rapid.IntRange(0, 12).Draw(t, what) }
	switch rapid.IntRange(0, 14).Draw(t, "kind") {
	case 0, 1, 2:
		return exercise.Enter{Step: step}
	case 3:
		return exercise.Skip{Step: step}
	case 4:
		return exercise.AddNorm{Step: step, Norm: id}
	case 5:
		return exercise.SetAside{Step: step, Norm: id}
	case 6:
		return exercise.Join{Participant: person, Group: group}
	case 7, 8:
		answer := rapid.SampledFrom(exercise.Answers()).Draw(t, "answer")
		return exercise.Cast{Participant: person, Step: step, Norm: id, Ballot: exercise.Ballot{Answer: answer, Reason: reason, Delay: delay, Note: words}}
	case 9, 10:
		tally := exercise.Tally{Helped: n("helped"), Latency: n("latency"), Irrelevant: n("irrelevant"), Abstained: n("abstained")}
		return exercise.Count{Step: step, Norm: id, Group: group, Tally: tally, Reason: reason, Delay: delay, Note: words}
	case 11:
		return exercise.Reveal{Step: step}
	case 12:
		return exercise.SecondRound{Step: step}
	case 13:
		kind := rapid.SampledFrom(exercise.NoteKinds()).Draw(t, "note")
		return exercise.AddNote{Note: exercise.Note{Kind: kind, Text: words, Step: step, Owner: words, Due: words}}
	default:
		return rapid.SampledFrom([]exercise.Command{
			exercise.Propose{Step: step, Text: words}, exercise.Finish{}, exercise.Reopen{}, exercise.Resume{}, exercise.Undo{},
		}).Draw(t, "other")
	}
}
