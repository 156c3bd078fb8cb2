package report

import (
	"maps"
	"slices"

	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/source"
)

// sources lists what the report cites. It comes after everything that cites.
func (r *report) sources() {
	r.part("sources", "Sources")
	var rows [][]text
	for i, x := range r.scenario.Sources {
		if r.cited[x.ID] {
			rows = append(rows, []text{anchored(sourceAnchor(i), plain(x.ID)), titled(x), plain(x.Publisher), dated(x.Date), link(x.URL), known(x)})
			delete(r.cited, x.ID)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(r.cited)) {
		rows = append(rows, []text{plain(id), "not described in the scenario", "–", "–", "–", "–"})
	}
	if len(rows) == 0 {
		r.say("This report cites none.")
		return
	}
	r.say("The status says whether the scenario's authors read the source themselves. What rests only on sources that they did not read is marked (unverified).")
	r.table("The sources that this report cites", words("Number", "Title", "Publisher", "Date", "Link", "Status"), rows)
}

func titled(x source.Source) text {
	t := plain(x.Title)
	if x.Language != "" && x.Language != "en" {
		t += textf(" (language: %s)", x.Language)
	}
	if x.Note != "" {
		t += textf(" (%s)", x.Note)
	}
	return t
}

func dated(m source.Moment) text {
	if m.IsZero() {
		return "not dated"
	}
	return plain(m.String())
}

func known(x source.Source) text {
	switch x.Status {
	case source.Read:
		return "read"
	case source.Copy:
		if x.Via != "" {
			return textf("read through a copy: %s", link(x.Via))
		}
		return "read through a copy"
	case source.Unread:
		return "not read"
	}
	return plain(string(x.Status))
}

// licences names the licence of each text that the report takes over.
func (r *report) licences() {
	r.part("licence", "Licence")
	items := []text{licence(textf("Scenario “%s”", r.scenario.Title), r.scenario.Licence)}
	if len(r.scenario.Authors) > 0 {
		names := make([]text, len(r.scenario.Authors))
		for i, a := range r.scenario.Authors {
			names[i] = plain(a)
		}
		items[0] += textf(" By %s.", and(names))
	}
	for _, c := range r.catalogues() {
		items = append(items, catalogue(c))
	}
	r.say("Texts that this report takes over, with their licences:")
	r.list(items)
}

func licence(what text, licence string) text {
	if licence == "" {
		return what + ": no licence is named."
	}
	return textf("%s: %s.", what, licence)
}

func catalogue(c *norm.Catalogue) text {
	return textf("%s Published by %s; the official text is at %s.",
		licence(textf("Catalogue “%s”, in the authors' own words", c.Title), c.Licence), c.Publisher, link(c.URL))
}
