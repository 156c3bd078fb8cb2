package wording

import (
	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/inert"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/engine/source"
)

// Heading asks what stands over all norms of a step. would puts it so that it
// fits a step that is older than the norms.
func Heading(round int, would bool) string {
	switch second := round == 2; {
	case second && would:
		return "Second vote, after the discussion: what would each norm have done?"
	case second:
		return "Second vote, after the discussion: what did each norm do?"
	case would:
		return "Which norms applied, and what would following each have done?"
	}
	return "Which norms applied, and what did following each do?"
}

// Group is a group's name; those who belong to none have one too.
func Group(name string) string {
	if name == "" {
		return "everybody else"
	}
	return inert.Line(name)
}

// Younger says why a verdict on a norm adopted then is counterfactual.
func Younger(adopted source.Moment) string {
	return "the norm is of " + adopted.Text() + ", later than this step; read it as “would it have …?”"
}

// Differs says that the votes lead to another verdict than the analyst's. It is
// empty where they don't, and where none leads alone.
func Differs(votes exercise.Tally, verdict exercise.Answer, mode exercise.Mode) string {
	leading, tie := votes.Leading()
	switch {
	case tie, leading == "", leading == verdict, mode == exercise.Room && votes.Judged() < exercise.Few:
		return ""
	case mode == exercise.Solo:
		return "You read it differently here: see why one might."
	}
	return "The room reads it differently: a good place to talk."
}

// Question is what to talk about after the reveal of a step: the step's own
// question, or else one of its phase's, another at each step. index is the
// step's place in the plan. It is empty where nobody wrote one.
func Question(s *scenario.Scenario, step *scenario.Step, index int) string {
	if step.Question != "" {
		return step.Question
	}
	if ph, ok := s.Phase(step.Phase); ok && len(ph.Questions) > 0 {
		return ph.Questions[index%len(ph.Questions)]
	}
	return ""
}

// TooSmall stands in place of the counts of a group that is shown nowhere.
const TooSmall = "not shown: groups of fewer than 5 stay together"
