package cexf

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/normwalk/normwalk/engine/draft"
	"github.com/normwalk/normwalk/engine/inert"
	"github.com/normwalk/normwalk/engine/scenario"
)

// An Options says what is written.
type Options struct {
	Track   string // empty for all steps
	Version string // of the exercise, a number that grows: "20261121"
}

type file struct {
	Exercise exercise  `json:"exercise"`
	Flow     []flow    `json:"inject_flow"`
	Payloads []payload `json:"inject_payloads"`
	Injects  []inject  `json:"injects"`
}

type exercise struct {
	Description string   `json:"description"`
	Expanded    string   `json:"expanded"`
	Meta        meta     `json:"meta"`
	Name        string   `json:"name"`
	Namespace   string   `json:"namespace"`
	Tags        []string `json:"tags"`
	Duration    string   `json:"total_duration"` // in seconds
	UUID        string   `json:"uuid"`
	Version     string   `json:"version"`
}

type meta struct {
	Author   string   `json:"author"`
	Date     string   `json:"incident_date"`
	Level    string   `json:"level"`
	Licence  string   `json:"licence"`
	Priority int      `json:"priority"`
	Refs     []string `json:"refs,omitempty"`
	Region   string   `json:"region"`
}

type flow struct {
	Description  string   `json:"description"`
	Inject       string   `json:"inject_uuid"`
	Callback     []string `json:"reporting_callback"`
	Requirements struct{} `json:"requirements"`
	Sequence     sequence `json:"sequence"`
	Timing       timing   `json:"timing"`
}

type sequence struct {
	Completion []string `json:"completion_trigger"`
	FollowedBy []string `json:"followed_by"`
	Trigger    []string `json:"trigger"`
}

// timing is left to the facilitator.
type timing struct {
	TriggeredAt *int `json:"triggered_at"`
	Every       *int `json:"periodic_run_every"`
}

type payload struct {
	Name       string            `json:"name"`
	Parameters map[string]string `json:"parameters"`
	Type       string            `json:"type"`
	UUID       string            `json:"uuid"`
}

type inject struct {
	Action      string     `json:"action"`
	Payload     string     `json:"action_payload_resource_uuid"`
	Description string     `json:"description"`
	Evaluation  []struct{} `json:"inject_evaluation"`
	Name        string     `json:"name"`
	Tool        string     `json:"target_tool"`
	UUID        string     `json:"uuid"`
}

// The words of the format that a scenario is written with.
const (
	toParticipants = "email_to_participants"
	headGap        = " · " // between title and time at the head of a payload
)

// carried are the parts of a scenario that the format has a place for.
func carried() []draft.Part {
	return []draft.Part{
		draft.Title, draft.Date, draft.Region, draft.Summary, draft.Background, draft.Licence, draft.Authors, draft.When, draft.Question,
	}
}

// Write writes a scenario, or a track of it, and lists what of it isn't carried.
// The same scenario and options give the same bytes. The analyst's readings and
// the facilitator's notes never leave: a platform shows injects to participants.
func Write(w io.Writer, s *scenario.Scenario, o Options) ([]draft.Left, error) {
	steps, track, err := draft.Steps(s, o.Track)
	if err != nil {
		return nil, err
	}
	if o.Version == "" {
		o.Version = "1"
	}
	f := file{Exercise: exercise{
		Description: s.Summary, Expanded: s.Background, Name: s.Title, Namespace: namespace, Tags: []string{},
		Duration: fmt.Sprint(track.Minutes * 60), UUID: uuid(s.ID), Version: o.Version,
		Meta: meta{
			Author: strings.Join(s.Authors, authorGap), Date: s.Date.String(), Level: "beginner", Licence: s.Licence, Region: s.Region,
		},
	}}
	var cited []string // ids of the sources in refs
	for i, st := range steps {
		var facts []string
		for _, x := range st.Facts {
			var numbers []string
			for _, id := range x.Sources {
				if !slices.Contains(cited, id) {
					cited = append(cited, id)
				}
				numbers = append(numbers, fmt.Sprint(slices.Index(cited, id)+1))
			}
			facts = append(facts, fmt.Sprintf("%s [%s]", one(x.Text), strings.Join(numbers, ", ")))
		}
		id := uuid(s.ID, "inject", st.ID)
		content := st.Title + headGap + st.When.UTC() + "\n\n" + strings.Join(facts, "\n\n") + "\n"
		p := payload{Name: st.Title, Type: "file", UUID: uuid(s.ID, "payload", st.ID), Parameters: map[string]string{
			"content": base64.StdEncoding.EncodeToString([]byte(content)), "content-type": "base64", "filename": fmt.Sprintf("%02d-%s.txt", i+1, st.ID),
		}}
		if st.Question != "" {
			facts = append(facts, discussion+one(st.Question))
		}
		next, trigger := []string{}, "manual"
		if i+1 < len(steps) {
			next = []string{uuid(s.ID, "inject", steps[i+1].ID)}
		}
		if i == 0 {
			trigger = "startex"
		}
		f.Flow = append(f.Flow, flow{
			Description: draft.Interval(st.When), Inject: id, Callback: []string{},
			Sequence: sequence{Completion: []string{}, FollowedBy: next, Trigger: []string{trigger}},
		})
		f.Payloads = append(f.Payloads, p)
		f.Injects = append(f.Injects, inject{
			Action: toParticipants, Payload: p.UUID, Description: strings.Join(facts, "\n\n"), Evaluation: []struct{}{},
			Name: st.Title, Tool: "MISP", UUID: id,
		})
	}
	for _, id := range cited {
		x, _ := s.Source(id)
		f.Exercise.Meta.Refs = append(f.Exercise.Meta.Refs, x.URL)
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(f); err != nil {
		return nil, fmt.Errorf("write the exercise: %w", err)
	}
	return draft.Lacks(s, steps, carried()...), nil
}

// one is a text as one paragraph.
func one(s string) string { return inert.Line(strings.ReplaceAll(s, "\n\n", " ")) }

// uuid makes an identifier of names: the same one for the same names, as the
// format wants. It asks for version 4, whose bits are free but for six.
func uuid(names ...string) string {
	h := sha256.Sum256([]byte("normwalk cexf " + strings.Join(names, " ")))
	h[6] = h[6]&0x0f | 0x40
	h[8] = h[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", h[:4], h[4:6], h[6:8], h[8:10], h[10:16])
}
