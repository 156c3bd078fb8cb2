package tui

import (
	"fmt"
	"strings"

	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/tui/wording"
)

// mostRelatives is how many norms of other families stand beside a norm before
// somebody asks for all.
const mostRelatives = 5

// about is everything that is known of a norm, but for its name.
func (p *normsPage) about(a *App, n *norm.Norm, width int) []string {
	t := &normText{st: a.style, width: width}
	p.standing(t, n)
	t.lines = append(t.lines, "")
	t.lines = append(t.lines, wrap(n.Restatement, width)...)
	t.para("Whom it speaks to", n.Addressee)
	t.para("A caution", n.KindNote)
	t.para("What to look for in a timeline", n.LookFor)
	p.relatives(t, n)
	p.places(a, t, n)
	p.judged(a, t, n)
	c, _ := p.set.CatalogueOf(n.ID)
	t.list("What following it looks like", n.Actions)
	t.list("What responders say of it", remarksOf(a.style, c, n.Practitioners))
	t.list("What is said against it", remarksOf(a.style, c, n.Critiques))
	var terms, guidance, related, links []string
	for _, x := range n.Terms {
		terms = append(terms, a.style.strong.Render(x.Term)+": "+x.Meaning)
	}
	t.list("Words that people read differently", terms)
	for _, g := range n.Guidance {
		guidance = append(guidance, g.Text+" "+a.style.dim.Render("("+g.Document+", "+g.Section+")")+notRead(a.style, c, g.Sources))
	}
	t.list("What later reports add", guidance)
	t.list("Who deals with it", n.Bodies)
	for _, item := range n.Related {
		if r, ok := p.set.Get(norm.ID(c.ID + "/" + item)); ok {
			related = append(related, r.Reference+" "+r.Label)
		}
	}
	t.list("Related in the same family", related)
	for _, l := range n.Links {
		links = append(links, l.Title+" "+a.style.accent.Render(l.URL))
	}
	t.list("Links", links)
	return t.lines
}

// title is what a norm is called.
func (p *normsPage) title(st *styles, n *norm.Norm, width int) []string {
	return wrap(st.title.Render(fmt.Sprintf("%s · %s", p.set.Cite(n), n.Label)), width)
}

// standing says what the norm is, whether it binds, since when, and how sure
// its authors are of it.
func (p *normsPage) standing(t *normText, n *norm.Norm) {
	st := t.st
	c, _ := p.set.CatalogueOf(n.ID)
	says := []string{p.set.StandingOf(n), c.Short + ", " + p.set.AdoptedOf(n).Text(), wording.Kind(n.Kind)}
	if len(c.Items) > 1 {
		says[1] += fmt.Sprintf(", %d of %d", n.Position, len(c.Items))
	}
	t.lines = append(t.lines, paint(st.dim, wrap(strings.Join(says, " · "), t.width))...)
	var marks []string
	if n.IncidentResponse {
		marks = append(marks, st.accent.Render("touches incident response"))
	}
	if p.set.Unverified(n) {
		marks = append(marks, st.warn.Render("unverified")+st.dim.Render(": it rests on sources that the authors did not read"))
	}
	if len(marks) > 0 {
		t.lines = append(t.lines, wrap(strings.Join(marks, " · "), t.width)...)
	}
	if n.ConfidenceNote != "" || n.Confidence == "low" {
		t.lines = append(t.lines, wrap(st.dim.Render("Confidence "+n.Confidence+": ")+n.ConfidenceNote, t.width)...)
	}
}

// relatives are the norms of other families that share an idea with this one,
// under each idea.
func (p *normsPage) relatives(t *normText, n *norm.Norm) {
	all := p.set.Elsewhere(n.ID)
	nearest, more := p.set.Relatives(n.ID, mostRelatives)
	if len(all) == 0 {
		return
	}
	t.head("The same idea elsewhere")
	if !p.all {
		all = nearest
	}
	told := map[norm.ID]bool{} // one that shares several ideas stands under the first
	for _, idea := range n.Ideas {
		var found []string
		for _, o := range all {
			if shares(o, idea) && !told[o.ID] {
				told[o.ID] = true
				found = append(found, t.st.strong.Render(p.set.Cite(o))+" "+o.Label+t.st.dim.Render(" ("+p.set.StandingOf(o)+")"))
			}
		}
		if len(found) == 0 {
			continue
		}
		t.lines = append(t.lines, t.st.dim.Render(idea.Title()+":"))
		for _, x := range found {
			t.lines = append(t.lines, hang("• ", x, t.width)...)
		}
	}
	if more > 0 && !p.all {
		t.lines = append(t.lines, t.st.accent.Render(fmt.Sprintf("and %d more · m shows all", more)))
	}
}

func shares(n *norm.Norm, idea norm.Idea) bool {
	for _, i := range n.Ideas {
		if i == idea {
			return true
		}
	}
	return false
}

// normText is the detail in the making.
type normText struct {
	st    *styles
	width int
	lines []string
}

func (t *normText) head(title string) { t.lines = append(t.lines, "", t.st.accent.Render(title)) }

func (t *normText) para(title, text string) {
	if text != "" {
		t.head(title)
		t.lines = append(t.lines, wrap(text, t.width)...)
	}
}

func (t *normText) list(title string, items []string) {
	if len(items) == 0 {
		return
	}
	t.head(title)
	for _, x := range items {
		t.lines = append(t.lines, hang("• ", x, t.width)...)
	}
}

func remarksOf(st *styles, c *norm.Catalogue, rs []norm.Remark) []string {
	var out []string
	for _, r := range rs {
		text := r.Text
		if len(r.Sources) == 0 {
			text += st.dim.Render(" (the authors' view)")
		}
		out = append(out, text+notRead(st, c, r.Sources))
	}
	return out
}

// notRead marks what rests on sources alone that the authors did not read.
func notRead(st *styles, c *norm.Catalogue, ids []string) string {
	if !c.Unverified(ids) {
		return ""
	}
	return " " + st.warn.Render("unverified")
}
