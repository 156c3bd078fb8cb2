package pack

// tableSize is how many people sit at a table.
const tableSize = 6

func once(*pack) text       { return "1" }
func eachHelper(*pack) text { return "1 for each helper" }

func (p *pack) eachPerson() text {
	if p.People > 0 {
		return textf("%d", p.People)
	}
	return "1 for each person"
}

func (p *pack) eachInvited() text { return "1 for each person invited" }

func (p *pack) eachTable() text {
	if p.People > 0 {
		tables := (p.People + tableSize - 1) / tableSize
		return textf("%d (1 for each table of %d)", tables, tableSize)
	}
	return textf("1 for each table of %d", tableSize)
}

// quickStart is one page for somebody who has ten minutes.
func (p *pack) quickStart(s *sheet) {
	s.title("Quick start")
	room := textf("%s · %s: %s in %s", p.Scenario.Title, p.Track.Title, count(len(p.steps), "step"), count(p.Minutes, "minute"))
	if p.People > 0 {
		room += textf(", for %d people", p.People)
	}
	s.kind("intro", room+".")
	s.part("Before")
	s.numbered(
		textf("Read the %s once, with a pencil. Mark two steps that you could leave out.", named("facilitators-guide")),
		textf("Print the %s for everybody; %s and %s for each table; one %s. Cut the cards.", named("situation-manual"), named("norm-cards"), named("ballot-sheets"), named("tally-sheet")),
		"Find somebody to keep time, and somebody to count.",
		"Mix the tables: those who respond beside those who negotiate.",
	)
	s.part("The session")
	p.runTable(s, false)
	s.part("At each step")
	s.numbered(
		"Read the facts aloud (under a minute).",
		"Vote by show of hands, norm by norm: helped, added latency, irrelevant, would rather not say. Write the numbers down before anybody argues.",
		"Say how the room voted; then read the analyst's reading and the other side.",
		"Talk. Those who voted with the few speak first.",
		"Divided? Vote a second time. Then go on.",
	)
	s.part("Keep in mind")
	s.list(
		"Nobody is on trial, and hindsight is unfair. Ask what a norm did, not who kept it.",
		"Who did it is a claim; read its answer with it and move on.",
		"No names: what was said may be used, not who said it.",
		"Late? Leave out a whole step. Never cut the hot wash.",
	)
}

// index lists the files, for whom each is, and how many copies to print.
func (p *pack) index(s *sheet) {
	s.title(textf("%s: workshop pack", p.Scenario.Title))
	s.kind("intro", textf("%s: %s in %s. All that a facilitator needs to hold the exercise without any device in the room.", p.Track.Title, count(len(p.steps), "step"), count(p.Minutes, "minute")))
	var files []filed
	for i, d := range documents() {
		files = append(files, filed{p.name(i), plain(d.title), p.audience(d), d.copies(p)})
	}
	s.add(shelf{files})
	s.say("Every document prints on A4 and on Letter, on one side or both, without colour. In the browser's print window leave the scale at 100% and switch its own headers and footers off.")
	s.say(textf("What is for the facilitator only has the analyst's readings or notes in it. The %s and the %s have none.", named("situation-manual"), named("ballot-sheets")))
}

// A shelf is the list of files in the index.
type shelf struct{ files []filed }

type filed struct {
	file               string // of this package's making
	title, who, copies text
}

func (x shelf) html(h *htmlPage) {
	h.WriteString("<table class=\"shelf\">\n<caption>The documents in the order of use</caption>\n<thead><tr><th scope=\"col\">Document</th><th scope=\"col\">For whom</th><th scope=\"col\">Copies</th></tr></thead>\n<tbody>\n")
	for _, f := range x.files {
		h.WriteString(`<tr><th scope="row"><a href="` + f.file + `">` + f.title.HTML() + "</a></th><td>" + f.who.HTML() + "</td><td>" + f.copies.HTML() + "</td></tr>\n")
	}
	h.WriteString("</tbody></table>\n")
}

func (x shelf) markdown(m *markdownPage) {
	lines := []string{"| Document | For whom | Copies |", "| --- | --- | --- |"}
	for _, f := range x.files {
		lines = append(lines, "| ["+f.title.Markdown(false)+"]("+f.file+") | "+f.who.Markdown(false)+" | "+f.copies.Markdown(false)+" |")
	}
	m.block(lines...)
}
