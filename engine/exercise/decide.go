package exercise

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/normwalk/normwalk/engine/norm"
)

// The longest texts that people may leave, in characters.
const (
	MaxNote     = 500 // a note or a proposal
	MaxRemark   = 280 // the note on a ballot or a count
	MaxShort    = 60  // an owner, a due date, a group
	MaxCount    = 100000
	maxPlanned  = 500
	maxPeopleID = 64
)

// Decide holds every rule: it turns a command into the events that carry it
// out, or refuses it. No events and no error mean that nothing has to change.
func (s *State) Decide(c Command) ([]Event, error) {
	if c == nil {
		return nil, ErrAnswer
	}
	return c.decide(s)
}

func (c Open) decide(s *State) ([]Event, error) {
	if s.phase != "" {
		return nil, ErrOpen
	}
	u := c.Setup
	switch {
	case u.Exercise == "":
		return nil, fmt.Errorf("it has no id: %w", ErrSetup)
	case label(u.Title, 120) != nil || label(u.Track, MaxShort) != nil:
		return nil, fmt.Errorf("its title or track can't be shown: %w", ErrSetup)
	case !slices.Contains(Modes(), u.Mode):
		return nil, fmt.Errorf("mode %q; choose solo, hands or room: %w", u.Mode, ErrSetup)
	case len(u.Plan) == 0 || len(u.Plan) > maxPlanned:
		return nil, fmt.Errorf("%d steps: %w", len(u.Plan), ErrSetup)
	case u.Mode == Solo && u.Participant == "":
		return nil, fmt.Errorf("a solo walk needs its participant: %w", ErrSetup)
	case u.TLP != "" && !slices.Contains(TLPs(), u.TLP):
		return nil, fmt.Errorf("there is no label TLP:%s: %w", u.TLP, ErrSetup)
	case u.Limit < 0 || u.Limit > MaxParticipants:
		return nil, fmt.Errorf("a limit of %d participants: %w", u.Limit, ErrSetup)
	case u.People < 0 || u.People > MaxCount || u.Minutes < 0:
		return nil, fmt.Errorf("a negative or absurd number: %w", ErrSetup)
	}
	seen := map[string]bool{}
	for _, p := range u.Plan {
		if p.Step == "" || seen[p.Step] {
			return nil, fmt.Errorf("step %q twice or without an id: %w", p.Step, ErrSetup)
		}
		seen[p.Step] = true
		for i, n := range p.Norms {
			if !slices.Contains(u.Known, n) || slices.Contains(p.Norms[:i], n) {
				return nil, fmt.Errorf("norm %s at step %s: %w", n, p.Step, ErrSetup)
			}
		}
	}
	for i, g := range u.Groups {
		if err := label(g, MaxShort); err != nil || slices.Contains(u.Groups[:i], g) {
			return nil, fmt.Errorf("group %q: %w", g, ErrSetup)
		}
	}
	events := []Event{Opened{u}}
	if u.Mode == Solo {
		events = append(events, Joined{Participant: u.Participant, Via: "terminal"})
	}
	return events, nil
}

// active refuses what needs an exercise that is under way.
func (s *State) active() error {
	switch s.phase {
	case Running:
		return nil
	case Ended:
		return ErrFinished
	}
	return ErrNotOpen
}

// voting finds the item that an answer would go to.
func (s *State) voting(step string, n norm.ID) (Item, error) {
	if err := s.active(); err != nil {
		return Item{}, err
	}
	i, err := s.find(step)
	if err != nil {
		return Item{}, err
	}
	st := s.steps[i]
	switch {
	case st.phase == Pending || st.phase == Skipped:
		return Item{}, fmt.Errorf("turn to step %s first: %w", step, ErrClosed)
	case st.phase != Voting:
		return Item{}, ErrClosed
	case !slices.Contains(st.norms, n):
		return Item{}, fmt.Errorf("%s: %w", n, ErrNorm)
	}
	return Item{step, n, st.round}, nil
}

func (c Join) decide(s *State) ([]Event, error) {
	if err := s.live(); err != nil {
		return nil, err
	}
	if c.Participant == "" || len(c.Participant) > maxPeopleID || len(c.Via) > MaxShort {
		return nil, ErrVoter
	}
	if p, ok := s.Participant(c.Participant); ok {
		if p.Removed {
			return nil, ErrRemoved
		}
		return s.back(p), nil
	}
	limit := s.setup.Limit
	if limit == 0 {
		limit = MaxParticipants
	}
	switch {
	case s.locked:
		return nil, ErrLocked
	case s.Joined() >= limit: // a seat that was taken away is free for somebody else
		return nil, ErrRoomFull
	}
	if c.Group != "" && !slices.Contains(s.setup.Groups, c.Group) {
		return nil, fmt.Errorf("group %q is not one of this exercise's: %w", c.Group, ErrVoter)
	}
	return []Event{Joined(c)}, nil
}

func (c Enter) decide(s *State) ([]Event, error) {
	if err := s.active(); err != nil {
		return nil, err
	}
	if _, err := s.find(c.Step); err != nil {
		return nil, err
	}
	if st, _ := s.Step(c.Step); s.Current() == c.Step && st.Phase != Skipped {
		return nil, nil
	}
	return []Event{StepEntered(c)}, nil
}

func (c Skip) decide(s *State) ([]Event, error) {
	if err := s.active(); err != nil {
		return nil, err
	}
	i, err := s.find(c.Step)
	if err != nil {
		return nil, err
	}
	switch st := s.steps[i]; {
	case st.phase == Skipped:
		return nil, nil
	case len(st.items) > 0 || st.phase == Discussing:
		return nil, fmt.Errorf("step %s: %w; it can't be skipped", c.Step, ErrVoted)
	}
	return []Event{StepSkipped(c)}, nil
}

func (c AddNorm) decide(s *State) ([]Event, error) {
	if err := s.active(); err != nil {
		return nil, err
	}
	i, err := s.find(c.Step)
	if err != nil {
		return nil, err
	}
	switch st := s.steps[i]; {
	case !slices.Contains(s.setup.Known, c.Norm):
		return nil, fmt.Errorf("%s is in none of this exercise's catalogues: %w", c.Norm, ErrNorm)
	case slices.Contains(st.norms, c.Norm):
		return nil, nil
	case st.phase != Voting:
		return nil, ErrClosed
	}
	return []Event{NormAdded(c)}, nil
}

func (c SetAside) decide(s *State) ([]Event, error) {
	item, err := s.voting(c.Step, c.Norm)
	if err != nil {
		return nil, err
	}
	for round := 1; round <= item.Round; round++ {
		if s.Votes(Item{c.Step, c.Norm, round}).Asked() {
			return nil, fmt.Errorf("%s: %w; take them back before setting it aside", c.Norm, ErrVoted)
		}
	}
	return []Event{NormSetAside(c)}, nil
}

func (c Cast) decide(s *State) ([]Event, error) {
	if s.setup.Mode == Hands {
		return nil, fmt.Errorf("a ballot, where hands are counted: %w", ErrMode)
	}
	item, err := s.ballot(Withdraw{c.Participant, c.Step, c.Norm, c.Round})
	if err != nil {
		return nil, err
	}
	if !slices.Contains(Answers(), c.Ballot.Answer) {
		return nil, fmt.Errorf("%q: %w", c.Ballot.Answer, ErrAnswer)
	}
	c.Ballot.Note = strings.TrimSpace(c.Ballot.Note)
	if err := remark(c.Ballot.Reason, c.Ballot.Delay, c.Ballot.Note); err != nil {
		return nil, err
	}
	voter, _ := s.Participant(c.Participant)
	if b, ok := s.Ballot(item, c.Participant); ok && b == c.Ballot {
		return s.back(voter), nil
	}
	return append(s.back(voter), BallotCast{item, c.Ballot, c.Participant}), nil
}

func (c Withdraw) decide(s *State) ([]Event, error) {
	item, err := s.ballot(c)
	if err != nil {
		return nil, err
	}
	voter, _ := s.Participant(c.Participant)
	if _, ok := s.Ballot(item, c.Participant); !ok {
		return s.back(voter), nil
	}
	return append(s.back(voter), BallotWithdrawn{item, c.Participant}), nil
}

func (c Count) decide(s *State) ([]Event, error) {
	if s.setup.Mode == Solo {
		return nil, fmt.Errorf("counting hands: %w", ErrMode)
	}
	item, err := s.voting(c.Step, c.Norm)
	if err != nil {
		return nil, err
	}
	if c.Group != "" && !slices.Contains(s.setup.Groups, c.Group) {
		return nil, fmt.Errorf("group %q is not one of this exercise's: %w", c.Group, ErrVoter)
	}
	for _, a := range Answers() {
		if n := c.Tally.Of(a); n < 0 || n > MaxCount {
			return nil, fmt.Errorf("%d hands: %w", n, ErrAnswer)
		}
	}
	if c.Tally.Answered() == 0 {
		return ClearCount{c.Step, c.Norm, c.Group}.decide(s)
	}
	c.Note = strings.TrimSpace(c.Note)
	if err := remark(c.Reason, c.Delay, c.Note); err != nil {
		return nil, err
	}
	hands := HandCount{c.Group, c.Tally, c.Reason, c.Delay, c.Note}
	if slices.Contains(s.Votes(item).Hands, hands) {
		return nil, nil
	}
	return []Event{HandsCounted{item, c.Group, c.Tally, c.Reason, c.Delay, c.Note}}, nil
}

func (c ClearCount) decide(s *State) ([]Event, error) {
	item, err := s.voting(c.Step, c.Norm)
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(s.Votes(item).Hands, func(h HandCount) bool { return h.Group == c.Group }) {
		return nil, nil
	}
	return []Event{HandsCleared{item, c.Group}}, nil
}

func (c Reveal) decide(s *State) ([]Event, error) {
	if err := s.active(); err != nil {
		return nil, err
	}
	i, err := s.find(c.Step)
	if err != nil {
		return nil, err
	}
	switch st := s.steps[i]; st.phase {
	case Discussing:
		return nil, nil
	case Voting:
		return []Event{Revealed{c.Step, st.round}}, nil
	}
	return nil, fmt.Errorf("turn to step %s first: %w", c.Step, ErrClosed)
}

func (c SecondRound) decide(s *State) ([]Event, error) {
	if err := s.active(); err != nil {
		return nil, err
	}
	i, err := s.find(c.Step)
	if err != nil {
		return nil, err
	}
	switch st := s.steps[i]; {
	case st.round >= 2:
		return nil, ErrRounds
	case st.phase != Discussing:
		return nil, fmt.Errorf("reveal the first round before opening the second: %w", ErrNotClosed)
	}
	return []Event{SecondRoundOpened(c)}, nil
}

func (Resume) decide(s *State) ([]Event, error) {
	if s.phase == "" {
		return nil, ErrNotOpen
	}
	if s.phase == Ended {
		return nil, nil
	}
	return []Event{Resumed{}}, nil
}

func (Leave) decide(s *State) ([]Event, error) {
	if s.phase != Running || s.current < 0 || s.running.IsZero() {
		return nil, nil
	}
	return []Event{Left{}}, nil
}

func (Finish) decide(s *State) ([]Event, error) {
	if s.phase == Ended {
		return nil, nil
	}
	if err := s.active(); err != nil {
		return nil, err
	}
	return []Event{Finished{}}, nil
}

func (Reopen) decide(s *State) ([]Event, error) {
	if s.phase != Ended {
		return nil, ErrNotEnded
	}
	return []Event{Reopened{}}, nil
}

// text refuses what can't be kept: nothing, too much, or no valid UTF-8.
func text(t string, limit int) error {
	switch n := utf8.RuneCountInString(t); {
	case !utf8.ValidString(t):
		return fmt.Errorf("it is not valid UTF-8: %w", ErrText)
	case strings.TrimSpace(t) == "":
		return fmt.Errorf("it is empty: %w", ErrText)
	case n > limit:
		return fmt.Errorf("it has %d characters, at most %d are allowed: %w", n, limit, ErrText)
	}
	return nil
}

// label is text that stands in headings and lists, where nothing may act on the
// screen.
func label(t string, limit int) error {
	if strings.ContainsFunc(t, unicode.IsControl) {
		return fmt.Errorf("it has control characters: %w", ErrText)
	}
	return text(t, limit)
}

func remark(r Reason, d Delay, note string) error {
	if r != "" && !slices.Contains(Reasons(), r) {
		return fmt.Errorf("reason %q: %w", r, ErrAnswer)
	}
	if d != "" && !slices.Contains(Delays(), d) {
		return fmt.Errorf("delay %q: %w", d, ErrAnswer)
	}
	if note != "" {
		return text(note, MaxRemark)
	}
	return nil
}
