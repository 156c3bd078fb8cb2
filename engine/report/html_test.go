package report

import (
	"encoding/xml"
	"errors"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/markup"
)

// allowed are the elements of a report with their attributes. Nothing on the
// list can fetch or run anything but the two addresses that safeHTML looks at.
func allowed() map[string][]string {
	return map[string][]string{
		"html": {"lang"}, "head": nil, "meta": {"charset", "http-equiv", "name", "content"}, "title": {"id"}, "link": {"rel", "href"}, "style": nil,
		"body": {"class"}, "header": nil, "main": {"id"}, "footer": nil, "nav": {"aria-label"}, "section": {"id", "aria-labelledby"},
		"h1": nil, "h2": {"id"}, "h3": {"id"}, "p": {"class"}, "ul": nil, "ol": nil, "li": nil, "strong": {"class"}, "span": {"id"},
		"a":   {"href", "class", "rel"},
		"div": {"class", "role", "tabindex", "aria-label"}, "table": nil, "caption": nil, "thead": nil, "tbody": nil, "tr": nil,
		"th": {"scope", "class"}, "td": {"class"}, "figure": {"class"}, "figcaption": nil,
		"svg":  {"viewBox", "role", "aria-labelledby", "class", "width", "height", "aria-hidden", "focusable"},
		"desc": {"id"}, "defs": nil, "pattern": {"id", "width", "height", "patternUnits"},
		"rect": {"class", "x", "y", "width", "height", "rx", "fill"}, "line": {"class", "x1", "y1", "x2", "y2"},
		"circle": {"class", "cx", "cy", "r"}, "path": {"class", "d"}, "text": {"class", "x", "y"},
	}
}

var (
	inside  = regexp.MustCompile(`^#[a-z][a-z0-9-]*$`)
	outside = regexp.MustCompile(`^https?://[-A-Za-z0-9._~:/?#@!$=,;%+&]+$`)
	numeric = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`)
	fetches = regexp.MustCompile(`url\(([^)]*)\)|@import|src\s*=`)
)

// safeHTML fails unless a report is well-formed, has only elements and
// attributes of the list, leads out only by plain links, and has a place for
// every jump and one only for every id.
func safeHTML(t rapid.TB, page string) {
	t.Helper()
	elements := allowed()
	ids, jumps := map[string]int{}, map[string]bool{}
	d := xml.NewDecoder(strings.NewReader(page))
	element := ""
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("the HTML isn't well-formed: %v", err)
		}
		if words, ok := token.(xml.CharData); ok && element == "style" {
			inStyle(t, string(words))
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		element = e.Name.Local
		may, known := elements[e.Name.Local]
		if !known {
			t.Errorf("there is a <%s>", e.Name.Local)
		}
		for _, a := range e.Attr {
			name := a.Name.Local
			if !slices.Contains(may, name) {
				t.Errorf("<%s> has the attribute %s=%q", e.Name.Local, name, a.Value)
			}
			switch name {
			case "fill":
				inStyle(t, a.Value)
			case "id":
				ids[a.Value]++
			case "aria-labelledby":
				for _, id := range strings.Fields(a.Value) {
					jumps[id] = true
				}
			case "href":
				switch {
				case inside.MatchString(a.Value):
					jumps[a.Value[1:]] = true
				case e.Name.Local == "link" && a.Value == "data:,":
				case e.Name.Local == "a" && outside.MatchString(a.Value):
				default:
					t.Errorf("<%s> leads to %q", e.Name.Local, a.Value)
				}
			case "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "width", "height":
				if !numeric.MatchString(a.Value) {
					t.Errorf("<%s> has %s=%q", e.Name.Local, name, a.Value)
				}
			}
		}
	}
	for id, n := range ids {
		if n > 1 {
			t.Errorf("%d elements have the id %q", n, id)
		}
	}
	for id := range jumps {
		if ids[id] == 0 {
			t.Errorf("nothing has the id %q", id)
		}
	}
	for _, c := range page {
		if c != '\n' && !markup.Visible(c) {
			t.Errorf("the page has the invisible character %U", c)
		}
	}
}

// inStyle fails if a style fetches anything.
func inStyle(t rapid.TB, style string) {
	t.Helper()
	for _, m := range fetches.FindAllStringSubmatch(style, -1) {
		if !strings.HasPrefix(m[1], "#hatch") {
			t.Errorf("the style has %q", m[0])
		}
	}
}

// The labels stand at the top and the foot of both formats, and in the margin
// of every printed page.
func TestLabels(t *testing.T) {
	w := newWalk(t, exercise.Hands)
	w.state = &exercise.State{}
	w.tlp, w.chathamHouse = "AMBER+STRICT", true
	w.open(exercise.Hands, "Government")
	count := hands("ha-01", "h", "Government", 3, 4, 1, 0)
	count.Note = "We rang nobody."
	w.must(exercise.Enter{Step: "ha-01"}, count, exercise.Reveal{Step: "ha-01"}, exercise.Finish{})
	const line = "**TLP:AMBER+STRICT · Chatham House rule**\n"
	if got := w.report(); !strings.HasPrefix(got, line) || !strings.HasSuffix(got, "\n\n"+line) {
		t.Error("the labels aren't at the top and the foot of the Markdown")
	} else if strings.Contains(got, "(Government)") {
		t.Error("a remark is under its group's name, against the Chatham House rule")
	}
	got := w.page()
	header, rest, _ := strings.Cut(got, "</header>")
	_, footer, _ := strings.Cut(rest, "<footer>")
	for where, part := range map[string]string{"top": header, "foot": footer} {
		if !strings.Contains(part, ">TLP:AMBER+STRICT</strong>") || !strings.Contains(part, ">Chatham House rule</strong>") {
			t.Errorf("the labels aren't at the %s of the page", where)
		}
	}
	if !strings.Contains(header, `@top-right{content:"TLP:AMBER\00002B STRICT \0000B7  Chatham House rule"}`) {
		t.Error("the labels aren't in the margin of printed pages")
	}
	safeHTML(t, got)
}

// A label that no rule let pass can't leave its string in the style sheet.
func TestRunningIsInert(t *testing.T) {
	if got := running(`"}</style><script>`); strings.ContainsAny(got[len(`@page{@top-right{content:"`):], "<>") {
		t.Errorf("the style sheet has %s", got)
	}
}

// Words can be read on every ground, in light and dark: the contrast is at
// least 4.5 to 1, level AA of the Web Content Accessibility Guidelines 2.2.
func TestContrast(t *testing.T) {
	variable := regexp.MustCompile(`--([a-z0-9-]+): #([0-9a-f]{3,6});`)
	roots := strings.SplitAfterN(styleSheet, "color-scheme: dark)", 2)
	if len(roots) != 2 {
		t.Fatal("the style sheet has no dark colours")
	}
	for scheme, css := range map[string]string{"light": roots[0], "dark": roots[1]} {
		colour := map[string]float64{}
		for _, m := range variable.FindAllStringSubmatch(css, -1) {
			colour[m[1]] = luminance(t, m[2])
		}
		for _, pair := range [][2]string{
			{"ink", "paper"}, {"ink", "wash"}, {"soft", "paper"}, {"link", "paper"}, {"link", "wash"},
			{"h-ink", "h"}, {"l-ink", "l"}, {"l-ink", "l2"}, {"i-ink", "i"},
			{"ink", "h-pale"}, {"ink", "l-pale"}, {"ink", "l2-pale"}, {"ink", "i-pale"},
		} {
			a, known := colour[pair[0]]
			b, both := colour[pair[1]]
			if !known || !both {
				t.Fatalf("%s: the style sheet has no %v", scheme, pair)
			}
			if got := (max(a, b) + 0.05) / (min(a, b) + 0.05); got < 4.5 {
				t.Errorf("%s: %s on %s has a contrast of %.2f", scheme, pair[0], pair[1], got)
			}
		}
	}
}

// luminance is the relative one of a colour in hex.
func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	if len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(hex[2*i:2*i+2], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(n) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}
