package pack

import (
	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
)

// meaning says what an answer stands for.
func meaning(a exercise.Answer) text {
	switch a {
	case exercise.Helped:
		return "acting as the norm asks made the response better, or its absence was felt"
	case exercise.Latency:
		return "acting as the norm asks cost time, or would have; or it did other harm (say which)"
	case exercise.Irrelevant:
		return "it made no difference at this step"
	case exercise.Abstain:
		return "you would rather not say; this is counted too"
	}
	return ""
}

// answers are the four answers with their letters and meanings.
func answers() []text {
	var out []text
	for _, a := range exercise.Answers() {
		out = append(out, textf("%s %s: %s.", strong(textf("%s", a.Letter())), strong(plain(a.Label())), meaning(a)))
	}
	return out
}

// howToJudge is what everybody has to know before the first vote.
func (p *pack) howToJudge(s *sheet) {
	s.say("At each step we ask of each norm on the table: what did acting on it do for those who had to respond? There are four answers:")
	s.list(answers()...)
	s.say("We vote first and talk afterwards. Where the room is divided we may vote a second time.",
		"Nobody is on trial. We ask what was seen and what it did, not whether somebody kept a norm, and we know the end, which those who acted then did not.")
}

// counterfactual reports whether the norm is younger than the step.
func (p *pack) counterfactual(st stop, id norm.ID) bool {
	n, ok := p.Norms.Get(id)
	return ok && p.Scenario.Counterfactual(st.Step, p.Norms.AdoptedOf(n))
}
