package web_test

import (
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// axe-core finds nothing against WCAG 2.2 AA in any page, in either theme.
// NORMWALK_AXE is the path of axe.min.js.
func accessibility(t *testing.T, b *chrome) {
	path := os.Getenv("NORMWALK_AXE")
	if path == "" {
		unavailable(t, "NORMWALK_AXE doesn't say where axe.min.js is")
	}
	axe, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b.everyPage(t, func(name string, p *page) {
		if !ask[bool](p, `typeof axe === "object"`) {
			p.act(chromedp.Evaluate[chromedp.Void](string(axe)))
		}
		for _, theme := range []string{"light", "dark"} {
			p.theme(theme)
			found := ask[[]string](p, `axe.run({
				runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}, resultTypes: ["violations"],
			}).then(r => r.violations.map(v => v.id + ": " + v.help + "\n" + v.nodes.map(n => n.html.slice(0, 200) + "\n" + n.failureSummary).join("\n")))`)
			if len(found) > 0 {
				t.Errorf("%s, %s: %s", name, theme, strings.Join(found, "\n"))
			}
		}
	})
}
