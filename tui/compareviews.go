package tui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/tui/wording"
)

// mostRooms is how many exercises a norm's row of small bars shows one by one;
// of more, those that differ stand in the view of the steps.
const mostRooms = 12

// norms shows each norm over all exercises, and small beside it in each.
func (p *comparePage) norms(a *App, width int) []string {
	st, c := a.style, p.result
	out := append(p.legend(a, width), " "+st.accent.Render("What each norm was worth, over all exercises and in each"))
	none := len(out)
	family := ""
	for _, n := range p.cite.ByFamily(c.Norms) {
		if p.cite.Several && n.Catalogue != family && n.Actual.Applied+n.Counterfactual.Applied > 0 {
			family = n.Catalogue
			out = append(out, "", "  "+st.accent.Render(p.cite.Family(family)))
		}
		for _, pooled := range []struct {
			name string
			analysis.Pooled
		}{{"", n.Actual}, {" · counterfactual", n.Counterfactual}} {
			if pooled.Applied == 0 {
				continue
			}
			out = append(out, "", "   "+st.strong.Render(cut(p.cite.Reference(n.ID)+pooled.name+"  "+n.Label, width-4)))
			out = append(out, "     "+p.row(a, "all together", pooled.Tally, width))
			rooms := slices.SortedStableFunc(slices.Values(pooled.Rooms), func(x, y analysis.RoomTally) int {
				return slices.Index(p.ids, x.Exercise) - slices.Index(p.ids, y.Exercise)
			})
			for i, r := range rooms {
				if i == mostRooms {
					out = append(out, "     "+st.dim.Render(fmt.Sprintf("and %s more", wording.Count(len(pooled.Rooms)-i, "exercise"))))
					break
				}
				out = append(out, "     "+p.row(a, p.called(r.Exercise), r.Tally, width))
			}
			if w, ok := pooled.Spread.Latency.Width.Get(); ok {
				h, _ := pooled.Spread.Helped.Width.Get()
				out = append(out, "     "+st.dim.Render(fmt.Sprintf("rooms differ: helped by up to %.0f points of 100, latency by up to %.0f", 100*h, 100*w)))
			}
		}
	}
	if len(out) == none {
		out = append(out, st.dim.Render("   No norm was judged in any of them."))
	}
	return out
}

func (p *comparePage) row(a *App, name string, t exercise.Tally, width int) string {
	column := 34
	if width < 92 {
		column = 27
	}
	line := pad(name, column) + " "
	if size := barSize(width); t.Judged() > 0 && size > 0 {
		line += letterBar(a.style, t, size) + "  "
	}
	return cut(line+tallyText(t), width-6)
}

// steps shows where rooms that walked the same scenario differ most.
func (p *comparePage) steps(a *App, width int) []string {
	st, text := a.style, min(width-4, widest)
	out := p.legend(a, width)
	for _, s := range p.result.Scenarios {
		if len(s.Exercises) < 2 {
			out = append(out, " "+st.accent.Render(p.incident(s)), st.dim.Render("   Only one of the exercises is on it: there is nothing to compare step by step."), "")
			continue
		}
		out = append(out, " "+st.accent.Render(fmt.Sprintf("%s: where its %s differ most", p.incident(s), wording.Count(len(s.Exercises), "exercise"))))
		if s.Differ {
			out = append(out, hang("   "+st.warn.Render("!")+" ", fmt.Sprintf("The exercises were run on %s of the scenario. Steps are matched by their ids; their texts may differ.", wording.Count(len(s.Versions), "version")), text)...)
		}
		shown := 0
		for _, place := range s.Apart {
			i := slices.IndexFunc(s.Items, func(x analysis.OfItem) bool { return x.Place == place })
			if i < 0 || s.Items[i].Gap == nil || shown == 8 {
				continue
			}
			shown++
			item := s.Items[i]
			out = append(out, "   "+st.strong.Render(cut(p.itemTitle(a, s.ID, place.Step, place.Norm), text)))
			for _, r := range []analysis.RoomTally{item.Gap.High, item.Gap.Low} {
				out = append(out, "     "+p.row(a, p.called(r.Exercise), r.Tally, width))
			}
			distance, _ := item.Gap.Distance.Get()
			out = append(out, "     "+st.dim.Render(fmt.Sprintf("%.0f in a hundred would have to vote otherwise for the two to look alike", 100*distance)))
		}
		if shown == 0 {
			out = append(out, st.dim.Render("   No two rooms with five verdicts or more differ on any step."))
		}
		out = append(out, "")
	}
	return out
}

func (p *comparePage) itemTitle(a *App, scenario, step string, id norm.ID) string {
	title := step
	if s, err := a.Library.Scenario(scenario); err == nil {
		if x, ok := s.Step(step); ok {
			title = x.Title
		}
	}
	return p.cite.Reference(id) + " at “" + title + "”"
}

// called is an exercise as the rows have it: its number in the legend, its day,
// and what else tells it from the others: its title where several incidents are
// compared, or else how many people sat in the room.
func (p *comparePage) called(id string) string {
	i := slices.IndexFunc(p.result.Exercises, func(e analysis.Run) bool { return e.ID == id })
	if i < 0 {
		return id
	}
	e := p.result.Exercises[i]
	name := fmt.Sprintf("%d · %s", i+1, e.Opened.UTC().Format("2 Jan 2006"))
	switch n := p.people(id); {
	case len(p.result.Scenarios) > 1:
		name += " · " + e.Title
	case e.Mode == exercise.Solo:
		name += " · alone"
	case n == 1:
		name += " · 1 person"
	case n > 1:
		name += fmt.Sprintf(" · %d people", n)
	}
	return name
}

// people are those in an exercise's room, as far as somebody counted them or
// they joined from devices of their own; 0 if nobody knows.
func (p *comparePage) people(id string) int {
	for _, e := range p.loaded {
		if e.ID == id {
			return max(e.Totals.People, e.Totals.Participants)
		}
	}
	return 0
}

// legend says at the top of a view which exercise has which number.
func (p *comparePage) legend(a *App, width int) []string {
	st := a.style
	var out []string
	for i, e := range p.result.Exercises {
		if i == mostRooms {
			out = append(out, "   "+st.dim.Render(fmt.Sprintf("and %s more: view 3 lists all", wording.Count(len(p.result.Exercises)-i, "exercise"))))
			break
		}
		line := st.strong.Render(e.Title) + fmt.Sprintf(" · %s · %s", e.Opened.UTC().Format("2 January 2006"), e.Mode)
		if n := p.people(e.ID); n > 0 && e.Mode != exercise.Solo {
			who := "people"
			if n == 1 {
				who = "person"
			}
			line += fmt.Sprintf(" · %d %s", n, who)
		}
		out = append(out, cut(fmt.Sprintf(" %2d  ", i+1)+line+st.dim.Render(" · "+e.ID), width-1))
	}
	return append(out, "")
}

// incident is the title of a scenario, as the latest exercise on it has it.
func (p *comparePage) incident(s analysis.OfScenario) string {
	title, latest := s.ID, time.Time{}
	for _, e := range p.result.Exercises {
		if e.Scenario.ID == s.ID && e.Title != "" && !e.Opened.Before(latest) {
			title, latest = e.Title, e.Opened
		}
	}
	return title
}

// exercises lists what is compared, with each room's agreement.
func (p *comparePage) exercises(a *App, width int) []string {
	st, text := a.style, min(width-4, widest)
	var out []string
	for i, e := range p.result.Exercises {
		out = append(out, fmt.Sprintf("   %d  ", i+1)+st.strong.Render(cut(e.Title, text))+"  "+st.dim.Render(e.ID))
		t := e.Tally
		line := fmt.Sprintf("%s · %s · %s judged · H %d  L %d  I %d  A %d", e.Mode, e.Opened.UTC().Format("2 January 2006"), wording.Count(e.Judged, "item"), t.Helped, t.Latency, t.Irrelevant, t.Abstained)
		if e.Agreement != nil {
			if x, ok := e.Agreement.Alpha.Get(); ok {
				line += " · alpha\u00a0" + signed(x)
			}
		}
		out = append(out, hang("     ", line, width-2)...)
	}
	g := p.result.Agreement
	if x, ok := g.Pooled.Alpha.Get(); ok {
		line := fmt.Sprintf("All verdicts together: alpha %s.", signed(x))
		if m, ok := g.Mean.Get(); ok {
			line += fmt.Sprintf(" Mean within the rooms: %s over %s. Where the first is well below the second, rooms agree with themselves more than with one another.", signed(m), wording.Count(g.Rooms, "room"))
		}
		out = append(out, "")
		out = append(out, hang(" ", line, text)...)
	}
	for _, s := range p.result.Scenarios {
		if s.Differ {
			out = append(out, hang(" "+st.warn.Render("!")+" ", fmt.Sprintf("%s: %s of its text were used.", s.ID, wording.Count(len(s.Versions), "version")), text)...)
		}
	}
	return out
}

// signed is a figure with two decimals, and a minus that no line breaks after.
func signed(x float64) string {
	return strings.ReplaceAll(fmt.Sprintf("%.2f", x), "-", "−")
}
