package report

import (
	_ "embed" // for the style sheet
	"strings"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/markup"
)

//go:embed style.css
var styleSheet string

// An html is an HTML document in the making. It is well-formed XML too, so that
// any tool can read it, and a test can hold every element against a list.
type html struct {
	strings.Builder
	parts  []heading // of level 2, for the table of contents
	inside bool      // a part is open
	charts int
	short  bool // no table of contents, and no page begins with a part
}

func (r *report) html() string {
	h := &html{short: r.inBrief}
	for _, b := range r.blocks {
		if x, ok := b.(heading); ok && x.level == 2 {
			h.parts = append(h.parts, x)
		}
	}
	h.head(r)
	for _, b := range r.blocks {
		b.html(h)
	}
	h.closePart()
	h.WriteString("</main>\n<footer>\n")
	h.labels(r.setup)
	h.WriteString("<p class=\"small\">Written by normwalk.</p>\n</footer>\n</body>\n</html>\n")
	return h.String()
}

func (h *html) head(r *report) {
	class := ""
	if h.short {
		class = ` class="short"`
	}
	h.WriteString(`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="` + markup.Policy + `"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="color-scheme" content="light dark"/>
<meta name="referrer" content="no-referrer"/>
<title>` + escapeHTML(join(nonEmpty(r.title(), r.labels()), " · ").Bare()) + `</title>
<link rel="icon" href="data:,"/>
<style>
` + styleSheet + running(r.labels().Bare()) + `</style>
</head>
<body` + class + `>
<a class="skip" href="#overview">Skip to the report</a>
` + patterns + `
<header>
`)
	h.labels(r.setup)
	h.WriteString("</header>\n<main id=\"main\">\n")
}

// patterns are hatched grounds, for those who can't tell the colours apart and
// for print in grey.
const patterns = `<svg class="defs" width="0" height="0" aria-hidden="true" focusable="false"><defs>` +
	`<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="l-ground" width="6" height="6"/><path class="l-stripe" d="M-1 1l2 -2M0 6l6 -6M5 7l2 -2"/></pattern>` +
	`<pattern id="hatch-pale" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="l-ground-pale" width="6" height="6"/><path class="l-stripe-pale" d="M-1 1l2 -2M0 6l6 -6M5 7l2 -2"/></pattern>` +
	`</defs></svg>`

// running puts the labels into the margin of every printed page, at the top and
// the foot, beside the number of the page.
func running(labels string) string {
	css := markup.Quote(labels)
	return "@page{@top-right{content:" + css + "}@bottom-left{content:" + css + "}}\n"
}

func (h *html) labels(u exercise.Setup) {
	labels := u.Labels()
	if len(labels) == 0 {
		return
	}
	h.WriteString(`<p class="labels">`)
	for i, l := range labels {
		if i > 0 {
			h.WriteString(" ")
		}
		class := "label"
		if i == 0 && u.TLP != "" {
			class += tlpClass(u.TLP)
		}
		h.WriteString(`<strong class="` + class + `">` + escapeHTML(plain(l).Bare()) + `</strong>`)
	}
	h.WriteString("</p>\n")
}

// tlpClass gives a label the colours that the protocol asks for.
func tlpClass(t exercise.TLP) string {
	switch t {
	case "RED":
		return " tlp tlp-red"
	case "AMBER", "AMBER+STRICT":
		return " tlp tlp-amber"
	case "GREEN":
		return " tlp tlp-green"
	case "CLEAR":
		return " tlp tlp-clear"
	}
	return ""
}

func (h *html) closePart() {
	if h.inside {
		h.WriteString("</section>\n")
	}
	h.inside = false
}

// contents is the list of parts, which a few pages can do without.
func (h *html) contents() {
	if h.short {
		return
	}
	h.WriteString("<nav aria-label=\"Contents\">\n<ol>\n")
	for _, p := range h.parts {
		h.WriteString(`<li><a href="#` + p.id + `">` + p.text.HTML() + "</a></li>\n")
	}
	h.WriteString("</ol>\n</nav>\n")
}
