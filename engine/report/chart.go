package report

import (
	"strconv"
	"strings"

	"github.com/normwalk/normwalk/engine/exercise"
)

// A chart is a drawing as inline SVG. Colours are classes of the style sheet,
// and never the only sign: letters, patterns and shapes say the same. What a
// chart shows stands in a table as well.
type chart struct {
	title         string
	desc          string // what it shows, for those who can't see it
	body          string // safe SVG elements; nothing to draw if empty
	width, height float64
}

// The measures, in the chart's own units. The charts of bars are narrow enough
// to be read on a phone without scrolling.
const (
	narrow    = 400.0
	fontSize  = 13.0
	tallest   = 640.0 // of a chart: a page has room for it, with what explains it
	charWidth = 0.53 * fontSize
)

// A drawing is an SVG in the making. Everything in it is a number, a class of
// this package or escaped.
type drawing struct{ strings.Builder }

// number writes a coordinate to two places, which is finer than any printer.
func number(x float64) string {
	s := strconv.FormatFloat(x, 'f', 2, 64)
	s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	if s == "-0" {
		return "0"
	}
	return s
}

func (d *drawing) element(name, class string, attributes ...string) {
	d.WriteString("<" + name)
	if class != "" {
		d.WriteString(` class="` + class + `"`)
	}
	for i := 0; i+1 < len(attributes); i += 2 {
		d.WriteString(" " + attributes[i] + `="` + attributes[i+1] + `"`)
	}
	d.WriteString("/>")
}

func (d *drawing) rect(class string, x, y, width, height float64) {
	at := []string{"x", number(x), "y", number(y), "width", number(width), "height", number(height)}
	if strings.HasPrefix(class, "l") {
		at = append(at, "fill", "url(#"+hatch(class)+")")
	}
	d.element("rect", class, at...)
}

// hatch is the pattern of a class of latency.
func hatch(class string) string {
	if strings.Contains(class, "pale") {
		return "hatch-pale"
	}
	return "hatch"
}

func (d *drawing) line(class string, x1, y1, x2, y2 float64) {
	d.element("line", class, "x1", number(x1), "y1", number(y1), "x2", number(x2), "y2", number(y2))
}

func (d *drawing) circle(class string, x, y, radius float64) {
	d.element("circle", class, "cx", number(x), "cy", number(y), "r", number(radius))
}

// arrow points to the left, with its tip at x.
func (d *drawing) arrow(class string, x, y, size float64) {
	d.element("path", class, "d", "M"+number(x)+" "+number(y)+"l"+number(size)+" "+number(-size)+"v"+number(2*size)+"z")
}

// words writes a line of text. The class says where x is: at its start, or
// with "mid" and "end" in its middle and at its end.
func (d *drawing) words(class string, x, y float64, s string) {
	d.WriteString(`<text`)
	if class != "" {
		d.WriteString(` class="` + class + `"`)
	}
	d.WriteString(` x="` + number(x) + `" y="` + number(y) + `">` + escapeHTML(s) + `</text>`)
}

// fit cuts a text that is too long for a width.
func fit(s string, width float64) string {
	room := int(width / charWidth)
	if r := []rune(s); len(r) > room {
		return strings.TrimRight(string(r[:max(room-1, 0)]), " ") + "…"
	}
	return s
}

// class is a verdict's in the style sheet.
func class(a exercise.Answer) string {
	switch a {
	case exercise.Helped:
		return "h"
	case exercise.Latency:
		return "l"
	case exercise.Irrelevant:
		return "i"
	}
	return "a"
}

// chunks cuts what doesn't fit into one chart.
func chunks[T any](all []T, most int) [][]T {
	var out [][]T
	for len(all) > most {
		out = append(out, all[:most])
		all = all[most:]
	}
	if len(all) > 0 {
		out = append(out, all)
	}
	return out
}

// partOf names one of several charts.
func partOf(title string, i, n int) string {
	if n < 2 {
		return title
	}
	return title + ", part " + strconv.Itoa(i+1) + " of " + strconv.Itoa(n)
}
