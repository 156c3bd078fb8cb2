package xapi

import "github.com/normwalk/normwalk/engine/exercise"

// The parts of a statement, as xAPI names them.
type (
	statement struct {
		ID        string   `json:"id"`
		Actor     actor    `json:"actor"`
		Verb      verb     `json:"verb"`
		Object    activity `json:"object"`
		Result    result   `json:"result"`
		Context   context  `json:"context"`
		Timestamp string   `json:"timestamp"`
		Version   string   `json:"version"`
	}
	actor struct {
		ObjectType string  `json:"objectType"`
		Account    account `json:"account"`
	}
	account struct {
		HomePage string `json:"homePage"`
		Name     string `json:"name"`
	}
	verb struct {
		ID      string   `json:"id"`
		Display language `json:"display"`
	}
	activity struct {
		ObjectType string     `json:"objectType"`
		ID         string     `json:"id"`
		Definition definition `json:"definition"`
	}
	definition struct {
		Name            language `json:"name"`
		Description     language `json:"description,omitempty"`
		Type            string   `json:"type"`
		InteractionType string   `json:"interactionType,omitempty"`
		Choices         []choice `json:"choices,omitempty"`
	}
	choice struct {
		ID          string   `json:"id"`
		Description language `json:"description"`
	}
	result struct {
		Response   string     `json:"response,omitempty"`
		Extensions extensions `json:"extensions"`
	}
	context struct {
		Registration      string     `json:"registration"`
		ContextActivities related    `json:"contextActivities"`
		Platform          string     `json:"platform"`
		Language          string     `json:"language"`
		Extensions        extensions `json:"extensions,omitempty"`
	}
	related struct {
		Parent   []activity `json:"parent"`
		Grouping []activity `json:"grouping"`
		Category []activity `json:"category"`
	}
)

// A language map; all our texts are in English.
type language map[string]string

func english(s string) language { return language{"en": s} }

// extensions map our own IRIs to what xAPI has no place for.
type extensions map[string]any

func (x extensions) add(name string, value any) { x["urn:normwalk:extension:"+name] = value }

// choices are the answers, always all four in the order of the screens.
func choices() []choice {
	var out []choice
	for _, a := range exercise.Answers() {
		out = append(out, choice{string(a), english(a.Label())})
	}
	return out
}
