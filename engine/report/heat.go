package report

import (
	"fmt"
	"strings"

	"github.com/normwalk/normwalk/engine/analysis"
)

const (
	heatLabel = 156.0 // at least
	heatCell  = 26.0
	heatMost  = 18 // columns of a chart
)

func (r *report) shades() text {
	if r.solo {
		return "One square for each norm at each step. The letters are explained below the table."
	}
	return "One square for each norm at each step. The letter is the verdict that led; a full shade is broad agreement, a pale one less. The letters are explained below the table."
}

// heatMaps draw norms against steps, one map for as many steps as fit.
func (r *report) heatMaps() []chart {
	parts := chunks(r.stops, heatMost)
	out := make([]chart, len(parts))
	for i, stops := range parts {
		out[i] = r.heatMap(partOf("Norms and steps", i, len(parts)), stops)
	}
	return out
}

func (r *report) heatMap(title string, stops []stop) chart {
	var d drawing
	top := fontSize + 8
	left := max(heatLabel, narrow-float64(len(stops))*heatCell)
	d.words("small", 0, top-7, "Step")
	for i, s := range stops {
		d.words("mid small", left+(float64(i)+0.5)*heatCell, top-7, fmt.Sprintf("%d%s", s.Index+1, dagger(s.would())))
	}
	var said []string
	for row, n := range r.a.Norms {
		y := top + float64(row)*heatCell
		d.words("", 0, y+heatCell-8, fit(r.name(n.ID).Bare(), left-6))
		var letters []string
		for i, s := range stops {
			letter, mark := cell(s, n.ID)
			x := left + float64(i)*heatCell
			shade, ink := r.shade(s.item(n.ID))
			d.rect(shade, x+1, y+1, heatCell-2, heatCell-2)
			d.words("mid "+ink, x+heatCell/2, y+heatCell-8, letter+string(mark))
			letters = append(letters, letter+string(mark))
		}
		said = append(said, r.ref(n.ID).Bare()+": "+strings.Join(letters, " "))
	}
	desc := fmt.Sprintf("One letter for each of steps %d to %d. %s.", stops[0].Index+1, stops[len(stops)-1].Index+1, strings.Join(said, ". "))
	return chart{title, desc, d.String(), left + float64(len(stops))*heatCell, top + float64(len(r.a.Norms))*heatCell + 1}
}

// shade is the class of a square and of the letter in it.
func (r *report) shade(x *analysis.Item) (square, ink string) {
	switch {
	case x == nil:
		return "off", "faint"
	case x.Standing != analysis.Judged:
		return "none", "faint"
	case x.Modal == "":
		return "none", ""
	}
	v := class(x.Modal)
	if r.solo || x.Label == analysis.Broad {
		return v, "ink-" + v
	}
	return v + " pale", ""
}
