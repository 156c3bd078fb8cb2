package exercise

import (
	"slices"

	"github.com/normwalk/normwalk/engine/norm"
)

// Mode is the way of taking part.
type Mode string

// The modes. Only Room takes both ballots and counts of hands.
const (
	Solo  Mode = "solo"  // one participant at the keyboard
	Hands Mode = "hands" // the facilitator counts a show of hands
	Room  Mode = "room"  // ballots from people's own devices, hands beside them
)

// Modes lists the modes.
func Modes() []Mode { return []Mode{Solo, Hands, Room} }

// A Ref names a document by its id and the SHA-256 of its bytes, in hex.
type Ref struct {
	ID   string `json:"id"`
	Hash string `json:"hash"`
}

// A Planned step is one that the exercise means to visit, with the norms that
// are on the table when the room comes to it.
type Planned struct {
	Step  string    `json:"step"`
	Norms []norm.ID `json:"norms"`
}

// A Setup is everything that is settled before an exercise opens. It carries
// what the rules need of the scenario, so that a replay needs no documents.
type Setup struct {
	Exercise    string    `json:"exercise"` // the exercise's id
	Title       string    `json:"title"`
	Mode        Mode      `json:"mode"`
	Scenario    Ref       `json:"scenario"`
	Catalogues  []Ref     `json:"catalogues"`
	Track       string    `json:"track"`
	Plan        []Planned `json:"plan"`
	Known       []norm.ID `json:"known"`            // every norm that may be put on the table
	Groups      []string  `json:"groups,omitempty"` // stakeholder groups that are counted apart
	People      int       `json:"people,omitempty"` // heads in the room; 0 if nobody counted
	Minutes     int       `json:"minutes"`          // planned length of the whole session
	Limit       int       `json:"limit,omitempty"`  // most participants of a live room; 0: MaxParticipants
	Participant string    `json:"participant,omitempty"`

	// How far the results may travel; both stand on every output.
	TLP          TLP  `json:"tlp,omitempty"`
	ChathamHouse bool `json:"chatham_house,omitempty"` // what was said may be used, not who said it
}

// TLP is a label of the Traffic Light Protocol, version 2.0 (FIRST); empty if
// none was chosen.
type TLP string

// TLPs lists the labels, from free to strict.
func TLPs() []TLP { return []TLP{"CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"} }

// Labels are the markings that every output carries, such as "TLP:GREEN".
func (u Setup) Labels() []string {
	var out []string
	if u.TLP != "" {
		out = append(out, "TLP:"+string(u.TLP))
	}
	if u.ChathamHouse {
		out = append(out, "Chatham House rule")
	}
	return out
}

// Plans reports whether the plan has the norm on the table at any step.
func (u Setup) Plans(id norm.ID) bool {
	return slices.ContainsFunc(u.Plan, func(p Planned) bool { return slices.Contains(p.Norms, id) })
}

// StakeholderGroups lists the groups of the IGF reports.
func StakeholderGroups() []string {
	return []string{"Academia", "Civil society", "Government", "Intergovernmental", "Private sector", "Technical community", "Youth"}
}
