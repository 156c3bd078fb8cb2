package analysis

import (
	"cmp"
	"slices"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/engine/source"
)

// A Family is a set of kinds of request whose latencies can be put side by
// side. Those of different families never are: stopping traffic takes hours
// where finding out who sent it takes months, and for other reasons.
type Family string

// The families. A kind that there is not has the empty one.
const (
	Response Family = "response" // assistance, mitigation, information: help while it happens
	Pursuit  Family = "pursuit"  // identification, preservation, funds: people, evidence and money
)

// FamilyOf is the family of one of [scenario.RequestKinds].
func FamilyOf(kind string) Family {
	switch kind {
	case "assistance", "mitigation", "information":
		return Response
	case "identification", "preservation", "funds":
		return Pursuit
	}
	return ""
}

// Latency is how long real requests took, and what rooms thought of it.
type Latency struct {
	Requests []Request `json:"requests"` // by scenario, then in the order of the story
	Channels []Row     `json:"channels"` // by family and channel
	Kinds    []Row     `json:"kinds"`    // by family and kind
}

// A Request is one of a scenario's, with what is known of its clock. A nil
// span is a time that no source gives, which may be because it never happened:
// the outcome says.
type Request struct {
	Scenario     string        `json:"scenario"`
	Step         string        `json:"step"`
	Asker        string        `json:"asker"` // id of an actor
	Asked        string        `json:"asked"` // id of an actor
	Family       Family        `json:"family"`
	Kind         string        `json:"kind"`
	Channel      string        `json:"channel"`
	What         string        `json:"what"`
	Outcome      string        `json:"outcome"`
	Sent         source.Moment `json:"sent,omitzero"`
	Acknowledged *Span         `json:"acknowledged"` // since it was sent
	Acted        *Span         `json:"acted"`        // since it was sent
	Perceived    *Perceived    `json:"perceived,omitempty"`
}

// A Row sums up the requests of a family that went by one channel or were of
// one kind.
type Row struct {
	Family       Family     `json:"family"`
	Channel      string     `json:"channel,omitempty"`
	Kind         string     `json:"kind,omitempty"`
	Requests     int        `json:"requests"`
	Acknowledged Summary    `json:"acknowledged"`
	Acted        Summary    `json:"acted"`
	Perceived    *Perceived `json:"perceived,omitempty"`
}

// Perceived is what a room said of the norms at the steps of some requests, in
// the latest rounds: latency as it was felt, beside what was measured. A step
// counts once, however many of the requests are there. It is about the norms
// at the step and not about any one request.
type Perceived struct {
	Steps  int                       `json:"steps"` // with a verdict
	Tally  exercise.Tally            `json:"tally"`
	Share  Statistic                 `json:"share"` // of latency among the verdicts
	Delays []Mention[exercise.Delay] `json:"delays,omitempty"`
}

// Requests measures the requests of scenarios, from sent to acknowledged and
// from sent to acted. A nil scenario, and one with the id of an earlier one, is
// passed over.
func Requests(scenarios ...*scenario.Scenario) *Latency {
	byID := map[string]*scenario.Scenario{}
	var ids []string
	for _, s := range scenarios {
		if s != nil && byID[s.ID] == nil {
			byID[s.ID] = s
			ids = append(ids, s.ID)
		}
	}
	slices.Sort(ids)
	var all []Request
	for _, id := range ids {
		all = append(all, requests(byID[id], func(string) bool { return true })...)
	}
	return ledger(all, nil)
}

func requests(s *scenario.Scenario, at func(step string) bool) []Request {
	var out []Request
	for i := range s.Steps {
		step := &s.Steps[i]
		if !at(step.ID) {
			continue
		}
		for _, q := range step.Requests {
			out = append(out, Request{
				Scenario: s.ID, Step: step.ID, Asker: q.Asker, Asked: q.Asked,
				Family: FamilyOf(q.Kind), Kind: q.Kind, Channel: q.Channel, What: q.What, Outcome: q.Outcome,
				Sent: q.Sent, Acknowledged: Elapsed(q.Sent, q.Acknowledged), Acted: Elapsed(q.Sent, q.Acted),
			})
		}
	}
	return out
}

// ledger sums requests up by channel and by kind. perceived may be nil.
func ledger(all []Request, perceived func(steps []string) *Perceived) *Latency {
	return &Latency{
		Requests: list(all),
		Channels: rows(all, perceived, func(q Request) Row { return Row{Family: q.Family, Channel: q.Channel} }, scenario.Channels()),
		Kinds:    rows(all, perceived, func(q Request) Row { return Row{Family: q.Family, Kind: q.Kind} }, scenario.RequestKinds()),
	}
}

// rows puts requests together by what key keeps of them, in the order of the
// words.
func rows(all []Request, perceived func([]string) *Perceived, key func(Request) Row, words []string) []Row {
	type name struct {
		family        Family
		channel, kind string
	}
	members := map[name][]Request{}
	out := []Row{}
	for _, q := range all {
		row := key(q)
		n := name{row.Family, row.Channel, row.Kind}
		if members[n] == nil {
			out = append(out, row)
		}
		members[n] = append(members[n], q)
	}
	for i := range out {
		row := &out[i]
		var acknowledged, acted []*Span
		var steps []string
		for _, q := range members[name{row.Family, row.Channel, row.Kind}] {
			acknowledged, acted = append(acknowledged, q.Acknowledged), append(acted, q.Acted)
			steps = append(steps, q.Step)
		}
		row.Requests, row.Acknowledged, row.Acted = len(acted), summary(acknowledged), summary(acted)
		if perceived != nil {
			row.Perceived = perceived(steps)
		}
	}
	place := func(r Row) int { return slices.Index(words, r.Channel+r.Kind) } // one of the two is empty
	slices.SortFunc(out, func(a, b Row) int {
		return cmp.Or(familyPlace(a.Family)-familyPlace(b.Family), place(a)-place(b),
			cmp.Compare(a.Channel, b.Channel), cmp.Compare(a.Kind, b.Kind))
	})
	return out
}

func familyPlace(f Family) int { return slices.Index([]Family{Response, Pursuit, ""}, f) }

// latency measures the requests at the steps that the room came to, beside
// what it made of them.
func (b *builder) latency() *Latency {
	entered := map[string]bool{}
	for _, st := range b.e.Steps {
		entered[st.ID] = st.Phase == exercise.Voting || st.Phase == exercise.Discussing
	}
	all := requests(b.scenario, func(step string) bool { return entered[step] })
	if len(all) == 0 {
		return nil
	}
	for i := range all {
		all[i].Perceived = b.perceived([]string{all[i].Step})
	}
	return ledger(all, b.perceived)
}

// perceived sums up what was said at steps; nil if there was no verdict.
func (b *builder) perceived(steps []string) *Perceived {
	var p Perceived
	judged := map[string]bool{}
	for _, i := range b.e.latest() {
		if !slices.Contains(steps, i.Step) {
			continue
		}
		p.Tally = p.Tally.Plus(i.Tally)
		p.Delays = plus(p.Delays, i.Delays, exercise.Delays())
		if i.Tally.Judged() > 0 {
			judged[i.Step] = true
		}
	}
	if len(judged) == 0 {
		return nil
	}
	p.Steps, p.Share = len(judged), SharesOf(p.Tally).Latency
	return &p
}
