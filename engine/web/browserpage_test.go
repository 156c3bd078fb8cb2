package web_test

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// limited is the tab's context for one action.
func (p *page) limited() (context.Context, context.CancelFunc) {
	return context.WithTimeout(p.ctx, patience)
}

func (p *page) act(actions ...chromedp.Action[chromedp.Void]) {
	p.Helper()
	ctx, done := p.limited()
	defer done()
	if err := chromedp.Do(ctx, actions...); err != nil {
		p.Fatalf("%v\n%s", err, p.look())
	}
}

func send[P, R any](p *page, c cdp.Command[P, R], params P) {
	p.Helper()
	ctx, done := p.limited()
	defer done()
	if _, err := chromedp.Call(ctx, c, params); err != nil {
		p.Fatalf("%s: %v", c.Method, err)
	}
}

// ask is the value of an expression in the page.
func ask[T any](p *page, expression string) T {
	p.Helper()
	ctx, done := p.limited()
	defer done()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		p.Fatalf("%s: %v\n%s", expression, err, p.look())
	}
	return v
}

// until waits for an expression to be true. Pages may be loaded anew meanwhile.
func (p *page) until(expression string) {
	p.Helper()
	ctx, done := p.limited()
	defer done()
	for every := time.NewTicker(30 * time.Millisecond); ; {
		v, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("!!("+expression+")"))
		if err == nil && v {
			return
		}
		select {
		case <-every.C:
		case <-ctx.Done():
			p.Fatalf("it doesn't come to be that %s (%v)\n%s", expression, err, p.look())
		}
	}
}

// shown is an expression for what people can read on the page.
const shown = `document.body.innerText.replace(/\s+/g, " ")`

func quoted(s string) string { return `"` + strings.ReplaceAll(s, `"`, `\"`) + `"` }

// reads waits until texts stand on the page.
func (p *page) reads(texts ...string) {
	p.Helper()
	for _, t := range texts {
		p.until(shown + ".includes(" + quoted(t) + ")")
	}
}

// lacks finds fault with texts that stand on the page, or in its source.
func (p *page) lacks(texts ...string) {
	p.Helper()
	for _, t := range texts {
		if ask[bool](p, shown+".includes("+quoted(t)+") || document.documentElement.outerHTML.includes("+quoted(t)+")") {
			p.Errorf("the page has %q:\n%s", t, p.look())
		}
	}
}

// look is what stands on the page, for messages.
func (p *page) look() string {
	ctx, done := context.WithTimeout(p.ctx, 5*time.Second)
	defer done()
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string](`location.href + " " + document.title + "\n" + document.body.innerText.replace(/\n+/g, "\n")`))
	if err != nil {
		return "the page can't be read: " + err.Error()
	}
	return text[:min(len(text), 3000)]
}

func (p *page) resize(s size) {
	p.Helper()
	options := []chromedp.EmulateViewportOption{chromedp.EmulateScale(s.scale)}
	if s.phone {
		options = append(options, chromedp.EmulateMobile, chromedp.EmulateTouch)
	}
	p.act(chromedp.EmulateViewport(s.width, s.height, options...))
}

// settle waits until a change of size has reached the page's script, and is drawn.
func (p *page) settle() {
	p.Helper()
	ask[bool](p, `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))`)
}

func (p *page) theme(name string) {
	p.Helper()
	send(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: name}},
	})
}

func (p *page) visit(path string) {
	p.Helper()
	p.act(chromedp.Navigate("http://" + p.laptop.addr + path))
}

func (p *page) click(selector string) {
	p.Helper()
	x, y := p.spot(selector)
	p.act(chromedp.MouseClickXY(x, y))
}

// spot is where to press on something, once it can be seen there, nothing lies
// over it, and it has come to rest: the page may be made anew meanwhile, and
// what moves from under the finger isn't pressed.
func (p *page) spot(selector string) (x, y float64) {
	p.Helper()
	ctx, done := p.limited()
	defer done()
	where := `(() => {
		const e = document.querySelector(` + "`" + selector + "`" + `);
		if (!e || !e.checkVisibility()) return [];
		e.scrollIntoView({block: "center", behavior: "instant"});
		const r = e.getBoundingClientRect(), x = r.left + r.width / 2, y = r.top + r.height / 2;
		const top = document.elementFromPoint(x, y), label = e.closest("label");
		return top && (e.contains(top) || label && label.contains(top)) ? [x, y] : [];
	})()`
	var last []float64
	for every := time.NewTicker(50 * time.Millisecond); ; {
		at, err := chromedp.Run(ctx, chromedp.Evaluate[[]float64](where))
		if err == nil && len(at) == 2 && slices.Equal(at, last) {
			return at[0], at[1]
		}
		last = at
		select {
		case <-every.C:
		case <-ctx.Done():
			p.Fatalf("%s can't be pressed (%v)\n%s", selector, err, p.look())
		}
	}
}

// write types into a field, as fingers do.
func (p *page) write(selector, text string) {
	p.Helper()
	p.click(selector)
	p.act(chromedp.KeyEvent(text))
}

// choose picks from a list.
func (p *page) choose(selector, value string) {
	p.Helper()
	p.until(`(e => { e.value = "` + value + `"; e.dispatchEvent(new Event("input", {bubbles: true})); e.dispatchEvent(new Event("change", {bubbles: true})); return e.value === "` + value + `"; })(document.querySelector("` + selector + `"))`)
}

func (p *page) join() {
	p.Helper()
	p.visit("/j/" + strings.ToLower(p.laptop.access.Code))
	p.click("#join button")
	p.scripted()
}

// scripted waits until the script of a page that came by a form or a link has
// begun: what is pressed before is not heard.
func (p *page) scripted() {
	p.Helper()
	p.until(`document.documentElement.className === "script"`)
}

// loaded waits until such a page is whole: what is pressed before may move away
// from under the finger.
func (p *page) loaded() {
	p.Helper()
	p.until(`document.readyState === "complete"`)
}

// verdict presses an answer on a norm's card, the first being 1.
func (p *page) verdict(norm, answer string) {
	p.Helper()
	p.click("#norm-" + norm + " ." + answer)
}

// state waits until a norm's card says what became of the ballot.
func (p *page) state(norm, text string) {
	p.Helper()
	p.until(`document.querySelector("#norm-` + norm + ` .state").textContent.includes(` + quoted(text) + `)`)
}
