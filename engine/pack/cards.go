package pack

import (
	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
)

// A deck is norm cards to cut out, two in a row.
type deck struct{ cards []card }

// A card has a head, a line below it, and named texts.
type card struct {
	head, below text
	fields      [][2]text
	foot        text
}

// cards has a card for each norm of the exercise, and one on how to judge.
func (p *pack) cards(s *sheet) {
	s.title("Norm cards")
	s.kind("cut", "Cut along the lines; one set for each table. The norms are restated in plain words; the official text is at the address.")
	d := deck{[]card{judging()}}
	for _, n := range p.norms {
		d.cards = append(d.cards, p.normCard(n))
	}
	s.add(d)
}

func judging() card {
	c := card{head: "How to judge", below: "Of each norm on the table, at each step: what did acting on it do for those who had to respond?"}
	for _, a := range exercise.Answers() {
		c.fields = append(c.fields, [2]text{textf("%s %s", a.Letter(), a.Label()), meaning(a) + "."})
	}
	c.foot = "Vote first, then talk. Nobody is on trial."
	return c
}

func (p *pack) normCard(n *norm.Norm) card {
	c := card{
		head:  p.called(n.ID),
		below: textf("%s · %s", p.Norms.StandingOf(n), asks(n.Kind)),
		fields: [][2]text{
			{"", plain(n.Restatement)},
			{"Look for", plain(n.LookFor)},
			{"Speaks to", plain(n.Addressee)},
		},
	}
	if date := p.Norms.AdoptedOf(n).Text(); date != "" {
		c.fields = append(c.fields, [2]text{"Dated", plain(date)})
	}
	if p.Norms.Unverified(n) {
		c.fields = append(c.fields, [2]text{"Unverified", "the author has not read the sources of this entry"})
	}
	if len(n.Links) > 0 {
		c.foot = plain(n.Links[0].URL)
	}
	return c
}

// asks says what a norm asks for: an act or its absence.
func asks(k norm.Kind) text {
	if k == norm.Refrain {
		return "something to refrain from"
	}
	return "something to do"
}

func (d deck) html(h *htmlPage) {
	const across = 2
	h.WriteString("<div class=\"deck\">\n")
	for i := 0; i < len(d.cards); i += across {
		h.WriteString("<div class=\"row\">\n")
		for _, c := range d.cards[i:min(i+across, len(d.cards))] {
			c.html(h)
		}
		h.WriteString("</div>\n")
	}
	h.WriteString("</div>\n")
}

func (c card) html(h *htmlPage) {
	h.WriteString("<article class=\"card\">\n<h2>" + c.head.HTML() + "</h2>\n<p class=\"below\">" + c.below.HTML() + "</p>\n")
	for _, f := range c.fields {
		h.WriteString("<p>")
		if f[0] != "" {
			h.WriteString(strong(f[0]).HTML() + " ")
		}
		h.WriteString(f[1].HTML() + "</p>\n")
	}
	h.WriteString("<p class=\"foot\">" + c.foot.HTML() + "</p>\n</article>\n")
}

func (d deck) markdown(m *markdownPage) {
	for _, c := range d.cards {
		m.block("## " + c.head.Markdown(false))
		m.block("*" + c.below.Markdown(false) + "*")
		for _, f := range c.fields {
			label := f[0]
			if label != "" {
				label = strong(label+":") + " "
			}
			m.block((label + f[1]).Markdown(true))
		}
		if c.foot != "" {
			m.block(c.foot.Markdown(true))
		}
	}
}
