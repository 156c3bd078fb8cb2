package analysis

import (
	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
)

// EarlierSaid are the reasons and estimates that came with first votes on a norm
// where a later one counts, so that they are not in its [Worth].
func (e *Exercise) EarlierSaid(id norm.ID, counterfactual bool) ([]Mention[exercise.Reason], []Mention[exercise.Delay]) {
	var reasons []Mention[exercise.Reason]
	var delays []Mention[exercise.Delay]
	for i := range e.Items {
		if x := &e.Items[i]; x.Norm == id && x.Counterfactual == counterfactual && !x.Latest {
			reasons = plus(reasons, x.Reasons, exercise.Reasons())
			delays = plus(delays, x.Delays, exercise.Delays())
		}
	}
	return reasons, delays
}
