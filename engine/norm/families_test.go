package norm_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/source"
)

func at(t testing.TB, s string) source.Moment {
	t.Helper()
	m, err := source.ParseMoment(s)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// mixed is a set of families that share ideas, each norm named by its item.
func mixed(t testing.TB) *norm.Set {
	t.Helper()
	family := func(id, adopted, kind, nature string, items ...norm.Norm) *norm.Catalogue {
		short, _, _ := strings.Cut(id, "-")
		c := &norm.Catalogue{
			ID: id, Short: short, Title: "The " + id, Adopted: at(t, adopted), Type: kind, LegalNature: nature,
			Sources: []source.Source{{ID: "S1", Status: source.Read}, {ID: "S2", Status: source.Unread}},
		}
		for i, n := range items {
			n.ID, n.Position, n.Reference = norm.ID(id+"/"+n.Item), i+1, short+" "+n.Item
			c.Items = append(c.Items, n)
		}
		return c
	}
	s, err := norm.NewSet(
		family(norm.UNEleven, "2015-07-22", "norm", "voluntary",
			norm.Norm{Item: "c", Label: "Do not let your territory be used", Kind: norm.Refrain, Addressee: "The territorial State", Ideas: []norm.Idea{norm.CleanUpAtSource}, IncidentResponse: true, Sources: []string{"S1", "S2"}},
			norm.Norm{Item: "e", Label: "Respect human rights", Kind: norm.Do, Addressee: "States"},
			norm.Norm{Item: "h", Label: "Respond to requests for assistance", Restatement: "Répondre, if asked (politely).", Kind: norm.Do, Addressee: "States", Ideas: []norm.Idea{norm.AnswerACall, norm.CleanUpAtSource}, IncidentResponse: true, Sources: []string{"S2"}}),
		family("ietf", "1998", "standard", "voluntary",
			norm.Norm{Item: "bcp38", Label: "Filter spoofed traffic", Kind: norm.Do, Addressee: "Network operators", Adopted: at(t, "2000-05"), Ideas: []norm.Idea{norm.CleanUpAtSource}, IncidentResponse: true},
			norm.Norm{Item: "rfc2350", Label: "Say what your team offers", Kind: norm.Do, Addressee: "Response teams", Ideas: []norm.Idea{norm.AnswerACall},
				Terms: []norm.Term{{Term: "constituency", Meaning: "whom a team serves"}}, Aliases: []norm.Alias{{Scheme: "bcp", Value: "BCP 21"}}}),
		family("budapest-2001", "2001-11-23", "treaty", "binding",
			norm.Norm{Item: "35", Label: "A contact point at all hours", Kind: norm.Do, Addressee: "Parties", Ideas: []norm.Idea{norm.CleanUpAtSource, norm.AnswerACall}, IncidentResponse: true},
			norm.Norm{Item: "p", Label: "A protocol", Kind: norm.Do, Addressee: "Parties", Type: "process", LegalNature: "proposal"}),
	)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func get(t testing.TB, s *norm.Set, id norm.ID) *norm.Norm {
	t.Helper()
	n, ok := s.Get(id)
	if !ok {
		t.Fatalf("there is no %s", id)
	}
	return n
}

func list(norms []*norm.Norm) string {
	var out []string
	for _, n := range norms {
		out = append(out, n.Item)
	}
	return strings.Join(out, " ")
}

func TestEffective(t *testing.T) {
	s := mixed(t)
	for _, c := range []struct {
		id                    norm.ID
		adopted, kind, nature string
		standing              string
		unverified            bool
	}{
		{"un-gge-2015/c", "2015-07-22", "norm", "voluntary", "voluntary norm", false},
		{"un-gge-2015/e", "2015-07-22", "norm", "voluntary", "voluntary norm", false}, // names no sources
		{"un-gge-2015/h", "2015-07-22", "norm", "voluntary", "voluntary norm", true},
		{"ietf/bcp38", "2000-05", "standard", "voluntary", "community standard", false},
		{"ietf/rfc2350", "1998", "standard", "voluntary", "community standard", false},
		{"budapest-2001/35", "2001-11-23", "treaty", "binding", "binding treaty", false},
		{"budapest-2001/p", "2001-11-23", "process", "proposal", "process", false},
	} {
		n := get(t, s, c.id)
		if s.AdoptedOf(n).String() != c.adopted || s.TypeOf(n) != c.kind || s.LegalNatureOf(n) != c.nature || s.StandingOf(n) != c.standing || s.Unverified(n) != c.unverified {
			t.Errorf("%s: %s %s %s %s %v", c.id, s.AdoptedOf(n), s.TypeOf(n), s.LegalNatureOf(n), s.StandingOf(n), s.Unverified(n))
		}
	}
	if stray := (&norm.Norm{ID: "x/y", Type: "duty"}); s.TypeOf(stray) != "duty" || s.LegalNatureOf(stray) != "" || !s.AdoptedOf(stray).IsZero() || s.Unverified(stray) {
		t.Error("a norm of no catalogue has what only it says")
	}
}

// Every type and nature has words of its own, and only what binds says so.
func TestStanding(t *testing.T) {
	for _, kind := range norm.Types() {
		for _, nature := range norm.LegalNatures() {
			got := norm.Standing(kind, nature)
			if got == "" || strings.Contains(got, "binding") != (nature == "binding") || strings.HasPrefix(got, " ") || strings.HasSuffix(got, " ") {
				t.Errorf("%s, %s: %q", kind, nature, got)
			}
		}
	}
	for want, c := range map[string][2]string{
		"voluntary norm": {"norm", "voluntary"}, "binding treaty": {"treaty", "binding"}, "proposal, not adopted": {"norm", "proposal"},
		"contractual policy": {"standard", "contractual"}, "community standard": {"standard", "voluntary"}, "process": {"process", "voluntary"},
		"voluntary confidence-building measure": {"cbm", "voluntary"}, "voluntary professional duty": {"duty", "voluntary"},
		"binding mechanism": {"mechanism", "binding"}, "norm": {"norm", ""}, "": {"", ""}, "voluntary": {"", "voluntary"},
	} {
		if got := norm.Standing(c[0], c[1]); got != want {
			t.Errorf("%v: %q, want %q", c, got, want)
		}
	}
}

func TestIdeas(t *testing.T) {
	seen := map[string]bool{}
	for _, i := range norm.Ideas() {
		if title := i.Title(); title == string(i) || title == "" || seen[title] {
			t.Errorf("%s: %q", i, title)
		} else {
			seen[title] = true
		}
	}
	s := mixed(t)
	for id, want := range map[norm.ID]string{
		"un-gge-2015/h": "35 rfc2350 bcp38", // the nearest first; not (c), of the same family
		"un-gge-2015/c": "35 bcp38", "ietf/rfc2350": "h 35", "un-gge-2015/e": "", "none/1": "",
	} {
		if got := list(s.Elsewhere(id)); got != want {
			t.Errorf("Elsewhere(%s): %s, want %s", id, got, want)
		}
	}
	if got := get(t, s, "un-gge-2015/h").Shared(get(t, s, "budapest-2001/35")); !slices.Equal(got, []norm.Idea{norm.AnswerACall, norm.CleanUpAtSource}) {
		t.Errorf("Shared: %v", got)
	}
}

func TestShortLists(t *testing.T) {
	s := mixed(t)
	want := map[string]string{
		norm.ListEleven:     "[un-gge-2015/c un-gge-2015/e un-gge-2015/h]",
		norm.ListResponse:   "[un-gge-2015/c un-gge-2015/h]",
		norm.ListTechnical:  "[ietf/bcp38]",
		norm.ListAssistance: "[un-gge-2015/h ietf/rfc2350 budapest-2001/35]",
	}
	for _, l := range norm.ShortLists() {
		if got := fmt.Sprint(s.ShortList(l.ID)); got != want[l.ID] || l.Title == "" || l.About == "" {
			t.Errorf("%s: %s", l.ID, got)
		}
	}
	if s.ShortList("none") != nil {
		t.Error("there is no such list")
	}
	if got, err := s.Pool([]string{"technical", "ietf", "un-incident-response"}); err != nil || fmt.Sprint(got) != "[ietf/bcp38 ietf/rfc2350 un-gge-2015/c un-gge-2015/h]" {
		t.Errorf("Pool: %v %v", got, err)
	}
	if _, err := s.Pool([]string{"ietf", "gcsc"}); !errors.Is(err, norm.ErrFamily) {
		t.Errorf("Pool: %v", err)
	}
}

func TestSearch(t *testing.T) {
	s := mixed(t)
	for _, c := range []struct {
		text   string
		filter norm.Filter
		want   string
	}{
		{"", norm.Filter{}, "c e h bcp38 rfc2350 35 p"},
		{"  ", norm.Filter{}, "c e h bcp38 rfc2350 35 p"},
		{"REQ ass", norm.Filter{}, "h"},
		{"ass req", norm.Filter{}, "h"},
		{"equests", norm.Filter{}, ""}, // the beginning of words only
		{"rép", norm.Filter{}, "h"},
		{"RÉPONDRE", norm.Filter{}, "h"},
		{"polite", norm.Filter{}, "h"},
		{"constit", norm.Filter{}, "rfc2350"},
		{"whom serves", norm.Filter{}, "rfc2350"},
		{"bcp", norm.Filter{}, "bcp38 rfc2350"},
		{"bcp-21", norm.Filter{}, "rfc2350"},
		{"ietf", norm.Filter{}, "bcp38 rfc2350"},
		{"call help", norm.Filter{}, "h rfc2350 35"}, // the idea's words
		{"un-gge-2015/h", norm.Filter{}, "h"},
		{"35", norm.Filter{}, "35"},
		{"---", norm.Filter{}, "c e h bcp38 rfc2350 35 p"},
		{"", norm.Filter{Families: []string{"ietf", "un-gge-2015"}}, "c e h bcp38 rfc2350"},
		{"re", norm.Filter{Families: []string{"un-gge-2015"}}, "e h"},
		{"", norm.Filter{Kind: norm.Refrain}, "c"},
		{"", norm.Filter{Type: "process"}, "p"},
		{"", norm.Filter{Type: "treaty"}, "35"},
		{"", norm.Filter{LegalNature: "binding"}, "35"},
		{"", norm.Filter{Addressee: "state"}, "c e h"},
		{"", norm.Filter{Addressee: "operators net"}, "bcp38"},
		{"", norm.Filter{Idea: norm.AnswerACall}, "h rfc2350 35"},
		{"", norm.Filter{IncidentResponse: true}, "c h bcp38 35"},
		{"spoof", norm.Filter{IncidentResponse: true, Idea: norm.CleanUpAtSource, Kind: norm.Do, Addressee: "network"}, "bcp38"},
		{"", norm.Filter{Families: []string{"none"}}, ""},
	} {
		if got := list(s.Search(c.text, c.filter)); got != c.want {
			t.Errorf("Search(%q, %+v): %s, want %s", c.text, c.filter, got, c.want)
		}
	}
}

func TestCite(t *testing.T) {
	c := &norm.Catalogue{ID: "x", Short: "NIST CSF 2.0", Items: []norm.Norm{{ID: "x/a", Reference: "CSF Respond"}, {ID: "x/b", Reference: "12"}}}
	d := &norm.Catalogue{ID: "y", Short: "UN eleven", Prefix: "UN", Items: []norm.Norm{{ID: "y/a", Reference: "13(a)"}}}
	s, err := norm.NewSet(c, d)
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[norm.ID]string{"x/a": "CSF Respond", "x/b": "NIST CSF 2.0 12", "y/a": "UN 13(a)"} {
		if got := s.Cite(get(t, s, id)); got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
	if got := s.Cite(&norm.Norm{Reference: "1"}); got != "1" {
		t.Error(got)
	}
}

func TestRelatives(t *testing.T) {
	s := mixed(t)
	for _, c := range []struct {
		id   norm.ID
		most int
		want string
		more int
	}{
		{"un-gge-2015/h", 5, "35 rfc2350", 1}, // of the IETF's two the nearer stands for both
		{"un-gge-2015/h", 1, "35", 2},
		{"un-gge-2015/h", 0, "", 3},
		{"un-gge-2015/e", 5, "", 0},
	} {
		if got, more := s.Relatives(c.id, c.most); list(got) != c.want || more != c.more {
			t.Errorf("Relatives(%s, %d): %s and %d more, want %s and %d", c.id, c.most, list(got), more, c.want, c.more)
		}
	}
}

func TestNature(t *testing.T) {
	s := mixed(t)
	const un, ietf, b = "un-gge-2015/c", "ietf/bcp38", "budapest-2001/35"
	for _, c := range []struct {
		ids  []norm.ID
		want string
	}{
		{nil, ""},
		{[]norm.ID{"gone/x"}, ""},
		{[]norm.ID{ietf}, "The norms are voluntary. They speak to States and to others; each says to whom."},
		{[]norm.ID{un, ietf, b}, "Not all the norms are voluntary: some bind (budapest). They speak to States and to others; each says to whom."},
		{[]norm.ID{b, "budapest-2001/p"}, "None of the norms is voluntary: some bind (budapest), some are proposals, not adopted (budapest). They speak to States and to others; each says to whom."},
	} {
		if got := s.Nature(c.ids); got != c.want {
			t.Errorf("%v: %q, want %q", c.ids, got, c.want)
		}
	}
	states := &norm.Catalogue{ID: "x", Short: "x", Addressees: "States, all of them", LegalNature: "voluntary", Items: []norm.Norm{{ID: "x/a"}}}
	set, err := norm.NewSet(states)
	if err != nil {
		t.Fatal(err)
	}
	if got := set.Nature([]norm.ID{"x/a"}); got != "The norms are voluntary and speak to States." {
		t.Error(got)
	}
	if got := s.Homes([]norm.ID{b, un, "gone/x", un}); len(got) != 2 || got[0].ID != norm.UNEleven || got[1].ID != "budapest-2001" {
		t.Errorf("Homes: %v", got)
	}
}
