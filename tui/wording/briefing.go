package wording

import (
	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/scenario"
)

// What a briefing says before anything else; [Nature] says what binds.
const (
	Walk      = "We walk through a real incident, step by step. At each step we read what happened, then ask of each norm: what did following it do for the response?"
	VoteFirst = "Vote first, talk after. The reveal shows the votes, then one analyst's reading with the best argument against it."
	// NoJudgement stands behind what [Nature] says.
	NoJudgement = "Nobody decides here whether somebody kept one: we ask what was seen, and what it did. Hindsight is unfair to those who had to act."
)

// Names says what becomes of people's names, and under which rule they speak.
func Names(u exercise.Setup) string {
	if u.ChathamHouse {
		return "No names are kept. What is said here may be used, not who said it: that is the Chatham House rule."
	}
	return "No names are kept. Agree now on what may be repeated outside this room."
}

// Meaning says in a briefing what an answer stands for; it has no full stop.
func Meaning(a exercise.Answer) string {
	switch a {
	case exercise.Helped:
		return "it made the response better, or its absence was felt"
	case exercise.Latency:
		return "it cost time, or would have (or other harm: say why)"
	case exercise.Irrelevant:
		return "it had no bearing on this step"
	case exercise.Abstain:
		return "you would rather not say; that is an answer too"
	}
	return ""
}

// Card is the incident card: labels and what stands behind them, which may be
// empty.
func Card(s *scenario.Scenario) [][2]string {
	return [][2]string{
		{"When", s.Date.Text()},
		{"Where", s.Region},
		{"Target", s.Header.Target},
		{"Systems", s.Header.Systems},
		{"Method", s.Header.Method},
		{"Purpose", s.Header.Purpose},
		{"Result", s.Header.Result},
		{"Aftermath", s.Header.Aftermath},
	}
}
