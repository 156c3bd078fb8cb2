package report

import (
	"fmt"
	"strings"

	"github.com/normwalk/normwalk/engine/analysis"
)

// gapChart puts the two groups of each gap on a line from none to all.
func (r *report) gapChart(gaps []analysis.Gap) chart {
	const (
		row    = 58.0
		radius = 6.0
		edge   = radius + 2
	)
	place := func(share float64) float64 { return edge + share*(narrow-2*edge) }
	var d drawing
	var said []string
	top := fontSize + 9
	d.words("small faint", 0, fontSize-2, "0% of its verdicts")
	d.words("mid small faint", narrow/2, fontSize-2, "50%")
	d.words("end small faint", narrow, fontSize-2, "100%")
	for i, g := range gaps {
		y := top + float64(i)*row
		label := fmt.Sprintf("%s%s: %s", sentence(r.brief(g.Ref)).Bare(), dagger(r.counterfactual(g.Ref)), g.Verdict.Label())
		d.words("", 0, y+fontSize-1, fit(label, narrow))
		axis := y + fontSize + 12
		d.line("axis", place(0), axis, place(1), axis)
		for _, tick := range []float64{0, 0.5, 1} {
			d.line("axis", place(tick), axis-4, place(tick), axis+4)
		}
		low, high := g.Low.Tally.Share(g.Verdict), g.High.Tally.Share(g.Verdict)
		d.line("reach", place(low), axis, place(high), axis)
		d.rect("open", place(low)-radius+1, axis-radius+1, 2*radius-2, 2*radius-2)
		d.circle("dot", place(high), axis, radius)
		below := axis + fontSize + 7
		d.words("small", 0, below, fit("□ "+groupShare(g.Low, g), narrow/2))
		d.words("end small", narrow, below, fit("● "+groupShare(g.High, g), narrow/2))
		said = append(said, fmt.Sprintf("%s: %s, %s", label, groupShare(g.Low, g), groupShare(g.High, g)))
	}
	return chart{"The widest gaps between two groups", strings.Join(said, ". ") + ".", d.String(), narrow, top + float64(len(gaps))*row}
}

func groupShare(t analysis.GroupTally, g analysis.Gap) string {
	return fmt.Sprintf("%s %s", plain(t.Group), percent(analysis.SharesOf(t.Tally).Of(g.Verdict)))
}
