package norm_test

import (
	"strings"
	"testing"

	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/scenarios"
)

// What stands first beside a UN norm is what responders would name: a duty of
// their own, or the measure on the same subject; what nobody adopted comes later.
func TestNearestOfTheUNNorms(t *testing.T) {
	lib, err := library.Load(scenarios.FS(), nil)
	if err != nil {
		t.Fatal(err)
	}
	s := lib.Norms()
	for item, want := range map[string]string{
		"b": "EthicsfIRST 12,", "d": "Budapest 29, OSCE CBM 6,", "e": "EthicsfIRST 7,", "f": "OSCE CBM 15,", "g": "OSCE CBM 15,",
		"h": "EthicsfIRST 4, RFC 2350,", "j": "EthicsfIRST 2, OSCE CBM 16,", "k": "EthicsfIRST 5,",
	} {
		near, _ := s.Relatives(norm.ID(norm.UNEleven+"/"+item), 3)
		got := ""
		for i, n := range near {
			if got += s.Cite(n) + ", "; i == 0 && s.LegalNatureOf(n) == "proposal" {
				t.Errorf("13(%s): a proposal stands first: %s", item, got)
			}
		}
		if !strings.HasPrefix(got, want) {
			t.Errorf("13(%s): %s want %s", item, got, want)
		}
	}
}
