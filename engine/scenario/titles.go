package scenario

import (
	"slices"
	"strings"
)

// ChannelTitle is a channel's word as people say it: "CSIRT to CSIRT". One that
// isn't known goes by itself, without hyphens.
func ChannelTitle(id string) string {
	switch id {
	case "csirt":
		return "CSIRT to CSIRT"
	case "mlat":
		return "mutual legal assistance"
	}
	return spoken(id)
}

// ChannelNamed finds the channel that a list of another program means: by its
// word, its title, or a usual name, without regard to capitals and hyphens.
func ChannelNamed(name string) (id string, ok bool) {
	name = spoken(strings.ToLower(strings.Join(strings.Fields(name), " ")))
	for _, id := range Channels() {
		if name == spoken(id) || name == strings.ToLower(ChannelTitle(id)) || slices.Contains(channelNames(id), name) {
			return id, true
		}
	}
	return "", false
}

// channelNames are other usual names of a channel, in lower case.
func channelNames(id string) []string {
	return map[string][]string{
		"csirt":           {"cert", "cert to cert", "national cert", "national csirt", "response team"},
		"trust-group":     {"trusted group", "mailing list", "isac"},
		"operator":        {"isp", "network operator", "noc"},
		"vendor":          {"supplier", "manufacturer"},
		"insurer":         {"insurance"},
		"law-enforcement": {"police", "prosecutor"},
		"mlat":            {"mla", "letter rogatory", "letters rogatory"},
		"court":           {"court order", "court filing", "tribunal", "judge", "injunction", "lawsuit"},
		"diplomatic":      {"embassy", "diplomacy", "foreign ministry", "note verbale", "diplomatic note"},
		"regulator":       {"supervisor", "authority", "data protection authority"},
		"parliament":      {"hearing", "parliamentary hearing", "congress"},
		"media":           {"press", "news", "press conference", "newspaper", "television", "radio"},
		"public":          {"social media", "website", "public statement"},
	}[id]
}

// KindTitle is the word for a kind of actor as people say it: "response team".
func KindTitle(id string) string {
	switch id {
	case "csirt":
		return "response team"
	case "isp":
		return "Internet provider"
	case "ngo":
		return "non-governmental organisation"
	case "international":
		return "international organisation"
	}
	return spoken(id)
}

// ImpactTitle is the word for who was hit as people say it.
func ImpactTitle(id string) string {
	switch id {
	case "ci":
		return "critical infrastructure"
	case "technical":
		return "the Internet's technical base"
	}
	return spoken(id)
}

func spoken(id string) string { return strings.ReplaceAll(id, "-", " ") }
