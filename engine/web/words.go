package web

import (
	"fmt"
	"time"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/engine/source"
)

// The pages say things in the words of the terminal's players; see tui/wording,
// which lies above this package and can't be used here.

const notRecorded = "Not recorded yet"

const firstVoteOnly = "First vote; not voted on again"

func recorded(a exercise.Answer) string { return "Recorded: " + a.Label() }

// choice is an answer as a button says it.
func choice(a exercise.Answer) string {
	if a == exercise.Abstain {
		return "abstain"
	}
	return a.Label()
}

func heading(round int, would bool) string {
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

func groupName(g string) string {
	if g == "" {
		return "everybody else"
	}
	return g
}

func younger(adopted source.Moment) string {
	return "The norm is of " + adopted.Text() + ", later than this step; read it as “would it have …?”"
}

func differs(votes exercise.Tally, verdict exercise.Answer) string {
	leading, tie := votes.Leading()
	if tie || leading == "" || leading == verdict || votes.Judged() < exercise.Few {
		return ""
	}
	return "The room reads it differently: a good place to talk."
}

// verdictOf puts a tally into words, before any number.
func verdictOf(v exercise.Votes) string {
	leading, tie := v.Total.Leading()
	switch {
	case !v.Asked():
		return "not asked"
	case v.Total.Judged() == 0:
		return "only abstentions"
	}
	switch label := analysis.LabelOf(analysis.CountsOf(v.Total)); {
	case label == analysis.TooFew:
		return "too few to say"
	case tie:
		return "split"
	case label == analysis.Broad:
		return "broad agreement: " + leading.Label()
	case label == analysis.Divided:
		return "divided"
	}
	return "leaning: " + leading.Label()
}

func question(s *scenario.Scenario, step *scenario.Step, index int) string {
	if step.Question != "" {
		return step.Question
	}
	if ph, ok := s.Phase(step.Phase); ok && len(ph.Questions) > 0 {
		return ph.Questions[index%len(ph.Questions)]
	}
	return ""
}

func channelName(id string) string { return scenario.ChannelTitle(id) }

func moment(m source.Moment) string {
	if m.IsZero() {
		return "not known"
	}
	return m.Text()
}

// left is a countdown as people read it: 2:05.
func left(d time.Duration) string {
	s := int((d + time.Second - 1) / time.Second)
	if s >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	}
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}
