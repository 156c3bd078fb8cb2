package draft

import (
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/normwalk/normwalk/engine/document"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/engine/source"
)

// or is the text, or a placeholder if there is none.
func or(s, otherwise string) string {
	if s == "" {
		return replace("%s", otherwise)
	}
	return s
}

// top fills in what stands above the lists.
func (d *maker) top(id string) {
	m, s := d.material, &d.scenario
	s.Schema, s.ID = 1, id
	s.Title = or(d.fit("title", "", "title", m.Title, 48), "the title")
	s.Region = or(d.fit("region", "", "region", m.Region, 60), "where")
	s.Summary = or(d.fitLong("summary", "", "summary", m.Summary, 420), "two or three sentences on what happened")
	s.Background = or(d.fitLong("background", "", "background", m.Background, 1800), "what the room must know before step one")
	s.Impact = []string{scenario.Impacts()[0]}
	s.Licence = or(d.fit("licence", "", "licence", m.Licence, 200), "the licence of the text, for example CC-BY-4.0; ask whoever wrote it")
	for _, a := range m.Authors {
		const most = 20
		if a = d.fit("authors", "", "author", a, 120); a != "" && len(s.Authors) < most {
			s.Authors = append(s.Authors, a)
		}
	}
	s.Date = m.Date
	for _, x := range m.Steps {
		if s.Date.IsZero() {
			s.Date = x.When.From
		}
	}
	if s.Date.IsZero() {
		s.Date = noDate()
		d.remark("date", replace("%s doesn't say when the incident began", m.Format))
	}
	d.remark("impact", replace("who was hit: any of %s", strings.Join(scenario.Impacts(), ", ")))
	s.Clock = scenario.Clock{Start: s.Date, Event: replace("the first event")}
	d.remark("clock", replace("zero of the incident's own clock"))
	s.Header = scenario.Header{
		Target: replace("who or what was hit"), Systems: replace("which systems"), Method: replace("how, as far as sources say"),
		Result: replace("what it did"), Aftermath: replace("what followed"),
	}
	s.Phases = []scenario.Phase{{ID: "A", Title: replace("the first phase"), Questions: []string{replace("a question for the discussion")}}}
}

// noDate is the year of an incident that has none.
func noDate() source.Moment {
	m, err := source.ParseMoment("2000")
	if err != nil {
		return source.Moment{} // can't be: the year is as the format has it
	}
	return m
}

var sourceID = regexp.MustCompile(`^([a-z0-9]+(-[a-z0-9]+)*|S[0-9]+[a-z]?)$`)

// itself is the id of the source that stands for the imported file.
const itself = "imported"

// sources gives each source an id and what it must have.
func (d *maker) sources() {
	used := map[string]bool{itself: true}
	next := 0
	for i, x := range d.material.Sources {
		if i == maxSources {
			d.leave("", "%d of %d sources: a draft takes %d", len(d.material.Sources)-i, len(d.material.Sources), maxSources)
			return
		}
		if _, ok := d.keys[x.Key]; ok {
			continue
		}
		id := x.Key
		for len(id) > 64 || !sourceID.MatchString(id) || used[id] {
			next++
			id = "S" + decimal(next)
		}
		used[id] = true
		d.keys[x.Key] = id
		s := source.Source{ID: id, Publisher: replace("who published it"), Status: source.Unread}
		s.Title = or(d.fit("sources."+id, "", "title of source "+id, x.Title, 160), "its title as published")
		if address(x.URL) {
			s.URL = x.URL
		} else {
			s.URL = "https://example.org/"
			d.remark("sources."+id, replace("the address where it can be found"))
			if x.URL != "" {
				d.remark("sources."+id, "It was given as: "+line(x.URL))
			}
		}
		d.scenario.Sources = append(d.scenario.Sources, s)
	}
}

// address reports whether a scenario may have the text as an address.
func address(s string) bool {
	const most = 2000
	if len(s) > most || strings.ContainsAny(s, " \n\t\r") || !utf8.ValidString(s) || document.Legible(s) != s {
		return false
	}
	if doi, ok := strings.CutPrefix(s, "doi:"); ok {
		return strings.HasPrefix(doi, "10.")
	}
	u, err := url.Parse(s)
	return err == nil && u.Host != "" && (u.Scheme == "https" || u.Scheme == "http")
}

// finish completes the lists by what the steps turned out to need. A source
// that nothing cites stays as a comment: a scenario may not have it.
func (d *maker) finish() {
	m, s := d.material, &d.scenario
	var kept []source.Source
	for _, x := range s.Sources {
		if d.cited[x.ID] {
			kept = append(kept, x)
			continue
		}
		if d.remark("sources", "Nothing cites this one yet: "+x.Title+" "+x.URL) {
			d.leave("", "no event cites the source %s; it is kept as a comment", x.URL)
		} else {
			d.leave("", "no event cites the source %s", x.URL)
		}
	}
	if d.cited[itself] {
		d.remark("sources."+itself, replace("the sources of the facts; this entry only says where the text came from. Then take it out"))
		kept = append(kept, source.Source{
			ID: itself, Title: d.fit("sources."+itself, "", "name of the file", m.Format+" file "+m.File, 160),
			Publisher: replace("who published it"), URL: "https://example.org/", Status: source.Unread,
		})
	}
	s.Sources = kept
	d.remark("sources", replace("what is cited, and whether you read it: read, copy or unread. Facts that rest on unread sources alone are shown as unverified"))
	const longest = 1440
	switch {
	case m.Minutes > longest:
		d.leave("", "the length of %d minutes: a track has at most %d", m.Minutes, longest)
	case m.Minutes > 0:
		t := scenario.Track{ID: "imported", Title: "As imported", Minutes: m.Minutes}
		for _, x := range s.Steps {
			t.Steps = append(t.Steps, x.ID)
		}
		s.Tracks = []scenario.Track{t}
	}
}
