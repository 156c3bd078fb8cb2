package norm_test

import (
	"errors"
	"strconv"
	"strings"
	"testing"

	"github.com/normwalk/normwalk/engine/norm"
)

// eleven is a set with the numbering of the UN norms, and the aliases that
// make looking them up hard.
func eleven(t testing.TB, more ...*norm.Catalogue) *norm.Set {
	t.Helper()
	c := &norm.Catalogue{ID: "un-gge-2015", Short: "UN eleven", Title: "UN norms of responsible State behaviour"}
	for i, label := range []string{
		"Cooperate for stability", "Consider all information", "Do not let your territory be used", "Cooperate against crime",
		"Respect human rights", "Do not damage critical infrastructure", "Protect your own critical infrastructure",
		"Respond to requests for assistance", "Secure supply chains", "Report vulnerabilities", "Do no harm to response teams",
	} {
		item := string(rune('a' + i))
		c.Items = append(c.Items, norm.Norm{
			ID: norm.ID("un-gge-2015/" + item), Item: item, Reference: "13(" + item + ")", Position: i + 1, Label: label,
			Aliases: []norm.Alias{
				{Scheme: "position", Value: strconv.Itoa(i + 1)},
				{Scheme: "unga-73-27", Value: "1." + strconv.Itoa(i+1)},
			},
		})
	}
	h := &c.Items[7]
	h.Aliases = append(h.Aliases,
		norm.Alias{Scheme: "dig-watch", Value: "respond-to-requests-for-assistance"},
		norm.Alias{Scheme: "igf2019-ws63-report", Value: "8/H", Note: "The report says 8/H."},
		norm.Alias{Scheme: "igf2019-ws63-agenda", Value: "7", Note: "The agenda used 7 for 13(h)."},
	)
	s, err := norm.NewSet(append([]*norm.Catalogue{c}, more...)...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestFind(t *testing.T) {
	const agenda, report = "The agenda used 7 for 13(h).", "The report says 8/H."
	s := eleven(t)
	for _, c := range []struct{ query, want, note string }{
		{"h", "h", ""},
		{"H", "h", ""},
		{" h\n", "h", ""},
		{"13h", "h", ""},
		{"13(h)", "h", ""},
		{"13 (H)", "h", ""},
		{"(h)", "h", ""},
		{"para 13(h)", "h", ""},
		{"norm h", "h", ""},
		{"norm 8", "h", ""},
		{"Norm #8", "h", ""},
		{"norm no. 8", "h", ""},
		{"8", "h", ""},
		{"8/H", "h", report},
		{"8h", "h", report},
		{"UNGGE-h", "h", ""},
		{"ungge 13(h)", "h", ""},
		{"un-gge-2015/h", "h", ""},
		{"UN-GGE-2015/H", "h", ""},
		{"UN eleven: 8", "h", ""},
		{"1.8", "h", ""},
		{"unga-73-27 1.8", "h", ""},
		{"respond-to-requests-for-assistance", "h", ""},
		{"Respond to requests for assistance", "h", ""},
		{"requests", "h", ""},
		{"for  ASSISTANCE", "h", ""},
		{"7", "g", agenda},
		{"norm 7", "g", agenda},
		{"(7)", "g", agenda},
		{"g", "g", ""},
		{"13g", "g", ""},
		{"igf2019-ws63-agenda 7", "h", agenda},
		{"igf2019-ws63-agenda:7", "h", agenda},
		{"1", "a", ""},
		{"11", "k", ""},
		{"1.1", "a", ""},
		{"1.11", "k", ""},
		{"a", "a", ""},
		{"rights", "e", ""},
		{"ulnerab", "j", ""},
	} {
		m, err := s.Find(c.query)
		if err != nil {
			t.Errorf("Find(%q): %v", c.query, err)
			continue
		}
		if m.Norm.Item != c.want || m.Catalogue.ID != "un-gge-2015" || strings.Join(m.Notes, "\n") != c.note {
			t.Errorf("Find(%q) = %s with the notes %q, want %s with %q", c.query, m.Norm.ID, m.Notes, c.want, c.note)
		}
	}
}

func TestFindFails(t *testing.T) {
	s := eleven(t)
	for _, c := range []struct {
		query string
		want  error
		text  string
	}{
		{"", norm.ErrUnknown, `unknown norm ""; the nearest are `},
		{"norm", norm.ErrUnknown, `unknown norm "norm"`},
		{"12", norm.ErrUnknown, `unknown norm "12"`},
		{"0", norm.ErrUnknown, `unknown norm "0"`},
		{"asistance", norm.ErrUnknown, `the nearest are un-gge-2015/h (Respond to requests for assistance)`},
		{"un-gge-2015/z", norm.ErrUnknown, `un-gge-2015/`},
		{"critical infrastructure", norm.ErrAmbiguous, `several norms match "critical infrastructure": ` +
			`un-gge-2015/f (Do not damage critical infrastructure), un-gge-2015/g (Protect your own critical infrastructure); write one of these`},
		{"e", nil, ""},
		{"\x1b[31m", norm.ErrUnknown, `"\x1b[31m"`},
		{strings.Repeat("x", 10000), norm.ErrUnknown, `xxx…"`},
	} {
		_, err := s.Find(c.query)
		if !errors.Is(err, c.want) || err != nil && (!strings.Contains(err.Error(), c.text) || len(err.Error()) > 500) {
			t.Errorf("Find(%q): %v; want %v with %q", c.query, err, c.want, c.text)
		}
	}
	empty, err := norm.NewSet()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := empty.Find("h"); !errors.Is(err, norm.ErrUnknown) || err.Error() != `unknown norm "h"; no norms are loaded` {
		t.Error(err)
	}
}

// Two catalogues number their norms alike; only a name with its catalogue
// tells them apart.
func TestFindAmongCatalogues(t *testing.T) {
	other := &norm.Catalogue{ID: "gcsc", Short: "GCSC eight", Title: "Norms of the Global Commission"}
	for i := range 8 {
		n := strconv.Itoa(i + 1)
		other.Items = append(other.Items, norm.Norm{ID: norm.ID("gcsc/" + n), Item: n, Reference: "norm " + n, Position: i + 1, Label: "Number " + n})
	}
	s := eleven(t, other)
	for query, want := range map[string]norm.ID{
		"gcsc 8": "gcsc/8", "GCSC/8": "gcsc/8", "gcsc norm 8": "gcsc/8", "ungge 8": "un-gge-2015/h", "13h": "un-gge-2015/h", "9": "un-gge-2015/i",
	} {
		if m, err := s.Find(query); err != nil || m.Norm.ID != want {
			t.Errorf("Find(%q): %v, want %s", query, err, want)
		}
	}
	// A bare name is the UN's where the UN has one; the note tells of the other.
	for query, note := range map[string]string{
		"8": "GCSC eight norm 8 is another: write gcsc/8 for that of GCSC eight.", "norm 8": "GCSC eight norm 8 is another: write gcsc/8 for that of GCSC eight.",
		"13h": "", "9": "", "gcsc 8": "", "ungge 8": "",
	} {
		if m, err := s.Find(query); err != nil || strings.Join(m.Notes, "\n") != note {
			t.Errorf("Find(%q): %v, the notes %q", query, err, m.Notes)
		}
	}
}

// Many families have an 8; without the UN's the name is ambiguous.
func TestFindAmongMany(t *testing.T) {
	family := func(id, short, prefix string, items ...string) *norm.Catalogue {
		c := &norm.Catalogue{ID: id, Short: short, Prefix: prefix, Title: short}
		for i, item := range items {
			c.Items = append(c.Items, norm.Norm{ID: norm.ID(id + "/" + item), Item: item, Reference: prefix + " " + item, Position: i + 1, Label: "Item " + item})
		}
		return c
	}
	one := family("gcsc-2019", "GCSC", "GCSC", "1", "2", "3")
	others := []*norm.Catalogue{
		one, family("paris-call-2018", "Paris Call", "Paris", "1", "2", "3"), family("manrs-operators", "MANRS operators", "MANRS-NO", "1", "2", "3"),
		family("manrs-cdn", "MANRS CDN", "MANRS-CDN", "1", "2", "3"), family("budapest-2001", "Budapest", "Budapest", "29", "3", "35"),
	}
	s := eleven(t, others...)
	for _, c := range []struct{ query, want, note string }{
		{"3", "un-gge-2015/c", "GCSC 3, Paris 3, MANRS-NO 3 and 2 more are others: write gcsc/3 for that of GCSC."},
		{"1", "un-gge-2015/a", "GCSC 1, Paris 1, MANRS-NO 1 and 1 more are others: write gcsc/1 for that of GCSC."}, // nobody says 1 for article 29
		{"gcsc/3", "gcsc-2019/3", ""}, {"GCSC-3", "gcsc-2019/3", ""}, {"gcsc 3", "gcsc-2019/3", ""}, {"gcsc-2019/3", "gcsc-2019/3", ""},
		{"GCSC norm 3", "gcsc-2019/3", ""}, {"paris call 2", "paris-call-2018/2", ""}, {"Paris #2", "paris-call-2018/2", ""},
		{"MANRS-NO 2", "manrs-operators/2", ""}, {"manrs-no-2", "manrs-operators/2", ""}, {"manrs cdn 2", "manrs-cdn/2", ""},
		{"budapest 3", "budapest-2001/3", ""}, // the article, not the third
		{"budapest 2", "budapest-2001/3", ""}, // the second, since there is no article 2
		{"35", "budapest-2001/35", ""},
		{"c", "un-gge-2015/c", ""},
	} {
		m, err := s.Find(c.query)
		if err != nil || m.Norm.ID != norm.ID(c.want) || strings.Join(m.Notes, "\n") != c.note {
			t.Errorf("Find(%q): %v %v with %q, want %s", c.query, m.Norm, err, m.Notes, c.want)
		}
	}
	if _, err := s.Find("manrs 2"); !errors.Is(err, norm.ErrAmbiguous) {
		t.Errorf("manrs 2: %v", err)
	}
	without, err := norm.NewSet(others...)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := without.Find("3"); !errors.Is(err, norm.ErrAmbiguous) || !strings.Contains(err.Error(), "gcsc-2019/3") {
		t.Errorf("3: %v", err)
	}

	// At a table only what is there counts.
	for _, c := range []struct{ table, want, note string }{
		{"un-gge-2015/c gcsc-2019/1", "un-gge-2015/c", ""},
		{"gcsc-2019/3 un-gge-2015/c", "un-gge-2015/c", "GCSC 3 is another: write gcsc/3 for that of GCSC."},
		{"gcsc-2019/3 un-gge-2015/a", "gcsc-2019/3", ""},
		{"manrs-cdn/3 manrs-operators/3", "un-gge-2015/c", "MANRS-NO 3, MANRS-CDN 3 are others: write manrs-operators/3 for that of MANRS operators."},
		{"", "un-gge-2015/c", ""},
	} {
		var table []norm.ID
		for id := range strings.FieldsSeq(c.table) {
			table = append(table, norm.ID(id))
		}
		got, err := s.FindAt(table, "3")
		if err != nil {
			t.Fatal(err)
		}
		if got.Norm.ID != norm.ID(c.want) || strings.Join(got.Notes, "\n") != c.note || got.Catalogue.ID != strings.Split(c.want, "/")[0] {
			t.Errorf("among %s: %s with %q, want %s", c.table, got.Norm.ID, got.Notes, c.want)
		}
	}
	if m, err := s.FindAt([]norm.ID{"manrs-cdn/2", "gcsc-2019/2"}, "manrs 2"); err != nil || m.Norm.ID != "manrs-cdn/2" || m.Catalogue.ID != "manrs-cdn" {
		t.Errorf("manrs 2 at the table: %+v %v", m, err)
	}
	if _, err := s.FindAt([]norm.ID{"manrs-cdn/2", "manrs-operators/2"}, "manrs 2"); !errors.Is(err, norm.ErrAmbiguous) {
		t.Errorf("manrs 2 with both at the table: %v", err)
	}
	if _, err := s.FindAt(nil, "zzz"); !errors.Is(err, norm.ErrUnknown) {
		t.Errorf("zzz: %v", err)
	}

	for _, c := range []struct{ query, want, text string }{
		{"gcsc", "gcsc-2019", ""}, {"manrs", "manrs-operators manrs-cdn", ""}, {"MANRS-NO", "manrs-operators", ""}, {"un", "un-gge-2015", ""},
		{"UN eleven", "un-gge-2015", ""}, {"Paris", "paris-call-2018", ""}, {"buda", "budapest-2001", ""},
		{"man", "", `unknown family of norms "man"; several begin so: manrs-operators, manrs-cdn`},
		{"xx", "", `unknown family of norms "xx"; the families are un-gge-2015, gcsc-2019`}, {"", "", "unknown family"},
	} {
		found, err := s.Family(c.query)
		var ids []string
		for _, x := range found {
			ids = append(ids, x.ID)
		}
		if strings.Join(ids, " ") != c.want || (err != nil) != (c.want == "") || err != nil && (!errors.Is(err, norm.ErrFamily) || !strings.Contains(err.Error(), c.text)) {
			t.Errorf("Family(%q): %v %v", c.query, ids, err)
		}
	}
}

func TestSet(t *testing.T) {
	s := eleven(t)
	if n, ok := s.Get("un-gge-2015/h"); !ok || n.Position != 8 {
		t.Errorf("Get: %v %v", n, ok)
	}
	if _, ok := s.Get("h"); ok {
		t.Error("Get finds more than ids")
	}
	if c, ok := s.CatalogueOf("un-gge-2015/h"); !ok || c.ID != "un-gge-2015" {
		t.Errorf("CatalogueOf: %v %v", c, ok)
	}
	if all := s.All(); len(all) != 11 || all[10].Item != "k" || len(s.IDs()) != 11 || len(s.Catalogues()) != 1 {
		t.Errorf("All: %v", all)
	}
	c, _ := s.Catalogue("un-gge-2015")
	if _, err := norm.NewSet(c, c); !errors.Is(err, norm.ErrDuplicate) {
		t.Errorf("NewSet: %v", err)
	}
}
