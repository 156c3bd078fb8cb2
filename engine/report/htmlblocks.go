package report

import (
	"fmt"
	"strings"
)

func (x heading) html(h *html) {
	switch x.level {
	case 1:
		h.WriteString("<h1>" + x.text.HTML() + "</h1>\n")
		h.contents()
	case 2:
		h.closePart()
		h.inside = true
		h.WriteString(`<section id="` + x.id + `" aria-labelledby="` + x.id + `-title">` + "\n")
		h.WriteString(`<h2 id="` + x.id + `-title">` + x.text.HTML() + "</h2>\n")
	default:
		h.WriteString(`<h3 id="` + x.id + `">` + x.text.HTML() + "</h3>\n")
	}
}

// A paragraph that leads up to a list stays on its page.
func (p paragraph) html(h *html) {
	class := ""
	if strings.HasSuffix(string(p.text), ":") {
		class = ` class="lead"`
	}
	h.WriteString("<p" + class + ">" + p.text.HTML() + "</p>\n")
}

func (l list) html(h *html) {
	h.WriteString("<ul>\n")
	for _, t := range l.items {
		h.WriteString("<li>" + t.HTML() + "</li>\n")
	}
	h.WriteString("</ul>\n")
}

// A table scrolls in a box of its own, which the keyboard can reach.
func (t table) html(h *html) {
	const whole = 8
	class := "scroll"
	if len(t.rows) <= whole {
		class += " whole" // small enough to stand on one printed page
	}
	h.WriteString(`<div class="` + class + `" role="region" tabindex="0" aria-label="` + escapeHTML(t.caption.Bare()) + `"><table>` + "\n")
	h.WriteString("<caption><span>" + t.caption.HTML() + "</span></caption>\n<thead><tr>")
	for _, c := range t.columns {
		h.WriteString(`<th scope="col"` + c.class("") + `>` + c.name.HTML() + "</th>")
	}
	h.WriteString("</tr></thead>\n<tbody>\n")
	for _, row := range t.rows {
		h.WriteString("<tr>")
		for i, cell := range row {
			if i == 0 {
				h.WriteString(`<th scope="row"` + t.columns[i].class(cell) + `>` + cell.HTML() + "</th>")
				continue
			}
			h.WriteString("<td" + t.columns[i].class(cell) + ">" + cell.HTML() + "</td>")
		}
		h.WriteString("</tr>\n")
	}
	h.WriteString("</tbody></table></div>\n")
}

// class tells the style sheet what needs room: long words may take several
// lines, and hashes may break anywhere.
func (c column) class(cell text) string {
	const some, long, hash, longest = 8, 24, 64, 90
	n := len([]rune(cell.Bare()))
	switch {
	case c.number:
		return ` class="number"`
	case n == hash && !strings.Contains(cell.Bare(), " "):
		return ` class="hash"`
	case n >= longest:
		return ` class="longest"`
	case n >= long:
		return ` class="long"`
	case n >= some:
		return ` class="some"`
	}
	return ""
}

// A figure's numbers are in the table that comes after it, and in its
// description.
func (f figure) html(h *html) {
	h.charts++
	id := fmt.Sprintf("chart-%d", h.charts)
	size := "narrow"
	if f.chart.width > narrow {
		size = "wide"
	}
	h.WriteString(`<figure class="` + size + `"><div class="box">`)
	h.WriteString(`<svg viewBox="0 0 ` + number(f.chart.width) + " " + number(f.chart.height) + `" role="img" aria-labelledby="` + id + `-title ` + id + `-desc">`)
	h.WriteString(`<title id="` + id + `-title">` + escapeHTML(f.chart.title) + `</title><desc id="` + id + `-desc">` + escapeHTML(f.chart.desc) + `</desc>`)
	h.WriteString(f.chart.body + "</svg></div>\n")
	h.WriteString("<figcaption><strong>" + escapeHTML(f.chart.title) + ".</strong> " + f.legend.HTML() + "</figcaption></figure>\n")
}
