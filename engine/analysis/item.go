package analysis

import (
	"slices"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
)

// Standing says what became of a norm at a step in a round.
type Standing string

// The standings. Not having been asked is never mixed with abstaining.
const (
	Judged    Standing = "judged"    // there is a verdict
	Abstained Standing = "abstained" // there are answers, and all are abstentions
	Hidden    Standing = "hidden"    // there are answers, held back until the reveal
	NotAsked  Standing = "not asked" // it lay on the table, or was to, and nobody answered
	SetAside  Standing = "set aside" // the room says that it doesn't apply
)

// An Item is a norm at a step in a round, and what the room said of it.
type Item struct {
	Step           string   `json:"step"`
	Norm           norm.ID  `json:"norm"`
	Round          int      `json:"round"`          // 1 or 2
	Latest         bool     `json:"latest"`         // the last round with answers that may be seen: what every summary is made from
	Revealed       bool     `json:"revealed"`       // the round was closed and shown
	Counterfactual bool     `json:"counterfactual"` // the step is older than the norm: "would it have …?"
	Standing       Standing `json:"standing"`

	Tally  exercise.Tally `json:"tally"`
	Hidden int            `json:"hidden,omitempty"` // answers that are held back
	Figures
	Reasons []Mention[exercise.Reason] `json:"reasons,omitempty"` // in the order of [exercise.Reasons], none of them 0
	Delays  []Mention[exercise.Delay]  `json:"delays,omitempty"`  // in the order of [exercise.Delays], none of them 0

	Groups []GroupTally `json:"groups,omitempty"` // by name, the others last; none if there are only others
	Merged []string     `json:"merged,omitempty"` // groups too small to be shown, or hiding one: they are among the others

	Reading *Reading `json:"reading,omitempty"` // nil where there is none, and before the reveal

	groups map[string]exercise.Tally // as counted, for pooling; never published
}

// Figures are the statistics of one item, on its verdicts; abstentions are
// missing values.
type Figures struct {
	Modal     exercise.Answer   `json:"modal,omitempty"` // the verdict with the most votes; empty in a tie
	Tied      []exercise.Answer `json:"tied,omitempty"`  // in a tie, all that lead
	Share     Statistic         `json:"share"`           // of the leading verdict: see [Share]
	Wilson    *Interval         `json:"wilson,omitempty"`
	Agreement Statistic         `json:"agreement"` // see [Pairwise]
	Consensus Statistic         `json:"consensus"` // see [Consensus]
	Variation Statistic         `json:"variation"` // see [Variation]
	Label     Label             `json:"label,omitempty"`
}

// FiguresOf are the statistics of a room's tally.
func FiguresOf(t exercise.Tally) Figures {
	c := CountsOf(t)
	f := Figures{Share: Share(c), Agreement: Pairwise(c), Consensus: Consensus(c), Variation: Variation(c), Label: LabelOf(c)}
	f.lead(t)
	if i, err := Wilson(slices.Max(c), t.Judged(), Z95); err == nil {
		f.Wilson = &i
	}
	return f
}

// without are the figures of counts that can't or mustn't have any.
func (f Figures) without(why Undefined) Figures {
	return Figures{Modal: f.Modal, Tied: f.Tied, Share: missing(why), Agreement: missing(why), Consensus: missing(why), Variation: missing(why)}
}

func (f *Figures) lead(t exercise.Tally) {
	verdicts := exercise.Verdicts()
	lead := CountsOf(t).Leading()
	if len(lead) == 1 {
		f.Modal = verdicts[lead[0]]
		return
	}
	for _, j := range lead {
		f.Tied = append(f.Tied, verdicts[j])
	}
}

// A GroupTally is the answers of a stakeholder group. The group "" is everybody
// else: people of no group, of a group that isn't counted apart, or of one
// that was merged.
type GroupTally struct {
	Group string         `json:"group"`
	Tally exercise.Tally `json:"tally"`
}
