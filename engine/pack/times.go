package pack

// A timing divides a session into the opening, the steps and the closing, in
// whole minutes: a sixth of the time at either end, at most a quarter of an
// hour, and the steps share the rest. An hour with eight steps comes to ten
// minutes, five minutes a step, and ten minutes.
type timing struct {
	minutes, steps   int
	opening, closing int
}

const mostAround = 15 // minutes

func times(minutes, steps int) timing {
	around := min(minutes/6, mostAround)
	return timing{minutes: minutes, steps: steps, opening: around, closing: around}
}

// step is when a step begins and ends. Steps differ by a minute at most.
func (t timing) step(i int) (from, to int) {
	rest := t.minutes - t.opening - t.closing
	return t.opening + i*rest/t.steps, t.opening + (i+1)*rest/t.steps
}

// tight reports whether the steps have less time than it takes to read, vote
// and talk.
func (t timing) tight() bool {
	const least = 4
	return t.minutes-t.opening-t.closing < least*t.steps
}

// A slot is a line of the run of show.
type slot struct {
	from, to  int
	what, how text
}

// minutes is a slot's time: "10–15".
func (s slot) minutes() text { return span(s.from, s.to) }

func span(from, to int) text {
	if from == to {
		return textf("%d", from)
	}
	return textf("%d–%d", from, to)
}

// runOfShow is the whole session by the minute.
func (p *pack) runOfShow() []slot {
	t := p.times
	welcome, card := t.opening*3/10, t.opening*7/10
	slots := []slot{
		{0, welcome, "Welcome", "Why we are here, and the rules of the room."},
		{welcome, card, "The incident", "Incident card and background. Situation manual, first pages."},
		{card, t.opening, "The norms", "What each one asks, and how to judge. Norm cards."},
	}
	for _, s := range p.steps {
		slots = append(slots, slot{s.from, s.to, textf("Step %d: %s", s.number, s.Title), textf("Read, vote, reveal, talk. On the table: %s.", p.refs(s.table))})
	}
	after := t.minutes - t.closing
	wash := after + t.closing*8/10
	return append(slots,
		slot{after, wash, "Hot wash", "Where we agreed, where we were divided, what we take away, who does what by when."},
		slot{wash, t.minutes, "Close", "Thanks, feedback forms, certificates."},
	)
}

// runTable writes the run of show.
func (p *pack) runTable(s *sheet, how bool) {
	columns := []column{{"Minute", "short"}, {"What", ""}}
	if how {
		columns = append(columns, column{"How", ""})
	}
	var rows [][]text
	for _, x := range p.runOfShow() {
		r := []text{x.minutes(), x.what, x.how}
		rows = append(rows, r[:len(columns)])
	}
	s.table("The session by the minute", "run", columns, rows)
}
