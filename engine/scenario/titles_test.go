package scenario_test

import (
	"testing"

	"github.com/normwalk/normwalk/engine/scenario"
)

// Every word has a title of its own, and is found by both.
func TestChannelsByName(t *testing.T) {
	for _, id := range scenario.Channels() {
		for _, name := range []string{id, scenario.ChannelTitle(id)} {
			if got, ok := scenario.ChannelNamed(name); !ok || got != id {
				t.Errorf("%q is found as %q, not %q", name, got, id)
			}
		}
	}
	for name, want := range map[string]string{
		"Court order": "court", "TRIBUNAL": "court", "Embassy": "diplomatic", "Press  conference": "media", "Insurance": "insurer",
		"CERT": "csirt", "Law enforcement": "law-enforcement", "Police": "law-enforcement", "hearing": "parliament", "Phone": "", "": "",
	} {
		if got, ok := scenario.ChannelNamed(name); got != want || ok != (want != "") {
			t.Errorf("%q is found as %q, not %q", name, got, want)
		}
	}
}

func TestTitles(t *testing.T) {
	for _, tt := range []struct {
		ids   []string
		title func(string) string
	}{
		{scenario.Channels(), scenario.ChannelTitle},
		{scenario.ActorKinds(), scenario.KindTitle},
		{scenario.Impacts(), scenario.ImpactTitle},
	} {
		said := map[string]bool{}
		for _, id := range tt.ids {
			if text := tt.title(id); text == "" || said[text] {
				t.Errorf("%q has no title of its own: %q", id, text)
			} else {
				said[text] = true
			}
		}
	}
}
