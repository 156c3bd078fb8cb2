package norm_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/normwalk/normwalk/engine/norm"
)

func unSet(t testing.TB) *norm.Set {
	t.Helper()
	data, err := os.ReadFile("../../scenarios/norms/un-gge-2015.toml")
	if err != nil {
		t.Fatal(err)
	}
	c, err := norm.Load("un-gge-2015.toml", data)
	if err != nil {
		t.Fatal(err)
	}
	s, err := norm.NewSet(c)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestFind(t *testing.T) {
	s := unSet(t)
	for _, c := range []struct{ query, want, note string }{
		{"h", "h", ""},
		{"H", "h", ""},
		{"13h", "h", ""},
		{"13(h)", "h", ""},
		{"13 (H)", "h", ""},
		{"(h)", "h", ""},
		{"para 13(h)", "h", ""},
		{"norm h", "h", ""},
		{"norm 8", "h", ""},
		{"Norm #8", "h", ""},
		{"8", "h", ""},
		{"8/H", "h", ""},
		{"8h", "h", ""},
		{"UNGGE-h", "h", ""},
		{"ungge 13(h)", "h", ""},
		{"un-gge-2015/h", "h", ""},
		{"UN-GGE-2015/H", "h", ""},
		{"UN eleven: 8", "h", ""},
		{"1.8", "h", ""},
		{"respond-to-requests-for-assistance", "h", ""},
		{"Respond to requests for assistance", "h", ""},
		{"requests", "h", ""},
		{"7", "g", "2019"},
		{"norm 7", "g", "2019"},
		{"g", "g", ""},
		{"13g", "g", ""},
		{"igf2019-ws63-agenda 7", "h", "2019"},
		{"igf2019-ws63-agenda:7", "h", "2019"},
		{"1", "a", ""},
		{"11", "k", ""},
		{"1.1", "a", ""},
		{"1.11", "k", ""},
		{"human rights", "e", ""},
		{"a", "a", ""},
	} {
		m, err := s.Find(c.query)
		if err != nil {
			t.Errorf("Find(%q): %v", c.query, err)
			continue
		}
		if m.Norm.Item != c.want || m.Catalogue.ID != "un-gge-2015" {
			t.Errorf("Find(%q) = %s, want %s", c.query, m.Norm.ID, c.want)
		}
		notes := strings.Join(m.Notes, "\n")
		if c.note != "" && !strings.Contains(notes, c.note) || c.note == "" && notes != "" && c.query != "8" && c.query != "8/H" {
			t.Errorf("Find(%q) has the notes %q, want %q", c.query, notes, c.note)
		}
	}
}

func TestFindFails(t *testing.T) {
	s := unSet(t)
	for _, c := range []struct {
		query string
		want  error
		names string
	}{
		{"", norm.ErrUnknown, ""},
		{"12", norm.ErrUnknown, ""},
		{"0", norm.ErrUnknown, ""},
		{"asistance", norm.ErrUnknown, "un-gge-2015/h"},
		{"un-gge-2015/z", norm.ErrUnknown, "un-gge-2015/"},
		{"critical infrastructure", norm.ErrAmbiguous, "un-gge-2015/f"},
		{"critical infrastructure", norm.ErrAmbiguous, "un-gge-2015/g"},
		{"\x1b[31m", norm.ErrUnknown, `"\x1b[31m"`},
		{strings.Repeat("x", 10000), norm.ErrUnknown, "…"},
	} {
		_, err := s.Find(c.query)
		if !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.names) {
			t.Errorf("Find(%q): %v; want %v naming %q", c.query, err, c.want, c.names)
		}
	}
}
