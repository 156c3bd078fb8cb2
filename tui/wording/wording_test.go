package wording_test

import (
	"strings"
	"testing"
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/practice"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/engine/source"
	"github.com/normwalk/normwalk/tui/wording"
)

func TestEvent(t *testing.T) {
	item := exercise.Item{Step: "st-01", Norm: "mini/a", Round: 1}
	name := func(x exercise.Item) string { return strings.TrimSpace(string(x.Norm) + " " + x.Step) }
	short := func(s string, n int) string { return s[:min(len(s), n)] }
	for _, c := range []struct {
		event exercise.Event
		want  string
	}{
		{exercise.BallotCast{Item: item, Ballot: exercise.Ballot{Answer: exercise.Latency, Note: "why"}}, "mini/a st-01, added latency"},
		{exercise.BallotWithdrawn{Item: item}, "the withdrawal of the vote on mini/a st-01"},
		{exercise.HandsCounted{Item: item, Tally: exercise.Tally{Helped: 3, Abstained: 1}}, "the count of 4 hands on mini/a st-01"},
		{exercise.HandsCleared{Item: item}, "the clearing of the count on mini/a st-01"},
		{exercise.Revealed{Step: "st-01", Round: 1}, "the reveal; the vote is open again"},
		{exercise.SecondRoundOpened{Step: "st-01"}, "the second vote"},
		{exercise.StepSkipped{Step: "st-01"}, "the skipping of the step"},
		{exercise.NormAdded{Step: "st-01", Norm: "mini/b"}, "mini/b on the table"},
		{exercise.NormSetAside{Step: "st-01", Norm: "mini/b"}, "the setting aside of mini/b"},
		{exercise.NoteAdded{Note: exercise.Note{Text: "a\x1b[2J"}}, "the note “a␛[2J”"},
		{exercise.NormProposed{Text: strings.Repeat("x", 50)}, "the proposal “" + strings.Repeat("x", 40) + "”"},
		{exercise.NoteEdited{ID: 1}, "the change of a note"},
		{exercise.NoteRemoved{ID: 1}, "the change of a note"},
		{exercise.Finished{}, "finished"},
	} {
		if got := wording.Event(c.event, name, short); got != c.want {
			t.Errorf("%s: %q, want %q", c.event.Kind(), got, c.want)
		}
	}
}

func TestQuestion(t *testing.T) {
	s := &scenario.Scenario{Phases: []scenario.Phase{{ID: "A", Questions: []string{"one?", "two?"}}, {ID: "B"}}}
	for _, c := range []struct {
		step  scenario.Step
		index int
		want  string
	}{
		{scenario.Step{Phase: "A", Question: "its own?"}, 0, "its own?"},
		{scenario.Step{Phase: "A"}, 0, "one?"},
		{scenario.Step{Phase: "A"}, 3, "two?"},
		{scenario.Step{Phase: "B"}, 0, ""},
		{scenario.Step{Phase: "gone"}, 0, ""},
	} {
		if got := wording.Question(s, &c.step, c.index); got != c.want {
			t.Errorf("%+v at %d: %q, want %q", c.step, c.index, got, c.want)
		}
	}
}

func TestHeading(t *testing.T) {
	seen := map[string]bool{}
	for _, round := range []int{1, 2} {
		for _, would := range []bool{false, true} {
			text := wording.Heading(round, would)
			if strings.Contains(text, "would") != would || strings.HasPrefix(text, "Second vote") != (round == 2) || seen[text] {
				t.Errorf("round %d, would %t: %q", round, would, text)
			}
			seen[text] = true
		}
	}
}

func TestDiffers(t *testing.T) {
	for _, c := range []struct {
		votes exercise.Tally
		mode  exercise.Mode
		want  string // how it begins
	}{
		{exercise.Tally{}, exercise.Solo, ""},
		{exercise.Tally{Abstained: 1}, exercise.Solo, ""},
		{exercise.Tally{Helped: 1}, exercise.Solo, ""},
		{exercise.Tally{Latency: 2, Irrelevant: 2}, exercise.Hands, ""},
		{exercise.Tally{Latency: 1}, exercise.Solo, "You read"},
		{exercise.Tally{Latency: 2, Helped: 1}, exercise.Hands, "The room reads"},
		{exercise.Tally{Latency: 4, Helped: 1}, exercise.Room, "The room reads"},
		{exercise.Tally{Latency: 4}, exercise.Room, ""}, // too few to say
	} {
		got := wording.Differs(c.votes, exercise.Helped, c.mode)
		if (got == "") != (c.want == "") || !strings.HasPrefix(got, c.want) {
			t.Errorf("%+v, %s: %q, want %q", c.votes, c.mode, got, c.want)
		}
	}
}

// Every word that a file may hold has words of its own.
func TestEveryWord(t *testing.T) {
	said := map[string]string{}
	say := func(list, id, text string) {
		t.Helper()
		if old, twice := said[list+text]; text == "" || twice {
			t.Errorf("%s %q is said as %q, as is %q", list, id, text, old)
		}
		said[list+text] = id
	}
	for _, id := range scenario.Channels() {
		say("channel", id, wording.Channel(id))
	}
	for _, id := range source.Statuses() {
		say("status", id, wording.Status(source.Status(id)))
	}
	for _, a := range exercise.Answers() {
		say("answer", string(a), wording.Meaning(a))
	}
	for _, k := range []norm.Kind{norm.Do, norm.Refrain} {
		say("kind", string(k), wording.Kind(k))
	}
}

func TestMissing(t *testing.T) {
	set, err := norm.NewSet()
	if err != nil {
		t.Fatal(err)
	}
	if n := wording.Norm(set, "gone/x"); n.ID != "gone/x" || n.Reference != "gone/x" || n.Label == "" {
		t.Errorf("a norm that isn't there: %+v", n)
	}
	s := &scenario.Scenario{Steps: []scenario.Step{{ID: "st-01", Title: "First"}}}
	if step := wording.Step(s, "st-01"); step != &s.Steps[0] {
		t.Errorf("a step that is there: %+v", step)
	}
	if step := wording.Step(s, "gone"); step.ID != "gone" || step.Title != "gone" {
		t.Errorf("a step that isn't there: %+v", step)
	}
	if got := wording.Moment(source.Moment{}); got != "not known" {
		t.Errorf("a time that nobody knows: %q", got)
	}
	if got := wording.Group("") + ", " + wording.Group("Youth"); got != "everybody else, Youth" {
		t.Errorf("groups: %q", got)
	}
}

func TestSource(t *testing.T) {
	day, err := source.ParseMoment("2017-05-12")
	if err != nil {
		t.Fatal(err)
	}
	x := source.Source{Publisher: "NAO", Title: "Investigation"}
	if got := wording.Source(x); got != "NAO, Investigation" {
		t.Errorf("without a date: %q", got)
	}
	x.Date = day
	if got := wording.Source(x); got != "NAO, Investigation, 12 May 2017" {
		t.Errorf("with a date: %q", got)
	}
}

func TestCountAndInstant(t *testing.T) {
	if got := wording.Count(0, "step") + ", " + wording.Count(1, "step") + ", " + wording.Count(2, "step"); got != "0 steps, 1 step, 2 steps" {
		t.Errorf("counts: %q", got)
	}
	at := time.Date(2026, 3, 1, 1, 5, 59, 0, time.FixedZone("", 2*60*60))
	if got := wording.Instant(at); got != "28 February 2026, 23:05 UTC" {
		t.Errorf("an instant: %q", got)
	}
}

// The Chatham House rule is named in a briefing only where it was chosen.
func TestNames(t *testing.T) {
	for chosen, want := range map[bool]bool{true: true, false: false} {
		if got := wording.Names(exercise.Setup{ChathamHouse: chosen}); strings.Contains(got, "Chatham House") != want || !strings.Contains(got, "No names are kept") {
			t.Errorf("chosen %t: %q", chosen, got)
		}
	}
}

// The end of a session names the same days as each answer did.
func TestAfterSessionNamesTheTrueDays(t *testing.T) {
	now := time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
	in := func(box int, right bool) practice.Card { return practice.Card{Box: box, Due: now}.After(right, now) }
	cards := practice.Cards{"x/new": in(0, true), "x/second": in(1, true), "x/third": in(2, true), "x/missed": in(3, false)}
	questions := []practice.Question{{Norm: "x/third"}, {Norm: "x/missed"}, {Norm: "x/new"}, {Norm: "x/second"}}
	for _, c := range []struct {
		answers []norm.ID
		want    string
	}{
		{[]norm.ID{"x/third", "x/other", "x/new", "x/second"}, "What you knew comes again tomorrow, in 2 days and in 4 days, and then after twice as long. These come again tomorrow:"},
		{[]norm.ID{"x/third"}, "You knew them all. They come again in 4 days: each time that you know one, it waits twice as long."},
		{[]norm.ID{"x/wrong", "x/other"}, "These come again tomorrow and in 4 days:"},
	} {
		if got := wording.AfterSession(cards, questions, c.answers, now); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
	if got := wording.Again(3 * time.Hour); got != "within hours" {
		t.Errorf("in three hours: %q", got)
	}
}
