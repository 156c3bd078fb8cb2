package analysis

import (
	_ "embed"
	"slices"

	"github.com/normwalk/normwalk/engine/exercise"
)

//go:embed analysis.schema.json
var schema string

// Schema is the JSON Schema, draft 2020-12, of a [Document].
func Schema() []byte { return []byte(schema) }

// FormatName is what every Document calls itself.
const FormatName = "normwalk analysis"

// A Document is what is published of exercises as JSON.
type Document struct {
	Format       string       `json:"format"`        // [FormatName]
	Version      int          `json:"version"`       // [Format]
	TLP          exercise.TLP `json:"tlp,omitempty"` // the strictest label of the exercises: how far this may travel
	ChathamHouse bool         `json:"chatham_house"` // the rule holds for one of the exercises at least
	Exercises    []Labelled   `json:"exercises"`
	Comparison   *Comparison  `json:"comparison,omitempty"` // of the exercises, if there are several
}

// Labelled is an analysis with the markings of its exercise.
type Labelled struct {
	TLP          exercise.TLP `json:"tlp,omitempty"` // Traffic Light Protocol; absent if no label was chosen
	ChathamHouse bool         `json:"chatham_house"` // what was said may be used, not who said it
	*Exercise
}

// Publish makes the document of exercises, compared if there are several.
func Publish(exercises ...Labelled) Document {
	d := Document{Format: FormatName, Version: Format, Exercises: list(exercises)}
	var all []*Exercise
	for _, e := range exercises {
		all = append(all, e.Exercise)
		d.TLP = stricter(d.TLP, e.TLP)
		d.ChathamHouse = d.ChathamHouse || e.ChathamHouse
	}
	if len(all) > 1 {
		d.Comparison = Compare(all...)
	}
	return d
}

// stricter is the label that holds for what is made of two outputs.
func stricter(a, b exercise.TLP) exercise.TLP {
	if all := exercise.TLPs(); slices.Index(all, b) > slices.Index(all, a) {
		return b
	}
	return a
}
