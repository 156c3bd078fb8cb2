package web

import (
	"bytes"
	"fmt"
	"html/template"
	"slices"
	"sync"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
)

// A scene is what all participants see alike, made once for each number of
// [exercise.State.Scene]. It is made from a state as participants may see it.
type scene struct {
	Number   int64
	Scenario string
	Labels   []string
	Phase    exercise.Phase
	Paused   bool
	timer    *exercise.Timer
	drawn    drawn

	Step  string // its id; empty before the first
	Nth   int
	Of    int
	Title string // of the step
	Round int

	Voting   bool // a round is open, though it may be shut
	Shut     bool
	Reopened bool
	Nature   string // what binds, before the first step
	Revealed bool
	Open     bool // ballots are taken at this moment
	Heading  string
	Story    template.HTML
	Question string
	Norms    []normScene
}

// normScene is a norm on the table.
type normScene struct {
	ID                                     norm.ID
	Reference, Label, Restatement, Younger string
	Kin                                    string        // what it is, and where the same idea stands elsewhere
	Result                                 template.HTML // after the reveal
	First                                  string        // counts of the first round, during the second
	Counted                                int           // the round of the result
}

type sceneCache struct {
	mu     sync.Mutex
	newest *scene
}

// scene is the newest scene. Most requests find it made.
func (s *Server) scene() *scene {
	c := &s.scenes
	c.mu.Lock()
	defer c.mu.Unlock()
	// The number alone is taken from the full state: a state for participants is
	// made anew after each ballot, which is too much for each request.
	if c.newest != nil && c.newest.Number == s.Room.State().Scene() {
		return c.newest
	}
	c.newest = s.makeScene(s.Room.View(exercise.Participating))
	return c.newest
}

func (s *Server) makeScene(state *exercise.State) *scene {
	setup, scn := state.Setup(), s.Room.Scenario()
	sc := &scene{
		Number: state.Scene(), Scenario: setup.Title, Labels: setup.Labels(),
		Phase: state.Phase(), Paused: state.Paused(), Of: len(state.Steps()),
		drawn: drawn{cards: map[cardKey]template.HTML{}},
	}
	if t, ok := state.Timer(); ok {
		sc.timer = &t
	}
	at, ok := state.Step(state.Current())
	if !ok {
		sc.Nature = s.nature()
		return sc
	}
	step := stepOf(scn, at.ID)
	sc.Step, sc.Nth, sc.Title, sc.Round = at.ID, at.Index+1, step.Title, at.Round
	sc.Voting, sc.Revealed = at.Phase == exercise.Voting, at.Phase == exercise.Discussing
	sc.Shut, sc.Reopened = at.Shut, at.Reopened > 0
	sc.Open = sc.Voting && !sc.Shut && !sc.Paused && sc.Phase == exercise.Running
	sc.Story = s.piece("story", tell(scn, step))
	would := false
	for _, id := range at.Norms {
		n := s.normScene(step, id)
		would = would || n.Younger != ""
		switch {
		case sc.Revealed:
			n.Result = s.piece("result", s.result(state, step, at, id))
			_, n.Counted = state.Latest(at.ID, id)
		case at.Round == 2:
			n.First = countsInWords(state.Votes(exercise.Item{Step: at.ID, Norm: id, Round: 1}).Total)
		}
		sc.Norms = append(sc.Norms, n)
	}
	sc.Heading = heading(at.Round, would)
	if sc.Revealed {
		sc.Question = question(scn, step, at.Index)
	}
	return sc
}

func stepOf(scn *scenario.Scenario, id string) *scenario.Step {
	if step, ok := scn.Step(id); ok {
		return step
	}
	return &scenario.Step{ID: id, Title: id}
}

func (s *Server) normScene(step *scenario.Step, id norm.ID) normScene {
	out := normScene{ID: id, Reference: string(id), Label: "a norm that is not loaded"}
	set := s.Room.Content().Norms()
	if n, ok := set.Get(id); ok {
		out.Reference, out.Label, out.Restatement, out.Kin = s.reference(n), n.Label, n.Restatement, kin(set, n)
		if adopted := set.AdoptedOf(n); s.Room.Scenario().Counterfactual(step, adopted) {
			out.Younger = younger(adopted)
		}
	}
	return out
}

// piece makes a part of a page that many pages share.
func (s *Server) piece(name string, data any) template.HTML {
	var b bytes.Buffer
	if err := s.assets.pages.ExecuteTemplate(&b, name, data); err != nil {
		s.Log(fmt.Sprintf("a part of the pages, %q, can't be made", name))
		return ""
	}
	return template.HTML(b.String()) //nolint:gosec // the template has escaped it
}

// A result is what a vote on one norm came to, with the analyst's reading.
type result struct {
	Words  string
	Old    string // that the figures are of the first vote, though there was a second
	Total  int
	Bars   []bar
	Groups []groupBars
	Shift  string

	Reading  bool
	Verdict  exercise.Answer
	Letter   string
	Label    string
	Observed string
	Sure     string
	Reason   string
	Counter  string
	Differs  string
}

type bar struct {
	Class, Letter, Label string
	Count                int
	Percent              int     // of all answers
	At, Wide             float64 // where the bar begins in a stack of all, and how wide it is, of 100
}

// groupBars are one group's answers, with the letter of the verdict that leads.
type groupBars struct {
	Name          string
	All           int // answers
	Bars          []bar
	Class, Letter string
}

func (s *Server) result(state *exercise.State, step *scenario.Step, at exercise.StepState, id norm.ID) result {
	votes, round := state.Latest(at.ID, id)
	out := result{Words: verdictOf(votes), Total: votes.Total.Answered(), Bars: bars(votes.Total)}
	groups := state.ByGroup(exercise.Item{Step: at.ID, Norm: id, Round: round})
	if len(groups) > 1 {
		for _, g := range append(slices.Clone(state.Setup().Groups), "") {
			if t, ok := groups[g]; ok {
				g := groupBars{Name: groupName(g), All: t.Answered(), Bars: bars(t), Letter: "="}
				if leading, tie := t.Leading(); !tie {
					g.Class, g.Letter = string(leading), leading.Letter()
				}
				out.Groups = append(out.Groups, g)
			}
		}
	}
	if at.Round == 2 && round == 1 && votes.Asked() {
		out.Old = firstVoteOnly
	}
	if round == 2 {
		out.Shift = shift(state.Votes(exercise.Item{Step: at.ID, Norm: id, Round: 1}).Total, votes.Total)
	}
	if r, ok := step.Reading(id); ok {
		v := exercise.Answer(r.Verdict)
		out.Reading, out.Verdict, out.Letter, out.Label = true, v, v.Letter(), v.Label()
		out.Observed, out.Sure, out.Reason, out.Counter = r.Observed, string(r.Confidence), r.Reason, r.Counter
		out.Differs = differs(votes.Total, v)
	}
	return out
}

func bars(t exercise.Tally) []bar { return barsOf(t, t.Answered()) }

// barsOf are a tally's bars where the whole stands for so many answers.
func barsOf(t exercise.Tally, whole int) []bar {
	out := make([]bar, 0, 4)
	all, at := float64(max(1, whole)), 0.0
	for _, a := range exercise.Answers() {
		share := 100 * float64(t.Of(a)) / all
		out = append(out, bar{string(a), a.Letter(), a.Label(), t.Of(a), int(share + 0.5), at, share})
		at += share
	}
	return out
}

// shift says how the verdicts moved from the first vote to the second.
func shift(before, after exercise.Tally) string {
	if !analysis.Comparable(before, after) {
		return fmt.Sprintf("%d answers in the first vote, %d now: how the room moved can't be read from that", before.Answered(), after.Answered())
	}
	text := "since the first vote: "
	for i, a := range exercise.Answers() {
		if i > 0 {
			text += ", "
		}
		text += fmt.Sprintf("%s\u00a0%d\u00a0→\u00a0%d", a.Letter(), before.Of(a), after.Of(a))
	}
	return text
}

func countsInWords(t exercise.Tally) string {
	if t.Answered() == 0 {
		return ""
	}
	return fmt.Sprintf("The room's first vote: H\u00a0%d, L\u00a0%d, I\u00a0%d, A\u00a0%d", t.Helped, t.Latency, t.Irrelevant, t.Abstained)
}
