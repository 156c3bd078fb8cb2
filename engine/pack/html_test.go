package pack

import (
	"encoding/xml"
	"errors"
	"io"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/normwalk/normwalk/engine/markup"
	"github.com/normwalk/normwalk/engine/norm"
)

// allowed are the elements of a document with their attributes. Nothing on the
// list can fetch or run anything but the addresses that safe looks at.
func allowed() map[string][]string {
	return map[string][]string{
		"html": {"lang"}, "head": nil, "meta": {"charset", "http-equiv", "name", "content"}, "title": nil, "link": {"rel", "href"}, "style": nil,
		"body": {"class"}, "nav": nil, "main": nil, "footer": nil, "article": {"class"}, "div": {"class"},
		"h1": {"class"}, "h2": {"class"}, "h3": {"class"}, "p": {"class"}, "ul": {"class"}, "ol": {"class"}, "li": nil, "strong": nil, "span": {"class"},
		"a": {"href"}, "table": {"class"}, "caption": nil, "thead": nil, "tbody": nil, "tr": nil,
		"th": {"scope", "class", "rowspan", "colspan"}, "td": {"class"},
	}
}

var (
	oursOnly  = regexp.MustCompile(`^([0-9]{2}-[a-z-]+|index)\.html$`)
	className = regexp.MustCompile(`^[a-z]+( [a-z]+)*$`)
	fetches   = regexp.MustCompile(`url\(|@import|src\s*=|expression`)
)

// safe fails unless a document is well-formed, has only elements and attributes
// of the list, and leads nowhere but to the pack's own files.
func safe(t testing.TB, name, page string) {
	t.Helper()
	elements := allowed()
	d := xml.NewDecoder(strings.NewReader(page))
	element := ""
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%s isn't well-formed: %v", name, err)
		}
		if words, ok := token.(xml.CharData); ok && element == "style" && fetches.Match(words) {
			t.Errorf("the style of %s fetches something", name)
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		element = e.Name.Local
		may, known := elements[element]
		if !known {
			t.Errorf("%s has a <%s>", name, element)
		}
		for _, a := range e.Attr {
			switch {
			case !slices.Contains(may, a.Name.Local):
				t.Errorf("%s: <%s> has the attribute %s=%q", name, element, a.Name.Local, a.Value)
			case a.Name.Local == "href" && element == "a" && !oursOnly.MatchString(a.Value):
				t.Errorf("%s leads to %q", name, a.Value)
			case a.Name.Local == "class" && !className.MatchString(a.Value):
				t.Errorf("%s has the class %q", name, a.Value)
			}
		}
	}
	for _, c := range page {
		if c != '\n' && !markup.Visible(c) {
			t.Errorf("%s has the invisible character %U", name, c)
		}
	}
}

func TestHTMLIsSafe(t *testing.T) {
	for _, e := range builtins(t) {
		for _, f := range written(t, e, HTML) {
			safe(t, e.Scenario.ID+" "+f.Name, string(f.Body))
		}
	}
}

// There is a card for each norm of the exercise and one on how to judge, each
// with what a table needs of it, and the printed address.
func TestOneCardForEachNorm(t *testing.T) {
	for _, e := range builtins(t) {
		norms, _ := e.onTheTable()
		for _, f := range written(t, e, HTML) {
			if !strings.Contains(f.Name, "cards") {
				continue
			}
			body := string(f.Body)
			if got, want := strings.Count(body, `<article class="card">`), len(norms)+1; got != want {
				t.Errorf("%s, %s: %d cards, want %d", e.Scenario.ID, e.Track.ID, got, want)
			}
			for _, n := range norms {
				for _, want := range []string{n.Label, n.Restatement, n.LookFor, n.Addressee, e.Norms.StandingOf(n), n.Links[0].URL} {
					if !strings.Contains(body, plain(want).HTML()) {
						t.Errorf("%s: no card says %q", n.ID, want)
					}
				}
			}
		}
	}
}

// hostile is what somebody might write to break a document.
const hostile = "| x |\n\n# Fake [click](javascript:alert(1)) <img src=x onerror=alert(1)> ![i](http://t.example/p.png) `c` *b* \"}</style><script> \x1b]0;t\x07 \u202egnp.exe www.evil.example @all --> \\"

// Whatever the content says, it stays words.
func TestHostileContentIsInert(t *testing.T) {
	e := tale(t, hostile, "G|*")
	e.Walk = hostile
	poison(reflect.ValueOf(e.Scenario).Elem())
	e.Track.Title = hostile
	for _, c := range e.Norms.Catalogues() {
		c.Title, c.Short, c.Prefix = hostile, hostile, hostile
		for i := range c.Items {
			n := &c.Items[i]
			n.Label, n.Reference, n.Restatement, n.LookFor, n.Addressee, n.Kind = hostile, hostile, hostile, hostile, hostile, norm.Kind(hostile)
			for j := range n.Links {
				n.Links[j].URL = hostile
			}
		}
	}
	for _, f := range written(t, e, HTML) {
		safe(t, f.Name, string(f.Body))
	}
	comment := "<!-- " + Mark + " -->\n"
	address := regexp.MustCompile(`[a-z]://|www\.[a-z]`)
	link := regexp.MustCompile(`[^\\]\]\(([^)]*)\)`)
	for _, f := range written(t, e, Markdown) {
		body, ok := strings.CutPrefix(string(f.Body), comment)
		if !ok || strings.Contains(body, "<") {
			t.Errorf("%s has an HTML tag", f.Name)
		}
		for _, m := range link.FindAllStringSubmatch(body, -1) {
			if !regexp.MustCompile(`^[0-9]{2}-[a-z-]+\.md$`).MatchString(m[1]) {
				t.Errorf("%s links to %q", f.Name, m[1])
			}
		}
		if address.MatchString(body) {
			t.Errorf("%s has a bare address", f.Name)
		}
		for _, c := range body {
			if c != '\n' && !markup.Visible(c) {
				t.Errorf("%s has the invisible character %U", f.Name, c)
			}
		}
	}
}

// poison puts the hostile text into every string of a value but ids, which the
// plan refers to.
func poison(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			name := v.Type().Field(i).Name
			if name != "ID" && name != "Norm" && name != "Zone" && v.Type().Field(i).IsExported() {
				poison(v.Field(i))
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			poison(v.Index(i))
		}
	case reflect.String:
		v.SetString(hostile)
	}
}
