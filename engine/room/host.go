package room

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/journal"
	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
)

// A Host opens, resumes and reads exercises of one journal.
type Host struct {
	Journal *journal.Store
	Now     func() time.Time
	Random  io.Reader // for ids; crypto/rand in the program, a fixed source in tests

	mu      sync.Mutex
	content map[string]*library.Library // by the hashes of its documents
}

// mostContent is how many sets of documents a Host keeps parsed. Exercises of
// one workshop share theirs.
const mostContent = 16

// A Choice is what a facilitator settles before an exercise opens.
type Choice struct {
	Scenario string
	Mode     exercise.Mode
	Track    string    // empty: full
	Steps    []string  // empty: those of the track
	Norms    []norm.ID // put on the table at every step; empty: each step's candidates
	Families []string  // of these catalogues and short lists; empty: of the UN eleven; see exercise.PlanFor
	Groups   []string
	People   int
	Minutes  int // 0: the track's
	Limit    int // most participants of a live room; 0: exercise.MaxParticipants

	TLP          exercise.TLP
	ChathamHouse bool
}

// Open starts an exercise, with the scenario and catalogues of lib as they are
// now; they are kept with it.
func (h *Host) Open(ctx context.Context, lib *library.Library, c Choice) (*Room, error) {
	for try := 1; ; try++ {
		r, err := h.open(ctx, lib, c)
		// The few letters of an id can be drawn twice in a day.
		if try == 5 || !errors.Is(err, journal.ErrExists) && !errors.Is(err, journal.ErrInUse) {
			return r, err
		}
	}
}

func (h *Host) open(ctx context.Context, lib *library.Library, c Choice) (*Room, error) {
	s, err := lib.Scenario(c.Scenario)
	if err != nil {
		return nil, err
	}
	setup, docs, err := h.setup(lib, s, c)
	if err != nil {
		return nil, err
	}
	empty := &exercise.State{}
	events, err := empty.Decide(exercise.Open{Setup: setup})
	if err != nil {
		return nil, err
	}
	now := h.Now().UTC()
	state, records, err := apply(empty, events, now)
	if err != nil {
		return nil, err
	}
	entries, err := entriesOf(records)
	if err != nil {
		return nil, err
	}
	ex := journal.Exercise{
		ID: setup.Exercise, Scenario: s.ID, Title: setup.Title, Mode: string(setup.Mode), Track: setup.Track,
		Opened: now, Changed: now, Progress: progress(state),
	}
	w, err := h.Journal.Create(ctx, ex, docs, entries)
	if err != nil {
		return nil, fmt.Errorf("open the exercise: %w", err)
	}
	return newRoom(state, lib, s, w, h.Now), nil
}

// setup works the choice out against the content.
func (h *Host) setup(lib *library.Library, s *scenario.Scenario, c Choice) (exercise.Setup, []journal.Document, error) {
	if c.Track == "" {
		c.Track = "full"
	}
	track, ok := s.Track(c.Track)
	if !ok {
		return exercise.Setup{}, nil, fmt.Errorf("%s has no track %q: %w", s.ID, c.Track, exercise.ErrSetup)
	}
	if len(c.Steps) == 0 {
		c.Steps = track.Steps
	}
	if c.Minutes == 0 {
		c.Minutes = track.Minutes
	}
	id, err := h.newID(s.ID)
	if err != nil {
		return exercise.Setup{}, nil, err
	}
	if _, err := lib.Norms().Pool(c.Families); err != nil {
		return exercise.Setup{}, nil, fmt.Errorf("%w: %w", err, exercise.ErrSetup)
	}
	setup := exercise.Setup{
		Exercise: id, Title: s.Title, Mode: c.Mode, Track: c.Track,
		Plan:   exercise.PlanFor(s, c.Steps, lib.Norms(), exercise.Selection{Norms: c.Norms, Families: c.Families}),
		Groups: c.Groups, People: c.People, Minutes: c.Minutes, Limit: c.Limit, TLP: c.TLP, ChathamHouse: c.ChathamHouse,
	}
	if c.Mode == exercise.Solo {
		if setup.Participant, err = h.word(10); err != nil {
			return exercise.Setup{}, nil, err
		}
	}
	for _, n := range lib.Norms().All() {
		setup.Known = append(setup.Known, n.ID)
	}
	doc, ok := lib.Document(s.ID)
	if !ok {
		return exercise.Setup{}, nil, fmt.Errorf("the text of %s is missing: %w", s.ID, exercise.ErrSetup)
	}
	setup.Scenario = exercise.Ref{ID: doc.ID, Hash: doc.Hash}
	docs := []journal.Document{kept(doc)}
	for _, cat := range lib.Norms().Catalogues() {
		doc, ok := lib.Document(cat.ID)
		if !ok {
			return exercise.Setup{}, nil, fmt.Errorf("the text of %s is missing: %w", cat.ID, exercise.ErrSetup)
		}
		setup.Catalogues = append(setup.Catalogues, exercise.Ref{ID: doc.ID, Hash: doc.Hash})
		docs = append(docs, kept(doc))
	}
	return setup, docs, nil
}

// Resume takes an exercise up again where it was left. The error wraps
// journal.ErrInUse if somebody else has it open.
func (h *Host) Resume(ctx context.Context, id string) (*Room, error) {
	w, err := h.Journal.Acquire(ctx, id)
	if err != nil {
		return nil, err
	}
	past, err := h.Read(ctx, id)
	if err != nil {
		return nil, errors.Join(err, w.Close())
	}
	r := newRoom(past.State, past.Content, past.Scenario, w, h.Now)
	if _, err := r.Do(ctx, exercise.Resume{}); err != nil {
		return nil, errors.Join(fmt.Errorf("resume %s: %w", id, err), r.Close())
	}
	return r, nil
}

// A Past is an exercise as the journal has it, for reading.
type Past struct {
	Info     journal.Exercise
	State    *exercise.State
	Content  *library.Library
	Scenario *scenario.Scenario
}

// Read replays an exercise from the journal, also while it is being run. The
// journal may be open for reading only.
func (h *Host) Read(ctx context.Context, id string) (*Past, error) {
	info, err := h.Journal.Exercise(ctx, id)
	if err != nil {
		return nil, err
	}
	entries, err := h.Journal.Entries(ctx, info.ID)
	if err != nil {
		return nil, err
	}
	content, err := h.contentOf(ctx, info)
	if err != nil {
		return nil, fmt.Errorf("exercise %s can't be read back: %w", info.ID, err)
	}
	past, err := recall(entries, content)
	if err != nil {
		return nil, fmt.Errorf("exercise %s can't be read back: %w", info.ID, err)
	}
	past.Info = info
	return past, nil
}

// contentOf parses an exercise's documents, unless another exercise had the
// same ones: reading a thousand exercises takes a thousand replays, but not a
// thousand readings of the same scenario.
func (h *Host) contentOf(ctx context.Context, info journal.Exercise) (*library.Library, error) {
	key := strings.Join(info.Documents, " ")
	h.mu.Lock()
	defer h.mu.Unlock()
	if lib := h.content[key]; lib != nil {
		return lib, nil
	}
	docs, err := h.Journal.Documents(ctx, info.ID)
	if err != nil {
		return nil, err
	}
	lib, err := rebuild(docs)
	if err != nil {
		return nil, err
	}
	if h.content == nil || len(h.content) >= mostContent {
		h.content = map[string]*library.Library{}
	}
	h.content[key] = lib
	return lib, nil
}

// Recall replays an exercise from its entries and documents alone, and so also
// proves that they belong together. Info stays empty.
func Recall(entries []journal.Entry, docs []journal.Document) (*Past, error) {
	content, err := rebuild(docs)
	if err != nil {
		return nil, err
	}
	return recall(entries, content)
}

func recall(entries []journal.Entry, content *library.Library) (*Past, error) {
	records := make([]exercise.Record, len(entries))
	for i, e := range entries {
		event, err := exercise.Decode(e.Kind, e.Data)
		if err != nil {
			return nil, fmt.Errorf("entry %d: %w", e.Seq, err)
		}
		records[i] = exercise.Record{Seq: e.Seq, At: e.At, Event: event}
	}
	state, err := exercise.Replay(records)
	if err != nil {
		return nil, err
	}
	if state.Phase() == exercise.Unopened {
		return nil, exercise.ErrNotOpen
	}
	if _, err := (&exercise.State{}).Decide(exercise.Open{Setup: state.Setup()}); err != nil {
		return nil, err // it came from elsewhere, and was never opened by these rules
	}
	want := state.Setup().Scenario
	s, err := content.Scenario(want.ID)
	if err != nil {
		return nil, err
	}
	if doc, ok := content.Document(want.ID); !ok || doc.Hash != want.Hash {
		return nil, fmt.Errorf("the scenario kept with it is not the one it was run with: %w", exercise.ErrCorrupt)
	}
	return &Past{State: state, Content: content, Scenario: s}, nil
}

// Find names one exercise from its id or any part of it, or from its scenario's
// id or title, where no other fits. An empty query is the latest unfinished exercise.
func (h *Host) Find(ctx context.Context, query string) (journal.Exercise, error) {
	all, err := h.Journal.Exercises(ctx)
	if err != nil {
		return journal.Exercise{}, err
	}
	if query == "" {
		i := slices.IndexFunc(all, func(e journal.Exercise) bool { return !e.Progress.Finished })
		if i < 0 {
			return journal.Exercise{}, fmt.Errorf("no unfinished exercise: %w", journal.ErrUnknown)
		}
		return all[i], nil
	}
	var found []journal.Exercise
	for _, e := range all {
		if e.ID == query {
			return e, nil
		}
		if strings.Contains(e.ID, query) || e.Scenario == query || strings.EqualFold(e.Title, query) {
			found = append(found, e)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return journal.Exercise{}, fmt.Errorf("%w called %q; normwalk exercise list shows them", journal.ErrUnknown, query)
	}
	ids := make([]string, len(found))
	for i, e := range found {
		ids[i] = e.ID
	}
	return journal.Exercise{}, fmt.Errorf("%q fits %s: %w", query, strings.Join(ids, ", "), journal.ErrAmbiguous)
}

// newID makes an id that a person can read out: the day, the incident, and a
// few random letters.
func (h *Host) newID(scenario string) (string, error) {
	word, err := h.word(4)
	if err != nil {
		return "", err
	}
	name, _, _ := strings.Cut(scenario, "-")
	return fmt.Sprintf("%s-%s-%s", h.Now().UTC().Format("2006-01-02"), name[:min(len(name), 24)], word), nil
}

// word draws n letters and digits that are hard to mistake for one another.
func (h *Host) word(n int) (string, error) {
	const letters = "abcdefghjkmnpqrstuvwxyz23456789."
	b := make([]byte, n)
	for i := 0; i < n; {
		if _, err := io.ReadFull(h.Random, b[i:i+1]); err != nil {
			return "", fmt.Errorf("draw a random id: %w", err)
		}
		if c := letters[b[i]%byte(len(letters))]; c != '.' { // 31 letters: drop the 32nd, to stay uniform
			b[i] = c
			i++
		}
	}
	return string(b), nil
}

func kept(d library.Document) journal.Document {
	return journal.Document{Hash: d.Hash, Kind: d.Kind, ID: d.ID, Name: d.Name, Body: d.Body}
}

func rebuild(docs []journal.Document) (*library.Library, error) {
	out := make([]library.Document, len(docs))
	for i, d := range docs {
		out[i] = library.Document{Kind: d.Kind, ID: d.ID, Name: d.Name, Hash: d.Hash, Body: d.Body}
	}
	return library.Rebuild(out)
}
