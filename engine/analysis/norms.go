package analysis

import (
	"cmp"
	"slices"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
)

// A Norm is what a norm was worth over the steps of an exercise, with the
// latest rounds. What happened and what would have happened are kept apart.
type Norm struct {
	ID             norm.ID `json:"id"`
	Catalogue      string  `json:"catalogue"` // empty, as the next two are, if no catalogue that was given has it
	Reference      string  `json:"reference"` // as people cite it
	Label          string  `json:"label"`
	Position       int     `json:"position"` // in its catalogue, from 1; 0 if unknown
	Actual         Worth   `json:"actual"`
	Counterfactual Worth   `json:"counterfactual"` // at steps older than the norm
}

// Worth counts what came of a norm, in two units: items (a norm at a step),
// by their modal verdict, and answers, added up over the items. Answers of the
// same people at several steps are not independent of one another.
type Worth struct {
	Applied    int `json:"applied"` // items with a verdict: the next four add up to it
	Helped     int `json:"helped"`
	Latency    int `json:"latency"`
	Irrelevant int `json:"irrelevant"`
	Tied       int `json:"tied"`
	Abstained  int `json:"abstained"` // items on which everybody abstained
	Hidden     int `json:"hidden"`    // items whose answers are held back
	NotAsked   int `json:"not_asked"`
	SetAside   int `json:"set_aside"`

	Tally   exercise.Tally             `json:"tally"`
	Shares  Shares                     `json:"shares"` // of the verdicts in Tally
	Reasons []Mention[exercise.Reason] `json:"reasons,omitempty"`
	Delays  []Mention[exercise.Delay]  `json:"delays,omitempty"`
}

// Shares are the parts that the three verdicts have, from 0 to 1 each.
type Shares struct {
	Helped     Statistic `json:"helped"`
	Latency    Statistic `json:"latency"`
	Irrelevant Statistic `json:"irrelevant"`
}

// SharesOf are the shares of a tally's verdicts; [NoVerdicts] without any.
func SharesOf(t exercise.Tally) Shares {
	if t.Judged() == 0 {
		return Shares{missing(NoVerdicts), missing(NoVerdicts), missing(NoVerdicts)}
	}
	return Shares{number(t.Share(exercise.Helped)), number(t.Share(exercise.Latency)), number(t.Share(exercise.Irrelevant))}
}

// Of is the share of one verdict; [NotCounts] for what is no verdict.
func (s Shares) Of(a exercise.Answer) Statistic {
	switch a {
	case exercise.Helped:
		return s.Helped
	case exercise.Latency:
		return s.Latency
	case exercise.Irrelevant:
		return s.Irrelevant
	}
	return missing(NotCounts)
}

func (w *Worth) add(i *Item) {
	switch i.Standing {
	case Judged:
		w.Applied++
	case Abstained:
		w.Abstained++
	case Hidden:
		w.Hidden++
	case NotAsked:
		w.NotAsked++
	case SetAside:
		w.SetAside++
	}
	switch i.Modal {
	case exercise.Helped:
		w.Helped++
	case exercise.Latency:
		w.Latency++
	case exercise.Irrelevant:
		w.Irrelevant++
	}
	if len(i.Tied) > 0 {
		w.Tied++
	}
	w.Tally = w.Tally.Plus(i.Tally)
	w.Reasons = plus(w.Reasons, i.Reasons, exercise.Reasons())
	w.Delays = plus(w.Delays, i.Delays, exercise.Delays())
	w.Shares = SharesOf(w.Tally)
}

// plus adds what another exercise says of the same norm.
func (w *Worth) plus(v Worth) {
	w.Applied += v.Applied
	w.Helped += v.Helped
	w.Latency += v.Latency
	w.Irrelevant += v.Irrelevant
	w.Tied += v.Tied
	w.Abstained += v.Abstained
	w.Hidden += v.Hidden
	w.NotAsked += v.NotAsked
	w.SetAside += v.SetAside
	w.Tally = w.Tally.Plus(v.Tally)
	w.Reasons = plus(w.Reasons, v.Reasons, exercise.Reasons())
	w.Delays = plus(w.Delays, v.Delays, exercise.Delays())
	w.Shares = SharesOf(w.Tally)
}

// worth sums the items up by norm, in the catalogues' order.
func (b *builder) worth() []Norm {
	out := []Norm{}
	at := map[norm.ID]int{}
	for _, i := range b.e.latest() {
		n, ok := at[i.Norm]
		if !ok {
			n = len(out)
			at[i.Norm] = n
			out = append(out, b.norm(i.Norm))
		}
		w := &out[n].Actual
		if i.Counterfactual {
			w = &out[n].Counterfactual
		}
		w.add(i)
	}
	slices.SortFunc(out, func(x, y Norm) int {
		return cmp.Or(cmp.Compare(b.rank[x.ID], b.rank[y.ID]), cmp.Compare(x.ID, y.ID))
	})
	return out
}

func (b *builder) norm(id norm.ID) Norm {
	n := Norm{ID: id, Actual: Worth{Shares: SharesOf(exercise.Tally{})}, Counterfactual: Worth{Shares: SharesOf(exercise.Tally{})}}
	if known, ok := b.norms.Get(id); ok {
		n.Reference, n.Label, n.Position = known.Reference, known.Label, known.Position
	}
	if c, ok := b.norms.CatalogueOf(id); ok {
		n.Catalogue = c.ID
	}
	return n
}
