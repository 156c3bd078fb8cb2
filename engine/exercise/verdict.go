package exercise

// An Answer is what one person says of one norm at one step: one of the three
// verdicts, or that they abstain. Not having been asked is the absence of an
// answer; the two are never mixed.
type Answer string

// The answers. The first three are the verdicts.
const (
	Helped     Answer = "helped"     // following the norm made the response better, or its absence was felt
	Latency    Answer = "latency"    // following it cost, or would have cost, response time
	Irrelevant Answer = "irrelevant" // it had no bearing on this step
	Abstain    Answer = "abstain"
)

// Answers lists every answer, verdicts first, in the order of the screens.
func Answers() []Answer { return []Answer{Helped, Latency, Irrelevant, Abstain} }

// Verdicts lists the three verdicts in the order of the screens.
func Verdicts() []Answer { return []Answer{Helped, Latency, Irrelevant} }

// Letter is the mark that stands beside every use of colour: H, L, I, or A for
// an abstention; "·" for anything else.
func (a Answer) Letter() string {
	switch a {
	case Helped:
		return "H"
	case Latency:
		return "L"
	case Irrelevant:
		return "I"
	case Abstain:
		return "A"
	}
	return "·"
}

// Label is the answer as a screen says it.
func (a Answer) Label() string {
	switch a {
	case Latency:
		return "added latency"
	case Abstain:
		return "abstained"
	}
	return string(a)
}

// A Reason says why, where somebody cares to; empty means not given.
type Reason string

// Reasons lists the reasons in the order of the screens.
func Reasons() []Reason {
	return []Reason{"time", "trust", "confidentiality", "legal exposure", "politicisation", "capacity", "other"}
}

// A Delay is an estimate of the time that a norm cost; empty means not given.
type Delay string

// Delays lists the estimates, short to long.
func Delays() []Delay {
	return []Delay{"none", "minutes", "hours", "days", "weeks", "months"}
}

// A Tally counts answers.
type Tally struct {
	Helped     int `json:"helped"`
	Latency    int `json:"latency"`
	Irrelevant int `json:"irrelevant"`
	Abstained  int `json:"abstained"`
}

// Of is the count of one answer.
func (t Tally) Of(a Answer) int {
	switch a {
	case Helped:
		return t.Helped
	case Latency:
		return t.Latency
	case Irrelevant:
		return t.Irrelevant
	case Abstain:
		return t.Abstained
	}
	return 0
}

// With is the tally with n as the count of one answer.
func (t Tally) With(a Answer, n int) Tally {
	switch a {
	case Helped:
		t.Helped = n
	case Latency:
		t.Latency = n
	case Irrelevant:
		t.Irrelevant = n
	case Abstain:
		t.Abstained = n
	}
	return t
}

// Plus adds another tally.
func (t Tally) Plus(u Tally) Tally {
	return Tally{t.Helped + u.Helped, t.Latency + u.Latency, t.Irrelevant + u.Irrelevant, t.Abstained + u.Abstained}
}

// Judged counts the verdicts, without abstentions.
func (t Tally) Judged() int { return t.Helped + t.Latency + t.Irrelevant }

// Answered counts the verdicts and the abstentions.
func (t Tally) Answered() int { return t.Judged() + t.Abstained }

// Share is the part of the verdicts that one verdict has, from 0 to 1; 0 when
// nobody gave a verdict.
func (t Tally) Share(a Answer) float64 {
	if t.Judged() == 0 || a == Abstain {
		return 0
	}
	return float64(t.Of(a)) / float64(t.Judged())
}

// Leading is the verdict with the most votes. tie reports that another has as
// many; the answer is empty when nobody gave a verdict.
func (t Tally) Leading() (leading Answer, tie bool) {
	best := 0
	for _, a := range Verdicts() {
		switch n := t.Of(a); {
		case n > best:
			best, leading, tie = n, a, false
		case n == best && n > 0:
			tie = true
		}
	}
	return leading, tie
}
