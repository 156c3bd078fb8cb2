package pack

import (
	_ "embed" // for the style sheet
	"fmt"
	"strings"

	"github.com/normwalk/normwalk/engine/markup"
)

//go:embed style.css
var styleSheet string

// An htmlPage is an HTML document in the making. It is well-formed XML too, so
// that a test can hold every element against a list.
type htmlPage struct{ strings.Builder }

func (p *pack) html(d document, s *sheet) string {
	h := &htmlPage{}
	h.WriteString(`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta name="generator" content="` + Mark + `"/>
<meta http-equiv="Content-Security-Policy" content="` + markup.Policy + `"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="color-scheme" content="light"/>
<meta name="referrer" content="no-referrer"/>
<title>` + markup.Escape(textf("%s · %s", d.title, p.Scenario.Title).Bare()) + `</title>
<link rel="icon" href="data:,"/>
<style>
` + styleSheet + p.running(d) + `</style>
</head>
<body class="` + d.style + `">
`)
	if d.slug != index.slug {
		h.WriteString(`<nav><a href="index.html">All of the pack</a> · <span>` + p.audience(d).HTML() + "</span></nav>\n")
	}
	h.WriteString("<main>\n")
	for _, b := range s.blocks {
		b.html(h)
	}
	h.WriteString("</main>\n<footer><p>" + p.footer(d).HTML() + "</p></footer>\n</body>\n</html>\n")
	return h.String()
}

// running is what stands in the margins of every printed page, in browsers
// that can do so.
func (p *pack) running(d document) string {
	css := ""
	switch d.style {
	case "certificate":
		return "@page{size:landscape}\n"
	case "wide":
		css = "@page{size:landscape}\n"
	}
	return css + fmt.Sprintf("@page{@top-left{content:%s}@top-right{content:%s}@bottom-left{content:%s}@bottom-right{content:counter(page) \" / \" counter(pages)}}\n",
		markup.Quote(d.title), markup.Quote(p.audience(d).Bare()), markup.Quote(textf("%s · %s", p.Scenario.Title, p.Track.Title).Bare()))
}

func (p *pack) audience(d document) text {
	if d.room {
		return "For participants"
	}
	return "For the facilitator only"
}

// footer says what a sheet of paper belongs to, wherever it turns up.
func (p *pack) footer(d document) text {
	return textf("%s. %s · %s. %s. Licence of the scenario: %s. Written by normwalk.", d.title, p.Scenario.Title, p.Track.Title, p.audience(d), p.Scenario.Licence)
}

func class(name string) string {
	if name == "" {
		return ""
	}
	return ` class="` + name + `"`
}

func (x heading) html(h *htmlPage) {
	kind := ""
	if x.fresh {
		kind = "fresh"
	}
	fmt.Fprintf(h, "<h%d%s>%s</h%d>\n", x.level, class(kind), x.text.HTML(), x.level)
}

// A paragraph that leads up to a list stays on its page.
func (x paragraph) html(h *htmlPage) {
	kind := x.kind
	if kind == "" && strings.HasSuffix(string(x.text), ":") {
		kind = "lead"
	}
	h.WriteString("<p" + class(kind) + ">" + x.text.HTML() + "</p>\n")
}

func (l list) html(h *htmlPage) {
	element := "ul"
	if l.kind == "numbers" {
		element = "ol"
	}
	h.WriteString("<" + element + class(l.kind) + ">\n")
	for _, t := range l.items {
		h.WriteString("<li>" + t.HTML() + "</li>\n")
	}
	h.WriteString("</" + element + ">\n")
}

// small reports whether a table takes less than about half a printed page. It is
// kept whole then; a longer one would move to the next page and leave the rest of
// this one empty.
func (t table) small() bool {
	const rows, letters = 6, 1500
	n := 0
	for _, r := range t.rows {
		for _, c := range r {
			n += len(c)
		}
	}
	return len(t.rows) <= rows && n <= letters
}

func (t table) html(h *htmlPage) {
	kind := t.kind
	if t.small() {
		kind += " whole"
	}
	h.WriteString("<table" + class(strings.TrimSpace(kind)) + ">\n<caption>" + t.caption.HTML() + "</caption>\n<thead><tr>")
	for _, c := range t.columns {
		h.WriteString(`<th scope="col"` + class(c.kind) + ">" + c.name.HTML() + "</th>")
	}
	h.WriteString("</tr></thead>\n<tbody>\n")
	for _, r := range t.rows {
		h.WriteString("<tr>")
		for i, cell := range r {
			if i == 0 {
				h.WriteString(`<th scope="row"` + class(t.columns[i].kind) + ">" + cell.HTML() + "</th>")
				continue
			}
			if t.columns[i].kind == "box" {
				cell = ""
			}
			h.WriteString("<td" + class(t.columns[i].kind) + ">" + cell.HTML() + "</td>")
		}
		h.WriteString("</tr>\n")
	}
	h.WriteString("</tbody></table>\n")
}

func (b blanks) html(h *htmlPage) {
	for _, l := range b.labels {
		h.WriteString(`<p class="blank"><span>` + l.HTML() + `</span><span class="line"></span></p>` + "\n")
		for range b.lines {
			h.WriteString(`<p class="blank"><span class="line"></span></p>` + "\n")
		}
	}
}

func (g group) html(h *htmlPage) {
	h.WriteString(`<div class="` + strings.TrimSpace("keep "+g.kind) + `">` + "\n")
	for _, b := range g.blocks {
		b.html(h)
	}
	h.WriteString("</div>\n")
}
