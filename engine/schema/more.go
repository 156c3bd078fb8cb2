package schema

import (
	"slices"

	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/engine/source"
)

// The spellings that the loader reads with code rather than a pattern.
const (
	momentPattern = `^(19|20|21)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01])(T([01][0-9]|2[0-3])((Z|[+-][0-9]{2}:00)|:[0-5][0-9](:[0-5][0-9]([.,][0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})))?)?)?$`
	urlPattern    = `^([Hh][Tt][Tt][Pp][Ss]?://[^ \n/?#][^ \n]*|doi:10\.[^ \n]*)$`
	normPattern   = `^[a-z0-9]+(-[a-z0-9]+)*/[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$`
)

// more adds what the loader asks of a table beyond single fields.
func more(table string, n *Node) {
	switch table {
	case "Source":
		is := &Node{Properties: properties{{"status", &Node{Const: string(source.Copy)}}}, Required: []string{"status"}}
		n.AllOf = []*Node{{If: is, Then: filled("via")}}
		n.at("language").orEmpty()
	case "Claim":
		n.Required = []string{"by", "date", "text", "denial", "sources"}
	case "Track":
		n.at("id").Not = &Node{Const: scenario.FullTrack}
	case "Reading":
		n.at("norm").Pattern = normPattern
		n.at("norm").Examples = []string{norm.UNEleven + "/h"}
	case "Norm":
		noted := &Node{Required: []string{"confidence_note"}}
		unsure := &Node{Properties: properties{{"confidence", &Node{Enum: norm.Confidences()[1:]}}}, Required: []string{"confidence"}}
		n.AllOf = []*Node{
			{If: noted, Then: &Node{Required: []string{"confidence"}}},
			{If: unsure, Then: filled("confidence_note")},
		}
	}
}

// filled asks for a text that isn't empty.
func filled(key string) *Node {
	return &Node{Required: []string{key}, Properties: properties{{key, &Node{Pattern: `\S`}}}}
}

func (n *Node) at(key string) *Node {
	i := slices.IndexFunc(n.Properties, func(p property) bool { return p.key == key })
	return n.Properties[i].Node
}

// orEmpty lets a text be empty that the loader then takes for absent.
func (n *Node) orEmpty() { n.Pattern = "^$|" + n.Pattern }
